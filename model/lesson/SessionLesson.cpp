// How a session becomes a lesson: the journal is folded, and at each rest of the lab (and once more when the next command
// is given, for what timers did meanwhile) what is new since the last look becomes a step.

#include "model/lesson/SessionLesson.h"

#include "model/command/CallBuilder.h"
#include "model/lesson/Judgement.h"
#include "model/lesson/Lesson.h"
#include "model/lesson/StepReader.h"
#include "model/lesson/StepWriter.h"

#include <algorithm>
#include <array>
#include <map>

namespace lab {

namespace {

/// A call that was commanded, on its way into the lesson.
struct CommandedCall
{
    Command command;
    bool written = false, saidBlocked = false, saidReturn = false;
};

class Session
{
public:
    void take(const Event& event);
    void end();

    const std::string& problem() const { return m_problem; }

    LessonFrame& frame() { return m_frame; }

    const std::vector<std::string>& steps() const { return m_steps; }
private:
    void given(const CommandGiven& given);
    void settled(const Settled& settled);
    void write(const Command& command);
    void writeLab(const Command& command);
    void writeWire(const Command& command);
    void writeLink(const Command& command);
    void writeActor(const Command& command);
    void packet(const Command& command);
    void look(std::int64_t waitedNs);
    void lookAtCalls(std::vector<std::string>& returns, const std::string& within);
    void writeCall(CommandedCall& call, const CallState& state, const ActorState& actor);
    void lookAtTables(const std::string& within);
    void lookAtWire(const std::string& within);
    void add(const YamlFields& fields) { m_steps.push_back(yamlMap(fields)); }
    void refuse(const std::string& why);
    YamlFields callFields(const Command& command);

