// socketlab conversations FILE: the TCP conversations of a recording or a capture, one line each.

#include "model/capture/TcpAnalysis.h"

#include "app/cli/Cli.h"
#include "app/cli/EngineEvents.h"
#include "app/cli/Terminal.h"
#include "model/capture/Recording.h"
#include "model/journal/EventKind.h"

#include <cerrno>
#include <csignal>
#include <cstring>

#include <nlohmann/json.hpp>

namespace lab {

namespace {

nlohmann::ordered_json object(const Conversation& one)
{
    const auto end = [&](std::size_t side) {
        return nlohmann::ordered_json {{"address", toText(one.ends[side])},
                                       {"state_inferred", stateName(one.states[side])},
                                       {"packets", one.packets[side]},
                                       {"bytes", one.bytes[side]},
                                       {"retransmissions", one.retransmissions[side]}};
    };
    return {{"first", one.first.ns}, {"last", one.last.ns}, {"client", end(0)}, {"server", end(1)},
            {"syn_seen", one.synSeen}, {"reset", one.reset}};
}

void print(const Conversation& one)
{
    const auto states = std::string(stateName(one.states[0])) + " / " + std::string(stateName(one.states[1]));
    std::printf("%s  %s > %s  %u + %u packets, %llu + %llu bytes, %u sent again, %s (inferred)%s\n",
                padded(secondsText(one.first.ns, 3), 10).c_str(), toText(one.ends[0]).c_str(), toText(one.ends[1]).c_str(),
                one.packets[0], one.packets[1], static_cast<unsigned long long>(one.bytes[0]),
                static_cast<unsigned long long>(one.bytes[1]), one.retransmissions[0] + one.retransmissions[1], states.c_str(),
                one.reset ? ", reset" : "");
}

} // namespace

int runConversations(const std::vector<std::string>& words)
{
    std::vector<std::string> rest = words;
    const bool asJson = std::erase(rest, "--json") > 0;
    if (rest.empty() || rest[0].starts_with("--")) {
        std::fputs("usage: socketlab conversations FILE...|- [--json]\n", stderr);
        return couldNotRun;
    }
    const auto journal = openRecordings(rest);
    if (!journal)
        return complain(journal.error().message);
    TcpAnalysis analysis;
    for (std::size_t i = 0; i < (*journal)->size(); ++i) {
        if ((*journal)->kindOf(i) != kindIndexOf<PacketSent>())
            continue;
        const Event event = (*journal)->at(i);
        if (const auto* sent = std::get_if<PacketSent>(&event.body))
            analysis.take(decodePacket(sent->frame, sent->fullLength), event.time);
    }
    std::signal(SIGPIPE, SIG_IGN); // `| head` ends quietly
    for (const Conversation& one : analysis.conversations()) {
        if (asJson)
            std::printf("%s\n", object(one).dump().c_str());
        else
            print(one);
    }
    if (std::fflush(stdout) != 0 && errno != EPIPE)
        return complain(std::string("standard output: ") + std::strerror(errno));
    if (const std::string& damage = (*journal)->damage().message; !damage.empty())
        std::fprintf(stderr, "socketlab: %s\n", damage.c_str());
    return inOrder;
}

} // namespace lab
