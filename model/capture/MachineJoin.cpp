#include "model/capture/MachineJoin.h"

#include <algorithm>
#include <set>

namespace lab {

namespace {

/// A machine's programs are counted from 1; a proxy stands on both hosts, the second time under this number.
constexpr ActorId numberOfTwin(ActorId actor)
{
    return actor | 0x40000000;
}

} // namespace

void MachineJoin::tell(std::int64_t time, const EventBody& body)
{
    m_journal.take(time, body);
}

void MachineJoin::tellHowFar(std::int64_t time)
{
    const std::size_t joined = m_places.joined(), all = m_places.ends().conversations().size();
    tell(time, Notice {joined == 0 ? Notice::Severity::Warning : Notice::Severity::Info,
                       std::string(joined == 0 ? JoinNotice::notJoined : JoinNotice::joined), std::to_string(joined) + " / " + std::to_string(all)});
}

void MachineJoin::write(const CapturedFrame& frame)
{
    settle(frame.time);
    // Frames have absolute times and events do not: the first frame has that of the event before it (BlockScanner).
    if (m_journal.frames() == m_journal.leftOut() && isKnownLink(frame.linkType))
        tell(frame.time, Notice {Notice::Severity::Info, "capture-begins", ""});
    m_journal.take(frame);
}

std::uint64_t MachineJoin::write(EventBody event, std::int64_t time)
{
    settle(time);
    // The machine's own first words are not this journal's: there are two hosts and packets.
    const auto* setting = std::get_if<SettingWritten>(&event);
    if (std::holds_alternative<LabStarted>(event) || (setting != nullptr && setting->name == "network"))
        return 0;
    const std::uint64_t number = m_journal.events() + 1;
    if (auto* sampled = std::get_if<SocketSampled>(&event)) {
        sampled->row.host = m_places.hostOf(sampled->row.socket);
        m_rows[sampled->row.socket] = sampled->row;
    } else if (auto* gone = std::get_if<SocketGone>(&event)) {
        gone->host = m_places.hostOf(gone->socket);
        m_rows.erase(gone->socket);
    } else if (const auto* started = std::get_if<ActorStarted>(&event)) {
        start(*started, time);
        return number;
    } else if (const auto* exited = std::get_if<ActorExited>(&event)) {
        end(*exited, time);
        return number;
    } else if (auto* changed = std::get_if<DescriptorsChanged>(&event)) {
        if (const auto known = m_programs.find(changed->actor); known != m_programs.end()) {
            known->second.descriptors = std::move(changed->descriptors);
            stand(known->second, time);
            return tellDescriptors(known->second, time);
        }
    }
    tell(time, event);
    return number;
}

void MachineJoin::start(ActorStarted started, std::int64_t time)
{
    const ActorId actor = started.actor;
    started.host = m_places.isServer(actor) ? HostId::Server : HostId::Client;
    tell(time, started);
    Program& program = m_programs[actor] = {std::move(started), {}, false};
    stand(program, time);
}

/// Where it stands may be another host than was told.
void MachineJoin::stand(Program& program, std::int64_t time)
{
    const ActorId actor = program.started.actor;
    const HostId host = m_places.isServer(actor) ? HostId::Server : HostId::Client;
    if (std::exchange(program.started.host, host) != host)
        tell(time, program.started);
    if (program.twin || !m_places.isBoth(actor))
        return;
    program.twin = true;
    ActorStarted twin = program.started;
    twin.actor = numberOfTwin(actor);
    twin.host = HostId::Client;
    tell(time, twin);
}

/// What a client has of a program that stands on both hosts has its twin. Returns the number of the first of both events.
std::uint64_t MachineJoin::tellDescriptors(const Program& program, std::int64_t time)
{
    DescriptorsChanged changed {program.started.actor, program.descriptors};
    const std::uint64_t number = m_journal.events() + 1;
    if (!program.twin) {
        tell(time, changed);
        return number;
    }
    auto& all = changed.descriptors;
    const auto clients = std::stable_partition(all.begin(), all.end(), [this](const Descriptor& each) { return !m_places.isClients(each.socket); });
    const DescriptorsChanged twin {numberOfTwin(changed.actor), {clients, all.end()}};
    all.erase(clients, all.end());
    tell(time, changed);
    tell(time, twin);
    return number;
}

void MachineJoin::end(const ActorExited& exited, std::int64_t time)
{
    tell(time, exited);
    const auto known = m_programs.find(exited.actor);
    if (known == m_programs.end())
        return;
    ActorExited twin = exited;
    twin.actor = numberOfTwin(exited.actor);
    if (known->second.twin)
        tell(time, twin);
    m_programs.erase(known);
}

void MachineJoin::settle(std::int64_t time)
{
    if (!m_places.hasNews())
        return;
    for (const MachinePlaces::End& end : m_places.takeKnown())
        m_journal.leaveToKernel(end.conversation, end.side, time);
    std::set<ActorId> holders;
    for (const SocketId socket : m_places.takeMoved()) {
        const auto& ofThis = m_places.holdersOf(socket);
        holders.insert(ofThis.begin(), ofThis.end());
        const auto row = m_rows.find(socket);
        const HostId host = m_places.hostOf(socket);
        if (row != m_rows.end() && std::exchange(row->second.host, host) != host)
            tell(time, SocketSampled {row->second});
    }
    for (const ActorId actor : holders) {
        const auto program = m_programs.find(actor);
        if (program == m_programs.end())
            continue;
        const bool moves = (m_places.isServer(actor) ? HostId::Server : HostId::Client) != program->second.started.host;
        const bool splits = program->second.twin || m_places.isBoth(actor);
        stand(program->second, time);
        if (moves || splits)
            tellDescriptors(program->second, time);
    }
}

} // namespace lab
