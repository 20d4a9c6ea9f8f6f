#pragma once
// DescriptorTable: which descriptors a process has, read from /proc/PID/fd, with each socket's cookie and kind asked
// from the kernel through a momentary copy (pidfd_getfd(2)).
//
// A table is told whole, so a program that opens 10,000 sockets one by one would have 50 million rows told. Beyond
// `smallTable` descriptors only the one that a call is known to have changed is read, and the table is told when a
// sixteenth of it is new; who needs it exact (a blocked program, its end) asks for what has changed since.

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

    static constexpr std::int64_t anyOf = -1;
    static constexpr std::size_t smallTable = 256;

    /// Reads the table again, or of a large one only descriptor `changed`, if that is known.
    void read(std::int64_t changed);

    bool changedSinceTold() const { return m_changes > 0; }
    bool worthTelling() const { return m_changes > (m_descriptors.size() > smallTable ? m_descriptors.size() / 16 : 0); }
    /// The table, and from now on it is told.
    const std::vector<Descriptor>& tell();

    bool isSocket(int fd) const { return isKind(fd, "socket"); }

    bool isEpoll(int fd) const { return isKind(fd, "eventpoll"); }

    /// Nothing has this number, and the last thing that was seen to have it was a socket.
    bool wasSocket(int fd);
    bool hasSocketBetween(unsigned first, unsigned last) const;

private:
    bool isKind(int fd, std::string_view kind) const;
    const Descriptor* find(int fd) const;
    std::string linkOf(int fd) const; ///< in /proc
    void readAll();
    void readOne(int fd);
    void forgetClosedSockets();
    Descriptor describe(int fd, std::string name);

    pid_t m_pid;
    UniqueFd m_pidfd;
    std::vector<Descriptor> m_descriptors; ///< ascending fd
    std::size_t m_changes = 0; ///< since the table was told
    std::set<int> m_formerSockets; ///< numbers that sockets had
    std::map<std::uint64_t, Descriptor> m_sockets; ///< by inode: what was asked before
};

} // namespace lab
