#pragma once
// EventFilter: which events an export shows, as a person writes it: "packets server port=8080". Terms of one kind are
// alternatives, terms of different kinds must all hold. It looks at the state after the event; it changes nothing.

#include "model/base/Result.h"
#include "model/journal/Journal.h"
#include "model/lab/LabState.h"

#include <set>
#include <string>
#include <string_view>

namespace lab {

class EventFilter
{
public:
    /// Words with spaces between: `calls` `packets` `states`, `client` `server`, `tcp` `udp` `icmp` `arp`, `port=N`,
    /// `program=NAME`, `call=NAME`. Empty: everything. The error names the word and what may stand there.
    static Result<EventFilter> parse(std::string_view text);

    bool empty() const;

    /// `state`: after the event. What is no call, packet or state (programs that start, settings, commands) is kept.
    bool keeps(const Event& event, const LabState& state) const;

private:
    struct Facts;
    bool allows(const Facts& facts) const;

    std::set<std::string, std::less<>> m_kinds, m_hosts, m_protocols, m_programs, m_calls;
    std::set<std::uint16_t> m_ports;
};

/// A journal of the events that the filter keeps, for a view that shows nothing else.
std::unique_ptr<Journal> keptEvents(const Journal& journal, const EventFilter& filter);

} // namespace lab
