#pragma once
// PlaybackMarks: which kinds of events lie under each pixel of the playback bar. Pure geometry over a Journal's index:
// no event is decoded. Long journals are summed up in blocks, so that a bar costs little more than its width.

#include "model/base/PagedList.h"
#include "model/journal/Journal.h"

#include <cstdint>
#include <vector>

namespace lab {

enum PlaybackMark : std::uint8_t { CallMark = 1, PacketMark = 2, StateMark = 4, HeldMark = 8, LostMark = 16 };

/// The mark of an event kind (index into EventBody); 0: not worth one.
std::uint8_t playbackMark(int kind);

class PlaybackMarks
{
public:
    void clear();

    /// Takes in what `journal`, which outlives the next clear(), has beyond the last call.
    void grow(const Journal& journal);

    /// One set of PlaybackMark bits for each of `width` pixels; pixel x stands for the events
    /// x * size / width … (x + 1) * size / width.
    std::vector<std::uint8_t> buckets(int width) const;

    std::size_t size() const { return m_size; } ///< events

private:
    static constexpr std::size_t block = Journal::stretch;

    std::uint8_t markAt(std::size_t event) const { return playbackMark(m_journal->kindOf(event)); }

    const Journal* m_journal = nullptr;
    std::size_t m_size = 0;
    PagedList<std::uint8_t> m_blocks; ///< the union of the marks of each `block` events
};

} // namespace lab
