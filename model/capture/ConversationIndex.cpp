#include "model/capture/ConversationIndex.h"

#include "model/journal/EventKind.h"

#include <algorithm>
#include <cctype>

#include <netinet/in.h>

namespace lab {

namespace {

std::string lowered(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

/// Ends of different hosts have different keys already.
ConnectionKey keyOf(const Endpoint& local, const Endpoint& remote)
{
    return connectionKey(HostId::Client, IPPROTO_TCP, local, remote);
}

} // namespace

std::string toText(const ConversationStates& states, const std::string& word)
{
    const std::string mark = " (" + word + ")";
    const bool both = states.inferred[0] && states.inferred[1]; // then it is said once
    const auto name = [&](std::size_t side) {
        const SocketState state = states.states[side];
        if (state == SocketState::None)
            return std::string("–");
        return std::string(stateName(state)) + (states.inferred[side] && !both ? mark : "");
    };
    return name(0) + " / " + name(1) + (both ? mark : "");
}

bool hasWords(const Conversation& conversation, const ConversationStates& states, const std::vector<std::string>& words)
{
    if (words.empty())
        return true;
    std::string text;
    for (const std::size_t side : {0U, 1U})
        text += toText(conversation.ends[side]) + ' ' + std::string(stateName(states.states[side])) + ' ';
    text += conversation.reset ? "reset " : "";
    text += conversation.retransmissions[0] + conversation.retransmissions[1] > 0 ? "retransmission" : "";
    const std::string searched = lowered(std::move(text));
    return std::all_of(words.begin(), words.end(),
                       [&](const std::string& word) { return searched.find(lowered(word)) != std::string::npos; });
}

bool ConversationIndex::follow(const Journal& journal, std::size_t most)
{
    const std::size_t end = m_followed + std::min(most, journal.size() - m_followed);
    for (; m_followed < end; ++m_followed) {
        const int kind = journal.kindOf(m_followed);
        if (kind == kindIndexOf<PacketSent>())
            take(journal.at(m_followed));
        else if ((kind == kindIndexOf<SocketSampled>() || kind == kindIndexOf<SocketGone>()) && !journal.infers(m_followed))
            tell(journal.at(m_followed));
    }
    return m_followed < journal.size();
}

void ConversationIndex::take(const Event& event)
{
    const auto* sent = std::get_if<PacketSent>(&event.body);
    const auto tcp = sent ? segmentIn(sent->frame, sent->fullLength) : std::nullopt;
    if (!tcp)
        return;
    const TcpAnalysis::Segment segment = m_analysis.take(*tcp, event.time);
    if (segment.conversation >= m_first.size()) {
        m_first.push_back(static_cast<std::uint32_t>(m_followed));
        for (const int side : {0, 1}) {
            const auto& ends = all()[segment.conversation].ends;
            const auto told = m_early.extract(keyOf(ends[static_cast<std::size_t>(side)], ends[static_cast<std::size_t>(1 - side)]));
            if (told)
                tell({segment.conversation, side}, told.mapped().socket, told.mapped().state);
        }
    }
    m_segments.push_back({static_cast<std::uint32_t>(m_followed), static_cast<std::uint32_t>(segment.conversation)});
}

/// What the kernel's own table had.
void ConversationIndex::tell(const Event& event)
{
    if (const auto* gone = std::get_if<SocketGone>(&event.body)) {
        if (const auto known = m_sockets.find(gone->socket); known != m_sockets.end())
            tell(known->second, gone->socket, SocketState::Close);
        return;
    }
    const SocketRow& row = std::get<SocketSampled>(event.body).row;
    if (row.protocol != IPPROTO_TCP || row.remote.port == 0 || row.socket >= inferredSockets)
        return;
    const Endpoint local {row.local.address.unmapped(), row.local.port}, remote {row.remote.address.unmapped(), row.remote.port};
    if (const auto known = m_sockets.find(row.socket); known != m_sockets.end()) {
        const TcpAnalysis::End end = known->second;
        const auto& ends = all()[end.conversation].ends;
        const auto side = static_cast<std::size_t>(end.side);
        if (ends[side] == local && ends[1 - side] == remote)
            return tell(end, row.socket, row.state);
        tell(end, row.socket, SocketState::Close); // after a refusal it connected again
    }
    if (const auto end = m_analysis.endOf(local, remote))
        tell(*end, row.socket, row.state);
    else
        m_early[keyOf(local, remote)] = row; // connect(2) is in SYN-SENT before its SYN is on the wire
}

void ConversationIndex::tell(const TcpAnalysis::End& end, SocketId socket, SocketState state)
{
    m_sockets.insert_or_assign(socket, end);
    if (m_told.size() <= end.conversation)
        m_told.resize(end.conversation + 1);
    m_told[end.conversation][static_cast<std::size_t>(end.side)] = state;
}

ConversationStates ConversationIndex::states(std::size_t conversation) const
{
    ConversationStates states {all()[conversation].states, {true, true}};
    for (const std::size_t side : {0U, 1U}) {
        const SocketState told = conversation < m_told.size() ? m_told[conversation][side] : SocketState::None;
        states.inferred[side] = told == SocketState::None;
        if (told != SocketState::None)
            states.states[side] = told;
    }
    return states;
}

std::vector<ConversationIndex::Segment>::const_iterator ConversationIndex::from(std::size_t event) const
{
    return std::lower_bound(m_segments.begin(), m_segments.end(), event,
                            [](const Segment& one, std::size_t wanted) { return one.event < wanted; });
}

std::optional<std::size_t> ConversationIndex::of(std::size_t event) const
{
    const auto found = from(event);
    return found != m_segments.end() && found->event == event ? std::optional<std::size_t>(found->conversation) : std::nullopt;
}

/// Packets are numbered as they are sent.
std::optional<std::size_t> ConversationIndex::ofPacket(const Journal& journal, PacketId packet) const
{
    const auto numberOf = [&journal](const Segment& one) {
        const Event event = journal.at(one.event);
        const auto* sent = std::get_if<PacketSent>(&event.body);
        return sent ? sent->packet : PacketId {};
    };
    const auto found = std::lower_bound(m_segments.begin(), m_segments.end(), packet,
                                        [&](const Segment& one, PacketId wanted) { return numberOf(one) < wanted; });
    if (found == m_segments.end() || numberOf(*found) != packet)
        return {};
    return found->conversation;
}

std::optional<std::size_t> ConversationIndex::newestBefore(std::size_t position) const
{
    const auto behind = from(position);
    if (behind == m_segments.begin())
        return {};
    return std::prev(behind)->conversation;
}

TcpStream ConversationIndex::stream(const Journal& journal, std::size_t conversation, std::uint64_t mostBytes) const
{
    TcpStream stream(mostBytes);
    const Endpoint& first = all()[conversation].ends[0];
    for (const Segment& one : m_segments) {
        if (one.conversation != conversation)
            continue;
        const Event event = journal.at(one.event);
        const auto& sent = std::get<PacketSent>(event.body);
        const Packet packet = decodePacket(sent.frame, sent.fullLength);
        stream.take(packet, packet.payloadIn(sent.frame), packet.source() == first ? 0 : 1, one.event);
    }
    stream.finish();
    return stream;
}

} // namespace lab
