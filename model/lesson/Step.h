#pragma once
// Step: the steps of a lesson as values, one struct a verb. What a lesson file may say is here; see docs/lessons.md.

#include "model/base/Text.h"
#include "model/command/Command.h"
#include "model/journal/Event.h"

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace lab {

/// What a call, a return or another check is expected to give. Texts may have wildcards (matchesWildcard()).
struct Expect
{
    std::optional<std::string> ret; ///< number, ">0" or "1..9" style comparison, or "fd" (any descriptor)
    std::optional<std::string> errnum; ///< "ECONNREFUSED"
    std::optional<bool> blocks;
    std::optional<std::string> addr, data, value, revents, died, match;
    std::optional<int> msMin, msMax;
    std::map<std::string, std::string> numbers; ///< dissect's ip/tcp/payload/total, info's fields, status …

    friend bool operator==(const Expect&, const Expect&) = default;
};

/// One row of a `see` table; absent fields are not compared.
struct ExpectedRow
{
    std::optional<std::string> state, recvq, sendq, local, peer;

    friend bool operator==(const ExpectedRow&, const ExpectedRow&) = default;
};

struct CallStep
{
    std::string at; ///< actor or actor/thread
    Command command; ///< ready to submit
    Expect expect;
    std::optional<int> withinMs;

    friend bool operator==(const CallStep&, const CallStep&) = default;
};

struct ReturnsStep
{
    std::string at, call;
    Expect expect;
    std::optional<int> withinMs;

    friend bool operator==(const ReturnsStep&, const ReturnsStep&) = default;
};

/// release, drop, duplicate, split, icmp
struct PacketStep
{
    std::string verb;
    std::string which; ///< next, last, all, a number or a pattern "c3>server SYN"
    std::optional<int> splitAfter;
    std::string icmpKind;
    std::optional<int> mtu; ///< of icmp fragmentation-needed: what the next link carries, in bytes
    std::optional<int> withinMs;

    friend bool operator==(const PacketStep&, const PacketStep&) = default;
};

struct WireStep
{
    WireMode mode;
    friend bool operator==(const WireStep&, const WireStep&) = default;
};

struct LinkStep
{
    Link link; ///< of the wire from here on
    friend bool operator==(const LinkStep&, const LinkStep&) = default;
};

struct InjectStep
{
    Command command;
    friend bool operator==(const InjectStep&, const InjectStep&) = default;
};

struct FlightStep
{
    std::vector<std::string> patterns;
    std::optional<int> withinMs;
    friend bool operator==(const FlightStep&, const FlightStep&) = default;
};

struct PacketsStep
{
    std::vector<std::string> patterns;
    std::optional<HostId> from; ///< only what this host sent
    bool prefix = false; ///< more may follow
    bool arrives = false; ///< only wait for these, in this order, and leave them for the next check
    std::optional<int> withinMs;

    friend bool operator==(const PacketsStep&, const PacketsStep&) = default;
};

struct SeeStep
{
    HostId host = HostId::Server;
    std::optional<std::vector<ExpectedRow>> tcp, udp; ///< empty vector: none
    std::optional<int> port; ///< only the sockets with this local port
    std::optional<int> withinMs;

    friend bool operator==(const SeeStep&, const SeeStep&) = default;
};

struct CounterStep
{
    HostId host = HostId::Server;
    std::map<std::string, std::string> expect; ///< nstat name → "1", ">0"
    std::optional<int> withinMs;

    friend bool operator==(const CounterStep&, const CounterStep&) = default;
};

struct SysctlStep
{
    HostId host = HostId::Server;
    std::map<std::string, std::string> values;

    friend bool operator==(const SysctlStep&, const SysctlStep&) = default;
};

struct DissectStep
{
    std::string which;
    Expect expect;
    friend bool operator==(const DissectStep&, const DissectStep&) = default;
};

/// What everybody who watches the wire could read: the bytes of packets, since the last `packets` check.
struct OverhearStep
{
    std::string which; ///< wildcards over packet names; the bytes of those that fit are put together in the order of sending
    std::vector<std::string> contains, lacks; ///< texts, as they are in the bytes
    std::optional<std::string> bytes; ///< how many, a comparison
    std::optional<std::string> records; ///< types of the TLS records, "22 20 23", with wildcards
    std::optional<int> withinMs;

    friend bool operator==(const OverhearStep&, const OverhearStep&) = default;
};

struct SayStep
{
    BothText text;
    friend bool operator==(const SayStep&, const SayStep&) { return true; } ///< a sentence is nothing that is done
};

struct AskStep
{
    BothText question;
    std::vector<BothText> options;
    int answer = 1; ///< from 1
    BothText why;

    /// The right one of as many: how they are worded is no difference.
    friend bool operator==(const AskStep& a, const AskStep& b)
    {
        return a.answer == b.answer && a.options.size() == b.options.size();
    }
};

struct SignalStep
{
    std::string actor, signal;
    friend bool operator==(const SignalStep&, const SignalStep&) = default;
};

struct RestartStep
{
    std::string actor;
    friend bool operator==(const RestartStep&, const RestartStep&) = default;
};

/// What a `run` step starts: one of the project's examples by file name, or a file beside the lesson.
struct ProgramSource
{
    std::string file; ///< "greet-client.c"
    /// Local variables that the program leaves unset are filled with 0xFE (gcc's -ftrivial-auto-var-init=pattern), so that
    /// reading one shows the same on every machine.
    bool patternFilled = false;

    friend auto operator<=>(const ProgramSource&, const ProgramSource&) = default;
};

/// A compiled program: run it, is it inside a call, how did it end.
struct ProgramStep
{
    std::string verb; ///< run, inside, exits
    std::string program; ///< the actor; of run: as which it runs
    HostId host = HostId::Client; ///< of run
    ProgramSource source; ///< of run
    std::vector<std::string> arguments; ///< of run
    Expect expect; ///< inside: match is the call's name; exits: numbers["status"], data is what it wrote
    std::optional<int> withinMs;

    friend bool operator==(const ProgramStep&, const ProgramStep&) = default;
};

struct Step
{
    int line = 0, column = 0; ///< in the file, from 1
    std::vector<std::string> shows; ///< the facts (docs/coverage.md) that a learner sees, answers or reads here
    std::variant<CallStep, ReturnsStep, PacketStep, WireStep, LinkStep, InjectStep, FlightStep, PacketsStep, SeeStep, CounterStep,
                 SysctlStep, DissectStep, OverhearStep, SayStep, AskStep, SignalStep, RestartStep, ProgramStep>
        body;

    /// Is done, expected and asked alike; the sentences, the facts and the place in the file may differ.
    friend bool operator==(const Step& a, const Step& b) { return a.body == b.body; }
};

} // namespace lab
