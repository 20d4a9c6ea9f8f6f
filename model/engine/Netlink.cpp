#include "model/engine/Netlink.h"

#include "model/engine/SystemCall.h"

#include <libmnl/libmnl.h>
#include <linux/fib_rules.h>
#include <linux/if_addr.h>
#include <linux/if_link.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <linux/veth.h>
#include <net/if.h>
#include <sys/socket.h>

namespace lab {

namespace {

int familyOf(const IpAddress& address)
{
    return address.version == 6 ? AF_INET6 : AF_INET;
}

void putAddress(nlmsghdr* message, std::uint16_t type, const IpAddress& address)
{
    mnl_attr_put(message, type, address.version == 6 ? 16 : 4, address.bytes.data());
}

unsigned indexOf(const char* interface)
{
    const unsigned index = if_nametoindex(interface);
    if (index == 0)
        throw SystemError(std::string("if_nametoindex(") + interface + ")", errno);
    return index;
}

} // namespace

Netlink::Netlink()
    : m_socket(sys("socket(AF_NETLINK, NETLINK_ROUTE)", ::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE)))
{
}

nlmsghdr* Netlink::start(std::uint16_t type, std::uint16_t flags)
{
    nlmsghdr* message = mnl_nlmsg_put_header(m_buffer.data());
    message->nlmsg_type = type;
    message->nlmsg_flags = static_cast<std::uint16_t>(NLM_F_REQUEST | NLM_F_ACK | flags);
    message->nlmsg_seq = ++m_sequence;
    return message;
}

void Netlink::request(nlmsghdr* message, const char* what)
{
    sys(what, ::send(m_socket.get(), message, message->nlmsg_len, 0));
    alignas(8) std::array<char, 8192> answer {};
    const auto length = sys(what, ::recv(m_socket.get(), answer.data(), answer.size(), 0));
    const auto* header = reinterpret_cast<const nlmsghdr*>(answer.data());
    if (!mnl_nlmsg_ok(header, static_cast<int>(length)) || header->nlmsg_type != NLMSG_ERROR)
        throw SystemError(what, EPROTO);
    const auto* error = static_cast<const nlmsgerr*>(mnl_nlmsg_get_payload(header));
    if (error->error != 0)
        throw SystemError(what, -error->error);
}

void Netlink::addVeth(const char* here, const char* there, const MacAddress& mac, int peerNamespace)
{
    nlmsghdr* message = start(RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL);
    mnl_nlmsg_put_extra_header(message, sizeof(ifinfomsg));
    mnl_attr_put_strz(message, IFLA_IFNAME, here);
    nlattr* link = mnl_attr_nest_start(message, IFLA_LINKINFO);
    mnl_attr_put_strz(message, IFLA_INFO_KIND, "veth");
    nlattr* data = mnl_attr_nest_start(message, IFLA_INFO_DATA);
    nlattr* peer = mnl_attr_nest_start(message, VETH_INFO_PEER);
    mnl_nlmsg_put_extra_header(message, sizeof(ifinfomsg));
    mnl_attr_put_strz(message, IFLA_IFNAME, there);
    mnl_attr_put(message, IFLA_ADDRESS, mac.size(), mac.data());
    mnl_attr_put_u32(message, IFLA_NET_NS_FD, static_cast<std::uint32_t>(peerNamespace));
    mnl_attr_nest_end(message, peer);
    mnl_attr_nest_end(message, data);
    mnl_attr_nest_end(message, link);
    request(message, "making a veth pair (RTM_NEWLINK)");
}

void Netlink::setUp(const char* interface)
{
    nlmsghdr* message = start(RTM_NEWLINK, 0);
    auto* info = static_cast<ifinfomsg*>(mnl_nlmsg_put_extra_header(message, sizeof(ifinfomsg)));
    info->ifi_index = static_cast<int>(indexOf(interface));
    info->ifi_flags = IFF_UP;
    info->ifi_change = IFF_UP;
    request(message, "setting an interface up (RTM_NEWLINK)");
}

void Netlink::addAddress(const char* interface, const IpAddress& address, int prefixLength)
{
    nlmsghdr* message = start(RTM_NEWADDR, NLM_F_CREATE | NLM_F_REPLACE);
    auto* info = static_cast<ifaddrmsg*>(mnl_nlmsg_put_extra_header(message, sizeof(ifaddrmsg)));
    info->ifa_family = static_cast<std::uint8_t>(familyOf(address));
    info->ifa_prefixlen = static_cast<std::uint8_t>(prefixLength);
    info->ifa_flags = address.version == 6 ? IFA_F_NODAD : 0;
    info->ifa_index = indexOf(interface);
    putAddress(message, IFA_LOCAL, address);
    putAddress(message, IFA_ADDRESS, address);
    request(message, "adding an address (RTM_NEWADDR)");
}

