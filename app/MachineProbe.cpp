#include "app/MachineProbe.h"

#include "model/base/UniqueFd.h"

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <string_view>

#include <fcntl.h>
#include <linux/filter.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/rtnetlink.h>
#include <linux/seccomp.h>
#include <linux/veth.h>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>

// The window, which has threads, calls this too: between fork(2) and _exit(2) the child may only make system calls
// (signal-safety(7)). So no std::string and no libmnl here, and results travel through a pipe as plain numbers.

namespace lab {

namespace {

/// fork(2) without the C library's handlers.
pid_t bareFork(unsigned long flags = 0)
{
    return static_cast<pid_t>(::syscall(SYS_clone, flags | SIGCHLD, 0, 0, 0, 0));
}

int errorOf(long result)
{
    return result < 0 ? errno : 0;
}

int writeFile(const char* path, std::string_view text)
{
    const UniqueFd file(::open(path, O_WRONLY | O_CLOEXEC));
    if (!file)
        return errno;
    return errorOf(::write(file.get(), text.data(), text.size()));
}

/// "ID ID 1\n" as uid_map and gid_map take it: this user's own id, mapped to itself.
int writeIdMap(const char* path, std::uint32_t id)
{
    char digits[10];
    std::size_t count = 0;
    do
        digits[count++] = static_cast<char>('0' + id % 10);
    while ((id /= 10) != 0);

    char line[2 * sizeof digits + 4];
    std::size_t length = 0;
    for (int twice = 0; twice < 2; ++twice) {
        for (std::size_t i = count; i > 0; --i)
            line[length++] = digits[i - 1];
        line[length++] = ' ';
    }
    line[length++] = '1';
    return writeFile(path, {line, length});
}

int mapOwnIds(std::uint32_t uid, std::uint32_t gid)
{
    if (const int error = writeFile("/proc/self/setgroups", "deny"))
        return error;
    if (const int error = writeIdMap("/proc/self/uid_map", uid))
        return error;
    return writeIdMap("/proc/self/gid_map", gid);
}

int tryPidNamespace()
{
    const pid_t child = bareFork(CLONE_NEWPID | CLONE_NEWNS);
    if (child == 0)
        ::_exit(0);
    return child < 0 ? errno : errorOf(::waitpid(child, nullptr, 0));
}

int tryPacketSocket()
{
    const UniqueFd packets(::socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, htons(ETH_P_ALL)));
    if (!packets)
        return errno;
    sockaddr_ll loopback {};
    loopback.sll_family = AF_PACKET;
    loopback.sll_protocol = htons(ETH_P_ALL);
    loopback.sll_ifindex = 1; // a network namespace is born with lo as its first interface
    return errorOf(::bind(packets.get(), reinterpret_cast<const sockaddr*>(&loopback), sizeof loopback));
}

/// A netlink request that grows on the stack.
struct LinkRequest
{
    nlmsghdr header;
    ifinfomsg link;
    char attributes[128];

    rtattr* add(unsigned short type, const void* data, std::size_t length)
    {
        auto* attribute = reinterpret_cast<rtattr*>(reinterpret_cast<char*>(this) + NLMSG_ALIGN(header.nlmsg_len));
        attribute->rta_type = type;
        attribute->rta_len = static_cast<unsigned short>(RTA_LENGTH(length));
        if (length != 0)
            std::memcpy(RTA_DATA(attribute), data, length);
        header.nlmsg_len = static_cast<std::uint32_t>(NLMSG_ALIGN(header.nlmsg_len) + RTA_ALIGN(attribute->rta_len));
        return attribute;
    }

