// Engine, the half that carries frames and looks at what they changed.

#include "model/engine/Engine.h"
#include "model/packet/Packet.h"

#include <vector>

namespace lab {

void Engine::sample(HostId id, bool counters)
{
    std::vector<EventBody> changes;
    observer(id).sampleSockets(now(), changes);
    if (counters)
        observer(id).sampleCounters(changes);
    for (const EventBody& change : changes)
        m_journal->append(now(), change);
}

/// If there is time for it; the next settling looks in any case.
void Engine::sampleIfAffordable(HostId id, Timestamp start)
{
    if (!m_sampling.affords(start))
        return;
    sample(id, true);
    m_sampling.spend(now().ns - start.ns);
}

bool Engine::pumpWire()
{
    bool any = false;
    if (const auto next = m_wire.nextArrival(); next && *next <= now()) {
        any = true;
        carryOut(m_wire.arrived(now()));
    }
    for (const HostId from : {HostId::Client, HostId::Server}) {
        const auto frames = m_ports[static_cast<std::size_t>(from)]->receive();
        if (frames.empty())
            continue;
        any = true;
        m_toDeliver.clear();
        m_rewritten.clear();
        for (const WirePort::Frame& frame : frames) {
            auto changed = from == HostId::Client ? m_localhost.fromClient(frame.bytes) : std::nullopt;
            if (changed && !std::exchange(m_saidLocalhost, true))
                happened(Notice {Notice::Severity::Info, "localhost-rewritten", ""});
            // A deque: what is handed on points into it.
            take(from, changed ? WirePort::Frame {m_rewritten.emplace_back(std::move(*changed)), frame.fullLength} : frame);
        }
        deliver();
    }
    return any;
}

/// Journals a frame that a host has sent. What goes on at once is put into m_toDeliver.
void Engine::take(HostId from, const WirePort::Frame& frame)
{
    const Timestamp at = now();
    const Wire::Accepted accepted = m_wire.accept(from, frame.bytes, frame.fullLength, at);
    if (accepted.verdict == Wire::Verdict::Filter) {
        if (!std::exchange(m_saidFiltered, true))
            happened(Notice {Notice::Severity::Info, "multicast-filtered", ""});
        return;
    }
    if (accepted.verdict == Wire::Verdict::Absorb) {
        happened(PacketRepeated {accepted.packet, accepted.repeats});
        return;
    }
    const FrameBudget::Kept kept = m_frameBudget.keep(frame.bytes);
    m_journal->append({accepted.packet, from, PacketOrigin::Kernel, frame.bytes.first(kept.bytes), frame.fullLength}, at);
    if (kept.first)
        happened(Notice {Notice::Severity::Warning, "frames-cut", connectionText(frame.bytes)});
    m_kernelMoved = true;
    if (m_loops[0] && returnsToSender(frame.bytes) && !std::exchange(m_saidLoopback, true))
        happened(Notice {Notice::Severity::Info, "localhost-loops", ""});
    if (accepted.verdict == Wire::Verdict::Hold)
        happened(PacketHeld {accepted.packet});
    else if (accepted.verdict == Wire::Verdict::Drop)
        happened(PacketDropped {accepted.packet, DropReason::WireCut});
    else if (accepted.verdict == Wire::Verdict::Overflow)
        happened(PacketDropped {accepted.packet, DropReason::QueueFull});
    else if (accepted.verdict == Wire::Verdict::Deliver)
        m_toDeliver.push_back({accepted.packet, destinationOf(from, frame.bytes), frame.bytes});
}

/// Puts m_toDeliver into the hosts: one frame and a look at what it changed, or, when there is no time for looks, as many
/// as there are for a host with one system call.
void Engine::deliver()
{
    for (std::size_t done = 0; done < m_toDeliver.size();) {
        const HostId to = m_toDeliver[done].to;
        const bool looks = m_sampling.affords(now());
        std::size_t count = 1;
        while (!looks && done + count < m_toDeliver.size() && m_toDeliver[done + count].to == to)
            ++count;
        const std::size_t went = inject(to, done, count);
        for (std::size_t i = 0; i < went; ++i)
            happened(PacketDelivered {m_toDeliver[done + i].packet});
        done += went;
        if (went < count)
            happened(PacketDropped {m_toDeliver[done++].packet, DropReason::LostByLab});
        if (went > 0)
            sampleIfAffordable(to, now());
    }
    m_toDeliver.clear();
}

/// `count` frames of m_toDeliver; returns how many of the first went in.
std::size_t Engine::inject(HostId to, std::size_t first, std::size_t count)
{
    const auto at = static_cast<std::size_t>(to);
    Loopback* loop = m_loops[at].get();
    std::size_t went = 0;
    while (went < count) {
        // Frames that come back and frames of the other host go in by different ways, in their order.
        const bool returns = loop != nullptr && returnsToSender(m_toDeliver[first + went].frame);
        m_injecting.clear();
        m_answers.clear();
        for (std::size_t i = first + went; i < first + count; ++i) {
            const ByteView frame = m_toDeliver[i].frame;
            if (loop != nullptr && returnsToSender(frame) != returns)
                break;
            auto answer = to == HostId::Client ? m_localhost.toClient(frame) : std::nullopt;
            m_injecting.push_back(answer ? ByteView(m_answers.emplace_back(std::move(*answer))) : frame);
        }
        const std::size_t now = returns ? loop->inject(m_injecting) : m_ports[at]->inject(m_injecting);
        went += now;
        if (now < m_injecting.size())
            break;
    }
    return went;
}

/// The kernel counts what it had no room for. It is asked when the ports have been emptied, before anybody is told that
/// the lab is at rest.
void Engine::admitLosses()
{
    for (const auto& port : m_ports)
        if (const unsigned lost = port->lostFrames(); lost > 0)
            happened(Notice {Notice::Severity::Warning, "lost-by-the-lab", std::to_string(lost)});
}

void Engine::carryOut(std::vector<WireDecision> decisions)
{
    for (WireDecision& decision : decisions) {
        if (decision.event)
            happened(*decision.event);
        if (decision.delivered == 0)
            continue;
        m_toDeliver.assign(1, {decision.delivered, decision.to, decision.frame});
        deliver();
    }
}

} // namespace lab
