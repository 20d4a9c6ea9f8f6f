#include "app/cli/JoinedLines.h"

#include "model/capture/Recording.h"

namespace lab {

namespace {

/// Whichever host an end is on.
ConnectionKey endsOf(const Endpoint& local, const Endpoint& remote)
{
    return connectionKey(HostId::Client, 0, local, remote);
}

} // namespace

void JoinedLines::print(const Event& event, const LabState& state, Transcript& transcript)
{
    if (std::holds_alternative<PacketSent>(event.body))
        meet(state);
    if (std::holds_alternative<SocketSampled>(event.body))
        return printSocket(event, state, transcript);
    if (const auto* changed = std::get_if<DescriptorsChanged>(&event.body))
        for (const Descriptor& each : changed->descriptors)
            if (m_printed.contains(each.socket))
                printOwner(each.socket, state, transcript);
    const auto* exited = std::get_if<ActorExited>(&event.body);
    const bool ofNamed = exited != nullptr && (m_named.contains({exited->actor, HostId::Client}) || m_named.contains({exited->actor, HostId::Server}));
    const bool ofOthers = (exited != nullptr && !ofNamed) || std::holds_alternative<ActorStarted>(event.body)
        || std::holds_alternative<SettingWritten>(event.body);
    if (!ofOthers)
        transcript.event(event, state);
}

void JoinedLines::meet(const LabState& state)
{
    const Packet& packet = state.packets().back().decoded;
    m_met.insert(endsOf(packet.source(), packet.destination()));
    m_met.insert(endsOf(packet.destination(), packet.source()));
}

void JoinedLines::printSocket(const Event& event, const LabState& state, Transcript& transcript)
{
    const SocketRow& row = std::get<SocketSampled>(event.body).row;
    if (row.socket < inferredSockets && !m_met.contains(endsOf(row.local, row.remote)))
        return;
    m_printed.insert(row.socket);
    printOwner(row.socket, state, transcript);
    transcript.event(event, state);
}

/// A program is named with the first socket of its that is printed, or as soon as it is known.
void JoinedLines::printOwner(SocketId socket, const LabState& state, Transcript& transcript)
{
    const auto owner = state.ownerOf(socket);
    const ActorState* program = owner ? state.actor(*owner) : nullptr;
    if (program != nullptr && m_named.insert({*owner, program->started.host}).second)
        transcript.event({state.now(), program->started}, state);
}

} // namespace lab
