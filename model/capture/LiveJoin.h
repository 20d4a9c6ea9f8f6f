#pragma once
// LiveJoin: a capture and the sockets of this machine while both come, as one growing journal: bytes of both in, journal bytes out.
// The file merge's rules (MachineJoin) with what is known by then.
//
// Both sources are late: the tables are looked at ten times a second, and dumpcap hands packets on four times a second. So each
// frame and event is kept for `patience` after it came, and then written behind all that has an earlier time. What comes even
// later (a look was put off, the clock was set) is written when it comes, with its own time; and a state that was inferred in the
// meantime is taken back. Waiting is by the time of arrival: no step of a clock can keep anything back.

#include "model/capture/MachineJoin.h"
#include "model/journal/Journal.h"
#include "model/journal/JournalCodec.h"

#include <deque>

namespace lab {

class LiveJoin
{
public:
    static constexpr std::int64_t patience = 400'000'000; ///< ns

    /// `name` is what messages call the capture.
    explicit LiveJoin(std::string name) : m_name(std::move(name)) { }

    // `now`: CLOCK_MONOTONIC, ns.
    void takeCapture(ByteView chunk, std::int64_t now);
    void takeMachine(ByteView chunk, std::int64_t now); ///< bytes of a journal, as the engine writes them
    /// No more of it will come; `why`: a sentence, if that is not as it was wished.
    void machineEnded(const std::string& why);

    /// Journal bytes that are due, about `most` at once: more may be due.
    Bytes written(std::int64_t now, std::size_t most = 256 << 10);
    /// When more will be due; nothing waits.
    std::optional<std::int64_t> due() const;
    /// Nothing follows: the rest of the journal, and how far both were joined.
    Bytes finish();

    // As RecordingStream's, of the capture.
    const std::string& unreadable() const { return m_unreadable; }
    bool broken() const { return !m_broken.empty() || !m_unreadable.empty(); }
    JournalDamage damage() const;

private:
    struct Frame
    {
        std::int64_t arrived = 0;
        CapturedFrame captured; ///< whose bytes are these:
        Bytes bytes;
    };

    struct MachineEvent
    {
        std::int64_t arrived = 0, time = 0; ///< time: ns since 1970
        EventBody body;
    };

    void begin();
    void tellWhyOver();
    void writeEarliest();
    std::int64_t earliest() const; ///< time of what would be written next

    static constexpr std::size_t mostHeld = 16 << 20; ///< bytes of frames; beyond, they are written at once

    std::string m_name, m_unreadable, m_whyOver;
    std::string m_broken; ///< "at byte N: found …, expected …"
    MachineJoin m_join;
    CaptureScanner m_scanner;
    Bytes m_pending; ///< of the capture: half a record
    JournalDecoder m_decoder;
    std::optional<std::int64_t> m_machineZero; ///< ns since 1970
    std::deque<Frame> m_frames;
    std::deque<MachineEvent> m_events;
    std::int64_t m_last = 0; ///< the latest time that was written
    std::size_t m_heldBytes = 0;
    bool m_machineOver = false;
};

} // namespace lab
