// A lesson done with answers is one file, and `socketlab check` says of it what a teacher wants to know.

#include "tests/support/LabRun.h"
#include "tests/support/ProgramRun.h"

#include "model/lab/Notes.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace lab;
using namespace lab::tests;

class HandInTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_home;

    QString path(const QString& name) const { return m_home.filePath(name); }

    Outcome perform(const QString& lesson, const QString& file, const QStringList& more = {}) const
    {
        return socketlab(QStringList {"run", lesson, "--journal", path(file), "--lang", "en"} + more);
    }

    static QStringList checked(const QStringList& arguments, int status)
    {
        const Outcome outcome = socketlab(QStringList {"check", "--lang", "en"} + arguments);
        if (outcome.status != status)
            qWarning("status %d: %s", outcome.status, qPrintable(outcome.said + outcome.complained));
        return outcome.status == status ? outcome.said.split('\n', Qt::SkipEmptyParts) : QStringList();
    }

private slots:
    void initTestCase()
    {
        QVERIFY(m_home.isValid());
        qputenv("XDG_STATE_HOME", path("state").toUtf8());
        qputenv("LANG", "C.UTF-8");
    }

    void aLessonDoneWithRightAndWrongAnswersIsOneRow()
    {
        const Outcome done = perform("three-way-handshake", "kim.pcapng", {"--answers", "2,3"});
        QCOMPARE(done.status, 0);
        QVERIFY2(done.said.contains("Your answer is right.") && done.said.contains("Your answer is wrong."),
                 qPrintable(done.said));
        QCOMPARE(socketlab({"note", path("kim.pcapng"), "12", "why?"}).status, 0);
        QCOMPARE(socketlab({"note", path("kim.pcapng"), "14", "because"}).status, 0);
        const QStringList rows = checked({path("kim.pcapng")}, 0);
        QCOMPARE(rows.size(), 2);
        QVERIFY2(rows[1].contains("three-way-handshake"), qPrintable(rows[1]));
        QVERIFY2(rows[1].contains("23/23  "), qPrintable(rows[1]));
        QVERIFY2(rows[1].contains("1/2 (23:wrong)"), qPrintable(rows[1]));
        const QStringList csv = checked({path("kim.pcapng"), "--csv"}, 0);
        QVERIFY2(csv.value(1).section(',', 8, 8) == "2", qPrintable(csv.value(1)));
    }

    void aQuestionThatWasOnlyShownIsNotRight()
    {
        QCOMPARE(perform("three-way-handshake", "shown.pcapng").status, 0);
        const QStringList rows = checked({path("shown.pcapng")}, 0);
        QVERIFY2(rows.value(1).contains("0/") && rows.value(1).contains(":shown"), qPrintable(rows.value(1)));
    }

    void aLessonOfCompiledProgramsIsJudgedToo() // every other lesson: LessonsTest
    {
        const QString lesson = QStringLiteral("program-8080");
        const Outcome done = perform(lesson, lesson + ".pcapng");
        QVERIFY2(done.status == 0, qPrintable(done.said + done.complained));
        const QStringList csv = checked({path(lesson + ".pcapng"), "--csv"}, 0);
        const QStringList cells = csv.value(1).split(',');
        QVERIFY2(cells.value(2) == cells.value(3) && cells.value(4).isEmpty(), qPrintable(csv.value(1)));
    }

    void aLessonThatWasLeftEarlySaysWhatIsMissing()
    {
        // The recording up to its middle, as of a learner who closed the window.
        QCOMPARE(perform("three-way-handshake", "whole.pcapng").status, 0);
        const auto whole = Journal::open(path("whole.pcapng").toStdString());
        QVERIFY(whole.has_value());
        const Bytes bytes = (*whole)->encoded();
        QFile half(path("half.pcapng"));
        QVERIFY(half.open(QIODevice::WriteOnly));
        half.write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size() / 2));
        half.close();
        const QStringList csv = checked({half.fileName(), "--csv"}, 0);
        const QStringList cells = csv.value(1).split(',');
        QVERIFY2(cells.value(2).toInt() > 0 && cells.value(2).toInt() < cells.value(3).toInt() && !cells.value(4).isEmpty(),
                 qPrintable(csv.value(1)));
    }

    void whatIsNoHandInHasItsRowAndTheStatusSaysSo()
    {
        QFile text(path("essay.txt"));
        QVERIFY(text.open(QIODevice::WriteOnly) && text.write("I did it\n") > 0);
        text.close();
        LabRun sandbox({.journalFile = path("sandbox.pcapng").toStdString()});
        QCOMPARE(sandbox.give("lab: settle"), std::string());
        QCOMPARE(perform("first-conversation", "good.pcapng").status, 0);
        const QStringList rows =
            checked({path("essay.txt"), path("sandbox.pcapng"), path("none.pcapng"), path("good.pcapng")}, 1);
        QCOMPARE(rows.size(), 5);
        QVERIFY2(rows[1].contains("essay.txt"), qPrintable(rows[1]));
        QVERIFY2(rows[2].contains("a recording without a lesson"), qPrintable(rows[2]));
        QVERIFY2(rows[3].contains("No such file"), qPrintable(rows[3]));
        QVERIFY2(rows[4].contains("first-conversation"), qPrintable(rows[4]));
        QCOMPARE(checked({"--csv", path("essay.txt"), path("good.pcapng")}, 1).size(), 3);
        QCOMPARE(socketlab({"check"}).status, 2);
    }

    void answersThatDoNotFitAreOneSentence()
    {
        for (const char* answers : {"1", "1,2,3,4,5,6,7,8,9", "0,0", "x", ""}) {
            const Outcome outcome = perform("three-way-handshake", "no.pcapng", {"--answers", answers});
            QCOMPARE(outcome.status, 2);
            QVERIFY2(outcome.complained.contains("--answers"), qPrintable(outcome.complained));
        }
    }

    void aNoteIsPartOfTheRecordingOfALabThatRuns()
    {
        LabRun lab;
        lab.perform({"lab: actor client client", "client: socket as=C"});
        const std::size_t before = lab.journal().size();
        lab.perform({"lab: note 3 \"먼저 \\\"이것\\\"\\n둘\"", "lab: pause", "lab: note 4 \"while it is paused\"", "lab: resume"});
        Notes notes;
        notes.follow(lab.journal());
        QCOMPARE(notes.on(2)->text, std::string("먼저 \"이것\"\n둘"));
        QCOMPARE(notes.on(3)->text, std::string("while it is paused"));
        QVERIFY(notes.on(2)->wallClock > 1'700'000'000'000'000'000);
        QVERIFY(lab.journal().size() > before);
    }

    void aNoteThatCannotBeWrittenIsRefused()
    {
        LabRun lab;
        for (const char* line : {"lab: note", "lab: note 3", "lab: note x \"a\"", "lab: note 0 \"a\"", "lab: note -1 \"a\"",
                                 "lab: note 3 two words"})
            QVERIFY2(lab.give(line).find("lab: note needs the number") == 0, line);
        QVERIFY(lab.give("lab: note 100000 \"a\"").find("there is no event 100000") == 0);
        QVERIFY(lab.give("lab: note 1 \"" + std::string(10'001, 'x') + "\"").find("at most 10000 bytes") != std::string::npos);
        Notes notes;
        notes.follow(lab.journal());
        QVERIFY(notes.all().empty());
    }
};

QTEST_GUILESS_MAIN(HandInTest)
#include "HandInTest.moc"
