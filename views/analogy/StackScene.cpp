#include "views/analogy/StackScene.h"

#include "model/calls/CallText.h"
#include "model/packet/PacketLayout.h"
#include "views/analogy/PipeScene.h"
#include "views/analogy/TelephoneScene.h"
#include "views/shared/Labels.h"

#include <algorithm>

namespace lab {

namespace {

class StackMaker
{
public:
    StackMaker(const ViewContext& context, const Talk& talk)
        : m_context(context)
        , m_state(context.playhead->state())
        , m_talk(talk)
    {
    }

    StackScene take()
    {
        m_scene.boundary = word("system-calls");
        m_scene.wire = word("wire");
        findPacket();
        const auto only = m_context.playhead->thisMachine() || m_state.onlyHost();
        for (int side = 0; side < 2; ++side) {
            const char* const hosts[] {"client-host", "server-host"};
            const char* const sides[] {"calling-side", "listening-side"};
            m_scene.titles[static_cast<std::size_t>(side)] = word((only ? sides : hosts)[side]);
            fill(side);
        }
        light();
        if (m_talk.moment == Moment::Nothing)
            m_scene.empty = word("stack.nothing");
        const std::string key = sentenceKey();
        m_scene.nowTitle = word("now");
        m_scene.now = word("stack.now." + key, {{"packet", m_kind.toStdString()}});
        m_scene.failsTitle = word("fails");
        m_scene.fails = word("stack.fails." + key);
        return std::move(m_scene);
    }

private:
    QString word(const std::string& key, const std::map<std::string, std::string>& values = {}) const
    {
        return m_context.word("analogies", key, values);
    }

    /// The newest one that the wire has; else the newest of the conversation at all.
    void findPacket()
    {
        const PacketState* newest = nullptr;
        std::vector<const PacketState*> held = m_state.held();
        for (auto packet = held.rbegin(); packet != held.rend() && !newest; ++packet)
            if (m_talk.has(**packet))
                newest = *packet;
        for (auto packet = m_state.packets().rbegin(); packet != m_state.packets().rend() && !newest; ++packet)
            if (m_talk.has(*packet))
                newest = &*packet;
        if (!newest)
            return;
        m_scene.packet = newest->packet;
        m_scene.rightwards = m_talk.sideOf(*newest) == 0;
        m_scene.fate = newest->fate;
        m_scene.onWire = newest->fate == PacketFate::Held || newest->fate == PacketFate::InFlight;
        m_scene.pieces = piecesOf(m_context, newest->decoded);
        m_kind = packetLabel(*newest);
        const char* const fates[] {"in-flight", "held", "delivered", "dropped"};
        m_scene.packetText = word(std::string("packet.") + fates[static_cast<std::size_t>(newest->fate)], {{"packet", m_kind.toStdString()}});
        m_scene.packetTip = toQString(m_state.packetName(*newest));
        m_data = newest->decoded.payloadLength > 0 || newest->decoded.udp.has_value();
    }

