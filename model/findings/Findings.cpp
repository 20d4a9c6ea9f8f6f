#include "model/findings/Findings.h"

#include "model/calls/CallTable.h"
#include "model/calls/CallText.h"
#include "model/findings/FindingRule.h"

#include <algorithm>
#include <utility>

namespace lab {

Findings::Findings(SourceText source)
    : m_source(std::move(source))
{
}

void Findings::apply(const Event& event, std::size_t index, const LabState& after)
{
    if (const auto* started = std::get_if<ActorStarted>(&event.body)) {
        if (m_programs.contains(started->actor))
            return; // told anew: it stands on another host (MachineJoin)
        const auto parent = m_programs.find(started->parent);
        // Built-in actors call what a lesson or a person tells them, also on purpose what is wrong: nothing is to be mended.
        if (parent != m_programs.end())
            m_programs[started->actor] = parent->second.forked();
        else if (!started->commandLine.empty() || started->parent != 0)
            m_programs[started->actor] = {};
    } else if (const auto* exited = std::get_if<ActorExited>(&event.body)) {
        judge(event, index, after, exited->actor, 0);
        m_programs.erase(exited->actor);
    } else if (const auto* output = std::get_if<ActorOutput>(&event.body)) {
        judge(event, index, after, output->actor, 0);
    } else if (const auto* changed = std::get_if<DescriptorsChanged>(&event.body)) {
        const auto program = m_programs.find(changed->actor);
        if (program == m_programs.end())
            return;
        // What is gone without a close(): close-on-exec, close_range().
        std::erase_if(program->second.sockets, [&](const auto& each) {
            return std::none_of(changed->descriptors.begin(), changed->descriptors.end(),
                                [&](const Descriptor& one) { return one.fd == each.first && one.kind == "socket"; });
        });
    } else if (const auto* sampled = std::get_if<SocketSampled>(&event.body)) {
        const auto owner = after.ownerOf(sampled->row.socket);
        if (owner && sampled->row.state == SocketState::CloseWait)
            judge(event, index, after, *owner, 0);
    } else if (const auto* blocked = std::get_if<CallBlocked>(&event.body)) {
        if (const CallState* call = after.call(blocked->call))
            judge(event, index, after, call->entered.actor, blocked->call);
    } else if (const auto* returned = std::get_if<CallReturned>(&event.body)) {
        const CallState* call = after.call(returned->call);
        if (call == nullptr)
            return;
        judge(event, index, after, call->entered.actor, returned->call);
        if (const auto program = m_programs.find(call->entered.actor); program != m_programs.end())
            program->second.apply(call->entered, *returned, index, after);
    }
}

void Findings::judge(const Event& event, std::size_t index, const LabState& after, ActorId id, CallId callId)
{
    const ActorState* actor = after.actor(id);
    const auto program = m_programs.find(id);
    if (actor == nullptr || program == m_programs.end())
        return;
    Scene scene {event, after, program->second, *actor, m_source};
    if (const CallState* call = callId == 0 ? nullptr : after.call(callId)) {
        scene.entered = &call->entered;
        scene.returned = std::get_if<CallReturned>(&event.body);
        scene.fd = fdOf(call->entered);
        const auto socket = program->second.sockets.find(scene.fd);
        scene.socket = socket == program->second.sockets.end() ? nullptr : &socket->second;
    }
    for (const FindingRule& rule : findingRules())
        rule.judge(scene, [&](const PastCall& call, std::map<std::string, std::string> details) {
            details.try_emplace("call", call.name);
            details.try_emplace("errno", call.errnum == 0 ? "" : std::string(errnoName(call.errnum)));
            if (call.address)
                details.try_emplace("address", toText(*call.address));
            // What could still be put right is judged at the program's end, but happened at the call.
            const bool atEnd = std::holds_alternative<ActorExited>(event.body);
            keep({std::string(rule.code), id, atEnd ? call.event : index, call.call, call.place, std::move(details)},
                 after);
        });
}

void Findings::keep(Finding finding, const LabState& after)
{
    if (finding.call != 0 && !m_explained.insert(finding.call).second)
        return;
    const std::string place = std::to_string(finding.actor) + ' ' + finding.code + ' ' + finding.place.file + ':'
        + std::to_string(finding.place.line);
    if (!m_places.insert(place).second)
        return;
    finding.details["program"] = after.actor(finding.actor)->started.name;
    m_all.push_back(std::move(finding));
}

} // namespace lab
