#include "app/RunningPrograms.h"

#include "model/base/ProcSockets.h"
#include "model/base/ProcStatus.h"
#include "model/base/Text.h"

#include <algorithm>
#include <cinttypes>
#include <cstdio>
#include <cstring>
#include <map>
#include <set>
#include <unistd.h>

namespace lab {

namespace {

using SocketsByInode = std::map<std::uint64_t, HeldSocket>;

std::string folderOf(pid_t pid)
{
    return "/proc/" + std::to_string(pid);
}

std::string linkAt(const std::string& path)
{
    char target[256];
    const auto length = ::readlink(path.c_str(), target, sizeof target);
    return std::string(target, length > 0 ? static_cast<std::size_t>(length) : 0);
}

/// "0100007F:1F90" of /proc/net/tcp: each word of the address as this machine holds it, the port as a number.
Endpoint endpointOf(const std::string& text)
{
    Endpoint endpoint;
    const std::size_t digits = text.find(':');
    if (digits != 8 && digits != 32)
        return endpoint;
    endpoint.address.version = digits == 8 ? 4 : 6;
    for (std::size_t at = 0; at < digits; at += 8) {
        const auto word = static_cast<std::uint32_t>(std::strtoul(text.substr(at, 8).c_str(), nullptr, 16));
        std::memcpy(endpoint.address.bytes.data() + at / 2, &word, sizeof word);
    }
    endpoint.port = static_cast<std::uint16_t>(std::strtoul(text.c_str() + digits + 1, nullptr, 16));
    return endpoint;
}

/// proc(5): "sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode …".
void readInternet(const std::string& file, const char* protocol, SocketsByInode& sockets)
{
    for (const std::string& line : split(contentsOf(file), '\n')) {
        char local[64], remote[64];
        unsigned state = 0;
        std::uint64_t inode = 0;
        if (std::sscanf(line.c_str(), "%*d: %63s %63s %x %*s %*s %*s %*u %*u %" SCNu64, local, remote, &state, &inode) != 4
            || inode == 0)
            continue;
        sockets[inode] = {protocol, static_cast<SocketState>(state), endpointOf(local), endpointOf(remote), ""};
    }
}

/// proc(5): "Num RefCount Protocol Flags Type St Inode Path".
void readUnix(const std::string& file, SocketsByInode& sockets)
{
    for (const std::string& line : split(contentsOf(file), '\n')) {
        std::uint64_t inode = 0;
        int length = 0;
        if (std::sscanf(line.c_str(), "%*s %*s %*s %*s %*s %*s %" SCNu64 "%n", &inode, &length) != 1)
            continue;
        const auto path = line.find_first_not_of(' ', static_cast<std::size_t>(length));
        sockets[inode] = {"unix", SocketState::None, {}, {}, path == std::string::npos ? "" : line.substr(path)};
    }
}

/// The tables of each network namespace that is met, read once.
class Networks
{
public:
    const SocketsByInode& of(pid_t pid)
    {
        const std::string folder = folderOf(pid);
        const auto [at, isNew] = m_known.try_emplace(linkAt(folder + "/ns/net"));
        if (isNew) {
            for (const char* name : {"tcp", "tcp6", "udp", "udp6"})
                readInternet(folder + "/net/" + name, *name == 't' ? "TCP" : "UDP", at->second);
            readUnix(folder + "/net/unix", at->second);
        }
        return at->second;
    }

private:
    std::map<std::string, SocketsByInode> m_known;
};

bool listening(const HeldSocket& socket)
{
    return socket.state == SocketState::Listen || (socket.protocol == "UDP" && socket.state == SocketState::Close);
}

int rankOf(const HeldSocket& socket)
{
    return listening(socket) ? 0 : socket.state != SocketState::None ? 1 : socket.protocol == "unix" ? 2 : 3;
}

std::vector<HeldSocket> socketsOf(pid_t pid, Networks& networks)
{
    std::set<std::uint64_t> inodes;
    for (const ProcSocket& held : socketsHeldBy(pid))
        inodes.insert(held.inode);
    std::vector<HeldSocket> sockets;
    if (inodes.empty())
        return sockets;
    const SocketsByInode& known = networks.of(pid);
    for (const std::uint64_t inode : inodes) {
        const auto at = known.find(inode);
        sockets.push_back(at == known.end() ? HeldSocket {} : at->second);
    }
    std::stable_sort(sockets.begin(), sockets.end(),
                     [](const HeldSocket& a, const HeldSocket& b) { return rankOf(a) < rankOf(b); });
    return sockets;
}

RunningProgram describe(pid_t pid, Networks& networks)
{
    RunningProgram program;
    program.pid = pid;
    program.began = startOf(pid);
    program.name = commandNameOf(pid);
    program.commandLine = commandLineOf(pid);
    program.sockets = socketsOf(pid, networks);
    return program;
}

} // namespace

std::vector<Endpoint> RunningProgram::listens() const
{
    std::vector<Endpoint> all;
    for (const HeldSocket& socket : sockets)
        if (listening(socket))
            all.push_back(socket.local);
    return all;
}

bool isOwnFamily(pid_t pid)
{
    for (pid_t each = ::getpid(); each > 0; each = parentOf(each))
        if (each == pid)
            return true;
    return false;
}

std::optional<RunningProgram> runningProgram(pid_t pid)
{
    Networks networks;
    RunningProgram program = describe(pid, networks);
    return program.began < 0 ? std::nullopt : std::optional(std::move(program));
}

std::vector<RunningProgram> programsWithSockets()
{
    std::vector<RunningProgram> programs;
    Networks networks;
    for (const pid_t pid : processesNow()) {
        if (statusNumber(pid, "Uid") != static_cast<std::int64_t>(::getuid()) || isOwnFamily(pid))
            continue;
        RunningProgram program = describe(pid, networks);
        if (program.began >= 0 && !program.sockets.empty())
            programs.push_back(std::move(program));
    }
    const auto rank = [](const RunningProgram& program) { return rankOf(program.sockets.front()); };
    std::sort(programs.begin(), programs.end(), [&](const RunningProgram& a, const RunningProgram& b) {
        return std::tuple(rank(a), a.name, a.pid) < std::tuple(rank(b), b.name, b.pid);
    });
    return programs;
}

} // namespace lab
