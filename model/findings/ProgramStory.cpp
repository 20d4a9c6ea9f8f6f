#include "model/findings/ProgramStory.h"

#include "model/calls/CallMemory.h"
#include "model/calls/CallText.h"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace lab {

namespace {

bool isOne(const std::string& name, std::initializer_list<std::string_view> names)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool makesDescriptor(const std::string& name)
{
    return isOne(name, {"socket", "accept", "accept4"});
}

bool waitsForReadiness(const std::string& name)
{
    return isOne(name, {"poll", "ppoll", "select", "pselect6", "epoll_wait", "epoll_pwait", "epoll_pwait2"});
}

/// connect() has not failed: it goes on, or was interrupted and goes on (connect(2)).
bool isUnderWay(int errnum)
{
    return errnum == EINPROGRESS || errnum == EALREADY || errnum == EINTR || errnum == EISCONN || errnum == EAGAIN;
}

/// Who has the address that this bind() wanted: "server (LISTEN 0.0.0.0:8080)", "TIME-WAIT 10.9.0.2:8080".
std::string holderOf(const LabState& state, HostId host, const Endpoint& wanted)
{
    std::string waiting;
    for (const SocketRow& row : state.host(host).sockets) {
        if (row.local.port != wanted.port)
            continue;
        const std::string what = std::string(stateName(row.state)) + ' ' + toText(row.local);
        const auto owner = state.ownerOf(row.socket);
        const ActorState* actor = owner ? state.actor(*owner) : nullptr;
        if (actor != nullptr && !actor->exited && row.inode != 0)
            return actor->started.name + " (" + what + ')';
        waiting = what;
    }
    return waiting.empty() ? "?" : waiting;
}

/// Somebody who listens on that port, but only for its own host: "127.0.0.1:8080"; empty: nobody.
std::string loopbackListener(const LabState& state, HostId callers, const Endpoint& wanted)
{
    const SocketRow* row = boundTo(state, state.loops(callers) ? callers : otherHost(callers), wanted.port);
    return row != nullptr && row->local.address.version == 4 && row->local.address.bytes[0] == 127 ? toText(row->local)
                                                                                                   : std::string();
}

} // namespace

PastCall pastCall(const CallEntered& entered, int errnum)
{
    return {entered.call, entered.tid, std::string(nameInC(entered)), errnum, entered.place, addressOf(entered), 0, {}};
}

bool sends(const CallEntered& call)
{
    return isOne(call.name, {"sendto", "write", "sendmsg", "sendmmsg", "writev", "sendfile"});
}

bool receives(const CallEntered& call)
{
    return isOne(call.name, {"recvfrom", "read", "recvmsg", "recvmmsg", "readv"});
}

bool hasBytes(const CallEntered& call)
{
    return isOne(call.name, {"sendto", "write", "recvfrom", "read"});
}

std::string placeText(const SourcePlace& place)
{
    if (place.file.empty())
        return place.function.empty() ? "?" : place.function + "()";
    return place.file.substr(place.file.rfind('/') + 1) + ':' + std::to_string(place.line);
}

const SocketRow* boundTo(const LabState& state, HostId host, std::uint16_t port)
{
    for (const SocketRow& row : state.host(host).sockets)
        if (row.local.port == port && row.remote.port == 0)
            return &row;
    return nullptr;
}

void ProgramStory::apply(const CallEntered& entered, const CallReturned& returned, std::size_t event,
                         const LabState& state)
{
    brokenPipe.reset();
    if (waitsForReadiness(entered.name))
        for (auto& [fd, socket] : sockets)
            socket.partial.reset(); // it knows that there is a rest
    const int fd = fdOf(entered);
    // One that the program was born with, or got in a way that is not seen (a message, another program).
    if (fd >= 0 && !sockets.contains(fd)) {
        const ActorState* actor = state.actor(entered.actor);
        for (const Descriptor& one : actor != nullptr ? actor->descriptors : std::vector<Descriptor> {})
            if (one.fd == fd && one.kind == "socket")
                sockets[fd].type = one.type;
    }
    if (returned.result >= 0) {
        applySuccess(entered, returned);
        return;
    }
    PastCall failed = pastCall(entered, returned.errnum);
    failed.event = event;
    applyFailure(entered, std::move(failed), state);
}

void ProgramStory::applyFailure(const CallEntered& entered, PastCall failed, const LabState& state)
{
    if (makesDescriptor(entered.name))
        noDescriptor = failed;
    if (receives(entered))
        failedRecv = failed;
    if (failed.errnum == EPIPE)
        brokenPipe = failed;
    const auto place = sockets.find(fdOf(entered));
    if (place == sockets.end())
        return;
    SocketStory& socket = place->second;
    const ActorState* actor = state.actor(entered.actor);
    const HostId host = actor != nullptr ? actor->started.host : HostId::Client;
    if (!isOne(entered.name, {"setsockopt", "getsockopt", "getpeername"}) && failed.errnum != EINTR)
        socket.partial.reset(); // the connection is gone, or send() said "later": the program was told
    if (entered.name == "bind") {
        if (failed.address && failed.errnum == EADDRINUSE)
            failed.holder = holderOf(state, host, *failed.address);
        socket.failedBind = failed;
        // [::]:8080 takes 0.0.0.0:8080 as well (ipv6(7)): a server that tries both expects one of them to fail.
        const bool isSecondFamily = failed.address && hasPortInOtherFamily(*failed.address);
        if (failed.address && !isSecondFamily && (failed.errnum == EADDRINUSE || failed.errnum == EADDRNOTAVAIL))
            unresolved.push_back(failed);
    } else if (entered.name == "listen") {
        socket.failedListen = failed;
    } else if (entered.name == "connect") {
        if (isUnderWay(failed.errnum)) {
            socket.connecting = failed;
            return;
        }
        socket.failedConnect = failed;
        if (failed.address && failed.errnum == ECONNREFUSED) {
            failed.holder = loopbackListener(state, host, *failed.address);
            unresolved.push_back(failed);
        }
    } else if (receives(entered) && socket.type == SOCK_STREAM
               && (failed.errnum == ECONNRESET || failed.errnum == ETIMEDOUT || failed.errnum == ENOTCONN)) {
        socket.brokenOff = failed;
    } else if (failed.errnum == ECONNREFUSED && socket.type == SOCK_DGRAM && socket.peer) {
        failed.address = socket.peer;
        unresolved.push_back(failed);
    }
}

