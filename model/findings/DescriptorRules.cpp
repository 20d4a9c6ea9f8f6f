// Rules about descriptors and the order of calls.

#include "model/calls/CallMemory.h"
#include "model/calls/CallTable.h"
#include "model/calls/CallText.h"
#include "model/findings/FindingRule.h"

#include <algorithm>
#include <cerrno>

#include <netinet/in.h>
#include <sys/socket.h>

namespace lab {

namespace {

constexpr std::string_view acceptCalls[] {"accept", "accept4"};

bool isAccept(const CallEntered& call)
{
    return std::find(std::begin(acceptCalls), std::end(acceptCalls), call.name) != std::end(acceptCalls);
}

bool movesData(const CallEntered& call)
{
    return sends(call) || receives(call);
}

bool isDatagram(const SocketStory& socket)
{
    return socket.type == SOCK_DGRAM;
}

/// RFC 8446 section 5.1: a library may say goodbye on a connection that has ended.
bool isTlsAlert(const CallEntered& call)
{
    constexpr std::uint8_t alert = 21, majorVersion = 3;
    const ByteView bytes = hasBytes(call) ? memoryIn(call, 1) : ByteView();
    return bytes.size() >= 2 && bytes[0] == alert && bytes[1] == majorVersion;
}

/// Calls that only make sense on an open socket. fcntl, ioctl, dup and close also try numbers to learn which are open.
bool needsSocket(const CallEntered& call)
{
    constexpr std::string_view names[] {"bind", "connect", "listen", "shutdown", "setsockopt"};
    return movesData(call) || isAccept(call)
        || std::find(std::begin(names), std::end(names), call.name) != std::end(names);
}

void raiseAfter(const PastCall& cause, const Scene& scene, const Raise& raise)
{
    const PastCall call = pastCall(*scene.entered, scene.returned != nullptr ? scene.returned->errnum : 0);
    raise(
        call,
        {{"failed", cause.name}, {"cause", std::string(errnoName(cause.errnum))}, {"before", placeText(cause.place)}});
}

/// The call whose result should have been looked at; nullptr: none is proven to.
const PastCall* ignoredFailure(const Scene& scene)
{
    const CallEntered& call = *scene.entered;
    const auto given = [](const std::optional<PastCall>& one) { return one ? &*one : nullptr; };
    const bool isMinusOne = static_cast<int>(rawOf(call, 0)) == -1;
    if (scene.failed({EBADF}) && isMinusOne && needsSocket(call))
        return given(scene.program.noDescriptor);
    // send(fd, buf, n) with the n = -1 of a failed recv(): as a size_t it is the largest number there is.
    if (scene.is({"sendto", "write"}) && rawOf(call, 2) == UINT64_MAX)
        return given(scene.program.failedRecv);
    const SocketStory* socket = scene.socket;
    if (socket == nullptr)
        return nullptr;
    if (movesData(call) && scene.failed({ENOTCONN, EPIPE, EDESTADDRREQ}))
        return given(socket->failedConnect);
    // By the thread that was told; another one may not know yet.
    if (scene.returned != nullptr && sends(call) && !isTlsAlert(call) && socket->brokenOff
        && socket->brokenOff->tid == call.tid)
        return given(socket->brokenOff);
    // listen() on a socket without an address takes any free port (ip(7)): nobody will find it.
    if (scene.is({"listen"}) && scene.returned->result == 0)
        return given(socket->failedBind);
    if (isAccept(call) && scene.failed({EINVAL}))
        return given(socket->failedListen);
    // A datagram socket that has no port waits for ever.
    if (std::holds_alternative<CallBlocked>(scene.event.body) && receives(call) && isDatagram(*socket) && !socket->peer)
        return given(socket->failedBind);
    return nullptr;
}

/// Connections that the peer has closed and this program has not, in a program that only waits for new ones.
std::vector<int> forgottenConnections(const Scene& scene)
{
    const HostState& host = scene.state.host(scene.actor.started.host);
    std::vector<int> forgotten;
    for (const Descriptor& one : scene.actor.descriptors) {
        const auto socket = scene.program.sockets.find(one.fd);
        const SocketRow* row = host.socket(one.socket);
        if (socket != scene.program.sockets.end() && socket->second.accepted && row != nullptr
            && row->state == SocketState::CloseWait)
            forgotten.push_back(one.fd);
    }
    return forgotten;
}

} // namespace

void uncheckedResult(const Scene& scene, const Raise& raise)
{
    if (scene.entered == nullptr)
        return;
    if (const PastCall* cause = ignoredFailure(scene))
        raiseAfter(*cause, scene, raise);
}

/// `if (s = socket(…) < 0)` makes s 0: comparison binds tighter than assignment. Others probe with getsockopt, send,
/// recv.
void notASocket(const Scene& scene, const Raise& raise)
{
    if (scene.is({"bind", "connect", "listen", "accept", "accept4"}) && scene.failed({ENOTSOCK}))
        raise(pastCall(*scene.entered, ENOTSOCK), {{"fd", std::to_string(scene.fd)}});
}

void useAfterClose(const Scene& scene, const Raise& raise)
{
    if (!scene.failed({EBADF}) || !needsSocket(*scene.entered))
        return;
    if (const auto closed = scene.program.closed.find(scene.fd); closed != scene.program.closed.end())
        raise(pastCall(*scene.entered, EBADF),
              {{"fd", std::to_string(scene.fd)}, {"before", placeText(closed->second.place)}});
}

void acceptWithoutListen(const Scene& scene, const Raise& raise)
{
    const SocketStory* socket = scene.socket;
    if (scene.is({"accept", "accept4"}) && scene.failed({EINVAL}) && socket != nullptr && socket->own
        && !socket->accepted && !socket->listening)
        raise(pastCall(*scene.entered, EINVAL), {{"fd", std::to_string(scene.fd)}});
}

/// The listener has no peer: data goes over the descriptor that accept() returned.
void listenerForData(const Scene& scene, const Raise& raise)
{
    if (scene.socket != nullptr && scene.socket->listening && scene.failed({ENOTCONN, EPIPE})
        && movesData(*scene.entered))
        raise(pastCall(*scene.entered, scene.returned->errnum), {{"fd", std::to_string(scene.fd)}});
}

/// Three, all closed by their peers, while the whole program sleeps in accept(): it has forgotten them.
void descriptorLeak(const Scene& scene, const Raise& raise)
{
    constexpr std::size_t fewest = 3;
    const auto& threads = scene.actor.threads;
    const bool onlyAccepts =
        !threads.empty() && std::all_of(threads.begin(), threads.end(), [](const ThreadState& thread) {
            return thread.call && thread.call->phase == CallPhase::Blocked && isAccept(thread.call->entered);
        });
    if (!onlyAccepts || scene.returned != nullptr)
        return;
    const std::vector<int> forgotten = forgottenConnections(scene);
    if (forgotten.size() < fewest)
        return;
    std::string numbers;
    for (const int fd : forgotten)
        numbers += (numbers.empty() ? "" : ", ") + std::to_string(fd);
    raise(pastCall(threads.front().call->entered, 0), {{"count", std::to_string(forgotten.size())}, {"fds", numbers}});
}

/// The accept queue holds backlog + 1 connections (sk_acceptq_is_full() in include/net/sock.h is "more than").
void backlogZero(const Scene& scene, const Raise& raise)
{
    if (scene.is({"listen"}) && scene.returned->result == 0 && static_cast<int>(rawOf(*scene.entered, 1)) == 0)
        raise(pastCall(*scene.entered, 0), {});
}

/// The kernel compares it without its sign: a negative number is above net.core.somaxconn and is cut to that
/// (listen(2)).
void backlogNegative(const Scene& scene, const Raise& raise)
{
    const int backlog = scene.is({"listen"}) ? static_cast<int>(rawOf(*scene.entered, 1)) : 0;
    if (backlog < 0 && scene.returned->result == 0)
        raise(pastCall(*scene.entered, 0), {{"backlog", std::to_string(backlog)}});
}

/// Option names are numbers, not bits: 2 | 15 is 15, SO_REUSEPORT. The trace shows 15 for both; the source tells.
void optionsJoined(const Scene& scene, const Raise& raise)
{
    if (!scene.is({"setsockopt"}) || !scene.source || scene.entered->place.file.empty()
        || static_cast<int>(rawOf(*scene.entered, 1)) != SOL_SOCKET
        || static_cast<int>(rawOf(*scene.entered, 2)) != (SO_REUSEADDR | SO_REUSEPORT))
        return;
    std::string text = scene.source(scene.entered->place.file, scene.entered->place.line);
    std::erase_if(text, [](unsigned char c) { return c <= ' '; });
    if (text.find("SO_REUSEADDR|SO_REUSEPORT") != std::string::npos
        || text.find("SO_REUSEPORT|SO_REUSEADDR") != std::string::npos)
        raise(pastCall(*scene.entered, scene.returned->errnum), {});
}

} // namespace lab
