#include "model/export/EventJson.h"

#include "tests/model/journal/EveryKind.h"
#include "tests/support/JournalBuilder.h"
#include "tests/support/Stories.h"

#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace lab;
using namespace lab::tests;
using Json = nlohmann::ordered_json;

namespace {

std::vector<Json> dumped(const std::vector<Event>& events)
{
    EventJson json;
    std::vector<Json> lines;
    for (const Event& event : events)
        lines.push_back(Json::parse(json.line(event)));
    return lines;
}

std::vector<Json> ofKind(const std::vector<Json>& lines, const std::string& kind)
{
    std::vector<Json> found;
    for (const Json& line : lines) {
        if (line["kind"] == kind)
            found.push_back(line);
    }
    return found;
}

std::vector<Event> everyStory()
{
    std::vector<Event> events = fullEvents();
    for (const auto& story : {emptyEvents(), handshakeStory(), queuesStory(), datagramStory()})
        events.insert(events.end(), story.begin(), story.end());
    return events;
}

/// A string as it is, anything else as JSON writes it.
std::string text(const Json& value)
{
    return value.is_string() ? value.get<std::string>() : value.dump();
}

/// Section of docs/dump.md → the fields that its table names.
QMap<QString, QSet<QString>> documentedFields()
{
    QFile file(SOCKETLAB_SOURCE_DIR "/docs/dump.md");
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QMap<QString, QSet<QString>> fields;
    QString section;
    static const QRegularExpression quoted("`([^`]+)`");
    for (const QString& line : QString::fromUtf8(file.readAll()).split('\n')) {
        if (line.startsWith('#'))
            section = line.startsWith("### `") ? quoted.match(line).captured(1) : line;
        if (!line.startsWith("| `"))
            continue;
        for (auto match = quoted.globalMatch(line.section('|', 1, 1)); match.hasNext();)
            fields[section] += match.next().captured(1);
    }
    return fields;
}

} // namespace

class EventJsonTest : public QObject
{
    Q_OBJECT

private slots:
    void everyKindAndEveryFieldIsDocumented();
    void everyObjectHasTimeAndKindFirst();
    void theHandshakeIsThereAsTheIssueAsks();
    void queuesAreThere();
    void whatIsUnknownIsAbsent();
    void numbersAreRelativeToBothSyns();
    void aFailedCallHasItsErrnosName();
    void brokenTextIsStillJson();
};

void EventJsonTest::everyKindAndEveryFieldIsDocumented()
{
    const auto documented = documentedFields();
    const QSet<QString> common = documented["## Fields of many kinds"];
    QVERIFY(common.contains("t") && common.contains("kind"));
    QSet<QString> seen;
    for (const Json& line : dumped(everyStory())) {
        const QString kind = QString::fromStdString(line["kind"]);
        seen += kind;
        QVERIFY2(documented.contains(kind), qPrintable(kind + " is not in docs/dump.md"));
        for (const auto& [name, value] : line.items()) {
            const QString field = QString::fromStdString(name);
            QVERIFY2(common.contains(field) || documented[kind].contains(field), qPrintable(kind + " has " + field));
            QVERIFY2(!value.is_null(), qPrintable(kind + ": " + field));
        }
    }
    QCOMPARE(static_cast<std::size_t>(seen.size()), std::variant_size_v<EventVariant>);
    for (const QString& section : documented.keys())
        QVERIFY2(section.startsWith('#') || seen.contains(section), qPrintable(section + " is no kind"));
}

void EventJsonTest::everyObjectHasTimeAndKindFirst()
{
    const std::vector<Event> events = handshakeStory();
    EventJson json;
    for (const Event& event : events) {
        const std::string line = json.line(event);
        const std::string start =
            "{\"t\":" + std::to_string(event.time.ns) + ",\"kind\":\"" + std::string(kindName(event.body)) + "\"";
        QVERIFY2(line.starts_with(start), line.c_str());
        QVERIFY(line.find('\n') == std::string::npos);
    }
}

void EventJsonTest::theHandshakeIsThereAsTheIssueAsks()
{
    const std::vector<Json> lines = dumped(handshakeStory());
    std::vector<std::string> flags, states, results;
    for (const Json& line : lines) {
        if (line["kind"] == "packet-sent" && flags.size() < 3)
            flags.push_back(line["flags"]);
        if (line["kind"] == "socket" && states.size() < 5)
            states.push_back(line["state"]);
        if (line["kind"] == "call-returned" && (line["call"] == "socket" || line["call"] == "accept"))
            results.push_back(line["host"].get<std::string>() + " " + line["call"].get<std::string>() + " = "
                              + std::to_string(line["result"].get<int>()));
    }
    QCOMPARE(flags, (std::vector<std::string> {"SYN", "SYN+ACK", "ACK"}));
    QCOMPARE(states, (std::vector<std::string> {"LISTEN", "SYN-SENT", "SYN-RECV", "ESTAB", "ESTAB"}));
    QCOMPARE(results, (std::vector<std::string> {"server socket = 3", "client socket = 3", "server accept = 4"}));

    const Json blocked = ofKind(lines, "call-blocked").at(0);
    QCOMPARE(text(blocked["call"]), std::string("accept"));
    QCOMPARE(text(blocked["blocked"]), std::string("true"));
    QCOMPARE(text(blocked["reason"]), std::string("accept-queue-empty"));
    const Json bind = ofKind(lines, "call-entered").at(1);
    QCOMPARE(text(bind["args"][1]["name"]), std::string("addr"));
    QCOMPARE(text(bind["args"][1]["value"]),
             std::string("{sa_family=AF_INET, sin_port=htons(8080), sin_addr=inet_addr(\"10.9.0.2\")}"));
    QCOMPARE(text(bind["pid"]), std::string("4701"));
    const Json delivered = ofKind(lines, "packet-delivered").at(1);
    QCOMPARE(text(delivered["packet"]), std::string("2"));
    QCOMPARE(text(delivered["flags"]), std::string("SYN+ACK"));
    QCOMPARE(text(delivered["host"]), std::string("server"));
}

