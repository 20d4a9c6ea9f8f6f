#pragma once
// ProgramInputs: the standard inputs that a person types: the write ends of their pipes, and what did not fit in yet. The
// engine never waits for a program to read: the rest goes when the pipe has room.

#include "model/base/Ids.h"
#include "model/base/Result.h"
#include "model/base/UniqueFd.h"

#include <map>
#include <string>
#include <string_view>

namespace lab {

class ProgramInputs
{
public:
    static constexpr std::size_t mostWaiting = 16 * 1024 * 1024; ///< bytes that one program may leave unread beyond its pipe

    struct Pipe
    {
        UniqueFd theirs; ///< what the program gets as its standard input
        UniqueFd ours; ///< for add()
    };

    ProgramInputs(); ///< throws SystemError

    /// Ready when a pipe has room again for what waits: an epoll instance, for the engine's own.
    int fd() const { return m_epoll.get(); }

    static Pipe makePipe(); ///< throws SystemError
    void add(ActorId actor, UniqueFd ours);

    /// Writes what fits and keeps the rest. The error, in words: not typed, closed by eof or by the program, too much waits.
    Status type(ActorId actor, std::string_view bytes);
    /// The program reads its end of input once it has read what was typed before. The same errors.
    Status end(ActorId actor);
    void forget(ActorId actor); ///< the program is gone

    /// Writes what waits and fits by now. True if anything moved. Costs nothing when nothing waits.
    bool write();

private:
    struct Input
    {
        UniqueFd fd; ///< none: closed
        std::string waiting;
        std::size_t written = 0; ///< bytes of `waiting` that are in the pipe already
        bool ended = false; ///< to be closed when nothing waits any more
        bool watched = false; ///< in the epoll instance
    };

    Result<Input*> open(ActorId actor);
    bool writeOne(Input& input);
    void watch(Input& input, bool on);

    UniqueFd m_epoll;
    std::map<ActorId, Input> m_inputs;
    std::size_t m_watched = 0;
};

} // namespace lab
