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

bool DescriptorTable::read()
{
    const std::string folder = "/proc/" + std::to_string(m_pid) + "/fd";
    DIR* directory = ::opendir(folder.c_str());
    if (directory == nullptr)
        return false; // the process is gone; its exit is an event of its own
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
        return false;
    for (const Descriptor& before : m_descriptors)
        if (before.kind == "socket")
            m_formerSockets.insert(before.fd);
    for (const Descriptor& one : now)
        m_formerSockets.erase(one.fd);
    m_descriptors = std::move(now);
    return true;
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

bool DescriptorTable::isSocket(int fd) const
{
    return std::any_of(m_descriptors.begin(), m_descriptors.end(),
                       [fd](const Descriptor& each) { return each.fd == fd && each.kind == "socket"; });
}

bool DescriptorTable::isClosedSocket(int fd)
{
    if (!m_formerSockets.contains(fd))
        return false;
    const std::string name = "/proc/" + std::to_string(m_pid) + "/fd/" + std::to_string(fd);
    char target[1];
    if (::readlink(name.c_str(), target, sizeof target) < 0)
        return true;
    m_formerSockets.erase(fd); // a file was opened since, and what becomes of that is not followed
    return false;
}

} // namespace lab
