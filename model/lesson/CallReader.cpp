// The verb `call` of a lesson: a map becomes the command line that a built-in actor performs.

#include "model/calls/CallTable.h"
#include "model/command/CallWords.h"
#include "model/lesson/LessonYaml.h"
#include "model/lesson/StepReader.h"

#include <algorithm>

namespace lab {

namespace {

struct CallKeys
{
    const char* call;
    std::vector<std::string> keys;
};

/// The keys a call may have beside at, call, expect and within. Wrong values are welcome: a wrong call is performed.
const std::vector<CallKeys>& callKeys()
{
    static const std::vector<CallKeys> all {
        {"socket", {"domain", "type", "protocol", "nonblock", "as"}},
        {"bind", {"fd", "addr", "forget_htons"}},
        {"listen", {"fd", "backlog"}},
        {"accept", {"fd", "as"}},
        {"connect", {"fd", "addr"}},
        {"send", {"fd", "data", "size", "len", "flags"}},
        {"recv", {"fd", "len", "flags"}},
        {"write", {"fd", "data", "size", "len"}},
        {"read", {"fd", "len"}},
        {"sendto", {"fd", "data", "size", "len", "flags", "addr"}},
        {"recvfrom", {"fd", "len", "flags"}},
        {"shutdown", {"fd", "how"}},
        {"close", {"fd"}},
        {"setsockopt", {"fd", "level", "opt", "value"}},
        {"getsockopt", {"fd", "level", "opt"}},
        {"getsockname", {"fd"}},
        {"getpeername", {"fd"}},
        {"poll", {"fds", "timeout"}},
        {"dup", {"fd", "as"}},
        {"fcntl", {"fd", "cmd", "arg"}},
        {"ls_fd", {}},
        {"dropcap", {}},
        {"rlimit_nofile", {"n"}},
    };
    return all;
}

/// The man page's name of what a lesson calls fd, addr, data, opt and value.
std::string manPageName(const std::string& call, const std::string& key)
{
    if (key == "fd")
        return call == "close" || call == "read" || call == "write" || call == "fcntl" ? "fd"
            : call == "dup"                                                            ? "oldfd"
                                                                                       : "sockfd";
    if (key == "addr" && call == "sendto")
        return "dest_addr";
    if (key == "data")
        return "buf";
    if (key == "opt")
        return "optname";
    if (key == "value")
        return "optval";
    return key;
}

} // namespace

const std::vector<std::string>& callExpectations()
{
    static const std::vector<std::string> all {"ret",     "errno", "blocks", "addr",   "data",   "value",
                                               "revents", "died",  "match",  "ms_min", "ms_max", "info"};
    return all;
}

Expect readExpect(const YAML::Node& node, const std::vector<std::string>& allowed)
{
    checkKeys(node, "expect", allowed);
    Expect expect;
    for (const auto& pair : node) {
        const std::string key = pair.first.Scalar();
        const YAML::Node& value = pair.second;
        if (key == "ret")
            expect.ret = value.IsScalar() && value.Scalar() == "fd" ? "fd" : comparison(value, "ret");
        else if (key == "errno")
            expect.errnum = scalar(value, "errno");
        else if (key == "blocks")
            expect.blocks = truth(value, "blocks");
        else if (key == "ms_min")
            expect.msMin = integer(value, key, 0, 600'000);
        else if (key == "ms_max")
            expect.msMax = integer(value, key, 0, 600'000);
        else if (key == "addr")
            expect.addr = scalar(value, key);
        else if (key == "data" || key == "output")
            expect.data = scalar(value, key);
        else if (key == "value")
            expect.value = scalar(value, key);
        else if (key == "revents")
            expect.revents = scalar(value, key);
        else if (key == "died")
            expect.died = scalar(value, key);
        else if (key == "match" || key == "call")
            expect.match = scalar(value, key);
        else if (key == "info") {
            if (!value.IsMap())
                fault(value, describe(value), "info as a map of tcp_info's fields");
            for (const auto& field : value)
                expect.numbers[scalar(field.first, "a field")] = comparison(field.second, "info");
        } else {
            expect.numbers[key] = comparison(value, key);
        }
    }
    if (expect.errnum && !errnoValue(*expect.errnum))
        fault(node["errno"], describe(node["errno"]), "the name of an errno, as in ECONNREFUSED");
    return expect;
}

void addCallVocabulary(LessonVocabulary& words)
{
    for (const CallKeys& one : callKeys()) {
        words.calls.emplace_back(one.call);
        words.stepKeys.insert(words.stepKeys.end(), one.keys.begin(), one.keys.end());
    }
    words.stepKeys.insert(words.stepKeys.end(), {"at", "expect", "within"});
    words.expectations.insert(words.expectations.end(), callExpectations().begin(), callExpectations().end());
}

Result<std::vector<std::pair<std::string, std::string>>> lessonKeysOf(const Command& command)
{
    const auto& all = callKeys();
    const auto known = std::find_if(all.begin(), all.end(), [&](const CallKeys& one) { return one.call == command.verb; });
    if (known == all.end())
        return Error {"a lesson has no call " + command.verb};
    std::vector<std::pair<std::string, std::string>> written;
    const auto write = [&](const std::string& key, const std::string& value) {
        const bool there = std::find(known->keys.begin(), known->keys.end(), key) != known->keys.end();
        if (there)
            written.emplace_back(key, value);
        return there;
    };
    if (command.verb == "dropcap" || command.verb == "ls_fd")
        return written;
    if (command.verb == "rlimit_nofile") {
        write("n", command.words.empty() ? command.get("n") : command.words.front());
        return written;
    }
    const std::pair<std::string_view, std::string_view> kernelNames[] = {
        {"send", "sendto"}, {"recv", "recvfrom"}, {"accept", "accept4"}}; // accept4 takes what accept does, and nonblock
    std::string_view name = command.verb;
    for (const auto& [verb, kernelName] : kernelNames)
        name = command.verb == verb ? kernelName : name;
    const CallRow* row = findCall(name);
    const auto sorted = row ? sortWords(command, *row) : Result<CallWords>(Error {"there is no call " + command.verb});
    if (!sorted)
        return sorted.error();
    for (std::size_t i = 0; i < sorted->slots.size(); ++i) {
        const CallWords::Slot& slot = sorted->slots[i];
        const ArgKind kind = row->args[i].kind;
        if (!slot.text || (kind == ArgKind::AddressOut && *slot.text == "NULL"))
            continue;
        const std::string argument(row->args[i].name);
        const auto key = std::find_if(known->keys.begin(), known->keys.end(),
                                      [&](const std::string& one) { return manPageName(command.verb, one) == argument; });
        const std::string chosen = kind == ArgKind::Size ? "len"
            : kind == ArgKind::Buffer && slot.word == "size" ? "size"
            : key == known->keys.end()                       ? argument
                                                             : *key;
        if (!write(chosen, *slot.text))
            return Error {"a lesson's call of " + command.verb + " has no key for " + slot.word};
    }
    const std::pair<const char*, bool> switches[] = {{"nonblock", sorted->nonblock}, {"forget_htons", sorted->forgetHtons}};
    for (const auto& [key, on] : switches)
        if (on && !write(key, "true"))
            return Error {"a lesson's call of " + command.verb + " has no key for " + key};
    if (!sorted->as.empty() && !write("as", sorted->as))
        return Error {"a lesson's call of " + command.verb + " has no key for as"};
    return written;
}

CallStep readCallStep(const YAML::Node& node)
{
    const YAML::Node name = node["call"];
    const std::string call = scalar(name, "the name of a call");
    const auto& all = callKeys();
    const auto row = std::find_if(all.begin(), all.end(), [&](const CallKeys& one) { return one.call == call; });
    if (row == all.end()) {
        std::vector<std::string> names;
        for (const CallKeys& one : all)
            names.emplace_back(one.call);
        fault(name, "the unknown call \"" + call + "\"", "one of " + joined(names));
    }
    std::vector<std::string> allowed {"at", "call", "shows"};
    allowed.insert(allowed.end(), row->keys.begin(), row->keys.end());
    allowed.insert(allowed.end(), {"expect", "within"});
    checkKeys(node, "a call of " + call, allowed);

    CallStep step;
    step.at = scalar(required(node, "at", "a call"), "an actor");
    CommandBuilder command(step.at, call);
    for (const std::string& key : row->keys) {
        const YAML::Node value = node[key];
        if (!value) {
            if (key == "fd" || key == "fds" || (key == "addr" && call != "sendto"))
                fault(node, call + " without \"" + key + "\"", "the key \"" + key + "\"");
            continue;
        }
        if (key == "nonblock" || key == "forget_htons") {
            if (truth(value, key))
                command.with(key, "1");
        } else {
            command.with(manPageName(call, key), scalar(value, "a text or number for " + key));
        }
    }
    step.command = command.command();
    if (node["expect"])
        step.expect = readExpect(node["expect"], callExpectations());
    step.withinMs = optionalInteger(node, "within", 1, 600'000);
    return step;
}

} // namespace lab
