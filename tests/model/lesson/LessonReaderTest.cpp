#include "model/command/CallBuilder.h"
#include "model/lesson/Lesson.h"
#include "model/lesson/StepText.h"


#include <QFile>
#include <QtTest>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <set>

using namespace lab;

namespace {

const std::string header = "format: socketlab-lesson/1\nid: made-up\nchapter: basics\nlevel: 1\nminutes: 1\n"
                           "title: {en: A, ko: 가}\ngoals: []\n"; // 7 lines

std::string errorOf(const std::string& text)
{
    const Result<Lesson> lesson = readLessonText(text, "x.yaml");
    return lesson ? "read without an error" : lesson.error().message;
}

std::string lessonFolder()
{
    return std::string(SOCKETLAB_SOURCE_DIR) + "/resources/lessons";
}

/// All lessons of the project that can be read.
const std::vector<Lesson>& allLessons()
{
    static const std::vector<Lesson> all = [] {
        std::vector<Lesson> lessons;
        for (const auto& file : std::filesystem::directory_iterator(lessonFolder()))
            if (Result<Lesson> lesson = readLesson(file.path().string()); lesson)
                lessons.push_back(std::move(*lesson));
        return lessons;
    }();
    return all;
}

} // namespace

class LessonReaderTest : public QObject
{
    Q_OBJECT

private slots:
    void everyLessonOfTheProjectIsRead();
    void everyCallOfEveryLessonCanBeMade();
    void everyStepHasALineInBothLanguages();
    void anErrorNamesFileLineAndColumn_data();
    void anErrorNamesFileLineAndColumn();
    void theSetUpIsInOrder();
    void aCallBecomesACommand();
    void aTextThatIsNoUtf8SaysWhereAndHowToConvertIt();
    void aMissingFileIsAnError();
    void theSchemaKnowsEveryWord();
    void theExamplesOfTheGuidesAreLessons();
    void programsAndCapabilitiesAreRead();
};

void LessonReaderTest::everyLessonOfTheProjectIsRead()
{
    const LessonCatalog catalog = readLessonCatalog(lessonFolder());
    for (const Error& error : catalog.errors)
        qWarning("%s", error.message.c_str());
    QCOMPARE(catalog.errors.size(), std::size_t {0});
    QCOMPARE(catalog.lessons.size(), std::size_t {55});
    std::set<std::string> ids;
    for (const LessonEntry& lesson : catalog.lessons) {
        QVERIFY2(lesson.path.ends_with("-" + lesson.id + ".yaml"), lesson.path.c_str());
        ids.insert(lesson.id);
    }
    QCOMPARE(ids.size(), std::size_t {55});
}

void LessonReaderTest::theExamplesOfTheGuidesAreLessons()
{
    for (const char* guide : {"/docs/lessons.md", "/docs/lessons.ko.md"}) {
        QFile file(QString(SOCKETLAB_SOURCE_DIR) + guide);
        QVERIFY2(file.open(QIODevice::ReadOnly), guide);
        const QString text = QString::fromUtf8(file.readAll());
        const QString fence("```yaml\n");
        int examples = 0;
        for (auto at = text.indexOf(fence); at >= 0; at = text.indexOf(fence, at + 1), ++examples) {
            const auto begin = at + fence.size(), end = text.indexOf("```", begin);
            QVERIFY2(end > begin, guide);
            const auto lesson = readLessonText(text.mid(begin, end - begin).toStdString(), guide);
            QVERIFY2(lesson, lesson ? "" : lesson.error().message.c_str());
            QVERIFY(lesson->steps.size() > 5);
        }
        QVERIFY2(examples >= 2, guide);
    }
}

void LessonReaderTest::everyCallOfEveryLessonCanBeMade()
{
    int calls = 0;
    for (const Lesson& lesson : allLessons()) {
        for (const Step& step : lesson.steps) {
            const auto* call = std::get_if<CallStep>(&step.body);
            if (!call)
                continue;
            ++calls;
            const Result<Command> parsed = parseCommand(toLine(call->command));
            QVERIFY(parsed && *parsed == call->command);
            const auto prepared = prepareCall(call->command, [](std::string_view) { return std::optional<int>(3); });
            const std::string where = lesson.file + ":" + std::to_string(step.line);
            QVERIFY2(prepared, (where + ": " + (prepared ? "" : prepared.error().message)).c_str());
        }
    }
    QCOMPARE(calls, 971); // of all lessons: a call that is lost in reading is noticed
}

