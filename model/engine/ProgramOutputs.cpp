#include "model/engine/ProgramOutputs.h"

#include "model/engine/SystemCall.h"

#include <algorithm>
#include <fcntl.h>
#include <sys/epoll.h>
#include <unistd.h>

namespace lab {

namespace {

constexpr std::size_t chunkBytes = 16384, rounds = 16;

} // namespace

ProgramOutputs::ProgramOutputs() : m_epoll(sys("epoll_create1", ::epoll_create1(EPOLL_CLOEXEC))) { }

UniqueFd ProgramOutputs::add(ActorId actor, std::uint8_t stream)
{
    int ends[2];
    sys("pipe2", ::pipe2(ends, O_CLOEXEC));
    m_pipes.push_back({actor, stream, UniqueFd(ends[0]), 0});
    UniqueFd theirs(ends[1]);
    sys("fcntl(O_NONBLOCK)", ::fcntl(ends[0], F_SETFL, O_NONBLOCK));
    // A flood changes between program and engine a quarter as often as with 64 kB; not more than one read() here takes.
    ::fcntl(ends[0], F_SETPIPE_SZ, static_cast<int>(rounds * chunkBytes));
    epoll_event event {EPOLLIN, {.fd = ends[0]}};
    sys("epoll_ctl", ::epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, ends[0], &event));
    return theirs;
}

bool ProgramOutputs::read(const Happened& happened)
{
    // Asked at every stop of every program: one call while none has written, not one a pipe.
    epoll_event ready {};
    if (m_pipes.empty() || ::epoll_wait(m_epoll.get(), &ready, 1, 0) <= 0)
        return false;
    bool any = false;
    for (Pipe& pipe : m_pipes)
        any |= readOne(pipe, happened);
    std::erase_if(m_pipes, [](const Pipe& pipe) { return !pipe.fd; });
    return any;
}

bool ProgramOutputs::readOne(Pipe& pipe, const Happened& happened)
{
    std::uint8_t chunk[chunkBytes];
    bool any = false;
    for (std::size_t round = 0; round < rounds; ++round) { // a flood leaves time for everybody else
        const auto length = ::read(pipe.fd.get(), chunk, sizeof chunk);
        if (length < 0)
            break;
        if (length == 0) {
            pipe.fd.reset();
            break;
        }
        any = true;
        const std::size_t room = mostBytes - std::min(pipe.kept, mostBytes);
        const std::size_t kept = std::min(room, static_cast<std::size_t>(length));
        pipe.kept += static_cast<std::size_t>(length);
        if (kept > 0)
            happened(ActorOutput {pipe.actor, pipe.stream, Bytes(chunk, chunk + kept)});
        if (room > 0 && kept == room)
            happened(Notice {Notice::Severity::Warning, "output-cut", ""});
    }
    return any;
}

} // namespace lab
