#include "model/lab/LabState.h"

#include "model/calls/CallMemory.h"

#include <algorithm>

#include <sys/epoll.h>

namespace lab {

namespace {

/// The value of as= in a command line (model/command/Command.h); empty if there is none. Inside quotes it is data.
std::string nameGivenBy(const std::string& line)
{
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '\\')
            ++i;
        else if (line[i] == '"')
            quoted = !quoted;
        else if (!quoted && line.compare(i, 4, " as=") == 0)
            return line.substr(i + 4, line.find(' ', i + 4) - (i + 4));
    }
    return {};
}

} // namespace

const ThreadState* ActorState::thread(std::string_view name) const
{
    for (const ThreadState& one : threads)
        if (one.name == name)
            return &one;
    return nullptr;
}

const SocketRow* HostState::socket(SocketId id) const
{
    for (const SocketRow& row : sockets)
        if (row.socket == id)
            return &row;
    return nullptr;
}

const SocketRow* LabState::socket(SocketId id) const
{
    for (std::size_t host = 0; host < m_hosts.size(); ++host)
        if (const std::size_t* place = m_rows[host].find(id))
            return &m_hosts[host].sockets[*place];
    return nullptr;
}

void LabState::apply(const Event& event)
{
    m_now = event.time;
    ++m_applied;
    std::visit(Overloaded {
                   [this](const LabStarted& e) { m_started = e; },
                   [this](const SettingWritten& e) {
                       if (e.known)
                           m_hosts[hostIndex(e.host)].settings[e.name] = e.value;
                   },
                   [this](const CommandGiven& e) { apply(e); },
                   [this](const Settled& e) {
                       m_settled = e.command >= m_lastCommand;
                       m_refusal = e.refusal;
                   },
                   [](const Notice&) {},
                   [this](const ActorStarted& e) { apply(e); },
                   [this](const ActorExited& e) { apply(e); },
                   [](const ActorOutput&) {},
                   [this](const CallEntered& e) { apply(e); },
                   [this](const CallStopped& e) {
                       if (CallState* call = editCall(e.call))
                           call->stopped = true;
                   },
                   [this](const CallResumed& e) {
                       if (CallState* call = editCall(e.call)) {
                           call->stopped = false;
                           if (call->phase == CallPhase::AboutToRun)
                               call->phase = CallPhase::Running;
                       }
                   },
                   [this](const CallInjected& e) {
                       if (CallState* call = editCall(e.call))
                           call->injected += (call->injected.empty() ? "" : " ") + e.what;
                   },
                   [](const CallStack&) {},
                   [this](const CallBlocked& e) { apply(e); },
                   [this](const CallReturned& e) { apply(e); },
                   [this](const DescriptorsChanged& e) { apply(e); },
                   [this](const PacketSent& e) { apply(e); },
                   [this](const WireChanged& e) { m_wire = e.mode; },
                   [this](const LinkChanged& e) { m_link = e.link; },
                   [this](const PacketHeld& e) { setFate(e.packet, PacketFate::Held); },
                   [this](const PacketDelivered& e) { setFate(e.packet, PacketFate::Delivered); },
                   [this](const PacketDropped& e) { setFate(e.packet, PacketFate::Dropped, e.why); },
                   [this](const PacketCopied& e) { apply(e); },
                   [this](const PacketRepeated& e) {
                       if (PacketState* packet = editPacket(e.packet))
                           packet->repeats = e.times;
                   },
                   [this](const SocketSampled& e) { apply(e); },
                   [this](const SocketGone& e) { apply(e); },
                   [this](const CountersChanged& e) {
                       for (const auto& [name, value] : e.values)
                           m_hosts[hostIndex(e.host)].counters[name] = value;
                   },
                   [](const NoteWritten&) {}, // of another moment than this one: model/lab/Notes.h
               },
               event.body);
}

