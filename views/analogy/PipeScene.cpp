#include "views/analogy/PipeScene.h"

#include "model/calls/CallText.h"
#include "views/analogy/TelephoneScene.h"
#include "views/shared/Labels.h"

#include <algorithm>

namespace lab {

namespace {

constexpr std::size_t mostPieces = 4; ///< in sight on the wire

bool isWrite(const std::string& name)
{
    return name.starts_with("send") || name.starts_with("write") || name == "splice";
}

bool isRead(const std::string& name)
{
    return name.starts_with("recv") || name.starts_with("read");
}

/// Has this end sent its FIN, or has it to?
bool hasEnded(const SocketRow& row)
{
    switch (row.state) {
    case SocketState::FinWait1:
    case SocketState::FinWait2:
    case SocketState::LastAck:
    case SocketState::Closing:
    case SocketState::TimeWait:
        return true;
    default:
        return false;
    }
}

bool peerHasEnded(const SocketRow& row)
{
    switch (row.state) {
    case SocketState::CloseWait:
    case SocketState::LastAck:
    case SocketState::Closing:
    case SocketState::TimeWait:
        return true;
    default:
        return false;
    }
}

class PipeMaker
{
public:
    PipeMaker(const ViewContext& context, const Talk& talk)
        : m_context(context)
        , m_state(context.playhead->state())
        , m_talk(talk)
    {
    }

    PipeScene take()
    {
        m_scene.datagrams = m_talk.protocol != 6;
        const char* const names[] {"program", "send-buffer", "wire", "receive-buffer", "program"};
        for (std::size_t i = 0; i < 5; ++i)
            m_scene.names[i] = m_context.word("analogies", names[i]);
        for (int way = 0; way < 2; ++way) {
            fill(way);
            m_scene.texts[static_cast<std::size_t>(way)] = texts(m_scene.ways[static_cast<std::size_t>(way)]);
        }
        const bool nothing = m_talk.moment == Moment::Nothing || m_talk.moment == Moment::Socket || m_talk.moment == Moment::Bound
            || m_talk.moment == Moment::Listening || m_talk.moment == Moment::Unix;
        if (nothing)
            m_scene.empty = m_context.word("analogies", "pipe.none");
        const std::string key = sentenceKey();
        m_scene.nowTitle = m_context.word("analogies", "now");
        m_scene.now = m_context.word("analogies", "pipe.now." + key);
        m_scene.failsTitle = m_context.word("analogies", "fails");
        m_scene.fails = m_context.word("analogies", "pipe.fails." + key);
        return std::move(m_scene);
    }

private:
    void fill(int index)
    {
        PipeWay& way = m_scene.ways[static_cast<std::size_t>(index)];
        const TalkEnd& from = m_talk.ends[static_cast<std::size_t>(index)];
        const TalkEnd& to = m_talk.ends[static_cast<std::size_t>(1 - index)];
        way.writer = holderText(m_context, from);
        way.reader = holderText(m_context, to);
        if (const CallState* call = lastCall(from, isWrite)) {
            way.writerCall = callText(m_context, call);
            way.writerBlocked = call->phase == CallPhase::Blocked;
        }
        if (const CallState* call = lastCall(to, isRead)) {
            way.readerCall = callText(m_context, call);
            way.readerBlocked = call->phase == CallPhase::Blocked;
        }
        const bool tcp = m_talk.protocol == 6;
        if (from.row && from.row->state != SocketState::Listen) {
            way.unacked = tcp ? unackedBytes(*from.row) : from.row->sendQueue;
            way.sendLimit = from.row->sendBuffer;
            if (tcp && from.row->info) {
                way.unsent = std::min<std::int64_t>(from.row->info->notsentBytes, way.unacked);
                if (from.row->info->sndWnd > 0 || from.row->timer == 4) // 4: it asks about a window of nothing
                    way.window = from.row->info->sndWnd;
            }
            way.ended = tcp && hasEnded(*from.row);
        }
        if (to.row && to.row->state != SocketState::Listen) {
            way.unread = tcp ? unreadBytes(*to.row) : to.row->recvQueue;
            way.receiveLimit = to.row->recvBuffer;
            way.ended = way.ended || (tcp && peerHasEnded(*to.row));
        }
        way.broken = m_talk.moment == Moment::CutOff || m_talk.moment == Moment::Refused || m_talk.moment == Moment::Closed;
        addWire(way, index);
    }