void LessonReaderTest::everyStepHasALineInBothLanguages()
{
    for (const Lesson& lesson : allLessons()) {
        for (const Step& step : lesson.steps) {
            QVERIFY(!stepText(step, Language::English).empty());
            QVERIFY(!stepText(step, Language::Korean).empty());
        }
    }
}

void LessonReaderTest::anErrorNamesFileLineAndColumn_data()
{
    QTest::addColumn<QString>("steps");
    QTest::addColumn<QString>("error");
    const auto row = [](const char* name, const char* steps, const char* error) {
        QTest::newRow(name) << QString::fromUtf8(steps) << QString::fromUtf8(error);
    };
    row("unknown call", "  - {at: server, call: lisen, fd: L}",
        "x.yaml:9:24: found the unknown call \"lisen\", expected one of socket");
    row("unknown key", "  - {at: server, call: listen, fd: L, backlgo: 3}",
        "x.yaml:9:39: found the unknown key \"backlgo\", expected in a call of listen one of at, call, shows, fd, backlog");
    row("shell", "  - {at: server, sh: nstat}", "x.yaml:9:5: found a step without a verb");
    row("two verbs", "  - {see: server, tcp: none, wire: hold}",
        "x.yaml:9:5: found the verbs wire and see, expected one verb");
    row("unquoted comma", "  - say: {en: Hello, you, ko: 안녕}", "x.yaml:9:22: found the unknown key \"you\"");
    row("one language", "  - say: {en: Hello}", "x.yaml:9:10: found say without \"ko\"");
    row("missing descriptor", "  - {at: server, call: listen, backlog: 3}", "x.yaml:9:5: found listen without \"fd\"");
    row("errno", "  - {at: c, call: close, fd: 3, expect: {errno: EWRONG}}",
        "x.yaml:9:49: found \"EWRONG\", expected the name of an errno");
    row("number", "  - {at: c, call: close, fd: 3, expect: {ret: zero}}",
        "x.yaml:9:47: found \"zero\", expected for ret a number");
    row("state", "  - {see: server, tcp: [{state: LISTENING}]}",
        "x.yaml:9:33: found \"LISTENING\", expected a state as ss spells it");
    row("answer out of range",
        "  - ask: {q: {en: a, ko: 가}, options: [\"1\", \"2\"], answer: 3, why: {en: a, ko: 가}}",
        "expected the number of the right option from 1 to 2");
    row("overhear nothing", "  - {overhear: \"*\", expect: {}}", "x.yaml:9:29: found nothing, expected one of contains, lacks");
    row("overhear an empty text", "  - {overhear: \"*\", expect: {lacks: [a, \"\"]}}",
        "x.yaml:9:37: found an empty text, expected a text for lacks");
    row("wire", "  - {wire: flow}", "x.yaml:9:12: found \"flow\", expected the wire: one of auto, hold, cut");
    row("link", "  - {link: slow}", "x.yaml:9:12: found \"slow\", expected a link: one of none");
    row("delay of a link", "  - {link: {delay: 20}}", "x.yaml:9:12: found delay '20', expected a time from 0ms to 10s");
    row("queue of a link", "  - {link: {queue: 5}}", "x.yaml:9:12: found queue without a rate, expected a rate beside it");
    row("key of a link", "  - {link: {loss: 3}}", "x.yaml:9:13: found the unknown key \"loss\", expected in link one of delay, rate, queue");
    row("ICMP error", "  - {icmp: source-quench}", "x.yaml:9:12: found \"source-quench\", expected an ICMP error: one of host-");
    row("no MTU", "  - {icmp: fragmentation-needed}", "x.yaml:9:5: found icmp: fragmentation-needed without \"mtu\"");
    row("MTU", "  - {icmp: fragmentation-needed, mtu: 67}",
        "x.yaml:9:39: found \"67\", expected bytes that the next link carries from 68 to 65535");
    row("MTU of another error", "  - {icmp: host-unreachable, mtu: 1200}",
        "x.yaml:9:35: found mtu with host-unreachable, expected mtu with fragmentation-needed only");
    row("key twice", "  - {wire: hold, wire: cut}", "x.yaml:9:18: found the key \"wire\" a second time");
    row("counter", "  - {counter: server, expect: {TcpExtListenDrops: some}}",
        "x.yaml:9:51: found \"some\", expected for TcpExtListenDrops a number");
    row("unknown actor", "  - {wire: hold}\n  - {at: sever, call: socket}",
        "x.yaml:10:5: found \"sever\", expected one of the lesson's actors: server, client");
    row("program before it runs", "  - {exits: srv, expect: {status: 0}}", "x.yaml:9:5: found \"srv\", expected one of");
    row("program elsewhere", "  - {run: ../evil.c, at: client, as: e}",
        "x.yaml:9:11: found \"../evil.c\", expected the name of a .c or .cpp file without a folder");
    row("no program", "  - {run: evil.sh, at: client, as: e}", "x.yaml:9:11: found \"evil.sh\", expected the name of a .c");
    row("compiler flags", "  - {run: a.c, at: client, as: a, cflags: -O3}", "x.yaml:9:35: found the unknown key \"cflags\"");
    row("uninitialised", "  - {run: a.c, at: client, as: a, uninitialised: zero}",
        "x.yaml:9:50: found \"zero\", expected uninitialised variables: one of pattern");
    row("arguments", "  - {run: a.c, at: client, as: a, arguments: 7}", "x.yaml:9:46: found \"7\", expected a list of arguments");
    row("exit status", "  - {run: a.c, at: client, as: a}\n  - {exits: a, expect: {status: ok}}",
        "x.yaml:10:33: found \"ok\", expected for status a number");
    row("facts", "  - {wire: hold, shows: A01}", "x.yaml:9:25: found \"A01\", expected a list of facts");
    row("no steps", "", "x.yaml:8:1: found steps: nothing, expected a list of steps");
    row("broken YAML", "  - {wire: hold", "expected YAML");
}

