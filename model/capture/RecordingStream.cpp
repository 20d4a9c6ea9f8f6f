#include "model/capture/RecordingStream.h"

#include "model/capture/RecordingMerge.h"
#include "model/capture/Unpack.h"
#include "model/journal/PcapngLayout.h"

namespace lab {

Status RecordingStream::take(Bytes chunk, Journal& journal)
{
    if (broken())
        return Nothing {};
    keepPending(std::move(chunk));
    if (m_kind == Kind::Unknown)
        decide(false);
    return advance(journal);
}

CapturedPart RecordingStream::read(Bytes chunk)
{
    if (broken())
        return CapturedPart();
    m_pending = std::move(chunk);
    return foreignFrames();
}

void RecordingStream::keepPending(Bytes chunk)
{
    if (m_pending.empty()) {
        m_pending = std::move(chunk);
    } else {
        if (m_kind == Kind::Foreign)
            m_pending.reserve(m_pending.size() + chunk.size()); // they are kept as they are: not twice as much
        m_pending.insert(m_pending.end(), chunk.begin(), chunk.end());
    }
}

void RecordingStream::decide(bool whole)
{
    if (m_pending.size() < 4 && !whole)
        return;
    if (const Status known = isSomeRecording(m_pending, m_name, whole); !known)
        m_unreadable = known.error().message;
    else if (lab::isPacked(m_pending))
        m_kind = Kind::Packed;
    else if (!isCapture(m_pending)) // a text; one that may still become strace's is not decided
        m_kind = isSomeRecording(m_pending, m_name, true) ? Kind::Strace : Kind::Unknown;
    else if (const auto ours = isOwnRecording(m_pending, whole))
        m_kind = *ours ? Kind::Ours : Kind::Foreign;
}

Status RecordingStream::advance(Journal& journal)
{
    if (m_kind == Kind::Foreign)
        journal.take(foreignFrames());
    if (m_kind != Kind::Ours)
        return Nothing {};
    const auto fed = journal.feed(ownBlocks());
    return fed ? Status(Nothing {}) : fed.error();
}

/// The frames stay in the bytes that they came in.
CapturedPart RecordingStream::foreignFrames()
{
    CapturedPart part;
    part.reserve(m_entries + m_entries / 8); // pieces of a capture are much alike
    part.lieIn(m_pending, m_taken);
    m_foreign.writeInto(part);
    const auto taken = m_scanner.scan(m_pending, [this](const CapturedFrame& frame) { m_foreign.take(frame); });
    m_entries = part.entries();
    if (!taken)
        m_broken = taken.error().message;
    else
        m_taken += *taken;
    if (taken && *taken == 0)
        return part;
    Bytes half = taken ? Bytes(m_pending.begin() + static_cast<std::ptrdiff_t>(*taken), m_pending.end()) : Bytes();
    part.keep(std::exchange(m_pending, std::move(half)));
    return part;
}

/// By their lengths alone: the journal judges the rest. A length that cannot be right is given to it, too.
Bytes RecordingStream::ownBlocks()
{
    std::size_t whole = 0;
    while (m_pending.size() - whole >= pcapng::blockOverhead) {
        const auto length = pcapng::numberAt<std::uint32_t>(m_pending, whole + 4);
        const bool right = length >= pcapng::blockOverhead && length % 4 == 0 && length <= pcapng::largestBlock;
        if (right && length > m_pending.size() - whole)
            break;
        whole = right ? whole + length : m_pending.size();
    }
    Bytes half(m_pending.begin() + static_cast<std::ptrdiff_t>(whole), m_pending.end());
    Bytes blocks = std::move(m_pending);
    blocks.resize(whole);
    m_pending = std::move(half);
    m_taken += whole;
    return blocks;
}

Status RecordingStream::finish(Journal& journal)
{
    if (m_kind == Kind::Packed) {
        RecordingFile file {RecordingFile::Kind::Capture, m_name, std::move(m_pending), {}};
        if (const Status unpacked = unpackRecording(file); !unpacked)
            m_unreadable = unpacked.error().message;
        m_pending = std::move(file.bytes);
        m_packedDamage = std::move(file.damage);
        m_kind = Kind::Unknown;
    }
    if (m_kind == Kind::Unknown && !broken())
        decide(true);
    if (!m_unreadable.empty())
        return Nothing {};
    if (m_kind == Kind::Strace)
        return ofStrace(journal);
    const Status read = m_broken.empty() ? advance(journal) : Status(Nothing {});
    if (m_kind != Kind::Foreign)
        return read;
    if (!m_pending.empty() && m_broken.empty() && m_packedDamage.empty())
        m_broken = m_scanner.half().message;
    const std::string& damage = m_packedDamage.empty() ? m_broken : m_packedDamage;
    m_unreadable = m_foreign.unreadable(m_name, damage);
    if (m_unreadable.empty() && !m_foreign.begun()) {
        CapturedPart part;
        m_foreign.writeInto(part);
        m_foreign.begin(0);
        journal.take(std::move(part));
    }
    return Nothing {};
}

/// A line may go on where another process was in between: the calls are known when all lines are.
Status RecordingStream::ofStrace(Journal& journal)
{
    std::vector<RecordingFile> files;
    files.push_back({RecordingFile::Kind::Strace, m_name, std::exchange(m_pending, {}), m_packedDamage});
    auto merged = mergeRecordings(std::move(files));
    if (!merged) {
        m_unreadable = merged.error().message;
        return Nothing {};
    }
    m_straceDamage = std::move(merged->damage);
    const auto fed = journal.feed(std::move(merged->journal));
    return fed ? Status(Nothing {}) : fed.error();
}

JournalDamage RecordingStream::damage(std::size_t events) const
{
    if (m_kind == Kind::Strace)
        return m_straceDamage;
    const std::string half = m_kind == Kind::Foreign && !m_pending.empty() ? m_scanner.half().message : std::string();
    const std::string& damage = !m_packedDamage.empty() ? m_packedDamage : !m_broken.empty() ? m_broken : half;
    if (m_kind == Kind::Ours && !damage.empty())
        return {m_name + " is damaged " + damage + "; what came before it is shown."};
    if (m_kind == Kind::Ours && !m_pending.empty())
        return {tornTail(m_name, m_taken, m_pending, events)};
    return {m_foreign.loss(m_name, damage)};
}

} // namespace lab
