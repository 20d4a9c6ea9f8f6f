#pragma once
// TextExports: ONE ROW A FORMAT that a recording can be written in, beside the pictures of the views. The command line,
// the window's Export dialog, --help and the tests are made from it; its name in both languages is in
// resources/words/exports.yaml.

#include "model/export/EventFilter.h"
#include "model/journal/Journal.h"
#include "model/words/Words.h"

#include <functional>
#include <span>
#include <string>

namespace lab {

struct ExportRequest
{
    const Journal* journal = nullptr;
    const Words* words = nullptr;
    Language language = Language::English;
    std::size_t from = 0; ///< the first event shown; state is folded from the beginning all the same
    std::size_t to = SIZE_MAX; ///< one behind the last event shown
    EventFilter filter;
    std::string program; ///< of C programs: whose; empty: the first one on the client

    /// Calls `take` with every event that is to be shown, its index and the state after it.
    void forEach(const std::function<void(const Event&, std::size_t, const LabState&)>& take) const;
    std::string word(std::string_view key, const std::map<std::string, std::string>& values = {}) const
    {
        return words->text("exports", key, language, values);
    }
};

struct TextExport
{
    const char* id; ///< "mermaid"; as --view has it, and its name's key in words: "format-mermaid"
    const char* suffix; ///< of files, without the dot: "mmd"
    Result<std::string> (*write)(const ExportRequest& request); ///< the whole file; the error says why there can't be one
    bool ofOneProgram = false; ///< needs ExportRequest::program; as --view it is NAME.suffix: "client.c"
};

std::span<const TextExport> textExports();
/// By id, or (of one program) by NAME.suffix, which sets `program`; nullptr: there is none.
const TextExport* findTextExport(std::string_view view, std::string& program);
/// The format that files of this suffix have; nullptr: none.
const TextExport* textExportOf(std::string_view suffix);

// The rows' functions, each in a file of its own.
Result<std::string> writeMermaid(const ExportRequest& request);
Result<std::string> writePlantUml(const ExportRequest& request);
Result<std::string> writeMarkdown(const ExportRequest& request);
Result<std::string> writeStraceText(const ExportRequest& request);
Result<std::string> writeCsv(const ExportRequest& request);
Result<std::string> writeJsonLines(const ExportRequest& request);
Result<std::string> writeCommentedCapture(const ExportRequest& request);
Result<std::string> writeCProgram(const ExportRequest& request);
Result<std::string> writePacketdrill(const ExportRequest& request);

} // namespace lab
