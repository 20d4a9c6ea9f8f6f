#pragma once
// HostCounters: the counters of a host's network namespace (ListenOverflows, TcpExtTCPTimeouts, …), as /proc/net/snmp and
// /proc/net/netstat tell them (proc(5)): a line of names, then a line of values, each starting with "Tcp:" or the like.

#include "model/base/UniqueFd.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace lab {

class HostCounters
{
public:
    using Values = std::vector<std::pair<std::string, std::int64_t>>;

    /// In the network namespace whose counters are meant; throws SystemError. Counts from here on.
    HostCounters();

    /// What changed since the last call, by name in alphabetical order, each counted from the start of the lab.
    Values changes();

private:
    struct File
    {
        UniqueFd fd;
        std::string text;
        std::vector<std::int64_t> zero, last; ///< in the order of the file
    };

    bool read(File& file);

    File m_files[2];
    std::vector<char> m_buffer;
};

} // namespace lab
