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

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <poll.h>

namespace lab {

namespace {

constexpr const char* captureUsage =
    "usage: socketlab capture INTERFACE [--filter FILTER] [--count PACKETS] [-o FILE.pcapng] [--lang en|ko]\n"
    "       socketlab capture --list\n"
    "FILTER is one of pcap-filter(7), in quotes: 'tcp port 8080'. FILE gets the capture as it comes.\n";

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

/// Shows what a capture program writes, and keeps it in a file if one was named.
class ShownCapture
{
public:
    ShownCapture(CaptureProcess& process, UniqueFd file, const Words& words, Language language)
        : m_process(process)
        , m_file(std::move(file))
        , m_transcript(stdout, words, language)
    {
    }

    int watch(int signals)
    {
        while (!m_process.ended()) {
            pollfd watched[] {{m_process.fd(), POLLIN, 0}, {signals, POLLIN, 0}};
            if (::poll(watched, 2, -1) < 0)
                continue;
            if (watched[1].revents != 0) {
                m_process.stop(); // its last packets still come
                signals = -1; // poll(2) passes over it
            }
            if (watched[0].revents == 0)
                continue;
            if (const Status taken = take(m_process.read()); !taken)
                return complain(taken.error().message);
        }
        if (const std::string report = m_process.endReport(); !report.empty())
            return complain(report);
        if (const std::uint64_t dropped = m_process.dropped(); dropped > 0)
            std::fprintf(stderr, "socketlab: the kernel had no room for %llu packets; they are missing.\n",
                         static_cast<unsigned long long>(dropped));
        return inOrder;
    }

private:
    Status take(Bytes bytes)
    {
        for (std::size_t at = 0; m_file && at < bytes.size();) {
            const ssize_t written = ::write(m_file.get(), bytes.data() + at, bytes.size() - at);
            if (written < 0 && errno != EINTR)
                return Error {std::string("the capture cannot be kept: ") + std::strerror(errno)};
            at += written > 0 ? static_cast<std::size_t>(written) : 0;
        }
        m_pending.insert(m_pending.end(), bytes.begin(), bytes.end());
        const auto read = m_scanner.scan(m_pending, [this](const CapturedFrame& frame) { m_foreign.take(frame); });
        m_pending.erase(m_pending.begin(), m_pending.begin() + static_cast<std::ptrdiff_t>(read ? *read : 0));
        m_decoder.feed(m_foreign.written());
        for (;;) {
            const auto decoded = m_decoder.next();
            if (!decoded)
                return decoded.error();
            if (!*decoded)
                break;
            m_state.apply((*decoded)->event);
            m_transcript.event((*decoded)->event, m_state);
        }
        std::fflush(stdout);
        if (!read)
            return Error {m_foreign.loss(m_process.command().interface, read.error().message)};
        return Nothing {};
    }

    CaptureProcess& m_process;
    UniqueFd m_file;
    Bytes m_pending; ///< the half record at the end
    CaptureScanner m_scanner;
    ForeignJournal m_foreign; ///< as bytes, which are gone when they are printed: a capture may run for days
    JournalDecoder m_decoder;
    LabState m_state;
    Transcript m_transcript;
};

int captureOn(const CaptureCommand& command, const std::string& out, const Words& words, Language language)
{
    UniqueFd file;
    if (!out.empty()) {
        file.reset(::open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
        if (!file)
            return complain(out + " cannot be written: " + std::strerror(errno));
    }
    const UniqueFd signals = endSignals();
    std::fprintf(stderr, "%s\n", command.line().c_str());
    auto process = CaptureProcess::start(command);
    if (!process)
        return complain(process.error().message);
    return ShownCapture(*process, std::move(file), words, language).watch(signals.get());
}

} // namespace

int runCapture(const std::vector<std::string>& words)
{
    std::vector<std::string> rest = words;
    if (rest == std::vector<std::string> {"--list"})
        return listInterfaces();
    std::replace(rest.begin(), rest.end(), std::string("-o"), std::string("--o"));
    const CommandWords arguments = readCommandWords(rest, {"filter", "count", "o", "lang"});
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
    return captureOn({*program, interface, arguments.get("filter").value_or(""), static_cast<std::uint64_t>(*count)},
                     arguments.get("o").value_or(""), *vocabulary, *language);
}

} // namespace lab
