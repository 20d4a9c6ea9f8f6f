// Each kind of finding as a story of calls that proves it, and beside it the stories that come close and prove nothing.

#include "tests/support/FindingStories.h"

#include "tests/support/DataStories.h"

#include <csignal>

namespace lab::tests {

namespace {

constexpr std::uint16_t exchanged8080 = 0x901f;

Endpoint ipv4(std::uint8_t a, std::uint8_t b, std::uint8_t c, std::uint8_t d, std::uint16_t port)
{
    Endpoint end;
    end.address.version = 4;
    end.address.bytes = {a, b, c, d};
    end.port = port;
    return end;
}

/// Accepts `count` connections, whose clients leave, and waits in accept().
void forget(CallStory& story, int count, bool closeThem)
{
    story.socket(story.server, 3);
    story.bind(story.server, 3, anyEnd(8080));
    story.listen(story.server, 3);
    std::vector<Descriptor> open {socketDescriptor(3, 100)};
    for (int i = 0; i < count; ++i) {
        const auto id = static_cast<SocketId>(110 + i);
        story.accept(story.server, 3, 4 + i);
        open.push_back(socketDescriptor(4 + i, id));
        story.journal.opened(story.server, open);
        const auto port = static_cast<std::uint16_t>(40001 + i);
        story.journal.socket(socketRow(HostId::Server, id, SocketState::CloseWait, serverEnd(8080), clientEnd(port)));
        if (closeThem) {
            story.close(story.server, 4 + i);
            open.pop_back();
            story.journal.opened(story.server, open);
        }
    }
    story.journal.blocked(story.journal.enter(story.server, "accept", {number(3), number(0), number(0)}),
                          "inet_csk_accept");
}

const FindingStory stories[] {
    {"a conversation in order", "",
     [](CallStory& s) {
         s.meet();
         s.send(s.client, 3, "Hello", 5);
         s.recv(s.server, 4, "Hello");
         s.close(s.client, 3);
         s.recv(s.server, 4, "");
         s.close(s.server, 4);
         s.exits(s.client);
         s.exits(s.server);
     }},
    {"a port without htons", "port-byte-order",
     [](CallStory& s) {
         s.socket(s.server, 3);
         s.bind(s.server, 3, anyEnd(exchanged8080));
     }},
    {"an unusual port that was meant", "",
     [](CallStory& s) {
         s.socket(s.server, 3);
         s.bind(s.server, 3, anyEnd(36896));
     }},
    {"a connection that works, whatever its port", "",
     [](CallStory& s) {
         s.socket(s.client, 3);
         s.connect(s.client, 3, serverEnd(exchanged8080));
     }},
    {"a refused port without htons is one finding", "port-byte-order",
     [](CallStory& s) {
         s.socket(s.client, 3);
         s.connect(s.client, 3, serverEnd(exchanged8080), ECONNREFUSED);
         s.exits(s.client);
     }},
    {"a datagram to the exchanged port of a server that is there", "port-byte-order",
     [](CallStory& s) {
         SocketRow row = socketRow(HostId::Server, 100, SocketState::Close, anyEnd(3700), {});
         row.protocol = 17;
         s.journal.socket(row);
         s.socket(s.client, 3, 2);
         s.call(s.client, "sendto",
                {number(3), text("?"), number(1), number(0), address(serverEnd(3700 % 256 * 256 + 3700 / 256)),
                 number(16)},
                1);
     }},
    {"loopback without htonl", "address-byte-order",
     [](CallStory& s) {
         s.socket(s.server, 3);
         s.bind(s.server, 3, ipv4(1, 0, 0, 127, 8080), EADDRNOTAVAIL);
         s.exits(s.server);
     }},
    {"the other host's address backwards", "address-byte-order",
     [](CallStory& s) {
         s.socket(s.client, 3);
         s.connect(s.client, 3, ipv4(2, 0, 9, 10, 8080), ENETUNREACH);
     }},
    {"the size of a pointer", "address-length",
     [](CallStory& s) {
         s.socket(s.server, 3);
         s.call(s.server, "bind", {number(3), address(anyEnd(8080)), number(8)}, 0, EINVAL);
     }},
    {"a second bind is refused with EINVAL, but not for its length", "",
     [](CallStory& s) {
         s.socket(s.server, 3);
         s.bind(s.server, 3, anyEnd(8080), EINVAL);
     }},
    {"the -1 of socket() is used", "unchecked-result",
     [](CallStory& s) {
         s.call(s.client, "socket", {number(2), number(1), number(17)}, 0, EPROTONOSUPPORT);
         s.connect(s.client, -1, serverEnd(8080), EBADF);
     }},
    {"the -1 of accept() is used", "unchecked-result",
     [](CallStory& s) {
         s.meet();
         s.accept(s.server, 3, 0, EMFILE);
         s.recv(s.server, -1, "", EBADF);
     }},
    {"-1 is only closed", "",
     [](CallStory& s) {
         s.call(s.client, "socket", {number(2), number(1), number(17)}, 0, EPROTONOSUPPORT);
         s.call(s.client, "close", {number(-1)}, 0, EBADF);
     }},
    {"-1 that no call gave", "", [](CallStory& s) { s.recv(s.client, -1, "", EBADF); }},
    {"recv() after a connect() that failed", "unchecked-result nobody-listens",
     [](CallStory& s) {
         s.socket(s.client, 3);
         s.connect(s.client, 3, serverEnd(8080), ECONNREFUSED);
         s.recv(s.client, 3, "", ENOTCONN);
         s.exits(s.client);
     }},
    {"a connect() under way has not failed", "",
     [](CallStory& s) {
         s.socket(s.client, 3);
         s.connect(s.client, 3, serverEnd(8080), EINPROGRESS);
         s.recv(s.client, 3, "", EAGAIN);
         s.exits(s.client);
     }},
    {"listen() after a bind() that failed", "unchecked-result address-in-use",
     [](CallStory& s) {
         s.socket(s.server, 3);
         s.bind(s.server, 3, anyEnd(8080), EADDRINUSE);
         s.listen(s.server, 3);
         s.exits(s.server);
     }},
    {"listen() after a bind() that worked the second time", "",
     [](CallStory& s) {
         s.socket(s.server, 3);
         s.bind(s.server, 3, anyEnd(8080), EADDRINUSE);
         s.bind(s.server, 3, anyEnd(8081));
         s.listen(s.server, 3);
         s.exits(s.server);
     }},
    {"accept() after a listen() that failed", "unchecked-result",
     [](CallStory& s) {
         s.socket(s.server, 3);
         s.listen(s.server, 3, 5, EADDRINUSE);
         s.accept(s.server, 3, 0, EINVAL);
     }},
    {"a datagram is awaited without a port", "unchecked-result",
     [](CallStory& s) {
         s.socket(s.server, 3, 2);
         s.bind(s.server, 3, anyEnd(80), EACCES);
         s.journal.blocked(s.journal.enter(s.server, "recvfrom", {number(3)}), "__skb_wait_for_more_packets");
     }},
    {"the -1 of recv() becomes a length", "unchecked-result",
     [](CallStory& s) {
         s.meet();
         s.recv(s.server, 4, "", ECONNRESET);
         s.call(s.server, "write", {number(4), text("x"), number(-1)}, 0, EFAULT);
     }},
    {"a send() after the connection was broken off", "unchecked-result",
     [](CallStory& s) {
         s.meet();
         s.recv(s.server, 4, "", ECONNRESET);
         s.send(s.server, 4, "Hello from server", 17);
     }},
    {"another thread sends, which does not know yet", "",
     [](CallStory& s) {
         s.meet();
         s.recv(s.server, 4, "", ECONNRESET);
         const CallId call =
             s.journal.enter(s.server, "sendto", {number(4), text("Hello"), number(5), number(0), number(0)}, "rx");
         s.journal.returned(call, -1, EPIPE);
     }},
    {"TLS says goodbye on a connection that is broken off", "",
     [](CallStory& s) {
         s.meet();
         s.recv(s.client, 3, "", ECONNRESET);
         s.send(s.client, 3, "\x15\x03\x03", 0, EPIPE);
     }},
    {"a recv() that was interrupted", "",
     [](CallStory& s) {
         s.meet();
         s.recv(s.server, 4, "", EINTR);
         s.send(s.server, 4, "Hello", 5);
     }},
    {"-1, long after an accept() without success", "",
     [](CallStory& s) {
         s.meet();
         s.accept(s.server, 3, 0, EAGAIN);
         s.accept(s.server, 3, 5);
         s.recv(s.server, -1, "", EBADF);
     }},
    {"0 instead of a socket", "not-a-socket", [](CallStory& s) { s.connect(s.client, 0, serverEnd(8080), ENOTSOCK); }},
    {"a program that tries send() on its output", "", [](CallStory& s) { s.send(s.client, 1, "Hello", 0, ENOTSOCK); }},
    {"send() after close()", "use-after-close",
     [](CallStory& s) {
         s.meet();
         s.close(s.server, 4);
         s.send(s.server, 4, "Bye", 0, EBADF);
     }},
    {"the number is another socket's by now", "",
     [](CallStory& s) {
         s.meet();
         s.close(s.server, 4);
         s.accept(s.server, 3, 4);
         s.send(s.server, 4, "Bye", 3);
     }},
    {"close() twice", "",
     [](CallStory& s) {
         s.meet();
         s.close(s.server, 4);
         s.call(s.server, "close", {number(4)}, 0, EBADF);
     }},
    {"a program looks which numbers are open", "",
     [](CallStory& s) {
         s.meet();
         s.close(s.server, 4);
         s.call(s.server, "fcntl", {number(4), number(1), number(0)}, 0, EBADF);
     }},
    {"a forked child uses what its parent had closed", "use-after-close",
     [](CallStory& s) {
         s.meet();
         s.close(s.server, 4);
         s.journal.add(ActorStarted {9, HostId::Server, "server.4800", 4800, {}, s.server});
         s.send(9, 4, "Bye", 0, EBADF);
     }},
    {"accept() without listen()", "accept-without-listen",
     [](CallStory& s) {
         s.socket(s.server, 3);
         s.bind(s.server, 3, anyEnd(8080));
         s.accept(s.server, 3, 0, EINVAL);
     }},
    {"recv() on the listener", "listener-for-data",
     [](CallStory& s) {
         s.meet();
         s.recv(s.server, 3, "", ENOTCONN);
     }},
    {"a backlog of 0", "backlog-zero",
     [](CallStory& s) {
         s.socket(s.server, 3);
         s.listen(s.server, 3, 0);
     }},
    {"a backlog below 0", "backlog-negative",
     [](CallStory& s) {
         s.socket(s.server, 3);
         s.listen(s.server, 3, -1);
     }},
    {"three connections forgotten", "descriptor-leak", [](CallStory& s) { forget(s, 3, false); }},
    {"two are not yet a habit", "", [](CallStory& s) { forget(s, 2, false); }},
    {"three that were closed", "", [](CallStory& s) { forget(s, 3, true); }},
    {"killed by SIGPIPE of a socket", "broken-pipe",
     [](CallStory& s) {
         s.meet();
         s.send(s.client, 3, "Hello", 0, EPIPE);
         s.exits(s.client, SIGPIPE);
     }},
    {"EPIPE that is handled", "",
     [](CallStory& s) {
         s.meet();
         s.send(s.client, 3, "Hello", 0, EPIPE);
         s.close(s.client, 3);
         s.exits(s.client);
     }},
    {"killed by SIGPIPE of its output", "",
     [](CallStory& s) {
         s.meet();
         s.exits(s.client, SIGPIPE);
     }},
    {"nobody listens", "nobody-listens",
     [](CallStory& s) {
         s.socket(s.client, 3);
         s.connect(s.client, 3, serverEnd(8080), ECONNREFUSED);
         s.exits(s.client);
     }},
    {"a non-blocking connect() is refused later", "nobody-listens",
     [](CallStory& s) {
         s.socket(s.client, 3);
         s.connect(s.client, 3, serverEnd(8080), EINPROGRESS);
         s.call(s.client, "getsockopt", {number(3), number(1), number(4), number(0), number(0)}, 0, 0,
                written(3, pointsTo({ECONNREFUSED, 0, 0, 0})));
         s.exits(s.client);
     }},
    {"refused at first, then there", "",
     [](CallStory& s) {
         s.socket(s.client, 3);
         s.connect(s.client, 3, serverEnd(8080), ECONNREFUSED);
         s.connect(s.client, 3, serverEnd(8080));
         s.exits(s.client);
     }},
    {"the C library finds no name server", "",
     [](CallStory& s) {
         s.socket(s.client, 3, 2);
         s.connect(s.client, 3, serverEnd(53));
         s.recv(s.client, 3, "", ECONNREFUSED);
         s.exits(s.client);
     }},
    {"a datagram that nobody takes", "nobody-listens",
     [](CallStory& s) {
         s.socket(s.client, 3, 2);
         s.connect(s.client, 3, serverEnd(3700));
         s.recv(s.client, 3, "", ECONNREFUSED);
         s.exits(s.client);
     }},
    {"the server listens for its own host only", "loopback-only",
     [](CallStory& s) {
         s.journal.socket(socketRow(HostId::Server, 100, SocketState::Listen, ipv4(127, 0, 0, 1, 8080), anyEnd()));
         s.socket(s.client, 3);
         s.connect(s.client, 3, serverEnd(8080), ECONNREFUSED);
         s.exits(s.client);
     }},
    {"the other host's address is bound", "address-not-here",
     [](CallStory& s) {
         s.socket(s.server, 3);
         s.bind(s.server, 3, clientEnd(8080), EADDRNOTAVAIL);
         s.exits(s.server);
     }},
    {"a program that tries one address after the other", "",
     [](CallStory& s) {
         s.socket(s.server, 3);
         s.bind(s.server, 3, clientEnd(8080), EADDRNOTAVAIL);
         s.bind(s.server, 3, serverEnd(8080));
         s.exits(s.server);
     }},
    {"the port is taken", "address-in-use",
     [](CallStory& s) {
         s.socket(s.server, 3);
         s.bind(s.server, 3, anyEnd(8080), EADDRINUSE);
         s.exits(s.server);
     }},
    {"a server that tries both families", "",
     [](CallStory& s) {
         Bytes sockaddr {10, 0, 0x1f, 0x90}; // AF_INET6, port 8080
         sockaddr.resize(28);
         s.socket(s.server, 3);
         s.call(s.server, "bind", {number(3), pointsTo(sockaddr), number(28)}, 0);
         s.socket(s.server, 4);
         s.bind(s.server, 4, anyEnd(8080), EADDRINUSE);
         s.close(s.server, 4);
         s.exits(s.server);
     }},
};

} // namespace

const std::vector<FindingStory>& findingStories()
{
    static const std::vector<FindingStory> all = [] {
        std::vector<FindingStory> joined(std::begin(stories), std::end(stories));
        const auto data = dataStories();
        joined.insert(joined.end(), data.begin(), data.end());
        return joined;
    }();
    return all;
}

} // namespace lab::tests
