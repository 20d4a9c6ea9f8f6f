#pragma once
// SequenceRows: the rows of the sequence diagram and the bars that begin in them, in the little that a row of a million needs: a byte
// and some bits. Which event made a row, and in which rows flights begin, are numbers that ascend (RankedBits).

#include "model/base/PagedList.h"
#include "model/base/RankedBits.h"
#include "views/sequence/SequenceBars.h"

#include <array>

namespace lab {

class SequenceRows
{
public:
    std::size_t size() const { return m_what.size(); }

    bool empty() const { return m_what.empty(); }

    SequenceRow operator[](std::size_t row) const
    {
        return {eventOf(row), kindOf(row), hostOf(row), refOf(row)};
    }

    SequenceRow back() const { return (*this)[size() - 1]; }

    SequenceRow::Kind kindOf(std::size_t row) const { return static_cast<SequenceRow::Kind>(m_what[row] & kindMask); }

    HostId hostOf(std::size_t row) const { return (m_what[row] & serverBit) != 0 ? HostId::Server : HostId::Client; }

    std::size_t flights() const { return m_flights.size(); } ///< that begin in these rows, each in one of its own, in their order

    std::uint32_t rowOfFlight(std::uint32_t number) const { return static_cast<std::uint32_t>(m_flights[number]); } ///< that it begins in

    // Does the packet of this row return to who sent it? Told of the last row.
    bool loops(std::size_t row) const { return (m_what[row] & loopsBit) != 0; }
    void setLoops() { m_what.back() |= loopsBit; }

    /// The event that made the row: of one that was taken over, of the state that began in it.
    std::size_t firstOf(std::size_t row) const { return m_first[row]; }

    /// The event that made the next row; noEvent: it is the last.
    std::size_t endOf(std::size_t row) const { return row + 1 < size() ? m_first[row + 1] : noEvent; }

    /// How many rows events before this one made.
    std::size_t before(std::size_t event) const { return m_first.below(event); }

    /// Of each host into bars(): a state that begins in this row; noRow: none.
    std::array<std::uint32_t, hostCount> barsIn(std::size_t row) const;

    /// `ref` of a row in which a flight begins is flights().
    void push_back(std::size_t event, SequenceRow::Kind kind, HostId host, std::uint32_t ref);
    /// The last row, of a State, is about this event from now on.
    void takeOver(std::size_t event, SequenceRow::Kind kind, HostId host, std::uint32_t ref);

    /// Does a bar begin in the last row on this side?
    bool beginsBar(HostId side) const { return (m_what.back() & barBit(side)) != 0; }

    const SequenceBars& bars() const { return m_bars; }

    /// One that begins in the last row, the first there on its side. If it made the row, it is of the row's event. `earlier`: a bar that
    /// may be of the same socket, or noRow.
    void beginBar(const SequenceBar& bar, std::uint32_t earlier);

    void endBar(std::uint32_t bar, std::size_t event) { m_bars.end(bar, event); }

private:
    static constexpr std::uint8_t kindMask = 15, serverBit = 16, barBits = 96, loopsBit = 128;

    struct Ref
    {
        std::uint32_t row = 0, ref = 0;
    };

    struct Taken
    {
        std::uint32_t row = 0;
        EventNumber event; ///< that it is about since
    };

    static std::uint8_t barBit(HostId side) { return side == HostId::Client ? 32 : 64; }

    static std::uint8_t packed(SequenceRow::Kind kind, HostId host)
    {
        return static_cast<std::uint8_t>(static_cast<unsigned>(kind) | (host == HostId::Server ? serverBit : 0U));
    }

    std::size_t eventOf(std::size_t row) const;
    std::uint32_t refOf(std::size_t row) const;
    void refer(SequenceRow::Kind kind, std::uint32_t ref); ///< the last row

    RankedBits m_first; ///< of each row the event that made it
    PagedList<Taken, 1024> m_taken; ///< those that were taken over, ascending
    PagedList<std::uint8_t> m_what; ///< kind, host, on which sides a bar begins, and whether the packet loops
    RankedBits m_flights; ///< of each flight the row it begins in
    PagedList<Ref, 1024> m_refs; ///< of other rows that have one, ascending
    SequenceBars m_bars;
};

} // namespace lab
