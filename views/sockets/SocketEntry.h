#pragma once
// SocketEntry: one row of the table of sockets, as values: what the kernel said of it, whose it is, and what has become
// of it.

#include "model/journal/Event.h"

#include <QString>

#include <optional>
#include <vector>

namespace lab {

/// A descriptor by which a program has the socket. After fork() several programs do.
struct SocketOwner
{
    ActorId actor = 0;
    int fd = -1;

    friend bool operator==(const SocketOwner&, const SocketOwner&) = default;
};

struct SocketEntry
{
    SocketRow row; ///< now, or the last one if it is closed
    bool closed = false; ///< it has left the kernel's table
    std::size_t goneAt = 0; ///< if closed: the event
    std::vector<SocketOwner> owners;
    std::optional<ActorId> former; ///< if nobody has it: who last had it
    QString owner; ///< in words
    QString words; ///< all that a filter looks at; made when one does
    bool fits = true; ///< the filter
    int place = -1; ///< row of the table; -1: not shown
    std::uint64_t met = 0, changed = 0; ///< in which refresh last
};

} // namespace lab
