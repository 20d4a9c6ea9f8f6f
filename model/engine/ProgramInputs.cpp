#include "model/engine/ProgramInputs.h"

#include "model/engine/SystemCall.h"

#include <fcntl.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <utility>

namespace lab {

ProgramInputs::ProgramInputs() : m_epoll(sys("epoll_create1", ::epoll_create1(EPOLL_CLOEXEC))) { }

ProgramInputs::Pipe ProgramInputs::makePipe()
{
    int ends[2];
    sys("pipe2", ::pipe2(ends, O_CLOEXEC));
    Pipe pipe {UniqueFd(ends[0]), UniqueFd(ends[1])};
    // Only our end: O_NONBLOCK belongs to the open file description, and a pipe's two ends are two of them (pipe(7)).
    sys("fcntl(O_NONBLOCK)", ::fcntl(ends[1], F_SETFL, O_NONBLOCK));
    return pipe;
}

void ProgramInputs::add(ActorId actor, UniqueFd ours)
{
    m_inputs[actor].fd = std::move(ours);
}

Result<ProgramInputs::Input*> ProgramInputs::open(ActorId actor)
{
    const auto at = m_inputs.find(actor);
    if (at == m_inputs.end())
        return Error {"its standard input is not typed here; start it with stdin=type"};
    if (at->second.ended)
        return Error {"it was already told the end of its input"};
    if (!at->second.fd)
        return Error {"it has closed its standard input"};
    return &at->second;
}

Status ProgramInputs::type(ActorId actor, std::string_view bytes)
{
    const auto input = open(actor);
    if (!input)
        return input.error();
    Input& to = **input;
    if (to.waiting.size() - to.written + bytes.size() > mostWaiting)
        return Error {"it has not read what was typed before, and no more than 16 MB are kept for it"};
    to.waiting += bytes;
    writeOne(to);
    if (!to.fd)
        return Error {"it has closed its standard input"};
    return Nothing {};
}

Status ProgramInputs::end(ActorId actor)
{
    const auto input = open(actor);
    if (!input)
        return input.error();
    (*input)->ended = true;
    writeOne(**input);
    return Nothing {};
}

bool ProgramInputs::write()
{
    if (m_watched == 0)
        return false;
    bool any = false;
    for (auto& [actor, input] : m_inputs)
        any |= input.watched && writeOne(input);
    return any;
}

bool ProgramInputs::writeOne(Input& input)
{
    bool any = false;
    while (input.written < input.waiting.size()) {
        const auto length =
            ::write(input.fd.get(), input.waiting.data() + input.written, input.waiting.size() - input.written);
        if (length < 0 && errno == EINTR)
            continue;
        if (length < 0 && errno == EAGAIN)
            break;
        any = true;
        if (length < 0) { // EPIPE: nobody can read it any more
            watch(input, false);
            input.fd.reset();
            input.written = input.waiting.size();
            break;
        }
        input.written += static_cast<std::size_t>(length);
    }
    const bool done = input.written == input.waiting.size();
    watch(input, !done);
    if (!done)
        return any;
    input.waiting.clear();
    input.written = 0;
    if (input.ended)
        input.fd.reset();
    return any;
}

void ProgramInputs::watch(Input& input, bool on)
{
    if (std::exchange(input.watched, on) == on)
        return;
    m_watched += on ? 1 : std::size_t(-1);
    epoll_event event {EPOLLOUT, {.fd = input.fd.get()}};
    sys("epoll_ctl", ::epoll_ctl(m_epoll.get(), on ? EPOLL_CTL_ADD : EPOLL_CTL_DEL, input.fd.get(), &event));
}

void ProgramInputs::forget(ActorId actor)
{
    const auto at = m_inputs.find(actor);
    if (at == m_inputs.end())
        return;
    watch(at->second, false);
    m_inputs.erase(at);
}

} // namespace lab
