// Every lesson that is ready runs green on the real kernel, through the program a person would type.

#include "app/Paths.h"
#include "model/journal/Journal.h"
#include "model/lab/LabState.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace lab;

namespace {

const char* const readyLessons[] = {
    "first-conversation",          "socket-is-a-descriptor", "three-way-handshake", "listening-and-connected",
    "accept-is-not-the-handshake", "client-first",           "two-queues",          "full-backlog",
    "udp-first-datagram",
};

struct Played
{
    int status = -1;
    QString output, errors;
};

Played play(const QStringList& arguments)
{
    QProcess program;
    program.start(QString::fromStdString(ownProgram("socketlab")), QStringList {"run"} + arguments);
    program.waitForFinished(60'000);
    return {program.exitStatus() == QProcess::NormalExit ? program.exitCode() : -1,
            QString::fromUtf8(program.readAllStandardOutput()), QString::fromUtf8(program.readAllStandardError())};
}

std::vector<Event> eventsOf(const QString& path)
{
    const auto journal = Journal::open(path.toStdString());
    std::vector<Event> events;
    if (journal)
        for (std::size_t i = 0; i < (*journal)->size(); ++i)
            events.push_back((*journal)->at(i));
    return events;
}

} // namespace

class LessonsTest : public QObject
{
    Q_OBJECT

private slots:
    void aLessonHoldsEveryExpectation_data()
    {
        QTest::addColumn<QString>("id");
        for (const char* id : readyLessons)
            QTest::newRow(id) << id;
    }

    void aLessonHoldsEveryExpectation()
    {
        QFETCH(QString, id);
        const Played played = play({id});
        QVERIFY2(played.status == 0, qPrintable(played.output.right(2000) + played.errors));
    }

    void twoLessonsAtATimeDoNotDisturbEachOther()
    {
        QProcess first;
        QProcess second;
        const QString program = QString::fromStdString(ownProgram("socketlab"));
        first.start(program, {"run", "two-queues"});
        second.start(program, {"run", "two-queues"});
        QVERIFY(first.waitForFinished(60'000));
        QVERIFY(second.waitForFinished(60'000));
        QVERIFY2(first.exitCode() == 0, first.readAllStandardOutput().right(2000).constData());
        QVERIFY2(second.exitCode() == 0, second.readAllStandardOutput().right(2000).constData());
    }

    void theTranscriptIsKoreanOnRequest()
    {
        const Played played = play({"first-conversation", "--lang", "ko"});
        QCOMPARE(played.status, 0);
        QVERIFY2(played.output.contains(QStringLiteral("대화 한 번의 전체 모습")), qPrintable(played.output.left(400)));
    }

    void theHandshakesRecordingShowsStatesWhilePacketsWereHeld()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath("t.pcapng");
        QCOMPARE(play({"three-way-handshake", "--journal", path}).status, 0);
        LabState state;
        QStringList whileHeld;
        QStringList results;
        for (const Event& event : eventsOf(path)) {
            state.apply(event);
            for (const HostId host : {HostId::Client, HostId::Server})
                for (const SocketRow& row : state.host(host).sockets)
                    if (!state.held().empty())
                        whileHeld << QString::fromUtf8(stateName(row.state).data());
            if (const auto* returned = std::get_if<CallReturned>(&event.body))
                results << QString::number(returned->result);
        }
        for (const char* expected : {"SYN-SENT", "SYN-RECV", "ESTAB"})
            QVERIFY2(whileHeld.contains(expected), qPrintable(expected + (" not among " + whileHeld.join(' '))));
        QCOMPARE(results.count("3"), 2);
        QCOMPARE(results.last(), QString("4"));
    }

    void theAcceptQueueIsOneBeforeAcceptAndNoneAfter()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath("a.pcapng");
        QCOMPARE(play({"accept-is-not-the-handshake", "--journal", path}).status, 0);
        LabState state;
        std::optional<std::size_t> before;
        for (const Event& event : eventsOf(path)) {
            if (const auto* entered = std::get_if<CallEntered>(&event.body); entered && entered->name == "accept")
                before = state.listeners(HostId::Server).at(0).listener.recvQueue;
            state.apply(event);
        }
        QCOMPARE(before, std::optional<std::size_t>(1));
        QCOMPARE(state.listeners(HostId::Server).at(0).listener.recvQueue, 0U);
    }

    void aFailedExpectationIsStatusOneWithExpectedAndFound()
    {
        QTemporaryDir folder;
        QFile lesson(folder.filePath("wrong.yaml"));
        QVERIFY(lesson.open(QIODevice::WriteOnly));
        lesson.write("format: socketlab-lesson/1\nid: wrong\nchapter: basics\nlevel: 1\nminutes: 1\n"
                     "title: {en: \"Wrong\", ko: \"틀린 실습\"}\ngoals: []\nsteps:\n"
                     "  - {at: client, call: socket, as: C, expect: {ret: 7}}\n");
        lesson.close();
        const Played played = play({lesson.fileName()});
        QCOMPARE(played.status, 1);
        QVERIFY2(played.output.contains("7") && played.output.contains("3"), qPrintable(played.output));
    }

    void aMissingOrBrokenLessonIsStatusTwo()
    {
        QCOMPARE(play({"no-such-lesson"}).status, 2);
        QTemporaryDir folder;
        QFile lesson(folder.filePath("broken.yaml"));
        QVERIFY(lesson.open(QIODevice::WriteOnly));
        lesson.write("format: socketlab-lesson/1\nid: broken\nsteps:\n  - {at: client, call: lisen}\n");
        lesson.close();
        const Played played = play({lesson.fileName()});
        QCOMPARE(played.status, 2);
        QVERIFY2(played.errors.contains("broken.yaml:"), qPrintable(played.errors));
    }
};

QTEST_GUILESS_MAIN(LessonsTest)
#include "LessonsTest.moc"
