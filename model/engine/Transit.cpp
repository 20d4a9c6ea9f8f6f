#include "model/engine/Transit.h"

#include <algorithm>

namespace lab {

void Transit::setLink(const Link& link)
{
    m_link = link;
    if (link.rate == 0)
        m_free = {};
}

bool Transit::send(Timestamp now, PacketId packet, HostId from, ByteView frame, std::size_t length)
{
    auto& way = m_ways[hostIndex(from)];
    Timestamp& free = m_free[hostIndex(from)];
    const Timestamp departs = std::max(now, free);
    std::int64_t taken = 0; // ns to get all its bits out
    if (m_link.rate > 0) {
        const auto waits = std::upper_bound(way.begin(), way.end(), now, [](Timestamp at, const Travelling& one) { return at < one.departs; });
        if (now < departs && way.end() - waits >= static_cast<std::ptrdiff_t>(m_link.queue))
            return false;
        taken = static_cast<std::int64_t>(static_cast<double>(length) * 8e9 / static_cast<double>(m_link.rate));
        free = {departs.ns + taken};
    }
    Timestamp due {departs.ns + taken + m_link.delay};
    if (!way.empty())
        due = std::max(due, way.back().due);
    way.push_back({packet, from, Bytes(frame.begin(), frame.end()), departs, due});
    return true;
}

std::vector<Travelling> Transit::arrived(Timestamp now)
{
    std::vector<Travelling> there;
    for (auto next = nextDue(); next && *next <= now; next = nextDue()) {
        auto& way = !m_ways[0].empty() && m_ways[0].front().due == *next ? m_ways[0] : m_ways[1];
        there.push_back(std::move(way.front()));
        way.pop_front();
    }
    return there;
}

std::vector<Travelling> Transit::takeAll()
{
    m_free = {};
    return arrived({INT64_MAX});
}

std::optional<Timestamp> Transit::nextDue() const
{
    std::optional<Timestamp> next;
    for (const auto& way : m_ways)
        if (!way.empty() && (!next || way.front().due < *next))
            next = way.front().due;
    return next;
}

void Transit::postpone(std::int64_t ns)
{
    for (auto& way : m_ways)
        for (Travelling& one : way) {
            one.departs.ns += ns;
            one.due.ns += ns;
        }
    for (Timestamp& free : m_free)
        free.ns += ns;
}

} // namespace lab
