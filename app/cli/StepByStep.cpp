#include "app/cli/StepByStep.h"

#include "model/lab/Standing.h"

#include <algorithm>
#include <cerrno>
#include <unistd.h>

namespace lab {

namespace {

std::string trimmed(const std::string& text)
{
    const std::size_t first = text.find_first_not_of(" \t\r");
    return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// "client: step" of "client", "client: inject errno=EINTR" of "client inject errno=EINTR"; a command line as it is.
std::string commandOf(const std::string& line)
{
    const std::size_t space = line.find(' ');
    const std::string first = line.substr(0, space);
    if (first.ends_with(':'))
        return line;
    return first + ": " + (space == std::string::npos ? std::string("step") : trimmed(line.substr(space)));
}

bool isStopped(const ActorState&, const Standing& one)
{
    return one.call.stopped;
}

/// Does some program neither stand nor wait in a socket call? It may bring the awaited one to a call: its child that it
/// waits for, the server that it asks. One without any call yet may be a script that has its first child do something.
bool somebodyComputes(const LabState& state)
{
    const auto computes = [](const ThreadState& thread) {
        return !thread.call || (!thread.call->stopped && thread.call->phase != CallPhase::Blocked);
    };
    return std::any_of(state.actors().begin(), state.actors().end(), [&computes](const ActorState& actor) {
        return !actor.exited
            && (actor.threads.empty() || std::any_of(actor.threads.begin(), actor.threads.end(), computes));
    });
}

/// How long (ns without any event) a line waits for its program to stand. Long where it may yet come to a call: somebody
/// computes, or it starts when another listens. Short where nothing will bring it there.
std::int64_t patience(const LabState& state, bool isToStart)
{
    return somebodyComputes(state) || (isToStart && !longestStanding(state, isStopped)) ? 5'000'000'000 : 200'000'000;
}

} // namespace

void StepByStep::read()
{
    char chunk[4096];
    const auto length = ::read(m_input, chunk, sizeof chunk);
    if (length > 0)
        m_text.append(chunk, static_cast<std::size_t>(length));
    else if (length == 0 || (errno != EINTR && errno != EAGAIN))
        m_ended = true;
    if (m_ended && !m_text.empty() && m_text.back() != '\n')
        m_text += '\n'; // the last line, without its newline
}

std::optional<std::string> StepByStep::next(const LabState& state, std::int64_t idle,
                                            const std::function<bool(const std::string&)>& isToStart)
{
    const std::size_t end = m_text.find('\n');
    if (end == std::string::npos) {
        if (!m_ended || m_ranOn)
            return {};
        m_ranOn = true;
        return "lab: stops none";
    }
    const std::string line = trimmed(m_text.substr(0, end));
    const std::string command = line.empty() ? "" : commandOf(line);
    const std::string name = line.empty() ? "" : command.substr(0, command.find(':'));
    const auto standing = longestStanding(state, [&name](const ActorState& actor, const Standing& one) {
        return one.call.stopped && (name.empty() || name == one.target || name == actor.started.name);
    });
    // A pipe's lines come all at once: each waits for the stop that it is about.
    if (!standing && command != line && idle <= patience(state, isToStart(name)))
        return {};
    m_text.erase(0, end + 1);
    if (!line.empty())
        return command;
    if (standing)
        return standing->target + ": step";
    m_nobodyStands();
    return {};
}

} // namespace lab
