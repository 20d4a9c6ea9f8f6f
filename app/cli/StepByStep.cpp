#include "app/cli/StepByStep.h"

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

} // namespace

std::optional<std::string> longestStanding(const LabState& state, const std::string& name)
{
    std::optional<std::string> longest;
    CallId first = 0;
    for (const ActorState& actor : state.actors()) {
        if (actor.exited)
            continue;
        for (const ThreadState& thread : actor.threads) {
            if (!thread.call || !thread.call->stopped || (longest && first < thread.call->entered.call))
                continue;
            const std::string whole = actor.started.name + (thread.name.empty() ? "" : "/" + thread.name);
            if (!name.empty() && name != whole && name != actor.started.name)
                continue;
            longest = whole;
            first = thread.call->entered.call;
        }
    }
    return longest;
}

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

std::optional<std::string> StepByStep::next(const LabState& state, bool resting)
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
    const auto standing = longestStanding(state, name);
    // A pipe's lines come all at once: each waits for the stop that it is about.
    if (!standing && !resting && command != line)
        return {};
    m_text.erase(0, end + 1);
    if (!line.empty())
        return command;
    if (standing)
        return *standing + ": step";
    m_nobodyStands();
    return {};
}

} // namespace lab
