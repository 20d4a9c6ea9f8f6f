// The engine's commands to the wire: its mode and link, the packets that it holds, and forged ones.

#include "model/base/Text.h"
#include "model/command/LinkText.h"
#include "model/engine/CommandWords.h"
#include "model/engine/Engine.h"
#include "model/engine/Frames.h"
#include "model/packet/Packet.h"

namespace lab {

namespace {

Result<std::uint8_t> parseFlags(const std::string& text)
{
    std::uint8_t flags = 0;
    for (const std::string& word : split(text, '+')) {
        bool known = false;
        for (const std::uint8_t flag : {TcpFlag::fin, TcpFlag::syn, TcpFlag::rst, TcpFlag::psh, TcpFlag::ack, TcpFlag::urg})
            if (flagsText(flag) == word) {
                flags = static_cast<std::uint8_t>(flags | flag);
                known = true;
            }
        if (!known)
            return Error {"'" + word + "' is no TCP flag; there are SYN, ACK, FIN, RST, PSH, URG"};
    }
    return flags;
}

} // namespace

Status Engine::wireMode(const Command& command)
{
    carryOut(m_wire.setMode(command.verb == "flow" ? WireMode::Flow
                                : command.verb == "hold" ? WireMode::Hold
                                                         : WireMode::Cut,
                            now()));
    return Nothing {};
}

Status Engine::wireLink(const Command& command)
{
    const auto link = linkOf(command);
    if (!link)
        return link.error();
    carryOut(m_wire.setLink(*link));
    return Nothing {};
}

Status Engine::wirePacket(const Command& command)
{
    if (const Status enough = needWords(command, 1, "a packet number, next, last or all"); !enough)
        return enough;
    const auto packets = m_wire.resolve(command.words[0]);
    if (!packets)
        return packets.error();
    const std::string second = command.words.size() > 1 ? command.words[1] : "";
    const auto mtu = command.words.size() > 2 ? parseNumber(command.words[2]) : std::nullopt;
    for (const PacketId packet : *packets) {
        auto decided = command.verb == "release" ? m_wire.release(packet)
            : command.verb == "drop"             ? m_wire.drop(packet)
            : command.verb == "duplicate"        ? m_wire.duplicate(packet)
            : command.verb == "icmp"             ? m_wire.answerWithIcmp(packet, second, mtu)
                                     : m_wire.split(packet, static_cast<std::size_t>(std::max<std::int64_t>(
                                                                0, parseNumber(second).value_or(0))));
        if (!decided)
            return decided.error();
        carryOut(std::move(*decided));
    }
    return Nothing {};
}

Status Engine::wireInject(const Command& command)
{
    const auto to = hostOf(command.get("to"));
    if (!to)
        return to.error();
    const auto source = parseEndpoint(command.get("src"));
    const auto destination = parseEndpoint(command.get("dst"));
    if (!source || !destination)
        return Error {"wire: inject needs src=ADDRESS:PORT and dst=ADDRESS:PORT"};
    Forged forged {command.get("kind", "TCP"), *source, *destination, 0, 1000, 0, {}};
    if (command.has("flags")) {
        const auto flags = parseFlags(command.get("flags"));
        if (!flags)
            return flags.error();
        forged.flags = *flags;
    }
    const std::string data = command.get("data");
    forged.data.assign(data.begin(), data.end());
    forged.seq = static_cast<std::uint32_t>(parseNumber(command.get("seq", "1000")).value_or(1000));
    forged.ack = static_cast<std::uint32_t>(parseNumber(command.get("ack", "0")).value_or(0));
    auto frame = forgedFrame(*to, forged);
    if (!frame)
        return frame.error();
    host(*to).addForgedNeighbour(source->address);
    carryOut(m_wire.inject(*to, std::move(*frame)));
    return Nothing {};
}

} // namespace lab
