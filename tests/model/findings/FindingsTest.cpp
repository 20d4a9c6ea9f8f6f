#include "model/findings/Findings.h"

#include "model/findings/FindingRule.h"
#include "model/findings/FindingText.h"
#include "tests/support/FindingStories.h"

#include <QSet>
#include <QTest>

using namespace lab;
using namespace lab::tests;

class FindingsTest : public QObject
{
    Q_OBJECT

private slots:

    void onlyWhatIsProvenIsSaid_data()
    {
        QTest::addColumn<int>("story");
        for (std::size_t i = 0; i < findingStories().size(); ++i)
            QTest::newRow(findingStories()[i].name) << static_cast<int>(i);
    }

    void onlyWhatIsProvenIsSaid()
    {
        QFETCH(int, story);
        const FindingStory& one = findingStories()[static_cast<std::size_t>(story)];
        CallStory told;
        one.tell(told);
        QCOMPARE(QString::fromStdString(told.codes()), QString(one.codes));
    }

    void everyKindHasItsStory()
    {
        QSet<QString> told {"options-joined"}; // below: it needs the source
        for (const FindingStory& story : findingStories())
            for (const QString& code : QString(story.codes).split(' ', Qt::SkipEmptyParts))
                told << code;
        for (const FindingRule& rule : findingRules())
            QVERIFY2(told.contains(QString::fromUtf8(rule.code.data(), static_cast<int>(rule.code.size()))),
                     rule.code.data());
    }

    void everySentenceIsFilled()
    {
        const auto words = Words::read(SOCKETLAB_SOURCE_DIR "/resources/words");
        QVERIFY(words);
        for (const FindingStory& story : findingStories()) {
            CallStory told;
            story.tell(told);
            for (const Finding& finding : told.findings())
                for (const Language language : {Language::English, Language::Korean}) {
                    const FindingText text = textOf(finding, *words, language);
                    const std::string all = text.title + text.what + text.todo;
                    QVERIFY2(all.find('{') == std::string::npos, (finding.code + ": " + all).c_str());
                }
        }
    }

    void joinedOptionsAreToldByTheSource()
    {
        CallStory story;
        story.socket(story.server, 3);
        CallEntered call;
        call.call = 77;
        call.actor = story.server;
        call.tid = 4702;
        call.name = "setsockopt";
        call.args = {number(3), number(1), number(15), pointsTo({1, 0, 0, 0}), number(4)};
        call.place = {"server.c", 12, "main", 0};
        story.journal.add(call);
        story.journal.returned(77, 0);
        QCOMPARE(story.codes(), std::string());
        QCOMPARE(story.codes([](const std::string&, int) { return "setsockopt(fd, SOL_SOCKET, SO_REUSEPORT,"; }),
                 std::string());
        const auto joined = [](const std::string& file, int line) -> std::string {
            return file == "server.c" && line == 12
                ? "setsockopt(fd, SOL_SOCKET,\n  SO_REUSEADDR |\n  SO_REUSEPORT, &on,"
                : "";
        };
        const auto found = story.findings(joined);
        QCOMPARE(found.size(), std::size_t(1));
        QCOMPARE(found[0].code, std::string("options-joined"));
        QCOMPARE(found[0].place.line, 12);
        QCOMPARE(found[0].call, CallId(77));
    }

    void aFindingNamesTheCallAndItsEvent()
    {
        CallStory story;
        story.socket(story.client, 3);
        const CallId refused = story.connect(story.client, 3, serverEnd(8080), ECONNREFUSED);
        const std::size_t event = story.journal.events().size() - 1;
        story.exits(story.client);
        const auto found = story.findings();
        QCOMPARE(found.size(), std::size_t(1));
        QCOMPARE(found[0].call, refused);
        QCOMPARE(found[0].event, event);
        QCOMPARE(found[0].actor, story.client);
        QCOMPARE(found[0].details.at("program"), std::string("client"));
        QCOMPARE(found[0].details.at("address"), std::string("10.9.0.2:8080"));
    }

    void theHolderOfTheAddressIsNamed()
    {
        CallStory story;
        story.socket(story.server, 3);
        story.bind(story.server, 3, anyEnd(8080));
        story.listen(story.server, 3);
        story.journal.opened(story.server, {socketDescriptor(3, 100)});
        story.journal.socket(socketRow(HostId::Server, 100, SocketState::Listen, anyEnd(8080), anyEnd()));
        const ActorId second = story.journal.actor(HostId::Server, "server2", "./server");
        story.socket(second, 3);
        story.bind(second, 3, anyEnd(8080), EADDRINUSE);
        story.exits(second);
        QCOMPARE(story.findings().at(0).details.at("holder"), std::string("server (LISTEN 0.0.0.0:8080)"));
    }

    void aBuiltInActorDoesWhatItIsTold()
    {
        for (const char* commandLine : {"", "./client"}) {
            CallStory story;
            const ActorId client = story.journal.actor(HostId::Client, "c2", commandLine);
            story.socket(client, 3);
            story.connect(client, 3, serverEnd(8080), ECONNREFUSED);
            story.exits(client);
            QCOMPARE(story.codes(), std::string(*commandLine == 0 ? "" : "nobody-listens"));
        }
    }

    void theSameMistakeInALoopIsSaidOnce()
    {
        CallStory story;
        story.meet();
        story.close(story.server, 4);
        for (int i = 0; i < 10; ++i)
            story.send(story.server, 4, "Bye", 0, EBADF);
        QCOMPARE(story.codes(), std::string("use-after-close"));
    }

    void aCallOfAnUnknownProgramIsNobodysFault()
    {
        LabState state;
        Findings findings;
        const Event returned {{}, CallReturned {5, -1, EBADF, {}}};
        state.apply(returned);
        findings.apply(returned, 0, state);
        QVERIFY(findings.all().empty());
    }
};

QTEST_APPLESS_MAIN(FindingsTest)
#include "FindingsTest.moc"
