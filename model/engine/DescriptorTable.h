#pragma once
// DescriptorTable: which descriptors a process has, read from /proc/PID/fd, with each socket's cookie and kind asked
// from the kernel through a momentary copy (pidfd_getfd(2)).

#include "model/base/UniqueFd.h"
#include "model/journal/Event.h"

#include <map>
#include <set>
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

    bool isSocket(int fd) const;
    /// Was this number a socket's when it was last open, and is it no open descriptor now? Asks the kernel; a number
    /// that has become a file's is forgotten.
    bool isClosedSocket(int fd);

private:
    Descriptor describe(int fd, std::string name);

    pid_t m_pid;
    UniqueFd m_pidfd;
    std::vector<Descriptor> m_descriptors;
    std::set<int> m_formerSockets; ///< numbers that sockets had before they were closed
    std::map<std::uint64_t, Descriptor> m_sockets; ///< by inode: what was asked before
};

} // namespace lab