    void close(rtattr* nest)
    {
        nest->rta_len = static_cast<unsigned short>(reinterpret_cast<char*>(this) + header.nlmsg_len
                                                    - reinterpret_cast<char*>(nest));
    }
};

int tryVeth()
{
    const UniqueFd netlink(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE));
    if (!netlink)
        return errno;
    LinkRequest request {};
    request.header.nlmsg_len = NLMSG_LENGTH(sizeof request.link);
    request.header.nlmsg_type = RTM_NEWLINK;
    request.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_CREATE | NLM_F_EXCL | NLM_F_ACK;
    request.add(IFLA_IFNAME, "probe0", sizeof "probe0");
    rtattr* info = request.add(IFLA_LINKINFO, nullptr, 0);
    request.add(IFLA_INFO_KIND, "veth", 4);
    rtattr* data = request.add(IFLA_INFO_DATA, nullptr, 0);
    const ifinfomsg peerLink {};
    rtattr* peer = request.add(VETH_INFO_PEER, &peerLink, sizeof peerLink);
    request.add(IFLA_IFNAME, "probe1", sizeof "probe1");
    request.close(peer);
    request.close(data);
    request.close(info);
    if (::send(netlink.get(), &request, request.header.nlmsg_len, 0) < 0)
        return errno;

    struct
    {
        nlmsghdr header;
        nlmsgerr error;
        char rest[512];
    } answer {};

    if (::recv(netlink.get(), &answer, sizeof answer, 0) < 0)
        return errno;
    return answer.header.nlmsg_type == NLMSG_ERROR ? -answer.error.error : EPROTO;
}

int tryPtrace()
{
    const pid_t tracee = bareFork();
    if (tracee == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        for (;;)
            ::pause();
    }
    if (tracee < 0)
        return errno;
    const int error = errorOf(::ptrace(PTRACE_SEIZE, tracee, nullptr, PTRACE_O_EXITKILL | PTRACE_O_TRACESECCOMP));
    ::kill(tracee, SIGKILL);
    ::waitpid(tracee, nullptr, 0);
    return error;
}

int trySeccomp()
{
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return errno;
    const std::uint32_t trace = SECCOMP_RET_TRACE;
    if (::syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &trace) != 0)
        return errno;
    sock_filter allowAll = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    const sock_fprog program {1, &allowAll};
    return errorOf(::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program));
}

ProbeReport nothingTried()
{
    ProbeReport report;
    report.errnum.fill(ProbeReport::notTried);
    return report;
}

/// In the child: in the engine's order, since each step stands on the one before. Tracing and seccomp need no
/// namespace and are tried in any case.
ProbeReport tryAll(std::uint32_t uid, std::uint32_t gid)
{
    ProbeReport report = nothingTried();
    const auto works = [&report](ProbeStep step, int error) {
        report.at(step) = error;
        return error == 0;
    };
    if (works(ProbeStep::UserNamespace, errorOf(::unshare(CLONE_NEWUSER)))
        && works(ProbeStep::IdMap, mapOwnIds(uid, gid))
        && works(ProbeStep::NetworkNamespace, errorOf(::unshare(CLONE_NEWNET)))) {
        works(ProbeStep::PidNamespace, tryPidNamespace());
        works(ProbeStep::PacketSocket, tryPacketSocket());
        works(ProbeStep::Veth, tryVeth());
    }
    works(ProbeStep::Ptrace, tryPtrace());
    works(ProbeStep::Seccomp, trySeccomp());
    return report;
}

} // namespace

ProbeReport probeMachine()
{
    ProbeReport report = nothingTried();
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        return report;
    const UniqueFd in(ends[0]);
    UniqueFd out(ends[1]);
    // The ids are asked for here: inside a new user namespace without a map they read as 65534.
    const auto uid = ::getuid();
    const auto gid = ::getgid();
    const pid_t child = ::fork();
    if (child == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        const ProbeReport found = tryAll(uid, gid);
        const auto written = ::write(out.get(), &found, sizeof found);
        ::_exit(written == sizeof found ? 0 : 1);
    }
    if (child < 0)
        return report;
    out.reset();

    pollfd answer {in.get(), POLLIN, 0};
    ProbeReport found;
    // A pipe takes so few bytes whole (pipe(7), PIPE_BUF): one read is enough.
    if (::poll(&answer, 1, 5000) == 1 && ::read(in.get(), &found, sizeof found) == sizeof found)
        report = found;
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    return report;
}

} // namespace lab
