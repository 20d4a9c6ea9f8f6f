#include "tests/bench/BareTracer.h"

#include <cstdint>
#include <stdexcept>

#include <fcntl.h>
#include <map>
#include <seccomp.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

namespace lab::bench {

namespace {

/// The same calls that the lab's own filter stops a program like this one at.
void stopAtSocketCalls()
{
    const scmp_filter_ctx filter = ::seccomp_init(SCMP_ACT_ALLOW);
    for (const int call : {SCMP_SYS(socket), SCMP_SYS(connect), SCMP_SYS(accept), SCMP_SYS(bind), SCMP_SYS(listen),
                           SCMP_SYS(sendto), SCMP_SYS(recvfrom), SCMP_SYS(setsockopt), SCMP_SYS(getsockname),
                           SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(close)})
        ::seccomp_rule_add(filter, SCMP_ACT_TRACE(0), call, 0);
    ::seccomp_load(filter);
}

[[noreturn]] void becomeTraced(int begin, const std::vector<std::string>& words)
{
    char byte = 0;
    if (::read(begin, &byte, 1) != 1)
        ::_exit(126);
    stopAtSocketCalls();
    std::vector<char*> arguments;
    for (const std::string& word : words)
        arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
}

class Stops
{
public:
    explicit Stops(bool reads)
        : m_reads(reads)
    {
    }

    void on(pid_t tid, int status)
    {
        const int event = status >> 16;
        const bool after = WSTOPSIG(status) == (SIGTRAP | 0x80);
        long next = PTRACE_CONT;
        if (event == PTRACE_EVENT_SECCOMP) {
            look(tid);
            next = PTRACE_SYSCALL;
        } else if (after) {
            look(tid);
        } else if (event == PTRACE_EVENT_EXEC) {
            m_memory.erase(tid);
        }
        const bool signal = event == 0 && !after;
        ::ptrace(static_cast<__ptrace_request>(next), tid, nullptr, signal ? WSTOPSIG(status) : 0);
    }

private:
    void look(pid_t tid)
    {
        __ptrace_syscall_info info {};
        ::ptrace(PTRACE_GET_SYSCALL_INFO, tid, sizeof info, &info);
        if (!m_reads)
            return;
        int& memory = m_memory.try_emplace(tid, -1).first->second;
        if (memory < 0)
            memory = ::open(("/proc/" + std::to_string(tid) + "/mem").c_str(), O_RDONLY | O_CLOEXEC);
        // What is sent is read before the call, what is received after it.
        std::uint64_t word = 0;
        bool met = true;
        if (info.op == PTRACE_SYSCALL_INFO_SECCOMP) {
            met = ::pread(memory, &word, sizeof word, static_cast<off_t>(info.stack_pointer)) == sizeof word;
            m_buffer = info.seccomp.args[1];
            m_received = info.seccomp.nr == static_cast<std::uint64_t>(SCMP_SYS(recvfrom));
        }
        if (met && m_received == (info.op == PTRACE_SYSCALL_INFO_EXIT) && m_buffer != 0)
            met = ::pread(memory, &word, 1, static_cast<off_t>(m_buffer)) == 1;
    }

    bool m_reads;
    bool m_received = false;
    std::uint64_t m_buffer = 0;
    std::map<pid_t, int> m_memory;
};

} // namespace

int bareTrace(bool reads, const std::vector<std::string>& words)
{
    int begin[2];
    if (::pipe2(begin, O_CLOEXEC) != 0)
        throw std::runtime_error("pipe2");
    const pid_t child = ::fork();
    if (child == 0)
        becomeTraced(begin[0], words);
    const long options = PTRACE_O_TRACESECCOMP | PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEEXEC | PTRACE_O_TRACEFORK
        | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE | PTRACE_O_EXITKILL;
    if (::ptrace(PTRACE_SEIZE, child, nullptr, options) != 0 || ::write(begin[1], "", 1) != 1)
        throw std::runtime_error("the bare tracer can't trace");
    Stops stops(reads);
    int status = 0, result = 126;
    for (pid_t tid = 0; (tid = ::waitpid(-1, &status, __WALL)) > 0;) {
        if (WIFSTOPPED(status))
            stops.on(tid, status);
        else if (tid == child)
            result = WIFEXITED(status) ? WEXITSTATUS(status) : 126;
    }
    return result;
}

} // namespace lab::bench