bool LabState::loops(HostId id) const
{
    const auto& settings = host(id).settings;
    const auto found = settings.find("localhost");
    return found != settings.end() && found->second == "loopback";
}

std::optional<HostId> LabState::onlyHost() const
{
    if (m_actors.empty() || !loops(m_actors.front().started.host))
        return {};
    const HostId first = m_actors.front().started.host;
    const bool all = std::all_of(m_actors.begin(), m_actors.end(),
                                 [first](const ActorState& actor) { return actor.started.host == first; });
    return all ? std::optional(first) : std::nullopt;
}

void LabState::apply(const CommandGiven& given)
{
    m_lastCommand = given.command;
    m_settled = false;
    if (given.line.starts_with("lab: stops "))
        m_stopsBeforeCalls = given.line == "lab: stops calls";
    const std::string target = given.line.substr(0, given.line.find(':'));
    if (std::string name = nameGivenBy(given.line); !name.empty())
        m_pendingNames[target] = std::move(name);
    else
        m_pendingNames.erase(target);
}

void LabState::apply(const ActorStarted& started)
{
    if (ActorState* known = editActor(started.actor)) { // told anew: it stands on another host (MachineJoin)
        known->started = started;
        return;
    }
    ActorState actor;
    actor.started = started;
    actor.startedAt = m_now;
    if (const ActorState* parent = this->actor(started.parent))
        actor.epolls = parent->epolls; // inherited by fork(2)
    const std::size_t place = m_actors.push_back(std::move(actor));
    if (started.actor != 0) // no program's: a damaged recording's
        m_actorPlaces[started.actor] = place;
}

void LabState::apply(const ActorExited& exited)
{
    if (ActorState* actor = editActor(exited.actor)) {
        actor->exited = exited;
        forgetClosed(*actor, {});
        actor->descriptors.clear();
        actor->descriptorNames.clear();
    }
}

void LabState::apply(const CallBlocked& blocked)
{
    if (CallState* call = editCall(blocked.call)) {
        call->phase = CallPhase::Blocked;
        call->waitChannel = blocked.waitChannel;
        call->blockedAt = m_now;
    }
}

void LabState::apply(const CallEntered& entered)
{
    const std::size_t place = placeOf(entered.actor);
    if (place == nowhere)
        return;
    ActorState* actor = &m_actors.edit(place);
    auto thread = std::find_if(actor->threads.begin(), actor->threads.end(),
                               [&](const ThreadState& one) { return one.tid == entered.tid; });
    if (thread == actor->threads.end())
        thread = actor->threads.insert(thread, ThreadState {entered.tid, entered.thread, {}});
    if (thread->call) {
        m_calls.erase(thread->call->entered.call);
        m_namesOfCalls.erase(thread->call->entered.call);
    }
    CallState call;
    call.entered = entered;
    call.enteredAt = m_now;
    thread->call = std::move(call);
    m_calls[entered.call] = {place, static_cast<std::size_t>(thread - actor->threads.begin())};

    std::string target = actor->started.name;
    if (!entered.thread.empty())
        target += "/" + entered.thread;
    if (auto pending = m_pendingNames.find(target); pending != m_pendingNames.end()) {
        m_namesOfCalls[entered.call] = std::move(pending->second);
        m_pendingNames.erase(pending);
    }
}

void LabState::apply(const CallReturned& returned)
{
    CallState* call = editCall(returned.call);
    if (!call)
        return;
    call->phase = CallPhase::Returned;
    call->returned = returned;
    call->returnedAt = m_now;
    followEpoll(*call);
    followBind(*call);
    const auto given = m_namesOfCalls.find(returned.call);
    if (given == m_namesOfCalls.end())
        return;
    if (ActorState* actor = editActor(call->entered.actor); actor && returned.result >= 0) {
        const int fd = static_cast<int>(returned.result);
        auto& names = actor->descriptorNames;
        // A name or a number given anew replaces the older pair.
        std::erase_if(names, [&](const auto& pair) { return pair.first == fd || pair.second == given->second; });
        names.emplace_back(fd, given->second);
        m_freshNames.insert({call->entered.actor, fd});
    }
    m_namesOfCalls.erase(given);
}

