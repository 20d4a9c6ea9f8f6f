// Every lesson runs green on the real kernel, through the program a person would type.

#include "app/LessonPrograms.h"
#include "app/Paths.h"
#include "model/journal/Journal.h"
#include "model/lab/LabState.h"
#include "model/lesson/LessonReplay.h"
#include "tests/support/Opposites.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace lab;
using namespace lab::tests;

namespace {

const LessonCatalog& catalog()
{
    static const LessonCatalog all = readLessonCatalog(resourceFolder() + "/lessons");
    return all;
}

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
        for (const LessonEntry& lesson : catalog().lessons)
            QTest::newRow(lesson.id.c_str()) << QString::fromStdString(lesson.id);
        QVERIFY(catalog().errors.empty());
    }

    void aLessonHoldsEveryExpectation()
    {
        QFETCH(QString, id);
        const Played played = play({id, "--journal", m_recordings.filePath(id)});
        QVERIFY2(played.status == 0, qPrintable(played.output.right(2000) + played.errors));
    }

    void itsRecordingIsJudgedAsItWasPerformed_data() { aLessonHoldsEveryExpectation_data(); }

    /// What `socketlab check` says of a hand-in.
    void itsRecordingIsJudgedAsItWasPerformed()
    {
        QFETCH(QString, id);
        if (!QFile::exists(m_recordings.filePath(id)))
            aLessonHoldsEveryExpectation();
        const auto entry = std::find_if(catalog().lessons.begin(), catalog().lessons.end(),
                                        [&](const LessonEntry& one) { return one.id == id.toStdString(); });
        const auto lesson = readLesson(entry->path);
        const auto journal = Journal::open(m_recordings.filePath(id).toStdString());
        QVERIFY(lesson && journal);
        const LessonReplay replay = replayLesson(**journal, *lesson);
        QVERIFY(!replay.changed);
        for (std::size_t i = 0; i < replay.steps.size(); ++i)
            QVERIFY2(replay.steps[i].done(), qPrintable(QStringLiteral("step %1").arg(i + 1)));
    }

    void anExpectationTurnedIntoItsOppositeFails_data() { aLessonHoldsEveryExpectation_data(); }

    /// Judged again from the recording of the run above: hundreds of times, without a kernel.
    void anExpectationTurnedIntoItsOppositeFails()
    {
        QFETCH(QString, id);
        if (!QFile::exists(m_recordings.filePath(id)))
            aLessonHoldsEveryExpectation();
        const auto entry = std::find_if(catalog().lessons.begin(), catalog().lessons.end(),
                                        [&](const LessonEntry& one) { return one.id == id.toStdString(); });
        const auto lesson = readLesson(entry->path);
        const auto programs = prepareLessonPrograms(*lesson, false);
        QVERIFY(lesson && programs);
        const std::vector<Event> recorded = eventsOf(m_recordings.filePath(id));
        QVERIFY(holdsInRecording(*lesson, recorded, programs->paths));
        Lesson turned = *lesson;
        for (const Opposite& opposite : oppositesOf(*lesson)) {
            turned.steps[opposite.step] = opposite.turned;
            const bool held = holdsInRecording(turned, recorded, programs->paths);
            turned.steps[opposite.step] = lesson->steps[opposite.step];
            QVERIFY2(!held, (opposite.what + ": its opposite held as well").c_str());
        }
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

    void aNewLessonOfATeachersOwnRunsGreen()
    {
        QTemporaryDir folder;
        QProcess maker;
        maker.setWorkingDirectory(folder.path());
        maker.start(QString::fromStdString(ownProgram("socketlab")), {"lesson", "new", "my-own"});
        QVERIFY(maker.waitForFinished(60'000));
        const Played played = play({folder.filePath("my-own.yaml")});
        QVERIFY2(played.status == 0, qPrintable(played.output.right(2000) + played.errors));
    }

    void aProgramThatCameWithALessonRunsOnlyWhenAllowed()
    {
        QTemporaryDir folder;
        const auto write = [&](const char* name, const QByteArray& text) {
            QFile file(folder.filePath(name));
            return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
        };
        QVERIFY(write("theirs.c", "#include <stdio.h>\nint main(void) { puts(\"ran\"); return 4; }\n"));
        QVERIFY(write("theirs.yaml", "format: socketlab-lesson/1\nid: theirs\nchapter: programs\nlevel: 1\nminutes: 1\n"
                                     "title: {en: \"Theirs\", ko: \"남의 실습\"}\ngoals: []\nsteps:\n"
                                     "  - {run: theirs.c, at: client, as: p}\n"
                                     "  - {exits: p, expect: {status: 4, output: \"ran\\n\"}}\n"));
        const QString path = folder.filePath("theirs.yaml");
        const Played refused = play({path, "--allow-root"});
        QCOMPARE(refused.status, 2);
        QVERIFY2(refused.errors.contains("--allow-programs"), qPrintable(refused.errors));
        if (::geteuid() == 0) {
            const Played asRoot = play({path, "--allow-programs"});
            QCOMPARE(asRoot.status, 2);
            QVERIFY2(asRoot.errors.contains("you are root"), qPrintable(asRoot.errors));
        }
        const Played played = play({path, "--allow-programs", "--allow-root"});
        QVERIFY2(played.status == 0, qPrintable(played.output.right(2000) + played.errors));
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

private:
    QTemporaryDir m_recordings;
};

QTEST_GUILESS_MAIN(LessonsTest)
#include "LessonsTest.moc"
