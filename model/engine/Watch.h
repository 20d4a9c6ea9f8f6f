#pragma once
// Watch: the engine without a lab. It attaches to one program that already runs on this machine and tells its socket calls
// and its sockets' states in the same events, until it is told to end or every program watched has ended.
//
// It enters no namespace (in a user namespace of its own the kernel would refuse it every program outside, ptrace(2)), and
// lets nobody hold or change what it watches: the only commands are marks, `lab: keep` and the end. Its CPU and its
// scheduling stay as they are: it shares them with programs that are not ours.
//
// A reader who does not keep up must not make somebody's server stand still: calls are then left out of the journal, and
// their number is told.

#include "model/engine/Tracer.h"
#include "model/engine/WatchLoop.h"
#include "model/engine/WatchedSockets.h"

#include <optional>
#include <stdexcept>

namespace lab {

struct WatchedProgram
{
    pid_t pid = 0;
    std::int64_t began = -1; ///< startOf() of the process that is meant; -1: whoever has the number now
};

class Watch : public WatchLoop
{
public:
    Watch(const WatchedProgram& program, const WatchConfig& config); ///< attaches; throws SystemError, or NotAttached with a sentence

private:
    void attach();
    void openObserver();
    void happened(const EventBody& body) override;
    bool isLeftOut(const EventBody& body);
    void turn() override;
    void handOn() override;
    bool hurries() const override;
    Status carryOut(const Command& command) override;
    void looked(const std::vector<EventBody>& changes) override;
    void cannotLook(const SystemError& why) override;
    void caughtUp() override;

    WatchedProgram m_program;
    WatchedSockets m_sockets;
    Timestamp m_handedOnAt;
    std::optional<Tracer> m_tracer;
    bool m_settledOnce = false; ///< nothing has come for a moment since attaching
    std::uint64_t m_leftOut = 0; ///< calls, since the reader does not keep up
};

/// Why a program cannot be attached to, in a sentence.
class NotAttached : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

} // namespace lab
