#pragma once
// AttachCheck: may a running program be attached to, and what does that do to it? Asked before a person is asked; it
// looks and changes nothing. The sentences are in resources/words/attach.yaml. No Qt.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace lab {

/// What matters about a process and about us.
struct AttachFacts
{
    pid_t pid = 0;
    std::string name; ///< "nginx"
    bool exists = true; ///< and is no zombie
    bool kernelThread = false;
    bool ownFamily = false; ///< this process, or one that it descends from
    pid_t tracer = 0; ///< who traces it already; 0: nobody
    std::string tracerName;
    uid_t owner = 0, self = 0;
    std::string ownerName;
    bool mayTrace = true; ///< the kernel allows this process to look into that one's memory (PTRACE_MODE_ATTACH, ptrace(2))
    bool capable = false; ///< CAP_SYS_PTRACE
    int scope = 0; ///< /proc/sys/kernel/yama/ptrace_scope; 0 where there is none
};

AttachFacts attachFacts(pid_t pid);

struct AttachObstacle
{
    std::string code; ///< of section "attach"
    std::map<std::string, std::string> values;
};

/// Nothing: it may be attached to.
std::optional<AttachObstacle> attachObstacle(const AttachFacts& facts);

/// A thread that waits in a call now, and how attaching ends that wait.
struct Interruption
{
    pid_t tid = 0;
    std::string call; ///< "accept4"; empty: none of the socket calls (futex, nanosleep …)
    bool fails = false; ///< with EINTR; false: the kernel makes it again
};

std::vector<Interruption> interruptionsOf(pid_t pid);

} // namespace lab
