#include "model/capture/MachinePlaces.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace lab {

namespace {

constexpr std::int64_t forEver = std::numeric_limits<std::int64_t>::max();

/// Times of damaged files may be anything: they wrap.
std::int64_t aLookBefore(std::int64_t time)
{
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(time) - MachinePlaces::betweenLooks);
}

void putEnd(char* at, const Endpoint& endpoint)
{
    const IpAddress address = endpoint.address.unmapped();
    at[0] = static_cast<char>(address.version);
    std::memcpy(at + 1, address.bytes.data(), address.version == 4 ? 4 : address.bytes.size());
    std::memcpy(at + 17, &endpoint.port, 2);
}

} // namespace

MachinePlaces::Pair::Pair(const Endpoint& local, const Endpoint& remote)
{
    putEnd(bytes.data(), local);
    putEnd(bytes.data() + bytes.size() / 2, remote);
}

void MachinePlaces::hear(const CapturedFrame& frame)
{
    const GrowingEnds::News news = m_ends.take(frame);
    if (news.begun)
        begun(*news.conversation);
    if (news.server)
        for (const SocketId socket : m_byPort[*news.server])
            look(socket);
    for (const std::uint16_t port : news.datagrams)
        for (const SocketId socket : m_byPort[port])
            look(socket);
    if (!news.conversation)
        return;
    const std::int64_t before = std::exchange(m_heardAt[*news.conversation], frame.time);
    if (aLookBefore(frame.time) > before) // a row may have come while nothing was said
        check(*news.conversation);
}

void MachinePlaces::begun(std::size_t conversation)
{
    const Conversation& one = m_ends.conversations()[conversation];
    m_known.resize(conversation + 1);
    m_heardAt.resize(conversation + 1, one.first.ns);
    for (const std::size_t side : {0U, 1U}) {
        const Pair pair(one.ends[side], one.ends[1 - side]);
        m_sides.emplace(pair, static_cast<HostId>(side));
        OfPair& all = m_pairs[pair];
        all.conversations.push_back({conversation, side});
        for (const SocketId socket : all.sockets)
            look(socket);
    }
    check(conversation);
}

void MachinePlaces::check(std::size_t conversation)
{
    const Conversation& one = m_ends.conversations()[conversation];
    for (const std::size_t side : {0U, 1U})
        if (!m_known[conversation][side])
            check(m_pairs[Pair(one.ends[side], one.ends[1 - side])], {conversation, side}, forEver);
}

void MachinePlaces::check(const OfPair& pair, std::int64_t until)
{
    for (const End& end : pair.conversations)
        check(pair, end, until);
}

/// Were packets and rows of these ends there at the same time? Of a row that is still there, up to `until`.
void MachinePlaces::check(const OfPair& pair, const End& end, std::int64_t until)
{
    auto& known = m_known[end.conversation];
    const Conversation& one = m_ends.conversations()[end.conversation];
    const bool lived = std::any_of(pair.lives.begin(), pair.lives.end(), [&](const Life& life) {
        return aLookBefore(life.from) <= one.last.ns && aLookBefore(one.first.ns) <= (life.open ? until : life.to);
    });
    if (!lived || known[end.side])
        return;
    m_joined += !known[1 - end.side];
    known[end.side] = true;
    m_newlyKnown.push_back(end);
}

void MachinePlaces::hear(const EventBody& event, std::int64_t time)
{
    if (const auto* sampledNow = std::get_if<SocketSampled>(&event))
        sampled(sampledNow->row, time);
    else if (const auto* goneNow = std::get_if<SocketGone>(&event))
        gone(goneNow->socket, time);
    else if (const auto* changed = std::get_if<DescriptorsChanged>(&event))
        holds(changed->actor, changed->descriptors);
    else if (const auto* started = std::get_if<ActorStarted>(&event))
        m_programs[started->actor].parent = started->parent < started->actor ? started->parent : 0; // numbered as they begin
}

void MachinePlaces::heardAll()
{
    for (const auto& [ends, pair] : m_pairs)
        check(pair, forEver);
}

