#pragma once
// DirectPair: two networks joined by a veth pair and nothing else, with the lab's addresses and offloads off: the
// physical limit that the wire is measured beside.

#include "model/base/UniqueFd.h"

#include <sys/types.h>

namespace lab::bench {

class DirectPair
{
public:
    DirectPair(); ///< throws std::runtime_error
    ~DirectPair();

    DirectPair(const DirectPair&) = delete;
    DirectPair& operator=(const DirectPair&) = delete;

    pid_t client() const { return m_client; }

    pid_t server() const { return m_server; }

private:
    pid_t m_client = -1, m_server = -1; ///< processes that only hold their network
    UniqueFd m_liveness;
};

} // namespace lab::bench
