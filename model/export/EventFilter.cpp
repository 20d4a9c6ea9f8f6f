#include "model/export/EventFilter.h"

#include "model/base/Text.h"
#include "model/calls/CallMemory.h"
#include "model/calls/CallTable.h"
#include "model/calls/CallText.h"
#include "model/export/EventNames.h"
#include "model/journal/EventKind.h"
#include "model/packet/Packet.h"

#include <algorithm>
#include <cctype>

namespace lab {

/// What a filter can ask about one event; empty: it makes no sense for this event.
struct EventFilter::Facts
{
    std::string_view kind, host, program, call;
    std::string protocol;
    std::set<std::uint16_t> ports;
    std::uint8_t flags = 0; ///< TcpFlag
    int errnum = 0;
};

namespace {

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text;
}

std::string upper(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::toupper(c); });
    return text;
}

std::optional<std::uint16_t> portOf(std::string_view text)
{
    const auto number = parseNumber(text);
    return number && *number >= 0 && *number <= 65535 ? std::optional(static_cast<std::uint16_t>(*number)) : std::nullopt;
}

/// "40001-8080", in either order.
std::optional<std::pair<std::uint16_t, std::uint16_t>> portsOf(std::string_view text)
{
    const std::size_t dash = text.find('-');
    const auto one = portOf(text.substr(0, dash));
    const auto other = dash == std::string_view::npos ? std::nullopt : portOf(text.substr(dash + 1));
    return one && other ? std::optional(std::pair(*one, *other)) : std::nullopt;
}

/// "SYN", "FIN+ACK"; 0: no flags.
std::uint8_t flagsOf(std::string_view text)
{
    std::uint8_t flags = 0;
    for (const std::string& name : split(text, '+')) {
        std::uint8_t flag = 1;
        while (flag != 0 && flagsText(flag) != name)
            flag = static_cast<std::uint8_t>(flag << 1);
        if (flag == 0)
            return 0;
        flags |= flag;
    }
    return flags;
}

bool isOneOf(std::string_view word, std::initializer_list<std::string_view> words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

template<class Set, class Value>
bool matches(const Set& wanted, const Value& value)
{
    return wanted.empty() || wanted.find(value) != wanted.end();
}

const SocketRow* socketBehind(const LabState& state, const ActorState& actor, int fd)
{
    for (const Descriptor& one : actor.descriptors)
        if (one.fd == fd)
            return state.host(actor.started.host).socket(one.socket);
    return nullptr;
}

} // namespace

Result<EventFilter> EventFilter::parse(std::string_view text)
{
    EventFilter filter;
    for (const std::string& part : split(text, ' ')) {
        if (const std::string_view word = trimmed(part); !word.empty() && !filter.add(word))
            return Error {"the filter's word \"" + std::string(word)
                          + "\" is not understood: expected calls, packets, states, client, server, tcp, udp, icmp, arp, "
                            "port=8080, connection=40001-8080, program=NAME, call=connect, flag=SYN or errno=ECONNREFUSED"};
    }
    return filter;
}

std::string EventFilter::misunderstood(std::string_view text)
{
    EventFilter filter;
    for (const std::string& part : split(text, ' ')) {
        if (const std::string_view word = trimmed(part); !word.empty() && !filter.add(word))
            return std::string(word);
    }
    return {};
}

bool EventFilter::add(std::string_view word)
{
    const std::size_t equals = word.find('=');
    const std::string_view name = word.substr(0, equals);
    const std::string value(equals == std::string_view::npos ? "" : word.substr(equals + 1));
    if (isOneOf(word, {"calls", "packets", "states"}))
        m_kinds.emplace(word);
    else if (isOneOf(word, {"client", "server"}))
        m_hosts.emplace(word);
    else if (isOneOf(word, {"tcp", "udp", "icmp", "icmpv6", "arp"}))
        m_protocols.emplace(word);
    else if (name == "program" && !value.empty())
        m_programs.insert(value);
    else if (name == "call" && (findCall(value) || value == "send" || value == "recv"))
        m_calls.insert(value);
    else if (const auto port = portOf(value); name == "port" && port)
        m_ports.insert(*port);
    else if (const auto both = portsOf(value); name == "connection" && both)
        m_connections.insert(*both);
    else if (const std::uint8_t flags = flagsOf(upper(value)); name == "flag" && flags != 0)
        m_flags.insert(flags);
    else if (const auto errnum = errnoValue(upper(value)); name == "errno" && errnum)
        m_errnos.insert(*errnum);
    else
        return false;
    return true;
}

