#pragma once
// Traced: what the tracer knows of each program and of each of its threads. Plain values; the tracer changes them.

#include "model/calls/CallTable.h"
#include "model/command/CallBuilder.h"
#include "model/engine/DescriptorTable.h"
#include "model/engine/SourceFinder.h"
#include "model/engine/StopRules.h"
#include "model/engine/TraceeMemory.h"
#include "model/journal/Event.h"

#include <deque>
#include <map>
#include <memory>
#include <set>

namespace lab {

enum class RunsUntil : std::uint8_t { Stop, Blocked, End }; ///< Blocked, End: its stops are left out until then

/// A result by which the kernel says to itself "make this call again after the signal": ERESTARTSYS, ERESTARTNOINTR,
/// ERESTARTNOHAND, ERESTART_RESTARTBLOCK (include/linux/errno.h). Programs never see them.
inline bool madeAgain(std::int64_t result)
{
    return result == -512 || result == -513 || result == -514 || result == -516;
}

struct TracedProcess
{
    explicit TracedProcess(pid_t process) : pid(process), table(process) { }

    ActorId id = 0;
    std::string name;
    HostId host = HostId::Client;
    pid_t pid = -1;
    bool builtIn = false;
    bool started = false; ///< execve has succeeded
    bool restartWhenGone = false;
    std::vector<int> capabilities; ///< of a built-in actor
    bool ending = false; ///< SIGKILL was sent; its end is still to be reported
    DescriptorTable table;
    UniqueFd memory; ///< /proc/PID/mem, from the first read on; of the program that is executed now
    bool memoryAskedFor = false;
    std::map<std::string, int, std::less<>> descriptorNames; ///< given by as=; kept after close, as a variable in C is
    std::string commandLine; ///< of a learner's program
    std::unique_ptr<SourceFinder> source; ///< of a learner's program
    int threadsSeen = 1;
    std::optional<StopRules> stops; ///< its own; nothing: those of every program
    RunsUntil runsUntil = RunsUntil::Stop;
    std::uint64_t keptBytes = 0; ///< of call buffers, in the journal
    std::set<std::string> sourcesSeen;
};

enum class ThreadPhase : std::uint8_t {
    Running, ///< in user code, or in a call nobody stops at
    Idle, ///< a built-in actor's thread, stopped, asks for its next call
    BeforeCall, ///< stopped before a call until told to go on
    InCall,
    Blocked, ///< asleep in its call
    AfterCall, ///< stopped after a call until told to go on
    Asleep, ///< asleep in a call nobody stops at
    Stopped, ///< by SIGSTOP
};

/// What a thread stands before, whichever kind of stop tells it.
struct CallMet
{
    long number = -1;
    std::uint64_t args[6] {};
    std::uint64_t counter = 0, stack = 0; ///< the program counter and stack pointer there
};

struct TracedThread
{
    pid_t tid = -1;
    TracedProcess* process = nullptr;
    std::string name; ///< "rx"; empty: first thread, or one that waits for its first use
    ThreadPhase phase = ThreadPhase::Running;
    UniqueFd stat; ///< /proc/PID/task/TID/stat
    UniqueFd wchan; ///< /proc/PID/task/TID/wchan, from the first time that it blocks

    std::uint64_t box = 0; ///< of a built-in actor's thread: where instructions go
    std::deque<PreparedCall> instructions; ///< still to be performed
    bool instructed = false; ///< the next stop is the instructed call
    std::string as;

    bool mayHaveWritten = false; ///< since its last stop, to a pipe of the lab's

    CallId call = 0; ///< current or last
    const CallRow* row = nullptr;
    Arguments entered;
    SourcePlace place;
    std::optional<user_regs_struct> atCall; ///< its registers, while it runs until it blocks: for its stack then
    bool saidStack = false; ///< CallStack was journalled for this call
    bool saidStopped = false; ///< CallStopped was journalled, and nobody told it to go on yet
    bool stopAfter = false; ///< this once
    std::optional<std::int64_t> dueAt; ///< BeforeCall: goes on by itself then (the engine's ns)
    bool saidBlocked = false; ///< CallBlocked was journalled for this call
    bool restarting = false; ///< the call was interrupted by a signal; the kernel makes it again, or gives EINTR
    bool interrupted = false; ///< by attaching: its next stop is that one
    bool enteringHandler = false; ///< a stop comes where the signal's handler begins: it tells which of the two
};

} // namespace lab