void LessonReaderTest::anErrorNamesFileLineAndColumn()
{
    QFETCH(QString, steps);
    QFETCH(QString, error);
    const QString found = QString::fromStdString(errorOf(header + "steps:\n" + steps.toStdString() + "\n"));
    QVERIFY2(found.contains(error) && found.startsWith("x.yaml:"), qPrintable("found: " + found));
}

void LessonReaderTest::theSetUpIsInOrder()
{
    const Result<Lesson> lesson =
        readLessonText(header
                           + "wire: hold\nhosts:\n  client: {sysctl: {net.ipv4.ip_local_port_range: \"40000 40099\"}, "
                             "alias: 10.9.1.1}\n"
                             "actors: {c2: {host: client}}\nsteps:\n  - {wire: auto}\n",
                       "x.yaml");
    QVERIFY(lesson);
    QCOMPARE(lesson->wire, WireMode::Hold);
    std::vector<std::string> lines;
    for (const Command& command : lesson->setup)
        lines.push_back(toLine(command));
    const std::vector<std::string> expected {
        "lab: actor server server", "lab: actor client client", "lab: actor c2 client",
        "lab: sysctl client net.ipv4.ip_local_port_range 40000 40099", "lab: alias client 10.9.1.1"};
    QCOMPARE(lines, expected);
}

void LessonReaderTest::aCallBecomesACommand()
{
    const auto line = [](const std::string& step) {
        const Result<Lesson> lesson = readLessonText(header + "steps:\n  - " + step + "\n", "x.yaml");
        return lesson ? toLine(std::get<CallStep>(lesson->steps[0].body).command) : lesson.error().message;
    };
    QCOMPARE(line("{at: server, call: socket, type: SOCK_STREAM, as: L}"),
             std::string("server: socket type=SOCK_STREAM as=L"));
    QCOMPARE(line("{at: client/rx, call: recv, fd: C, len: 10, flags: MSG_DONTWAIT}"),
             std::string("client/rx: recv sockfd=C len=10 flags=MSG_DONTWAIT"));
    QCOMPARE(line("{at: client, call: send, fd: C, data: \"Hi there\"}"),
             std::string("client: send sockfd=C buf=\"Hi there\""));
    QCOMPARE(line("{at: client, call: bind, fd: C, addr: \"0.0.0.0:80\", forget_htons: true}"),
             std::string("client: bind sockfd=C addr=0.0.0.0:80 forget_htons=1"));
}

void LessonReaderTest::aTextThatIsNoUtf8SaysWhereAndHowToConvertIt()
{
    const QString cp949 = QString::fromStdString(errorOf(header + "steps:\n  - say: \xbe\xc8\xb3\xe7\n"));
    QCOMPARE(cp949, QString("x.yaml:9:10: found the byte 0xbe, expected UTF-8; if it is Korean in CP949: iconv -f CP949 -t UTF-8 OLD > NEW"));
    const QString wide = QString::fromStdString(errorOf(std::string("f\0o\0", 4)));
    QVERIFY2(wide.startsWith("x.yaml:1:2: found the byte 0x00"), qPrintable(wide));
}

