#include "model/export/EventFilter.h"

#include "model/base/Text.h"
#include "model/calls/CallMemory.h"
#include "model/calls/CallText.h"
#include "model/export/EventNames.h"

#include <algorithm>
#include <cctype>

namespace lab {

/// What a filter can ask about one event; empty: it makes no sense for this event.
struct EventFilter::Facts
{
    std::string_view kind, host, program, call;
    std::string protocol;
    std::set<std::uint16_t> ports;
};

namespace {

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text;
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
        const std::string_view word = trimmed(part);
        const std::size_t equals = word.find('=');
        const std::string_view name = word.substr(0, equals);
        const std::string value(equals == std::string_view::npos ? "" : word.substr(equals + 1));
        if (word.empty())
            continue;
        if (isOneOf(word, {"calls", "packets", "states"}))
            filter.m_kinds.emplace(word);
        else if (isOneOf(word, {"client", "server"}))
            filter.m_hosts.emplace(word);
        else if (isOneOf(word, {"tcp", "udp", "icmp", "icmpv6", "arp"}))
            filter.m_protocols.emplace(word);
        else if (name == "program" && !value.empty())
            filter.m_programs.insert(value);
        else if (name == "call" && (findCall(value) || value == "send" || value == "recv"))
            filter.m_calls.insert(value);
        else if (const auto port = parseNumber(value); name == "port" && port && *port >= 0 && *port <= 65535)
            filter.m_ports.insert(static_cast<std::uint16_t>(*port));
        else
            return Error {"the filter's word \"" + std::string(word)
                          + "\" is not understood: expected calls, packets, states, client, server, tcp, udp, icmp, arp, "
                            "port=8080, program=NAME or call=connect"};
    }
    return filter;
}

bool EventFilter::empty() const
{
    return m_kinds.empty() && m_hosts.empty() && m_protocols.empty() && m_programs.empty() && m_calls.empty()
        && m_ports.empty();
}

bool EventFilter::allows(const Facts& facts) const
{
    const bool port = m_ports.empty()
        || std::any_of(facts.ports.begin(), facts.ports.end(), [this](std::uint16_t one) { return m_ports.count(one); });
    return matches(m_kinds, facts.kind) && matches(m_hosts, facts.host) && matches(m_protocols, facts.protocol)
        && matches(m_programs, facts.program) && matches(m_calls, facts.call) && port;
}

bool EventFilter::keeps(const Event& event, const LabState& state) const
{
    if (empty())
        return true;
    const auto ofCall = [&](CallId id) {
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
        return allows(facts);
    };
    const auto ofPacket = [&](PacketId id) {
        const PacketState* packet = state.packet(id);
        if (!packet)
            return false;
        const std::set<std::uint16_t> ports {packet->decoded.source().port, packet->decoded.destination().port};
        return allows({"packets", hostName(packet->from), {}, {}, lower(protocolName(packet->decoded)), ports});
    };
    const auto ofSocket = [&](const SocketRow& row) {
        const auto owner = state.ownerOf(row.socket);
        const ActorState* actor = owner ? state.actor(*owner) : nullptr;
        return allows({"states", hostName(row.host), actor ? std::string_view(actor->started.name) : std::string_view(),
                       {}, lower(protocolName(row.protocol)), {row.local.port, row.remote.port}});
    };
    return std::visit(
        Overloaded {
            [](const LabStarted&) { return true; }, [](const SettingWritten&) { return true; },
            [](const CommandGiven&) { return true; }, [](const Settled&) { return true; },
            [](const Notice&) { return true; }, [](const ActorStarted&) { return true; },
            [](const ActorExited&) { return true; }, [](const ActorOutput&) { return true; },
            [](const WireChanged&) { return true; }, [](const LinkChanged&) { return true; }, [](const DescriptorsChanged&) { return true; },
            [](const CountersChanged&) { return true; }, [](const NoteWritten&) { return true; },
            [](const SocketGone&) { return true; }, // says nothing where the socket was not shown
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
            [&](const SocketSampled& e) { return ofSocket(e.row); },
        },
        event.body);
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
