#include "model/journal/Journal.h"

#include "model/base/FileReplace.h"
#include "model/base/UniqueFd.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>

namespace lab {

namespace {

Error cannotRead(const std::string& path, int errnum)
{
    return Error {path + " cannot be read: " + std::strerror(errnum)};
}

/// Reads to the end; a file that grows meanwhile is read up to where it then ends.
Status readAll(const std::string& path, Bytes& bytes)
{
    const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));

    struct stat status
    {
    };

    if (!fd || ::fstat(fd.get(), &status) < 0)
        return cannotRead(path, errno);
    if (S_ISDIR(status.st_mode))
        return cannotRead(path, EISDIR);
    static constexpr std::size_t chunk = 1 << 20;
    std::size_t length = 0;
    bytes.resize(S_ISREG(status.st_mode) ? static_cast<std::size_t>(status.st_size) + 1 : chunk);
    for (;;) {
        if (length == bytes.size())
            bytes.resize(bytes.size() + std::max(chunk, bytes.size() / 2));
        const ssize_t got = ::read(fd.get(), bytes.data() + length, bytes.size() - length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return cannotRead(path, errno);
        if (got == 0)
            break;
        length += static_cast<std::size_t>(got);
    }
    bytes.resize(length);
    return Nothing {};
}

std::string recovered(std::size_t events)
{
    return std::to_string(events) + (events == 1 ? " event" : " events") + " before it recovered";
}

} // namespace

Result<std::unique_ptr<Journal>> Journal::open(const std::string& path)
{
    auto journal = std::make_unique<Journal>();
    if (const Status read = readAll(path, journal->m_bytes); !read)
        return read.error();
    if (journal->m_bytes.empty())
        return Error {path + " is empty; expected a pcapng recording"};

    const Status scanned = journal->scan();
    const std::size_t whole = journal->m_wholeBytes;
    const std::size_t left = journal->m_bytes.size() - whole;
    if (!scanned && whole == 0)
        return Error {path + " is no recording that can be read: " + scanned.error().message + "."};
    if (!scanned) {
        journal->m_damage.message =
            path + " is damaged " + scanned.error().message + "; " + recovered(journal->size()) + ".";
    } else if (left > 0) {
        const ByteView tail = ByteView(journal->m_bytes).subspan(whole);
        journal->m_damage.message = path + " ends in the middle of a block at byte " + std::to_string(whole)
            + ": found " + std::to_string(left) + (left == 1 ? " byte" : " bytes") + ", expected "
            + (tail.size() < 8 ? "at least " : "") + std::to_string(BlockScanner::neededBytes(tail)) + "; "
            + recovered(journal->size()) + ".";
    }
    if (whole == 0)
        return Error {journal->m_damage.message};
    journal->m_bytes.resize(whole);
    return journal;
}

Status Journal::scan()
{
    if (m_error)
        return *m_error;
    for (;;) {
        const ByteView rest = ByteView(m_bytes).subspan(m_wholeBytes);
        const auto block = m_scanner.scan(rest, m_wholeBytes);
        if (!block) {
            m_error = block.error();
            return *m_error;
        }
        if (!*block)
            return Nothing {};
        const BlockScanner::Block& found = **block;
        if (found.kind)
            m_index.push_back({m_wholeBytes, found.time, static_cast<std::uint32_t>(found.packet), *found.kind});
        m_wholeBytes += found.length;
    }
}

Result<std::size_t> Journal::feed(ByteView chunk)
{
    m_bytes.insert(m_bytes.end(), chunk.begin(), chunk.end());
    const std::size_t before = m_index.size();
    if (const Status scanned = scan(); !scanned)
        return scanned.error();
    return m_index.size() - before;
}

Status Journal::save(const std::string& path) const
{
    return replaceFile(path, bytes());
}

Event Journal::at(std::size_t i) const
{
    const Entry& entry = m_index[i];
    ByteView block = bytes().subspan(entry.offset);
    block = block.first(BlockScanner::neededBytes(block));
    auto body = decodeBlockBody(block, entry.packet);
    if (body)
        return {entry.time, std::move(*body)};
    // The checksum was right, so this was written so: by a faulty or a hostile program. One event is lost, not the
    // rest.
    return {entry.time,
            Notice {Notice::Severity::Problem, "damaged-event",
                    "byte " + std::to_string(entry.offset) + ": found " + body.error().message}};
}

} // namespace lab
