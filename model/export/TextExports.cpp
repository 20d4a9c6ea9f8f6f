#include "model/export/TextExports.h"

#include <algorithm>

namespace lab {

namespace {

constexpr TextExport rows[] = {
    {"mermaid", "mmd", writeMermaid},
    {"plantuml", "puml", writePlantUml},
    {"transcript", "md", writeMarkdown},
    {"strace", "strace", writeStraceText},
    {"csv", "csv", writeCsv},
    {"jsonl", "jsonl", writeJsonLines},
    {"capture", "pcapng", writeCommentedCapture},
    {"program", "c", writeCProgram, true},
    {"packetdrill", "pkt", writePacketdrill, true},
};

} // namespace

void ExportRequest::forEach(const std::function<void(const Event&, std::size_t, const LabState&)>& take) const
{
    LabState state;
    const std::size_t end = std::min(to, journal->size());
    for (std::size_t i = 0; i < end; ++i) {
        const Event event = journal->at(i);
        state.apply(event);
        if (i >= from && filter.keeps(event, state))
            take(event, i, state);
    }
}

std::span<const TextExport> textExports()
{
    return rows;
}

const TextExport* findTextExport(std::string_view view, std::string& program)
{
    for (const TextExport& row : rows) {
        if (view == row.id)
            return &row;
        const std::string ending = std::string(".") + row.suffix;
        if (row.ofOneProgram && view.size() > ending.size() && view.ends_with(ending)) {
            program = view.substr(0, view.size() - ending.size());
            return &row;
        }
    }
    return nullptr;
}

const TextExport* textExportOf(std::string_view suffix)
{
    const auto row = std::find_if(std::begin(rows), std::end(rows), [&](const TextExport& one) { return one.suffix == suffix; });
    return row == std::end(rows) ? nullptr : &*row;
}

} // namespace lab
