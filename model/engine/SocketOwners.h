#pragma once
// SocketOwners: which process has which TCP or UDP socket of this machine, as events: what /proc/PID/fd says of those that may
// be read, put together with the kernel's socket tables. It reads neither; it is told what was found.
//
// Both know a socket by its inode. Sockets of other kinds and of other network namespaces have none in the tables and are left
// out, and so is a process that has only such.

#include "model/base/ProcSockets.h"
#include "model/journal/Event.h"

#include <functional>
#include <map>
#include <unordered_map>
#include <vector>

namespace lab {

struct ProcessSockets
{
    pid_t pid = 0;
    std::int64_t began = -1; ///< startOf(): with its number, its identity
    std::vector<ProcSocket> sockets; ///< ascending fd
};

class SocketOwners
{
public:
    /// What the tables' last reading has changed.
    void note(const std::vector<EventBody>& changes);

    /// Has a process opened or closed a socket since the last found()? Nobody tells which.
    bool wanted() const { return m_wanted; }

    bool knows(pid_t pid) const { return m_owners.contains(pid); }

    /// What all processes have now; of one without any sockets it is enough if knows() it. `describe` gives the name and command
    /// line of one that is new.
    std::vector<EventBody> found(const std::vector<ProcessSockets>& processes, Timestamp now,
                                 const std::function<ActorStarted(pid_t)>& describe);

private:
    struct Owner
    {
        ActorId actor = 0;
        std::int64_t began = -1;
        std::vector<Descriptor> told;
        Timestamp toldAt;
    };

    struct Inode
    {
        Descriptor socket; ///< but for its number
        bool inTable = true; ///< false: the kernel's tables have it no more, and a process may have it still
        bool owned = false; ///< when it was last looked
    };

    void left(SocketId socket);
    std::vector<Descriptor> descriptorsOf(const ProcessSockets& process);
    void tell(Owner& owner, std::vector<Descriptor> descriptors, Timestamp now, std::vector<EventBody>& events) const;

    std::unordered_map<std::uint64_t, Inode> m_inodes;
    std::unordered_map<SocketId, std::uint64_t> m_inodeOf;
    std::map<pid_t, Owner> m_owners;
    ActorId m_lastActor = 0;
    bool m_wanted = true;
};

} // namespace lab
