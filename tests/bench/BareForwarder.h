#pragma once
// BareForwarder: the lab's own two hosts, joined by a process that reads each frame and sends it on, and does nothing
// else: what any wire in a process of its own costs on this machine.

#include "model/base/UniqueFd.h"

#include <sys/types.h>

namespace lab::bench {

class BareForwarder
{
public:
    explicit BareForwarder(int cpu); ///< the one that it stays on; throws SystemError
    ~BareForwarder();

    BareForwarder(const BareForwarder&) = delete;
    BareForwarder& operator=(const BareForwarder&) = delete;

    pid_t client() const { return m_holders[0]; }

    pid_t server() const { return m_holders[1]; }

private:
    pid_t m_forwarder = -1;
    pid_t m_holders[2] {-1, -1}; ///< processes that only hold their network
};

} // namespace lab::bench
