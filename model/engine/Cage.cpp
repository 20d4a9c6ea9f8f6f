#include "model/engine/Cage.h"

#include "model/engine/SystemCall.h"

#include <algorithm>
#include <csignal>
#include <fcntl.h>
#include <linux/sched.h>
#include <sched.h>
#include <string_view>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <utility>

namespace lab {

namespace {

/// IPv4 only: glibc would hand out an IPv6 address first (it has no low precedence for fc00::/7), and most tutorials'
/// servers listen on 0.0.0.0.
constexpr std::string_view hostNames = "10.9.0.1 client\n10.9.0.2 server\n";

void writeFile(const char* path, const std::string& text)
{
    const UniqueFd file(sys(std::string("open ") + path, ::open(path, O_WRONLY | O_CLOEXEC)));
    sys(std::string("write ") + path, ::write(file.get(), text.data(), text.size()));
}

/// Any other name is asked of the server host, where a program of the lab may answer: the machine's own name server is
/// out of reach. Whoever holds a question on the wire has as long as resolv.conf(5) allows before the C library asks again,
/// 30 s, and before it gives up, 5 times that: about as long as connect() waits.
constexpr std::string_view resolver = "nameserver 10.9.0.2\noptions timeout:30 attempts:5\n";

/// Other sources of nsswitch.conf(5) ask daemons of the machine by AF_UNIX sockets, past the wire and out of the lab.
constexpr std::string_view nameSources = "hosts: files dns\n";

/// A file of the lab's own over one of the machine's.
struct NameFile
{
    const char *made, *over;
    std::string_view first; ///< its first lines
    bool copies; ///< the machine's lines follow,
    std::string_view without; ///< but for those that begin so
};

constexpr NameFile nameFiles[] = {
    // The first line that has a name counts (hosts(5)).
    {"/proc/hosts", "/etc/hosts", hostNames, true, {}},
    {"/proc/resolv.conf", "/etc/resolv.conf", resolver, false, {}},
    {"/proc/nsswitch.conf", "/etc/nsswitch.conf", nameSources, true, "hosts:"},
};

void writeAll(int file, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t count = ::write(file, text.data(), text.size());
        if (count <= 0)
            return;
        text.remove_prefix(static_cast<std::size_t>(count));
    }
}

void copyLines(int to, int from, std::string_view without)
{
    struct stat about {};
    if (::fstat(from, &about) != 0 || about.st_size <= 0)
        return;
    const auto size = static_cast<std::size_t>(about.st_size);
    void* const mapped = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, from, 0);
    if (mapped == MAP_FAILED)
        return;
    std::string_view rest(static_cast<const char*>(mapped), size);
    if (without.empty())
        writeAll(to, std::exchange(rest, {}));
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, std::min(rest.find('\n'), rest.size() - 1) + 1);
        if (!line.substr(std::min(line.find_first_not_of(" \t"), line.size())).starts_with(without))
            writeAll(to, line);
        rest.remove_prefix(line.size());
    }
    ::munmap(mapped, size);
}

/// Mounted over the machine's files for these programs only. What is mounted needs a file system of this mount namespace
/// (mount(2): a memfd cannot be bound), which stands on /proc for a moment, before /proc is mounted there for good. A file
/// that the machine has not got cannot be mounted over, and then the C library's defaults hold.
void nameHosts()
{
    if (::mount("names", "/proc", "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, "size=1m") != 0)
        return;
    for (const NameFile& file : nameFiles) {
        const UniqueFd known(::open(file.over, O_RDONLY | O_CLOEXEC));
        const UniqueFd ours(::open(file.made, O_WRONLY | O_CREAT | O_CLOEXEC, 0644));
        writeAll(ours.get(), file.first);
        if (file.copies && known)
            copyLines(ours.get(), known.get(), file.without);
        ::fchmod(ours.get(), 0644); // whatever the umask is
        ::mount(file.made, file.over, nullptr, MS_BIND, nullptr);
    }
    ::umount2("/proc", MNT_DETACH);
}

/// pid 1 of the programs' namespace. Async-signal-safe calls only: it is a fork of the engine without exec.
[[noreturn]] void runInit(int liveness, int report)
{
    ::prctl(PR_SET_NAME, "socketlab-init");
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    // Only the two pipes stay open: a copy of the engine's end of the window's socket would hide the engine's death.
    ::dup2(liveness, 0);
    ::dup2(report, 1);
    ::syscall(SYS_close_range, 2U, ~0U, 0U);
    ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr);
    nameHosts();
    char mounted = ::mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, nullptr) == 0 ? 'y' : 'n';
    (void)!::write(1, &mounted, 1);
    ::close(1);
    std::signal(SIGCHLD, SIG_IGN); // orphans that are given to pid 1 are reaped by the kernel
    char byte = 0;
    if (::read(0, &byte, 1) == 1)
        while (::read(0, &byte, 1) > 0) { }
    ::_exit(0);
}

} // namespace

