#include "model/journal/Journal.h"

#include "model/base/FileRead.h"
#include "model/base/FileReplace.h"

namespace lab {

namespace {

std::string recovered(std::size_t events)
{
    return std::to_string(events) + (events == 1 ? " event" : " events") + " before it recovered";
}

} // namespace

std::string tornTail(const std::string& name, std::uint64_t whole, ByteView tail, std::size_t events)
{
    return name + " ends in the middle of a block at byte " + std::to_string(whole) + ": found " + std::to_string(tail.size())
        + (tail.size() == 1 ? " byte" : " bytes") + ", expected " + (tail.size() < 8 ? "at least " : "")
        + std::to_string(BlockScanner::neededBytes(tail)) + "; " + recovered(events) + ".";
}

Result<std::unique_ptr<Journal>> Journal::open(const std::string& path)
{
    Result<Bytes> bytes = readFile(path);
    return bytes ? read(std::move(*bytes), path) : bytes.error();
}

Result<std::unique_ptr<Journal>> Journal::read(Bytes bytes, const std::string& path)
{
    auto journal = std::make_unique<Journal>();
    journal->m_bytes = std::move(bytes);
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
        journal->m_damage.message =
            tornTail(path, whole, ByteView(journal->m_bytes).subspan(whole), journal->size());
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
