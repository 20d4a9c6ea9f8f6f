#pragma once
// RunningPrograms: the programs of this user that run on this machine and have sockets, as /proc tells them. It looks and
// changes nothing. No Qt.

#include "model/journal/Event.h"

#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace lab {

struct HeldSocket
{
    std::string protocol; ///< "TCP", "UDP", "unix"; empty: of another kind (netlink, packet …)
    SocketState state = SocketState::None; ///< of TCP and UDP
    Endpoint local, remote; ///< of TCP and UDP
    std::string path; ///< of unix, where it has a name
};

struct RunningProgram
{
    pid_t pid = 0;
    std::int64_t began = -1; ///< startOf(): with its number, its identity
    std::string name, commandLine;
    std::vector<HeldSocket> sockets; ///< those that listen first, then TCP and UDP, then others

    std::vector<Endpoint> listens() const; ///< TCP and unconnected UDP
};

/// Nothing: there is no such process, or its descriptors are not to be read.
std::optional<RunningProgram> runningProgram(pid_t pid);

/// Those that have sockets; who listens comes first. This process and its ancestors are left out.
std::vector<RunningProgram> programsWithSockets();

/// This process, or one that it descends from?
bool isOwnFamily(pid_t pid);

} // namespace lab
