#include "model/engine/Host.h"

#include "model/engine/Cage.h"
#include "model/engine/SystemCall.h"

#include <algorithm>
#include <fcntl.h>
#include <linux/ethtool.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

namespace lab {

namespace {

constexpr const char* hostInterface = "wire0";
constexpr std::uint8_t loopTable = 77; ///< the routing table of what a host sends to itself

struct DefaultSetting
{
    const char* name;
    const char* value;
};

/// What every lab depends on, written so that no machine's own taste changes a lesson. A new namespace takes congestion
/// control from the machine (bbr on some); the linear SYN timeouts of Linux 6.5 hide the textbook's 1, 3, 7 s
/// (tcp_syn_linear_timeouts, Documentation/networking/ip-sysctl.rst). Every datagram without a socket gets its ICMP error,
/// however many came before it: by default the kernel sends a handful, then one a second (icmp_ratelimit, icmp(7)), and a
/// look-up of a name that nobody answers would wait for its timer.
constexpr DefaultSetting defaults[] = {
    {"net.ipv4.tcp_congestion_control", "reno"},
    {"net.ipv4.tcp_syn_linear_timeouts", "0"},
    {"net.ipv4.tcp_syncookies", "1"},
    {"net.ipv4.tcp_abort_on_overflow", "0"},
    {"net.ipv4.tcp_timestamps", "1"},
    {"net.ipv4.tcp_sack", "1"},
    {"net.ipv4.tcp_window_scaling", "1"},
    {"net.ipv4.tcp_ecn", "0"},
    {"net.ipv4.tcp_fastopen", "1"},
    {"net.ipv4.tcp_tw_reuse", "0"},
    {"net.ipv4.tcp_fin_timeout", "60"},
    {"net.ipv4.tcp_max_syn_backlog", "1024"},
    {"net.core.somaxconn", "4096"},
    {"net.ipv4.ip_local_port_range", "40000 60999"},
    {"net.ipv4.ip_unprivileged_port_start", "1024"},
    {"net.ipv4.icmp_ratelimit", "0"},
    {"net.ipv6.icmp.ratelimit", "0"},
};

/// A kernel that waits for a person: a held SYN or SYN+ACK must not give up (measured: with the defaults a held SYN+ACK
/// loses its request after 66 s), and no tail-loss probe may come 5 ms after a segment was held.
constexpr DefaultSetting patient[] = {
    {"net.ipv4.tcp_syn_retries", "127"},
    {"net.ipv4.tcp_synack_retries", "255"},
    {"net.ipv4.tcp_retries2", "255"},
    {"net.ipv4.tcp_early_retrans", "0"},
};
constexpr DefaultSetting impatient[] = {
    {"net.ipv4.tcp_syn_retries", "6"},
    {"net.ipv4.tcp_synack_retries", "5"},
    {"net.ipv4.tcp_retries2", "15"},
    {"net.ipv4.tcp_early_retrans", "3"},
};

/// Router solicitations and link-local addresses would put packets on the wire that no program caused (RFC 4861).
constexpr DefaultSetting quietIpv6[] = {
    {"net.ipv6.conf.wire0.addr_gen_mode", "1"},
    {"net.ipv6.conf.wire0.accept_ra", "0"},
    {"net.ipv6.conf.wire0.router_solicitations", "0"},
    {"net.ipv6.conf.wire0.accept_dad", "0"},
};

std::string settingPath(std::string name)
{
    std::replace(name.begin(), name.end(), '.', '/');
    return "/proc/sys/" + name;
}

void ethtoolOff(int socket, const char* interface, std::uint32_t command)
{
    ethtool_value value {};
    value.cmd = command;
    ifreq request {};
    std::strncpy(request.ifr_name, interface, IFNAMSIZ - 1);
    request.ifr_data = reinterpret_cast<char*>(&value);
    sys("turning an offload off (SIOCETHTOOL)", ::ioctl(socket, SIOCETHTOOL, &request));
}

} // namespace

Host::Host(HostId id, Netlink& wireNetlink) : m_id(id), m_namespace(makeNetworkNamespace())
{
    wireNetlink.addVeth(wireInterface(), hostInterface, hostMac(id), m_namespace.get());
    {
        const InsideNamespace inside(m_namespace.get());
        m_netlink = std::make_unique<Netlink>();
        for (const DefaultSetting& setting : quietIpv6)
            m_settings.push_back(writeSetting(setting.name, setting.value));
        makeInterface();
        turnOffloadsOff();
    }
    writeDefaults();
    wireNetlink.setUp(wireInterface());
}

const char* Host::wireInterface() const
{
    return m_id == HostId::Client ? "to-client" : "to-server";
}

void Host::makeInterface()
{
    m_netlink->setUp("lo");
    m_netlink->setUp(hostInterface);
    const HostId other = otherHost(m_id);
    for (const int version : {4, 6}) {
        m_netlink->addAddress(hostInterface, hostAddress(m_id, version), version == 6 ? 64 : 24);
        // Known neighbours: an unanswered ARP request would hide the lesson's first packet.
        m_netlink->addNeighbour(hostInterface, hostAddress(other, version), hostMac(other));
    }
}

std::vector<SettingWritten> Host::setRoutes(Netlink::RouteMetrics metrics)
{
    const InsideNamespace inside(m_namespace.get());
    m_netlink->setRoute(hostInterface, {*parseIpAddress("10.9.0.0"), 24, hostAddress(m_id, 4), {}}, metrics);
    m_netlink->setRoute(hostInterface, {*parseIpAddress("fd09::"), 64, hostAddress(m_id, 6), {}}, metrics);
    m_metrics = metrics;
    if (m_loops)
        setLoopRoutes();
    return {{m_id, "route quickack", metrics.quickAck ? "1" : "0", true},
            {m_id, "route rto_min", metrics.rtoMinMs == 0 ? "default" : std::to_string(metrics.rtoMinMs) + "ms", true}};
}

void Host::turnOffloadsOff()
{
    // veth passes unfinished checksums and 64 kB segments on; with these off every frame is one that a wire could carry.
    const UniqueFd socket(sys("socket", ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)));
    ethtoolOff(socket.get(), hostInterface, ETHTOOL_STXCSUM);
    ethtoolOff(socket.get(), hostInterface, ETHTOOL_STSO);
    ethtoolOff(socket.get(), hostInterface, ETHTOOL_SGSO);
    ethtoolOff(socket.get(), hostInterface, ETHTOOL_SGRO);
    m_settings.push_back({m_id, "offload tx-checksum tso gso gro", "off", true});
}

