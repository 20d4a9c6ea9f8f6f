#include "views/reading/PacketLayers.h"

#include "model/calls/CallText.h"
#include "model/journal/EventKind.h"

#include <algorithm>

namespace lab {

namespace {

constexpr std::size_t eventsSearched = 200'000; ///< for one that carries data
constexpr std::size_t callsSearched = 1000; ///< for the one that wrote what a packet carries

ChosenPacket chosen(PacketChoice choice, const PacketSent& sent)
{
    return {choice, sent.packet, sent.frame, sent.fullLength};
}

PacketLayer::Kind kindOf(const std::string& layer)
{
    if (layer == "Ethernet")
        return PacketLayer::Kind::Link;
    if (layer == "Data" || layer == "TLS") // to the kernel both are what the program gave
        return PacketLayer::Kind::Program;
    if (layer == "TCP" || layer == "UDP" || layer.starts_with("ICMP"))
        return PacketLayer::Kind::Transport;
    return PacketLayer::Kind::Network;
}

} // namespace

ChosenPacket choosePacket(const Journal& journal, const LabState& state, const Selection::What& selected)
{
    if (selected.packet)
        if (const PacketState* packet = state.packet(*selected.packet))
            return {PacketChoice::Selected, packet->packet, packet->frame, static_cast<std::uint32_t>(packet->frame.size())};
    ChosenPacket first;
    for (std::size_t i = 0; i < std::min(journal.size(), eventsSearched); ++i) {
        if (journal.kindOf(i) != kindIndexOf<PacketSent>())
            continue;
        const Event event = journal.at(i);
        const auto& sent = std::get<PacketSent>(event.body);
        const Packet decoded = decodePacket(sent.frame, sent.fullLength);
        if (!decoded.tcp && !decoded.udp)
            continue;
        if (decoded.payloadLength > 0)
            return chosen(PacketChoice::FirstWithData, sent);
        if (first.choice == PacketChoice::None)
            first = chosen(PacketChoice::First, sent);
    }
    return first;
}

std::optional<std::size_t> callBehind(const Journal& journal, const JournalLookup& lookup, std::size_t sent)
{
    const Event packet = journal.at(sent);
    const auto& frame = std::get<PacketSent>(packet.body).frame;
    const Packet decoded = decodePacket(frame, std::get<PacketSent>(packet.body).fullLength);
    const ByteView carried = decoded.payloadIn(frame);
    if (carried.empty())
        return {};
    const HostId from = std::get<PacketSent>(packet.body).from;
    for (std::size_t i = sent, looked = 0; i > 0 && looked < callsSearched; --i) {
        if (journal.kindOf(i - 1) != kindIndexOf<CallEntered>())
            continue;
        ++looked;
        const Event event = journal.at(i - 1);
        const auto& call = std::get<CallEntered>(event.body);
        const ActorStarted* actor = lookup.actor(call.actor);
        const bool writes = call.name.starts_with("send") || call.name.starts_with("write");
        const Bytes data = writes && actor && actor->host == from ? dataOf(call) : Bytes();
        if (!data.empty() && std::search(data.begin(), data.end(), carried.begin(), carried.end()) != data.end())
            return i - 1;
    }
    return {};
}

const char* layerKey(const PacketLayer& layer)
{
    switch (layer.kind) {
    case PacketLayer::Kind::Link:
        return "ethernet";
    case PacketLayer::Kind::Network:
        return layer.name == "ARP" ? "arp" : "ip";
    case PacketLayer::Kind::Transport:
        return layer.name == "TCP" ? "tcp" : layer.name == "UDP" ? "udp" : "icmp";
    case PacketLayer::Kind::Socket:
        return "socket";
    case PacketLayer::Kind::Program:
        break;
    }
    return "program";
}

std::vector<PacketLayer> layersOf(ByteView frame)
{
    std::vector<PacketLayer> layers;
    PacketLayer program {PacketLayer::Kind::Program, {}, frame.size(), 0, {}};
    for (PacketField& field : packetFields(frame)) {
        const auto kind = kindOf(field.layer);
        if (kind == PacketLayer::Kind::Program) {
            program.offset = std::min(program.offset, field.offset);
            program.length = std::max(program.length, field.offset + field.length - program.offset);
            program.fields.push_back(std::move(field));
            continue;
        }
        if (layers.empty() || layers.back().name != field.layer)
            layers.push_back({kind, field.layer, field.offset, 0, {}});
        PacketLayer& layer = layers.back();
        layer.length = std::max(layer.length, field.offset + field.length - layer.offset);
        layer.fields.push_back(std::move(field));
    }
    if (program.length == 0 && !layers.empty())
        program.offset = layers.back().offset + layers.back().length;
    layers.push_back({PacketLayer::Kind::Socket, {}, program.offset, 0, {}});
    layers.push_back(std::move(program));
    return layers;
}

} // namespace lab
