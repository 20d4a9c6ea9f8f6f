#include "model/capture/Recording.h"

#include "model/base/FileRead.h"
#include "model/capture/RecordingMerge.h"
#include "model/journal/EventKind.h"

namespace lab {

std::string_view foreignNotice(const Journal& journal)
{
    if (journal.size() == 0 || journal.kindOf(0) != kindIndexOf<Notice>())
        return {};
    const Event first = journal.at(0);
    const auto* notice = std::get_if<Notice>(&first.body);
    for (const std::string_view code : {inferredNotice, straceNotice})
        if (notice && notice->code == code)
            return code;
    return {};
}

bool isInferred(const Journal& journal)
{
    return foreignNotice(journal) == inferredNotice;
}

Result<GrowingRecording> readGrowing(Bytes bytes, const std::string& name, Waits waits)
{
    GrowingRecording made {std::make_unique<Journal>(), RecordingStream(name)};
    RecordingStream& stream = made.stream;
    Journal& journal = *made.journal;
    const Status taken = stream.take(std::move(bytes), journal);
    made.grows = waits == Waits::ForAll || (waits == Waits::ForMore && journal.wholeBytes() > 0);
    made.grows = made.grows && taken && !stream.waitsForEnd() && !stream.broken();
    if (!made.grows)
        (void)stream.finish(journal); // an error is final: finish() of the journal has it
    if (!stream.unreadable().empty())
        return Error {stream.unreadable()};
    if (journal.wholeBytes() > 0 || !made.grows)
        if (const Status readable = journal.finish(name); !readable)
            return readable.error();
    if (JournalDamage damage = stream.damage(journal.size()); !damage.message.empty())
        journal.setDamage(std::move(damage));
    return made;
}

Result<std::unique_ptr<Journal>> openRecording(const std::string& path)
{
    const std::string name = path == "-" ? "standard input" : path;
    Result<Bytes> file = readFile(path, [&](ByteView begins) { return isSomeRecording(begins, name, false); });
    if (!file)
        return file.error();
    return readRecording(std::move(*file), name);
}

Result<std::unique_ptr<Journal>> readRecording(Bytes file, const std::string& name)
{
    auto read = readGrowing(std::move(file), name, Waits::ForNothing);
    if (!read)
        return read.error();
    return std::move(read->journal);
}

Result<std::unique_ptr<Journal>> openRecordings(const std::vector<std::string>& paths)
{
    if (paths.size() == 1)
        return openRecording(paths.front());
    std::vector<RecordingFile> files;
    for (const std::string& path : paths) {
        auto file = readRecordingFile(path);
        if (!file)
            return file.error();
        files.push_back(std::move(*file));
    }
    auto merged = mergeRecordings(std::move(files));
    if (!merged)
        return merged.error();
    auto journal = Journal::read(std::move(merged->journal), merged->name);
    if (journal && !merged->damage.message.empty())
        (*journal)->setDamage(std::move(merged->damage));
    return journal;
}

} // namespace lab
