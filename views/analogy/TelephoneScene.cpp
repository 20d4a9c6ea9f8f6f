#include "views/analogy/TelephoneScene.h"

#include "model/calls/CallText.h"
#include "model/lab/ActorsShown.h"
#include "views/shared/Labels.h"

#include <algorithm>
#include <map>
#include <set>

namespace lab {

namespace {

constexpr std::size_t mostPhones = 16; ///< a side; beyond that a person reads the stage
constexpr qsizetype mostWords = 2; ///< on one line

Tone toneOf(Moment moment)
{
    switch (moment) {
    case Moment::Talking:
        return Tone::Good;
    case Moment::Listening:
        return Tone::State;
    case Moment::Dialling:
    case Moment::HalfOpen:
    case Moment::Waiting:
        return Tone::Held;
    case Moment::Refused:
    case Moment::NoAnswer:
    case Moment::Unreachable:
    case Moment::CutOff:
        return Tone::Lost;
    default:
        return Tone::Plain;
    }
}

class TelephoneMaker
{
public:
    TelephoneMaker(const ViewContext& context, const Talk& talk)
        : m_context(context)
        , m_state(context.playhead->state())
        , m_talk(talk)
    {
    }

    TelephoneScene take()
    {
        for (const HostId host : {HostId::Client, HostId::Server})
            for (const ListenQueues& queues : m_state.listeners(host))
                m_queues[queues.listener.socket] = queues;
        for (const auto& [listener, queues] : m_queues)
            for (const auto* queue : {&queues.synQueue, &queues.acceptQueue})
                for (const SocketRow& row : *queue)
                    m_queued[row.socket] = listener;
        for (const ActorState* actor : actorsShown(m_state))
            for (const Descriptor& one : actor->descriptors)
                if (one.socket != 0)
                    add(one.socket, {actor, &one});
        for (const HostId host : {HostId::Client, HostId::Server})
            for (const SocketRow& row : m_state.host(host).sockets)
                if (!m_queued.contains(row.socket))
                    add(row.socket, {});
        connectLines();
        addTitles();
        addSentences();
        return std::move(m_scene);
    }

private:
    QString word(const std::string& key, const std::map<std::string, std::string>& values = {}) const
    {
        return m_context.word("analogies", "telephone." + key, values);
    }

    void add(SocketId socket, const OpenSocket& open)
    {
        if (!m_seen.insert(socket).second)
            return;
        const SocketRow* row = m_state.socket(socket);
        const SocketRow* last = row ? row : m_state.lastRow(socket);
        const HostId host = row ? row->host : open.actor->started.host;
        const Endpoint* bound = m_state.boundTo(socket);
        const Endpoint own = last ? last->local : bound ? *bound : Endpoint {};
        const auto side = static_cast<std::size_t>(sideOf(m_state, host, own));
        if (m_scene.phones[side].size() >= mostPhones && !isShown(socket)) {
            ++m_left[side];
            return;
        }
        Phone phone;
        phone.socket = socket;
        phone.moment = momentOf(m_state, socket, open);
        // The caller's end is ESTAB whether or not a program has taken the other one.
        const SocketRow* mate = row && phone.moment == Moment::Talking ? mateOf(m_state, *row) : nullptr;
        const bool putThrough = mate && m_queued.contains(mate->socket);
        phone.moment = putThrough ? Moment::Waiting : phone.moment;
        phone.shown = isShown(socket);
        phone.letters = phone.moment == Moment::Datagram;
        phone.tone = toneOf(phone.moment);
        phone.says = word("says." + (putThrough ? "put-through" : saysKey(phone.moment, row)));
        phone.lifted = isLifted(phone.moment);
        describe(phone, row, own, open);
        m_scene.phones[side].push_back(std::move(phone));
    }

    bool isShown(SocketId socket) const { return m_talk.ends[0].socket == socket || m_talk.ends[1].socket == socket; }

    static bool isLifted(Moment moment)
    {
        return moment == Moment::Dialling || moment == Moment::Talking || moment == Moment::HalfClosed || moment == Moment::Waiting
            || moment == Moment::HalfOpen;
    }

    /// Who has hung up is told by the state at this end.
    static std::string saysKey(Moment moment, const SocketRow* row)
    {
        if (moment != Moment::HalfClosed || !row)
            return std::string(momentKey(moment));
        switch (row->state) {
        case SocketState::CloseWait:
            return "other-hung-up";
        case SocketState::FinWait1:
        case SocketState::FinWait2:
            return "hung-up";
        default:
            return "both-hung-up";
        }
    }

