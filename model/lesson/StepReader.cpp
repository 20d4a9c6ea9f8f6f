#include "model/lesson/StepReader.h"

#include "model/command/LinkText.h"
#include "model/lesson/LessonYaml.h"

#include <algorithm>

namespace lab {

namespace {

using Body = decltype(Step::body);

const std::vector<std::string>& dissectExpectations()
{
    static const std::vector<std::string> all {"ip", "tcp", "payload", "total"};
    return all;
}

const std::vector<std::string>& overhearExpectations()
{
    static const std::vector<std::string> all {"contains", "lacks", "bytes", "records"};
    return all;
}

const std::vector<std::string>& rowKeys()
{
    static const std::vector<std::string> all {"state", "recvq", "sendq", "local", "peer"};
    return all;
}

Body readReturns(const YAML::Node& node)
{
    ReturnsStep step;
    step.at = scalar(required(node, "at", "returns"), "an actor");
    step.call = scalar(node["returns"], "the name of a call");
    if (node["expect"])
        step.expect = readExpect(node["expect"], callExpectations());
    step.withinMs = within(node);
    return step;
}

Body readPacket(const YAML::Node& node)
{
    for (const char* verb : {"release", "drop", "duplicate"})
        if (node[verb]) {
            PacketStep step;
            step.verb = verb;
            step.which = scalar(node[verb], "next, last, all, a number or a packet's name");
            if (step.which.empty())
                fault(node[verb], "an empty text", "next, last, all, a number or a packet's name");
            step.withinMs = within(node);
            return step;
        }
    return {};
}

Body readSplit(const YAML::Node& node)
{
    PacketStep step {"split", "next", integer(node["split"], "bytes", 1, 65535), {}, {}, within(node)};
    return step;
}

Body readIcmp(const YAML::Node& node)
{
    PacketStep step {"icmp", "next", {}, {}, {}, within(node)};
    step.icmpKind = choice(
        node["icmp"], "an ICMP error",
        {"host-unreachable", "net-unreachable", "port-unreachable", "admin-prohibited", "fragmentation-needed"});
    if (step.icmpKind == "fragmentation-needed")
        step.mtu = integer(required(node, "mtu", "icmp: fragmentation-needed"), "bytes that the next link carries", 68, 65535);
    else if (node["mtu"])
        fault(node["mtu"], "mtu with " + step.icmpKind, "mtu with fragmentation-needed only");
    return step;
}

Body readWire(const YAML::Node& node)
{
    return WireStep {readWireMode(node["wire"])};
}

Body readLink(const YAML::Node& node)
{
    const YAML::Node given = node["link"];
    if (given.IsScalar()) {
        choice(given, "a link", {"none"});
        return LinkStep {};
    }
    const std::vector<std::string> keys {"delay", "rate", "queue"};
    checkKeys(given, "link", keys);
    CommandBuilder command("wire", "link");
    for (const std::string& key : keys)
        if (const auto value = optionalScalar(given, key.c_str()))
            command.with(key, *value);
    const auto link = linkOf(command.command());
    if (!link) {
        const std::string& message = link.error().message; // "delay '5': expected a time …"
        const std::string_view expected = ": expected ";
        const std::size_t at = message.find(expected);
        fault(given, message.substr(0, at), at == std::string::npos ? "another link" : message.substr(at + expected.size()));
    }
    return LinkStep {*link};
}

Body readInject(const YAML::Node& node)
{
    const YAML::Node packet = node["inject"];
    checkKeys(packet, "inject", {"kind", "src", "dst", "flags", "data"});
    CommandBuilder command("wire", "inject");
    command.with("to", std::string(hostName(readHost(required(node, "at", "inject")))));
    command.with("kind", choice(required(packet, "kind", "inject"), "a protocol", {"TCP", "UDP"}));
    for (const char* key : {"src", "dst"})
        command.with(key, scalar(required(packet, key, "inject"), "an address with a port"));
    for (const char* key : {"flags", "data"})
        if (const auto value = optionalScalar(packet, key))
            command.with(key, *value);
    return InjectStep {command.command()};
}

Body readFlight(const YAML::Node& node)
{
    return FlightStep {scalars(node["flight"], "packet names"), within(node)};
}

Body readPackets(const YAML::Node& node)
{
    PacketsStep step;
    step.patterns = scalars(node["packets"], "packet names");
    if (node["from"])
        step.from = readHost(node["from"]);
    if (node["prefix"])
        step.prefix = truth(node["prefix"], "prefix");
    step.withinMs = within(node);
    return step;
}

Body readArrives(const YAML::Node& node)
{
    PacketsStep step;
    step.patterns = scalars(node["arrives"], "packet names");
    if (step.patterns.empty())
        fault(node["arrives"], "an empty list", "the packets to wait for");
    step.arrives = true;
    step.withinMs = within(node);
    return step;
}

std::vector<ExpectedRow> readTable(const YAML::Node& node)
{
    std::vector<ExpectedRow> rows;
    if (node.IsScalar() && node.Scalar() == "none")
        return rows;
    if (!node.IsSequence())
        fault(node, describe(node), "a list of rows, or none");
    for (const auto& one : node) {
        checkKeys(one, "a row", rowKeys());
        ExpectedRow row;
        row.state = optionalScalar(one, "state");
        if (row.state && !parseState(*row.state))
            fault(one["state"], describe(one["state"]), "a state as ss spells it, for example SYN-RECV");
        row.recvq = optionalScalar(one, "recvq");
        row.sendq = optionalScalar(one, "sendq");
        row.local = optionalScalar(one, "local");
        row.peer = optionalScalar(one, "peer");
        rows.push_back(std::move(row));
    }
    return rows;
}

Body readSee(const YAML::Node& node)
{
    SeeStep step;
    step.host = readHost(node["see"]);
    if (node["tcp"])
        step.tcp = readTable(node["tcp"]);
    if (node["udp"])
        step.udp = readTable(node["udp"]);
    if (!step.tcp && !step.udp)
        fault(node, "see without a table", "tcp or udp");
    step.port = optionalInteger(node, "port", 1, 65535);
    step.withinMs = within(node);
    return step;
}

Body readCounter(const YAML::Node& node)
{
    CounterStep step;
    step.host = readHost(node["counter"]);
    const YAML::Node expect = required(node, "expect", "counter");
    if (!expect.IsMap() || expect.size() == 0)
        fault(expect, describe(expect), "counters by nstat's names, for example {TcpExtListenDrops: 1}");
    for (const auto& pair : expect) {
        const std::string name = scalar(pair.first, "a counter's name");
        step.expect[name] = comparison(pair.second, name);
    }
    step.withinMs = within(node);
    return step;
}

Body readSysctl(const YAML::Node& node)
{
    SysctlStep step;
    step.host = readHost(node["sysctl"]);
    const YAML::Node values = required(node, "set", "sysctl");
    if (!values.IsMap() || values.size() == 0)
        fault(values, describe(values), "settings and values, for example {net.core.somaxconn: 5}");
    for (const auto& pair : values)
        step.values[scalar(pair.first, "a setting's name")] = scalar(pair.second, "a value");
    return step;
}

Body readDissect(const YAML::Node& node)
{
    DissectStep step;
    step.which = scalar(node["dissect"], "a packet's name");
    if (node["expect"])
        step.expect = readExpect(node["expect"], dissectExpectations());
    return step;
}

Body readOverhear(const YAML::Node& node)
{
    OverhearStep step;
    step.which = scalar(node["overhear"], "the names of packets, for example \"client>server *\"");
    const YAML::Node expect = required(node, "expect", "overhear");
    checkKeys(expect, "expect", overhearExpectations());
    step.contains = oneOrMore(expect, "contains");
    step.lacks = oneOrMore(expect, "lacks");
    if (expect["bytes"])
        step.bytes = comparison(expect["bytes"], "bytes");
    step.records = optionalScalar(expect, "records");
    if (expect.size() == 0)
        fault(expect, "nothing", "one of " + joined(overhearExpectations()));
    step.withinMs = within(node);
    return step;
}

Body readSay(const YAML::Node& node)
{
    return SayStep {bothText(node["say"], "say")};
}

Body readAsk(const YAML::Node& node)
{
    const YAML::Node ask = node["ask"];
    checkKeys(ask, "ask", {"q", "options", "answer", "why"});
    AskStep step;
    step.question = bothText(required(ask, "q", "ask"), "a question");
    const YAML::Node options = required(ask, "options", "ask");
    if (!options.IsSequence() || options.size() < 2 || options.size() > 4)
        fault(options, describe(options), "two to four options");
    for (const auto& one : options)
        step.options.push_back(sameOrBoth(one, "an option"));
    step.answer =
        integer(required(ask, "answer", "ask"), "the number of the right option", 1, static_cast<int>(options.size()));
    step.why = bothText(required(ask, "why", "ask"), "the reason");
    return step;
}

Body readStop(const YAML::Node& node)
{
    return SignalStep {scalar(node["stop"], "an actor"), scalar(required(node, "signal", "stop"), "a signal")};
}

Body readStart(const YAML::Node& node)
{
    return RestartStep {scalar(node["start"], "an actor")};
}

Body readCall(const YAML::Node& node)
{
    return readCallStep(node);
}

Body readProgram(const YAML::Node& node)
{
    return readProgramStep(node);
}

Body readRun(const YAML::Node& node)
{
    return readRunStep(node);
}

struct VerbRow
{
    const char* verb;
    std::vector<std::string> keys; ///< beside the verb itself; a call checks its own
    Body (*read)(const YAML::Node&);
};

const std::vector<VerbRow>& verbs()
{
    static const std::vector<VerbRow> all {
        {"call", {}, readCall},
        {"returns", {"at", "expect", "within"}, readReturns},
        {"release", {"within"}, readPacket},
        {"drop", {"within"}, readPacket},
        {"duplicate", {"within"}, readPacket},
        {"split", {"within"}, readSplit},
        {"icmp", {"mtu", "within"}, readIcmp},
        {"wire", {}, readWire},
        {"link", {}, readLink},
        {"inject", {"at"}, readInject},
        {"flight", {"within"}, readFlight},
        {"packets", {"from", "prefix", "within"}, readPackets},
        {"arrives", {"within"}, readArrives},
        {"see", {"tcp", "udp", "port", "within"}, readSee},
        {"counter", {"expect", "within"}, readCounter},
        {"sysctl", {"set"}, readSysctl},
        {"dissect", {"expect"}, readDissect},
        {"overhear", {"expect", "within"}, readOverhear},
        {"say", {}, readSay},
        {"ask", {}, readAsk},
        {"stop", {"signal"}, readStop},
        {"start", {}, readStart},
        {"run", {"at", "as", "arguments", "uninitialised"}, readRun},
        {"inside", {"expect", "within"}, readProgram},
        {"exits", {"expect", "within"}, readProgram},
    };
    return all;
}

} // namespace

void addStepVocabulary(LessonVocabulary& words)
{
    words.rowKeys = rowKeys();
    words.stepKeys.emplace_back("shows");
    for (const VerbRow& row : verbs()) {
        words.verbs.emplace_back(row.verb);
        words.stepKeys.emplace_back(row.verb);
        words.stepKeys.insert(words.stepKeys.end(), row.keys.begin(), row.keys.end());
    }
    for (const auto* keys : {&dissectExpectations(), &overhearExpectations(), &programExpectations("inside"), &programExpectations("exits")})
        words.expectations.insert(words.expectations.end(), keys->begin(), keys->end());
}

std::optional<int> within(const YAML::Node& node)
{
    return optionalInteger(node, "within", 1, 600'000);
}

HostId readHost(const YAML::Node& node)
{
    return choice(node, "a host", {"client", "server"}) == "client" ? HostId::Client : HostId::Server;
}

WireMode readWireMode(const YAML::Node& node)
{
    const std::string mode = choice(node, "the wire", {"auto", "hold", "cut"});
    return mode == "auto" ? WireMode::Flow : mode == "hold" ? WireMode::Hold : WireMode::Cut;
}

Step readStep(const YAML::Node& node)
{
    std::vector<std::string> names;
    for (const VerbRow& row : verbs())
        names.emplace_back(row.verb);
    if (!node.IsMap())
        fault(node, describe(node), "a step: a map with one of " + joined(names));
    const VerbRow* found = nullptr;
    for (const VerbRow& row : verbs()) {
        if (!node[row.verb])
            continue;
        if (found)
            fault(node, "the verbs " + std::string(found->verb) + " and " + row.verb, "one verb in a step");
        found = &row;
    }
    if (!found) {
        // The first key is where a person looks for the verb; name it.
        const std::string first = node.size() > 0 ? describe(node.begin()->first) : "an empty step";
        fault(node, "a step without a verb (it begins with " + first + ")", "one of " + joined(names));
    }
    if (!node["call"]) {
        std::vector<std::string> allowed {found->verb, "shows"};
        allowed.insert(allowed.end(), found->keys.begin(), found->keys.end());
        checkKeys(node, std::string("the step ") + found->verb, allowed);
    }
    Step step;
    step.line = node.Mark().line + 1;
    step.column = node.Mark().column + 1;
    if (node["shows"])
        step.shows = scalars(node["shows"], "facts");
    step.body = found->read(node);
    return step;
}

} // namespace lab
