// socketlab conversations FILE: the TCP conversations of a recording or a capture, one line each; or what the two ends of one
// of them said.

#include "app/cli/Cli.h"
#include "app/cli/EngineEvents.h"
#include "app/Paths.h"
#include "app/cli/Terminal.h"
#include "model/capture/ConversationIndex.h"
#include "model/capture/Recording.h"
#include "model/capture/StreamText.h"
#include "model/words/Words.h"

#include <cerrno>
#include <csignal>
#include <cstring>

#include <nlohmann/json.hpp>

namespace lab {

namespace {

nlohmann::ordered_json object(std::size_t number, const Conversation& one)
{
    const auto end = [&](std::size_t side) {
        return nlohmann::ordered_json {{"address", toText(one.ends[side])},
                                       {"state_inferred", stateName(one.states[side])},
                                       {"packets", one.packets[side]},
                                       {"bytes", one.bytes[side]},
                                       {"retransmissions", one.retransmissions[side]}};
    };
    return {{"number", number}, {"first", one.first.ns}, {"last", one.last.ns}, {"client", end(0)}, {"server", end(1)},
            {"syn_seen", one.synSeen}, {"reset", one.reset}};
}

void print(std::size_t number, const Conversation& one)
{
    const auto states = std::string(stateName(one.states[0])) + " / " + std::string(stateName(one.states[1]));
    std::printf("%5zu  %s  %s > %s  %u + %u packets, %llu + %llu bytes, %u sent again, %s (inferred)%s\n", number,
                padded(secondsText(one.first.ns, 3), 10).c_str(), toText(one.ends[0]).c_str(), toText(one.ends[1]).c_str(),
                one.packets[0], one.packets[1], static_cast<unsigned long long>(one.bytes[0]),
                static_cast<unsigned long long>(one.bytes[1]), one.retransmissions[0] + one.retransmissions[1], states.c_str(),
                one.reset ? ", reset" : "");
}

void list(const ConversationIndex& index, const std::vector<std::string>& words, bool asJson)
{
    for (std::size_t i = 0; i < index.all().size(); ++i) {
        const Conversation& one = index.all()[i];
        if (!hasWords(one, words))
            continue;
        if (asJson)
            std::printf("%s\n", object(i + 1, one).dump().c_str());
        else
            print(i + 1, one);
    }
}

/// What both ends said, each turn with who speaks and when.
void printStream(const Journal& journal, const Conversation& conversation, const TcpStream& stream, StreamForm form,
                 const Words& words, Language language)
{
    bool lineEnded = true;
    const auto line = [&](const std::string& key, const std::map<std::string, std::string>& values) {
        std::printf("%s%s\n", lineEnded ? "" : "\n", words.text("conversations", key, language, values).c_str());
        lineEnded = true;
    };
    for (const StreamRun& run : streamRuns(stream, form)) {
        const auto side = static_cast<std::size_t>(run.side);
        if (run.kind == StreamRun::Kind::Turn) {
            line(run.side == 0 ? "client-says" : "server-says",
                 {{"from", toText(conversation.ends[side])}, {"seconds", secondsText(journal.timeOf(run.event).ns)}});
        } else if (run.kind == StreamRun::Kind::Gap) {
            line("gap", {{"count", std::to_string(run.missing)}});
        } else if (!run.text.empty()) {
            std::fwrite(run.text.data(), 1, run.text.size(), stdout);
            lineEnded = run.text.back() == '\n';
        }
    }
    if (stream.pieces().empty())
        line("silent", {});
    else if (!lineEnded)
        std::fputc('\n', stdout);
}

/// The bytes of one side, as an application would have read them; nothing stands for what is missing.
void printRaw(const TcpStream& stream, int side)
{
    std::uint64_t missing = 0;
    for (const StreamPiece& piece : stream.pieces()) {
        if (piece.side != side)
            continue;
        missing += piece.missing;
        std::fwrite(piece.bytes.data(), 1, piece.bytes.size(), stdout);
    }
    if (missing > 0)
        std::fprintf(stderr, "socketlab: %llu bytes of it are not in this recording, and left out\n",
                     static_cast<unsigned long long>(missing));
}

/// Nothing: they are understood.
bool understood(const CommandWords& words, bool hex)
{
    const auto raw = words.get("raw");
    return words.wrong.empty() && !words.words.empty() && languageOf(words) && (!raw || *raw == "client" || *raw == "server")
        && (words.get("follow") || (!raw && !hex)) && !(raw && hex) && !(words.get("follow") && words.get("search"));
}

constexpr const char* conversationsUsage =
    "usage: socketlab conversations FILE...|- [--search WORDS] [--json]\n"
    "       socketlab conversations FILE...|- --follow N [--hex | --raw client|server] [--lang en|ko]\n"
    "N is a conversation's number in the list; WORDS (an address, a port, ESTAB, reset, retransmission) must all occur.\n";

} // namespace

int runConversations(const std::vector<std::string>& words)
{
    std::vector<std::string> rest = words;
    const bool asJson = std::erase(rest, "--json") > 0, hex = std::erase(rest, "--hex") > 0;
    const CommandWords arguments = readCommandWords(rest, {"search", "follow", "raw", "lang"});
    if (!understood(arguments, hex)) {
        std::fputs(conversationsUsage, stderr);
        return couldNotRun;
    }
    const auto journal = openRecordings(arguments.words);
    if (!journal)
        return complain(journal.error().message);
    ConversationIndex index;
    index.follow(**journal);
    std::signal(SIGPIPE, SIG_IGN); // `| head` ends quietly
    if (const auto follow = arguments.get("follow")) {
        const auto number = parseNumber(*follow).value_or(0);
        if (number < 1 || static_cast<std::size_t>(number) > index.all().size())
            return complain("--follow " + *follow + ": there are " + std::to_string(index.all().size())
                            + " conversations, numbered from 1; without --follow they are listed");
        const TcpStream stream = index.stream(**journal, static_cast<std::size_t>(number) - 1);
        const Result<Words> vocabulary = Words::read(resourceFolder() + "/words");
        if (!vocabulary)
            return complain(vocabulary.error().message);
        if (const auto raw = arguments.get("raw"))
            printRaw(stream, *raw == "client" ? 0 : 1);
        else
            printStream(**journal, index.all()[static_cast<std::size_t>(number) - 1], stream,
                        hex ? StreamForm::Hex : StreamForm::Text, *vocabulary, *languageOf(arguments));
    } else {
        list(index, split(arguments.get("search").value_or(""), ' '), asJson);
    }
    if (std::fflush(stdout) != 0 && errno != EPIPE)
        return complain(std::string("standard output: ") + std::strerror(errno));
    if (const std::string& damage = (*journal)->damage().message; !damage.empty())
        std::fprintf(stderr, "socketlab: %s\n", damage.c_str());
    return inOrder;
}

} // namespace lab
