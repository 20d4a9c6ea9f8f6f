// socketlab capture IF: the packets of an interface of this machine as they pass, as a transcript, until somebody has seen
// enough. dumpcap or tcpdump captures; naming the interface is the consent, and the command is printed before it is run.

#include "app/CaptureCheck.h"
#include "app/CaptureInterfaces.h"
#include "app/CaptureProcess.h"
#include "app/Paths.h"
#include "app/cli/Cli.h"
#include "app/cli/EngineEvents.h"
#include "app/cli/Terminal.h"
#include "app/cli/Transcript.h"
#include "model/base/Text.h"
#include "model/capture/ForeignJournal.h"
#include "model/capture/LiveJoin.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <limits>

#include <fcntl.h>
#include <poll.h>

namespace lab {

namespace {

constexpr const char* captureUsage =
    "usage: socketlab capture INTERFACE [--sockets] [--filter FILTER] [--count PACKETS] [-o FILE.pcapng] [--journal FILE.pcapng]\n"
    "                         [--lang en|ko]\n"
    "       socketlab capture --list\n"
    "FILTER is one of pcap-filter(7), in quotes: 'tcp port 8080'. -o: FILE gets the capture as it comes. --sockets: with the sockets\n"
    "and programs of this machine. --journal: FILE becomes a recording of what is shown, packets, states and sockets.\n";

int listInterfaces()
{
    for (const CaptureInterface& one : captureInterfaces()) {
        std::string line = padded(one.name, 16) + (one.up ? "up  " : "down");
        for (const std::string& address : one.addresses)
            line += "  " + address;
        std::printf("%s\n", line.c_str());
    }
    return inOrder;
}

struct CaptureRequest
{
    CaptureCommand command;
    std::string out, journal; ///< files that get the capture, and what is shown; empty: none
    bool sockets = false;
};

Result<UniqueFd> fileFor(const std::string& path)
{
    if (path.empty())
        return UniqueFd();
    UniqueFd file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
    if (!file)
        return Error {path + " cannot be written: " + std::strerror(errno)};
    return file;
}

/// No file: nothing.
Status keep(const UniqueFd& file, ByteView bytes)
{
    for (std::size_t at = 0; file && at < bytes.size();) {
        const ssize_t written = ::write(file.get(), bytes.data() + at, bytes.size() - at);
        if (written < 0 && errno != EINTR)
            return Error {std::string("the capture cannot be kept: ") + std::strerror(errno)};
        at += written > 0 ? static_cast<std::size_t>(written) : 0;
    }
    return Nothing {};
}

/// Shows what a capture program writes, with the sockets of this machine if that was wished, and keeps it in files.
class ShownCapture
{
public:
    ShownCapture(CaptureProcess& process, UniqueFd out, UniqueFd journal, const Words& words, Language language)
        : m_process(process)
        , m_out(std::move(out))
        , m_kept(std::move(journal))
        , m_words(words)
        , m_language(language)
        , m_transcript(stdout, words, language)
    {
    }

    void watchSockets()
    {
        m_join.emplace(m_process.command().interface);
        auto engine = EngineProcess::start({.sockets = true});
        if (engine)
            m_engine.emplace(std::move(*engine));
        else
            socketsOver(engine.error().message);
    }

    int watch(int signals)
    {
        while (!m_process.ended() || m_engine) {
            pollfd watched[] {{m_process.ended() ? -1 : m_process.fd(), POLLIN, 0}, {signals, POLLIN, 0}, {m_engine ? m_engine->fd() : -1, POLLIN, 0}};
            if (::poll(watched, 3, waitMs()) < 0)
                continue;
            if (watched[1].revents != 0) {
                m_process.stop(); // its last packets still come
                signals = -1; // poll(2) passes over it
            }
            if (watched[2].revents != 0)
                readSockets();
            if (const Status shown = watched[0].revents != 0 ? take(m_process.read()) : show(due()); !shown)
                return complain(shown.error().message);
            if (m_process.ended())
                endSockets();
        }
        const Status shown = show(rest());
        if (const std::string report = m_process.endReport(); !report.empty())
            return complain(report);
        if (!shown)
            return complain(shown.error().message);
        if (const std::uint64_t dropped = m_process.dropped(); dropped > 0)
            std::fprintf(stderr, "socketlab: the kernel had no room for %llu packets; they are missing.\n",
                         static_cast<unsigned long long>(dropped));
        return inOrder;
    }

private:
    Bytes due()
    {
        constexpr std::size_t atOnce = 1 << 20; // nobody waits for a window here
        return m_join ? m_join->written(monotonicNs(), atOnce) : Bytes();
    }

    int waitMs() const
    {
        const auto next = m_join ? m_join->due() : std::nullopt;
        std::int64_t until = next.value_or(std::numeric_limits<std::int64_t>::max());
        if (m_engineUntil)
            until = std::min(until, *m_engineUntil);
        return until == std::numeric_limits<std::int64_t>::max()
            ? -1
            : static_cast<int>(std::clamp<std::int64_t>((until - monotonicNs()) / 1'000'000 + 1, 0, 1000));
    }

    void readSockets()
    {
        m_join->takeMachine(m_engine->read(), monotonicNs());
        if (m_engine->ended())
            socketsOver(m_engine->endReport());
    }

    void socketsOver(const std::string& why)
    {
        m_engine.reset();
        m_engineUntil.reset();
        m_join->machineEnded(why);
    }