bool EventFilter::empty() const
{
    return m_kinds.empty() && m_hosts.empty() && m_protocols.empty() && m_programs.empty() && m_calls.empty()
        && m_ports.empty() && m_connections.empty() && m_flags.empty() && m_errnos.empty();
}

void EventFilter::lookAhead(const Journal& journal)
{
    if (m_errnos.empty())
        return;
    for (std::size_t i = 0; i < journal.size(); ++i) {
        if (journal.kindOf(i) != kindIndexOf<CallReturned>())
            continue;
        const Event event = journal.at(i);
        const auto& call = std::get<CallReturned>(event.body);
        if (m_errnos.count(call.errnum) != 0)
            m_failed[call.call] = call.errnum;
    }
}

bool EventFilter::allows(const Facts& facts) const
{
    const auto any = [](const auto& wanted, const auto& fits) {
        return wanted.empty() || std::any_of(wanted.begin(), wanted.end(), fits);
    };
    return matches(m_kinds, facts.kind) && matches(m_hosts, facts.host) && matches(m_protocols, facts.protocol)
        && matches(m_programs, facts.program) && matches(m_calls, facts.call) && matches(m_errnos, facts.errnum)
        && any(m_ports, [&](std::uint16_t port) { return facts.ports.count(port) != 0; })
        && any(m_connections,
               [&](const auto& both) { return facts.ports.count(both.first) != 0 && facts.ports.count(both.second) != 0; })
        && any(m_flags, [&](std::uint8_t flags) { return (facts.flags & flags) == flags; });
}

bool EventFilter::allowsCall(CallId id, const LabState& state) const
{
    const CallState* call = state.call(id);
    const ActorState* actor = call ? state.actor(call->entered.actor) : nullptr;
    if (!actor)
        return false;
    Facts facts {"calls", hostName(actor->started.host), actor->started.name, call->entered.name, {}, {}};
    if (m_calls.count(nameInC(call->entered)))
        facts.call = nameInC(call->entered);
    const SocketRow* row = socketBehind(state, *actor, fdOf(call->entered));
    if (row) {
        facts.protocol = lower(protocolName(row->protocol));
        facts.ports = {row->local.port, row->remote.port};
    }
    if (const auto address = addressOf(call->entered))
        facts.ports.insert(address->port);
    if (const auto failed = m_failed.find(id); failed != m_failed.end())
        facts.errnum = failed->second;
    else if (call->returned)
        facts.errnum = call->returned->errnum;
    return allows(facts);
}

bool EventFilter::allowsPacket(PacketId id, const LabState& state) const
{
    const PacketState* packet = state.packet(id);
    if (!packet)
        return false;
    Facts facts {"packets", hostName(packet->from), {}, {}, lower(protocolName(packet->decoded)), {}};
    facts.ports = {packet->decoded.source().port, packet->decoded.destination().port};
    facts.flags = packet->decoded.tcp ? packet->decoded.tcp->flags : 0;
    return allows(facts);
}

bool EventFilter::allowsSocket(const SocketRow& row, const LabState& state) const
{
    const auto owner = state.ownerOf(row.socket);
    const ActorState* actor = owner ? state.actor(*owner) : nullptr;
    return allows({"states", hostName(row.host), actor ? std::string_view(actor->started.name) : std::string_view(), {},
                   lower(protocolName(row.protocol)), {row.local.port, row.remote.port}});
}

