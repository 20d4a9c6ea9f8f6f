// TracerBench: what a socket call costs more in the lab than untraced, flowing, calls and results journalled to the file
// and to a reader, beside what it costs more under strace and under a tracer that does nothing but stop and read;
// interleaved rounds on the engine's CPU.
//   TracerBench [ROUNDS [PAIRS]]
// Figures are per call: the 40,000 pairs that are made by default give the same ones as 200,000. Fewer would not: at a
// program's start the lab looks at its sockets after each call, and that is for a person, not for a flow.

#include "model/base/UniqueFd.h"
#include "tests/bench/BareTracer.h"
#include "tests/bench/Figures.h"
#include "tests/bench/RunningLab.h"
#include "tests/bench/TracedWork.h"

#include <cstdlib>
#include <cstring>
#include <exception>
#include <filesystem>
#include <stdexcept>

#include <fcntl.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace lab;
using namespace lab::bench;

namespace {

std::string ownPath()
{
    return std::filesystem::read_symlink("/proc/self/exe");
}

cpu_set_t only(int cpu)
{
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(cpu, &one);
    return one;
}

/// The window that reads a lab's journal has the other CPUs; so has this process.
void stayOff(int cpu)
{
    cpu_set_t others;
    if (::sched_getaffinity(0, sizeof others, &others) != 0 || CPU_COUNT(&others) < 2)
        return;
    CPU_CLR(cpu, &others);
    ::sched_setaffinity(0, sizeof others, &others);
}

/// In the child: in the same network and on the same CPU as the lab's program is.
[[noreturn]] void become(const RunningLab& lab, std::vector<std::string> words, int output)
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const UniqueFd host(static_cast<int>(::syscall(SYS_pidfd_open, lab.client(), 0)));
    const cpu_set_t cpu = only(lab.cpu());
    const sched_param none {};
    // Batch as the lab's programs are; strace is slower otherwise, not faster.
    if (::setns(host.get(), CLONE_NEWUSER | CLONE_NEWNET) != 0 || ::sched_setaffinity(0, sizeof cpu, &cpu) != 0
        || ::sched_setscheduler(0, SCHED_BATCH, &none) != 0 || ::dup2(output, 1) < 0)
        ::_exit(126);
    std::vector<char*> arguments;
    for (std::string& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    ::execvp(arguments[0], arguments.data());
    ::_exit(127);
}

std::string runBeside(const RunningLab& lab, const std::vector<std::string>& words)
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        throw std::runtime_error("pipe2");
    const UniqueFd in(ends[0]);
    UniqueFd out(ends[1]);
    const pid_t child = ::fork();
    if (child == 0)
        become(lab, words, out.get());
    out.reset();
    std::string printed;
    char chunk[256];
    for (ssize_t length = 0; (length = ::read(in.get(), chunk, sizeof chunk)) > 0;)
        printed.append(chunk, static_cast<std::size_t>(length));
    int status = 0;
    if (::waitpid(child, &status, 0) != child || status != 0)
        throw std::runtime_error(words[0] + " failed (status " + std::to_string(status) + "); is strace installed?");
    return printed;
}

/// One way of working: its figures untraced, under strace and in the lab, µs a call.
struct Comparison
{
    std::string work;
    int callsAPair = 2;
    Figures untraced {"untraced", "µs/call"}, strace {"strace -f --seccomp-bpf", "µs/call"},
        bare {"bare stops before and after", "µs/call"}, reading {"bare stops that read stack and buffer", "µs/call"},
        traced {"the lab, journalled", "µs/call"};
    unsigned long long expected = 0, entered = 0, returned = 0;

    void round(RunningLab& lab, long pairs)
    {
        const double calls = static_cast<double>(pairs) * callsAPair;
        const auto perCall = [calls](const std::string& printed) { return std::stod(printed) / 1000 / calls; };
        const std::string self = ownPath(), count = std::to_string(pairs);
        untraced.add(perCall(runBeside(lab, {self, "work", work, count})));
        strace.add(perCall(runBeside(lab, {"strace", "-f", "--seccomp-bpf", "-e", "trace=network,read,write,close", "-o",
                                           "/dev/null", self, "work", work, count})));
        bare.add(perCall(runBeside(lab, {self, "stop", self, "work", work, count})));
        reading.add(perCall(runBeside(lab, {self, "read", self, "work", work, count})));
        const auto enteredBefore = lab.callsEntered(), returnedBefore = lab.callsReturned();
        std::string program = work;
        program.append(" client ").append(self).append(" work ").append(work).append(" ").append(count);
        traced.add(perCall(lab.runProgram(program)));
        entered += lab.callsEntered() - enteredBefore;
        returned += lab.callsReturned() - returnedBefore;
        expected += static_cast<unsigned long long>(calls);
    }

    bool report() const
    {
        Figures::printHead((work == "solo" ? "solo: one thread has both ends" : "duo: two processes in ping-pong"));
        untraced.print();
        strace.print();
        bare.print();
        reading.print();
        traced.print();
        const double own = traced.median() - untraced.median(), theirs = strace.median() - untraced.median();
        std::printf("  added: %.2f µs a call in the lab, %.2f under strace; %llu calls and %llu results journalled\n", own,
                    theirs, entered, returned);
        std::printf("  the mechanism's limit, of strace's added cost: %.2f; with the reads that a journal needs %.2f\n",
                    (bare.median() - untraced.median()) / theirs, (reading.median() - untraced.median()) / theirs);
        bool met = judge("cost that the lab adds, of strace's", own / theirs, "<=", 0.75);
        // A few more for making the sockets; none less.
        const auto missing = entered < expected || returned < expected || entered != returned;
        met &= judge("events lost", missing ? 1 : 0, "<=", 0);
        return met;
    }
};

int run(int rounds, long pairs)
{
    const char* folder = std::getenv("TMPDIR");
    const std::string journal = std::string(folder ? folder : "/tmp") + "/socketlab-tracerbench.pcapng";
    RunningLab lab(journal);
    stayOff(lab.cpu());
    Comparison solo {"solo", 2}, duo {"duo", 4};
    for (int round = 0; round < rounds; ++round) {
        solo.round(lab, pairs);
        duo.round(lab, pairs / 2);
    }
    lab.perform("lab: settle");
    std::remove(journal.c_str());
    bool met = solo.report();
    met &= duo.report();
    return met ? 0 : 1;
}

} // namespace

int main(int argc, char** argv)
{
    try {
        if (argc == 4 && std::strcmp(argv[1], "work") == 0)
            return tracedWork(argv[2], std::atol(argv[3]));
        if (argc > 3 && (std::strcmp(argv[1], "stop") == 0 || std::strcmp(argv[1], "read") == 0))
            return bareTrace(argv[1][0] == 'r', {argv + 2, argv + argc});
        return run(argc > 1 ? std::atoi(argv[1]) : 7, argc > 2 ? std::atol(argv[2]) : 40'000);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "TracerBench: %s\n", error.what());
        return 2;
    }
}