void Netlink::removeAddress(const char* interface, const IpAddress& address, int prefixLength)
{
    nlmsghdr* message = start(RTM_DELADDR, 0);
    auto* info = static_cast<ifaddrmsg*>(mnl_nlmsg_put_extra_header(message, sizeof(ifaddrmsg)));
    info->ifa_family = static_cast<std::uint8_t>(familyOf(address));
    info->ifa_prefixlen = static_cast<std::uint8_t>(prefixLength);
    info->ifa_index = indexOf(interface);
    putAddress(message, IFA_LOCAL, address);
    request(message, "removing an address (RTM_DELADDR)");
}

void Netlink::addNeighbour(const char* interface, const IpAddress& address, const MacAddress& mac)
{
    nlmsghdr* message = start(RTM_NEWNEIGH, NLM_F_CREATE | NLM_F_REPLACE);
    auto* info = static_cast<ndmsg*>(mnl_nlmsg_put_extra_header(message, sizeof(ndmsg)));
    info->ndm_family = static_cast<std::uint8_t>(familyOf(address));
    info->ndm_ifindex = static_cast<int>(indexOf(interface));
    info->ndm_state = NUD_PERMANENT;
    putAddress(message, NDA_DST, address);
    mnl_attr_put(message, NDA_LLADDR, mac.size(), mac.data());
    request(message, "adding a neighbour (RTM_NEWNEIGH)");
}

void Netlink::setRoute(const char* interface, const Route& route, RouteMetrics metrics)
{
    const bool v4 = route.network.version == 4;
    nlmsghdr* message = start(RTM_NEWROUTE, NLM_F_CREATE | NLM_F_REPLACE);
    auto* header = static_cast<rtmsg*>(mnl_nlmsg_put_extra_header(message, sizeof(rtmsg)));
    header->rtm_family = static_cast<std::uint8_t>(familyOf(route.network));
    header->rtm_dst_len = static_cast<std::uint8_t>(route.prefixLength);
    header->rtm_table = route.table;
    header->rtm_protocol = RTPROT_KERNEL;
    header->rtm_scope = v4 && !route.gateway ? RT_SCOPE_LINK : RT_SCOPE_UNIVERSE;
    header->rtm_type = RTN_UNICAST;
    putAddress(message, RTA_DST, route.network);
    if (v4)
        putAddress(message, RTA_PREFSRC, route.source);
    if (v4 && route.gateway) {
        header->rtm_flags = RTNH_F_ONLINK;
        putAddress(message, RTA_GATEWAY, *route.gateway);
    }
    mnl_attr_put_u32(message, RTA_OIF, indexOf(interface));
    nlattr* nest = mnl_attr_nest_start(message, RTA_METRICS);
    if (metrics.quickAck)
        mnl_attr_put_u32(message, RTAX_QUICKACK, 1);
    if (metrics.rtoMinMs != 0)
        mnl_attr_put_u32(message, RTAX_RTO_MIN, metrics.rtoMinMs);
    mnl_attr_nest_end(message, nest);
    request(message, "setting a route (RTM_NEWROUTE)");
}

nlmsghdr* Netlink::ruleMessage(std::uint16_t type, std::uint16_t flags, const Rule& rule)
{
    nlmsghdr* message = start(type, flags);
    auto* header = static_cast<fib_rule_hdr*>(mnl_nlmsg_put_extra_header(message, sizeof(fib_rule_hdr)));
    header->family = static_cast<std::uint8_t>(rule.version == 6 ? AF_INET6 : AF_INET);
    header->table = rule.table;
    header->action = FR_ACT_TO_TBL;
    mnl_attr_put_u32(message, FRA_PRIORITY, rule.priority);
    if (rule.mark != 0)
        mnl_attr_put_u32(message, FRA_FWMARK, rule.mark);
    if (rule.from != nullptr)
        mnl_attr_put_strz(message, FRA_IIFNAME, rule.from);
    return message;
}

void Netlink::addRule(const Rule& rule)
{
    request(ruleMessage(RTM_NEWRULE, NLM_F_CREATE | NLM_F_EXCL, rule), "adding a routing rule (RTM_NEWRULE)");
}

void Netlink::removeRule(const Rule& rule)
{
    request(ruleMessage(RTM_DELRULE, 0, rule), "removing a routing rule (RTM_DELRULE)");
}

} // namespace lab