    void fill(int side)
    {
        const TalkEnd& end = m_talk.ends[static_cast<std::size_t>(side)];
        auto& parts = m_scene.parts[static_cast<std::size_t>(side)];
        const bool tcp = m_talk.protocol == 6;
        const char* const names[] {"program", "socket", tcp ? "tcp" : "udp", "ip", "ethernet"};
        for (std::size_t i = 0; i < stackLayers; ++i) {
            parts[i].name = word(std::string("layer.") + names[i]);
            parts[i].tip = word(std::string("layer-tip.") + names[i]);
        }
        StackPart& program = parts[static_cast<std::size_t>(StackLayer::Program)];
        const ActorState* actor = m_state.actor(end.actor);
        const CallState* call = actor ? callOn(*actor, end.fd) : nullptr;
        program.holds = end.actor ? holderText(m_context, end) : end.socket || end.row ? word("no-program") : QString();
        if (const QString text = callText(m_context, call); !text.isEmpty())
            program.holds += QStringLiteral(": ") + text;
        if (call && call->phase == CallPhase::Blocked)
            program.tone = Tone::Held;
        StackPart& socket = parts[static_cast<std::size_t>(StackLayer::Socket)];
        StackPart& transport = parts[static_cast<std::size_t>(StackLayer::Transport)];
        if (end.row && end.row->state == SocketState::Listen) {
            socket.holds = word("accepts", {{"count", std::to_string(end.row->recvQueue)}});
        } else if (end.row) {
            const std::int64_t out = tcp ? unackedBytes(*end.row) : end.row->sendQueue, in = tcp ? unreadBytes(*end.row) : end.row->recvQueue;
            socket.holds = word(tcp ? "buffers" : "buffers-memory", {{"out", std::to_string(out)}, {"in", std::to_string(in)}});
            socket.lit = out > 0 || in > 0;
        } else if (end.socket != 0 || end.own.port != 0) {
            socket.holds = word("not-in-table");
        }
        if (end.row)
            transport.holds = toQString(stateName(end.row->state)) + QStringLiteral(" · ") + portLabel(end.row->local);
        else if (end.own.port != 0)
            transport.holds = portLabel(end.own);
        if (end.own.address.version != 0)
            parts[static_cast<std::size_t>(StackLayer::Network)].holds = addressLabel(end.own.address);
    }

    /// The way of the packet: down its sender's layers while it is sent, up the other's once it has come.
    void light()
    {
        if (m_scene.packet == 0)
            return;
        const bool came = m_scene.fate == PacketFate::Delivered;
        const auto side = static_cast<std::size_t>(m_scene.rightwards != came ? 0 : 1);
        for (const StackPiece& piece : m_scene.pieces)
            if (piece.layer != StackLayer::Program && piece.layer != StackLayer::Socket)
                m_scene.parts[side][static_cast<std::size_t>(piece.layer)].lit = true;
    }

    std::string sentenceKey() const
    {
        if (m_talk.moment == Moment::Nothing)
            return "nothing";
        if (m_talk.moment == Moment::Unix)
            return "unix";
        if (m_scene.packet == 0)
            return "no-packet";
        if (m_scene.fate == PacketFate::Dropped)
            return "dropped";
        if (m_scene.onWire)
            return m_data ? "data-on-wire" : "control-on-wire";
        if (!m_data)
            return "control-arrived";
        const std::size_t there = m_scene.rightwards ? 1 : 0;
        const auto& row = m_talk.ends[there].row;
        if (!row)
            return "data-delivered";
        return row->recvQueue > 0 ? "data-arrived" : "data-taken";
    }

    const ViewContext& m_context;
    const LabState& m_state;
    const Talk& m_talk;
    StackScene m_scene;
    QString m_kind;
    bool m_data = false;
};

} // namespace

StackScene stackScene(const ViewContext& context, const Talk& talk)
{
    return StackMaker(context, talk).take();
}

std::vector<StackPiece> piecesOf(const ViewContext& context, const Packet& packet)
{
    constexpr std::size_t udpHeader = 8; // RFC 768
    std::vector<StackPiece> pieces;
    if (packet.ethernet)
        pieces.push_back({StackLayer::Link, context.word("analogies", "layer.ethernet"), packetLayout::ethernetLength});
    if (packet.ip)
        pieces.push_back({StackLayer::Network, QStringLiteral("IP"), packet.ip->headerLength});
    if (packet.tcp)
        pieces.push_back({StackLayer::Transport, QStringLiteral("TCP"), packet.tcp->headerLength});
    if (packet.udp)
        pieces.push_back({StackLayer::Transport, QStringLiteral("UDP"), udpHeader});
    if (packet.payloadLength > 0)
        pieces.push_back({StackLayer::Program, context.word("analogies", "data"), packet.payloadLength});
    return pieces;
}

} // namespace lab
