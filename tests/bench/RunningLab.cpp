#include "tests/bench/RunningLab.h"

#include <stdexcept>

#include <poll.h>
#include <sched.h>

namespace lab::bench {

namespace {

EngineProcess startedEngine(const std::string& journalFile)
{
    EngineOptions options;
    options.journalFile = journalFile;
    Result<EngineProcess> engine = EngineProcess::start(options);
    if (!engine)
        throw std::runtime_error(engine.error().message);
    return std::move(*engine);
}

} // namespace

RunningLab::RunningLab(const std::string& journalFile)
    : m_engine(startedEngine(journalFile))
{
    perform("lab: actor client client");
    perform("lab: actor server server");
    perform("wire: flow");
}

void RunningLab::perform(const std::string& line)
{
    const CommandId mine = ++m_given;
    if (!m_engine.send(line))
        throw std::runtime_error("the engine is gone: " + m_engine.endReport());
    while (m_settled < mine)
        waitForBytes();
    if (!m_refusal.empty())
        throw std::runtime_error(line + ": " + m_refusal);
}

std::string RunningLab::runProgram(const std::string& nameAndRest)
{
    const int others = m_running;
    m_printed.clear();
    m_programFailed = false;
    perform("lab: program " + nameAndRest); // refused, or its start is among what was read
    while (m_running > others)
        waitForBytes();
    if (m_programFailed)
        throw std::runtime_error("failed: " + nameAndRest + "\n" + m_printed);
    return m_printed;
}

void RunningLab::waitForBytes()
{
    pollfd input {m_engine.fd(), POLLIN, 0};
    if (::poll(&input, 1, 10'000) != 1)
        throw std::runtime_error("the engine doesn't answer");
    drain();
    if (m_engine.ended())
        throw std::runtime_error("the engine is gone: " + m_engine.endReport());
}

void RunningLab::drain()
{
    for (Bytes bytes = m_engine.read(); !bytes.empty(); bytes = m_engine.read()) {
        m_decoder.feed(bytes);
        for (;;) {
            auto next = m_decoder.next();
            if (!next)
                throw std::runtime_error(next.error().message);
            if (!*next)
                break;
            take((**next).event);
        }
    }
}

void RunningLab::take(const Event& event)
{
    if (std::holds_alternative<PacketSent>(event.body)) {
        ++m_packets;
    } else if (const auto* dropped = std::get_if<PacketDropped>(&event.body)) {
        m_lost += dropped->why == DropReason::LostByLab ? 1 : 0;
    } else if (const auto* notice = std::get_if<Notice>(&event.body)) {
        std::fprintf(stderr, "  (the lab says: %s %s)\n", notice->code.c_str(), notice->detail.c_str());
    } else if (const auto* started = std::get_if<ActorStarted>(&event.body)) {
        pid_t& first = started->host == HostId::Client ? m_client : m_server;
        first = first == 0 ? started->pid : first;
        ++m_running;
    } else if (const auto* exited = std::get_if<ActorExited>(&event.body)) {
        m_programFailed |= exited->exitStatus != 0 || exited->signal != 0;
        --m_running;
    } else if (const auto* output = std::get_if<ActorOutput>(&event.body)) {
        m_printed.append(output->bytes.begin(), output->bytes.end());
    } else if (std::holds_alternative<CallEntered>(event.body)) {
        ++m_entered;
    } else if (std::holds_alternative<CallReturned>(event.body)) {
        ++m_returned;
    } else if (const auto* settled = std::get_if<Settled>(&event.body)) {
        m_settled = settled->command;
        m_refusal = settled->refusal;
    }
}

int RunningLab::cpu() const
{
    cpu_set_t allowed;
    if (::sched_getaffinity(m_engine.pid(), sizeof allowed, &allowed) == 0)
        for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu)
            if (CPU_ISSET(cpu, &allowed))
                return cpu;
    return 0;
}

} // namespace lab::bench