    const CallState* lastCall(const TalkEnd& end, bool (*wanted)(const std::string&)) const
    {
        const ActorState* actor = m_state.actor(end.actor);
        const CallState* newest = nullptr;
        if (!actor)
            return nullptr;
        for (const ThreadState& thread : actor->threads) {
            if (!thread.call || fdOf(thread.call->entered) != end.fd || !wanted(thread.call->entered.name))
                continue;
            if (!newest || newest->entered.call < thread.call->entered.call)
                newest = &*thread.call;
        }
        return newest;
    }

    std::array<std::array<QString, 2>, 5> texts(const PipeWay& way) const
    {
        const auto said = [&](const char* key, std::int64_t count) {
            return m_context.word("analogies", count < 0 ? "not-in-table" : key, {{"count", std::to_string(count)}});
        };
        QString second;
        if (way.unsent > 0)
            second = said("unsent", way.unsent);
        else if (way.unacked > 0 && !m_scene.datagrams)
            second = m_context.word("analogies", "kept-until-ack");
        const QString window = way.window >= 0 ? said("window", way.window) : QString();
        return {{{way.writer, way.writerCall},
                 {said(m_scene.datagrams ? "memory" : "bytes", way.unacked), second},
                 {said("bytes", way.wireBytes), {}},
                 {said(m_scene.datagrams ? "memory" : "bytes-unread", way.unread), window},
                 {way.reader, way.readerCall}}};
    }

    void addWire(PipeWay& way, int index)
    {
        std::vector<const PacketState*> all = m_state.held();
        for (const PacketState& packet : m_state.packets())
            if (packet.fate == PacketFate::InFlight)
                all.push_back(&packet);
        std::sort(all.begin(), all.end(), [](const PacketState* a, const PacketState* b) { return a->packet < b->packet; });
        for (const PacketState* packet : all) {
            if (!m_talk.has(*packet) || m_talk.sideOf(*packet) != index || packet->decoded.payloadLength == 0)
                continue;
            way.wireBytes += static_cast<std::int64_t>(packet->decoded.payloadLength);
            if (way.wire.size() >= mostPieces) {
                ++way.wireMore;
                continue;
            }
            PipePiece piece;
            piece.packet = packet->packet;
            piece.text = m_context.word("analogies", "bytes", {{"count", std::to_string(packet->decoded.payloadLength)}})
                + QLatin1Char(' ') + payloadText(*packet);
            piece.again = packet->retransmission || packet->original != 0;
            piece.tip = toQString(m_state.packetName(*packet)) + QLatin1Char('\n') + payloadText(*packet, 200);
            way.wire.push_back(std::move(piece));
        }
    }

    std::string sentenceKey() const
    {
        switch (m_talk.moment) {
        case Moment::Nothing:
        case Moment::Socket:
        case Moment::Bound:
        case Moment::Listening:
            return "none";
        case Moment::Unix:
            return "unix";
        case Moment::Dialling:
        case Moment::HalfOpen:
            return "laying";
        case Moment::Datagram:
            return "datagram";
        case Moment::Refused:
        case Moment::NoAnswer:
        case Moment::Unreachable:
        case Moment::CutOff:
            return "broken";
        case Moment::Closed:
            return "closed";
        case Moment::HalfClosed:
            return "half-closed";
        default:
            break;
        }
        const auto& ways = m_scene.ways;
        const auto any = [&](auto is) { return is(ways[0]) || is(ways[1]); };
        if (any([](const PipeWay& way) { return way.full(); }))
            return "full";
        if (any([](const PipeWay& way) { return way.wireBytes > 0; }))
            return "flowing";
        if (any([](const PipeWay& way) { return way.unacked > 0; }))
            return "kept";
        if (any([](const PipeWay& way) { return way.unread > 0; }))
            return "unread";
        return "open";
    }

    const ViewContext& m_context;
    const LabState& m_state;
    const Talk& m_talk;
    PipeScene m_scene;
};

} // namespace

PipeScene pipeScene(const ViewContext& context, const Talk& talk)
{
    return PipeMaker(context, talk).take();
}

std::int64_t unackedBytes(const SocketRow& row)
{
    switch (row.state) {
    case SocketState::SynSent:
    case SocketState::SynRecv:
    case SocketState::NewSynRecv:
    case SocketState::TimeWait:
        return 0;
    case SocketState::FinWait1:
    case SocketState::Closing:
    case SocketState::LastAck:
        return std::max<std::int64_t>(0, std::int64_t {row.sendQueue} - 1);
    default:
        return row.sendQueue;
    }
}

std::int64_t unreadBytes(const SocketRow& row)
{
    if (row.state == SocketState::SynSent || row.state == SocketState::SynRecv || row.state == SocketState::NewSynRecv)
        return 0;
    return std::max<std::int64_t>(0, std::int64_t {row.recvQueue} - (peerHasEnded(row) ? 1 : 0));
}

} // namespace lab
