// socketlab run --server CMD --client CMD: the learner's own programs on the two hosts, flowing, as a transcript.

#include "app/Paths.h"
#include "app/cli/Cli.h"
#include "app/cli/EngineEvents.h"
#include "app/cli/FindingsText.h"
#include "app/cli/RunArguments.h"
#include "app/cli/StepByStep.h"
#include "app/cli/Terminal.h"
#include "app/cli/Transcript.h"
#include "model/base/Text.h"
#include "model/calls/CallTable.h"
#include "model/command/Command.h"
#include "model/command/LinkText.h"
#include "model/findings/Findings.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <set>

#include <netinet/in.h>
#include <poll.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace lab {

namespace {

constexpr int timedOut = 3;

constexpr const char* runUsage =
    "usage: socketlab run --server CMD [--server CMD]... [--client CMD]... [--order server-first|client-first|together]\n"
    "                     [--localhost wire|loopback] [--link \"delay=20ms rate=2mbit queue=10\"] [--timeout SECONDS]\n"
    "                     [--step|--flow] [--journal FILE] [--lang en|ko] [--allow-root] [--stdin FILE] [--cwd FOLDER]\n"
    "                     [--env NAME=VALUE]...\n"
    "CMD is a command line in quotes, or a .c or .cpp file. --stdin, --cwd and --env belong to the program before them;\n"
    "before the first, to all.\n";

/// Some programs against one engine.
class Run
{
public:
    Run(EngineProcess& engine, Transcript& transcript, const Words& words, Language language, ProgramPlan plan)
        : m_engine(engine)
        , m_events(engine)
        , m_transcript(transcript)
        , m_words(words)
        , m_language(language)
        , m_plan(std::move(plan))
    {
        if (m_plan.stopAtCalls)
            m_steps.emplace(STDIN_FILENO, [this] { say("run-nobody-stands", {}); });
    }

    int play(double seconds)
    {
        const std::int64_t until = seconds > 0 ? monotonicNs() + static_cast<std::int64_t>(seconds * 1e9) : 0;
        const UniqueFd signals = endSignals();
        if (m_steps)
            say("run-step", {});
        for (const std::string& line : m_plan.opening())
            send(line);
        while (!m_done) {
            pollfd watched[] {{m_engine.fd(), POLLIN, 0}, {signals.get(), POLLIN, 0}, {m_steps ? m_steps->fd() : -1, POLLIN, 0}};
            const std::int64_t left = until != 0 ? (until - monotonicNs()) / 1'000'000 + 1 : 1000;
            ::poll(watched, 3, static_cast<int>(std::clamp<std::int64_t>(left, 0, patienceMs)));
            if (watched[1].revents != 0)
                return interrupted(signals.get());
            if (watched[2].revents != 0)
                m_steps->read();
            if (const Status status = readEngine(); !status)
                return complain(status.error().message);
            if (!m_refusal.empty())
                return complain(m_refusal);
            if (m_engine.ended())
                return complain(m_engine.endReport());
            decide();
            giveNext();
            if (until != 0 && monotonicNs() >= until && !m_done) {
                say("run-timeout", {{"seconds", secondsText(static_cast<std::int64_t>(seconds * 1e9), 1)}});
                sayWhatRan();
                return timedOut;
            }
        }
        return inOrder;
    }

    const std::vector<Finding>& findings() const { return m_findings.all(); }

private:
    static constexpr std::int64_t longRest = 200'000'000; ///< ns without any event
    static constexpr std::int64_t grace = 1'000'000'000; ///< ns for what a program does at SIGTERM
    static constexpr int patienceMs = 100; ///< between two looks at programs that make no news

    void send(const std::string& line)
    {
        m_engine.send(line);
        ++m_given;
    }

    /// What a person wants next, one command at a time.
    void giveNext()
    {
        if (!m_steps || m_settled != m_given || m_done)
            return;
        const auto isToStart = [this](const std::string& name) { return m_plan.isToStart(name); };
        if (const auto line = m_steps->next(m_state, monotonicNs() - m_lastEvent, isToStart)) {
            send(*line);
            m_steps->gave(m_given);
        }
    }