void Host::writeDefaults()
{
    for (const DefaultSetting& setting : defaults)
        m_settings.push_back(writeSetting(setting.name, setting.value));
    for (SettingWritten& setting : setRetransmissions(Retransmissions::Merge))
        m_settings.push_back(std::move(setting));
}

SettingWritten Host::writeSetting(const std::string& name, const std::string& value)
{
    // /proc/sys/net is that of the opening task's network namespace.
    const InsideNamespace inside(m_namespace.get());
    if (name.find('/') != std::string::npos || name.rfind("net.", 0) != 0)
        throw SystemError("sysctl " + name + " (only net.* settings belong to a host)", EINVAL);
    const std::string path = settingPath(name);
    const UniqueFd file(::open(path.c_str(), O_RDWR | O_CLOEXEC));
    if (!file && errno == ENOENT)
        return {m_id, name, value, false};
    sys("sysctl " + name, file.get());
    sys("sysctl " + name + "=" + value, ::write(file.get(), value.data(), value.size()));
    char text[256];
    const auto length = sys("sysctl " + name, ::pread(file.get(), text, sizeof text, 0));
    std::string now(text, static_cast<std::size_t>(length));
    while (!now.empty() && now.back() == '\n')
        now.pop_back();
    std::replace(now.begin(), now.end(), '\t', ' ');
    return {m_id, name, now, true};
}

