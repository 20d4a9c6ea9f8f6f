#pragma once
// Host: one of the lab's two computers: a network namespace with one interface, wire0, whose other end the engine
// holds. Makes the interface, its addresses, routes, neighbours and kernel settings; knows nothing of packets or programs.

#include "model/base/Ids.h"
#include "model/engine/HostAddresses.h"
#include "model/engine/Netlink.h"
#include "model/journal/Event.h"

#include <memory>
#include <string>
#include <vector>

namespace lab {

enum class Retransmissions : std::uint8_t {
    Merge, ///< a repeat of a held packet is absorbed by the wire; the kernel is made patient
    Quiet, ///< rto_min 30 s: a held or lost segment is not sent again while one watches
    Show, ///< the kernel's own times and numbers of tries; repeats are packets of their own
};

class Host
{
public:
    /// Makes the namespace and the veth pair; the calling process is in the wire's namespace.
    Host(HostId id, Netlink& wireNetlink);

    HostId id() const { return m_id; }

    int namespaceFd() const { return m_namespace.get(); }

    /// The name of the wire's end in the engine's own namespace: "to-client".
    const char* wireInterface() const;

    /// Writes one sysctl in this host's namespace and reads it back. known=false: this kernel doesn't have it.
    /// Throws SystemError when the kernel refuses the value.
    SettingWritten writeSetting(const std::string& name, const std::string& value);
    /// Settings that depend on what the lab shows: patience, minimal retransmission timeout.
    std::vector<SettingWritten> setRetransmissions(Retransmissions mode);
    void addAlias(const IpAddress& address); ///< on the loopback interface
    /// The way to an address that the other host has beside its own.
    void addRouteTo(const IpAddress& address);
    /// 127.0.0.1 is the other host from now on: its packets go out on the wire, which has to rewrite the address
    /// (LocalhostBridge). For programs that have it written into them.
    std::vector<SettingWritten> sendLocalhostOut();
    /// What its programs send to the host itself goes out on the wire from now on, and frames with `mark` on lo are its
    /// way back (Loopback).
    std::vector<SettingWritten> sendLoopbackOut(std::uint32_t mark);
    /// Answers to a forged sender go out on the wire too, instead of waiting for an ARP reply that nobody gives.
    void addForgedNeighbour(const IpAddress& address);

    /// All that was written when the host was made.
    const std::vector<SettingWritten>& settings() const { return m_settings; }

private:
    void makeInterface();
    void writeDefaults();
    void turnOffloadsOff();
    std::vector<SettingWritten> setRoutes(Netlink::RouteMetrics metrics);
    void setLoopRoutes();

    HostId m_id;
    UniqueFd m_namespace;
    std::unique_ptr<Netlink> m_netlink;
    std::vector<SettingWritten> m_settings;
    Netlink::RouteMetrics m_metrics;
    bool m_loops = false; ///< its loopback goes out on the wire
};

} // namespace lab
