#include "app/CaptureProcess.h"

#include "app/Paths.h"
#include "app/ProcessEnd.h"
#include "model/base/Text.h"
#include "model/command/ShellWords.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <regex>

#include <fcntl.h>
#include <spawn.h>
#include <sys/ioctl.h>
#include <sys/wait.h>

extern char** environ;

namespace lab {

std::vector<std::string> CaptureCommand::words() const
{
    // Neither makes the interface promiscuous (-p): what passes other machines is nobody's business here.
    const bool dumpcap = program.substr(program.rfind('/') + 1) == "dumpcap";
    std::vector<std::string> all = dumpcap ? std::vector<std::string> {program, "-q", "-p", "-i", interface, "-w", "-"}
                                           : std::vector<std::string> {program, "-U", "-n", "-p", "-i", interface, "-w", "-"};
    if (packets > 0)
        all.insert(all.end(), {"-c", std::to_string(packets)});
    if (!filter.empty() && dumpcap)
        all.insert(all.end(), {"-f", filter});
    if (!filter.empty() && !dumpcap)
        all.insert(all.end(), {"--", filter}); // a filter is no option, however it begins
    return all;
}

std::string CaptureCommand::line() const
{
    return shellLine(words());
}

Result<CaptureProcess> CaptureProcess::start(const CaptureCommand& command)
{
    int lifeline[2], output[2], errors[2];
    if (::pipe2(lifeline, O_CLOEXEC) != 0)
        return Error {std::string("pipe: ") + std::strerror(errno)};
    CaptureProcess process;
    process.m_command = command;
    const UniqueFd theirLifeline(lifeline[0]);
    process.m_lifeline.reset(lifeline[1]);
    if (::pipe2(output, O_CLOEXEC) != 0)
        return Error {std::string("pipe: ") + std::strerror(errno)};
    process.m_output.reset(output[0]);
    const UniqueFd theirOutput(output[1]);
    if (::pipe2(errors, O_CLOEXEC) != 0)
        return Error {std::string("pipe: ") + std::strerror(errno)};
    process.m_errors.reset(errors[0]);
    const UniqueFd theirErrors(errors[1]);
    // Of our ends only: the child's must block.
    for (const int mine : {output[0], errors[0]})
        ::fcntl(mine, F_SETFL, O_NONBLOCK);

    std::vector<std::string> words {ownProgram("socketlab-engine"), "--guard"};
    const std::vector<std::string> child = command.words();
    words.insert(words.end(), child.begin(), child.end());
    std::vector<char*> arguments;
    for (std::string& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, theirLifeline.get(), 0);
    ::posix_spawn_file_actions_adddup2(&actions, theirOutput.get(), 1);
    ::posix_spawn_file_actions_adddup2(&actions, theirErrors.get(), 2);
    const int failed = ::posix_spawn(&process.m_child.pid, words[0].c_str(), &actions, nullptr, arguments.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) {
        process.m_child.pid = -1;
        return Error {"cannot start " + words[0] + ": " + std::strerror(failed)};
    }
    return process;
}

CaptureProcess::~CaptureProcess()
{
    m_lifeline.reset();
    m_output.reset(); // a child that is writing ends by it
    wait();
}

bool CaptureProcess::hasBytes() const
{
    int count = 0;
    return ::ioctl(m_output.get(), FIONREAD, &count) == 0 && count > 0;
}

Bytes CaptureProcess::read()
{
    readErrors();
    constexpr std::size_t most = 256 * 1024;
    Bytes bytes(most);
    const auto count = ::read(m_output.get(), bytes.data(), bytes.size());
    if (count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR))
        m_ended = true;
    bytes.resize(static_cast<std::size_t>(std::max<std::ptrdiff_t>(count, 0)));
    return bytes;
}

void CaptureProcess::readErrors()
{
    constexpr std::size_t most = 64 * 1024; // of what it says, nobody reads more
    char text[4096];
    for (auto count = ::read(m_errors.get(), text, sizeof text); count > 0; count = ::read(m_errors.get(), text, sizeof text))
        if (m_said.size() < most)
            m_said.append(text, static_cast<std::size_t>(count));
}

void CaptureProcess::stop()
{
    m_stopped = true;
    m_lifeline.reset();
}

void CaptureProcess::wait()
{
    if (m_child.pid < 0)
        return;
    constexpr int patience = 5000; // ms; its guard needs two seconds at most
    if (!waitAtMost(m_child.pid, patience, m_status)) {
        ::kill(m_child.pid, SIGKILL);
        ::waitpid(m_child.pid, &m_status, 0);
    }
    m_child.pid = -1;
}

std::string CaptureProcess::endReport()
{
    wait();
    readErrors();
    if (m_stopped || (WIFEXITED(m_status) && WEXITSTATUS(m_status) == 0))
        return "";
    const std::string why = captureFailure(m_said);
    if (!why.empty())
        return why;
    const int status = WIFSIGNALED(m_status) ? 128 + WTERMSIG(m_status) : WEXITSTATUS(m_status);
    const std::string name = m_command.program.substr(m_command.program.rfind('/') + 1);
    return status > 128 ? name + " was ended by signal " + std::to_string(status - 128) + " (" + ::strsignal(status - 128) + ")."
                        : name + " ended with status " + std::to_string(status) + ".";
}

std::uint64_t CaptureProcess::dropped()
{
    wait();
    readErrors();
    return droppedPackets(m_said);
}

std::uint64_t droppedPackets(const std::string& said)
{
    static const std::regex tcpdump("(\\d{1,18}) packets? dropped by"), dumpcap("on interface '[^']*': \\d+/(\\d{1,18})");
    std::uint64_t sum = 0;
    for (const std::regex& form : {tcpdump, dumpcap})
        for (std::sregex_iterator each(said.begin(), said.end(), form), none; each != none; ++each)
            sum += static_cast<std::uint64_t>(std::stoull((*each)[1]));
    return sum;
}

std::string captureFailure(const std::string& said)
{
    static constexpr std::string_view ordinary[] {"Capturing on ",     "File: ",          "Packets captured:", "Packets received/dropped",
                                                  "tcpdump: listening on ", "tcpdump: data link type"};
    std::string text;
    for (const std::string& line : split(said, '\n')) {
        const bool known = std::any_of(std::begin(ordinary), std::end(ordinary), [&](std::string_view begin) { return line.starts_with(begin); });
        if (!known && !(line.empty() && (text.empty() || text.ends_with("\n\n"))))
            text += line + "\n";
    }
    while (!text.empty() && text.back() == '\n')
        text.pop_back();
    return text;
}

} // namespace lab
