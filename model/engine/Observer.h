#pragma once
// Observer: reads one host's socket table (sock_diag(7)) and counters from the kernel and reports what changed since
// the last look. It never polls: the engine asks it after each injected packet, at call stops and when a kernel timer
// was due, which are the only moments at which a socket's state can change.

#include "model/engine/HostCounters.h"
#include "model/journal/Event.h"

#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace lab {

class Observer
{
public:
    /// Opens its sockets and counter files in a network namespace; -1: that of this process. Throws SystemError.
    Observer(HostId host, int namespaceFd);

    /// Which tables are worth reading: those of which a socket was ever made (set by the tracer's calls).
    struct Tables
    {
        bool tcp4 = true, tcp6 = false, udp4 = false, udp6 = false;
    };
    Tables tables;

    /// Of sockets that are not ours the kernel lists many, in pieces, while they come and go: it counts its place in a bucket of
    /// its table, so a row can be passed over that is still there (net/ipv4/inet_diag.c, s_num). Then one listing without it
    /// does not mean that it is gone.
    bool patient = false;

    /// Which rows are somebody's concern; empty: all.
    std::function<bool(const SocketRow&)> concerns;

    /// Reads the tables and appends SocketSampled / SocketGone for every change.
    void sampleSockets(Timestamp now, std::vector<EventBody>& changes);
    /// Reads /proc/net/snmp and netstat and appends CountersChanged if anything changed.
    void sampleCounters(std::vector<EventBody>& changes);

    /// When the next kernel timer of a socket fires, by the last sample.
    std::optional<Timestamp> nextTimer() const;

private:
    struct Known
    {
        SocketRow row;
        std::uint32_t round = 0; ///< of the last sample that listed it
    };

    void dump(int family, int protocol, Timestamp now, std::vector<EventBody>& changes);
    bool isGone(const Known& known) const;
    void meet(SocketRow row, std::vector<EventBody>& changes);

    HostId m_host;
    UniqueFd m_diag;
    std::optional<HostCounters> m_counters; ///< made in the host's namespace
    std::map<SocketId, Known> m_known;
    std::uint32_t m_round = 0;
    bool m_inPieces = false; ///< the last sample's listings were
    std::vector<char> m_buffer;
};

} // namespace lab