    LabState m_state;
    std::string m_problem;
    std::vector<std::string> m_steps;
    LessonFrame m_frame;
    std::optional<Command> m_command; ///< given, not settled
    CommandId m_commandId = 0;
    std::string m_line;
    std::vector<std::pair<PacketId, std::string>> m_heldBefore; ///< when the command was given
    std::map<PacketId, std::size_t> m_payloads;
    std::map<std::string, Command> m_expected; ///< by target: commanded, not yet seen to be made
    std::map<CallId, CommandedCall> m_calls;
    std::array<std::array<std::string, 2>, hostCount> m_tables {{{"none", "none"}, {"none", "none"}}};
    std::string m_flight = "[]";
    Timestamp m_restSince;
};

void Session::refuse(const std::string& why)
{
    if (m_problem.empty())
        m_problem = "the command \"" + m_line + "\" can't be repeated by a lesson: " + why;
}

void Session::take(const Event& event)
{
    if (std::holds_alternative<CommandGiven>(event.body))
        look(event.time.ns - m_restSince.ns); // before it: what has happened since the lab was at rest
    m_state.apply(event);
    if (const auto* command = std::get_if<CommandGiven>(&event.body)) {
        given(*command);
    } else if (const auto* rest = std::get_if<Settled>(&event.body)) {
        settled(*rest);
        m_restSince = event.time;
    } else if (const auto* entered = std::get_if<CallEntered>(&event.body)) {
        const ActorState* actor = m_state.actor(entered->actor);
        std::string target = actor ? actor->started.name : "";
        if (!entered->thread.empty())
            target += "/" + entered->thread;
        if (auto expected = m_expected.extract(target); !expected.empty())
            m_calls[entered->call].command = std::move(expected.mapped());
    }
}

void Session::end()
{
    look(m_state.now().ns - m_restSince.ns);
}

void Session::given(const CommandGiven& given)
{
    m_line = given.line;
    m_commandId = given.command;
    auto command = parseCommand(given.line);
    m_command = command ? std::optional(*command) : std::nullopt;
    m_heldBefore.clear();
    m_payloads.clear();
    for (const PacketState* packet : heldForLessons(m_state)) {
        m_heldBefore.emplace_back(packet->packet, m_state.packetName(*packet));
        m_payloads[packet->packet] = packet->decoded.payloadLength;
    }
    const std::string& target = m_command ? m_command->target : "";
    static const std::vector<std::string> verbs = callVerbs();
    if (m_command && target != "lab" && target != "wire"
        && std::find(verbs.begin(), verbs.end(), m_command->verb) != verbs.end())
        m_expected[target] = *m_command;
}

void Session::settled(const Settled& settled)
{
    if (!m_command || settled.command != m_commandId)
        return;
    const Command command = *std::exchange(m_command, std::nullopt);
    if (!settled.refusal.empty()) {
        m_expected.erase(command.target); // nothing came of it
        return;
    }
    write(command);
    look(0);
}

void Session::write(const Command& command)
{
    if (command.target == "lab")
        writeLab(command);
    else if (command.target == "wire")
        writeWire(command);
    else
        writeActor(command);
}

void Session::writeLab(const Command& command)
{
    const std::string first = command.words.empty() ? "" : command.words[0];
    static const std::vector<std::string> withoutTrace {"mark", "settle", "pause", "resume", "keep", "stops", "end"};
    if (std::find(withoutTrace.begin(), withoutTrace.end(), command.verb) != withoutTrace.end())
        return;
    if (command.verb == "actor") {
        YamlFields fields {{"host", command.words[1]}};
        std::vector<std::string> capabilities;
        for (const auto& [name, value] : command.named)
            capabilities.push_back(value);
        if (!capabilities.empty())
            fields.emplace_back("capabilities", yamlList(capabilities));
        if (first != command.words[1] || !capabilities.empty()) // client and server are always there
            m_frame.actors.emplace_back(yamlScalar(first), yamlMap(fields));
    } else if (command.verb == "sysctl") {
        std::string value;
        for (std::size_t i = 2; i < command.words.size(); ++i)
            value += (i > 2 ? " " : "") + command.words[i];
        add({{"sysctl", first}, {"set", yamlMap({{yamlScalar(command.words[1]), yamlScalar(value)}})}});
    } else if (command.verb == "retransmissions" && m_steps.empty()) {
        m_frame.retransmissions = first;
    } else if (command.verb == "alias" && m_frame.aliases.emplace(first, command.words[1]).second) {
        return; // before the first step instead of here: an address that nobody uses yet changes nothing
    } else if (command.verb == "localhost" && first == "wire" && m_steps.empty()) {
        m_frame.localhost = "server";
    } else if (command.verb == "program") {
        refuse("it starts a program of your own; only what the built-in programs do is commanded step by step");
    } else {
        refuse("a lesson has no step for it");
    }
}

void Session::writeWire(const Command& command)
{
    static const std::map<std::string, std::string> modes {{"flow", "auto"}, {"hold", "hold"}, {"cut", "cut"}};
    if (const auto mode = modes.find(command.verb); mode != modes.end()) {
        if (m_steps.empty())
            m_frame.wire = mode->second;
        else
            add({{"wire", mode->second}});
        return;
    }
    if (command.verb == "link")
        return writeLink(command);
    if (command.verb != "inject")
        return packet(command);
    YamlFields fields;
    for (const char* key : {"kind", "src", "dst", "flags", "data"})
        if (command.has(key))
            fields.emplace_back(key, yamlScalar(command.get(key)));
    add({{"at", command.get("to")}, {"inject", yamlMap(fields)}});
}

void Session::writeLink(const Command& command)
{
    if (command.named.empty())
        return add({{"link", "none"}});
    YamlFields fields;
    for (const auto& [name, value] : command.named)
        fields.emplace_back(name, yamlScalar(value));
    add({{"link", yamlMap(fields)}});
}

/// release, drop, duplicate, split, icmp of one packet, or of all.
void Session::packet(const Command& command)
{
    const std::string which = command.words.empty() ? "next" : command.words[0];
    if (m_heldBefore.empty())
        return; // the engine said nothing against it, and nothing was there
    if (which == "all")
        return add({{command.verb, "all"}});
    const PacketId id = which == "next" ? m_heldBefore.front().first
        : which == "last"               ? m_heldBefore.back().first
                                        : static_cast<PacketId>(parseNumber(which).value_or(0));
    const auto found = std::find_if(m_heldBefore.begin(), m_heldBefore.end(), [&](const auto& one) { return one.first == id; });
    if (found == m_heldBefore.end())
        return refuse("that packet is none that a lesson counts (address resolution)");
    const auto place = static_cast<std::size_t>(found - m_heldBefore.begin());
    if (command.verb == "split") {
        const std::int64_t after = parseNumber(command.words.at(1)).value_or(0);
        const auto first = std::find_if(m_heldBefore.begin(), m_heldBefore.end(), [&](const auto& one) {
            return static_cast<std::int64_t>(m_payloads[one.first]) > after;
        });
        return first == found ? add({{"split", std::to_string(after)}})
                              : refuse("a lesson splits the oldest segment that is long enough, and this was another");
    }
    if (command.verb == "icmp") {
        YamlFields fields {{"icmp", command.words.at(1)}};
        if (command.words.size() > 2)
            fields.emplace_back("mtu", command.words[2]);
        return place == 0 ? add(fields) : refuse("a lesson answers the oldest packet, and this was another");
    }
    const bool first = std::find_if(m_heldBefore.begin(), found, [&](const auto& one) { return one.second == found->second; }) == found;
    const bool named = first && found->second.find_first_of("*?[") == std::string::npos;
    add({{command.verb, named ? yamlScalar(found->second) : std::to_string(place + 1)}});
    if (command.verb == "drop")
        m_flight.clear(); // whoever sent it sends again soon, or sooner
}

void Session::writeActor(const Command& command)
{
    const std::string actor = command.target;
    if (command.verb == "signal" && !command.words.empty())
        add({{"stop", yamlScalar(actor)}, {"signal", yamlScalar(command.words[0])}});
    else if (command.verb == "kill")
        add({{"stop", yamlScalar(actor)}, {"signal", "SIGKILL"}});
    else if (command.verb == "restart")
        add({{"start", yamlScalar(actor)}});
    else if (command.verb == "inject" || command.verb == "type" || command.verb == "eof")
        refuse("a lesson has no step for it");
    // ls_fd is no system call: nobody sees it made.
    if (const auto expected = m_expected.find(actor); expected != m_expected.end()) {
        add(callFields(expected->second));
        m_expected.erase(expected);
    }
}

YamlFields Session::callFields(const Command& command)
{
    YamlFields fields {{"at", yamlScalar(command.target)}, {"call", command.verb}};
    const auto keys = lessonKeysOf(command);
    if (!keys) {
        m_line = toLine(command);
        refuse(keys.error().message);
        return fields;
    }
    for (const auto& [key, value] : *keys)
        fields.emplace_back(key, yamlScalar(value));
    return fields;
}

/// `waitedNs`: how long the lab had been at rest: what is new now was done by a timer, and will be again.
void Session::look(std::int64_t waitedNs)
{
    constexpr std::int64_t worthSaying = 1'000'000'000, mostMs = 600'000, marginMs = 5000;
    const std::string within = waitedNs < worthSaying ? "" : std::to_string(std::min(mostMs, waitedNs / 500'000 + marginMs));
    std::vector<std::string> returns;
    lookAtCalls(returns, within);
    m_steps.insert(m_steps.end(), returns.begin(), returns.end());
    lookAtTables(within);
    lookAtWire(within);
}

/// What was commanded now comes first, then what that brought to an end.
void Session::lookAtCalls(std::vector<std::string>& returns, const std::string& within)
{
    for (const ActorState& actor : m_state.actors()) {
        for (const ThreadState& thread : actor.threads) {
            const auto known = thread.call ? m_calls.find(thread.call->entered.call) : m_calls.end();
            if (known == m_calls.end())
                continue;
            CommandedCall& call = known->second;
            const bool made = thread.call->phase != CallPhase::AboutToRun || !thread.call->stopped;
            if (made && !call.written) {
                writeCall(call, *thread.call, actor);
            } else if (thread.call->phase == CallPhase::Returned && call.saidBlocked && !std::exchange(call.saidReturn, true)) {
                YamlFields fields {{"at", yamlScalar(call.command.target)},
                                   {"returns", call.command.verb},
                                   {"expect", yamlMap(seenResult(*thread.call))}};
                if (!within.empty())
                    fields.emplace_back("within", within);
                returns.push_back(yamlMap(fields));
            }
        }
    }
}

void Session::writeCall(CommandedCall& call, const CallState& state, const ActorState& actor)
{
    call.written = true;
    YamlFields fields = callFields(call.command), expected;
    if (state.phase == CallPhase::Returned) {
        expected = seenResult(state);
    } else if (actor.exited) {
        expected = {{"died", yamlScalar(exitText(*actor.exited))}};
    } else {
        expected = {{"blocks", "true"}};
        call.saidBlocked = true;
    }
    fields.emplace_back("expect", yamlMap(expected));
    add(fields);
}

void Session::lookAtTables(const std::string& within)
{
    constexpr std::array<std::pair<std::uint8_t, const char*>, 2> protocols {{{6, "tcp"}, {17, "udp"}}};
    for (const HostId host : {HostId::Client, HostId::Server}) {
        YamlFields fields {{"see", std::string(hostName(host))}};
        for (std::size_t i = 0; i < protocols.size(); ++i) {
            std::string& told = m_tables[static_cast<std::size_t>(host)][i];
            const std::string now = seenTable(m_state, host, protocols[i].first);
            if (std::exchange(told, now) != now)
                fields.emplace_back(protocols[i].second, now);
        }
        if (fields.size() == 1)
            continue;
        if (!within.empty())
            fields.emplace_back("within", within);
        add(fields);
    }
}

void Session::lookAtWire(const std::string& within)
{
    std::vector<std::string> names;
    bool exact = true; // a name with a wildcard's character would be read as one
    for (const PacketState* packet : heldForLessons(m_state)) {
        names.push_back(yamlScalar(m_state.packetName(*packet)));
        exact = exact && names.back().find_first_of("*?[") == std::string::npos;
    }
    const std::string now = yamlList(names);
    const bool known = !m_flight.empty();
    if (std::exchange(m_flight, known ? now : m_flight) == now || !exact)
        return;
    if (!known) { // after a drop: said only when something is there again
        if (names.empty())
            return;
        m_flight = now;
    }
    YamlFields fields {{"flight", now}};
    if (!within.empty())
        fields.emplace_back("within", within);
    add(fields);
}

} // namespace

Result<std::string> lessonOfSession(const Journal& journal, const std::string& id)
{
    Session session;
    for (std::size_t i = 0; i < journal.size(); ++i) {
        session.take(journal.at(i));
        if (!session.problem().empty())
            return Error {"event " + std::to_string(i + 1) + ": " + session.problem()};
    }
    session.end();
    if (!session.problem().empty())
        return Error {session.problem()};
    if (session.steps().empty())
        return Error {"nothing was commanded here that a lesson could repeat: a lesson is made from what the built-in programs "
                      "did, as in the sandbox"};
    session.frame().id = id;
    const std::string yaml = lessonText(session.frame(), session.steps());
    if (const auto lesson = readLessonText(yaml, id + ".yaml"); !lesson)
        return Error {"this session can't be said as a lesson: " + lesson.error().message};
    return yaml;
}

} // namespace lab
