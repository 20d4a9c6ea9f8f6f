#pragma once
// JournalLookup: which event of a journal is the beginning of a call or a packet, and who an actor is. An index of
// positions that grows with the journal; the events themselves are decoded when somebody asks. Not a copy of the lab's
// state: it knows the whole journal, also what lies after the playhead.

#include "model/base/PagedList.h"
#include "model/journal/EventKind.h"
#include "model/journal/Journal.h"
#include "views/shared/EventNumber.h"
#include "views/shared/Selection.h"

#include <map>
#include <optional>
#include <unordered_map>

namespace lab {

class JournalLookup
{
public:
    /// Indexes what is new in `journal`. Call reset() first when it is another journal.
    void follow(const Journal& journal);
    void reset();

    std::size_t followed() const { return m_followed; }

    std::optional<std::size_t> entered(CallId call) const; ///< its CallEntered
    std::optional<std::size_t> returned(CallId call) const; ///< its CallReturned
    std::optional<std::size_t> sent(PacketId packet) const; ///< its PacketSent, or PacketCopied for a copy
    /// The frame of a packet, of the original for a copy.
    std::optional<PacketSent> frameOf(PacketId packet) const;
    std::optional<CallEntered> callOf(CallId call) const;
    std::optional<CallReturned> returnOf(CallId call) const;
    QString injectedInto(CallId call) const; ///< "errno=ECONNRESET"; empty: nothing was
    std::optional<CallStack> stackOf(CallId call) const; ///< nothing: the program was not kept there
    const ActorStarted* actor(ActorId id) const;
    /// The socket's row before event `before`: the nearest earlier sample, if it is not far back.
    std::optional<SocketRow> earlierRow(SocketId socket, std::size_t before) const;

    /// What to light in every view when event `event` is chosen.
    Selection::What whatOf(std::size_t event) const;

private:
    std::optional<SocketRow> earlierInferredRow(SocketId socket, std::size_t before, int farthest) const;

    const Journal* m_journal = nullptr;
    std::size_t m_followed = 0;
    PagedList<EventNumber> m_entered, m_packets, m_samples, m_returns; ///< positions, ascending; not of what a capture's frames say
    std::map<ActorId, ActorStarted> m_actors;
    std::unordered_map<CallId, QString> m_injected; ///< by hand, so there are few
    std::unordered_map<CallId, std::size_t> m_stacks; ///< positions; one a stop
    // Calls do not return in the order in which they began, so this one has to decode; it does when first asked.
    mutable std::unordered_map<CallId, std::size_t> m_returned;
    mutable std::size_t m_returnsRead = 0;
};

} // namespace lab
