#pragma once
// EngineProcess: starts socketlab-engine and holds the two ends of its pipe. No Qt: the command line, the tests and
// LabSession (with a QSocketNotifier on fd()) all use it. Ending it closes the pipe; the engine cleans up and leaves.

#include "model/base/Bytes.h"
#include "model/base/Result.h"
#include "model/base/UniqueFd.h"

#include <string>
#include <sys/types.h>
#include <vector>

namespace lab {

struct EngineOptions
{
    std::string lesson; ///< written into LabStarted
    std::string journalFile; ///< the engine writes its events there too; empty: only to the pipe
    pid_t attach = 0; ///< no lab: a program of this machine is watched, one that a person has asked for
    std::int64_t attachBegan = -1; ///< startOf() of the one that was asked for
    bool sockets = false; ///< no lab: the sockets of this machine are followed
};

class EngineProcess
{
public:
    /// Finds the engine beside this program (or in $SOCKETLAB_ENGINE) and starts it.
    static Result<EngineProcess> start(const EngineOptions& options);

    EngineProcess(EngineProcess&&) noexcept;
    EngineProcess& operator=(EngineProcess&&) noexcept;
    ~EngineProcess(); ///< closes the pipe and waits for the engine, at most 5 s, then SIGKILL

    int fd() const { return m_socket.get(); } ///< readable: read() has journal bytes or the end

    pid_t pid() const { return m_pid; }

    /// One command line, without the newline. false: the engine is gone.
    bool send(const std::string& line);

    /// What is there now, at most 256 kB; empty with ended() true at the end. Never blocks.
    Bytes read();

    bool ended() const { return m_ended; }

    /// After ended(): how the engine ended, in plain words, with what it wrote to standard error; empty if in order.
    std::string endReport();

private:
    EngineProcess() = default;

    UniqueFd m_socket, m_errors;
    pid_t m_pid = -1;
    bool m_ended = false, m_reaped = false;
    int m_status = 0;
    std::string m_errorText;
    Bytes m_buffer;
};

} // namespace lab
