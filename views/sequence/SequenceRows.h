#pragma once
// SequenceRows: the rows of the sequence diagram and the bars that begin in them, in the little that a row of a million needs: nine
// bytes. The rest of it follows from the bars, which are in the order of their rows.

#include "model/base/PagedList.h"
#include "views/sequence/SequenceRecords.h"

#include <array>

namespace lab {

class SequenceRows
{
public:
    std::size_t size() const { return m_events.size(); }

    bool empty() const { return m_events.empty(); }

    SequenceRow operator[](std::size_t row) const
    {
        const bool server = (m_what[row] & serverBit) != 0;
        return {m_events[row], kindOf(row), server ? HostId::Server : HostId::Client, m_refs[row]};
    }

    SequenceRow back() const { return (*this)[size() - 1]; }

    SequenceRow::Kind kindOf(std::size_t row) const { return static_cast<SequenceRow::Kind>(m_what[row] & kindMask); }

    /// The event that made the row: of one that was taken over, of the state that began in it.
    std::size_t firstOf(std::size_t row) const;

    /// Of each host into bars(): a state that begins in this row; noRow: none.
    std::array<std::uint32_t, hostCount> barsIn(std::size_t row) const;

    void push_back(std::size_t event, SequenceRow::Kind kind, HostId host, std::uint32_t ref);
    /// The last row is about this event from now on.
    void takeOver(std::size_t event, SequenceRow::Kind kind, HostId host, std::uint32_t ref);

    /// Does a bar begin in the last row on this side?
    bool beginsBar(HostId side) const { return (m_what.back() & barBit(side)) != 0; }

    const PagedList<SequenceBar>& bars() const { return m_bars; }

    SequenceBar& editBar(std::uint32_t bar) { return m_bars[bar]; }

    /// One that begins in the last row, the first there on its side. If it made the row, it is of the row's event.
    void beginBar(const SequenceBar& bar);

private:
    static constexpr std::uint8_t kindMask = 15, serverBit = 16, barBits = 96;

    static std::uint8_t barBit(HostId side) { return side == HostId::Client ? 32 : 64; }

    static std::uint8_t packed(SequenceRow::Kind kind, HostId host)
    {
        return static_cast<std::uint8_t>(static_cast<unsigned>(kind) | (host == HostId::Server ? serverBit : 0U));
    }

    bool beginsBars(std::size_t row) const { return (m_what[row] & barBits) != 0; }

    PagedList<SequenceBar>::Iterator firstBarIn(std::size_t row) const;

    PagedList<EventNumber> m_events;
    PagedList<std::uint32_t> m_refs;
    PagedList<std::uint8_t> m_what; ///< kind, host, and on which sides a bar begins
    PagedList<SequenceBar> m_bars; ///< ascending rows
};

} // namespace lab