void LessonReaderTest::aMissingFileIsAnError()
{
    const Result<Lesson> lesson = readLesson("/no/such/lesson.yaml");
    QVERIFY(!lesson);
    QVERIFY(lesson.error().message.starts_with("/no/such/lesson.yaml: "));
}

void LessonReaderTest::programsAndCapabilitiesAreRead()
{
    const Result<Lesson> lesson = readLessonText(
        header
            + "localhost: server\nactors: {client: {capabilities: [CAP_NET_RAW]}, c2: {host: client, capabilities: "
              "[CAP_NET_ADMIN, CAP_NET_RAW]}}\nsteps:\n"
              "  - {run: a.c, at: server, as: one, arguments: [\"8080\", \"two words\"]}\n"
              "  - {run: a.c, at: server, as: two, uninitialised: pattern, shows: [A01, A02]}\n"
              "  - {run: a.c, at: server, as: one}\n"
              "  - {inside: one, expect: {call: accept}, within: 70}\n"
              "  - {exits: one, expect: {status: 3, output: \"x\\n\"}}\n",
        "x.yaml");
    QVERIFY2(lesson, lesson ? "" : lesson.error().message.c_str());
    std::vector<std::string> lines;
    for (const Command& command : lesson->setup)
        lines.push_back(toLine(command));
    const std::vector<std::string> expected {"lab: actor server server", "lab: actor client client capability=CAP_NET_RAW",
                                             "lab: actor c2 client capability=CAP_NET_ADMIN capability=CAP_NET_RAW",
                                             "lab: localhost wire"};
    QCOMPARE(lines, expected);
    QCOMPARE(lesson->programs().size(), std::size_t {2}); // the same source, filled and not
    const auto& run = std::get<ProgramStep>(lesson->steps[0].body);
    QCOMPARE(run.arguments, (std::vector<std::string> {"8080", "two words"}));
    QCOMPARE(lesson->steps[1].shows, (std::vector<std::string> {"A01", "A02"}));
    QCOMPARE(std::get<ProgramStep>(lesson->steps[3].body).withinMs, std::optional<int>(70));
    QCOMPARE(std::get<ProgramStep>(lesson->steps[4].body).expect.numbers.at("status"), std::string("3"));
    const std::string wrong = errorOf(header + "actors: {client: {capabilities: [CAP_SYS_ADMIN]}}\nsteps:\n  - {wire: hold}\n");
    QVERIFY2(wrong.starts_with("x.yaml:8:34: found \"CAP_SYS_ADMIN\", expected a capability: one of"), wrong.c_str());
    const std::string moved = errorOf(header + "actors: {client: {host: server}}\nsteps:\n  - {wire: hold}\n");
    QVERIFY2(moved.starts_with("x.yaml:8:25: found \"server\""), moved.c_str());
}

/// Editors complete and check by the schema: a word that one of the two does not know would be a trap.
void LessonReaderTest::theSchemaKnowsEveryWord()
{
    std::ifstream file(lessonFolder() + "/lesson.schema.json");
    const auto schema = nlohmann::json::parse(file);
    const auto keys = [](const nlohmann::json& object) {
        std::set<std::string> all;
        for (const auto& [key, value] : object.items())
            all.insert(key);
        return all;
    };
    const auto values = [](const nlohmann::json& list) {
        std::set<std::string> all;
        for (const auto& value : list)
            all.insert(value.get<std::string>());
        return all;
    };
    const auto set = [](const std::vector<std::string>& words) { return std::set<std::string>(words.begin(), words.end()); };
    const LessonVocabulary words = lessonVocabulary();
    const auto& top = schema["properties"];
    const auto& definitions = schema["definitions"];
    QCOMPARE(keys(top), set(words.header));
    QCOMPARE(values(top["chapter"]["enum"]), set(words.chapters));
    QCOMPARE(keys(top["actors"]["additionalProperties"]["properties"]), set(words.actorKeys));
    for (const char* host : {"client", "server"})
        QCOMPARE(keys(top["hosts"]["properties"][host]["properties"]), set(words.hostKeys));
    const auto& step = definitions["step"]["properties"];
    QCOMPARE(keys(step), set(words.stepKeys));
    QCOMPARE(values(step["call"]["enum"]), set(words.calls));
    QCOMPARE(keys(definitions["expect"]["properties"]), set(words.expectations));
    QCOMPARE(keys(definitions["row"]["properties"]), set(words.rowKeys));
}

QTEST_APPLESS_MAIN(LessonReaderTest)
#include "LessonReaderTest.moc"
