#include "model/engine/DescriptorTable.h"

#include "model/base/Text.h"

#include <algorithm>
#include <dirent.h>
#include <sys/socket.h>
#include <sys/syscall.h>

namespace lab {

namespace {

std::string kindOf(const std::string& name)
{
    if (name.rfind("socket:", 0) == 0)
        return "socket";
    if (name.rfind("pipe:", 0) == 0)
        return "pipe";
    if (name.rfind("anon_inode:", 0) == 0) {
        std::string kind = name.substr(11);
        std::erase(kind, '[');
        std::erase(kind, ']');
        return kind;
    }
    return "file";
}

int optionOf(int fd, int option)
{
    int value = 0;
    socklen_t length = sizeof value;
    ::getsockopt(fd, SOL_SOCKET, option, &value, &length);
    return value;
}

} // namespace

DescriptorTable::DescriptorTable(pid_t pid)
    : m_pid(pid), m_pidfd(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)))
{
}

void DescriptorTable::read(std::int64_t changed)
{
    if (m_descriptors.size() > smallTable && changed >= 0)
        readOne(static_cast<int>(changed));
    else
        readAll();
}

const std::vector<Descriptor>& DescriptorTable::tell()
{
    m_changes = 0;
    return m_descriptors;
}

void DescriptorTable::readOne(int fd)
{
    const std::string link = linkOf(fd);
    char target[256];
    const auto length = ::readlink(link.c_str(), target, sizeof target);
    const auto at = std::lower_bound(m_descriptors.begin(), m_descriptors.end(), fd,
                                     [](const Descriptor& each, int number) { return each.fd < number; });
    const bool had = at != m_descriptors.end() && at->fd == fd;
    if (length <= 0) {
        if (had && at->kind == "socket")
            m_formerSockets.insert(fd);
        if (had)
            m_descriptors.erase(at), ++m_changes;
        return;
    }
    Descriptor now = describe(fd, std::string(target, static_cast<std::size_t>(length)));
    if (had && *at == now)
        return;
    ++m_changes;
    if (had)
        *at = std::move(now);
    else
        m_descriptors.insert(at, std::move(now));
}

/// What was asked of sockets that nobody has any more; a program may open and close millions.
void DescriptorTable::forgetClosedSockets()
{
    if (m_sockets.size() < 2 * m_descriptors.size() + smallTable)
        return;
    std::map<std::uint64_t, Descriptor> open;
    for (const Descriptor& each : m_descriptors)
        if (const auto known = m_sockets.find(each.inode); known != m_sockets.end())
            open.insert(*known);
    m_sockets = std::move(open);
}

void DescriptorTable::readAll()
{
    const std::string folder = "/proc/" + std::to_string(m_pid) + "/fd";
    DIR* directory = ::opendir(folder.c_str());
    if (directory == nullptr)
        return; // the process is gone; its exit is an event of its own
    std::vector<Descriptor> now;
    while (const dirent* entry = ::readdir(directory)) {
        const auto fd = parseNumber(entry->d_name);
        if (!fd)
            continue;
        char target[256];
        const auto length = ::readlinkat(::dirfd(directory), entry->d_name, target, sizeof target);
        if (length > 0)
            now.push_back(describe(static_cast<int>(*fd), std::string(target, static_cast<std::size_t>(length))));
    }
    ::closedir(directory);
    std::sort(now.begin(), now.end(), [](const Descriptor& a, const Descriptor& b) { return a.fd < b.fd; });
    if (now == m_descriptors)
        return;
    // How many are other is counted roughly: all that matters is whether it is many.
    m_changes += 1 + (now.size() > m_descriptors.size() ? now.size() - m_descriptors.size() : m_descriptors.size() - now.size());
    for (const Descriptor& each : m_descriptors)
        if (each.kind == "socket")
            m_formerSockets.insert(each.fd);
    m_descriptors = std::move(now);
    forgetClosedSockets();
}

Descriptor DescriptorTable::describe(int fd, std::string name)
{
    Descriptor descriptor;
    descriptor.fd = fd;
    descriptor.kind = kindOf(name);
    descriptor.name = std::move(name);
    if (descriptor.kind != "socket")
        return descriptor;
    descriptor.inode = static_cast<std::uint64_t>(
        parseNumber(descriptor.name.substr(8, descriptor.name.size() - 9)).value_or(0));
    const auto known = m_sockets.find(descriptor.inode);
    if (known != m_sockets.end()) {
        Descriptor same = known->second;
        same.fd = fd;
        return same;
    }
    const UniqueFd copy(static_cast<int>(::syscall(SYS_pidfd_getfd, m_pidfd.get(), fd, 0)));
    if (copy) {
        socklen_t length = sizeof descriptor.socket;
        ::getsockopt(copy.get(), SOL_SOCKET, SO_COOKIE, &descriptor.socket, &length);
        descriptor.domain = optionOf(copy.get(), SO_DOMAIN);
        descriptor.type = optionOf(copy.get(), SO_TYPE);
        descriptor.protocol = optionOf(copy.get(), SO_PROTOCOL);
        m_sockets[descriptor.inode] = descriptor;
    }
    return descriptor;
}

std::string DescriptorTable::linkOf(int fd) const
{
    return "/proc/" + std::to_string(m_pid) + "/fd/" + std::to_string(fd);
}

const Descriptor* DescriptorTable::find(int fd) const
{
    const auto at = std::lower_bound(m_descriptors.begin(), m_descriptors.end(), fd,
                                     [](const Descriptor& each, int number) { return each.fd < number; });
    return at != m_descriptors.end() && at->fd == fd ? &*at : nullptr;
}

bool DescriptorTable::isKind(int fd, std::string_view kind) const
{
    const Descriptor* found = find(fd);
    return found != nullptr && found->kind == kind;
}

bool DescriptorTable::wasSocket(int fd)
{
    if (m_formerSockets.count(fd) == 0 || isSocket(fd))
        return false;
    // A file opened since is in no reading: open(2) is nobody's stop.
    char target[1];
    if (::readlink(linkOf(fd).c_str(), target, sizeof target) < 0)
        return true;
    m_formerSockets.erase(fd); // what becomes of a file is not followed
    return false;
}

bool DescriptorTable::hasSocketBetween(unsigned first, unsigned last) const
{
    return std::any_of(m_descriptors.begin(), m_descriptors.end(), [=](const Descriptor& each) {
        const auto number = static_cast<unsigned>(each.fd);
        return each.kind == "socket" && number >= first && number <= last;
    });
}

} // namespace lab
