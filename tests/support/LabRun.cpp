#include "tests/support/LabRun.h"

#include <cerrno>
#include <chrono>
#include <poll.h>
#include <stdexcept>

namespace lab::tests {

namespace {

EngineProcess started(const EngineOptions& options)
{
    auto engine = EngineProcess::start(options);
    if (!engine)
        throw std::runtime_error(engine.error().message);
    return std::move(*engine);
}

} // namespace

LabRun::LabRun(const EngineOptions& options) : m_engine(started(options)) { }

bool LabRun::readMore(int milliseconds)
{
    pollfd watched {m_engine.fd(), POLLIN, 0};
    if (::poll(&watched, 1, milliseconds) == 0)
        return false;
    const Bytes chunk = m_engine.read();
    const std::size_t before = m_journal.size();
    if (const auto fed = m_journal.feed(chunk); !fed)
        throw std::runtime_error(fed.error().message);
    for (std::size_t i = before; i < m_journal.size(); ++i) {
        const Event event = m_journal.at(i);
        m_state.apply(event);
        if (const auto* settled = std::get_if<Settled>(&event.body)) {
            m_settled = settled->command;
            m_refusals.resize(m_settled);
            m_refusals[m_settled - 1] = settled->refusal;
        }
    }
    return !m_engine.ended();
}

void LabRun::giveOnly(const std::string& line)
{
    ++m_given;
    m_engine.send(line);
}

std::string LabRun::give(const std::string& line)
{
    giveOnly(line);
    while (m_settled < m_given)
        if (!readMore(patienceMs))
            throw std::runtime_error("not settled: " + line + " " + (m_engine.ended() ? m_engine.endReport() : ""));
    return m_refusals[m_given - 1];
}

void LabRun::perform(const std::vector<std::string>& lines)
{
    for (const std::string& line : lines)
        if (const std::string refusal = give(line); !refusal.empty())
            throw std::runtime_error(line + ": " + refusal);
}

bool LabRun::until(const std::function<bool(const LabState&)>& condition, int milliseconds)
{
    using Clock = std::chrono::steady_clock;
    const auto deadline = Clock::now() + std::chrono::milliseconds(milliseconds);
    while (!condition(m_state)) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
        if (left <= 0)
            return false;
        if (!readMore(static_cast<int>(left)) && m_engine.ended())
            return condition(m_state);
    }
    return true;
}

std::string LabRun::untilEnded()
{
    while (!m_engine.ended())
        if (!readMore(patienceMs) && !m_engine.ended())
            throw std::runtime_error("the engine does not end");
    return m_engine.endReport();
}

std::vector<Event> LabRun::events() const
{
    std::vector<Event> all;
    for (std::size_t i = 0; i < m_journal.size(); ++i)
        all.push_back(m_journal.at(i));
    return all;
}

CallReturned LabRun::lastReturn(const std::string& actor, const std::string& thread) const
{
    const ActorState* found = m_state.actor(actor);
    const ThreadState* at = found == nullptr ? nullptr : found->thread(thread);
    if (at == nullptr || !at->call || !at->call->returned)
        throw std::runtime_error(actor + " has not returned from a call");
    return *at->call->returned;
}

std::vector<std::string> LabRun::packetNames() const
{
    std::vector<std::string> names;
    for (const PacketState& packet : m_state.packets())
        if (packet.decoded.tcp || packet.decoded.udp || packet.decoded.icmp)
            names.push_back(m_state.packetName(packet));
    return names;
}

std::string LabRun::states(HostId host) const
{
    std::string text;
    for (const SocketRow& row : m_state.host(host).sockets)
        text += (text.empty() ? "" : " ") + std::string(stateName(row.state));
    return text;
}

} // namespace lab::tests
