#pragma once
// MachineJoin: writes the one journal of a capture and of what this machine's kernel told meanwhile, for files (MachineMerge) and
// live (LiveJoin) alike. What is heard is known, and what is written stands in the journal: who hears both as a whole before the
// first is written never has to correct anything; where a place or an inferred state turns out otherwise later, it is told anew.
// Sockets to which no packet belongs, and programs that have only such, are left out, until they are met.

#include "model/capture/ForeignJournal.h"
#include "model/capture/MachinePlaces.h"

#include <optional>
#include <unordered_map>

namespace lab {

/// What a journal of both says of itself; `joined` and `notJoined` with how many of how many connections.
namespace JoinNotice {
inline constexpr std::string_view joined = "sockets-joined", notJoined = "sockets-not-joined";
inline constexpr std::string_view live = "sockets-joined-live"; ///< it is said at the end how far that went
inline constexpr std::string_view notWatched = "sockets-not-watched"; ///< there are no sockets in it, or no more
} // namespace JoinNotice

class MachineJoin
{
public:
    MachinePlaces& places() { return m_places; }
    const MachinePlaces& places() const { return m_places; }
    ForeignJournal& journal() { return m_journal; }
    const ForeignJournal& journal() const { return m_journal; }

    // Times are ns since 1970. Begins the journal first: ForeignJournal::begin().
    void write(const CapturedFrame& frame);
    /// An event of the machine's as it is in this journal. Returns its number there (or that of the
    /// first, if it has become several), from 1; 0: it is not in it.
    std::uint64_t write(EventBody event, std::int64_t time);
    void tell(std::int64_t time, const EventBody& body); ///< words of the journal's own
    void tellHowFar(std::int64_t time);
    void settle(std::int64_t time); ///< what was written and is known otherwise by now

private:
    struct Program
    {
        ActorStarted started; ///< as it was last told
        std::vector<Descriptor> descriptors;
        bool told = false;
        bool twin = false; ///< it stands on the client host, too, under another number
        std::optional<std::vector<Descriptor>> toldHere, toldOfTwin; ///< as they were last told
    };

    struct Row
    {
        SocketRow row; ///< as it is
        bool told = false;
    };

    // These tell what there is to tell, perhaps nothing.
    void sampled(SocketRow row, std::int64_t time);
    void gone(SocketId socket, std::int64_t time);
    void stand(Program& program, std::int64_t time);
    void tellDescriptors(Program& program, std::int64_t time);
    void end(const ActorExited& exited, std::int64_t time);
    bool writeOfMachine(EventBody& event, std::int64_t time); ///< false: it is as it is

    MachinePlaces m_places;
    ForeignJournal m_journal;
    std::unordered_map<SocketId, Row> m_rows; ///< those that are there
    std::unordered_map<ActorId, Program> m_programs; ///< those that run
};

} // namespace lab