    Status readEngine()
    {
        const Status status = m_events.read([this](const Event& event) {
            take(event);
            return true;
        });
        std::fflush(stdout);
        return status;
    }

    void take(const Event& event)
    {
        m_lastEvent = monotonicNs();
        m_state.apply(event);
        m_findings.apply(event, m_state.applied() - 1, m_state);
        m_transcript.event(event, m_state);
        if (const auto* settled = std::get_if<Settled>(&event.body)) {
            m_settled = settled->command;
            if (!settled->refusal.empty() && m_steps && m_steps->isLast(settled->command))
                say("run-refused", {{"why", settled->refusal}});
            else if (!settled->refusal.empty() && !m_asked) // a child may end with its parent before its signal comes
                m_refusal = settled->refusal;
        }
        if (const auto* returned = std::get_if<CallReturned>(&event.body))
            explainLocalhost(*returned);
    }

    /// Tutorials have 127.0.0.1 written into their clients; on two hosts that is not where the server is.
    void explainLocalhost(const CallReturned& returned)
    {
        if (!m_explained && m_plan.foundNobodyAtLocalhost(m_state, returned)) {
            m_explained = true;
            say("run-localhost", {});
        }
    }

    bool over(HostId host) const { return allEnded(m_plan, m_state, host); }

    void decide()
    {
        const bool everyServerEnded = over(HostId::Server);
        for (const std::string& line : m_plan.due(m_state, m_settled == m_given))
            send(line);
        const bool clientsOver = hasClients() && over(HostId::Client);
        const bool allOver = std::all_of(m_state.actors().begin(), m_state.actors().end(),
                                         [](const ActorState& actor) { return actor.exited.has_value(); });
        if (everyServerEnded && over(HostId::Client) && allOver) {
            m_done = true;
        } else if (m_asked) {
            insist();
        } else if (clientsOver && m_settled == m_given && everybodyWaits(m_state) && monotonicNs() - m_lastEvent > longRest) {
            // A server waits for the next client for ever, but first it may have a last answer to write.
            endServers();
        }
    }

    bool hasClients() const
    {
        return std::any_of(m_plan.programs.begin(), m_plan.programs.end(),
                           [](const PlannedProgram& p) { return p.host == HostId::Client; });
    }

    void endServers()
    {
        for (const ActorState& actor : m_state.actors()) {
            if (actor.exited)
                continue;
            say("run-ended", {{"name", actor.started.name}});
            send(actor.started.name + ": signal SIGTERM");
        }
        m_asked = monotonicNs();
    }

    /// SIGTERM may be caught or ignored; SIGKILL may not.
    void insist()
    {
        if (monotonicNs() - *m_asked < grace)
            return;
        for (const ActorState& actor : m_state.actors()) {
            if (actor.exited || !m_killed.insert(actor.started.actor).second)
                continue;
            say("run-killed", {{"name", actor.started.name}});
            send(actor.started.name + ": kill");
        }
    }

    int interrupted(int signals)
    {
        signalfd_siginfo info {};
        (void)!::read(signals, &info, sizeof info);
        say("run-interrupted", {{"signal", std::string(signalName(static_cast<int>(info.ssi_signo)))}});
        sayWhatRan();
        return 128 + static_cast<int>(info.ssi_signo); // as a shell tells it
    }

    /// What each program did when the lab ended it, the first few of them.
    void sayWhatRan()
    {
        int count = 0;
        for (const ActorState& actor : m_state.actors()) {
            if (actor.exited)
                continue;
            const auto& threads = actor.threads;
            const auto blocked = std::find_if(threads.begin(), threads.end(), [](const ThreadState& thread) {
                return thread.call && thread.call->phase == CallPhase::Blocked;
            });
            if (++count > 8)
                continue;
            if (blocked != threads.end())
                say("run-left-blocked", {{"name", actor.started.name}, {"call", blocked->call->entered.name}});
            else
                say(threads.empty() ? "run-left-uncalled" : "run-left", {{"name", actor.started.name}});
        }
        if (count > 8)
            say("run-left-more", {{"count", std::to_string(count - 8)}});
    }

