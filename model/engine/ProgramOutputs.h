#pragma once
// ProgramOutputs: what programs write to their standard output and error: the read ends of their pipes, and the bytes as
// events. What a program writes beyond `mostBytes` is read and thrown away, so that it never blocks for us.

#include "model/base/UniqueFd.h"
#include "model/journal/Event.h"

#include <functional>
#include <vector>

namespace lab {

class ProgramOutputs
{
public:
    using Happened = std::function<void(const EventBody&)>;

    static constexpr std::size_t mostBytes = 1024 * 1024; ///< kept of one stream

    ProgramOutputs(); ///< throws SystemError

    /// Readable when a program has written something: an epoll instance, for the engine's own.
    int fd() const { return m_epoll.get(); }

    /// A pipe for stream 1 or 2 of that program; returns the end that the program gets. Throws SystemError.
    UniqueFd add(ActorId actor, std::uint8_t stream);

    /// Reads what there is now. True if there was any.
    bool read(const Happened& happened);

private:
    struct Pipe
    {
        ActorId actor = 0;
        std::uint8_t stream = 1;
        UniqueFd fd;
        std::size_t kept = 0;
    };

    bool readOne(Pipe& pipe, const Happened& happened);

    UniqueFd m_epoll;
    std::vector<Pipe> m_pipes;
};

} // namespace lab
