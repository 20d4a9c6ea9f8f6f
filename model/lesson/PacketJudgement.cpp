#include "model/lesson/Judgement.h"
#include "model/packet/TlsRecord.h"

#include <algorithm>

namespace lab {

namespace {

std::string joinedNames(const std::vector<std::string>& names)
{
    std::string all;
    for (const std::string& name : names)
        all += (all.empty() ? "" : ", ") + name;
    return all.empty() ? "–" : all;
}

/// Replaces a learner's program by its host's name in one end of a packet's name.
std::string asHost(const LabState& state, const std::string& end)
{
    const ActorState* actor = state.actor(end);
    return actor && !actor->started.commandLine.empty() ? std::string(hostName(actor->started.host)) : end;
}

bool nameMatches(const LabState& state, const std::string& name, const std::string& pattern)
{
    if (matchesWildcard(pattern, name))
        return true;
    const std::size_t arrow = name.find('>'), space = name.find(' ');
    if (arrow == std::string::npos || space == std::string::npos || arrow > space)
        return false;
    const std::string hosts = asHost(state, name.substr(0, arrow)) + ">"
        + asHost(state, name.substr(arrow + 1, space - arrow - 1)) + name.substr(space);
    return matchesWildcard(pattern, hosts);
}

/// The names of what was seen, as far as `from` asks for it.
std::vector<std::string> namesOf(const PacketsStep& step, std::span<const SeenPacket> seen, const LabState& state)
{
    std::vector<std::string> names;
    for (const SeenPacket& one : seen) {
        if (step.from && *step.from != one.from)
            continue;
        const PacketState* packet = state.packet(one.packet);
        names.push_back(packet ? state.packetName(*packet) : one.name);
    }
    return names;
}

/// What the packets carried, in the order of sending; what was sent again counts once.
Bytes overheard(const OverhearStep& step, std::span<const SeenPacket> seen, const LabState& state)
{
    Bytes all;
    for (const SeenPacket& one : seen) {
        const PacketState* packet = state.packet(one.packet);
        if (!packet || packet->retransmission || !packetMatches(state, *packet, step.which))
            continue;
        const ByteView payload = packet->decoded.payloadIn(packet->frame);
        all.insert(all.end(), payload.begin(), payload.end());
    }
    return all;
}

/// "22 20 23"; empty: these bytes are no TLS records.
std::string recordTypes(ByteView bytes)
{
    std::string text;
    for (const TlsRecord& record : tlsRecords(bytes))
        text += (text.empty() ? "" : " ") + std::to_string(record.type);
    return text;
}

/// What a lesson writes may have C's escapes, as \xfe.
std::string asItIs(const std::string& written)
{
    return unescaped(written).value_or(written);
}

/// Do exactly these names, in this order (`arrives`: among others), stand where the patterns do?
Judgement compareNames(const PacketsStep& step, const std::vector<std::string>& names, const LabState& state)
{
    const Judgement wrong {Verdict::Failed, "packets", joinedNames(step.patterns), joinedNames(names)};
    Judgement missing = wrong;
    missing.verdict = Verdict::Pending;
    if (step.arrives) {
        std::size_t next = 0;
        for (const std::string& name : names)
            if (next < step.patterns.size() && nameMatches(state, name, step.patterns[next]))
                ++next;
        if (next < step.patterns.size())
            return missing;
        return {Verdict::Held, joinedNames(step.patterns), {}, {}};
    }
    const std::size_t both = std::min(names.size(), step.patterns.size());
    for (std::size_t i = 0; i < both; ++i)
        if (!nameMatches(state, names[i], step.patterns[i]))
            return wrong;
    if (names.size() < step.patterns.size())
        return missing;
    if (names.size() > step.patterns.size() && !step.prefix)
        return wrong;
    return {Verdict::Held, joinedNames(names), {}, {}};
}

} // namespace

bool isNoise(const Packet& packet)
{
    // ICMPv6 types from 130 on are multicast listener, router and neighbour messages (RFC 2710, 4861); 1 to 4 are
    // errors.
    const bool ipv6Chatter = packet.icmp && packet.ip && packet.ip->version == 6 && packet.icmp->type >= 130;
    return !packet.ip || ipv6Chatter;
}

std::vector<const PacketState*> heldForLessons(const LabState& state)
{
    std::vector<const PacketState*> all = state.held();
    std::erase_if(all, [](const PacketState* packet) { return isNoise(packet->decoded); });
    return all;
}

bool packetMatches(const LabState& state, const PacketState& packet, const std::string& pattern)
{
    return nameMatches(state, state.packetName(packet), pattern);
}

const PacketState* findHeld(const LabState& state, const PacketStep& step)
{
    const std::vector<const PacketState*> held = heldForLessons(state);
    if (held.empty())
        return nullptr;
    if (step.splitAfter) { // only a segment with more data than that can be cut
        for (const PacketState* packet : held)
            if (packet->decoded.payloadLength > static_cast<std::size_t>(*step.splitAfter))
                return packet;
        return nullptr;
    }
    if (step.which == "next" || step.which == "all")
        return held.front();
    if (step.which == "last")
        return held.back();
    if (const auto place = parseNumber(step.which))
        return *place >= 1 && *place <= static_cast<std::int64_t>(held.size())
            ? held[static_cast<std::size_t>(*place - 1)]
            : nullptr;
    for (const PacketState* packet : held)
        if (packetMatches(state, *packet, step.which))
            return packet;
    return nullptr;
}

std::string heldNames(const LabState& state)
{
    std::vector<std::string> names;
    for (const PacketState* packet : heldForLessons(state))
        names.push_back(state.packetName(*packet));
    return joinedNames(names);
}

Judgement judgeFlight(const FlightStep& step, const LabState& state)
{
    const std::vector<const PacketState*> held = heldForLessons(state);
    bool fits = held.size() == step.patterns.size();
    for (std::size_t i = 0; fits && i < held.size(); ++i)
        fits = packetMatches(state, *held[i], step.patterns[i]);
    if (fits)
        return {Verdict::Held, heldNames(state), {}, {}};
    // Packets that are missing may still come; one too many will not go away by itself.
    const Verdict verdict = held.size() < step.patterns.size() ? Verdict::Pending : Verdict::Failed;
    return {verdict, "on the wire", joinedNames(step.patterns), heldNames(state)};
}

Judgement judgePackets(const PacketsStep& step, const SeenPackets& seen, const LabState& state)
{
    const std::vector<std::string> names = namesOf(step, seen.sinceCheck(), state);
    Judgement exact = compareNames(step, names, state);
    if (exact.verdict != Verdict::Failed)
        return exact;
    const NeededPackets needed = withoutSpuriousRetransmissions(seen, state);
    const Verdict without = compareNames(step, namesOf(step, needed.packets, state), state).verdict;
    if (without == Verdict::Failed)
        return exact;
    exact.verdict = without == Verdict::Held && needed.certain ? Verdict::Held : Verdict::Pending;
    if (exact.verdict == Verdict::Held)
        exact.what = exact.found; // nothing that crossed is kept from the learner
    return exact;
}

Judgement judgeDissection(const DissectStep& step, const LabState& state)
{
    const auto& packets = state.packets();
    const auto found = std::find_if(packets.rbegin(), packets.rend(), [&](const PacketState& packet) {
        return packetMatches(state, packet, step.which);
    });
    if (found == packets.rend())
        return {Verdict::Pending, "dissect", step.which, "no such packet was sent"};
    const Packet& packet = found->decoded;
    const std::map<std::string, std::int64_t> sizes {
        {"ip", packet.ip ? packet.ip->headerLength : 0},
        {"tcp", packet.tcp ? packet.tcp->headerLength : 0},
        {"payload", static_cast<std::int64_t>(packet.payloadLength)},
        {"total", packet.ip ? packet.ip->totalLength : 0},
    };
    std::string text;
    for (const auto& [name, size] : sizes)
        text += (text.empty() ? "" : ", ") + name + " " + std::to_string(size);
    for (const auto& [name, expected] : step.expect.numbers)
        if (const auto size = sizes.find(name); size == sizes.end() || !numberMatches(expected, size->second))
            return {Verdict::Failed, "bytes of " + name, expected, text};
    return {Verdict::Held, text, {}, {}};
}

Judgement judgeOverheard(const OverhearStep& step, const SeenPackets& seen, const LabState& state)
{
    const Bytes bytes = overheard(step, seen.sinceCheck(), state);
    const std::string_view text = asText(bytes);
    const std::string types = recordTypes(bytes);
    std::string found = std::to_string(bytes.size()) + " B";
    if (!types.empty())
        found += ", TLS " + types;
    for (const std::string& lacking : step.lacks)
        if (text.find(asItIs(lacking)) != std::string_view::npos)
            return {Verdict::Failed, "lacks", "not \"" + lacking + "\"", found + ", \"" + lacking + "\""};
    // More bytes can't take back what is there, but may bring what is missing.
    for (const std::string& wanted : step.contains)
        if (text.find(asItIs(wanted)) == std::string_view::npos)
            return {Verdict::Pending, "contains", "\"" + wanted + "\"", found};
    if (bytes.empty() && !(step.bytes && numberMatches(*step.bytes, 0)))
        return {Verdict::Pending, "overhear", step.which, "0 B"};
    if (step.bytes && !numberMatches(*step.bytes, static_cast<std::int64_t>(bytes.size())))
        return {Verdict::Pending, "bytes", *step.bytes, found};
    if (step.records && !matchesWildcard(*step.records, types))
        return {Verdict::Pending, "records", *step.records, found};
    for (const std::string& wanted : step.contains)
        found += ", \"" + wanted + "\"";
    return {Verdict::Held, found, {}, {}};
}

} // namespace lab
