#pragma once
// EventFilter: which events an export shows, as a person writes it: "packets server port=8080". Terms of one kind are
// alternatives, terms of different kinds must all hold. It looks at the state after the event; it changes nothing.

#include "model/base/Result.h"
#include "model/journal/Journal.h"
#include "model/lab/LabState.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace lab {

class EventFilter
{
public:
    /// Words with spaces between: `calls` `packets` `states`, `client` `server`, `tcp` `udp` `icmp` `arp`, `port=N`,
    /// `connection=40001-8080`, `program=NAME`, `call=NAME`, `flag=SYN`, `flag=FIN+ACK`, `errno=ECONNREFUSED`. Empty:
    /// everything. The error names the word and what may stand there.
    static Result<EventFilter> parse(std::string_view text);
    /// The first word that parse() does not understand; empty: it understands all.
    static std::string misunderstood(std::string_view text);

    bool empty() const;
    bool operator==(const EventFilter&) const = default;

    /// Takes note of the calls that will fail in the way that is asked for, so that keeps() keeps all that is told of them
    /// and not their return alone.
    void lookAhead(const Journal& journal);

    /// `state`: after the event. What is no call, packet or state (programs that start, settings, commands) is kept.
    bool keeps(const Event& event, const LabState& state) const;
    /// Stricter, for who shows only what is asked for: a program's end and a counter must be of that program and host, and
    /// what is nothing of the kind is not shown.
    bool concerns(const Event& event, const LabState& state) const;

private:
    struct Facts;
    bool add(std::string_view word);
    bool allows(const Facts& facts) const;
    std::optional<bool> judge(const Event& event, const LabState& state) const; ///< nothing: no filter speaks of it
    bool allowsCall(CallId id, const LabState& state) const;
    bool allowsPacket(PacketId id, const LabState& state) const;
    bool allowsSocket(const SocketRow& row, const LabState& state) const;

    std::set<std::string, std::less<>> m_kinds, m_hosts, m_protocols, m_programs, m_calls;
    std::set<std::uint16_t> m_ports;
    std::set<std::pair<std::uint16_t, std::uint16_t>> m_connections; ///< by their ports
    std::set<std::uint8_t> m_flags; ///< TcpFlag; all of one must be there
    std::set<int> m_errnos;
    std::map<CallId, int> m_failed; ///< looked ahead
};

/// A journal of the events that the filter keeps, for a view that shows nothing else.
std::unique_ptr<Journal> keptEvents(const Journal& journal, const EventFilter& filter);

} // namespace lab
