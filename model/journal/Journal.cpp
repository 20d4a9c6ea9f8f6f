#include "model/journal/Journal.h"

#include "model/base/FileRead.h"
#include "model/base/FileReplace.h"
#include "model/journal/EventKind.h"
#include "model/journal/InferredEvent.h"
#include "model/journal/PcapngLayout.h"
#include "model/packet/LinkHeader.h"

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

Result<std::unique_ptr<Journal>> Journal::read(Bytes bytes, const std::string& name)
{
    auto journal = std::make_unique<Journal>();
    (void)journal->feed(std::move(bytes)); // an error is final: finish() has it
    if (const Status readable = journal->finish(name); !readable)
        return readable.error();
    return journal;
}

Status Journal::finish(const std::string& name)
{
    if (m_blocks.size() == 0 && m_tail.empty() && !m_error)
        return Error {name + " is empty; expected a pcapng recording"};
    if (m_error && m_blocks.size() == 0)
        return Error {name + " is no recording that can be read: " + m_error->message + "."};
    if (m_error)
        m_damage.message = name + " is damaged " + m_error->message + "; " + recovered(size()) + ".";
    else if (!m_tail.empty())
        m_damage.message = tornTail(name, m_blocks.size(), m_tail, size());
    m_tail.clear();
    if (m_blocks.size() == 0)
        return Error {m_damage.message};
    return Nothing {};
}

// ---- blocks of ours --------------------------------------------------------------------------------------------------

Result<std::size_t> Journal::feed(ByteView chunk)
{
    const std::size_t before = size();
    if (m_error)
        return *m_error;
    if (m_tail.empty()) {
        const std::size_t taken = scan(chunk, {});
        m_tail.assign(chunk.begin() + static_cast<std::ptrdiff_t>(taken), chunk.end());
    } else {
        m_tail.insert(m_tail.end(), chunk.begin(), chunk.end());
        const std::size_t taken = scan(m_tail, {});
        m_tail.erase(m_tail.begin(), m_tail.begin() + static_cast<std::ptrdiff_t>(taken));
    }
    if (m_error)
        return *m_error;
    return size() - before;
}

Result<std::size_t> Journal::feed(Bytes&& chunk)
{
    constexpr std::size_t worthKeeping = 256 << 10; // less fits into a page that is there
    if (chunk.size() < worthKeeping || !m_tail.empty() || m_error)
        return feed(ByteView(chunk));
    const std::size_t before = size();
    const BlockStore::Address begins = m_blocks.adopt(std::move(chunk));
    const ByteView bytes = m_blocks.at(begins);
    const std::size_t taken = scan(bytes, begins);
    m_tail.assign(bytes.begin() + static_cast<std::ptrdiff_t>(taken), bytes.end());
    m_blocks.cut(taken);
    if (m_error)
        return *m_error;
    return size() - before;
}

/// Indexes the whole blocks at the front of `bytes`, which lie at `kept`, or are to be copied; returns their length. What was not
/// understood is in m_error.
std::size_t Journal::scan(ByteView bytes, std::optional<BlockStore::Address> kept)
{
    const std::uint64_t before = kept ? m_blocks.offsetOf(*kept) : m_blocks.size();
    std::size_t taken = 0;
    while (!m_error) {
        const auto block = m_scanner.scan(bytes.subspan(taken), before + taken);
        if (!block) {
            m_error = block.error();
            break;
        }
        if (!*block)
            break;
        const std::uint32_t length = (*block)->length;
        index(**block, kept ? *kept + taken : m_blocks.append(bytes.subspan(taken, length)));
        taken += length;
    }
    return taken;
}

void Journal::index(const BlockScanner::Block& block, BlockStore::Address address)
{
    if (!block.kind)
        return;
    if (block.packet == 0)
        return m_index.push_back({block.time, *block.kind, Source::Block, address});
    m_index.push_back({block.time, *block.kind, Source::ForeignBlock, m_foreignBlocks.size()});
    m_foreignBlocks.push_back({address, block.packet});
}

// ---- a capture of another program ---------------------------------------------------------------------------------------

void Journal::take(CapturedPart part)
{
    if (part.m_zero) {
        m_zero = *part.m_zero;
        (void)feed(journalHeader(m_zero)); // what was just encoded is whole
    }
    for (const std::size_t at : part.m_unusualAt)
        part.m_entries[at] = JournalEntry::unusualFrame(part.m_entries[at].time, part.m_unusual[part.m_entries[at].place()],
                                                        m_unusual.size() + part.m_entries[at].place());
    const std::size_t framesBefore = m_index.frames();
    const std::span<const JournalEntry> entries(part.m_entries);
    std::size_t taken = 0;
    for (const std::size_t at : part.m_blocks) {
        m_index.append(entries.subspan(taken, at - taken));
        Bytes block;
        encodeEvent(entries[at].time, part.m_bodies[entries[at].place()], m_zero, block);
        (void)feed(ByteView(block)); // is the entry
        taken = at + 1;
    }
    m_index.append(entries.subspan(taken));
    if (m_index.frames() > framesBefore && part.m_left.length > 0)
        m_captured.leave(part.m_left, framesBefore);
    else if (m_index.frames() > framesBefore)
        m_captured.keep(std::move(part.m_kept), framesBefore);
    m_unusual.append(part.m_unusual);
    m_ends.append(part.m_ends);
    m_firstNumbers.append(part.m_conversations, part.m_told);
}

