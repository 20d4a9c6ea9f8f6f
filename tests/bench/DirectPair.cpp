#include "tests/bench/DirectPair.h"

#include "model/engine/Cage.h"
#include "model/engine/Netlink.h"
#include "model/engine/SystemCall.h"

#include <csignal>
#include <cstdio>
#include <cstring>
#include <string>

#include <fcntl.h>
#include <linux/ethtool.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>

namespace lab::bench {

namespace {

void offloadsOff()
{
    const UniqueFd socket(sys("socket", ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)));
    for (const std::uint32_t offload : {ETHTOOL_STXCSUM, ETHTOOL_STSO, ETHTOOL_SGSO, ETHTOOL_SGRO}) {
        ethtool_value value {offload, 0};
        ifreq request {};
        std::strcpy(request.ifr_name, "wire0");
        request.ifr_data = reinterpret_cast<char*>(&value);
        sys("ethtool", ::ioctl(socket.get(), SIOCETHTOOL, &request));
    }
}

void bringUp(HostId host)
{
    Netlink netlink;
    netlink.setUp("lo");
    netlink.setUp("wire0");
    netlink.addAddress("wire0", hostAddress(host, 4), 24);
    offloadsOff();
}

/// Holds the second network until the pipe ends.
[[noreturn]] void holdServer(int ready, int liveness, int madeByClient)
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    char byte = 0;
    sys("unshare(CLONE_NEWNET)", ::unshare(CLONE_NEWNET));
    sys("write", ::write(ready, "n", 1));
    sys("read", ::read(madeByClient, &byte, 1));
    bringUp(HostId::Server);
    sys("write", ::write(ready, "u", 1));
    (void)!::read(liveness, &byte, 1);
    ::_exit(0);
}

[[noreturn]] void holdClient(int report, int liveness)
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    enterOwnNamespaces();
    int ready[2], made[2];
    sys("pipe2", ::pipe2(ready, O_CLOEXEC));
    sys("pipe2", ::pipe2(made, O_CLOEXEC));
    const pid_t server = sys("fork", ::fork());
    if (server == 0)
        holdServer(ready[1], liveness, made[0]);
    char byte = 0;
    sys("read", ::read(ready[0], &byte, 1));
    const std::string path = "/proc/" + std::to_string(server) + "/ns/net";
    const UniqueFd network(sys("open", ::open(path.c_str(), O_RDONLY | O_CLOEXEC)));
    Netlink().addVeth("wire0", "wire0", hostMac(HostId::Server), network.get());
    bringUp(HostId::Client);
    sys("write", ::write(made[1], "v", 1));
    sys("read", ::read(ready[0], &byte, 1));
    sys("write", ::write(report, &server, sizeof server));
    (void)!::read(liveness, &byte, 1);
    ::_exit(0);
}

} // namespace

DirectPair::DirectPair()
{
    int report[2], liveness[2];
    sys("pipe2", ::pipe2(report, O_CLOEXEC));
    sys("pipe2", ::pipe2(liveness, O_CLOEXEC));
    const UniqueFd in(report[0]);
    UniqueFd out(report[1]);
    const UniqueFd alive(liveness[0]);
    m_liveness.reset(liveness[1]);
    m_client = sys("fork", ::fork());
    if (m_client == 0) {
        m_liveness.reset();
        try {
            holdClient(out.get(), alive.get());
        } catch (const std::exception& error) {
            std::fprintf(stderr, "%s\n", error.what());
            ::_exit(1);
        }
    }
    out.reset();
    if (::read(in.get(), &m_server, sizeof m_server) != sizeof m_server)
        throw SystemError("the direct pair could not be made", ECHILD);
}

DirectPair::~DirectPair()
{
    m_liveness.reset();
    ::waitpid(m_client, nullptr, 0);
}

} // namespace lab::bench
