#pragma once
// SocketList: the sockets of this machine as `ss -tunape` lists them, and what of that changes. Pure: events in, lines out.

#include "model/journal/Event.h"

#include <map>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace lab {

/// A descriptor of a process: ("nginx",pid=714,fd=6).
struct SocketHolder
{
    std::string name;
    std::int32_t pid = 0;
    int fd = -1;

    friend bool operator==(const SocketHolder&, const SocketHolder&) = default;
};

/// What is shown of one socket.
struct SocketLine
{
    SocketRow row;
    std::vector<SocketHolder> holders; ///< by pid and fd; none: nobody has it, or it may not be known

    bool looksLike(const SocketLine& other) const; ///< rtt and timers are not shown
    std::string netid() const; ///< "tcp", "udp"
    std::string local() const; ///< "127.0.0.1:8080"; port 0 is *, as ss writes it
    std::string peer() const;
    std::string holdersText() const; ///< users:(("nginx",pid=714,fd=6))
    std::string kernelText() const; ///< "uid:1000 ino:4711 sk:2a", as `ss -e` writes it
    nlohmann::ordered_json json() const;
    /// Does each of these words stand in it, whatever their case?
    bool matches(const std::vector<std::string>& words) const;
};

struct SocketChange
{
    enum class What : std::uint8_t { New, Changed, Gone };
    What what = What::New;
    SocketLine line, before; ///< before: of one that changed
};

class SocketList
{
public:
    void take(const EventBody& event);

    std::vector<SocketLine> lines() const; ///< now: who listens first, then by protocol and address
    std::size_t withoutHolder() const; ///< sockets that some process has, and nobody may know which
    std::vector<SocketChange> changes(); ///< of what is shown, since this was last asked

private:
    SocketLine lineOf(const SocketRow& row) const;
    void hold(ActorId actor, const std::vector<Descriptor>& descriptors);

    std::map<SocketId, SocketRow> m_rows;
    std::map<SocketId, SocketLine> m_shown; ///< as changes() last told it
    std::set<SocketId> m_touched;
    std::map<ActorId, ActorStarted> m_actors;
    std::map<ActorId, std::vector<Descriptor>> m_descriptors;
    std::map<std::uint64_t, std::vector<SocketHolder>> m_holders; ///< by inode
    std::map<std::uint64_t, SocketId> m_inodes;
};

} // namespace lab
