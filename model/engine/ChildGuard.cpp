#include "model/engine/ChildGuard.h"

#include "model/base/UniqueFd.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>

namespace lab {

namespace {

/// A terminal's Ctrl+C reaches every process of its group: the program ends by it in order, and its guard waits for that.
constexpr int fromTerminal[] {SIGINT, SIGHUP, SIGQUIT, SIGTERM};

[[noreturn]] void becomeProgram(const std::vector<std::string>& words, pid_t guard)
{
    for (const int signal : fromTerminal)
        ::signal(signal, SIG_DFL);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL); // if the guard itself is killed; does not outlive file capabilities
    if (::getppid() != guard)
        ::_exit(127);
    const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ::dup2(nothing, STDIN_FILENO);
    std::vector<char*> arguments;
    for (const std::string& word : words)
        arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    ::execv(arguments[0], arguments.data());
    std::fprintf(stderr, "%s cannot be started: %s\n", words[0].c_str(), std::strerror(errno));
    ::_exit(127);
}

/// Waits for the end of standard input or of the program.
bool programEnded(int program)
{
    for (;;) {
        pollfd watched[] {{STDIN_FILENO, POLLIN, 0}, {program, POLLIN, 0}};
        if (::poll(watched, 2, -1) < 0)
            continue; // EINTR
        if (watched[1].revents != 0)
            return true;
        char ignored[256];
        if (watched[0].revents != 0 && ::read(STDIN_FILENO, ignored, sizeof ignored) <= 0)
            return false;
    }
}

} // namespace

int guardChild(const std::vector<std::string>& words)
{
    for (const int signal : fromTerminal)
        ::signal(signal, SIG_IGN);
    const pid_t guard = ::getpid();
    const pid_t child = ::fork();
    if (child == 0)
        becomeProgram(words, guard);
    if (child < 0) {
        std::fprintf(stderr, "%s cannot be started: %s\n", words[0].c_str(), std::strerror(errno));
        return 127;
    }
    ::close(STDOUT_FILENO); // whoever reads sees its end when the program's is closed
    const UniqueFd program(static_cast<int>(::syscall(SYS_pidfd_open, child, 0)));
    if (!programEnded(program.get())) {
        constexpr int patience = 2000; // ms: a capture program writes what it still has
        ::kill(child, SIGTERM);
        pollfd end {program.get(), POLLIN, 0};
        if (::poll(&end, 1, patience) <= 0)
            ::kill(child, SIGKILL);
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) { }
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

} // namespace lab