    void describe(Phone& phone, const SocketRow* row, const Endpoint& own, const OpenSocket& open)
    {
        QStringList name, real;
        if (open.actor)
            name << m_context.word("analogies", "holder",
                                   {{"program", open.actor->started.name}, {"fd", std::to_string(open.descriptor->fd)}});
        else
            name << m_context.word("analogies", "no-program");
        if (own.port != 0 || own.address.version != 0)
            name << endpointLabel(own);
        if (row)
            real << toQString(stateName(row->state));
        else if (!phone.letters && phone.moment != Moment::Unix)
            real << m_context.word("analogies", "not-in-table");
        const CallState* call = open.actor ? callOn(*open.actor, open.descriptor->fd) : nullptr;
        if (const QString text = callText(m_context, call); !text.isEmpty())
            real << text;
        const auto queues = m_queues.find(phone.socket);
        if (queues != m_queues.end()) {
            // sk_acceptq_is_full() compares with >: one more than the backlog may wait (include/net/sock.h).
            phone.room = std::size_t {queues->second.listener.sendQueue} + 1;
            phone.waitingCount = std::max<std::size_t>(queues->second.acceptQueue.size(), queues->second.listener.recvQueue);
            phone.rings = phone.waitingCount > 0;
            if (phone.rings)
                phone.says = word("says.waiting");
            for (const SocketRow& waiting : queues->second.acceptQueue)
                phone.waiting << portLabel(waiting.remote);
            phone.queue = m_context.word("analogies", "accept-queue",
                                         {{"waiting", std::to_string(phone.waitingCount)}, {"room", std::to_string(phone.room)}});
            if (const std::size_t half = queues->second.synQueue.size(); half > 0)
                real.insert(1, m_context.word("analogies", "syn-queue", {{"count", std::to_string(half)}}));
        }
        phone.name = name.join(QStringLiteral(" · "));
        phone.real = real.join(QStringLiteral(" · "));
        phone.tip = (QStringList {phone.says, phone.name, phone.real, phone.queue}).join(QLatin1Char('\n')).trimmed();
        if (row)
            if (const QString meaning = m_context.word("states", stateName(row->state)); !meaning.isEmpty())
                phone.tip += QLatin1Char('\n') + meaning;
    }

    void connectLines()
    {
        std::set<std::pair<int, int>> known;
        for (const std::size_t from : {std::size_t {0}, std::size_t {1}}) {
            const std::vector<Phone>& phones = m_scene.phones[from];
            for (std::size_t i = 0; i < phones.size(); ++i) {
                const SocketRow* row = m_state.socket(phones[i].socket);
                row = row ? row : m_state.lastRow(phones[i].socket);
                if (!row || row->remote.port == 0)
                    continue;
                const int other = partner(*row, static_cast<int>(1 - from));
                PhoneLine line;
                (from == 0 ? line.left : line.right) = static_cast<int>(i);
                (from == 0 ? line.right : line.left) = other;
                line.moment = phones[i].moment;
                if (other >= 0 && !known.insert({line.left, line.right}).second)
                    continue;
                addWords(line, row->local, row->remote);
                m_scene.lines.push_back(std::move(line));
            }
        }
        addLetters();
    }

    /// The phone on side `there` that this one is connected to, or that it calls; -1: none.
    int partner(const SocketRow& row, int there) const
    {
        const SocketRow* mate = mateOf(m_state, row);
        SocketId socket = mate ? mate->socket : 0;
        if (const auto queued = m_queued.find(socket); queued != m_queued.end())
            socket = queued->second;
        const auto& phones = m_scene.phones[static_cast<std::size_t>(there)];
        for (std::size_t i = 0; i < phones.size(); ++i) {
            const SocketRow* other = m_state.socket(phones[i].socket);
            const bool called = !mate && row.state == SocketState::SynSent && other && other->state == SocketState::Listen
                && other->local.port == row.remote.port;
            if ((socket != 0 && phones[i].socket == socket) || called)
                return static_cast<int>(i);
        }
        return -1;
    }

    void addWords(PhoneLine& line, const Endpoint& a, const Endpoint& b) const
    {
        std::vector<const PacketState*> onTheWay;
        for (const PacketState* packet : m_state.held())
            onTheWay.push_back(packet);
        for (auto packet = m_state.packets().rbegin(); packet != m_state.packets().rend() && packet->fate == PacketFate::InFlight; ++packet)
            onTheWay.push_back(&*packet);
        qsizetype cut = 0;
        for (const PacketState* packet : onTheWay) {
            const std::uint16_t from = packet->decoded.source().port, to = packet->decoded.destination().port;
            const bool ours = (from == a.port && to == b.port) || (from == b.port && to == a.port);
            if (!ours || (!packet->decoded.tcp && !packet->decoded.udp))
                continue;
            if (line.words.size() >= mostWords) {
                ++cut;
                continue;
            }
            const QString said = payloadText(*packet);
            const QString what = said.isEmpty() ? packetLabel(*packet) : said;
            const bool rightwards = packet->from != packet->to ? sideOf(m_state, packet->from, {}) == 0 : sideOf(m_state, packet->from, packet->decoded.source()) == 0;
            line.words << (rightwards ? what + QStringLiteral(" →") : QStringLiteral("← ") + what);
            line.packets.push_back(packet->packet);
        }
        if (cut > 0)
            line.words.back() += QStringLiteral("  +%1").arg(cut);
    }

