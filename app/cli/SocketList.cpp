#include "app/cli/SocketList.h"

#include <algorithm>
#include <cctype>
#include <cinttypes>
#include <cstdio>
#include <tuple>

#include <nlohmann/json.hpp>

namespace lab {

namespace {

std::string likeSs(const Endpoint& endpoint, std::uint8_t version)
{
    if (endpoint.address.version == 0)
        return version == 6 ? "[::]:*" : "0.0.0.0:*";
    std::string text = toText(endpoint);
    if (endpoint.port == 0)
        text.replace(text.rfind(':') + 1, std::string::npos, "*");
    return text;
}

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

auto placeOf(const SocketLine& line)
{
    const SocketRow& row = line.row;
    const int rank = row.state == SocketState::Listen ? 0 : row.state == SocketState::Close ? 1 : 2;
    return std::tuple(rank, row.protocol, row.local.port, row.local.address.version, row.local.address.bytes, row.remote.port, row.socket);
}

} // namespace

bool SocketLine::looksLike(const SocketLine& other) const
{
    const auto shown = [](const SocketLine& line) {
        const SocketRow& its = line.row;
        return std::tie(its.protocol, its.state, its.local, its.remote, its.recvQueue, its.sendQueue, its.inode, its.uid, line.holders);
    };
    return shown(*this) == shown(other);
}

std::string SocketLine::netid() const
{
    return row.protocol == 17 ? "udp" : "tcp";
}

std::string SocketLine::local() const
{
    return likeSs(row.local, row.local.address.version);
}

std::string SocketLine::peer() const
{
    return likeSs(row.remote, row.local.address.version);
}

std::string SocketLine::holdersText() const
{
    std::string text;
    for (const SocketHolder& holder : holders)
        text += (text.empty() ? "users:((\"" : ",(\"") + holder.name + "\",pid=" + std::to_string(holder.pid)
            + ",fd=" + std::to_string(holder.fd) + ")";
    return text.empty() ? text : text + ")";
}

std::string SocketLine::kernelText() const
{
    char cookie[32];
    std::snprintf(cookie, sizeof cookie, "sk:%" PRIx64, row.socket);
    return (row.uid != 0 ? "uid:" + std::to_string(row.uid) + " " : std::string())
        + (row.inode != 0 ? "ino:" + std::to_string(row.inode) + " " : std::string()) + cookie;
}

nlohmann::ordered_json SocketLine::json() const
{
    nlohmann::ordered_json object {{"netid", netid()},           {"state", stateName(row.state)}, {"recv_q", row.recvQueue},
                                   {"send_q", row.sendQueue},    {"local", toText(row.local)},    {"peer", toText(row.remote)},
                                   {"socket", row.socket}};
    if (row.inode != 0)
        object["inode"] = row.inode;
    if (row.uid != 0)
        object["uid"] = row.uid;
    for (const SocketHolder& holder : holders)
        object["processes"].push_back({{"name", holder.name}, {"pid", holder.pid}, {"fd", holder.fd}});
    return object;
}

bool SocketLine::matches(const std::vector<std::string>& words) const
{
    const std::string text = lower(netid() + " " + std::string(stateName(row.state)) + " " + local() + " " + peer() + " "
                                   + holdersText() + " " + kernelText());
    return std::all_of(words.begin(), words.end(), [&](const std::string& word) { return text.find(lower(word)) != std::string::npos; });
}

void SocketList::take(const EventBody& event)
{
    if (const auto* sampled = std::get_if<SocketSampled>(&event)) {
        const SocketRow& row = sampled->row;
        m_rows[row.socket] = row;
        if (row.inode != 0)
            m_inodes[row.inode] = row.socket;
        m_touched.insert(row.socket);
    } else if (const auto* gone = std::get_if<SocketGone>(&event)) {
        if (const auto at = m_rows.find(gone->socket); at != m_rows.end()) {
            m_inodes.erase(at->second.inode);
            m_rows.erase(at);
        }
        m_touched.insert(gone->socket);
    } else if (const auto* started = std::get_if<ActorStarted>(&event)) {
        m_actors[started->actor] = *started;
    } else if (const auto* changed = std::get_if<DescriptorsChanged>(&event)) {
        hold(changed->actor, changed->descriptors);
    } else if (const auto* exited = std::get_if<ActorExited>(&event)) {
        hold(exited->actor, {});
        m_descriptors.erase(exited->actor);
        m_actors.erase(exited->actor);
    }
}

void SocketList::hold(ActorId actor, const std::vector<Descriptor>& descriptors)
{
    const auto touch = [this](std::uint64_t inode) {
        if (const auto socket = m_inodes.find(inode); socket != m_inodes.end())
            m_touched.insert(socket->second);
    };
    const ActorStarted& who = m_actors[actor];
    std::vector<Descriptor>& before = m_descriptors[actor];
    for (const Descriptor& each : before) {
        auto& holders = m_holders[each.inode];
        std::erase(holders, SocketHolder {who.name, who.pid, each.fd});
        if (holders.empty())
            m_holders.erase(each.inode);
        touch(each.inode);
    }
    for (const Descriptor& each : descriptors) {
        auto& holders = m_holders[each.inode];
        holders.push_back({who.name, who.pid, each.fd});
        std::sort(holders.begin(), holders.end(), [](const SocketHolder& a, const SocketHolder& b) {
            return std::tie(a.pid, a.fd) < std::tie(b.pid, b.fd);
        });
        touch(each.inode);
    }
    before = descriptors;
}

SocketLine SocketList::lineOf(const SocketRow& row) const
{
    const auto holders = row.inode == 0 ? m_holders.end() : m_holders.find(row.inode);
    return {row, holders == m_holders.end() ? std::vector<SocketHolder>() : holders->second};
}

std::vector<SocketLine> SocketList::lines() const
{
    std::vector<SocketLine> all;
    for (const auto& [socket, row] : m_rows)
        all.push_back(lineOf(row));
    std::sort(all.begin(), all.end(), [](const SocketLine& a, const SocketLine& b) { return placeOf(a) < placeOf(b); });
    return all;
}

std::size_t SocketList::withoutHolder() const
{
    return static_cast<std::size_t>(std::count_if(m_rows.begin(), m_rows.end(), [this](const auto& each) {
        return each.second.inode != 0 && !m_holders.contains(each.second.inode);
    }));
}

std::vector<SocketChange> SocketList::changes()
{
    std::vector<SocketChange> all;
    for (const SocketId socket : std::exchange(m_touched, {})) {
        const auto row = m_rows.find(socket);
        const auto shown = m_shown.find(socket);
        if (row == m_rows.end()) {
            if (shown != m_shown.end())
                all.push_back({SocketChange::What::Gone, shown->second, {}});
            m_shown.erase(socket);
            continue;
        }
        SocketLine line = lineOf(row->second);
        if (shown == m_shown.end())
            all.push_back({SocketChange::What::New, line, {}});
        else if (!line.looksLike(shown->second))
            all.push_back({SocketChange::What::Changed, line, shown->second});
        m_shown[socket] = std::move(line);
    }
    return all;
}

} // namespace lab
