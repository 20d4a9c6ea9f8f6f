#include "views/sequence/SequenceDensity.h"

#include <algorithm>

namespace lab {

/// The last row may still become another: a block is summed when there is a slot after it.
void SequenceDensity::follow(std::size_t changed, std::size_t most)
{
    m_before.resize(std::min(m_before.size(), changed / block + 1));
    if (m_before.empty())
        m_before.push_back({});
    for (std::size_t left = most / block + 1; left > 0 && !complete(); --left) {
        Counts sum = m_before.back();
        add(sum, (m_before.size() - 1) * block, m_before.size() * block);
        m_before.push_back(sum);
    }
}

bool SequenceDensity::complete() const
{
    return !m_before.empty() && m_before.size() * block >= m_axis.size();
}

SequenceDensity::Counts SequenceDensity::count(std::size_t first, std::size_t end) const
{
    Counts counts {};
    end = std::min(end, m_axis.size());
    if (first >= end)
        return counts;
    const std::size_t from = (first + block - 1) / block, to = std::min(end / block, m_before.size() - 1);
    if (from >= to) {
        add(counts, first, end);
        return counts;
    }
    for (std::size_t i = 0; i < counts.size(); ++i)
        counts[i] = m_before[to][i] - m_before[from][i];
    add(counts, first, from * block);
    add(counts, to * block, end);
    return counts;
}

void SequenceDensity::add(Counts& counts, std::size_t first, std::size_t end) const
{
    for (std::size_t slot = first; slot < end; ++slot) {
        if (const What what = this->what(slot); what != What::Nothing)
            ++counts[static_cast<std::size_t>(what)];
    }
}

/// A row that only says a state is seen by its bar.
SequenceDensity::What SequenceDensity::what(std::size_t slot) const
{
    const SequenceRows& rows = m_index.rows();
    const std::uint32_t row = m_axis.rowAt(slot);
    const SequenceRow::Kind kind = rows.kindOf(row); // of a million rows little more is looked at
    if (kind == SequenceRow::Kind::State || (m_filter.active() && !m_filter.showsItself(rows[row])))
        return What::Nothing;
    if (kind == SequenceRow::Kind::Dropped || kind == SequenceRow::Kind::Counter)
        return What::Lost;
    if (kind == SequenceRow::Kind::Delivered) // every other row of a packet is on its sender's side
        return m_index.flight(rows[row].ref).from == HostId::Client ? What::FromClient : What::FromServer;
    const bool client = rows.hostOf(row) == HostId::Client;
    if (SequenceRow::ofPacket(kind))
        return client ? What::FromClient : What::FromServer;
    return client ? What::ClientCall : What::ServerCall;
}

} // namespace lab
