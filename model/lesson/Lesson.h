#pragma once
// Lesson: one lesson file as values. Read by LessonReader; performed by LessonRunner; shown by views/lesson.
// A lesson is data: it names no shell command and starts no program by itself.

#include "model/base/Result.h"
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
    std::optional<std::string> ret; ///< number, ">0" style comparison, or "fd" (any descriptor)
    std::optional<std::string> errnum; ///< "ECONNREFUSED"
    std::optional<bool> blocks;
    std::optional<std::string> addr, data, value, revents, died, match;
    std::optional<int> msMin, msMax;
    std::map<std::string, std::string> numbers; ///< dissect's ip/tcp/payload/total, info's fields, status …
};

/// One row of a `see` table; absent fields are not compared.
struct ExpectedRow
{
    std::optional<std::string> state, recvq, sendq, local, peer;
};

struct CallStep
{
    std::string at; ///< actor or actor/thread
    Command command; ///< ready to submit
    Expect expect;
    std::optional<int> withinMs;
};

struct ReturnsStep
{
    std::string at, call;
    Expect expect;
    std::optional<int> withinMs;
};

/// release, drop, duplicate, split, icmp
struct PacketStep
{
    std::string verb;
    std::string which; ///< next, last, all, a number or a pattern "c3>server SYN"
    std::optional<int> splitAfter;
    std::string icmpKind;
    std::optional<int> withinMs;
};

struct WireStep
{
    WireMode mode;
};

struct InjectStep
{
    Command command;
};

struct FlightStep
{
    std::vector<std::string> patterns;
};

struct PacketsStep
{
    std::vector<std::string> patterns;
    std::optional<std::string> from;
    bool prefix = false;
};

struct SeeStep
{
    HostId host = HostId::Server;
    std::optional<std::vector<ExpectedRow>> tcp, udp; ///< empty vector: none
    std::optional<int> withinMs;
};

struct CounterStep
{
    HostId host = HostId::Server;
    std::map<std::string, std::string> expect; ///< nstat name → "1", ">0"
};

struct SysctlStep
{
    HostId host = HostId::Server;
    std::map<std::string, std::string> values;
};

struct DissectStep
{
    std::string which;
    Expect expect;
};

struct SayStep
{
    BothText text;
};

struct AskStep
{
    BothText question;
    std::vector<BothText> options;
    int answer = 1; ///< from 1
    BothText why;
};

struct SignalStep
{
    std::string actor, signal;
};

struct RestartStep
{
    std::string actor;
};

struct Step
{
    int line = 0, column = 0; ///< in the file, from 1
    std::variant<CallStep, ReturnsStep, PacketStep, WireStep, InjectStep, FlightStep, PacketsStep, SeeStep,
                 CounterStep, SysctlStep, DissectStep, SayStep, AskStep, SignalStep, RestartStep>
        body;
};

struct Lesson
{
    std::string file;
    std::string id, chapter;
    int level = 1, minutes = 0;
    bool reading = false, optional = false, myth = false;
    BothText title;
    std::vector<BothText> goals;
    std::vector<std::string> seeds;
    WireMode wire = WireMode::Flow;
    std::string retransmissions = "merge";
    std::vector<Command> setup; ///< sysctl, alias, actor commands, in order, before the first step
    std::vector<Step> steps;
};

/// Reads and checks one file. Every error: "FILE:LINE:COLUMN: what was found, what was expected."
Result<Lesson> readLesson(const std::string& path);
Result<Lesson> readLessonText(std::string_view yaml, const std::string& nameForErrors);

/// id and title of every lesson in a folder, in file name order. Unreadable files are errors in the second list.
struct LessonEntry
{
    std::string path, id, chapter;
    int level = 1, minutes = 0;
    bool optional = false, myth = false, reading = false;
    BothText title;
};
struct LessonCatalog
{
    std::vector<LessonEntry> lessons;
    std::vector<Error> errors;
};
LessonCatalog readLessonCatalog(const std::string& folder);

/// What the step does, one line for a person: "server: listen(L, 3)", "Release the next packet".
std::string stepText(const Step& step, Language language);

} // namespace lab