    void say(const std::string& key, const std::map<std::string, std::string>& values)
    {
        std::printf("%s\n", m_words.text("transcript", key, m_language, values).c_str());
        std::fflush(stdout);
    }

    EngineProcess& m_engine;
    EngineEvents m_events;
    Transcript& m_transcript;
    const Words& m_words;
    Language m_language;
    ProgramPlan m_plan;
    std::optional<StepByStep> m_steps; ///< --step
    LabState m_state;
    Findings m_findings {sourceTextOnDisk};
    CommandId m_given = 0, m_settled = 0;
    std::string m_refusal;
    bool m_done = false, m_explained = false;
    std::int64_t m_lastEvent = monotonicNs();
    std::optional<std::int64_t> m_asked; ///< when the servers were sent SIGTERM
    std::set<ActorId> m_killed;
};

std::optional<ProgramOrder> orderOf(const std::string& word)
{
    if (word == "server-first")
        return ProgramOrder::ServerFirst;
    if (word == "client-first")
        return ProgramOrder::ClientFirst;
    if (word == "together")
        return ProgramOrder::Together;
    return {};
}

/// Not given: the programs' own.
std::optional<Localhost> localhostOf(const std::string& word)
{
    if (word.empty())
        return Localhost::Own;
    if (word == "wire")
        return Localhost::Wire;
    if (word == "loopback")
        return Localhost::Loopback;
    return {};
}

} // namespace

namespace {

/// "delay=20ms rate=2mbit"
Result<Link> linkIn(const std::string& words)
{
    const auto command = parseCommand(words.empty() ? "wire: link" : "wire: link " + words);
    if (!command)
        return command.error();
    return linkOf(*command);
}

} // namespace

int runPrograms(const std::vector<std::string>& words)
{
    std::vector<std::string> rest = words;
    const bool rootAllowed = std::erase(rest, "--allow-root") > 0;
    const bool stepwise = std::erase(rest, "--step") > 0, flows = std::erase(rest, "--flow") > 0;
    const CommandWords arguments = readCommandWords(rest, {"server", "client", "order", "localhost", "timeout", "journal",
                                                             "lang", "stdin", "cwd", "env", "link"});
    const auto language = languageOf(arguments);
    const auto order = orderOf(arguments.get("order").value_or("server-first"));
    const std::string timeout = arguments.get("timeout").value_or("0");
    const auto localhost = localhostOf(arguments.get("localhost").value_or(""));
    char* end = nullptr;
    const double seconds = std::strtod(timeout.c_str(), &end);
    if (!arguments.wrong.empty() || !arguments.words.empty() || !language || !order || *end != '\0' || seconds < 0
        || !localhost || (stepwise && flows)) {
        std::fputs(runUsage, stderr);
        return couldNotRun;
    }
    const Result<Link> link = linkIn(arguments.get("link").value_or(""));
    if (!link)
        return complain("--link: " + link.error().message);
    if (::geteuid() == 0 && !rootAllowed)
        return complain("a program of your own is not run as root, who may do anything to this machine; become an ordinary "
                        "user, or say --allow-root");
    const Result<Words> vocabulary = Words::read(resourceFolder() + "/words");
    if (!vocabulary)
        return complain(vocabulary.error().message);
    const BuildFolder folder;
    auto programs = programsOf(arguments, folder);
    if (!programs)
        return complain(programs.error().message);
    Result<EngineProcess> engine = EngineProcess::start({"", arguments.get("journal").value_or("")});
    if (!engine)
        return complain(engine.error().message);
    Transcript transcript(stdout, *vocabulary, *language);
    ProgramPlan plan {std::move(*programs), *order, *localhost, stepwise, *link};
    plan.name();
    Run run(*engine, transcript, *vocabulary, *language, std::move(plan));
    const int status = run.play(seconds);
    printFindings(stdout, run.findings(), *vocabulary, *language);
    return status;
}

} // namespace lab
