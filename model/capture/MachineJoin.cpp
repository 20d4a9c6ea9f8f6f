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
    const std::uint64_t before = m_journal.events();
    if (!writeOfMachine(event, time))
        tell(time, event);
    return m_journal.events() == before ? 0 : before + 1;
}

bool MachineJoin::writeOfMachine(EventBody& event, std::int64_t time)
{
    if (auto* row = std::get_if<SocketSampled>(&event)) {
        sampled(std::move(row->row), time);
    } else if (const auto* left = std::get_if<SocketGone>(&event)) {
        gone(left->socket, time);
    } else if (auto* started = std::get_if<ActorStarted>(&event)) {
        Program& program = m_programs[started->actor] = {std::move(*started), {}, false, false, {}, {}};
        stand(program, time);
    } else if (const auto* exited = std::get_if<ActorExited>(&event)) {
        end(*exited, time);
    } else if (auto* changed = std::get_if<DescriptorsChanged>(&event)) {
        const auto known = m_programs.find(changed->actor);
        if (known == m_programs.end())
            return false;
        known->second.descriptors = std::move(changed->descriptors);
        stand(known->second, time);
        tellDescriptors(known->second, time);
    } else {
        return false;
    }
    return true;
}

void MachineJoin::sampled(SocketRow row, std::int64_t time)
{
    Row& known = m_rows[row.socket];
    known.row = std::move(row);
    known.row.host = m_places.hostOf(known.row.socket);
    known.told = m_places.isMet(known.row.socket);
    if (known.told)
        tell(time, SocketSampled {known.row});
}

void MachineJoin::gone(SocketId socket, std::int64_t time)
{
    const auto known = m_rows.find(socket);
    if (known == m_rows.end())
        return;
    if (known->second.told)
        tell(time, SocketGone {known->second.row.host, socket});
    m_rows.erase(known);
}

/// Where it stands may be another host than was told, or it was not told at all.
void MachineJoin::stand(Program& program, std::int64_t time)
{
    const ActorId actor = program.started.actor;
    if (!m_places.isProgramMet(actor))
        return;
    const HostId host = m_places.isServer(actor) ? HostId::Server : HostId::Client;
    const bool elsewhere = std::exchange(program.started.host, host) != host;
    if (!std::exchange(program.told, true) || elsewhere)
        tell(time, program.started);
    if (program.twin || !m_places.isBoth(actor))
        return;
    program.twin = true;
    ActorStarted twin = program.started;
    twin.actor = numberOfTwin(actor);
    twin.host = HostId::Client;
    tell(time, twin);
}

/// What a client has of a program that stands on both hosts has its twin.
void MachineJoin::tellDescriptors(Program& program, std::int64_t time)
{
    if (!program.told)
        return;
    std::vector<Descriptor> here = program.descriptors, ofTwin;
    std::erase_if(here, [this](const Descriptor& each) { return !m_places.meetsAll() && !m_places.isMet(each.socket); });
    if (program.twin) {
        const auto clients = std::stable_partition(here.begin(), here.end(), [this](const Descriptor& each) { return !m_places.isClients(each.socket); });
        ofTwin.assign(clients, here.end());
        here.erase(clients, here.end());
    }
    const ActorId actor = program.started.actor;
    if (m_places.meetsAll() || program.toldHere != here) // of what is left out, nothing has changed
        tell(time, DescriptorsChanged {actor, *(program.toldHere = std::move(here))});
    if (program.twin && program.toldOfTwin != ofTwin)
        tell(time, DescriptorsChanged {numberOfTwin(actor), *(program.toldOfTwin = std::move(ofTwin))});
}

void MachineJoin::end(const ActorExited& exited, std::int64_t time)
{
    const auto known = m_programs.find(exited.actor);
    if (known == m_programs.end())
        return;
    ActorExited twin = exited;
    twin.actor = numberOfTwin(exited.actor);
    if (known->second.told)
        tell(time, exited);
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
    std::vector<SocketId> sockets = m_places.takeMet();
    const std::vector<SocketId> moved = m_places.takeMoved();
    sockets.insert(sockets.end(), moved.begin(), moved.end());
    std::set<ActorId> holders;
    for (const SocketId socket : sockets) {
        const auto& ofThis = m_places.holdersOf(socket);
        holders.insert(ofThis.begin(), ofThis.end());
        const auto known = m_rows.find(socket);
        if (known == m_rows.end())
            continue;
        const HostId host = m_places.hostOf(socket);
        const bool elsewhere = std::exchange(known->second.row.host, host) != host;
        if (!std::exchange(known->second.told, true) || elsewhere)
            tell(time, SocketSampled {known->second.row});
    }
    for (const ActorId actor : holders) {
        const auto program = m_programs.find(actor);
        if (program == m_programs.end())
            continue;
        stand(program->second, time);
        tellDescriptors(program->second, time);
    }
}

} // namespace lab
