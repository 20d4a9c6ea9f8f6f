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

/// Conversations are told apart by their ends alone, whichever host has them.
ConnectionKey keyOf(const Endpoint& local, const Endpoint& remote)
{
    return connectionKey(HostId::Client, IPPROTO_TCP, local, remote);
}

} // namespace

std::string_view conversationState(SocketState state)
{
    return state == SocketState::Close ? "CLOSED" : stateName(state);
}

std::string toText(const ConversationStates& states, const std::string& word)
{
    const bool both = states.inferred[0] && states.inferred[1]; // then it is said once
    const auto name = [&](std::size_t side) {
        if (states.states[side] == SocketState::None)
            return std::string("–");
        const std::string state(conversationState(states.states[side]));
        return states.inferred[side] && !both ? "(" + word + ": " + state + ")" : state;
    };
    return name(0) + " / " + name(1) + (both ? " (" + word + ")" : "");
}

bool hasWords(const Conversation& conversation, const ConversationStates& states, const std::vector<std::string>& words)
{
    if (words.empty())
        return true;
    std::string text;
    for (const std::size_t side : {0U, 1U})
        text += toText(conversation.ends[side]) + ' ' + std::string(conversationState(states.states[side])) + ' ';
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
        else if (journal.infers(m_followed))
            continue;
        else if (kind == kindIndexOf<SocketSampled>())
            tell(std::get<SocketSampled>(journal.at(m_followed).body).row);
        else if (kind == kindIndexOf<SocketGone>())
            gone(std::get<SocketGone>(journal.at(m_followed).body).socket);
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
        const auto& ends = all()[segment.conversation].ends;
        for (const int side : {0, 1}) {
            const auto own = static_cast<std::size_t>(side);
            if (const auto early = m_early.find(keyOf(ends[own], ends[1 - own])); early != m_early.end()) {
                const Told told = early->second;
                forgetEarly(told.socket);
                put({segment.conversation, side}, told);
            }
        }
    }
    m_segments.push_back({static_cast<std::uint32_t>(m_followed), static_cast<std::uint32_t>(segment.conversation)});
}

/// A row of the kernel's own table.
void ConversationIndex::tell(const SocketRow& row)
{
    if (row.protocol != IPPROTO_TCP || row.remote.port == 0 || row.socket >= inferredSockets)
        return;
    const Endpoint local = row.local.unmapped(), remote = row.remote.unmapped();
    const auto known = m_ends.find(row.socket);
    const auto end = known != m_ends.end() ? std::optional(known->second) : m_analysis.endOf(local, remote);
    if (end) {
        const auto side = static_cast<std::size_t>(end->side);
        const auto& ends = all()[end->conversation].ends;
        const bool same = ends[side] == local && ends[1 - side] == remote;
        const Told before = end->conversation < m_told.size() ? m_told[end->conversation][side] : Told();
        const bool anew = before.state == SocketState::Close && row.state == SocketState::SynSent;
        if (same && (before.socket == 0 || before.socket == row.socket) && !anew)
            return put(*end, {row.socket, row.state});
        if (known != m_ends.end()) { // after a refusal it connects again
            gone(row.socket);
            return tell(row);
        }
    }
    // connect(2) is in SYN-SENT before its SYN is on the wire; the same ports may have served another socket before.
    forgetEarly(row.socket);
    const ConnectionKey key = keyOf(local, remote);
    if (const auto other = m_early.find(key); other != m_early.end())
        forgetEarly(other->second.socket);
    m_early[key] = {row.socket, row.state};
    m_earlyKeys[row.socket] = key;
}

void ConversationIndex::gone(SocketId socket)
{
    forgetEarly(socket);
    const auto known = m_ends.find(socket);
    if (known == m_ends.end())
        return;
    const TcpAnalysis::End end = known->second;
    put(end, {socket, SocketState::Close});
    m_ends.erase(socket);
}

void ConversationIndex::forgetEarly(SocketId socket)
{
    if (const auto key = m_earlyKeys.extract(socket))
        m_early.erase(key.mapped());
}

void ConversationIndex::put(const TcpAnalysis::End& end, const Told& told)
{
    m_ends.insert_or_assign(told.socket, end);
    if (m_told.size() <= end.conversation)
        m_told.resize(end.conversation + 1);
    m_told[end.conversation][static_cast<std::size_t>(end.side)] = told;
}

ConversationStates ConversationIndex::states(std::size_t conversation) const
{
    ConversationStates states {all()[conversation].states, {true, true}};
    for (const std::size_t side : {0U, 1U}) {
        const Told told = conversation < m_told.size() ? m_told[conversation][side] : Told();
        states.inferred[side] = told.socket == 0;
        if (told.socket != 0)
            states.states[side] = told.state;
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