    /// After a last look at the sockets.
    void endSockets()
    {
        constexpr std::int64_t lastLook = 2'000'000'000; // ns; an engine that does not end is not waited for
        if (!m_engine)
            return;
        if (!m_engineUntil) {
            m_engineUntil = monotonicNs() + lastLook;
            m_engine->send("lab: settle");
            m_engine->send("lab: end");
        } else if (monotonicNs() >= *m_engineUntil) {
            socketsOver({});
        }
    }

    Status take(Bytes bytes)
    {
        if (const Status kept = keep(m_out, bytes); !kept)
            return kept;
        if (!m_join)
            return takeAlone(bytes);
        m_join->takeCapture(bytes, monotonicNs());
        const bool broken = m_join->broken();
        const Status shown = show(broken ? m_join->finish() : due());
        if (!shown || !broken)
            return shown;
        return Error {m_join->unreadable().empty() ? m_join->damage().message : m_join->unreadable()};
    }

    Status takeAlone(const Bytes& bytes)
    {
        m_half.insert(m_half.end(), bytes.begin(), bytes.end());
        const auto read = m_scanner.scan(m_half, [this](const CapturedFrame& frame) { m_alone.take(frame); });
        m_half.erase(m_half.begin(), m_half.begin() + static_cast<std::ptrdiff_t>(read ? *read : 0));
        const Status shown = show(m_alone.written());
        return read || !shown ? shown : Error {m_alone.loss(m_process.command().interface, read.error().message)};
    }

    /// Nothing follows.
    Bytes rest()
    {
        if (m_join)
            return m_join->finish();
        if (!m_alone.begun())
            m_alone.begin(0);
        return m_alone.written();
    }

    Status show(const Bytes& journal)
    {
        if (const Status kept = keep(m_kept, journal); !kept)
            return kept;
        m_decoder.feed(journal);
        for (;;) {
            const auto decoded = m_decoder.next();
            if (!decoded)
                return decoded.error();
            if (!*decoded)
                break;
            m_state.apply((*decoded)->event);
            m_transcript.event((*decoded)->event, m_state);
            sayHowFarJoined((*decoded)->event);
        }
        std::fflush(stdout);
        return Nothing {};
    }

    /// Beside the packets, as what is said of the whole is.
    void sayHowFarJoined(const Event& event)
    {
        const auto* notice = std::get_if<Notice>(&event.body);
        if (notice == nullptr || notice->severity != Notice::Severity::Info || notice->code != JoinNotice::joined)
            return;
        std::fflush(stdout);
        std::fprintf(stderr, "%s\n", m_words.text("notices", notice->code, m_language, {{"detail", notice->detail}}).c_str());
    }

    CaptureProcess& m_process;
    UniqueFd m_out, m_kept;
    CaptureScanner m_scanner;
    Bytes m_half; ///< record, at the end of what came
    ForeignJournal m_alone; ///< as bytes, which are gone when they are printed: a capture may run for days
    std::optional<LiveJoin> m_join; ///< instead of these three
    std::optional<EngineProcess> m_engine;
    std::optional<std::int64_t> m_engineUntil; ///< it was told to end
    JournalDecoder m_decoder;
    LabState m_state;
    const Words& m_words;
    Language m_language;
    Transcript m_transcript;
};

int captureOn(const CaptureRequest& request, const Words& words, Language language)
{
    auto out = fileFor(request.out);
    auto journal = fileFor(request.journal);
    if (!out || !journal)
        return complain(out ? journal.error().message : out.error().message);
    const UniqueFd signals = endSignals();
    std::fprintf(stderr, "%s\n", request.command.line().c_str());
    auto process = CaptureProcess::start(request.command);
    if (!process)
        return complain(process.error().message);
    ShownCapture shown(*process, std::move(*out), std::move(*journal), words, language);
    if (request.sockets)
        shown.watchSockets();
    return shown.watch(signals.get());
}

} // namespace

int runCapture(const std::vector<std::string>& words)
{
    std::vector<std::string> rest = words;
    if (rest == std::vector<std::string> {"--list"})
        return listInterfaces();
    std::replace(rest.begin(), rest.end(), std::string("-o"), std::string("--o"));
    const bool sockets = std::erase(rest, "--sockets") > 0;
    const CommandWords arguments = readCommandWords(rest, {"filter", "count", "o", "journal", "lang"});
    const auto language = languageOf(arguments);
    const auto count = parseNumber(arguments.get("count").value_or("0"));
    if (!arguments.wrong.empty() || !language || arguments.words.size() != 1 || !count || *count < 0
        || (arguments.get("count") && *count == 0)) {
        std::fputs(captureUsage, stderr);
        return couldNotRun;
    }
    const std::string& interface = arguments.words[0];
    const auto all = captureInterfaces();
    if (std::none_of(all.begin(), all.end(), [&](const CaptureInterface& one) { return one.name == interface; }))
        return complain("there is no interface '" + interface + "' here; socketlab capture --list shows which there are");
    const Result<Words> vocabulary = Words::read(resourceFolder() + "/words");
    if (!vocabulary)
        return complain(vocabulary.error().message);
    const CaptureFacts facts = captureFacts();
    const auto program = captureProgram(facts);
    if (!program)
        return complain(captureAdvice(facts, interface, *vocabulary, *language));
    const CaptureCommand command {*program, interface, arguments.get("filter").value_or(""), static_cast<std::uint64_t>(*count)};
    return captureOn({command, arguments.get("o").value_or(""), arguments.get("journal").value_or(""), sockets}, *vocabulary, *language);
}

} // namespace lab
