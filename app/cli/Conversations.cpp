// socketlab conversations FILE: the TCP conversations of a recording or a capture, one line each; or what the two ends of one
// of them said.

#include "app/cli/Cli.h"
#include "app/cli/EngineEvents.h"
#include "app/Paths.h"
#include "app/cli/Terminal.h"
#include "model/capture/CaptureSurvey.h"
#include "model/capture/ConversationIndex.h"
#include "model/capture/Recording.h"
#include "model/capture/StreamText.h"
#include "model/words/Words.h"

#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstring>

#include <nlohmann/json.hpp>

namespace lab {

namespace {

nlohmann::ordered_json object(std::size_t number, const Conversation& one, const ConversationStates& states)
{
    const auto end = [&](std::size_t side) {
        return nlohmann::ordered_json {{"address", toText(one.ends[side])},
                                       {states.inferred[side] ? "state_inferred" : "state", conversationState(states.states[side])},
                                       {"packets", one.packets[side]},
                                       {"bytes", one.bytes[side]},
                                       {"retransmissions", one.retransmissions[side]}};
    };
    return {{"number", number}, {"first", one.first.ns}, {"last", one.last.ns}, {"client", end(0)}, {"server", end(1)},
            {"syn_seen", one.synSeen}, {"reset", one.reset}};
}

void append(std::uint64_t number, std::string& out)
{
    char digits[20];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

void append(const std::array<std::uint64_t, 2>& numbers, const char* what, std::string& out)
{
    append(numbers[0], out);
    out.append(" + ");
    append(numbers[1], out);
    out.append(what);
}

/// One line. There may be very many: printf() would take more time than finding them did.
void append(std::size_t number, const Conversation& one, const ConversationStates& states, std::string& out)
{
    const auto padded = [&out](std::size_t from, std::size_t width) {
        const std::size_t length = out.size() - from;
        return length < width ? width - length : 0;
    };
    std::size_t from = out.size();
    append(number, out);
    out.insert(from, padded(from, 5), ' ');
    out.append("  ");
    from = out.size();
    out.append(secondsText(one.first.ns, 3));
    out.append(padded(from, 10), ' ').append("  ");
    out.append(toText(one.ends[0])).append(" > ").append(toText(one.ends[1])).append("  ");
    append({one.packets[0], one.packets[1]}, " packets, ", out);
    append(one.bytes, " bytes, ", out);
    append(one.retransmissions[0] + one.retransmissions[1], out);
    out.append(" sent again, ").append(toText(states, "inferred")).append(one.reset ? ", reset\n" : "\n");
}

template<class StatesOf> void list(const Conversations& all, const StatesOf& statesOf, const std::vector<std::string>& words, bool asJson)
{
    std::string lines;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Conversation& one = all[i];
        const ConversationStates states = statesOf(i);
        if (!hasWords(one, states, words))
            continue;
        if (asJson)
            lines.append(object(i + 1, one, states).dump()).append("\n");
        else
            append(i + 1, one, states, lines);
        constexpr std::size_t atOnce = 1 << 16;
        if (lines.size() >= atOnce) {
            std::fwrite(lines.data(), 1, lines.size(), stdout);
            lines.clear();
        }
    }
    std::fwrite(lines.data(), 1, lines.size(), stdout);
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

/// --follow: what was said in one of them.
int follow(const Journal& journal, const CommandWords& arguments, bool hex)
{
    ConversationIndex index;
    index.follow(journal);
    const std::string wanted = arguments.get("follow").value_or("");
    const auto number = parseNumber(wanted).value_or(0);
    if (number < 1 || static_cast<std::size_t>(number) > index.all().size())
        return complain("--follow " + wanted + ": there are " + std::to_string(index.all().size())
                        + " conversations, numbered from 1; without --follow they are listed");
    const std::size_t which = static_cast<std::size_t>(number) - 1;
    const TcpStream stream = index.stream(journal, which);
    const Result<Words> vocabulary = Words::read(resourceFolder() + "/words");
    if (!vocabulary)
        return complain(vocabulary.error().message);
    if (const auto raw = arguments.get("raw"))
        printRaw(stream, *raw == "client" ? 0 : 1);
    else
        printStream(journal, index.all()[which], stream, hex ? StreamForm::Hex : StreamForm::Text, *vocabulary,
                    *languageOf(arguments));
    return inOrder;
}

int printed(const std::string& damage)
{
    if (std::fflush(stdout) != 0 && errno != EPIPE)
        return complain(std::string("standard output: ") + std::strerror(errno));
    if (!damage.empty())
        std::fprintf(stderr, "socketlab: %s\n", damage.c_str());
    return inOrder;
}

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
    std::signal(SIGPIPE, SIG_IGN); // `| head` ends quietly
    std::vector<std::string> searched = split(arguments.get("search").value_or(""), ' ');
    std::erase(searched, "");
    if (!arguments.get("follow") && arguments.words.size() == 1) {
        if (const auto survey = surveyCapture(arguments.words.front())) {
            const auto& all = survey->conversations();
            list(all, [&](std::size_t i) { return ConversationStates {all[i].states, {true, true}}; }, searched, asJson);
            return printed({});
        }
    }
    const auto journal = openRecordings(arguments.words);
    if (!journal)
        return complain(journal.error().message);
    if (arguments.get("follow")) {
        if (const int status = follow(**journal, arguments, hex); status != inOrder)
            return status;
    } else {
        ConversationIndex index;
        index.follow(**journal);
        list(index.all(), [&](std::size_t i) { return index.states(i); }, searched, asJson);
    }
    return printed((*journal)->damage().message);
}

} // namespace lab
