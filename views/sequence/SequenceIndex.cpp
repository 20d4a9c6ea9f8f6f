#include "views/sequence/SequenceIndex.h"

#include "model/journal/EventKind.h"
#include "model/lab/ThisMachine.h"
#include "model/packet/Packet.h"

#include <algorithm>
#include <ranges>

namespace lab {

void SequenceIndex::reset()
{
    *this = SequenceIndex();
}

void SequenceIndex::follow(const Journal& journal, std::size_t most)
{
    const std::size_t left = journal.size() - m_followed, end = m_followed + std::min(most, left);
    while (m_followed < end) {
        if (!m_ofLab) // most of a million events are of packets of a capture, of which little is asked: they need not be made for it
            m_followed = journal.glance(m_followed, end, [this](std::size_t event, const Journal::Glance& frame) { takeFrame(event, frame); },
                                        [this](std::size_t event, const Journal::StateGlance& state) { takeState(event, state); });
        if (m_followed >= end)
            break;
        if (m_ofLab || journal.kindOf(m_followed) != kindIndexOf<PacketDelivered>()) // else seen once (begin())
            take(m_followed, journal.at(m_followed));
        ++m_followed;
    }
    m_cover.follow(bars(), m_followed);
}

void SequenceIndex::takeFrame(std::size_t event, const Journal::Glance& seen)
{
    const auto number = static_cast<std::uint32_t>(flightCount());
    if (seen.packet == number + 1) { // flight() counts on it
        packetRow(event, SequenceRow::Kind::Sent, seen.from, number);
        if (seen.loops)
            m_rows.setLoops();
        return;
    }
    SequenceFlight flight;
    flight.packet = seen.packet;
    flight.from = seen.from;
    flight.loops = seen.loops;
    begin(event, flight);
}

void SequenceIndex::takeState(std::size_t event, const Journal::StateGlance& told)
{
    if (told.state == SocketState::Close)
        gone(event, told.socket);
    else
        sample(event, told);
}

std::size_t SequenceIndex::toldAt(std::uint32_t flight) const
{
    if (m_told.size() == flightCount()) // all are: in a lab
        return flight;
    const auto found = std::lower_bound(m_told.begin(), m_told.end(), flight);
    return found != m_told.end() && *found == flight ? static_cast<std::size_t>(found - m_told.begin()) : m_told.size();
}

SequenceFlight SequenceIndex::flight(std::uint32_t number) const
{
    if (const std::size_t told = toldAt(number); told < m_flights.size())
        return m_flights[told];
    const std::uint32_t at = m_rows.rowOfFlight(number);
    const SequenceRow row = m_rows[at];
    SequenceFlight flight;
    flight.packet = number + 1;
    flight.from = row.host;
    flight.loops = m_rows.loops(at);
    flight.sent = flight.ended = row.event; // it is drawn level, and is not under way for ever
    flight.sentRow = flight.endRow = at;
    return flight;
}

void SequenceIndex::take(std::size_t event, const Event& what)
{
    using Kind = SequenceRow::Kind;
    std::visit(Overloaded {
                   [&](const LabStarted&) { m_ofLab = true; },
                   [&](const SettingWritten& setting) {
                       m_thisMachine |= saysThisMachine(setting);
                       m_loops |= setting.host == HostId::Server && setting.name == "localhost" && setting.value == "loopback";
                   },
                   [](const CommandGiven&) {},
                   [](const Settled&) {},
                   [](const Notice&) {},
                   [](const ActorOutput&) {},
                   [](const CallStopped&) {},
                   [](const CallResumed&) {},
                   [](const CallStack&) {},
                   [](const NoteWritten&) {},
                   [&](const CallInjected& call) {
                       if (const auto found = m_openCalls.find(call.call); found != m_openCalls.end())
                           m_calls[found->second].injected = event;
                   },
                   [](const DescriptorsChanged&) {},
                   [](const WireChanged&) {}, [](const LinkChanged&) {},
                   [&](const ActorStarted& actor) {
                       if (const auto known = m_laneOf.find(actor.actor); known != m_laneOf.end()) {
                           m_lanes[known->second].host = actor.host; // told anew: it stands there (MachineJoin)
                           m_clientLane |= actor.host == HostId::Client;
                           return;
                       }
                       const auto parent = m_laneOf.find(actor.parent);
                       const std::uint32_t above = actor.parent == 0 || parent == m_laneOf.end() ? noRow : parent->second;
                       m_laneOf[actor.actor] = static_cast<std::uint32_t>(m_lanes.size());
                       m_lanes.push_back({actor.actor, above, actor.host, actor.name, false});
                       m_clientLane |= actor.host == HostId::Client;
                   },
                   [&](const ActorExited& actor) {
                       if (const auto found = m_laneOf.find(actor.actor); found != m_laneOf.end()) {
                           SequenceLane& lane = m_lanes[found->second];
                           lane.exited = event;
                           lane.exitRow = addRow(event, Kind::Exit, lane.host, found->second);
                       }
                   },
                   [&](const CallEntered& call) { enter(event, call); },
                   [&](const CallBlocked& call) {
                       const auto found = m_openCalls.find(call.call);
                       if (found != m_openCalls.end() && m_calls[found->second].blocked == noEvent)
                           m_calls[found->second].blocked = event;
                   },
                   [&](const CallReturned& call) { leave(event, call); },
                   [&](const PacketSent& packet) {
                       SequenceFlight flight;
                       flight.packet = packet.packet;
                       flight.from = packet.from;
                       flight.loops = returnsToSender(packet.frame);
                       begin(event, flight);
                   },
                   [&](const PacketHeld& packet) { hold(event, packet.packet); },
                   [&](const PacketDelivered& packet) { end(event, packet.packet, false, {}); },
                   [&](const PacketDropped& packet) { end(event, packet.packet, true, packet.why); },
                   [&](const PacketCopied& copy) {
                       SequenceFlight flight;
                       flight.packet = copy.packet;
                       flight.copy = true;
                       if (const auto original = flightOf(copy.original)) {
                           flight.from = original->from;
                           flight.loops = original->loops;
                       }
                       begin(event, flight);
                   },
                   [&](const PacketRepeated& packet) {
                       if (const auto found = m_openFlights.find(packet.packet); found != m_openFlights.end())
                           packetRow(event, Kind::Repeated, flight(found->second).from, found->second);
                   },
                   [&](const SocketSampled& sampled) {
                       // UDP has no states worth a bar: a UDP socket is UNCONN or, after connect(), ESTAB.
                       if (const SocketRow& row = sampled.row; row.protocol == 6)
                           sample(event, {row.socket, row.host, row.state, row.local.port});
                   },
                   [&](const SocketGone& socket) { gone(event, socket.socket); },
                   [&](const CountersChanged& counters) { count(event, counters); },
               },
               what.body);
}

std::uint32_t SequenceIndex::addRow(std::size_t event, SequenceRow::Kind kind, HostId host, std::uint32_t ref)
{
    const auto row = static_cast<std::uint32_t>(m_rows.size());
    if (row == m_nextOpen) {
        OpenAt open {row, {}};
        for (const auto& [id, call] : m_openCalls)
            open.spans.calls.push_back(call);
        for (const auto& [id, flight] : m_openFlights)
            open.spans.flights.push_back(flight);
        // A list has no more entries than rows until the next: together they are not longer than the rows.
        const auto entries = m_openCalls.size() + m_openFlights.size();
        m_nextOpen = row + std::max(bucket, static_cast<std::uint32_t>(entries));
        m_open.push_back(std::move(open));
    }
    m_rows.push_back(event, kind, host, ref);
    return row;
}

/// A packet's row takes over a row that only says a new state: the state's label and the packet's do not meet.
std::uint32_t SequenceIndex::packetRow(std::size_t event, SequenceRow::Kind kind, HostId host, std::uint32_t flight)
{
    if (m_rows.empty() || m_rows.kindOf(m_rows.size() - 1) != SequenceRow::Kind::State)
        return addRow(event, kind, host, flight);
    m_rows.takeOver(event, kind, host, flight);
    return static_cast<std::uint32_t>(m_rows.size() - 1);
}

void SequenceIndex::enter(std::size_t event, const CallEntered& call)
{
    const auto lane = m_laneOf.find(call.actor);
    if (lane == m_laneOf.end())
        return;
    const auto index = static_cast<std::uint32_t>(m_calls.size());
    SequenceCall entry;
    entry.call = call.call;
    entry.lane = lane->second;
    entry.entered = event;
    entry.enteredRow = addRow(event, SequenceRow::Kind::Call, m_lanes[entry.lane].host, index);
    m_calls.push_back(entry);
    m_lanes[entry.lane].calls = true;
    m_openCalls[call.call] = index;
}

void SequenceIndex::leave(std::size_t event, const CallReturned& call)
{
    const auto found = m_openCalls.find(call.call);
    if (found == m_openCalls.end())
        return;
    const std::uint32_t index = found->second;
    m_openCalls.erase(found);
    SequenceCall& entry = m_calls[index];
    entry.returned = event;
    entry.returnedRow = addRow(event, SequenceRow::Kind::Return, m_lanes[entry.lane].host, index);
}

void SequenceIndex::begin(std::size_t event, SequenceFlight flight)
{
    const auto index = static_cast<std::uint32_t>(flightCount());
    flight.sent = event;
    flight.sentRow = packetRow(event, flight.copy ? SequenceRow::Kind::Copied : SequenceRow::Kind::Sent, flight.from, index);
    if (m_ofLab) {
        m_openFlights[flight.packet] = index;
    } else { // seen once: as in flight()
        flight.ended = event;
        flight.endRow = flight.sentRow;
    }
    m_told.push_back(index);
    m_flights.push_back(flight);
}

/// Packets are numbered as they are sent.
std::optional<SequenceFlight> SequenceIndex::flightOf(PacketId packet) const
{
    const auto numbers = std::views::iota(std::uint32_t {0}, static_cast<std::uint32_t>(flightCount()));
    const auto found = std::ranges::lower_bound(numbers, packet, {}, [this](std::uint32_t number) { return flight(number).packet; });
    if (found == numbers.end() || flight(*found).packet != packet)
        return {};
    return flight(*found);
}

void SequenceIndex::hold(std::size_t event, PacketId packet)
{
    const auto found = m_openFlights.find(packet);
    if (found == m_openFlights.end())
        return;
    unsigned taken = 0;
    for (const auto& [id, other] : m_openFlights) {
        if (const SequenceFlight& one = editFlight(other); one.held != noEvent)
            taken |= 1U << one.place;
    }
    SequenceFlight& flight = editFlight(found->second);
    while (flight.place < 7 && (taken & (1U << flight.place)) != 0)
        ++flight.place;
    flight.held = event;
    flight.heldRow = packetRow(event, SequenceRow::Kind::Held, flight.from, found->second);
}

void SequenceIndex::end(std::size_t event, PacketId packet, bool dropped, DropReason why)
{
    const auto found = m_openFlights.find(packet);
    if (found == m_openFlights.end())
        return;
    const std::uint32_t index = found->second;
    SequenceFlight& flight = editFlight(index);
    const bool across = !dropped && !flight.loops;
    flight.endRow = packetRow(event, dropped ? SequenceRow::Kind::Dropped : SequenceRow::Kind::Delivered,
                              across ? otherHost(flight.from) : flight.from, index);
    flight.ended = event;
    flight.dropped = dropped;
    flight.why = why;
    m_openFlights.erase(found);
}

void SequenceIndex::gone(std::size_t event, SocketId socket)
{
    if (const auto found = m_sockets.find(socket); found != m_sockets.end()) {
        closeBar(event, found->second.bar);
        m_sockets.erase(found);
    }
}

void SequenceIndex::sample(std::size_t event, const Journal::StateGlance& row)
{
    SocketNow& now = m_sockets[row.socket];
    const std::uint32_t before = now.bar;
    const bool elsewhere = before != noRow && bars().host(before) != row.host; // told anew: it stands there (MachineJoin)
    if (now.state == row.state && !elsewhere)
        return;
    closeBar(event, before);
    now.state = row.state;
    now.bar = noRow;
    if (row.state == SocketState::Close || row.state == SocketState::None)
        return;
    const auto side = static_cast<std::size_t>(row.host);
    const SequenceRow::Kind last = m_rows.empty() ? SequenceRow::Kind::Call : m_rows.kindOf(m_rows.size() - 1);
    const bool shares = (SequenceRow::ofPacket(last) || last == SequenceRow::Kind::State) && !m_rows.beginsBar(row.host);
    const std::uint8_t place = freePlace(row.host);
    m_places[side] = std::max(m_places[side], place + 1);
    if (!shares)
        addRow(event, SequenceRow::Kind::State, row.host, 0);
    now.bar = static_cast<std::uint32_t>(bars().size());
    m_rows.beginBar({row.socket, row.host, row.state, place, row.port, event, noEvent}, before); // no gap between two states of one socket
    m_cover.begin(bars(), now.bar);
    ++m_standing[side][place];
}

void SequenceIndex::closeBar(std::size_t event, std::uint32_t bar)
{
    if (bar == noRow)
        return;
    m_rows.endBar(bar, event);
    --m_standing[static_cast<std::size_t>(bars().host(bar))][bars().place(bar)];
}

std::uint8_t SequenceIndex::freePlace(HostId host) const
{
    const auto& standing = m_standing[static_cast<std::size_t>(host)];
    std::uint8_t place = 0;
    while (place < mostPlaces - 1 && standing[place] > 0)
        ++place;
    return place;
}

void SequenceIndex::count(std::size_t event, const CountersChanged& counters)
{
    const bool dropped = std::any_of(counters.values.begin(), counters.values.end(),
                                     [](const auto& counter) { return isDropCounter(counter.first); });
    if (dropped)
        addRow(event, SequenceRow::Kind::Counter, counters.host, 0);
}

bool isDropCounter(std::string_view name)
{
    return name == "TcpExtListenDrops" || name == "TcpExtListenOverflows" || name == "TcpExtTCPReqQFullDrop"
        || name == "TcpExtTCPBacklogDrop" || name == "TcpExtTCPRcvQDrop" || name == "TcpExtTCPZeroWindowDrop"
        || name == "UdpRcvbufErrors";
}

std::uint32_t SequenceIndex::rowOf(std::size_t event) const
{
    const std::size_t rows = rowsAt(event + 1);
    return rows == 0 ? noRow : static_cast<std::uint32_t>(rows - 1);
}

SequenceIndex::Spans SequenceIndex::spans(std::uint32_t first, std::uint32_t last) const
{
    std::vector<std::uint32_t> rows;
    for (std::size_t row = first; row <= last && row < m_rows.size(); ++row)
        rows.push_back(static_cast<std::uint32_t>(row));
    return spans(rows);
}

SequenceIndex::Spans SequenceIndex::spans(const std::vector<std::uint32_t>& rows) const
{
    if (rows.empty())
        return {};
    const std::uint32_t first = rows.front();
    const auto after = std::upper_bound(m_open.begin(), m_open.end(), first,
                                        [](std::uint32_t row, const OpenAt& open) { return row < open.row; });
    const OpenAt& open = *std::prev(after); // row 0 has one
    Spans result = open.spans;
    for (std::uint32_t row = open.row; row < first; ++row)
        addBeginning(row, result);
    for (const std::uint32_t row : rows)
        addBeginning(row, result);
    const auto gone = [first](std::uint32_t to) { return to < first; };
    std::erase_if(result.calls, [&](std::uint32_t i) { return gone(m_calls[i].returnedRow); });
    std::erase_if(result.flights, [&](std::uint32_t i) { return gone(flight(i).endRow); });
    return result;
}

void SequenceIndex::addBeginning(std::uint32_t number, Spans& spans) const
{
    const SequenceRow row = m_rows[number];
    if (row.kind == SequenceRow::Kind::Call)
        spans.calls.push_back(row.ref);
    if (row.ofPacket() && flight(row.ref).sentRow == number)
        spans.flights.push_back(row.ref);
}

const std::vector<std::uint32_t>& SequenceIndex::barsOf(SocketId socket) const
{
    if (m_asked.socket != socket)
        m_asked = {socket, 0, {}};
    for (; m_asked.looked < bars().size(); ++m_asked.looked) {
        if (bars().socket(m_asked.looked) == socket)
            m_asked.bars.push_back(static_cast<std::uint32_t>(m_asked.looked));
    }
    return m_asked.bars;
}

} // namespace lab
