#pragma once
// Talk: the one conversation that the analogies are about at the playhead: its two ends, and how it stands. Chosen by the
// selection, else what happened last. Values from LabState; no words, no widgets.

#include "views/analogy/Moment.h"
#include "views/shared/Selection.h"

#include <array>
#include <optional>

namespace lab {

struct TalkEnd
{
    HostId host = HostId::Client;
    Endpoint own; ///< its address and port; port 0: not known
    SocketId socket = 0; ///< 0: none is known
    std::optional<SocketRow> row; ///< in the kernel's table now
    ActorId actor = 0; ///< the program that has it open; 0: none has
    int fd = -1; ///< there
};

struct Talk
{
    std::uint8_t protocol = 6; ///< IPPROTO_TCP or IPPROTO_UDP
    Moment moment = Moment::Nothing;
    std::array<TalkEnd, 2> ends {TalkEnd {}, TalkEnd {HostId::Server, {}, 0, {}, 0, -1}}; ///< left and right

    bool has(const PacketState& packet) const; ///< does it belong to these ends?
    /// 0: the left end sent it, 1: the right one.
    int sideOf(const PacketState& packet) const;
};

Talk talkShown(const LabState& state, const Selection::What& selected);

} // namespace lab
