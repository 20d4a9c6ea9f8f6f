#include "model/engine/Observer.h"

#include "model/engine/Cage.h"
#include "model/engine/SystemCall.h"

#include <algorithm>
#include <arpa/inet.h>
#include <libmnl/libmnl.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <linux/tcp.h>
#include <sys/socket.h>

namespace lab {

namespace {

/// States 1 … 11, without the bound-but-closed sockets (bit 13): walking that table costs 18 times the rest (measured),
/// and the kernel adds NEW_SYN_RECV to SYN_RECV by itself (net/ipv4/inet_diag.c).
constexpr std::uint32_t allStates = 0xfff;

Endpoint endpointOf(int family, const __be32* address, __be16 port)
{
    Endpoint endpoint;
    endpoint.address.version = family == AF_INET6 ? 6 : 4;
    std::memcpy(endpoint.address.bytes.data(), address, family == AF_INET6 ? 16 : 4);
    endpoint.port = ntohs(port);
    return endpoint;
}

TcpInfo tcpInfoOf(const nlattr* attribute)
{
    tcp_info info {};
    std::memcpy(&info, mnl_attr_get_payload(attribute), std::min<std::size_t>(mnl_attr_get_payload_len(attribute), sizeof info));
    TcpInfo out;
    out.rto = info.tcpi_rto;
    out.rtt = info.tcpi_rtt;
    out.rttvar = info.tcpi_rttvar;
    out.sndMss = info.tcpi_snd_mss;
    out.sndCwnd = info.tcpi_snd_cwnd;
    out.sndSsthresh = info.tcpi_snd_ssthresh;
    out.unacked = info.tcpi_unacked;
    out.retransmits = info.tcpi_retransmits;
    out.totalRetrans = info.tcpi_total_retrans;
    out.backoff = info.tcpi_backoff;
    out.sndWnd = info.tcpi_snd_wnd;
    out.notsentBytes = info.tcpi_notsent_bytes;
    return out;
}

SocketRow rowOf(const inet_diag_msg& message, const nlmsghdr* header, int protocol, HostId host, Timestamp now)
{
    SocketRow row;
    row.socket = (std::uint64_t {message.id.idiag_cookie[1]} << 32) | message.id.idiag_cookie[0];
    row.host = host;
    row.protocol = static_cast<std::uint8_t>(protocol);
    row.state = static_cast<SocketState>(message.idiag_state);
    row.local = endpointOf(message.idiag_family, message.id.idiag_src, message.id.idiag_sport);
    row.remote = endpointOf(message.idiag_family, message.id.idiag_dst, message.id.idiag_dport);
    row.recvQueue = message.idiag_rqueue;
    row.sendQueue = message.idiag_wqueue;
    row.inode = message.idiag_inode;
    row.uid = message.idiag_uid;
    row.timer = message.idiag_timer;
    row.timerTries = message.idiag_retrans;
    if (row.timer != 0)
        row.timerDue = {now.ns + std::int64_t {message.idiag_expires} * 1'000'000};

    const nlattr* attribute = nullptr;
    for (attribute = static_cast<const nlattr*>(mnl_nlmsg_get_payload_offset(header, sizeof(inet_diag_msg)));
         mnl_attr_ok(attribute, static_cast<int>(static_cast<const char*>(mnl_nlmsg_get_payload_tail(header)) - reinterpret_cast<const char*>(attribute)));
         attribute = mnl_attr_next(attribute))
    {
        const auto type = mnl_attr_get_type(attribute);
        if (type == INET_DIAG_INFO && protocol == IPPROTO_TCP && row.state != SocketState::Listen)
            row.info = tcpInfoOf(attribute);
        if (type == INET_DIAG_SKMEMINFO && mnl_attr_get_payload_len(attribute) >= (SK_MEMINFO_DROPS + 1) * 4) {
            const auto* memory = static_cast<const std::uint32_t*>(mnl_attr_get_payload(attribute));
            row.recvBuffer = memory[SK_MEMINFO_RCVBUF];
            row.sendBuffer = memory[SK_MEMINFO_SNDBUF];
            row.drops = memory[SK_MEMINFO_DROPS];
        }
    }
    return row;
}

/// Same row, apart from when its timer will fire (that moves with every look).
bool sameFacts(SocketRow a, const SocketRow& b)
{
    a.timerDue = b.timerDue;
    return a == b;
}

} // namespace

Observer::Observer(HostId host, int namespaceFd) : m_host(host), m_buffer(64 * 1024)
{
    std::optional<InsideNamespace> inside;
    if (namespaceFd >= 0)
        inside.emplace(namespaceFd);
    m_diag.reset(sys("socket(NETLINK_SOCK_DIAG)", ::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG)));
    m_counters.emplace();
}

