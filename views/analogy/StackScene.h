#pragma once
// StackScene: the layers of both hosts with what is in each at the playhead, and the packet that is between them with its
// headers. No geometry.

#include "views/analogy/Talk.h"
#include "views/shared/Painting.h"
#include "views/shared/View.h"

#include <array>
#include <vector>

namespace lab {

enum class StackLayer : std::uint8_t { Program, Socket, Transport, Network, Link };
inline constexpr int stackLayers = 5;

struct StackPart
{
    QString name; ///< "program", "TCP"
    QString holds; ///< what is in it: "send(3, \"Hello\") = 5", "send buffer 5 B · receive buffer 0 B"
    QString tip;
    bool lit = false; ///< the bytes are here, or have just come through
    Tone tone = Tone::Plain;
};

/// A header, or the data, of the packet that is shown.
struct StackPiece
{
    StackLayer layer = StackLayer::Link;
    QString name; ///< "Ethernet", "data"
    std::size_t bytes = 0;
};

struct StackScene
{
    std::array<QString, 2> titles; ///< the hosts
    std::array<std::array<StackPart, stackLayers>, 2> parts;
    QString boundary; ///< "system calls"
    PacketId packet = 0; ///< 0: none of this conversation was seen
    bool rightwards = true; ///< it goes from left to right
    bool onWire = false;
    PacketFate fate = PacketFate::Delivered;
    QString packetText, packetTip; ///< "SYN, held on the wire"
    std::vector<StackPiece> pieces; ///< in frame order; Program stands for the data
    QString wire;
    QString nowTitle, now, failsTitle, fails;
    QString empty; ///< instead of a picture
};

StackScene stackScene(const ViewContext& context, const Talk& talk);

/// The headers and the data of a frame, with their sizes; those that were cut from the recording too.
std::vector<StackPiece> piecesOf(const ViewContext& context, const Packet& packet);

} // namespace lab
