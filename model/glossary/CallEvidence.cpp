// The terms that are seen in programs and their calls, and in what people do to a lab.

#include "model/calls/CallMemory.h"
#include "model/calls/CallTable.h"
#include "model/calls/CallText.h"
#include "model/glossary/TermEvidence.h"
#include "model/lab/ThisMachine.h"

#include <algorithm>
#include <cerrno>

#include <sys/socket.h>

namespace lab::evidence {

namespace {

bool hasCommand(const Witnessed& moment, std::string_view line)
{
    const auto* given = std::get_if<CommandGiven>(&moment.event.body);
    return given && given->line.starts_with(line);
}

/// The call that has just returned without an error; nullptr: none has.
const CallEntered* done(const Witnessed& moment, std::initializer_list<std::string_view> names)
{
    const auto* returned = std::get_if<CallReturned>(&moment.event.body);
    const bool wanted = returned && returned->result >= 0 && moment.entered
        && std::find(names.begin(), names.end(), moment.entered->name) != names.end();
    return wanted ? moment.entered : nullptr;
}

/// The address that a bind(), connect() or sendto() is given.
std::optional<Endpoint> givenAddress(const Witnessed& moment)
{
    return isCall(moment, {"bind", "connect", "sendto"}) ? addressOf(std::get<CallEntered>(moment.event.body))
                                                         : std::nullopt;
}

bool receives(const CallEntered& call)
{
    constexpr std::string_view names[] = {"recvfrom", "read", "recvmsg", "readv"};
    return std::find(std::begin(names), std::end(names), call.name) != std::end(names);
}

int typeOf(const ActorState* actor, int fd)
{
    if (!actor)
        return 0;
    for (const Descriptor& one : actor->descriptors)
        if (one.fd == fd)
            return one.type;
    return 0;
}

/// Result 0 of a stream socket, and not because nothing was asked for.
bool endOfStream(const Witnessed& moment)
{
    const auto* returned = std::get_if<CallReturned>(&moment.event.body);
    if (!returned || returned->result != 0 || !moment.entered || !receives(*moment.entered))
        return false;
    const bool plain = moment.entered->name == "read" || moment.entered->name == "recvfrom";
    return (!plain || rawOf(*moment.entered, 2) > 0) && typeOf(moment.actor, fdOf(*moment.entered)) == SOCK_STREAM;
}

bool makesSocket(const Witnessed& moment, std::uint64_t type)
{
    constexpr std::uint64_t typeMask = 0xf; // SOCK_TYPE_MASK in linux/net.h: the rest is SOCK_NONBLOCK and SOCK_CLOEXEC
    const CallEntered* call = done(moment, {"socket"});
    return call && (rawOf(*call, 1) & typeMask) == type;
}

/// EAGAIN also ends a call that waited as long as SO_RCVTIMEO lets it.
bool didNotWait(const Witnessed& moment)
{
    const auto* returned = std::get_if<CallReturned>(&moment.event.body);
    const CallState* call = returned ? moment.after.call(returned->call) : nullptr;
    return call && call->blockedAt.ns == 0 && hasFailed(moment, {EAGAIN, EINPROGRESS});
}

bool nonBlocking(const Witnessed& moment)
{
    return didNotWait(moment) || hasWord(moment, {"SOCK_NONBLOCK", "O_NONBLOCK", "MSG_DONTWAIT"});
}

/// Does the program have a socket for which `matches`?
template<class Matches>
bool hasSocket(const Witnessed& moment, const ActorState& actor, Matches matches)
{
    return std::any_of(actor.descriptors.begin(), actor.descriptors.end(), [&](const Descriptor& one) {
        const SocketRow* row = one.socket == 0 ? nullptr : moment.after.socket(one.socket);
        return row && matches(*row);
    });
}

/// Another connection of the server's is open when it takes one.
bool servesAnother(const Witnessed& moment, const CallEntered& accept)
{
    SocketId own = 0;
    for (const Descriptor& one : moment.actor->descriptors)
        if (one.fd == fdOf(accept))
            own = one.socket;
    const SocketRow* listener = moment.after.socket(own);
    if (!listener)
        return false;
    const std::uint16_t port = listener->local.port;
    return hasSocket(moment, *moment.actor, [port](const SocketRow& row) {
        return row.local.port == port && row.inode != 0
            && (row.state == SocketState::Established || row.state == SocketState::CloseWait);
    });
}

bool servesSeveralAtOnce(const Witnessed& moment)
{
    if (const auto* started = std::get_if<ActorStarted>(&moment.event.body)) {
        const ActorState* parent = started->parent != 0 ? moment.after.actor(started->parent) : nullptr;
        return parent && hasSocket(moment, *parent, isListener);
    }
    const CallEntered* accept = done(moment, {"accept", "accept4"});
    return accept && moment.actor && servesAnother(moment, *accept);
}

bool servesTheNext(const Witnessed& moment)
{
    const CallEntered* accept = done(moment, {"accept", "accept4"});
    if (!accept || !moment.actor)
        return false;
    return moment.memory.accepted.contains(moment.actor->started.actor) && !servesAnother(moment, *accept);
}

/// It listens, and connects to somebody else.
bool standsBetween(const Witnessed& moment)
{
    return isCall(moment, {"connect"}) && moment.actor && hasSocket(moment, *moment.actor, isListener);
}

/// Do all of the program's threads wait to receive?
bool onlyWaits(const ActorState& actor)
{
    return !actor.exited && std::all_of(actor.threads.begin(), actor.threads.end(), [](const ThreadState& thread) {
        return thread.call && thread.call->phase == CallPhase::Blocked && receives(thread.call->entered);
    });
}

/// Does a program that only waits have the other end of this connection, and nothing to send either?
bool peerOnlyWaits(const Witnessed& moment, const SocketRow& own)
{
    for (const HostId host : {HostId::Client, HostId::Server}) {
        for (const SocketRow& peer : moment.after.host(host).sockets) {
            const bool connected = peer.local == own.remote && peer.remote == own.local && peer.socket != own.socket;
            const auto owner =
                connected && peer.sendQueue == 0 && own.sendQueue == 0 ? moment.after.ownerOf(peer.socket) : std::nullopt;
            const ActorState* other = owner ? moment.after.actor(*owner) : nullptr;
            if (other && !other->threads.empty() && onlyWaits(*other))
                return true;
        }
    }
    return false;
}

/// Both ends of a connection wait to receive, and nothing is under way.
bool bothWait(const Witnessed& moment)
{
    if (!is<CallBlocked>(moment) || !moment.entered || !moment.actor || !onlyWaits(*moment.actor)
        || !moment.memory.held.empty())
        return false;
    return std::any_of(moment.actor->descriptors.begin(), moment.actor->descriptors.end(), [&](const Descriptor& one) {
        const SocketRow* own = one.fd == fdOf(*moment.entered) ? moment.after.socket(one.socket) : nullptr;
        return own && own->state == SocketState::Established && peerOnlyWaits(moment, *own);
    });
}

bool furtherThread(const Witnessed& moment)
{
    const auto* entered = std::get_if<CallEntered>(&moment.event.body);
    return entered && moment.actor && moment.actor->threads.size() > 1
        && moment.actor->threads.front().tid != entered->tid;
}

bool waitsForOneOfSeveral(const Witnessed& moment)
{
    const auto* entered = std::get_if<CallEntered>(&moment.event.body);
    const CallRow* row = entered ? findCall(entered->name) : nullptr;
    return row && waitsForReadiness(*row);
}

bool isEpoll(const Witnessed& moment)
{
    const auto* entered = std::get_if<CallEntered>(&moment.event.body);
    return entered && entered->name.starts_with("epoll_");
}

bool givesDescriptor(const Witnessed& moment)
{
    const auto* returned = std::get_if<CallReturned>(&moment.event.body);
    const CallRow* row = returned && returned->result >= 0 && moment.entered ? findCall(moment.entered->name) : nullptr;
    return row && row->returnsFd;
}

bool signalled(const Witnessed& moment)
{
    const auto* exited = std::get_if<ActorExited>(&moment.event.body);
    const auto* given = std::get_if<CommandGiven>(&moment.event.body);
    return (exited && exited->signal != 0) || (given && given->line.find(": signal ") != std::string::npos);
}

bool shutsDown(const Witnessed& moment)
{
    const CallEntered* call = done(moment, {"shutdown"});
    return call && rawOf(*call, 1) == SHUT_WR;
}

bool wellKnownPort(const Witnessed& moment)
{
    const auto address = givenAddress(moment);
    return address && address->port > 0 && address->port < 1024; // RFC 6335 section 6
}

bool madeByMessage(const Witnessed& moment)
{
    return isCall(moment, {"readv", "writev", "sendmsg", "recvmsg", "sendmmsg", "recvmmsg"});
}

bool hasNotice(const Witnessed& moment, std::string_view code)
{
    const auto* notice = std::get_if<Notice>(&moment.event.body);
    return notice && notice->code == code;
}

constexpr EvidenceRow seenInCalls[] {
    {"address-already-in-use", [](M m) { return hasFailed(m, {EADDRINUSE}); }},
    {"ancillary-data", [](M m) { return hasWord(m, {"cmsg_type"}); }},
    {"attach", [](M m) { return saysThisMachine(m.event.body); }},
    {"backlog", [](M m) { return isCall(m, {"listen"}); }},
    {"bind", [](M m) { return isCall(m, {"bind"}); }},
    {"block", is<CallBlocked>},
    {"blocking", is<CallBlocked>},
    {"broken-pipe", [](M m) { return hasFailed(m, {EPIPE}); }},
    {"byte-order", [](M m) { return givenAddress(m).has_value(); }},
    {"call", is<CallEntered>},
    {"call-stack", is<CallStack>},
    {"client", [](M m) { return isCall(m, {"connect"}); }},
    {"concurrent-server", servesSeveralAtOnce},
    {"connection-refused", [](M m) { return hasFailed(m, {ECONNREFUSED}); }},
    {"datagram-socket", [](M m) { return makesSocket(m, SOCK_DGRAM); }},
    {"deadlock", bothWait},
    {"descriptor", givesDescriptor},
    {"edge-triggered", [](M m) { return hasWord(m, {"EPOLLET"}); }},
    {"end-of-stream", endOfStream},
    {"epoll", isEpoll},
    {"fault-injection", is<CallInjected>},
    {"half-close", shutsDown},
    {"host", is<ActorStarted>},
    {"inferred", [](M m) { return hasNotice(m, "states-inferred"); }},
    {"io-multiplexing", waitsForOneOfSeveral},
    {"ip-address", [](M m) { return givenAddress(m).has_value(); }},
    {"iterative-server", servesTheNext},
    {"lesson", [](M m) { return is<LabStarted>(m) && !std::get<LabStarted>(m.event.body).lesson.empty(); }},
    {"level-triggered", [](M m) { return waitsForOneOfSeveral(m) && !isEpoll(m); }},
    {"listen", [](M m) { return isCall(m, {"listen"}); }},
    {"network-byte-order", [](M m) { return givenAddress(m).has_value(); }},
    {"non-blocking", nonBlocking},
    {"note", is<NoteWritten>},
    {"pause", [](M m) { return hasCommand(m, "lab: pause"); }},
    {"port-number", [](M m) { return givenAddress(m).has_value(); }},
    {"privilege",
     [](M m) {
         return hasFailed(m, {EACCES, EPERM});
     }},
    {"proxy", standsBetween},
    {"return", is<CallReturned>},
    {"scatter-gather", madeByMessage},
    {"server", [](M m) { return isCall(m, {"listen"}); }},
    {"signal", signalled},
    {"socket", [](M m) { return done(m, {"socket"}) != nullptr; }},
    {"socket-option",
     [](M m) {
         return isCall(m, {"setsockopt", "getsockopt"});
     }},
    {"stop", is<CallStopped>},
    {"stream-socket", [](M m) { return makesSocket(m, SOCK_STREAM); }},
    {"system-call", is<CallEntered>},
    {"thread", furtherThread},
    {"timed-out", [](M m) { return hasFailed(m, {ETIMEDOUT}); }},
    {"waiting-for-connections",
     [](M m) {
         return is<CallBlocked>(m) && m.entered && (m.entered->name == "accept" || m.entered->name == "accept4");
     }},
    {"well-known-port", wellKnownPort},
};

} // namespace

std::span<const EvidenceRow> callRows()
{
    return seenInCalls;
}

} // namespace lab::evidence
