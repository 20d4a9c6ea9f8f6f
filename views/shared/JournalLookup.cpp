#include "views/shared/JournalLookup.h"

#include <algorithm>

namespace lab {

namespace {

/// Ids are counted from 1 as their events are written, so positions are in the order of ids too.
template<class IdAt>
std::optional<std::size_t> findById(const PagedList<EventNumber>& positions, std::uint64_t id, IdAt idAt)
{
    const auto found =
        std::lower_bound(positions.begin(), positions.end(), id,
                         [&](std::size_t position, std::uint64_t wanted) { return idAt(position) < wanted; });
    if (found == positions.end() || idAt(*found) != id)
        return std::nullopt;
    return *found;
}

} // namespace

void JournalLookup::reset()
{
    *this = JournalLookup();
}

void JournalLookup::follow(const Journal& journal)
{
    m_journal = &journal;
    for (m_followed = journal.writtenFrom(m_followed); m_followed < journal.size(); m_followed = journal.writtenFrom(m_followed + 1)) {
        switch (journal.kindOf(m_followed)) {
        case kindIndexOf<CallEntered>():
            m_entered.push_back(m_followed);
            break;
        case kindIndexOf<CallReturned>():
            m_returns.push_back(m_followed);
            break;
        case kindIndexOf<PacketSent>():
        case kindIndexOf<PacketCopied>():
            m_packets.push_back(m_followed);
            break;
        case kindIndexOf<SocketSampled>():
            m_samples.push_back(m_followed);
            break;
        case kindIndexOf<ActorStarted>(): {
            const auto started = std::get<ActorStarted>(journal.at(m_followed).body);
            m_actors[started.actor] = started;
            break;
        }
        case kindIndexOf<CallInjected>(): {
            const auto injected = std::get<CallInjected>(journal.at(m_followed).body);
            QString& all = m_injected[injected.call];
            all += (all.isEmpty() ? QString() : QStringLiteral(", ")) + QString::fromStdString(injected.what);
            break;
        }
        case kindIndexOf<CallStack>():
            m_stacks[std::get<CallStack>(journal.at(m_followed).body).call] = m_followed;
            break;
        default: // the other kinds are never looked up by an id
            break;
        }
    }
}

std::optional<std::size_t> JournalLookup::entered(CallId call) const
{
    return findById(m_entered, call,
                    [this](std::size_t position) { return std::get<CallEntered>(m_journal->at(position).body).call; });
}

std::optional<std::size_t> JournalLookup::returned(CallId call) const
{
    for (; m_returnsRead < m_returns.size(); ++m_returnsRead) {
        const std::size_t position = m_returns[m_returnsRead];
        m_returned[std::get<CallReturned>(m_journal->at(position).body).call] = position;
    }
    const auto found = m_returned.find(call);
    return found == m_returned.end() ? std::nullopt : std::optional(found->second);
}

QString JournalLookup::injectedInto(CallId call) const
{
    const auto found = m_injected.find(call);
    return found == m_injected.end() ? QString() : found->second;
}

std::optional<CallStack> JournalLookup::stackOf(CallId call) const
{
    const auto found = m_stacks.find(call);
    if (found == m_stacks.end())
        return std::nullopt;
    return std::get<CallStack>(m_journal->at(found->second).body);
}

std::optional<std::size_t> JournalLookup::sent(PacketId packet) const
{
    // Those of a capture, which may be a million, the journal finds itself.
    if (const auto captured = m_journal ? m_journal->sentOfCapture(packet) : std::nullopt)
        return captured;
    return findById(m_packets, packet, [this](std::size_t position) {
        const Event event = m_journal->at(position);
        if (const auto* copy = std::get_if<PacketCopied>(&event.body))
            return copy->packet;
        return std::get<PacketSent>(event.body).packet;
    });
}

std::optional<PacketSent> JournalLookup::frameOf(PacketId packet) const
{
    const auto position = sent(packet);
    if (!position)
        return std::nullopt;
    const Event event = m_journal->at(*position);
    if (const auto* copy = std::get_if<PacketCopied>(&event.body))
        return copy->original < packet ? frameOf(copy->original) : std::nullopt;
    return std::get<PacketSent>(event.body);
}

std::optional<CallEntered> JournalLookup::callOf(CallId call) const
{
    const auto position = entered(call);
    if (!position)
        return std::nullopt;
    return std::get<CallEntered>(m_journal->at(*position).body);
}

std::optional<CallReturned> JournalLookup::returnOf(CallId call) const
{
    const auto position = returned(call);
    if (!position)
        return std::nullopt;
    return std::get<CallReturned>(m_journal->at(*position).body);
}

const ActorStarted* JournalLookup::actor(ActorId id) const
{
    const auto found = m_actors.find(id);
    return found == m_actors.end() ? nullptr : &found->second;
}

std::optional<SocketRow> JournalLookup::earlierRow(SocketId socket, std::size_t before) const
{
    constexpr int farthest = 200;
    auto next = std::lower_bound(m_samples.begin(), m_samples.end(), before);
    for (int i = 0; i < farthest && next != m_samples.begin(); ++i) {
        const Event event = m_journal->at(*--next);
        const SocketRow& row = std::get<SocketSampled>(event.body).row;
        if (row.socket == socket)
            return row;
    }
    return m_journal ? earlierInferredRow(socket, std::min(before, m_journal->size()), farthest) : std::nullopt;
}

/// Of a capture, which may have a million packets between two states.
std::optional<SocketRow> JournalLookup::earlierInferredRow(SocketId socket, std::size_t before, int farthest) const
{
    while (before > 0 && farthest > 0) {
        const std::size_t begin = (before - 1) / Journal::stretch * Journal::stretch;
        if (!m_journal->summary(begin).states) {
            before = begin;
            continue;
        }
        --before;
        if (!m_journal->infers(before) || m_journal->kindOf(before) != kindIndexOf<SocketSampled>())
            continue;
        --farthest;
        const Event event = m_journal->at(before);
        if (const SocketRow& row = std::get<SocketSampled>(event.body).row; row.socket == socket)
            return row;
    }
    return std::nullopt;
}

Selection::What JournalLookup::whatOf(std::size_t index) const
{
    Selection::What what;
    if (!m_journal || index >= m_journal->size())
        return what;
    what.event = index;
    const Event event = m_journal->at(index);
    const auto packet = [&](PacketId id) { what.packet = id; };
    const auto call = [&](CallId id) { what.call = id; };
    const auto socket = [&](SocketId id) { what.socket = id; };
    std::visit(Overloaded {
                   [&](const CallEntered& e) { call(e.call); },
                   [&](const CallStopped& e) { call(e.call); },
                   [&](const CallResumed& e) { call(e.call); },
                   [&](const CallInjected& e) { call(e.call); },
                   [&](const CallStack& e) { call(e.call); },
                   [&](const CallBlocked& e) { call(e.call); },
                   [&](const CallReturned& e) { call(e.call); },
                   [&](const PacketSent& e) { packet(e.packet); },
                   [&](const PacketHeld& e) { packet(e.packet); },
                   [&](const PacketDelivered& e) { packet(e.packet); },
                   [&](const PacketDropped& e) { packet(e.packet); },
                   [&](const PacketCopied& e) { packet(e.packet); },
                   [&](const PacketRepeated& e) { packet(e.packet); },
                   [&](const SocketSampled& e) { socket(e.row.socket); },
                   [&](const SocketGone& e) { socket(e.socket); },
                   [](const LabStarted&) {},
                   [](const SettingWritten&) {},
                   [](const CommandGiven&) {},
                   [](const Settled&) {},
                   [](const Notice&) {},
                   [](const ActorStarted&) {},
                   [](const ActorExited&) {},
                   [](const ActorOutput&) {},
                   [](const DescriptorsChanged&) {},
                   [](const WireChanged&) {}, [](const LinkChanged&) {},
                   [](const CountersChanged&) {},
                   [](const NoteWritten&) {},
               },
               event.body);
    return what;
}

} // namespace lab
