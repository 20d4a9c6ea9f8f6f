// The named constants of the kernel's socket interface, in the order in which strace prints flags: rising bits.
// The spelling is that of the man pages; where two names share a value, the first is the one that is printed.
#include "model/calls/CallTable.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <map>
#include <string>

#include <fcntl.h>
#include <linux/close_range.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <netinet/udp.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>

namespace lab {

namespace {

#define LAB_NAME(constant)                                                                                             \
    {                                                                                                                  \
#constant, static_cast < std::int64_t>(constant)                                                               \
    }

constexpr NamedValue domains[] = {LAB_NAME(AF_UNSPEC),  LAB_NAME(AF_UNIX),   LAB_NAME(AF_INET),  LAB_NAME(AF_INET6),
                                  LAB_NAME(AF_NETLINK), LAB_NAME(AF_PACKET), LAB_NAME(AF_VSOCK), LAB_NAME(AF_BLUETOOTH),
                                  LAB_NAME(AF_ALG),     LAB_NAME(AF_CAN),    LAB_NAME(AF_XDP),   LAB_NAME(AF_LOCAL),
                                  LAB_NAME(PF_INET),    LAB_NAME(PF_INET6),  LAB_NAME(PF_UNIX)};

constexpr NamedValue socketTypes[] = {LAB_NAME(SOCK_STREAM),  LAB_NAME(SOCK_DGRAM),     LAB_NAME(SOCK_RAW),
                                      LAB_NAME(SOCK_RDM),     LAB_NAME(SOCK_SEQPACKET), LAB_NAME(SOCK_PACKET),
                                      LAB_NAME(SOCK_CLOEXEC), LAB_NAME(SOCK_NONBLOCK)};

constexpr NamedValue acceptFlags[] = {LAB_NAME(SOCK_CLOEXEC), LAB_NAME(SOCK_NONBLOCK)};

constexpr NamedValue openFlags[] = {LAB_NAME(O_WRONLY),  LAB_NAME(O_RDWR),   LAB_NAME(O_CREAT),    LAB_NAME(O_EXCL),
                                    LAB_NAME(O_TRUNC),   LAB_NAME(O_APPEND), LAB_NAME(O_NONBLOCK), LAB_NAME(O_ASYNC),
                                    LAB_NAME(O_CLOEXEC), LAB_NAME(O_RDONLY)};

constexpr NamedValue protocols[] = {LAB_NAME(IPPROTO_IP),     LAB_NAME(IPPROTO_ICMP), LAB_NAME(IPPROTO_IGMP),
                                    LAB_NAME(IPPROTO_TCP),    LAB_NAME(IPPROTO_UDP),  LAB_NAME(IPPROTO_IPV6),
                                    LAB_NAME(IPPROTO_ICMPV6), LAB_NAME(IPPROTO_SCTP), LAB_NAME(IPPROTO_UDPLITE),
                                    LAB_NAME(IPPROTO_RAW),    LAB_NAME(IPPROTO_MPTCP)};

constexpr NamedValue msgFlags[] = {LAB_NAME(MSG_OOB),      LAB_NAME(MSG_PEEK),       LAB_NAME(MSG_DONTROUTE),
                                   LAB_NAME(MSG_CTRUNC),   {"MSG_PROBE", 0x10},      LAB_NAME(MSG_TRUNC),
                                   LAB_NAME(MSG_DONTWAIT), LAB_NAME(MSG_EOR),        LAB_NAME(MSG_WAITALL),
                                   LAB_NAME(MSG_FIN),      LAB_NAME(MSG_SYN),        LAB_NAME(MSG_CONFIRM),
                                   LAB_NAME(MSG_RST),      LAB_NAME(MSG_ERRQUEUE),   LAB_NAME(MSG_NOSIGNAL),
                                   LAB_NAME(MSG_MORE),     LAB_NAME(MSG_WAITFORONE), LAB_NAME(MSG_BATCH),
                                   LAB_NAME(MSG_ZEROCOPY), LAB_NAME(MSG_FASTOPEN),   LAB_NAME(MSG_CMSG_CLOEXEC)};

constexpr NamedValue shutHows[] = {LAB_NAME(SHUT_RD), LAB_NAME(SHUT_WR), LAB_NAME(SHUT_RDWR)};

constexpr NamedValue optLevels[] = {LAB_NAME(SOL_SOCKET),     LAB_NAME(IPPROTO_IP),  LAB_NAME(IPPROTO_ICMP),
                                    LAB_NAME(IPPROTO_TCP),    LAB_NAME(IPPROTO_UDP), LAB_NAME(IPPROTO_IPV6),
                                    LAB_NAME(IPPROTO_ICMPV6), LAB_NAME(IPPROTO_RAW), LAB_NAME(SOL_PACKET),
                                    LAB_NAME(SOL_NETLINK),    LAB_NAME(SOL_IP),      LAB_NAME(SOL_TCP),
                                    LAB_NAME(SOL_UDP),        LAB_NAME(SOL_IPV6)};

constexpr NamedValue socketOptions[] = {
    LAB_NAME(SO_DEBUG),           LAB_NAME(SO_REUSEADDR),    LAB_NAME(SO_TYPE),          LAB_NAME(SO_ERROR),
    LAB_NAME(SO_DONTROUTE),       LAB_NAME(SO_BROADCAST),    LAB_NAME(SO_SNDBUF),        LAB_NAME(SO_RCVBUF),
    LAB_NAME(SO_KEEPALIVE),       LAB_NAME(SO_OOBINLINE),    LAB_NAME(SO_NO_CHECK),      LAB_NAME(SO_PRIORITY),
    LAB_NAME(SO_LINGER),          LAB_NAME(SO_BSDCOMPAT),    LAB_NAME(SO_REUSEPORT),     LAB_NAME(SO_PASSCRED),
    LAB_NAME(SO_PEERCRED),        LAB_NAME(SO_RCVLOWAT),     LAB_NAME(SO_SNDLOWAT),      LAB_NAME(SO_RCVTIMEO),
    LAB_NAME(SO_SNDTIMEO),        LAB_NAME(SO_BINDTODEVICE), LAB_NAME(SO_ATTACH_FILTER), LAB_NAME(SO_DETACH_FILTER),
    LAB_NAME(SO_PEERNAME),        LAB_NAME(SO_TIMESTAMP),    LAB_NAME(SO_ACCEPTCONN),    LAB_NAME(SO_SNDBUFFORCE),
    LAB_NAME(SO_RCVBUFFORCE),     LAB_NAME(SO_TIMESTAMPNS),  LAB_NAME(SO_MARK),          LAB_NAME(SO_PROTOCOL),
    LAB_NAME(SO_DOMAIN),          LAB_NAME(SO_RXQ_OVFL),     LAB_NAME(SO_PEEK_OFF),      LAB_NAME(SO_BUSY_POLL),
    LAB_NAME(SO_MAX_PACING_RATE), LAB_NAME(SO_INCOMING_CPU), LAB_NAME(SO_MEMINFO),       LAB_NAME(SO_COOKIE),
    LAB_NAME(SO_ZEROCOPY),        LAB_NAME(SO_TXTIME),       LAB_NAME(SO_BINDTOIFINDEX)};

constexpr NamedValue tcpOptions[] = {
    LAB_NAME(TCP_NODELAY),      LAB_NAME(TCP_MAXSEG),       LAB_NAME(TCP_CORK),
    LAB_NAME(TCP_KEEPIDLE),     LAB_NAME(TCP_KEEPINTVL),    LAB_NAME(TCP_KEEPCNT),
    LAB_NAME(TCP_SYNCNT),       LAB_NAME(TCP_LINGER2),      LAB_NAME(TCP_DEFER_ACCEPT),
    LAB_NAME(TCP_WINDOW_CLAMP), LAB_NAME(TCP_INFO),         LAB_NAME(TCP_QUICKACK),
    LAB_NAME(TCP_CONGESTION),   LAB_NAME(TCP_MD5SIG),       LAB_NAME(TCP_THIN_LINEAR_TIMEOUTS),
    LAB_NAME(TCP_THIN_DUPACK),  LAB_NAME(TCP_USER_TIMEOUT), LAB_NAME(TCP_REPAIR),
    LAB_NAME(TCP_REPAIR_QUEUE), LAB_NAME(TCP_QUEUE_SEQ),    LAB_NAME(TCP_REPAIR_OPTIONS),
    LAB_NAME(TCP_FASTOPEN),     LAB_NAME(TCP_TIMESTAMP),    LAB_NAME(TCP_NOTSENT_LOWAT),
    LAB_NAME(TCP_SAVE_SYN),     LAB_NAME(TCP_SAVED_SYN),    LAB_NAME(TCP_FASTOPEN_CONNECT),
    LAB_NAME(TCP_INQ),          LAB_NAME(TCP_TX_DELAY)};

constexpr NamedValue udpOptions[] = {LAB_NAME(UDP_CORK), LAB_NAME(UDP_ENCAP), LAB_NAME(UDP_SEGMENT), LAB_NAME(UDP_GRO)};

constexpr NamedValue ipOptions[] = {LAB_NAME(IP_TOS),
                                    LAB_NAME(IP_TTL),
                                    LAB_NAME(IP_HDRINCL),
                                    LAB_NAME(IP_OPTIONS),
                                    LAB_NAME(IP_RECVOPTS),
                                    LAB_NAME(IP_RETOPTS),
                                    LAB_NAME(IP_PKTINFO),
                                    LAB_NAME(IP_MTU_DISCOVER),
                                    LAB_NAME(IP_RECVERR),
                                    LAB_NAME(IP_RECVTTL),
                                    LAB_NAME(IP_RECVTOS),
                                    LAB_NAME(IP_MTU),
                                    LAB_NAME(IP_FREEBIND),
                                    LAB_NAME(IP_TRANSPARENT),
                                    LAB_NAME(IP_RECVORIGDSTADDR),
                                    LAB_NAME(IP_MINTTL),
                                    LAB_NAME(IP_NODEFRAG),
                                    LAB_NAME(IP_BIND_ADDRESS_NO_PORT),
                                    LAB_NAME(IP_MULTICAST_IF),
                                    LAB_NAME(IP_MULTICAST_TTL),
                                    LAB_NAME(IP_MULTICAST_LOOP),
                                    LAB_NAME(IP_ADD_MEMBERSHIP),
                                    LAB_NAME(IP_DROP_MEMBERSHIP),
                                    LAB_NAME(IP_MULTICAST_ALL)};

constexpr NamedValue ipv6Options[] = {
    LAB_NAME(IPV6_CHECKSUM),       LAB_NAME(IPV6_UNICAST_HOPS),   LAB_NAME(IPV6_MULTICAST_IF),
    LAB_NAME(IPV6_MULTICAST_HOPS), LAB_NAME(IPV6_MULTICAST_LOOP), LAB_NAME(IPV6_JOIN_GROUP),
    LAB_NAME(IPV6_LEAVE_GROUP),    LAB_NAME(IPV6_MTU_DISCOVER),   LAB_NAME(IPV6_MTU),
    LAB_NAME(IPV6_RECVERR),        LAB_NAME(IPV6_V6ONLY),         LAB_NAME(IPV6_RECVPKTINFO),
    LAB_NAME(IPV6_PKTINFO),        LAB_NAME(IPV6_RECVHOPLIMIT),   LAB_NAME(IPV6_HOPLIMIT),
    LAB_NAME(IPV6_RECVTCLASS),     LAB_NAME(IPV6_TCLASS),         LAB_NAME(IPV6_TRANSPARENT),
    LAB_NAME(IPV6_FREEBIND)};

constexpr NamedValue fcntlCommands[] = {LAB_NAME(F_DUPFD),      LAB_NAME(F_GETFD),     LAB_NAME(F_SETFD),
                                        LAB_NAME(F_GETFL),      LAB_NAME(F_SETFL),     LAB_NAME(F_GETLK),
                                        LAB_NAME(F_SETLK),      LAB_NAME(F_SETLKW),    LAB_NAME(F_SETOWN),
                                        LAB_NAME(F_GETOWN),     LAB_NAME(F_SETSIG),    LAB_NAME(F_GETSIG),
                                        LAB_NAME(F_SETOWN_EX),  LAB_NAME(F_GETOWN_EX), LAB_NAME(F_DUPFD_CLOEXEC),
                                        LAB_NAME(F_SETPIPE_SZ), LAB_NAME(F_GETPIPE_SZ)};

constexpr NamedValue fcntlArguments[] = {LAB_NAME(FD_CLOEXEC), LAB_NAME(O_WRONLY),   LAB_NAME(O_RDWR),
                                         LAB_NAME(O_APPEND),   LAB_NAME(O_NONBLOCK), LAB_NAME(O_ASYNC),
                                         LAB_NAME(O_RDONLY)};

constexpr NamedValue pollEvents[] = {
    LAB_NAME(POLLIN),   LAB_NAME(POLLPRI),    LAB_NAME(POLLOUT),    LAB_NAME(POLLERR),    LAB_NAME(POLLHUP),
    LAB_NAME(POLLNVAL), LAB_NAME(POLLRDNORM), LAB_NAME(POLLRDBAND), LAB_NAME(POLLWRNORM), LAB_NAME(POLLWRBAND),
    LAB_NAME(POLLMSG),  LAB_NAME(POLLREMOVE), LAB_NAME(POLLRDHUP)};

// strace's names where two are one number: FIONREAD is TIOCINQ, SIOCOUTQ is TIOCOUTQ.
constexpr NamedValue ioctlRequests[] = {
    LAB_NAME(FIONREAD),      LAB_NAME(FIONBIO),      LAB_NAME(FIOASYNC),       LAB_NAME(FIONCLEX),
    LAB_NAME(FIOCLEX),       LAB_NAME(TIOCOUTQ),     LAB_NAME(TCGETS),         LAB_NAME(TIOCGWINSZ),
    LAB_NAME(SIOCATMARK),    LAB_NAME(SIOCGIFNAME),  LAB_NAME(SIOCGIFCONF),    LAB_NAME(SIOCGIFFLAGS),
    LAB_NAME(SIOCGIFADDR),   LAB_NAME(SIOCGIFINDEX), LAB_NAME(SIOCGIFDSTADDR), LAB_NAME(SIOCGIFBRDADDR),
    LAB_NAME(SIOCGIFHWADDR), LAB_NAME(SIOCGIFMTU),   LAB_NAME(SIOCGIFNETMASK)};

constexpr NamedValue epollFlags[] = {LAB_NAME(EPOLL_CLOEXEC)};

constexpr NamedValue epollOperations[] = {LAB_NAME(EPOLL_CTL_ADD), LAB_NAME(EPOLL_CTL_DEL), LAB_NAME(EPOLL_CTL_MOD)};

constexpr NamedValue epollEvents[] = {
    LAB_NAME(EPOLLIN),     LAB_NAME(EPOLLPRI),     LAB_NAME(EPOLLOUT),    LAB_NAME(EPOLLERR),
    LAB_NAME(EPOLLHUP),    LAB_NAME(EPOLLRDNORM),  LAB_NAME(EPOLLRDBAND), LAB_NAME(EPOLLWRNORM),
    LAB_NAME(EPOLLWRBAND), LAB_NAME(EPOLLMSG),     LAB_NAME(EPOLLRDHUP),  LAB_NAME(EPOLLEXCLUSIVE),
    LAB_NAME(EPOLLWAKEUP), LAB_NAME(EPOLLONESHOT), {"EPOLLET", 1LL << 31}}; // signed in <sys/epoll.h>

constexpr NamedValue spliceFlags[] = {LAB_NAME(SPLICE_F_MOVE), LAB_NAME(SPLICE_F_NONBLOCK), LAB_NAME(SPLICE_F_MORE),
                                      LAB_NAME(SPLICE_F_GIFT)};

constexpr NamedValue closeRangeFlags[] = {LAB_NAME(CLOSE_RANGE_UNSHARE), LAB_NAME(CLOSE_RANGE_CLOEXEC)};

constexpr NamedValue resources[] = {
    LAB_NAME(RLIMIT_CPU),      LAB_NAME(RLIMIT_FSIZE), LAB_NAME(RLIMIT_DATA),   LAB_NAME(RLIMIT_STACK),
    LAB_NAME(RLIMIT_CORE),     LAB_NAME(RLIMIT_RSS),   LAB_NAME(RLIMIT_NPROC),  LAB_NAME(RLIMIT_NOFILE),
    LAB_NAME(RLIMIT_MEMLOCK),  LAB_NAME(RLIMIT_AS),    LAB_NAME(RLIMIT_LOCKS),  LAB_NAME(RLIMIT_SIGPENDING),
    LAB_NAME(RLIMIT_MSGQUEUE), LAB_NAME(RLIMIT_NICE),  LAB_NAME(RLIMIT_RTPRIO), LAB_NAME(RLIMIT_RTTIME)};

#undef LAB_NAME

std::span<const NamedValue> optionsOf(int level)
{
    switch (level) {
    case SOL_SOCKET:
        return socketOptions;
    case IPPROTO_TCP:
        return tcpOptions;
    case IPPROTO_UDP:
        return udpOptions;
    case IPPROTO_IP:
        return ipOptions;
    case IPPROTO_IPV6:
        return ipv6Options;
    default:
        return {};
    }
}

} // namespace

std::span<const NamedValue> namedValues(ArgKind kind, int level)
{
    switch (kind) {
    case ArgKind::Domain:
        return domains;
    case ArgKind::SocketType:
        return socketTypes;
    case ArgKind::AcceptFlags:
        return acceptFlags;
    case ArgKind::OpenFlags:
        return openFlags;
    case ArgKind::Protocol:
        return protocols;
    case ArgKind::MsgFlags:
        return msgFlags;
    case ArgKind::ShutHow:
        return shutHows;
    case ArgKind::OptLevel:
        return optLevels;
    case ArgKind::OptName:
        return optionsOf(level);
    case ArgKind::FcntlCommand:
        return fcntlCommands;
    case ArgKind::FcntlArgument:
        return fcntlArguments;
    case ArgKind::PollFds:
        return pollEvents;
    case ArgKind::Resource:
        return resources;
    case ArgKind::IoctlRequest:
        return ioctlRequests;
    case ArgKind::EpollFlags:
        return epollFlags;
    case ArgKind::EpollOperation:
        return epollOperations;
    case ArgKind::EpollEvent:
        return epollEvents;
    case ArgKind::SpliceFlags:
        return spliceFlags;
    case ArgKind::CloseRangeFlags:
        return closeRangeFlags;
    default:
        return {};
    }
}

std::optional<std::int64_t> valueOf(ArgKind kind, std::string_view name, int level)
{
    for (const NamedValue& named : namedValues(kind, level)) {
        if (named.name == name)
            return named.value;
    }
    return std::nullopt;
}

std::string_view nameOf(ArgKind kind, std::int64_t value, int level)
{
    for (const NamedValue& named : namedValues(kind, level)) {
        if (named.value == value)
            return named.name;
    }
    return {};
}

std::optional<int> levelOfOption(std::string_view optionName)
{
    for (const int level : {SOL_SOCKET, int {IPPROTO_TCP}, int {IPPROTO_UDP}, int {IPPROTO_IP}, int {IPPROTO_IPV6}}) {
        if (valueOf(ArgKind::OptName, optionName, level))
            return level;
    }
    return std::nullopt;
}

std::string_view errnoName(int errnum)
{
    // The C library knows them all, and of two names for one number it gives the one of the kernel's own table:
    // EAGAIN (11), EOPNOTSUPP (95).
    const char* name = errnum > 0 ? strerrorname_np(errnum) : nullptr;
    return name ? name : "";
}

std::optional<int> errnoValue(std::string_view name)
{
    if (name == "EWOULDBLOCK")
        return EAGAIN;
    if (name == "ENOTSUP")
        return EOPNOTSUPP;
    constexpr int lastErrno = 133; // EHWPOISON, include/uapi/asm-generic/errno.h
    for (int errnum = 1; errnum <= lastErrno && !name.empty(); ++errnum) {
        if (errnoName(errnum) == name)
            return errnum;
    }
    return std::nullopt;
}

std::string_view signalName(int signal)
{
    static const auto names = [] {
        std::map<int, std::string> made;
        for (int i = 1; i < NSIG; ++i) {
            if (const char* shortName = sigabbrev_np(i))
                made[i] = std::string("SIG") + shortName;
        }
        return made;
    }();
    const auto found = names.find(signal);
    return found == names.end() ? std::string_view {} : found->second;
}

} // namespace lab
