#pragma once
// Playhead: the position in the journal that every view shows, and the LabState folded up to there. Follows the end
// while live. Going back folds from the nearest checkpoint; the kernel is never rewound.

#include "model/journal/Journal.h"
#include "model/lab/LabState.h"
#include "model/lab/Notes.h"
#include "views/shared/JournalLookup.h"

#include <QObject>

#include <chrono>
#include <optional>
#include <vector>

namespace lab {

class Playhead : public QObject
{
    Q_OBJECT

public:
    explicit Playhead(QObject* parent = nullptr);

    /// Shows another journal (a new lab, a recording); the journal must outlive its use here. nullptr: an empty one.
    /// `events`: of a long recording whose beginning it is, about how many there will be.
    void setJournal(const Journal* journal, std::size_t events = 0);

    const Journal& journal() const { return *m_journal; }

    /// Is state() that of position()? Else a long recording is being opened.
    bool folded() const { return m_state.applied() == m_position; }

    /// In events: 0 … journal().size().
    std::size_t position() const { return m_position; }

    /// The lab after so many events; while a long recording is being opened, perhaps after fewer (journalGrew()).
    const LabState& state() const { return m_state; }

    /// What was known of a packet when event `event` sent it, wherever the playhead stands: its name and its connection's first numbers. What
    /// became of it is that of some later moment. Until it is asked again; nullptr: nobody has folded so far yet. A capture made
    /// elsewhere tells it of every packet, and at once.
    const PacketState* packetSent(PacketId id, std::size_t event) const;

    /// On events of the whole journal, wherever the playhead stands.
    const Notes& notes() const { return m_notes; }

    /// What the whole journal says of an id, up to its end as it was told last. One for all views.
    const JournalLookup& lookup() const { return m_lookup; }

    /// A program of this machine rather than a lab (model/lab/ThisMachine.h), wherever the playhead stands.
    bool thisMachine() const;
    bool ofLab() const; ///< a lab's, while it runs or as it was recorded; not what another program or this machine did

    /// At the end, and following it.
    bool live() const { return m_live; }

    /// Leaves live unless it is the end. While a long recording is being opened, position() is there at once, and state() when
    /// prepare() has come so far.
    void moveTo(std::size_t position);
    void goLive();
    void stepBack(); ///< one event that a person sees (a call, a return, a packet, a socket's new state)
    void stepForward();
    /// From rest to rest: to where the lab had come to rest after one command less or more, passing over commands that
    /// nobody sees. By events where nothing says that the lab rested: a capture, a program that is only watched.
    void restBack();
    void restForward();

    enum class Fold { Now, Later };

    /// The owner of the journal has appended to it: follows when live, then emits appended() and perhaps moved(). `Later`, of a
    /// long recording that is being opened: position() is the new end at once, and state() as far as prepare() has come.
    void journalGrew(Fold fold = Fold::Now);

    /// Folds what was appended ahead of time, all of it or for about so long, and tells nobody: journalGrew() will be quick. False:
    /// there is more.
    bool prepare(std::optional<std::chrono::microseconds> budget = {});

    /// The same for a journal that grows all the time; of a capture without the last packets, which need not be kept if more come.
    void prepareMore();

    int preparedPercent() const; ///< of the journal

    /// Has prepare() come to where somebody went meanwhile? journalGrew() tells it.
    bool due() const { return !m_live && !folded() && newest().applied() >= m_position; }

    void readOn(); ///< what lookup() and notes() say is of the whole journal as it is now
    void tellLonger() ///< the same, while a long recording is being opened, and whoever takes long to read it may begin
    {
        readOn();
        emit longer();
    }

    /// The lab after the whole journal, as far as prepare() and those who looked at it have come; of a capture perhaps without its packets.
    const LabState& newest() const { return m_ahead.applied() > m_state.applied() ? m_ahead : m_state; }

signals:
    void moved(); ///< position or state changed
    void appended(); ///< the journal is longer
    void longer(); ///< the same before it is to be shown: appended() follows
    void journalChanged(); ///< setJournal(); followed by moved()

private:
    void fold(std::size_t position);
    bool isFar(std::size_t position) const;
    void showAhead();
    std::size_t beginAhead();
    std::size_t passUntil(const LabState& state, std::size_t to) const;
    /// One event, or more of them, but not behind `end`, where no packet is needed of the state: before `pass`.
    void moveOn(LabState& state, std::size_t pass, std::size_t end) const;
    void applySome(LabState& state, std::size_t pass, std::size_t end); ///< the same, and keeps the checkpoint that is due
    void keepCheckpoint(LabState state);
    std::size_t checkpointFor(std::size_t position) const;
    bool knowsAllAt(std::size_t position, const LabState& state) const;
    bool restsAnywhere() const;

    /// Of checkpoints, in events; the second where a journal is known to be long.
    struct Interval
    {
        std::size_t first, ofLong;
    };

    static constexpr Interval labInterval {2000, 16'000}, captureInterval {10'000, 40'000}; ///< a capture's events are passed quickly
    static constexpr std::size_t mostCheckpoints = 384; ///< a state shares with its copies what it can

    Journal m_empty;
    const Journal* m_journal = &m_empty;
    std::size_t m_position = 0;
    bool m_live = true;
    bool m_opening = false; ///< a long recording: somebody calls prepare() until it is folded
    LabState m_state;
    LabState m_ahead; ///< behind the last checkpoint
    mutable LabState m_elsewhere; ///< where somebody looks at packets
    mutable std::optional<PacketState> m_captured; ///< the one that was asked for last, of a capture
    Notes m_notes;
    JournalLookup m_lookup;
    std::vector<LabState> m_retired; ///< checkpoints that were thinned out: taking down hundreds at once would be felt
    std::vector<LabState> m_checkpoints; ///< [i]: after i * m_interval events; thinned out so that memory stays bounded
    std::size_t m_interval = labInterval.first;
};

/// Is event kind `kind` (index into EventBody) one that stepping by event stops at?
bool isStepStop(int kind);

} // namespace lab