/// epoll_wait is not told what it waits for: that is what epoll_ctl has put there.
void LabState::followEpoll(const CallState& call)
{
    const Arguments& args = call.entered.args;
    if (call.entered.name != "epoll_ctl" || call.returned->result != 0 || args.size() < 4)
        return;
    ActorState* actor = editActor(call.entered.actor); // whose call this is: nothing of it is shared any more
    if (!actor)
        return;
    auto& interests = actor->epolls[static_cast<int>(args[0].raw)];
    const int fd = static_cast<int>(args[2].raw);
    const auto event = valueIn<epoll_event>(args[3].memory);
    if (args[1].raw == EPOLL_CTL_DEL)
        interests.erase(fd);
    else if (event)
        interests[fd] = event->events;
}

void LabState::apply(const DescriptorsChanged& changed)
{
    ActorState* actor = editActor(changed.actor);
    if (!actor)
        return;
    const auto inodeIn = [](const std::vector<Descriptor>& table, int fd) -> std::optional<std::uint64_t> {
        for (const Descriptor& one : table)
            if (one.fd == fd)
                return one.inode;
        return {};
    };
    std::erase_if(actor->descriptorNames, [&](const auto& pair) {
        const auto now = inodeIn(changed.descriptors, pair.first);
        if (!now)
            return true;
        if (m_freshNames.count({changed.actor, pair.first}))
            return false;
        const auto before = inodeIn(actor->descriptors, pair.first);
        return before && *before != *now; // the number is another file's now (dup2)
    });
    std::erase_if(m_freshNames, [&](const auto& fresh) { return fresh.first == changed.actor; });
    const auto isGone = [&](const auto& entry) { return !inodeIn(changed.descriptors, entry.first); };
    std::erase_if(actor->epolls, isGone);
    for (auto& [epoll, interests] : actor->epolls)
        std::erase_if(interests, isGone); // the kernel takes a closed descriptor out (epoll(7))
    forgetClosed(*actor, changed.descriptors);
    actor->descriptors = changed.descriptors;
    for (const Descriptor& one : changed.descriptors) {
        if (one.kind != "socket")
            continue;
        if (one.socket != 0)
            m_owners[one.socket] = changed.actor;
        if (one.inode != 0)
            m_inodeOwners[one.inode] = changed.actor;
    }
}

std::size_t LabState::placeOf(ActorId id) const
{
    const std::size_t* place = m_actorPlaces.find(id);
    return place == nullptr ? nowhere : *place;
}

ActorState* LabState::editActor(ActorId id)
{
    const std::size_t place = placeOf(id);
    return place == nowhere ? nullptr : &m_actors.edit(place);
}

CallState* LabState::editCall(CallId id)
{
    const auto* place = m_calls.find(id);
    if (place == nullptr)
        return nullptr;
    auto& call = m_actors.edit(place->first).threads[place->second].call;
    return call && call->entered.call == id ? &*call : nullptr;
}

const ActorState* LabState::actor(ActorId id) const
{
    const std::size_t place = placeOf(id);
    return place == nowhere ? nullptr : &m_actors[place];
}

const ActorState* LabState::actor(std::string_view name) const
{
    for (auto one = m_actors.rbegin(); one != m_actors.rend(); ++one)
        if (one->started.name == name)
            return &*one;
    return nullptr;
}

const CallState* LabState::call(CallId id) const
{
    const auto* place = m_calls.find(id);
    if (place == nullptr)
        return nullptr;
    const auto& call = m_actors[place->first].threads[place->second].call;
    return call && call->entered.call == id ? &*call : nullptr;
}

} // namespace lab
