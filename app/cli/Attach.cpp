// socketlab attach PID: the socket calls of a program that runs already, as a transcript, until somebody has seen enough.

#include "app/AttachText.h"
#include "app/Paths.h"
#include "app/cli/Cli.h"
#include "app/cli/EngineEvents.h"
#include "app/cli/Terminal.h"
#include "app/cli/Transcript.h"
#include "model/base/Text.h"

#include <algorithm>
#include <cmath>
#include <csignal>

#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace lab {

namespace {

constexpr int notAgreed = 3;

constexpr const char* attachUsage =
    "usage: socketlab attach PID [--journal FILE] [--lang en|ko] [--timeout SECONDS] [--yes]\n"
    "PID is the number of a process of yours; the window lists those that have sockets (Ctrl+G).\n";

class Attachment
{
public:
    Attachment(RunningProgram program, const Words& words, Language language)
        : m_program(std::move(program))
        , m_words(words)
        , m_language(language)
        , m_transcript(stdout, words, language)
    {
    }

    /// Says what attaching does, and asks, unless `agreed`.
    bool mayAttach(bool agreed)
    {
        if (agreed)
            return true;
        bool first = true;
        for (const std::string& line : consequences(m_program, m_words, m_language))
            std::printf("%s%s\n", std::exchange(first, false) ? "" : "  ", line.c_str());
        const bool terminal = ::isatty(STDIN_FILENO) == 1;
        std::printf("%s%s", text(terminal ? "asks" : "no-answer").c_str(), terminal ? "" : "\n");
        std::fflush(stdout);
        if (!terminal)
            return false;
        char answer[16] {};
        return std::fgets(answer, sizeof answer, stdin) != nullptr && (answer[0] == 'y' || answer[0] == 'Y');
    }

    int watch(const std::string& journal, double seconds)
    {
        // From here on an interruption lets the program go in order.
        const UniqueFd signals = endSignals();
        auto engine = EngineProcess::start({"", journal, m_program.pid, m_program.began});
        if (!engine)
            return complain(engine.error().message);
        const std::int64_t until = seconds > 0 ? monotonicNs() + static_cast<std::int64_t>(seconds * 1e9) : 0;
        EngineEvents events(*engine);
        while (true) {
            const std::int64_t left = until != 0 && !m_letGo ? (until - monotonicNs()) / 1'000'000 + 1 : 3'600'000;
            pollfd watched[] {{engine->fd(), POLLIN, 0}, {signals.get(), POLLIN, 0}};
            ::poll(watched, 2, static_cast<int>(std::clamp<std::int64_t>(left, 0, 3'600'000)));
            const Status status = events.read([this](const Event& event) { return take(event); });
            std::fflush(stdout);
            if (!status)
                return complain(status.error().message);
            if (engine->ended())
                return over(*engine);
            const bool timeIsUp = until != 0 && monotonicNs() >= until;
            if (timeIsUp && !m_letGo)
                say("time-up", {{"seconds", secondsText(static_cast<std::int64_t>(seconds * 1e9), 1)}});
            if (watched[1].revents != 0 && m_letGo)
                return inOrder; // asked twice: without waiting for what the engine still has to tell
            if (watched[1].revents != 0 || timeIsUp)
                letGo(*engine, signals.get());
        }
    }

private:
    std::string text(const char* key, std::map<std::string, std::string> values = {}) const
    {
        values["name"] = m_program.name;
        values["pid"] = std::to_string(m_program.pid);
        return m_words.text("attach", key, m_language, values);
    }

    void say(const char* key, const std::map<std::string, std::string>& values = {}) const
    {
        std::printf("%s\n", text(key, values).c_str());
        std::fflush(stdout);
    }

    bool take(const Event& event)
    {
        m_state.apply(event);
        m_transcript.event(event, m_state);
        if (std::holds_alternative<ActorStarted>(event.body) && !std::exchange(m_attached, true))
            say("attached");
        return true;
    }

    /// The engine's end, as it was told, or as nobody is left to be watched, or it could not attach.
    int over(EngineProcess& engine) const
    {
        if (const std::string report = engine.endReport(); !report.empty())
            return complain(report);
        say(m_letGo ? "detached" : "ended");
        return inOrder;
    }

    /// It tells what it still has, and ends.
    void letGo(EngineProcess& engine, int signals)
    {
        signalfd_siginfo info {};
        pollfd pending {signals, POLLIN, 0};
        while (::poll(&pending, 1, 0) > 0 && ::read(signals, &info, sizeof info) > 0) { }
        if (!std::exchange(m_letGo, true))
            engine.send("lab: end");
    }

    RunningProgram m_program;
    const Words& m_words;
    Language m_language;
    Transcript m_transcript;
    LabState m_state;
    bool m_attached = false, m_letGo = false;
};

} // namespace

int runAttach(const std::vector<std::string>& words)
{
    std::vector<std::string> rest = words;
    const bool agreed = std::erase(rest, "--yes") > 0;
    const CommandWords arguments = readCommandWords(rest, {"journal", "lang", "timeout"});
    const auto language = languageOf(arguments);
    const std::string timeout = arguments.get("timeout").value_or("0");
    char* end = nullptr;
    const double seconds = std::strtod(timeout.c_str(), &end);
    const std::int64_t pid = arguments.words.size() == 1 ? parseNumber(arguments.words[0]).value_or(0) : 0;
    if (!arguments.wrong.empty() || !language || end == timeout.c_str() || *end != '\0' || !std::isfinite(seconds)
        || seconds < 0 || seconds > 1e9 || pid <= 0 || pid > INT32_MAX) {
        std::fputs(attachUsage, stderr);
        return couldNotRun;
    }
    const Result<Words> vocabulary = Words::read(resourceFolder() + "/words");
    if (!vocabulary)
        return complain(vocabulary.error().message);
    const auto process = static_cast<pid_t>(pid);
    auto obstacle = attachObstacle(attachFacts(process));
    auto program = obstacle ? std::nullopt : runningProgram(process);
    if (!obstacle && !program)
        obstacle = AttachObstacle {"gone", {{"pid", std::to_string(process)}}};
    if (obstacle)
        return complain(obstacleText(*obstacle, *vocabulary, *language));
    Attachment attachment(std::move(*program), *vocabulary, *language);
    if (!attachment.mayAttach(agreed))
        return notAgreed;
    return attachment.watch(arguments.get("journal").value_or(""), seconds);
}

} // namespace lab
