// The engine's half of the command language (model/command/Command.h): ONE ROW A VERB.

#include "model/base/Text.h"
#include "model/calls/CallTable.h"
#include "model/engine/CommandWords.h"
#include "model/engine/Engine.h"
#include "model/engine/NoteCommand.h"
#include "model/engine/SystemCall.h"

#include <csignal>
#include <fcntl.h>
#include <utility>

namespace lab {

const Engine::Verb Engine::verbs[] = {
    {"lab", "actor", &Engine::labActor},
    {"lab", "program", &Engine::labProgram},
    {"lab", "sysctl", &Engine::labSysctl},
    {"lab", "alias", &Engine::labAlias},
    {"lab", "localhost", &Engine::labLocalhost},
    {"lab", "retransmissions", &Engine::labRetransmissions},
    {"lab", "stops", &Engine::labStops},
    {"lab", "keep", &Engine::labKeep},
    {"lab", "mark", &Engine::labNothing},
    {"lab", "note", &Engine::labNote},
    {"lab", "settle", &Engine::labNothing},
    {"lab", "pause", &Engine::labPause},
    {"lab", "resume", &Engine::labResume},
    {"lab", "end", &Engine::labEnd},
    {"wire", "flow", &Engine::wireMode},
    {"wire", "hold", &Engine::wireMode},
    {"wire", "cut", &Engine::wireMode},
    {"wire", "link", &Engine::wireLink},
    {"wire", "release", &Engine::wirePacket},
    {"wire", "drop", &Engine::wirePacket},
    {"wire", "duplicate", &Engine::wirePacket},
    {"wire", "split", &Engine::wirePacket},
    {"wire", "icmp", &Engine::wirePacket},
    {"wire", "inject", &Engine::wireInject},
    {"*", "stops", &Engine::actorStops},
    {"*", "step", &Engine::actorStep},
    {"*", "run", &Engine::actorRun},
    {"*", "inject", &Engine::actorInject},
    {"*", "signal", &Engine::actorSignal},
    {"*", "kill", &Engine::actorKill},
    {"*", "restart", &Engine::actorRestart},
    {"*", "type", &Engine::actorType},
    {"*", "eof", &Engine::actorEof},
    {"*", "*", &Engine::actorCall},
};

Status Engine::carryOut(const std::string& line)
{
    const auto command = parseCommand(line);
    if (!command)
        return command.error();
    const auto isOne = [&](const char* verb) { return command->target == "lab" && command->verb == verb; };
    if (m_paused && !isOne("resume") && !isOne("end") && !isOne("mark") && !isOne("note"))
        return Error {"the lab is paused; resume it first (lab: resume)"};
    const bool program = command->target != "lab" && command->target != "wire";
    try {
        for (const Verb& row : verbs) {
            const bool targetFits = program ? std::string_view("*") == row.target : command->target == row.target;
            if (targetFits && (command->verb == row.verb || std::string_view("*") == row.verb))
                return (this->*row.carryOut)(*command);
        }
    } catch (const SystemError& error) {
        return Error {error.what()};
    }
    return Error {"'" + command->target + "' does not know '" + command->verb + "'; docs/commands.md lists what it knows"};
}

Status Engine::labActor(const Command& command)
{
    const auto id = placeOfNewProgram(command, 2, "lab: actor NAME client|server");
    if (!id)
        return id.error();
    std::vector<int> capabilities;
    for (const auto& [name, value] : command.named) {
        const auto number = name == "capability" ? grantableCapability(value) : std::nullopt;
        if (!number)
            return Error {"lab: actor can't be given " + name + "=" + value
                          + "; there are capability=CAP_NET_RAW and capability=CAP_NET_ADMIN"};
        capabilities.push_back(*number);
    }
    return m_tracer->startActor(command.words[0], host(*id), capabilities);
}

Status Engine::labProgram(const Command& command)
{
    const auto id = placeOfNewProgram(command, 3, "lab: program NAME client|server COMMAND ARGUMENT…");
    if (!id)
        return id.error();
    LaunchSpec spec;
    spec.arguments.assign(command.words.begin() + 2, command.words.end());
    spec.path = command.get("path", spec.arguments.front());
    spec.workingFolder = command.get("cwd");
    for (const auto& [name, value] : command.named)
        if (name == "env")
            spec.environment.push_back(value);
    const std::string source = command.get("stdin");
    const bool typed = source == "type";
    ProgramInputs::Pipe input;
    if (typed) {
        input = ProgramInputs::makePipe();
    } else if (!source.empty()) {
        input.theirs.reset(::open(source.c_str(), O_RDONLY | O_CLOEXEC));
        if (!input.theirs)
            return Error {"cannot read " + source + " for the program's standard input: " + std::strerror(errno)};
    }
    spec.standardInput = input.theirs.get();
    const Status started = m_tracer->startProgram(command.words[0], host(*id), std::move(spec));
    if (started && typed)
        m_inputs.add(m_tracer->process(command.words[0])->id, std::move(input.ours));
    return started;
}

Status Engine::labSysctl(const Command& command)
{
    if (const Status enough = needWords(command, 3, "lab: sysctl HOST NAME VALUE"); !enough)
        return enough;
    const auto id = hostOf(command.words[0]);
    if (!id)
        return id.error();
    std::string value;
    for (std::size_t i = 2; i < command.words.size(); ++i)
        value += (i > 2 ? " " : "") + command.words[i];
    const SettingWritten written = host(*id).writeSetting(command.words[1], value);
    if (!written.known)
        happened(Notice {Notice::Severity::Info, "setting-unknown", written.name});
    happened(written);
    return Nothing {};
}

Status Engine::labAlias(const Command& command)
{
    if (const Status enough = needWords(command, 2, "lab: alias HOST ADDRESS"); !enough)
        return enough;
    const auto id = hostOf(command.words[0]);
    if (!id)
        return id.error();
    const auto address = parseIpAddress(command.words[1]);
    if (!address)
        return Error {"'" + command.words[1] + "' is no IP address"};
    host(*id).addAlias(*address);
    host(otherHost(*id)).addRouteTo(*address);
    happened(SettingWritten {*id, "alias", command.words[1], true});
    return Nothing {};
}

Status Engine::labLocalhost(const Command& command)
{
    const std::string way = command.words.size() == 1 ? command.words[0] : "";
    if (way != "wire" && way != "loopback")
        return Error {"lab: localhost is wire (127.0.0.1 of the client host is the server host) or loopback (each host's own "
                      "loopback goes by way of the wire)"};
    if (way == "loopback" ? m_localhost.on() : m_loops[0] != nullptr)
        return Error {"127.0.0.1 leads elsewhere in this lab already; start another lab for lab: localhost " + way};
    if (m_localhost.on() || m_loops[0])
        return Nothing {};
    if (way == "loopback") {
        for (const auto& each : m_hosts) {
            auto& loop = m_loops[static_cast<std::size_t>(each->id())];
            loop = std::make_unique<Loopback>(*each);
            for (const SettingWritten& setting : loop->settings())
                happened(setting);
        }
        return Nothing {};
    }
    for (const SettingWritten& setting : host(HostId::Client).sendLocalhostOut())
        happened(setting);
    m_localhost.turnOn();
    return Nothing {};
}

Status Engine::labRetransmissions(const Command& command)
{
    const std::string mode = command.words.empty() ? "" : command.words[0];
    if (mode != "merge" && mode != "quiet" && mode != "show")
        return Error {"lab: retransmissions is merge, quiet or show, not '" + mode + "'"};
    const auto chosen = mode == "merge" ? Retransmissions::Merge
        : mode == "quiet"               ? Retransmissions::Quiet
                                        : Retransmissions::Show;
    m_wire.setMerging(chosen != Retransmissions::Show);
    for (const auto& each : m_hosts)
        for (const SettingWritten& written : each->setRetransmissions(chosen))
            happened(written);
    return Nothing {};
}

Status Engine::labStops(const Command& command)
{
    auto rules = StopRules::parse(command);
    return rules ? m_tracer->setStops("", std::move(*rules)) : Status(rules.error());
}

Status Engine::labKeep(const Command& command)
{
    const auto bytes = command.words.empty() ? std::nullopt : parseNumber(command.words[0]);
    if (!bytes || *bytes < 0)
        return Error {"lab: keep needs a number of bytes, for example 16777216"};
    m_frameBudget.setLimit(static_cast<std::uint64_t>(*bytes));
    m_tracer->setKeepBytes(static_cast<std::uint64_t>(*bytes));
    return Nothing {};
}

Status Engine::labNote(const Command& command)
{
    auto note = readNote(command, m_journal->events());
    if (!note)
        return note.error();
    happened(*note);
    return Nothing {};
}

Status Engine::labNothing(const Command&)
{
    return Nothing {};
}

Status Engine::labPause(const Command&)
{
    m_paused = true;
    m_pausedAt = now();
    m_tracer->setPaused(true);
    return Nothing {};
}

Status Engine::labResume(const Command&)
{
    if (std::exchange(m_paused, false))
        m_wire.postpone(now().ns - m_pausedAt.ns);
    m_tracer->setPaused(false);
    return Nothing {};
}

Status Engine::labEnd(const Command&)
{
    m_ended = true;
    return Nothing {};
}

Status Engine::actorStops(const Command& command)
{
    auto rules = StopRules::parse(command);
    return rules ? m_tracer->setStops(command.target, std::move(*rules)) : Status(rules.error());
}

Status Engine::actorStep(const Command& command)
{
    const std::string until = command.get("until", "stop");
    if (until != "stop" && until != "return")
        return Error {command.target + ": step, or step until=return; not until=" + until};
    return m_tracer->step(command.target, until == "return");
}

Status Engine::actorRun(const Command& command)
{
    const std::string until = command.get("until", "end");
    if (until != "end" && until != "blocked")
        return Error {command.target + ": run, or run until=blocked; not until=" + until};
    return m_tracer->runOn(command.target, until == "blocked");
}

Status Engine::actorInject(const Command& command)
{
    return m_tracer->inject(command.target, command, now().ns);
}

Status Engine::actorSignal(const Command& command)
{
    const std::string name = command.words.empty() ? "" : command.words[0];
    for (int signal = 1; signal < NSIG; ++signal)
        if (!name.empty() && signalName(signal) == name)
            return m_tracer->signal(command.target, signal);
    return Error {"'" + name + "' is no signal; give its name, for example SIGSTOP"};
}

Status Engine::actorKill(const Command& command)
{
    return m_tracer->signal(command.target, SIGKILL);
}

Status Engine::actorRestart(const Command& command)
{
    return m_tracer->restart(command.target);
}

Status Engine::actorType(const Command& command)
{
    const TracedProcess* program = m_tracer->process(command.target);
    if (program == nullptr)
        return Error {"no program called '" + command.target + "' runs"};
    if (command.words.size() != 1 || !command.named.empty())
        return Error {command.target + R"(: type needs one text, in quotation marks: type "hello\n")"};
    const Status typed = m_inputs.type(program->id, command.words[0]);
    return typed ? typed : Error {"nothing can be typed to " + command.target + ": " + typed.error().message};
}

Status Engine::actorEof(const Command& command)
{
    const TracedProcess* program = m_tracer->process(command.target);
    if (program == nullptr)
        return Error {"no program called '" + command.target + "' runs"};
    const Status ended = m_inputs.end(program->id);
    return ended ? ended : Error {"the input of " + command.target + " can't be ended: " + ended.error().message};
}

Status Engine::actorCall(const Command& command)
{
    return m_tracer->perform(command.target, command);
}

} // namespace lab