std::optional<bool> EventFilter::judge(const Event& event, const LabState& state) const
{
    using Verdict = std::optional<bool>;
    const auto ofCall = [&](CallId id) { return Verdict(allowsCall(id, state)); };
    const auto ofPacket = [&](PacketId id) { return Verdict(allowsPacket(id, state)); };
    return std::visit(
        Overloaded {
            [](const LabStarted&) { return Verdict(); }, [](const SettingWritten&) { return Verdict(); },
            [](const CommandGiven&) { return Verdict(); }, [](const Settled&) { return Verdict(); },
            [](const Notice&) { return Verdict(); }, [](const ActorStarted&) { return Verdict(); },
            [](const ActorExited&) { return Verdict(); }, [](const ActorOutput&) { return Verdict(); },
            [](const WireChanged&) { return Verdict(); }, [](const LinkChanged&) { return Verdict(); },
            [](const DescriptorsChanged&) { return Verdict(); }, [](const CountersChanged&) { return Verdict(); },
            [](const NoteWritten&) { return Verdict(); },
            [](const SocketGone&) { return Verdict(); }, // says nothing where the socket was not shown
            [&](const CallEntered& e) { return ofCall(e.call); },
            [&](const CallStopped& e) { return ofCall(e.call); },
            [&](const CallStack& e) { return ofCall(e.call); },
            [&](const CallResumed& e) { return ofCall(e.call); },
            [&](const CallInjected& e) { return ofCall(e.call); },
            [&](const CallBlocked& e) { return ofCall(e.call); },
            [&](const CallReturned& e) { return ofCall(e.call); },
            [&](const PacketSent& e) { return ofPacket(e.packet); },
            [&](const PacketHeld& e) { return ofPacket(e.packet); },
            [&](const PacketDelivered& e) { return ofPacket(e.packet); },
            [&](const PacketDropped& e) { return ofPacket(e.packet); },
            [&](const PacketCopied& e) { return ofPacket(e.packet); },
            [&](const PacketRepeated& e) { return ofPacket(e.packet); },
            [&](const SocketSampled& e) { return Verdict(allowsSocket(e.row, state)); },
        },
        event.body);
}

bool EventFilter::keeps(const Event& event, const LabState& state) const
{
    return empty() || judge(event, state).value_or(true);
}

bool EventFilter::concerns(const Event& event, const LabState& state) const
{
    if (empty())
        return true;
    if (const auto* exited = std::get_if<ActorExited>(&event.body)) {
        const ActorState* actor = state.actor(exited->actor);
        return actor && allows({"programs", hostName(actor->started.host), actor->started.name, {}, {}, {}});
    }
    if (const auto* counters = std::get_if<CountersChanged>(&event.body))
        return allows({"counters", hostName(counters->host), {}, {}, {}, {}});
    return judge(event, state).value_or(false);
}

namespace {

/// A note goes with its event, under that one's new number; false: that event is not there any more.
bool renumbered(Event& event, const std::vector<std::uint64_t>& numbers)
{
    auto* note = std::get_if<NoteWritten>(&event.body);
    if (note == nullptr)
        return true;
    const std::uint64_t now = note->event > 0 && note->event <= numbers.size() ? numbers[note->event - 1] : 0;
    note->event = now;
    return now != 0;
}

} // namespace

std::unique_ptr<Journal> keptEvents(const Journal& journal, const EventFilter& filter)
{
    std::int64_t zero = 0;
    if (journal.size() > 0) {
        const Event first = journal.at(0);
        if (const auto* started = std::get_if<LabStarted>(&first.body))
            zero = started->wallClock;
    }
    Bytes bytes = journalHeader(zero);
    LabState state;
    std::vector<std::uint64_t> numbers; // that the events kept have now; 0: not kept
    std::uint64_t count = 0;
    for (std::size_t i = 0; i < journal.size(); ++i) {
        Event event = journal.at(i);
        state.apply(event);
        const bool keeps = filter.keeps(event, state) && renumbered(event, numbers);
        numbers.push_back(keeps ? ++count : 0);
        if (keeps)
            encodeEvent(event, zero, bytes);
    }
    auto kept = std::make_unique<Journal>();
    (void)kept->feed(bytes); // what was just encoded is whole
    return kept;
}

} // namespace lab
