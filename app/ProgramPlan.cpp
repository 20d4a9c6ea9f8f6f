#include "app/ProgramPlan.h"

#include "model/calls/CallText.h"
#include "model/command/Command.h"
#include "model/command/LinkText.h"
#include "model/command/ShellWords.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <netinet/in.h>

namespace lab {

namespace {

std::string startLine(const PlannedProgram& program, HostId host)
{
    CommandBuilder command("lab", "program");
    command.word(program.name).word(std::string(hostName(host)));
    for (const std::string& argument : program.line.arguments)
        command.word(argument);
    command.with("path", program.line.path);
    if (!program.folder.empty())
        command.with("cwd", program.folder);
    if (program.typed)
        command.with("stdin", "type");
    else if (!program.input.empty())
        command.with("stdin", program.input == "type" ? "./type" : program.input);
    for (const std::string& variable : program.environment)
        command.with("env", variable);
    return command.line();
}

} // namespace

void ProgramPlan::name()
{
    int count[hostCount] {};
    for (PlannedProgram& program : programs) {
        program.name = hostName(program.host);
        if (const int number = ++count[static_cast<int>(program.host)]; number > 1)
            program.name += std::to_string(number);
    }
}

void ProgramPlan::begin(HostId host, std::vector<std::string>& lines)
{
    for (PlannedProgram& program : programs)
        if (program.host == host && !std::exchange(program.begun, true))
            lines.push_back(startLine(program, localhost == Localhost::Loopback ? HostId::Server : host));
}

std::vector<std::string> ProgramPlan::opening()
{
    for (PlannedProgram& program : programs)
        program.begun = false;
    std::vector<std::string> lines {"wire: flow", stopAtCalls ? "lab: stops calls" : "lab: stops none"};
    if (!link.isInstant())
        lines.push_back(linkLine(link));
    if (localhost != Localhost::Own)
        lines.emplace_back(localhost == Localhost::Wire ? "lab: localhost wire" : "lab: localhost loopback");
    begin(order == ProgramOrder::ClientFirst ? HostId::Client : HostId::Server, lines);
    if (order == ProgramOrder::Together)
        begin(HostId::Client, lines);
    return lines;
}

std::vector<std::string> ProgramPlan::due(const LabState& state, bool atRest)
{
    std::vector<std::string> lines;
    if (order == ProgramOrder::ServerFirst && (serverIsThere(state) || allEnded(*this, state, HostId::Server)))
        begin(HostId::Client, lines);
    if (order == ProgramOrder::ClientFirst && atRest && (allEnded(*this, state, HostId::Client) || everybodyWaits(state)))
        begin(HostId::Server, lines);
    return lines;
}

bool ProgramPlan::isToStart(const std::string& name) const
{
    return std::any_of(programs.begin(), programs.end(),
                       [&name](const PlannedProgram& program) { return program.name == name && !program.begun; });
}

bool ProgramPlan::foundNobodyAtLocalhost(const LabState& state, const CallReturned& returned) const
{
    const CallState* call = state.call(returned.call);
    if (localhost != Localhost::Own || returned.errnum != ECONNREFUSED || !call)
        return false;
    const auto wanted = addressOf(call->entered);
    return wanted && wanted->address.isLoopback();
}

bool serverIsThere(const LabState& state)
{
    const auto& sockets = state.host(HostId::Server).sockets;
    return std::any_of(sockets.begin(), sockets.end(), [](const SocketRow& row) {
        return row.state == SocketState::Listen || (row.protocol == IPPROTO_UDP && row.local.port != 0);
    });
}

bool allEnded(const ProgramPlan& plan, const LabState& state, HostId host)
{
    return std::all_of(plan.programs.begin(), plan.programs.end(), [&](const PlannedProgram& program) {
        const ActorState* actor = state.actor(std::string_view(program.name));
        return program.host != host || (actor != nullptr && actor->exited);
    });
}

bool everybodyWaits(const LabState& state)
{
    return std::all_of(state.actors().begin(), state.actors().end(), [](const ActorState& actor) {
        return actor.exited || std::all_of(actor.threads.begin(), actor.threads.end(), [](const ThreadState& thread) {
            return thread.call && !thread.call->stopped && thread.call->phase != CallPhase::AboutToRun
                && thread.call->phase != CallPhase::Running;
        });
    });
}

bool namesLocalhost(const std::string& commandLine)
{
    const auto words = shellWords(commandLine);
    std::string text = commandLine;
    if (words && isSource(words->front())) {
        std::ifstream source(words->front());
        text.assign(std::istreambuf_iterator<char>(source), {});
    }
    for (const char* name : {"127.0.0.1", "localhost", "INADDR_LOOPBACK", "in6addr_loopback", "\"::1\""})
        if (text.find(name) != std::string::npos)
            return true;
    return false;
}

HostId likelyHost(const std::string& file)
{
    const std::filesystem::path path(file);
    if (isSource(file)) {
        std::ifstream source(path);
        const std::string text((std::istreambuf_iterator<char>(source)), std::istreambuf_iterator<char>());
        if (!text.empty())
            return text.find("listen") != std::string::npos || text.find("bind") != std::string::npos ? HostId::Server
                                                                                                      : HostId::Client;
    }
    return path.filename().string().find("server") != std::string::npos ? HostId::Server : HostId::Client;
}

} // namespace lab
