#include "model/capture/ConversationIndex.h"

#include "model/journal/EventKind.h"

#include <algorithm>
#include <cctype>

namespace lab {

namespace {

std::string lowered(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

} // namespace

bool hasWords(const Conversation& conversation, const std::vector<std::string>& words)
{
    if (words.empty())
        return true;
    std::string text;
    for (const std::size_t side : {0U, 1U})
        text += toText(conversation.ends[side]) + ' ' + std::string(stateName(conversation.states[side])) + ' ';
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
        if (journal.kindOf(m_followed) != kindIndexOf<PacketSent>())
            continue;
        const Event event = journal.at(m_followed);
        const auto* sent = std::get_if<PacketSent>(&event.body);
        const auto tcp = sent ? segmentIn(sent->frame, sent->fullLength) : std::nullopt;
        if (!tcp)
            continue;
        const TcpAnalysis::Segment segment = m_analysis.take(*tcp, event.time);
        if (segment.conversation >= m_first.size())
            m_first.push_back(static_cast<std::uint32_t>(m_followed));
        m_segments.push_back({static_cast<std::uint32_t>(m_followed), static_cast<std::uint32_t>(segment.conversation)});
    }
    return m_followed < journal.size();
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
