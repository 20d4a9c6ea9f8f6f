#include "app/OpenedFile.h"

#include "model/capture/Recording.h"
#include "model/capture/RecordingFile.h"

#include <filesystem>
#include <limits>
#include <system_error>

namespace lab {

namespace {

constexpr std::size_t looked = 64 << 10; ///< the first bytes tell whether it is one that is read at all
constexpr std::size_t readAtOnce = 1 << 20; ///< a longer file is read in slices, or by a thread

std::uint64_t sizeOf(const std::string& path)
{
    std::error_code none;
    const std::uint64_t size = std::filesystem::file_size(path, none);
    return none ? 0 : size;
}

Result<GrowingRecording> readWhole(FollowedFile& file, Bytes bytes, Waits waits)
{
    auto rest = file.read(std::numeric_limits<std::size_t>::max());
    if (!rest)
        return rest.error();
    bytes.insert(bytes.end(), rest->begin(), rest->end());
    return readGrowing(std::move(bytes), file.path(), waits);
}

/// Of a long file, if its first bytes show something. What is packed, and what strace wrote, is understood when all of it is there.
std::optional<GrowingRecording> readBeginning(const FollowedFile& file, const Bytes& begins)
{
    if (sizeOf(file.path()) <= readAtOnce || !isCapture(begins) || !isOwnRecording(begins, false))
        return {};
    auto read = readGrowing(begins, file.path(), Waits::ForAll);
    if (!read || !read->grows || read->journal->size() == 0)
        return {};
    return std::move(*read);
}

/// A thread reads on, if it is such a capture and one is allowed.
void readOn(OpenedFile& opened)
{
    if (!opened.stream->ofAnotherProgram())
        return;
    auto ahead = std::make_unique<ReadAhead>(std::move(*opened.file), std::move(*opened.stream));
    if (ahead->begin(*opened.journal)) {
        opened.ahead = std::move(ahead);
        opened.file.reset();
        opened.stream.reset();
        return;
    }
    opened.file = std::move(ahead->file());
    opened.stream = std::move(ahead->stream());
}

OpenedFile openedOf(FollowedFile file, GrowingRecording read, bool behind)
{
    OpenedFile opened;
    opened.path = file.path();
    opened.journal = std::move(read.journal);
    opened.grows = read.grows;
    opened.behind = behind;
    if (behind)
        opened.events = static_cast<std::size_t>(static_cast<double>(opened.journal->size()) / looked * static_cast<double>(sizeOf(opened.path)));
    opened.file = std::move(file);
    opened.stream = std::move(read.stream);
    if (behind)
        readOn(opened);
    return opened;
}

} // namespace

Result<OpenedFile> OpenedFile::open(const std::string& path, bool follow)
{
    auto file = FollowedFile::open(path);
    if (!file)
        return file.error();
    if (!file->ordinary()) {
        OpenedFile pipe;
        pipe.path = path;
        pipe.pipe = file->release();
        return pipe;
    }
    auto bytes = file->read(looked);
    if (!bytes)
        return bytes.error();
    if (bytes->size() >= looked) // else it is all there is: who reads it judges
        if (const Status known = isSomeRecording(*bytes, path, false); !known)
            return known.error();
    auto beginning = follow ? std::nullopt : readBeginning(*file, *bytes);
    const bool behind = beginning.has_value();
    auto read = behind ? Result<GrowingRecording>(std::move(*beginning))
                       : readWhole(*file, std::move(*bytes), follow ? Waits::ForAll : Waits::ForMore);
    if (!read)
        return read.error();
    if (read->grows && (follow || behind))
        read->journal->setDamage({}); // what is half at its end is still being written, or not read yet
    return openedOf(std::move(*file), std::move(*read), behind);
}

std::optional<OpenedFile> OpenedFile::openAhead(const std::string& path)
{
    std::error_code none;
    if (path == "-" || !std::filesystem::is_regular_file(path, none)) // opening a pipe would wait for who writes it
        return {};
    auto file = FollowedFile::open(path);
    if (!file || !file->ordinary())
        return {};
    const auto bytes = file->read(looked);
    auto beginning = bytes ? readBeginning(*file, *bytes) : std::nullopt;
    if (!beginning || !beginning->stream.ofAnotherProgram())
        return {};
    beginning->journal->setDamage({}); // not read yet
    OpenedFile opened = openedOf(std::move(*file), std::move(*beginning), true);
    if (!opened.ahead)
        return {};
    return opened;
}

} // namespace lab
