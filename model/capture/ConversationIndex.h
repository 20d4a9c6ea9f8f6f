#pragma once
// ConversationIndex: which packets of a journal belong to which TCP conversation. Grows with the journal; keeps eight bytes a
// segment, the packets themselves are decoded when somebody follows a stream.

#include "model/base/ConnectionKey.h"
#include "model/capture/TcpAnalysis.h"
#include "model/capture/TcpStream.h"
#include "model/journal/Journal.h"

#include <unordered_map>

namespace lab {

/// The states of a conversation's two ends: as a row of the kernel's own table told them, else inferred from the packets as if all
/// had arrived. (A lab has the rows; but the address of an end that the wire rewrote, `localhost: wire`, is in none.)
struct ConversationStates
{
    std::array<SocketState, 2> states {SocketState::None, SocketState::None};
    std::array<bool, 2> inferred {true, true};
};

/// As `ss` spells it, but that an end that is over is CLOSED (RFC 9293 section 3.3.2): no socket is left that `ss` could show.
std::string_view conversationState(SocketState state);

/// "ESTAB / CLOSE-WAIT"; "ESTAB / ESTAB (inferred)" where both are, "ESTAB / (inferred: ESTAB)" where one is, as `word` says.
std::string toText(const ConversationStates& states, const std::string& word);

/// Does each of `words` occur in what a conversation is found by, in upper or lower case: its ends (10.9.0.2:8080), their
/// states (ESTAB), "reset", and "retransmission" where something was sent again?
bool hasWords(const Conversation& conversation, const ConversationStates& states, const std::vector<std::string>& words);

class ConversationIndex
{
public:
    void reset() { *this = ConversationIndex(); }

    /// Reads on, at most `most` events; is there more?
    bool follow(const Journal& journal, std::size_t most = SIZE_MAX);

    /// In the order in which they began.
    const Conversations& all() const { return m_analysis.conversations(); }

    std::size_t followed() const { return m_followed; } ///< events

    /// The conversation of a PacketSent (index into the journal); nothing: it is none, or was not read yet.
    std::optional<std::size_t> of(std::size_t event) const;
    /// Of a packet by its number; a copy that the wire made is no packet of its own.
    std::optional<std::size_t> ofPacket(const Journal& journal, PacketId packet) const;
    /// Of the newest segment before event `position`.
    std::optional<std::size_t> newestBefore(std::size_t position) const;

    std::size_t firstEvent(std::size_t conversation) const { return m_first[conversation]; }

    std::uint64_t segments(std::size_t conversation) const
    {
        return std::uint64_t {all()[conversation].packets[0]} + all()[conversation].packets[1];
    }

    ConversationStates states(std::size_t conversation) const;

    bool kernelTold() const { return !m_told.empty(); } ///< of any end its state

    /// What its two ends said, at most `mostBytes` of it. `journal`: the one that was followed.
    TcpStream stream(const Journal& journal, std::size_t conversation, std::uint64_t mostBytes = UINT64_MAX) const;

private:
    struct Segment
    {
        std::uint32_t event = 0, conversation = 0;
    };

    /// By the kernel, of one end.
    struct Told
    {
        SocketId socket = 0; ///< 0: nothing
        SocketState state = SocketState::None;
    };

    std::vector<Segment>::const_iterator from(std::size_t event) const; ///< the first segment at or behind it
    void take(const Event& event);
    void tell(const SocketRow& row);
    void gone(SocketId socket);
    void put(const TcpAnalysis::End& end, const Told& told);
    void forgetEarly(SocketId socket);

    std::size_t m_followed = 0;
    TcpAnalysis m_analysis;
    std::vector<std::array<Told, 2>> m_told; ///< of the first conversations' ends
    std::unordered_map<SocketId, TcpAnalysis::End> m_ends; ///< which end a socket is, as long as it lasts
    std::unordered_map<ConnectionKey, Told, ConnectionKey::Hash> m_early; ///< told before the first packet was seen …
    std::unordered_map<SocketId, ConnectionKey> m_earlyKeys; ///< … and where
    std::vector<Segment> m_segments; ///< by event
    std::vector<std::uint32_t> m_first;
};

} // namespace lab