void EventJsonTest::queuesAreThere()
{
    const std::vector<Json> lines = dumped(queuesStory());
    std::vector<int> lengths;
    for (const Json& line : ofKind(lines, "socket")) {
        if (line["state"] != "LISTEN")
            continue;
        lengths.push_back(line["accept_queue"]["length"]);
        QCOMPARE(text(line["accept_queue"]["limit"]), std::string("1"));
        QVERIFY(line.contains("syn_queue"));
    }
    QCOMPARE(lengths, (std::vector<int> {0, 1, 2, 1}));
    const auto waiting = ofKind(lines, "socket");
    const auto half =
        std::find_if(waiting.begin(), waiting.end(), [](const Json& line) { return line["state"] == "SYN-RECV"; });
    QVERIFY(half != waiting.end());
    QCOMPARE(text((*half)["syn_queue"]), std::string("1"));
    QVERIFY(!half->contains("actor") && !half->contains("inode"));
}

void EventJsonTest::whatIsUnknownIsAbsent()
{
    // The capture of another program: no actors, no SYN.
    const Bytes frame = tcpFrame({clientEnd(40001), serverEnd(80), TcpFlag::ack, 5000, 7000, "Hello", 100});
    const Json sent = dumped({{{0}, PacketSent {1, HostId::Client, PacketOrigin::Kernel, frame, 0}}}).at(0);
    QVERIFY(!sent.contains("seq") && !sent.contains("ack"));
    QCOMPARE(text(sent["seq_absolute"]), std::string("5000"));
    QCOMPARE(text(sent["ack_absolute"]), std::string("7000"));
    QCOMPARE(text(sent["length"]), std::string("5"));
    QCOMPARE(text(sent["frame_length"]), std::to_string(frame.size()));
    QVERIFY(!sent.contains("frame_kept"));

    // Of a long transfer only the headers are recorded.
    const Bytes head(frame.begin(), frame.end() - 5);
    const auto length = static_cast<std::uint32_t>(frame.size());
    const Json cut = dumped({{{0}, PacketSent {1, HostId::Client, PacketOrigin::Kernel, head, length}}}).at(0);
    QCOMPARE(text(cut["frame_length"]), std::to_string(frame.size()));
    QCOMPARE(text(cut["frame_kept"]), std::to_string(head.size()));
    QCOMPARE(text(cut["length"]), std::string("5"));
    QVERIFY(!cut.contains("problem"));

    const std::vector<Json> lines = dumped({{{0}, CallReturned {9, 3, 0, {}}},
                                            {{1}, PacketDelivered {5}},
                                            {{2}, SocketGone {HostId::Server, 77}},
                                            {{3}, ActorExited {4, 0, 0}}});
    QCOMPARE(lines[0].dump(), std::string(R"({"t":0,"kind":"call-returned","call_id":9,"result":3})"));
    QCOMPARE(lines[1].dump(), std::string(R"({"t":1,"kind":"packet-delivered","packet":5})"));
    QCOMPARE(lines[2].dump(), std::string(R"({"t":2,"kind":"socket-gone","host":"server","socket":77})"));
    QCOMPARE(lines[3].dump(), std::string(R"({"t":3,"kind":"actor-exited","actor_id":4,"exit_status":0})"));
}

void EventJsonTest::numbersAreRelativeToBothSyns()
{
    // The story's server numbers wrap around 2^32.
    const std::vector<Json> sent = ofKind(dumped(handshakeStory()), "packet-sent");
    const auto numbers = [&](std::size_t i) {
        return std::pair<int, int> {sent.at(i).value("seq", -1), sent.at(i).value("ack", -1)};
    };
    QCOMPARE(numbers(0), (std::pair<int, int> {0, -1}));
    QCOMPARE(numbers(1), (std::pair<int, int> {0, 1}));
    QCOMPARE(numbers(2), (std::pair<int, int> {1, 1}));
    QCOMPARE(numbers(3), (std::pair<int, int> {1, 1}));
    QCOMPARE(text(sent.at(3)["packet_kind"]), std::string("DATA(5)"));
    QCOMPARE(numbers(4), (std::pair<int, int> {1, 6}));
}

void EventJsonTest::aFailedCallHasItsErrnosName()
{
    JournalBuilder journal;
    const ActorId client = journal.actor(HostId::Client, "client");
    const CallId call = journal.enter(client, "connect", {number(3), address(serverEnd(9)), number(16)});
    journal.after(500).returned(call, -1, 111);
    const Json returned = dumped(journal.events()).back();
    QCOMPARE(text(returned["result"]), std::string("-1"));
    QCOMPARE(text(returned["errno"]), std::string("ECONNREFUSED"));
    QCOMPARE(text(returned["blocked"]), std::string("false"));
    QVERIFY(returned["duration"].get<int>() >= 500'000);
}

void EventJsonTest::brokenTextIsStillJson()
{
    const std::vector<Json> lines =
        dumped({{{0}, Notice {Notice::Severity::Info, "x", "\xff\"\n"}}, {{1}, ActorOutput {1, 1, {'a', '\n', 0xff}}}});
    QCOMPARE(text(lines[0]["detail"]), std::string("\uFFFD\"\n"));
    QCOMPARE(text(lines[1]["data"]), std::string("a\\n\\xff"));
}

QTEST_APPLESS_MAIN(EventJsonTest)
#include "EventJsonTest.moc"
