#pragma once
// ActorProgram: what each built-in actor has done so far, as the C program a person would have written for it: one line
// a call. Grows with the journal; a line's result and the current line depend on the position that is asked for.

#include "model/journal/Journal.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace lab {

struct ProgramLine
{
    std::size_t event = 0; ///< the CallEntered
    std::string code; ///< int L = socket(AF_INET, SOCK_STREAM, 0);
    std::string comment; ///< "= 3", "addr 10.9.0.2:8080, = -1 ECONNREFUSED", or empty
    std::string thread; ///< of a further thread; empty: the first
    bool current = false; ///< not returned yet at the position, or the newest call of its thread
    bool waiting = false; ///< not returned yet
};

class ActorProgram
{
public:
    void follow(const Journal& journal);
    void reset();

    /// Actors that made a call or can make one, in order of start.
    const std::vector<ActorStarted>& actors() const { return m_actors; }

    /// The newest `most` calls of `actor` among the first `position` events; `earlier` = how many came before them.
    std::vector<ProgramLine> lines(ActorId actor, std::size_t position, std::size_t most,
                                   std::size_t* earlier = nullptr) const;

    /// Lines of `file` (from 1) on which `actor` has made calls before `position`, and the newest call of each.
    std::map<int, std::size_t> callsOnLines(ActorId actor, const std::string& file, std::size_t position) const;

private:
    using Names = std::vector<std::pair<int, std::string>>;

    struct Made
    {
        std::size_t entered = 0;
        std::optional<std::size_t> returned;
        std::string newName; ///< as=
        std::shared_ptr<const Names> names; ///< descriptors' names when the call began
    };

    struct History
    {
        std::vector<Made> calls;
        std::map<std::string, std::map<int, std::vector<std::size_t>>> places; ///< file → line → events
        std::shared_ptr<const Names> names = std::make_shared<Names>();
    };

    void onCommand(const CommandGiven& event);
    void onEntered(const CallEntered& event, std::size_t index);
    void onReturned(const CallReturned& event, std::size_t index);
    ProgramLine lineOf(const Made& made, std::size_t position) const;

    const Journal* m_journal = nullptr;
    std::size_t m_followed = 0;
    std::vector<ActorStarted> m_actors;
    std::map<ActorId, History> m_histories;
    std::unordered_map<CallId, std::pair<ActorId, std::size_t>> m_open; ///< calls that have not returned
    std::map<std::string, std::string> m_pendingNames; ///< actor → as= of the command just given
};

} // namespace lab
