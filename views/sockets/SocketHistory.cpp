#include "views/sockets/SocketHistory.h"

#include "model/journal/EventKind.h"

#include <algorithm>

namespace lab {

void SocketHistory::reset()
{
    *this = SocketHistory();
}

bool SocketHistory::follow(const Journal& journal, std::size_t end, std::size_t most)
{
    end = std::min(end, journal.size());
    const std::size_t stop = end - std::min(end, m_followed) > most ? m_followed + most : std::max(end, m_followed);
    for (; m_followed < stop; ++m_followed) {
        const int kind = journal.kindOf(m_followed);
        if (kind != kindIndexOf<SocketSampled>() && kind != kindIndexOf<SocketGone>())
            continue;
        const Event event = journal.at(m_followed);
        const auto* sampled = std::get_if<SocketSampled>(&event.body);
        const SocketId socket = sampled ? sampled->row.socket : std::get<SocketGone>(event.body).socket;
        const auto [place, isNew] = m_places.try_emplace(socket, static_cast<std::uint32_t>(m_lives.size()));
        if (isNew)
            m_lives.push_back({socket, {}});
        m_lives[place->second].changes.push_back(static_cast<std::uint32_t>(m_followed));
    }
    return m_followed >= end;
}

const SocketHistory::Life* SocketHistory::life(SocketId socket) const
{
    const auto place = m_places.find(socket);
    return place == m_places.end() ? nullptr : &m_lives[place->second];
}

std::optional<std::size_t> SocketHistory::newest(SocketId socket, std::size_t before) const
{
    const Life* one = life(socket);
    if (!one)
        return std::nullopt;
    const auto after = std::lower_bound(one->changes.begin(), one->changes.end(), before);
    return after == one->changes.begin() ? std::nullopt : std::optional<std::size_t>(*(after - 1));
}

std::vector<SocketMoment> SocketHistory::moments(const Journal& journal, SocketId socket, std::size_t before,
                                                 std::size_t most) const
{
    const Life* one = life(socket);
    if (!one)
        return {};
    const auto end = std::lower_bound(one->changes.begin(), one->changes.end(), before);
    const auto there = static_cast<std::size_t>(end - one->changes.begin());
    std::vector<SocketMoment> made;
    for (auto change = end - static_cast<std::ptrdiff_t>(std::min(there, most)); change != end; ++change) {
        const Event event = journal.at(*change);
        if (const auto* sampled = std::get_if<SocketSampled>(&event.body))
            made.push_back({*change, false, sampled->row.state, sampled->row.recvQueue, sampled->row.sendQueue});
        else
            made.push_back({*change, true});
    }
    return made;
}

} // namespace lab
