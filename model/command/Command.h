#pragma once
// Command: one wish, one line of text. Buttons, lessons, tests and people at a terminal use the same line.
//
//   TARGET ": " VERB { " " WORD }          WORD: bare text, NAME=VALUE, or "quoted" with escaped() escapes
//
//   lab: actor NAME HOST [capability=C]…    start a built-in actor called NAME on host client|server; C: CAP_NET_RAW or
//                                           CAP_NET_ADMIN, over its host only
//   lab: program NAME HOST PROGRAM ARG…     start a program of the learner's: [path=FILE] [cwd=FOLDER] [stdin=FILE] and
//                                           any number of env="NAME=VALUE"; path is PROGRAM unless it is given; stdin=type:
//                                           what is typed to it (a file called type is ./type)
//   lab: sysctl HOST NAME VALUE…            write a kernel setting of one host (VALUE may be several words)
//   lab: alias HOST ADDRESS                 a further address on the host's loopback
//   lab: localhost wire                     127.0.0.1 of the client host is the server host, by way of the wire
//   lab: localhost loopback                 what a host sends to itself goes by way of the wire
//   lab: retransmissions merge|quiet|show   what the wire does with a repeat of a held packet (merge is the default)
//   lab: stops RULES                        where programs are kept: none, calls (before each), or any of call=recv,accept
//                                           fd=4 line=server.c:31 (before) errno=ECONNRESET|any (after)
//   lab: keep BYTES                         frames of a connection and buffers of a program's calls are recorded whole up
//                                           to so many bytes, then headers and beginnings only (16777216 is the default)
//   lab: mark TEXT                          nothing happens; the journal has the line ("step 7", a learner's answer)
//   lab: note EVENT "TEXT"                  a person's note on the event of that number (from 1); an empty text takes it back
//   lab: settle                             nothing happens; answered when the lab is at rest
//   lab: pause | lab: resume                everything stands still: no packet crosses, no stopped call goes on
//   lab: end
//   wire: flow | wire: hold | wire: cut
//   wire: link [delay=20ms] [rate=2mbit] [queue=10]
//                                           what packets meet while the wire flows (model/command/LinkText.h); none: nothing
//   wire: release P | drop P | duplicate P  P: a packet number, "next" or "last" or "all"
//   wire: split P BYTES                     cut the held data segment after BYTES bytes of payload
//   wire: icmp P KIND [MTU]                 drop P and answer with an ICMP error (host-unreachable, …); MTU: of the next
//                                           hop, in bytes, for fragmentation-needed
//   wire: inject to=HOST kind=TCP|UDP src=A:P dst=A:P [flags=SYN+ACK] [data="…"]
//   NAME: CALL ARG… [as=D] [nonblock=1]     perform a call: arguments by NAME=VALUE with the man page's names, e.g.
//        client: connect sockfd=C addr=10.9.0.2:8080
//        server: socket domain=AF_INET type=SOCK_STREAM protocol=0 as=L
//        client: send sockfd=C buf="Hello" flags=MSG_NOSIGNAL        (len= may be given, even wrong)
//        client: send sockfd=C size=100000                           (a run of bytes a…z)
//        server: recv sockfd=A len=100
//   NAME/THREAD: CALL …                     the same in a further thread of that program, made on first use
//   NAME: stops RULES                       the same for one program
//   NAME: step [until=return]               what stands at a call goes on; until=return: to the return of this call
//   NAME: run [until=blocked]               without stops from now on; until=blocked: until it blocks in a call
//   NAME: inject errno=ECONNRESET           to the call that it stands before: it is not made, this is its result;
//        inject bytes=3 | inject delay=500ms    it is made with this length; it is made that much later
//   NAME: type "TEXT\n" | eof               to the standard input of a program started with stdin=type; its end
//   NAME: ls_fd | dropcap | rlimit_nofile n=5
//   NAME: signal SIGSTOP | NAME: restart | NAME: kill
//
// A descriptor name given by as=D belongs to the process. Missing arguments have C's usual values: domain AF_INET,
// type SOCK_STREAM, protocol 0, flags 0, addrlen the size of addr.

#include "model/base/Result.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lab {

struct Command
{
    std::string target; ///< "lab", "wire", "client", "server/rx"
    std::string verb;
    std::vector<std::string> words; ///< positional, unquoted
    std::vector<std::pair<std::string, std::string>> named; ///< NAME=VALUE, unquoted, in order

    /// The value of NAME, or `otherwise`.
    std::string get(std::string_view name, std::string_view otherwise = {}) const;
    bool has(std::string_view name) const;

    friend bool operator==(const Command&, const Command&) = default;
};

/// Parses one line. The error names the column.
Result<Command> parseCommand(std::string_view line);
/// The canonical line; parseCommand(toLine(c)) == c.
std::string toLine(const Command& command);

/// Builds a command: command("client", "connect").with("sockfd", "C").with("addr", "10.9.0.2:8080").
class CommandBuilder
{
public:
    CommandBuilder(std::string target, std::string verb) { m_command = {std::move(target), std::move(verb), {}, {}}; }

    CommandBuilder& word(std::string text)
    {
        m_command.words.push_back(std::move(text));
        return *this;
    }

    CommandBuilder& with(std::string name, std::string value)
    {
        m_command.named.emplace_back(std::move(name), std::move(value));
        return *this;
    }

    std::string line() const { return toLine(m_command); }

    const Command& command() const { return m_command; }

private:
    Command m_command;
};

} // namespace lab
