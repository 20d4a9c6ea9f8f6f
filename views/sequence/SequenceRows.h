#pragma once
// SequenceRows: the rows of the sequence diagram and the bars that begin in them, in the little that a row of a million needs: little
// more than five bytes. The rest of it follows from the bars, which are in the order of their rows, and from how many flights began before.

#include "model/base/Bits.h"
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
        return {m_events[row], kindOf(row), server ? HostId::Server : HostId::Client, refOf(row)};
    }

    SequenceRow back() const { return (*this)[size() - 1]; }

    SequenceRow::Kind kindOf(std::size_t row) const { return static_cast<SequenceRow::Kind>(m_what[row] & kindMask); }

    std::size_t flights() const { return m_flights; } ///< that begin in these rows, each in one of its own, in their order

    std::uint32_t rowOfFlight(std::uint32_t number) const; ///< that it begins in

    // Does the packet of this row return to who sent it? Told of the last row.
    bool loops(std::size_t row) const { return (m_what[row] & loopsBit) != 0; }
    void setLoops() { m_what.back() |= loopsBit; }

    /// The event that made the row: of one that was taken over, of the state that began in it.
    std::size_t firstOf(std::size_t row) const;

    /// Of each host into bars(): a state that begins in this row; noRow: none.
    std::array<std::uint32_t, hostCount> barsIn(std::size_t row) const;

    /// `ref` of a row in which a flight begins is flights().
    void push_back(std::size_t event, SequenceRow::Kind kind, HostId host, std::uint32_t ref);
    /// The last row, of a State, is about this event from now on.
    void takeOver(std::size_t event, SequenceRow::Kind kind, HostId host, std::uint32_t ref);

    /// Does a bar begin in the last row on this side?
    bool beginsBar(HostId side) const { return (m_what.back() & barBit(side)) != 0; }

    const PagedList<SequenceBar>& bars() const { return m_bars; }

    SequenceBar& editBar(std::uint32_t bar) { return m_bars[bar]; }

    /// One that begins in the last row, the first there on its side. If it made the row, it is of the row's event.
    void beginBar(const SequenceBar& bar);

private:
    static constexpr std::uint8_t kindMask = 15, serverBit = 16, barBits = 96, loopsBit = 128;
    static constexpr std::size_t perWord = 64; ///< rows

    struct Word
    {
        std::uint64_t begins = 0; ///< a bit for each row: a flight begins there
        std::uint32_t before = 0; ///< flights that began before
    };

    struct Ref
    {
        std::uint32_t row = 0, ref = 0;
    };

    static std::uint8_t barBit(HostId side) { return side == HostId::Client ? 32 : 64; }

    static std::uint8_t packed(SequenceRow::Kind kind, HostId host)
    {
        return static_cast<std::uint8_t>(static_cast<unsigned>(kind) | (host == HostId::Server ? serverBit : 0U));
    }

    bool beginsBars(std::size_t row) const { return (m_what[row] & barBits) != 0; }

    PagedList<SequenceBar>::Iterator firstBarIn(std::size_t row) const;
    std::uint32_t refOf(std::size_t row) const;
    void refer(SequenceRow::Kind kind, std::uint32_t ref); ///< the last row

    PagedList<EventNumber> m_events;
    PagedList<std::uint8_t> m_what; ///< kind, host, on which sides a bar begins, and whether the packet loops
    PagedList<Word, 1024> m_words;
    PagedList<Ref, 1024> m_refs; ///< of other rows that have one, ascending
    std::size_t m_flights = 0;
    PagedList<SequenceBar> m_bars; ///< ascending rows
};

} // namespace lab