/// By its first row; what comes of it later are states and queues.
void MachinePlaces::sampled(const SocketRow& row, std::int64_t time)
{
    const auto [found, isNew] = m_sockets.try_emplace(row.socket);
    Socket& socket = found->second;
    if (isNew) {
        socket = {Pair(row.local, row.remote), row.local.port, row.remote.port, HostId::Client, 0, row.protocol == 6 && row.remote.port != 0,
                  row.protocol == 17, false};
        socket.host = placeOf(socket);
        socket.met = meets(socket);
        m_pairs[socket.ends].sockets.push_back(row.socket);
        for (const std::uint16_t port : {socket.localPort, socket.remotePort})
            if (port != 0)
                m_byPort[port].push_back(row.socket);
        for (const ActorId actor : holdersOf(row.socket))
            if (socket.met)
                count(m_programs[actor], socket.host);
    }
    if (!socket.connection || socket.life != 0)
        return;
    OfPair& pair = m_pairs[socket.ends];
    pair.lives.push_back({time, time, true});
    socket.life = pair.lives.size();
    check(pair, time);
}

void MachinePlaces::gone(SocketId socket, std::int64_t time)
{
    const auto found = m_sockets.find(socket);
    if (found == m_sockets.end() || found->second.life == 0)
        return;
    OfPair& pair = m_pairs[found->second.ends];
    Life& life = pair.lives[std::exchange(found->second.life, 0) - 1];
    life.to = time;
    life.open = false;
    check(pair, time);
}

void MachinePlaces::holds(ActorId actor, const std::vector<Descriptor>& descriptors)
{
    Program& program = m_programs[actor];
    for (const Descriptor& each : descriptors) {
        if (each.socket == 0 || !program.held.insert(each.socket).second)
            continue;
        m_holders[each.socket].push_back(actor);
        if (const auto row = m_sockets.find(each.socket); row != m_sockets.end() && row->second.met)
            count(program, row->second.host);
    }
}

HostId MachinePlaces::placeOf(const Socket& socket) const
{
    if (const auto side = m_sides.find(socket.ends); side != m_sides.end())
        return side->second;
    const auto& servers = m_ends.servers();
    return servers.contains(socket.localPort) && !servers.contains(socket.remotePort) ? HostId::Server : HostId::Client;
}

bool MachinePlaces::meets(const Socket& socket) const
{
    if (m_meetsAll)
        return true;
    if (socket.connection) {
        const auto pair = m_pairs.find(socket.ends);
        return pair != m_pairs.end() && !pair->second.conversations.empty();
    }
    return (socket.datagrams ? m_ends.datagrams() : m_ends.servers()).contains(socket.localPort);
}

/// What a frame has told may concern it.
void MachinePlaces::look(SocketId id)
{
    Socket& socket = m_sockets[id];
    const HostId host = placeOf(socket), before = std::exchange(socket.host, host);
    if (socket.met && before != host) {
        for (const ActorId actor : holdersOf(id)) {
            Program& program = m_programs[actor];
            count(program, host);
            (host == HostId::Server ? program.clients : program.servers) -= 1;
        }
        m_moved.push_back(id);
    }
    if (socket.met || !meets(socket))
        return;
    socket.met = true;
    for (const ActorId actor : holdersOf(id))
        count(m_programs[actor], host);
    m_newlyMet.push_back(id);
}

void MachinePlaces::count(Program& program, HostId host)
{
    (host == HostId::Server ? program.servers : program.clients) += 1;
}

bool MachinePlaces::isProgramMet(ActorId actor) const
{
    const auto found = m_programs.find(actor);
    return m_meetsAll || (found != m_programs.end() && found->second.servers + found->second.clients > 0);
}

HostId MachinePlaces::hostOf(SocketId socket) const
{
    const auto found = m_sockets.find(socket);
    return found == m_sockets.end() ? HostId::Client : found->second.host;
}

bool MachinePlaces::isClients(SocketId socket) const
{
    const auto found = m_sockets.find(socket);
    return found != m_sockets.end() && found->second.host == HostId::Client;
}

bool MachinePlaces::isServer(ActorId actor) const
{
    for (auto found = m_programs.find(actor); found != m_programs.end(); found = m_programs.find(found->second.parent))
        if (found->second.servers > 0)
            return true;
    return false;
}

bool MachinePlaces::isBoth(ActorId actor) const
{
    const auto found = m_programs.find(actor);
    return found != m_programs.end() && found->second.clients > 0 && isServer(actor);
}

const std::vector<ActorId>& MachinePlaces::holdersOf(SocketId socket) const
{
    static const std::vector<ActorId> nobody;
    const auto found = m_holders.find(socket);
    return found == m_holders.end() ? nobody : found->second;
}

} // namespace lab