void Observer::sampleSockets(Timestamp now, std::vector<EventBody>& changes)
{
    ++m_round;
    m_inPieces = false;
    const auto before = static_cast<std::ptrdiff_t>(changes.size());
    if (tables.tcp4)
        dump(AF_INET, IPPROTO_TCP, now, changes);
    if (tables.tcp6)
        dump(AF_INET6, IPPROTO_TCP, now, changes);
    if (tables.udp4)
        dump(AF_INET, IPPROTO_UDP, now, changes);
    if (tables.udp6)
        dump(AF_INET6, IPPROTO_UDP, now, changes);
    for (auto it = m_known.begin(); it != m_known.end();) {
        if (isGone(it->second)) {
            changes.emplace_back(SocketGone {m_host, it->first});
            it = m_known.erase(it);
        } else {
            ++it;
        }
    }
    // The kernel lists listeners first. Told last, no connection is ever in both of a listener's queues at once.
    std::stable_partition(changes.begin() + before, changes.end(), [](const EventBody& change) {
        const auto* sampled = std::get_if<SocketSampled>(&change);
        return sampled == nullptr || sampled->row.state != SocketState::Listen;
    });
}

bool Observer::isGone(const Known& known) const
{
    const std::uint32_t missed = m_round - known.round;
    return missed > (patient && m_inPieces ? 1U : 0U);
}

void Observer::dump(int family, int protocol, Timestamp now, std::vector<EventBody>& changes)
{
    struct
    {
        nlmsghdr header;
        inet_diag_req_v2 request;
    } message {};
    message.header.nlmsg_len = sizeof message;
    message.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    message.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
    message.request.sdiag_family = static_cast<std::uint8_t>(family);
    message.request.sdiag_protocol = static_cast<std::uint8_t>(protocol);
    message.request.idiag_ext = (1 << (INET_DIAG_INFO - 1)) | (1 << (INET_DIAG_SKMEMINFO - 1));
    message.request.idiag_states = allStates;
    sys("asking sock_diag", ::send(m_diag.get(), &message, sizeof message, 0));

    for (int pieces = 0;; ++pieces) {
        m_inPieces |= pieces > 1; // the last one is but the end
        const auto length = sys("reading sock_diag", ::recv(m_diag.get(), m_buffer.data(), m_buffer.size(), 0));
        auto left = static_cast<int>(length);
        for (const auto* header = reinterpret_cast<const nlmsghdr*>(m_buffer.data()); mnl_nlmsg_ok(header, left);
             header = mnl_nlmsg_next(header, &left)) {
            if (header->nlmsg_type == NLMSG_DONE)
                return;
            if (header->nlmsg_type == NLMSG_ERROR)
                throw SystemError("sock_diag", -static_cast<const nlmsgerr*>(mnl_nlmsg_get_payload(header))->error);
            const auto* row = static_cast<const inet_diag_msg*>(mnl_nlmsg_get_payload(header));
            // A bound socket that neither listens nor is connected shows only in some kernels' dumps; its row is left out
            // everywhere, so that a table means the same on each.
            if (protocol == IPPROTO_TCP && row->idiag_state == static_cast<int>(SocketState::Close))
                continue;
            if (SocketRow read = rowOf(*row, header, protocol, m_host, now); !concerns || concerns(read))
                meet(std::move(read), changes);
        }
    }
}

void Observer::meet(SocketRow row, std::vector<EventBody>& changes)
{
    const auto [at, isNew] = m_known.try_emplace(row.socket);
    at->second.round = m_round;
    if (!isNew && sameFacts(at->second.row, row)) {
        at->second.row.timerDue = row.timerDue;
        return;
    }
    at->second.row = row;
    changes.emplace_back(SocketSampled {std::move(row)});
}

std::optional<Timestamp> Observer::nextTimer() const
{
    std::optional<Timestamp> next;
    for (const auto& [id, known] : m_known)
        if (known.row.timer != 0 && (!next || known.row.timerDue < *next))
            next = known.row.timerDue;
    return next;
}

void Observer::sampleCounters(std::vector<EventBody>& changes)
{
    if (HostCounters::Values changed = m_counters->changes(); !changed.empty())
        changes.emplace_back(CountersChanged {m_host, std::move(changed)});
}

} // namespace lab