std::vector<SettingWritten> Host::setRetransmissions(Retransmissions mode)
{
    std::vector<SettingWritten> written;
    if (mode == Retransmissions::Show)
        for (const DefaultSetting& setting : impatient)
            written.push_back(writeSetting(setting.name, setting.value));
    else
        for (const DefaultSetting& setting : patient)
            written.push_back(writeSetting(setting.name, setting.value));
    // Merge: RFC 6298's own minimum of 1 s instead of Linux's 200 ms, so that a machine that stalls for a moment sends
    // nothing twice; a packet dropped by hand is sent again soon enough.
    const std::uint32_t rtoMinMs = mode == Retransmissions::Quiet ? 30000U : mode == Retransmissions::Merge ? 1000U : 0U;
    for (SettingWritten& setting : setRoutes({.quickAck = true, .rtoMinMs = rtoMinMs}))
        written.push_back(std::move(setting));
    return written;
}

void Host::addAlias(const IpAddress& address)
{
    const InsideNamespace inside(m_namespace.get());
    m_netlink->addAddress("lo", address, address.version == 6 ? 128 : 32);
}

void Host::addRouteTo(const IpAddress& address)
{
    const InsideNamespace inside(m_namespace.get());
    m_netlink->setRoute(hostInterface, {address, address.version == 6 ? 128 : 32, hostAddress(m_id, address.version), {}},
                        {.quickAck = true});
    m_netlink->addNeighbour(hostInterface, address, hostMac(otherHost(m_id)));
}

std::vector<SettingWritten> Host::sendLocalhostOut()
{
    const IpAddress localhost = *parseIpAddress("127.0.0.1");
    {
        const InsideNamespace inside(m_namespace.get());
        m_netlink->removeAddress("lo", localhost, 8);
    }
    // Without it the kernel drops packets from or to 127/8 on any interface but lo (ip-sysctl.rst).
    SettingWritten written = writeSetting("net.ipv4.conf." + std::string(hostInterface) + ".route_localnet", "1");
    addRouteTo(localhost);
    return {std::move(written), {m_id, "localhost", "wire", true}};
}

std::vector<SettingWritten> Host::sendLoopbackOut(std::uint32_t mark)
{
    std::vector<SettingWritten> written;
    // What comes back on lo has the host's own addresses on both sides: without these a martian (ip-sysctl.rst). wire0:
    // may carry 127/8 at all.
    for (const char* name : {"wire0.route_localnet", "lo.route_localnet", "lo.accept_local"})
        written.push_back(writeSetting(std::string("net.ipv4.conf.") + name, "1"));
    for (const char* name : {"all.rp_filter", "lo.rp_filter"})
        written.push_back(writeSetting(std::string("net.ipv4.conf.") + name, "0"));
    const InsideNamespace inside(m_namespace.get());
    setLoopRoutes();
    for (const int version : {4, 6}) {
        m_netlink->addRule({.version = version, .priority = 10, .mark = mark});
        m_netlink->addRule({.version = version, .priority = 20, .table = loopTable, .from = "lo"});
        m_netlink->addRule({.version = version, .priority = 30});
        m_netlink->removeRule({.version = version, .priority = 0}); // asked first, it would answer all of them
    }
    m_loops = true;
    written.push_back({m_id, "localhost", "loopback", true});
    return written;
}

/// In a table of their own. A gateway that is the host itself stands for all of 127/8: one neighbour instead of millions.
void Host::setLoopRoutes()
{
    const IpAddress itself = *parseIpAddress("10.9.0.254");
    const IpAddress own4 = hostAddress(m_id, 4), own6 = hostAddress(m_id, 6), localhost6 = *parseIpAddress("::1");
    for (const IpAddress& neighbour : {itself, own6, localhost6})
        m_netlink->addNeighbour(hostInterface, neighbour, hostMac(m_id));
    const IpAddress localhost4 = *parseIpAddress("127.0.0.1");
    m_netlink->setRoute(hostInterface, {*parseIpAddress("127.0.0.0"), 8, localhost4, itself, loopTable}, m_metrics);
    m_netlink->setRoute(hostInterface, {own4, 32, own4, itself, loopTable}, m_metrics);
    for (const IpAddress& address : {own6, localhost6})
        m_netlink->setRoute(hostInterface, {address, 128, own6, {}, loopTable}, m_metrics);
}

void Host::addForgedNeighbour(const IpAddress& address)
{
    const InsideNamespace inside(m_namespace.get());
    m_netlink->addNeighbour(hostInterface, address, hostMac(otherHost(m_id)));
}

} // namespace lab
