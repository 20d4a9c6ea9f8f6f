#pragma once
// TermEvidence: which events of a journal show what a glossary entry means: ONE ROW A TERM, with what tells such an
// event or why no event can. EvidenceScan reads a journal for one entry, a piece at a time, and stops when it has
// enough.

#include "model/journal/Journal.h"
#include "model/lab/LabState.h"

#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lab {

/// What a run had before that LabState does not keep. Of one scan.
struct EvidenceMemory
{
    std::set<std::pair<HostId, std::uint16_t>> bound; ///< ports that programs asked for by number
    std::set<ActorId> accepted; ///< programs that have taken a connection by accept()
    std::set<PacketId> held; ///< packets that the wire kept before this event
};

/// One event, with what it takes to judge it.
struct Witnessed
{
    const Event& event;
    const LabState& after; ///< the state that has the event
    EvidenceMemory& memory;
    const SocketRow* before = nullptr; ///< of a SocketSampled: the socket's row until now; nullptr: it is new
    const CallEntered* entered = nullptr; ///< of a call that stops, blocks or has returned
    const PacketState* packet = nullptr; ///< of an event of a packet
    const ActorState* actor = nullptr; ///< whose call it is
};

/// Why no event of a run shows a term.
enum class Unseen {
    No, ///< it can be seen
    Learning, ///< a word of the lessons and of this program
    Picture, ///< a picture in the window, drawn from all the events
    InTheBytes, ///< a matter of the programs' own bytes, which no kernel knows
};

struct EvidenceRow
{
    std::string_view term; ///< key in the section "terms"
    bool (*shows)(const Witnessed&); ///< nullptr: see `unseen`
    Unseen unseen = Unseen::No;
};

/// By term, ascending.
std::span<const EvidenceRow> evidenceRows();

/// What tells an event that shows this entry (GlossaryEntry::id); empty: no event can. Sections other than terms follow
/// one rule each: a call by its name, a state by a socket that enters it, and so on.
std::function<bool(const Witnessed&)> evidenceOf(std::string_view id);
/// Why evidenceOf() is empty.
Unseen whyUnseen(std::string_view id);

class EvidenceScan
{
public:
    static constexpr std::size_t mostHits = 30;

    EvidenceScan() = default;
    explicit EvidenceScan(std::string_view id);

    /// Reads on, at most `events` of them; does nothing once it has enough. `journal` is the same one each time.
    void read(const Journal& journal, std::size_t events);

    /// Indexes into the journal, ascending.
    const std::vector<std::size_t>& hits() const { return m_hits; }

    bool enough() const { return m_hits.size() >= mostHits || !m_shows; }

    std::size_t followed() const { return m_followed; } ///< events read

private:
    void judge(const Event& event, std::size_t index);

    std::function<bool(const Witnessed&)> m_shows;
    LabState m_state;
    EvidenceMemory m_memory;
    std::size_t m_followed = 0;
    std::vector<std::size_t> m_hits;
};

// The rows' functions, by file.
namespace evidence {

using M = const Witnessed&;

template<class Kind>
bool is(const Witnessed& moment)
{
    return std::holds_alternative<Kind>(moment.event.body);
}

bool isCall(const Witnessed& moment, std::initializer_list<std::string_view> names); ///< is one of these entered?
bool hasFailed(const Witnessed& moment, std::initializer_list<int> errnos); ///< has a call failed with one of these?
/// Does the call that is entered have one of these words among its arguments: "SO_BROADCAST", "EPOLLET"?
bool hasWord(const Witnessed& moment, std::initializer_list<std::string_view> words);
bool enters(const Witnessed& moment, SocketState state); ///< has a socket just come to this state?
bool counts(const Witnessed& moment, std::initializer_list<std::string_view> names); ///< has one of these counters changed?

inline bool isListener(const SocketRow& row)
{
    return row.state == SocketState::Listen;
}

std::span<const EvidenceRow> callRows(); // CallEvidence.cpp
std::span<const EvidenceRow> packetRows(); // PacketEvidence.cpp
std::span<const EvidenceRow> socketRows(); // SocketEvidence.cpp

} // namespace evidence

} // namespace lab
