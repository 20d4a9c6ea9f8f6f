#include "model/capture/Recording.h"

#include "model/base/FileRead.h"
#include "model/journal/EventKind.h"

namespace lab {

bool isInferred(const Journal& journal)
{
    if (journal.size() == 0 || journal.kindOf(0) != kindIndexOf<Notice>())
        return false;
    const Event first = journal.at(0);
    const auto* notice = std::get_if<Notice>(&first.body);
    return notice && notice->code == inferredNotice;
}

Result<GrowingRecording> readGrowing(Bytes bytes, const std::string& name, Waits waits)
{
    GrowingRecording made {std::make_unique<Journal>(), RecordingStream(name)};
    RecordingStream& stream = made.stream;
    Bytes journal = stream.take(std::move(bytes));
    made.grows = waits == Waits::ForAll || (waits == Waits::ForMore && !journal.empty());
    made.grows = made.grows && !stream.isPacked() && !stream.broken();
    if (!made.grows) {
        const Bytes rest = stream.finish();
        journal.insert(journal.end(), rest.begin(), rest.end());
    }
    if (!stream.unreadable().empty())
        return Error {stream.unreadable()};
    if (!journal.empty() || !made.grows) {
        auto read = Journal::read(std::move(journal), name);
        if (!read)
            return read.error();
        made.journal = std::move(*read);
    }
    if (JournalDamage damage = stream.damage(made.journal->size()); !damage.message.empty())
        made.journal->setDamage(std::move(damage));
    return made;
}

Result<std::unique_ptr<Journal>> openRecording(const std::string& path)
{
    const std::string name = path == "-" ? "standard input" : path;
    Result<Bytes> file = readFile(path, [&](ByteView begins) { return isSomeCapture(begins, name); });
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

} // namespace lab
