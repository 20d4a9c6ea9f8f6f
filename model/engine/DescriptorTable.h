#pragma once
// DescriptorTable: which descriptors a process has, read from /proc/PID/fd, with each socket's cookie and kind asked
// from the kernel through a momentary copy (pidfd_getfd(2)).

#include "model/base/UniqueFd.h"
#include "model/journal/Event.h"

#include <map>
#include <set>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace lab {

class DescriptorTable
{
public:
    explicit DescriptorTable(pid_t pid);

    /// Reads the table again; true if it differs from the last reading.
    bool read();

    const std::vector<Descriptor>& descriptors() const { return m_descriptors; }

    bool isSocket(int fd) const { return isKind(fd, "socket"); }

    bool isEpoll(int fd) const { return isKind(fd, "eventpoll"); }

    /// Nothing has this number, and the last thing that was seen to have it was a socket.
    bool wasSocket(int fd) const;
    bool hasSocketBetween(unsigned first, unsigned last) const;

private:
    bool isKind(int fd, std::string_view kind) const;
    const Descriptor* find(int fd) const;
    Descriptor describe(int fd, std::string name);

    pid_t m_pid;
    UniqueFd m_pidfd;
    std::vector<Descriptor> m_descriptors;
    std::set<int> m_formerSockets; ///< numbers that sockets had
    std::map<std::uint64_t, Descriptor> m_sockets; ///< by inode: what was asked before
};

} // namespace lab
