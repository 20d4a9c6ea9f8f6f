#include "app/EngineProcess.h"

#include "app/Paths.h"
#include "app/ProcessEnd.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>

extern char** environ;

namespace lab {

Result<EngineProcess> EngineProcess::start(const EngineOptions& options)
{
    int pair[2];
    int errors[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
        return Error {std::string("socketpair: ") + std::strerror(errno)};
    EngineProcess engine;
    engine.m_socket.reset(pair[0]);
    const UniqueFd theirs(pair[1]);
    if (::pipe2(errors, O_CLOEXEC | O_NONBLOCK) != 0)
        return Error {std::string("pipe: ") + std::strerror(errno)};
    engine.m_errors.reset(errors[0]);
    const UniqueFd errorsTheirs(errors[1]);

    const char* chosen = std::getenv("SOCKETLAB_ENGINE");
    const std::string program = chosen != nullptr ? chosen : ownProgram("socketlab-engine");
    std::vector<std::string> words {program};
    if (!options.lesson.empty())
        words.insert(words.end(), {"--lesson", options.lesson});
    if (!options.journalFile.empty())
        words.insert(words.end(), {"--journal", options.journalFile});
    if (options.attach > 0)
        words.insert(words.end(), {"--attach", std::to_string(options.attach), "--began", std::to_string(options.attachBegan)});
    if (options.sockets)
        words.emplace_back("--sockets");
    std::vector<char*> arguments;
    for (std::string& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);

    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, theirs.get(), 0);
    ::posix_spawn_file_actions_adddup2(&actions, theirs.get(), 1);
    ::posix_spawn_file_actions_adddup2(&actions, errorsTheirs.get(), 2);
    const int failed = ::posix_spawn(&engine.m_pid, program.c_str(), &actions, nullptr, arguments.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    if (failed != 0)
        return Error {"cannot start " + program + ": " + std::strerror(failed)};
    ::fcntl(engine.m_socket.get(), F_SETFL, O_NONBLOCK);
    return engine;
}

EngineProcess::EngineProcess(EngineProcess&& other) noexcept
{
    *this = std::move(other);
}

EngineProcess& EngineProcess::operator=(EngineProcess&& other) noexcept
{
    std::swap(m_socket, other.m_socket);
    std::swap(m_errors, other.m_errors);
    std::swap(m_pid, other.m_pid);
    std::swap(m_ended, other.m_ended);
    std::swap(m_reaped, other.m_reaped);
    std::swap(m_status, other.m_status);
    std::swap(m_errorText, other.m_errorText);
    std::swap(m_buffer, other.m_buffer);
    return *this;
}

EngineProcess::~EngineProcess()
{
    m_socket.reset();
    if (m_pid < 0 || m_reaped || waitAtMost(m_pid, 5000, m_status))
        return;
    ::kill(m_pid, SIGKILL);
    ::waitpid(m_pid, &m_status, 0);
}

bool EngineProcess::send(const std::string& line)
{
    const std::string bytes = line + "\n";
    std::size_t sent = 0;
    while (sent < bytes.size()) {
        const auto count = ::send(m_socket.get(), bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
        if (count >= 0) {
            sent += static_cast<std::size_t>(count);
        } else if (errno == EAGAIN) {
            // The engine always reads its commands; only a very long line fills the socket for a moment.
            pollfd watched {m_socket.get(), POLLOUT, 0};
            ::poll(&watched, 1, 1000);
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

Bytes EngineProcess::read()
{
    m_buffer.resize(256 * 1024);
    const auto count = ::recv(m_socket.get(), m_buffer.data(), m_buffer.size(), 0);
    if (count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR))
        m_ended = true;
    return {m_buffer.begin(), m_buffer.begin() + std::max<std::ptrdiff_t>(count, 0)};
}

std::string EngineProcess::endReport()
{
    if (!m_reaped && m_pid > 0)
        m_reaped = waitAtMost(m_pid, 5000, m_status);
    char text[4096];
    for (auto count = ::read(m_errors.get(), text, sizeof text); count > 0; count = ::read(m_errors.get(), text, sizeof text))
        m_errorText.append(text, static_cast<std::size_t>(count));
    while (!m_errorText.empty() && m_errorText.back() == '\n')
        m_errorText.pop_back();
    if (!m_reaped)
        return "The engine closed its pipe but still runs. " + m_errorText;
    if (WIFSIGNALED(m_status))
        return "The engine was killed by " + std::string(::strsignal(WTERMSIG(m_status))) + ". " + m_errorText;
    if (WEXITSTATUS(m_status) == 0)
        return "";
    return m_errorText.empty() ? "The engine ended with status " + std::to_string(WEXITSTATUS(m_status)) + "." : m_errorText;
}

} // namespace lab
