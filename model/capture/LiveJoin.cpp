#include "model/capture/LiveJoin.h"

#include <algorithm>
#include <limits>

namespace lab {

void LiveJoin::takeCapture(ByteView chunk, std::int64_t now)
{
    if (broken())
        return;
    m_pending.insert(m_pending.end(), chunk.begin(), chunk.end());
    const auto taken = m_scanner.scan(m_pending, [&](const CapturedFrame& captured) {
        m_join.places().hear(captured);
        Frame& frame = m_frames.emplace_back(Frame {now, captured, {captured.bytes.begin(), captured.bytes.end()}});
        frame.captured.bytes = frame.bytes; // a deque moves nothing that is in it
        m_heldBytes += frame.bytes.size();
    });
    if (!taken)
        m_broken = taken.error().message;
    else
        m_pending.erase(m_pending.begin(), m_pending.begin() + static_cast<std::ptrdiff_t>(*taken));
}

void LiveJoin::takeMachine(ByteView chunk, std::int64_t now)
{
    if (m_machineOver)
        return;
    m_decoder.feed(chunk);
    for (;;) {
        auto decoded = m_decoder.next();
        if (!decoded)
            return machineEnded(decoded.error().message);
        if (!*decoded)
            return;
        Event& event = (*decoded)->event;
        if (const auto* started = std::get_if<LabStarted>(&event.body))
            m_machineZero = started->wallClock;
        // Commands are those of whoever joins both, and say nothing of the machine.
        if (std::holds_alternative<CommandGiven>(event.body) || std::holds_alternative<Settled>(event.body))
            continue;
        const auto time = static_cast<std::int64_t>(static_cast<std::uint64_t>(m_machineZero.value_or(0)) + static_cast<std::uint64_t>(event.time.ns));
        m_join.places().hear(event.body, time);
        m_events.push_back({now, time, std::move(event.body)});
    }
}

void LiveJoin::machineEnded(const std::string& why)
{
    if (!std::exchange(m_machineOver, true))
        m_whyOver = why;
}

/// It has no time: a journal that has not begun begins with the first frame's or event's.
void LiveJoin::tellWhyOver()
{
    if (const std::string why = std::exchange(m_whyOver, {}); !why.empty())
        m_join.tell(m_last, Notice {Notice::Severity::Warning, std::string(JoinNotice::notWatched), why});
}

std::optional<std::int64_t> LiveJoin::due() const
{
    std::optional<std::int64_t> arrived;
    if (!m_frames.empty())
        arrived = m_frames.front().arrived;
    if (!m_events.empty())
        arrived = std::min(arrived.value_or(m_events.front().arrived), m_events.front().arrived);
    return arrived ? std::optional(*arrived + patience) : std::nullopt;
}

Bytes LiveJoin::written(std::int64_t now, std::size_t most)
{
    if (m_heldBytes > mostHeld)
        most *= 4; // more comes than goes
    // What is due goes, behind all that is earlier: that of the other source first, however long it has been here.
    for (auto when = due(); when && (*when <= now || m_heldBytes > mostHeld) && m_join.journal().size() < most; when = due())
        writeEarliest();
    if (m_join.journal().begun() && m_events.empty())
        tellWhyOver();
    return m_join.journal().written();
}

std::int64_t LiveJoin::earliest() const
{
    constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
    return std::min(m_frames.empty() ? never : m_frames.front().captured.time, m_events.empty() ? never : m_events.front().time);
}

/// Each source keeps its own order: a capture's frames may have times that go back.
void LiveJoin::writeEarliest()
{
    if (!m_join.journal().begun())
        begin();
    m_last = std::max(m_last, earliest());
    if (!m_events.empty() && m_events.front().time == earliest()) {
        m_join.write(std::move(m_events.front().body), m_events.front().time);
        m_events.pop_front();
    } else {
        m_join.write(m_frames.front().captured);
        m_heldBytes -= m_frames.front().bytes.size();
        m_frames.pop_front();
    }
}

void LiveJoin::begin()
{
    m_last = earliest();
    if (m_machineZero)
        m_last = std::min(m_last, *m_machineZero);
    m_join.journal().begin(m_last);
    if (!m_machineZero && m_machineOver)
        return; // nobody has watched: a capture as any other
    m_join.tell(m_last, Notice {Notice::Severity::Info, std::string(JoinNotice::live), {}});
    m_join.tell(m_last, SettingWritten {HostId::Client, "packets", "of a capture", true});
}

Bytes LiveJoin::finish()
{
    if (!m_pending.empty() && m_broken.empty())
        m_broken = m_scanner.half().message;
    while (!m_frames.empty() || !m_events.empty())
        writeEarliest();
    m_unreadable = m_join.journal().unreadable(m_name, m_broken);
    if (!m_join.journal().begun() && m_unreadable.empty())
        m_join.journal().begin(0);
    if (m_join.journal().begun()) {
        m_join.settle(m_last);
        tellWhyOver();
    }
    if (m_machineZero && !m_join.places().ends().conversations().empty())
        m_join.tellHowFar(m_last);
    return m_join.journal().written();
}

JournalDamage LiveJoin::damage() const
{
    return {m_join.journal().loss(m_name, m_broken)};
}

} // namespace lab