void enterOwnNamespaces()
{
    const auto uid = ::getuid();
    const auto gid = ::getgid();
    sys("unshare(CLONE_NEWUSER)", ::unshare(CLONE_NEWUSER));
    // user_namespaces(7): an unprivileged process must give up setgroups(2) before it may map its group.
    writeFile("/proc/self/setgroups", "deny");
    writeFile("/proc/self/uid_map", std::to_string(uid) + " " + std::to_string(uid) + " 1");
    writeFile("/proc/self/gid_map", std::to_string(gid) + " " + std::to_string(gid) + " 1");
    sys("unshare(CLONE_NEWNET)", ::unshare(CLONE_NEWNET));
    // A program in a user namespace of its own could make a network of its own, where no wire sees it. The limit is this
    // namespace's and those below it (namespaces(7), /proc/sys/user).
    const UniqueFd limit(::open("/proc/sys/user/max_user_namespaces", O_WRONLY | O_CLOEXEC));
    if (limit)
        (void)!::write(limit.get(), "0", 1);
}

UniqueFd makeNetworkNamespace()
{
    const UniqueFd before(sys("open /proc/self/ns/net", ::open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC)));
    sys("unshare(CLONE_NEWNET)", ::unshare(CLONE_NEWNET));
    UniqueFd made(sys("open /proc/self/ns/net", ::open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC)));
    sys("setns(CLONE_NEWNET)", ::setns(before.get(), CLONE_NEWNET));
    return made;
}

InsideNamespace::InsideNamespace(int namespaceFd)
    : m_before(sys("open /proc/self/ns/net", ::open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC)))
{
    sys("setns(CLONE_NEWNET)", ::setns(namespaceFd, CLONE_NEWNET));
}

InsideNamespace::~InsideNamespace()
{
    // Going back to a namespace that this process came from and owns is never refused; going on elsewhere would be wrong.
    if (::setns(m_before.get(), CLONE_NEWNET) != 0)
        ::abort();
}

Cage::Cage()
{
    int liveness[2];
    int report[2];
    sys("pipe2", ::pipe2(liveness, O_CLOEXEC));
    const UniqueFd livenessRead(liveness[0]);
    m_liveness.reset(liveness[1]);
    sys("pipe2", ::pipe2(report, O_CLOEXEC));
    const UniqueFd reportRead(report[0]);
    UniqueFd reportWrite(report[1]);

    m_init = static_cast<pid_t>(sys("clone(CLONE_NEWPID | CLONE_NEWNS)",
                                    ::syscall(SYS_clone, CLONE_NEWPID | CLONE_NEWNS | SIGCHLD, 0, 0, 0, 0)));
    if (m_init == 0)
        runInit(livenessRead.get(), reportWrite.get());
    reportWrite.reset();

    char mounted = 'n';
    if (::read(reportRead.get(), &mounted, 1) != 1)
        throw SystemError("the lab's init process ended at once", ECHILD);
    m_ownProc = mounted == 'y';
    const std::string base = "/proc/" + std::to_string(m_init) + "/ns/";
    m_mounts.reset(sys("open the mount namespace", ::open((base + "mnt").c_str(), O_RDONLY | O_CLOEXEC)));
    const UniqueFd pids(sys("open the pid namespace", ::open((base + "pid").c_str(), O_RDONLY | O_CLOEXEC)));
    sys("setns(CLONE_NEWPID)", ::setns(pids.get(), CLONE_NEWPID));
    sys("GO to init", ::write(m_liveness.get(), "G", 1));
}

Cage::~Cage()
{
    m_liveness.reset();
    // pid 1 can't leave before every process of its namespace is reaped, and their parent is this process, not pid 1.
    while (::waitpid(-1, nullptr, __WALL) > 0 || errno == EINTR) { }
}

void Cage::joinMounts() const
{
    sys("setns(CLONE_NEWNS)", ::setns(m_mounts.get(), CLONE_NEWNS));
}

} // namespace lab