std::optional<Journal::Glance> Journal::capturedFrame(std::size_t i) const
{
    const auto found = m_index.at(i);
    if (!found.entry.isFrame() || found.delivered)
        return {};
    return glanceOf(found.entry, found.frame);
}

std::optional<Journal::CapturedView> Journal::capturedView(std::size_t i) const
{
    const auto found = m_index.at(i);
    if (!found.entry.isFrame() || found.delivered)
        return {};
    return viewOf(found.entry, found.frame);
}

Journal::CapturedView Journal::viewOf(const JournalEntry& entry, std::size_t frame) const
{
    const CapturedPlace one = placeOf(entry);
    const auto bytes = m_captured.at(frame, one.offset, one.length);
    return {one.from, one.link, bytes ? *bytes : ByteView(), one.fullLength};
}

std::optional<std::size_t> Journal::sentOfCapture(PacketId packet) const
{
    if (packet == 0 || packet > m_index.frames())
        return {};
    return m_index.sent(packet - 1);
}

CapturedPlace Journal::placeOf(const JournalEntry& frame) const
{
    return frame.source() == Source::Frame ? frame.usualFrame() : m_unusual[frame.place()];
}

Result<PacketSent> Journal::sent(const JournalIndex::Found& frame) const
{
    const CapturedPlace one = placeOf(frame.entry);
    const auto bytes = m_captured.at(frame.frame, one.offset, one.length);
    if (!bytes)
        return bytes.error();
    PacketSent packet = withoutFrame(frame, one.fullLength);
    packet.frame = asEthernet(one.link, *bytes);
    return packet;
}

PacketSent Journal::withoutFrame(const JournalIndex::Found& frame, std::uint32_t fullLength)
{
    return {frame.frame + 1, frame.entry.from(), PacketOrigin::Kernel, {}, fullLength};
}

EventBody Journal::inferred(const JournalEntry& entry) const
{
    const InferredState told = InferredState::of(entry.place());
    return inferredEvent(told, m_ends[told.conversation]);
}

// ---- looking ----------------------------------------------------------------------------------------------------------

ByteView Journal::blockAt(BlockStore::Address address) const
{
    const ByteView rest = m_blocks.at(address);
    return rest.first(BlockScanner::neededBytes(rest));
}

Event Journal::at(std::size_t i) const
{
    const auto found = m_index.at(i);
    const JournalEntry& entry = found.entry;
    switch (entry.source()) {
    case Source::Block:
        return decode(entry, entry.place(), 0);
    case Source::ForeignBlock: {
        const ForeignBlock& block = m_foreignBlocks[entry.place()];
        return decode(entry, block.address, block.packet);
    }
    case Source::State:
        return {entry.time, inferred(entry)};
    case Source::Frame:
    case Source::UnusualFrame:
        break;
    }
    if (found.delivered)
        return {entry.time, PacketDelivered {found.frame + 1}};
    auto packet = sent(found);
    return {entry.time, packet ? std::move(*packet) : withoutFrame(found, placeOf(entry).fullLength)};
}

Event Journal::decode(const JournalEntry& entry, BlockStore::Address address, PacketId packet) const
{
    auto body = decodeBlockBody(blockAt(address), packet);
    if (body)
        return {entry.time, std::move(*body)};
    // The checksum was right, so this was written so: by a faulty or a hostile program. One event is lost, not the
    // rest.
    return {entry.time,
            Notice {Notice::Severity::Problem, "damaged-event",
                    "byte " + std::to_string(m_blocks.offsetOf(address)) + ": found " + body.error().message}};
}

// ---- writing ----------------------------------------------------------------------------------------------------------

Status Journal::write(const std::function<Status(ByteView)>& take) const
{
    if (m_index.frames() == 0) {
        Status taken = Nothing {};
        for (std::size_t i = 0; i < m_blocks.pages() && taken; ++i)
            taken = take(m_blocks.page(i));
        return taken;
    }
    constexpr std::size_t piece = 1 << 20;
    Bytes bytes = journalHeader(m_zero);
    for (std::size_t i = 0; i < m_index.size(); ++i) {
        const auto found = m_index.at(i);
        if (found.entry.source() == Source::Block) {
            const ByteView block = blockAt(found.entry.place());
            bytes.insert(bytes.end(), block.begin(), block.end());
        } else if (found.entry.isFrame() && !found.delivered) {
            auto packet = sent(found);
            if (!packet)
                return packet.error();
            encodeEvent(found.entry.time, std::move(*packet), m_zero, bytes);
        } else {
            encodeEvent(at(i), m_zero, bytes);
        }
        if (bytes.size() < piece && i + 1 < m_index.size())
            continue;
        if (const Status taken = take(bytes); !taken)
            return taken;
        bytes.clear();
    }
    return Nothing {};
}

Bytes Journal::encoded() const
{
    Bytes all;
    (void)write([&](ByteView piece) -> Status {
        all.insert(all.end(), piece.begin(), piece.end());
        return Nothing {};
    });
    return all;
}

Status Journal::save(const std::string& path) const
{
    return replaceFile(path, [this](const std::function<Status(ByteView)>& put) { return write(put); });
}

} // namespace lab
