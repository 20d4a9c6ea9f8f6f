// The verb `call` of a lesson: a map becomes the command line that a built-in actor performs.

#include "model/calls/CallTable.h"
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
