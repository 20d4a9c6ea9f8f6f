#pragma once
// PacketLayers: one real packet as the layers that made it, outermost first, each with its bytes and fields; and which packet of
// a run is shown. Values; no widgets.

#include "model/journal/Journal.h"
#include "model/lab/LabState.h"
#include "views/shared/JournalLookup.h"
#include "views/shared/Selection.h"

#include <optional>
#include <vector>

namespace lab {

enum class PacketChoice : std::uint8_t {
    Selected,
    FirstWithData, ///< of the run
    First, ///< none carries data
    Recorded, ///< of a recording that comes with the lab: nothing is open
    None,
};

struct ChosenPacket
{
    PacketChoice choice = PacketChoice::None;
    PacketId packet = 0;
    Bytes frame;
    std::uint32_t fullLength = 0;
};

/// `selected` of the run, or the first TCP or UDP packet that carries data, or the first of them at all.
ChosenPacket choosePacket(const Journal& journal, const LabState& state, const Selection::What& selected);

/// The call that handed over what the packet carries: the last one on its host before event `sent` that wrote these bytes.
/// Nothing: the packet has no data, or no such call was seen. `lookup` has followed the journal.
std::optional<std::size_t> callBehind(const Journal& journal, const JournalLookup& lookup, std::size_t sent);

struct PacketLayer
{
    enum class Kind : std::uint8_t { Link, Network, Transport, Socket, Program };

    Kind kind = Kind::Link;
    std::string name; ///< "Ethernet", "IPv4", "TCP"; empty for Socket and Program
    std::size_t offset = 0, length = 0; ///< of its header, or of the data; Socket has none
    std::vector<PacketField> fields;
};

const char* layerKey(const PacketLayer& layer); ///< into words: reading, layer.<key>

/// Outermost first; Socket and Program are always the last two, also where there is no data.
std::vector<PacketLayer> layersOf(ByteView frame);

} // namespace lab