void ProgramStory::applySuccess(const CallEntered& entered, const CallReturned& returned)
{
    const int fd = fdOf(entered), result = static_cast<int>(returned.result);
    if (makesDescriptor(entered.name)) {
        noDescriptor.reset();
        SocketStory made;
        made.own = true;
        made.accepted = entered.name != "socket";
        made.type =
            made.accepted ? SOCK_STREAM : static_cast<int>(rawOf(entered, 1)) & 0xf; // SOCK_TYPE_MASK, linux/net.h
        sockets[result] = made;
        closed.erase(result);
        return;
    }
    const auto place = sockets.find(fd);
    if (place == sockets.end())
        return;
    SocketStory& socket = place->second;
    const bool copies = entered.name.starts_with("dup")
        || (entered.name == "fcntl" && (rawOf(entered, 1) == F_DUPFD || rawOf(entered, 1) == F_DUPFD_CLOEXEC));
    if (copies) {
        socket.shared = true;
        const SocketStory copy = socket;
        sockets[result] = copy;
        closed.erase(result);
    } else if (entered.name == "bind") {
        socket.failedBind.reset();
        socket.bound = addressOf(entered);
        std::erase_if(unresolved, [](const PastCall& one) { return one.name == "bind"; });
    } else if (entered.name == "listen") {
        socket.listening = true;
        socket.failedListen.reset();
    } else if (entered.name == "connect") {
        connected(socket, addressOf(entered));
    } else if (entered.name == "getsockopt" && socket.connecting) {
        const auto error = optionValueOf(entered, returned);
        if (rawOf(entered, 1) != SOL_SOCKET || rawOf(entered, 2) != SO_ERROR || !error)
            return;
        PastCall answered = *std::exchange(socket.connecting, {}); // its event is that of the connect()
        answered.errnum = static_cast<int>(*error);
        if (*error == 0)
            connected(socket, answered.address);
        else if (*error == ECONNREFUSED && answered.address)
            unresolved.push_back(answered);
    } else if (entered.name == "close") {
        closed[fd] = pastCall(entered, 0);
        sockets.erase(place);
    } else {
        applyTransfer(socket, entered, returned);
    }
}

bool ProgramStory::hasPortInOtherFamily(const Endpoint& wanted) const
{
    return std::any_of(sockets.begin(), sockets.end(), [&](const auto& each) {
        const auto& bound = each.second.bound;
        return bound && bound->port == wanted.port && bound->address.version != wanted.address.version;
    });
}

void ProgramStory::connected(SocketStory& socket, const std::optional<Endpoint>& address)
{
    socket.failedConnect.reset();
    socket.peer = address;
    if (address && socket.type != SOCK_DGRAM) // UDP's connect() asks nobody (udp(7))
        std::erase_if(unresolved,
                      [&](const PastCall& one) { return one.address && one.address->port == address->port; });
}

void ProgramStory::applyTransfer(SocketStory& socket, const CallEntered& entered, const CallReturned& returned)
{
    const auto count = static_cast<std::uint64_t>(returned.result);
    if (receives(entered)) {
        socket.brokenOff.reset();
        const bool asked = !hasBytes(entered) || rawOf(entered, 2) > 0;
        const bool peeked = entered.name == "recvfrom" && (rawOf(entered, 3) & MSG_PEEK) != 0;
        if (count == 0 && asked && socket.type == SOCK_STREAM) {
            ++socket.endsInARow;
            socket.partial.reset(); // the peer has ended: there may be nobody to send the rest to
        } else if (count > 0) {
            socket.endsInARow = 0;
        }
        if (hasBytes(entered) && !peeked && count > 0)
            buffers.received(entered.call, entered.place, rawOf(entered, 1), memoryOut(&returned, 1));
    } else if (sends(entered)) {
        const std::uint64_t asked = rawOf(entered, 2);
        socket.partial.reset();
        if (!hasBytes(entered) || socket.type != SOCK_STREAM || count >= asked)
            return;
        PartialSend partial {pastCall(entered, 0), asked, count, rawOf(entered, 1) + count, {}};
        const ByteView memory = memoryIn(entered, 1);
        if (count < memory.size())
            partial.rest.assign(memory.begin() + static_cast<std::ptrdiff_t>(count), memory.end());
        socket.partial = std::move(partial);
    }
}

ProgramStory ProgramStory::forked()
{
    for (auto& [fd, socket] : sockets)
        socket.shared = true;
    ProgramStory child = *this;
    child.unresolved.clear(); // the parent's to put right
    child.brokenPipe.reset();
    for (auto& [fd, socket] : child.sockets)
        socket.partial.reset();
    return child;
}

} // namespace lab
