// socketlab sockets: the TCP and UDP sockets of this machine in a table as ss(8) prints it; with --follow also what changes.

#include "app/Paths.h"
#include "app/cli/Cli.h"
#include "app/cli/EngineEvents.h"
#include "app/cli/SocketList.h"
#include "app/cli/Terminal.h"
#include "model/words/Words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <csignal>
#include <ctime>

#include <nlohmann/json.hpp>
#include <poll.h>
#include <unistd.h>

namespace lab {

namespace {

constexpr const char* socketsUsage =
    "usage: socketlab sockets [--follow] [--filter WORDS] [--journal FILE.pcapng] [--timeout SECONDS] [--json] [--lang en|ko]\n"
    "WORDS, in quotes, must all stand in a socket's line: 'listen :8080', 'nginx estab'. --follow goes on until Ctrl+C.\n";

struct SocketsRequest
{
    bool follow = false, json = false;
    std::vector<std::string> filter;
    std::string journal;
    double seconds = 0; ///< 0: no end
};

using Cells = std::array<std::string, 7>;

class ShownSockets
{
public:
    ShownSockets(SocketsRequest request, const Words& words, Language language)
        : m_request(std::move(request))
        , m_words(words)
        , m_language(language)
    {
    }

    int watch()
    {
        const UniqueFd endings = endSignals();
        std::signal(SIGPIPE, SIG_IGN); // `| head` ends quietly
        auto engine = EngineProcess::start({.journalFile = m_request.journal, .sockets = true});
        if (!engine)
            return complain(engine.error().message);
        engine->send("lab: settle");
        const std::int64_t until = m_request.seconds > 0 ? monotonicNs() + static_cast<std::int64_t>(m_request.seconds * 1e9) : 0;
        EngineEvents events(*engine);
        while (!engine->ended()) {
            const std::int64_t left = until != 0 ? (until - monotonicNs()) / 1'000'000 + 1 : 3'600'000;
            pollfd watched[] {{engine->fd(), POLLIN, 0}, {endings.get(), POLLIN, 0}};
            ::poll(watched, 2, static_cast<int>(std::clamp<std::int64_t>(left, 0, 3'600'000)));
            if (const Status read = events.read([this](const Event& event) { return take(event); }); !read)
                return complain(read.error().message);
            if (m_whole && m_request.follow)
                printChanges();
            const bool over = watched[1].revents != 0 || (until != 0 && monotonicNs() >= until) || (m_whole && !m_request.follow);
            if ((std::fflush(stdout) != 0 || over) && !std::exchange(m_told, true))
                engine->send("lab: end");
            else if (watched[1].revents != 0)
                break; // asked twice
        }
        if (const std::string report = engine->ended() ? engine->endReport() : ""; !report.empty())
            return complain(report);
        return inOrder;
    }

private:
    bool take(const Event& event)
    {
        m_list.take(event.body);
        if (const auto* notice = std::get_if<Notice>(&event.body))
            std::fprintf(stderr, "%s\n", m_words.text("notices", notice->code, m_language, {{"detail", notice->detail}}).c_str());
        if (std::holds_alternative<Settled>(event.body) && !std::exchange(m_whole, true))
            printTable();
        return true;
    }

    std::string text(const char* key, const std::map<std::string, std::string>& values = {}) const
    {
        return m_words.text("socket-list", key, m_language, values);
    }

