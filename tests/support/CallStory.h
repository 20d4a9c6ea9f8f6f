#pragma once
// CallStory: a journal of one or two programs' calls, one line a call, and the findings that it proves.

#include "model/findings/Findings.h"
#include "tests/support/JournalBuilder.h"

#include <cerrno>
#include <string>
#include <vector>

namespace lab::tests {

class CallStory
{
public:
    CallStory()
        : client(journal.actor(HostId::Client, "client", "./client"))
        , server(journal.actor(HostId::Server, "server", "./server"))
    {
    }

    JournalBuilder journal;
    ActorId client, server;

    CallId call(ActorId actor, const std::string& name, Arguments args, std::int64_t result, int errnum = 0,
                Arguments out = {})
    {
        const CallId id = journal.enter(actor, name, std::move(args));
        journal.returned(id, errnum == 0 ? result : -1, errnum, std::move(out));
        return id;
    }

    void socket(ActorId actor, int fd, int type = 1)
    {
        call(actor, "socket", {number(2), number(type), number(0)}, fd);
    }

    CallId bind(ActorId actor, int fd, const Endpoint& end, int errnum = 0)
    {
        return call(actor, "bind", {number(fd), address(end), number(16)}, 0, errnum);
    }

    CallId connect(ActorId actor, int fd, const Endpoint& end, int errnum = 0)
    {
        return call(actor, "connect", {number(fd), address(end), number(16)}, 0, errnum);
    }

    CallId listen(ActorId actor, int fd, int backlog = 5, int errnum = 0)
    {
        return call(actor, "listen", {number(fd), number(backlog)}, 0, errnum);
    }

    CallId accept(ActorId actor, int fd, int talker, int errnum = 0)
    {
        return call(actor, "accept", {number(fd), number(0), number(0)}, talker, errnum);
    }

    /// `result` bytes taken of `bytes`, which lie at `at` in the program's memory.
    CallId send(ActorId actor, int fd, std::string_view bytes, std::int64_t result, int errnum = 0,
                std::uint64_t at = 0x9000)
    {
        ArgumentValue buffer = text(bytes);
        buffer.raw = at;
        return call(
            actor, "sendto",
            {number(fd), buffer, number(static_cast<std::int64_t>(bytes.size())), number(0), number(0), number(0)},
            result, errnum);
    }

    CallId recv(ActorId actor, int fd, std::string_view bytes, int errnum = 0, std::uint64_t at = 0x9000)
    {
        ArgumentValue buffer;
        buffer.raw = at;
        return call(actor, "recvfrom", {number(fd), buffer, number(1024), number(0), number(0), number(0)},
                    static_cast<std::int64_t>(bytes.size()), errnum, written(1, text(bytes)));
    }

    void close(ActorId actor, int fd) { call(actor, "close", {number(fd)}, 0); }

    void prints(ActorId actor, std::string_view bytes)
    {
        journal.add(ActorOutput {actor, 1, Bytes(bytes.begin(), bytes.end())});
    }

    void exits(ActorId actor, int signal = 0) { journal.add(ActorExited {actor, 0, signal}); }

    /// Client and server, connected: 3 of the client with 4 of the server, which listens on 3.
    void meet()
    {
        socket(server, 3);
        bind(server, 3, anyEnd(8080));
        listen(server, 3);
        socket(client, 3);
        connect(client, 3, serverEnd(8080));
        accept(server, 3, 4);
    }

    std::vector<Finding> findings(SourceText source = {}) const
    {
        LabState state;
        Findings found(std::move(source));
        for (std::size_t i = 0; i < journal.events().size(); ++i) {
            state.apply(journal.events()[i]);
            found.apply(journal.events()[i], i, state);
        }
        return found.all();
    }

    /// "unchecked-result nobody-listens"
    std::string codes(SourceText source = {}) const
    {
        std::string all;
        for (const Finding& finding : findings(std::move(source)))
            all += (all.empty() ? "" : " ") + finding.code;
        return all;
    }
};

} // namespace lab::tests
