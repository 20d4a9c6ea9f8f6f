#pragma once
// ExportStory: a recording as the lines of a conversation: who said what to whom, and what was true beside it. What the
// text diagrams and the transcript have in common; how it looks is theirs.

#include "model/export/TextExports.h"

#include <vector>

namespace lab {

struct StoryEnd
{
    std::string id; ///< "p1" of actor 1, "k0" of the client's kernel, "k1" of the server's
    std::string name; ///< "client", "client's kernel"
};

struct StoryLine
{
    enum class Kind : std::uint8_t { Call, Return, Packet, LostPacket, HeldPacket, Blocked, State, Exit, Note };

    Kind kind = Kind::Call;
    Timestamp time;
    std::size_t event = 0;
    std::string from, to; ///< ids; what is no message has only `from`
    std::string text; ///< connect(3, 10.9.0.2:8080), = 0, SYN seq=0, ESTAB 10.9.0.1:40000 …

    bool isMessage() const { return kind <= Kind::LostPacket; }
};

struct ExportStory
{
    std::vector<StoryEnd> ends; ///< from left to right: client programs, both kernels, server programs
    std::vector<StoryLine> lines;
    std::string title; ///< the lesson's id, or a word for a recording

    static ExportStory of(const ExportRequest& request);
    const StoryEnd& end(const std::string& id) const; ///< by StoryEnd::id
};

/// "SYN seq=0", "ACK seq=1 ack=1": relative where the SYNs were seen, without numbers where there are none.
std::string packetWords(const PacketState& packet);

} // namespace lab