    void printTable()
    {
        m_list.changes(); // what is told from here on came later
        const std::vector<SocketLine> lines = m_list.lines();
        std::vector<Cells> table {{"Netid", text("state"), "Recv-Q", "Send-Q", text("local"), text("peer"), text("process")}};
        for (const SocketLine& line : lines) {
            if (!line.matches(m_request.filter))
                continue;
            if (m_request.json)
                std::printf("%s\n", line.json().dump(-1, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
            else
                table.push_back(cellsOf(line));
        }
        if (m_request.follow)
            m_widths = {5, 10, 6, 6, 21, 21, 0}; // what comes later stands below what is there now
        for (const Cells& cells : table)
            for (std::size_t i = 0; i < cells.size(); ++i)
                m_widths[i] = std::max(m_widths[i], columns(cells[i]));
        if (m_request.json)
            return;
        for (const Cells& cells : table)
            print(cells);
        if (const std::size_t unknown = m_list.withoutHolder(); unknown > 0 && ::geteuid() != 0) {
            std::fflush(stdout);
            std::fprintf(stderr, "%s\n", text("not-yours", {{"count", std::to_string(unknown)}}).c_str());
        }
        if (m_request.follow && ::isatty(STDOUT_FILENO) == 1)
            std::printf("%s\n", text("follows").c_str());
    }

    void printChanges()
    {
        for (const SocketChange& change : m_list.changes()) {
            if (!change.line.matches(m_request.filter) && !(change.what == SocketChange::What::Changed && change.before.matches(m_request.filter)))
                continue;
            static constexpr const char* names[] {"new", "changed", "gone"};
            const char* name = names[static_cast<std::size_t>(change.what)];
            if (m_request.json) {
                timespec now {};
                ::clock_gettime(CLOCK_REALTIME, &now);
                nlohmann::ordered_json object {{"change", name}, {"wall_clock", std::int64_t {now.tv_sec} * 1'000'000'000 + now.tv_nsec}};
                object.update(change.line.json());
                std::printf("%s\n", object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
                continue;
            }
            Cells cells = cellsOf(change.line);
            if (change.what == SocketChange::What::Changed) {
                const Cells before = cellsOf(change.before);
                for (const std::size_t i : {1U, 2U, 3U})
                    if (before[i] != cells[i])
                        cells[i] = before[i] + "→" + cells[i];
            }
            std::printf("%s  %s  ", timeOfDay().c_str(), padded(text(name), 8).c_str());
            print(cells);
        }
    }

    static std::string timeOfDay()
    {
        timespec now {};
        ::clock_gettime(CLOCK_REALTIME, &now);
        tm local {};
        ::localtime_r(&now.tv_sec, &local);
        char clock[16], whole[40];
        std::strftime(clock, sizeof clock, "%H:%M:%S", &local);
        std::snprintf(whole, sizeof whole, "%s.%03ld", clock, now.tv_nsec / 1'000'000);
        return whole;
    }

    static Cells cellsOf(const SocketLine& line)
    {
        const std::string holders = line.holdersText();
        return {line.netid(), std::string(stateName(line.row.state)), std::to_string(line.row.recvQueue),
                std::to_string(line.row.sendQueue), line.local(), line.peer(), holders + (holders.empty() ? "" : " ") + line.kernelText()};
    }

    void print(const Cells& cells) const
    {
        for (std::size_t i = 0; i + 1 < cells.size(); ++i)
            std::printf("%s  ", padded(cells[i], m_widths[i]).c_str());
        std::printf("%s\n", cells.back().c_str());
    }

    SocketsRequest m_request;
    const Words& m_words;
    Language m_language;
    SocketList m_list;
    std::array<std::size_t, 7> m_widths {};
    bool m_whole = false; ///< the first table has come
    bool m_told = false; ///< the engine was told to end
};

} // namespace

int runSockets(const std::vector<std::string>& words)
{
    std::vector<std::string> rest = words;
    SocketsRequest request;
    request.follow = std::erase(rest, "--follow") > 0;
    request.json = std::erase(rest, "--json") > 0;
    const CommandWords arguments = readCommandWords(rest, {"filter", "journal", "timeout", "lang"});
    const auto language = languageOf(arguments);
    const std::string timeout = arguments.get("timeout").value_or("0");
    char* end = nullptr;
    request.seconds = std::strtod(timeout.c_str(), &end);
    if (!arguments.wrong.empty() || !language || !arguments.words.empty() || end == timeout.c_str() || *end != '\0'
        || !std::isfinite(request.seconds) || request.seconds < 0 || request.seconds > 1e9) {
        std::fputs(socketsUsage, stderr);
        return couldNotRun;
    }
    const Result<Words> vocabulary = Words::read(resourceFolder() + "/words");
    if (!vocabulary)
        return complain(vocabulary.error().message);
    for (const std::string& word : split(arguments.get("filter").value_or(""), ' '))
        if (!word.empty())
            request.filter.push_back(word);
    request.journal = arguments.get("journal").value_or("");
    return ShownSockets(std::move(request), *vocabulary, *language).watch();
}

} // namespace lab
