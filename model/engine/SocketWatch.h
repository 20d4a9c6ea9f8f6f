#pragma once
// SocketWatch: the engine without a lab and without a program: it follows all TCP and UDP sockets of the network namespace it
// is started in, and which processes have them, as far as this user may know. It only looks: it traces nobody, needs no right,
// and nothing in any program or in the kernel is changed.
//
// sock_diag(7) gives every user every socket's row. Whose it is, is in /proc/PID/fd, which shows one's own processes alone
// (ptrace(2), PTRACE_MODE_READ_FSCREDS) unless one is root. What came and went between two looks was not seen.
//
// Both cost the more the more sockets there are (2 µs each), so each may take a 32nd of a CPU's time. When the reader does not
// keep up, the tables are not read; afterwards they are told as they are then.

#include "model/engine/SocketOwners.h"
#include "model/engine/WatchLoop.h"

namespace lab {

class SocketWatch : public WatchLoop
{
public:
    explicit SocketWatch(const WatchConfig& config); ///< throws SystemError

private:
    void openObserver();
    void lookAtOwners();
    Status carryOut(const Command& command) override;
    void looked(const std::vector<EventBody>& changes) override;
    void cannotLook(const SystemError& why) override;
    void caughtUp() override;

    SocketOwners m_owners;
    SampleBudget m_searching;
    Timestamp m_searchedAt;
    bool m_withUdp = true;
    bool m_everything = false; ///< this look is at everything, whatever it costs
};

} // namespace lab
