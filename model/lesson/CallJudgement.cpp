#include "model/calls/CallTable.h"
#include "model/calls/CallText.h"
#include "model/lesson/Judgement.h"

#include <cstring>

namespace lab {

namespace {

/// Fields of struct tcp_info (linux/tcp.h) as getsockopt(TCP_INFO) gives them: name and offset of a 32-bit number.
constexpr std::pair<std::string_view, std::size_t> tcpInfoFields[] = {
    {"rto", 8},
    {"snd_mss", 16},
    {"rcv_mss", 20},
    {"unacked", 24},
    {"sacked", 28},
    {"lost", 32},
    {"retrans", 36},
    {"rtt", 68},
    {"rttvar", 72},
    {"snd_ssthresh", 76},
    {"snd_cwnd", 80},
    {"rcv_space", 96},
    {"total_retrans", 100},
};

Judgement held(std::string what)
{
    return {Verdict::Held, std::move(what), {}, {}};
}

Judgement failed(std::string what, std::string expected, std::string found)
{
    return {Verdict::Failed, std::move(what), std::move(expected), std::move(found)};
}

std::optional<std::int64_t> tcpInfoField(const CallReturned& returned, std::string_view field)
{
    for (const auto& [name, offset] : tcpInfoFields) {
        if (name != field)
            continue;
        for (const ArgumentValue& out : returned.outArgs) {
            if (out.memory.size() < offset + 4)
                continue;
            std::uint32_t value = 0;
            std::memcpy(&value, out.memory.data() + offset, 4);
            return value;
        }
    }
    return {};
}

/// "L:POLLIN A1:0" → "POLLIN, 0": the lesson writes the descriptor before each entry.
std::string eventsOnly(const std::string& expected)
{
    std::string all;
    for (const std::string& word : split(expected, ' '))
        if (!word.empty())
            all += (all.empty() ? "" : ", ") + word.substr(word.find(':') + 1);
    return all;
}

bool valueMatches(const std::string& expected, std::int64_t found)
{
    if (parseNumber(expected) || expected.find_first_of("<>") == 0)
        return numberMatches(expected, found);
    return errnoValue(expected) == found; // SO_ERROR gives an errno
}

std::optional<Judgement> judgeText(const Expect& expect, const CallState& call)
{
    const CallReturned& returned = *call.returned;
    if (expect.addr) {
        const auto address = addressOf(call.entered, &returned);
        const std::string found = address ? toText(*address) : "";
        if (!matchesWildcard(*expect.addr, found))
            return failed("addr", *expect.addr, found);
    }
    if (expect.data) {
        const Bytes data = dataOf(call.entered, &returned);
        const std::string found(asText(data));
        if (found != *expect.data && !matchesWildcard(*expect.data, found))
            return failed("data", "\"" + *expect.data + "\"", "\"" + escaped(data, 200) + "\"");
    }
    if (expect.revents) {
        const std::string found = reventsText(call.entered, returned);
        if (found != eventsOnly(*expect.revents))
            return failed("revents", *expect.revents, found);
    }
    if (expect.match) {
        const std::string found = resultText(call.entered, returned);
        if (!matchesWildcard(*expect.match, found))
            return failed("match", *expect.match, found);
    }
    return {};
}

std::optional<Judgement> judgeNumbers(const Expect& expect, const CallState& call)
{
    const CallReturned& returned = *call.returned;
    if (expect.value) {
        const auto found = optionValueOf(call.entered, returned);
        if (!found || !valueMatches(*expect.value, *found))
            return failed("value", *expect.value, found ? std::to_string(*found) : "nothing");
    }
    for (const auto& [field, expected] : expect.numbers) {
        const auto found = tcpInfoField(returned, field);
        if (!found || !numberMatches(expected, *found))
            return failed(field, expected, found ? std::to_string(*found) : "nothing");
    }
    const std::int64_t took = (call.returnedAt.ns - call.enteredAt.ns) / 1'000'000;
    if (expect.msMin && took < *expect.msMin)
        return failed("time", "at least " + std::to_string(*expect.msMin) + " ms", std::to_string(took) + " ms");
    if (expect.msMax && took > *expect.msMax)
        return failed("time", "at most " + std::to_string(*expect.msMax) + " ms", std::to_string(took) + " ms");
    return {};
}

} // namespace

bool numberMatches(std::string_view expected, std::int64_t found)
{
    const auto number = [&](std::size_t skip) { return parseNumber(expected.substr(skip)).value_or(0); };
    if (expected.starts_with(">="))
        return found >= number(2);
    if (expected.starts_with("<="))
        return found <= number(2);
    if (expected.starts_with(">"))
        return found > number(1);
    if (expected.starts_with("<"))
        return found < number(1);
    if (const std::size_t dots = expected.find(".."); dots != std::string_view::npos)
        return found >= parseNumber(expected.substr(0, dots)).value_or(0) && found <= number(dots + 2);
    const auto exact = parseNumber(expected);
    return exact && *exact == found;
}

bool isCall(std::string_view name, std::string_view lastCall)
{
    // C's send() and recv() are the system calls sendto and recvfrom on x86-64; accept() may be accept4, and poll() and
    // select() may be their newer siblings.
    return name == lastCall || (name == "recv" && lastCall == "recvfrom") || (name == "send" && lastCall == "sendto")
        || (name == "accept" && lastCall == "accept4") || (name == "poll" && lastCall == "ppoll")
        || (name == "select" && lastCall == "pselect6");
}

Judgement judgeReturn(const Expect& expect, const CallState& call)
{
    const CallReturned& returned = *call.returned;
    const std::string found = resultText(call.entered, returned);
    if (expect.blocks.value_or(false))
        return failed("blocks", "it blocks", "it returned " + found);
    if (expect.died)
        return failed("died", *expect.died, "the call returned " + found);
    const std::int64_t leastFd = 3; // 0, 1 and 2 are the standard streams
    if (expect.ret && *expect.ret == "fd" ? returned.result < leastFd
                                          : expect.ret && !numberMatches(*expect.ret, returned.result))
        return failed("ret", *expect.ret == "fd" ? "a descriptor" : *expect.ret, found);
    if (expect.errnum && errnoValue(*expect.errnum) != returned.errnum)
        return failed("errno", *expect.errnum, found);
    const bool wantsOutput = expect.addr || expect.data || expect.value || expect.revents || !expect.numbers.empty();
    if (wantsOutput && returned.result < 0 && !expect.ret)
        return failed("ret", "success", found);
    if (auto wrong = judgeText(expect, call))
        return *wrong;
    if (auto wrong = judgeNumbers(expect, call))
        return *wrong;
    return held(found);
}

std::string exitText(const ActorExited& exited)
{
    if (exited.signal != 0)
        return "killed by " + std::string(signalName(exited.signal));
    if (!exited.tellsHow())
        return "ended";
    return "exited with status " + std::to_string(exited.exitStatus);
}

Judgement judgeDeath(const Expect& expect, const ActorState& actor)
{
    if (!actor.exited)
        return {};
    const std::string found = exitText(*actor.exited);
    if (!expect.died)
        return failed("the call", "it returns", "the program was " + found);
    if (!matchesWildcard(*expect.died, found))
        return failed("died", *expect.died, found);
    return held(found);
}

} // namespace lab
