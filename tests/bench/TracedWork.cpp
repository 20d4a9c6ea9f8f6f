#include "tests/bench/TracedWork.h"

#include <chrono>
#include <cstdio>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace lab::bench {

namespace {

struct Ends
{
    int one = -1, other = -1;
};

Ends connectedPair()
{
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* const anywhere = reinterpret_cast<sockaddr*>(&address);
    socklen_t length = sizeof address;
    const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
    Ends ends;
    ends.one = ::socket(AF_INET, SOCK_STREAM, 0);
    if (::bind(listener, anywhere, length) != 0 || ::listen(listener, 1) != 0
        || ::getsockname(listener, anywhere, &length) != 0 || ::connect(ends.one, anywhere, length) != 0)
        return {};
    ends.other = ::accept(listener, nullptr, nullptr);
    const int on = 1;
    for (const int end : {ends.one, ends.other})
        ::setsockopt(end, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return ends;
}

bool sendOne(int socket)
{
    return ::send(socket, "x", 1, 0) == 1;
}

bool receiveOne(int socket)
{
    char byte = 0;
    return ::recv(socket, &byte, 1, 0) == 1 && byte == 'x';
}

int echo(int socket, long pairs)
{
    for (long i = 0; i < pairs; ++i)
        if (!receiveOne(socket) || !sendOne(socket))
            return 1;
    return 0;
}

} // namespace

int tracedWork(const std::string& what, long pairs)
{
    const Ends ends = connectedPair();
    if (ends.other < 0) {
        std::perror("connecting a pair of sockets");
        return 1;
    }
    const bool duo = what == "duo";
    const pid_t partner = duo ? ::fork() : 0;
    if (duo && partner == 0) {
        ::close(ends.one); // or it would never see the end of a partner that was killed
        ::_exit(echo(ends.other, pairs));
    }
    const auto start = std::chrono::steady_clock::now();
    for (long i = 0; i < pairs; ++i)
        if (!sendOne(ends.one) || !receiveOne(duo ? ends.one : ends.other))
            return 1;
    const std::chrono::nanoseconds took = std::chrono::steady_clock::now() - start;
    std::printf("%lld\n", static_cast<long long>(took.count()));
    int status = 0;
    return duo && (::waitpid(partner, &status, 0) != partner || status != 0) ? 1 : 0;
}

} // namespace lab::bench