    /// Datagrams on their way, between letterboxes that know nothing of each other.
    void addLetters()
    {
        for (const PacketState* packet : m_state.held()) {
            if (!packet->decoded.udp)
                continue;
            PhoneLine line;
            line.moment = Moment::Datagram;
            for (std::size_t side = 0; side < 2; ++side) {
                for (std::size_t i = 0; i < m_scene.phones[side].size(); ++i) {
                    const SocketRow* row = m_state.socket(m_scene.phones[side][i].socket);
                    if (!row || row->protocol != 17)
                        continue;
                    const bool sent = row->host == packet->from && row->local.port == packet->decoded.source().port;
                    const bool comes = row->host == packet->to && row->local.port == packet->decoded.destination().port;
                    if (sent || comes)
                        (side == 0 ? line.left : line.right) = static_cast<int>(i);
                }
            }
            const bool known = std::any_of(m_scene.lines.begin(), m_scene.lines.end(), [&](const PhoneLine& one) {
                return std::find(one.packets.begin(), one.packets.end(), packet->packet) != one.packets.end();
            });
            if (known || m_scene.lines.size() >= mostPhones)
                continue;
            addWords(line, packet->decoded.source(), packet->decoded.destination());
            const bool again = std::any_of(m_scene.lines.begin(), m_scene.lines.end(),
                                           [&](const PhoneLine& one) { return one.packets == line.packets; });
            if (!again)
                m_scene.lines.push_back(std::move(line));
        }
    }

    void addTitles()
    {
        const auto only = m_context.playhead->thisMachine() ? std::optional(HostId::Client) : m_state.onlyHost();
        for (std::size_t side = 0; side < 2; ++side) {
            const auto host = static_cast<HostId>(side);
            if (only)
                m_scene.titles[side] = m_context.word("analogies", side == 0 ? "calling-side" : "listening-side");
            else
                m_scene.titles[side] = m_context.word("analogies", host == HostId::Client ? "client-host" : "server-host");
            if (m_left[side] > 0)
                m_scene.more[side] = m_context.word("analogies", "more", {{"count", std::to_string(m_left[side])}});
        }
        if (m_scene.phones[0].empty() && m_scene.phones[1].empty())
            m_scene.empty = word("nothing");
    }

    void addSentences()
    {
        const std::string key(momentKey(m_talk.moment));
        m_scene.nowTitle = m_context.word("analogies", "now");
        m_scene.now = word("now." + key);
        m_scene.failsTitle = m_context.word("analogies", "fails");
        m_scene.fails = word("fails." + key);
    }

    const ViewContext& m_context;
    const LabState& m_state;
    const Talk& m_talk;
    TelephoneScene m_scene;
    std::map<SocketId, ListenQueues> m_queues;
    std::map<SocketId, SocketId> m_queued; ///< in a queue → its listener
    std::set<SocketId> m_seen;
    std::array<std::size_t, 2> m_left {};
};

} // namespace

TelephoneScene telephoneScene(const ViewContext& context, const Talk& talk)
{
    return TelephoneMaker(context, talk).take();
}

QString holderText(const ViewContext& context, const TalkEnd& end)
{
    const ActorState* actor = context.playhead->state().actor(end.actor);
    return actor ? context.word("analogies", "holder", {{"program", actor->started.name}, {"fd", std::to_string(end.fd)}})
                 : context.word("analogies", "no-program");
}

QString payloadText(const PacketState& packet, int most)
{
    const ByteView payload = packet.decoded.payloadIn(packet.frame);
    if (payload.empty())
        return {};
    QString text;
    for (std::size_t i = 0; i < payload.size() && text.size() < most; ++i) {
        const std::uint8_t byte = payload[i];
        text += byte >= 0x20 && byte < 0x7f ? QLatin1Char(static_cast<char>(byte)) : byte == '\n' ? QChar(u'↵') : QChar(u'·');
    }
    return QLatin1Char('"') + text + (packet.decoded.payloadLength > static_cast<std::size_t>(text.size()) ? QStringLiteral("…\"") : QStringLiteral("\""));
}

QString callText(const ViewContext& context, const CallState* call)
{
    if (!call)
        return {};
    const QString text = toQString(shortText(call->entered));
    switch (call->phase) {
    case CallPhase::Blocked:
        return context.word("analogies", "blocked", {{"call", text.toStdString()}});
    case CallPhase::Returned:
        return call->returned ? text + QLatin1Char(' ') + toQString(resultText(call->entered, *call->returned)) : text;
    default:
        return text;
    }
}

} // namespace lab
