#include "model/lesson/LearnerProgress.h"

#include "tests/support/LabSim.h"

#include <QTemporaryDir>
#include <QtTest>

#include <sys/stat.h>

using namespace lab;
using namespace lab::tests;

namespace {

const std::string question =
    "  - {ask: {q: {en: Q, ko: Q}, options: [\"1\", \"2\"], answer: 2, why: {en: W, ko: W}}}\n";

LessonEntry entryOf(const Lesson& lesson, std::size_t questions)
{
    LessonEntry entry;
    entry.id = lesson.id;
    entry.shape = shapeOf(lesson);
    entry.steps = lesson.steps.size();
    entry.questions = questions;
    return entry;
}

} // namespace

/// What a learner has done of a lesson, and how it is kept.
class LearnerProgressTest : public QObject
{
    Q_OBJECT

private slots:

    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aRunIsRememberedWithItsPlaceAndItsAnswers()
    {
        LabSim lab(question + question + "  - {wire: hold}\n");
        lab.begin();
        lab.next();
        lab.runner.answer(2, lab.state);
        lab.next();
        lab.runner.answer(1, lab.state);
        const LessonRecord record = recordOf(lab.runner, nullptr);
        QCOMPARE(record.position, std::size_t {2});
        QVERIFY(record.leftInside() && !record.done);
        QVERIFY((record.answers == std::map<std::size_t, LessonAnswer> {{0, {2, true}}, {1, {1, false}}}));

        LearnerProgress progress(folder());
        QVERIFY(progress.keep(record));
        LearnerProgress another(folder());
        QVERIFY(another.read().empty());
        QVERIFY(another.of(record.lesson));
        QVERIFY(*another.of(record.lesson) == record);
        QCOMPARE(QDir(m_folder->filePath("progress")).entryList(QDir::Files).size(), 1); // no temporary file is left
    }

    void whatWasDoneOnceStaysDoneAndAnswersStayUntilTheyAreGivenAgain()
    {
        LabSim first(question + "  - {wire: hold}\n");
        first.begin();
        first.next();
        first.runner.answer(2, first.state);
        first.next();
        const LessonRecord done = recordOf(first.runner, nullptr);
        QVERIFY(done.done && !done.leftInside());

        LabSim second(question + "  - {wire: hold}\n");
        second.begin();
        second.next();
        second.runner.answer(0, second.state); // "show me" takes no answer back
        const LessonRecord again = recordOf(second.runner, &done);
        QVERIFY(again.done && again.leftInside());
        QCOMPARE(again.right(), std::size_t {1});
    }

    void theListHasAMarkAndAWordForEach()
    {
        LabSim lab(question + "  - {wire: hold}\n  - {wire: auto}\n");
        LessonEntry entry = entryOf(lab.lesson, 1);
        QVERIFY(progressText(entry, nullptr).en.empty());
        lab.begin();
        lab.next();
        lab.runner.answer(2, lab.state);
        LessonRecord record = recordOf(lab.runner, nullptr);
        QCOMPARE(progressText(entry, &record).en, std::string("◐ at step 2 of 3"));
        QCOMPARE(progressText(entry, &record).ko, std::string("◐ 3단계 중 2단계"));
        lab.next();
        lab.next();
        record = recordOf(lab.runner, &record);
        QCOMPARE(progressText(entry, &record).en, std::string("✓ done, 1 of 1 predicted right"));
        record.position = 1;
        QCOMPARE(progressText(entry, &record).en, std::string("✓ done, 1 of 1 predicted right; again at step 2 of 3"));
        entry.shape = "another";
        QCOMPARE(progressText(entry, &record).en, std::string("↻ changed since"));
    }

    void aLessonsShapeIsThatOfItsStepsAndNotOfItsWording()
    {
        const auto shape = [](const std::string& steps) { return shapeOf(LabSim(steps).lesson); };
        const std::string same = shape(question + "  - {wire: hold}\n");
        QCOMPARE(shape("  - {ask: {q: {en: Better, ko: Q}, options: [\"one\", \"2\"], answer: 2, why: {en: X, ko: W}}}\n"
                       "  - {wire: hold}\n"),
                 same);
        for (const std::string& other :
             {question + "  - {wire: cut}\n", question, "  - {wire: hold}\n" + question, question + question + "  - {wire: hold}\n",
              std::string("  - {ask: {q: {en: Q, ko: Q}, options: [\"1\", \"2\"], answer: 1, why: {en: W, ko: W}}}\n"
                          "  - {wire: hold}\n")})
            QVERIFY2(shape(other) != same, other.c_str());
    }

    void aLeftPlaceIsReachedWithTheAnswersThatWereGiven()
    {
        LabSim lab(question + "  - {wire: hold}\n" + question + "  - {say: {en: S, ko: S}}\n  - {wire: cut}\n" + question);
        lab.runner.goOnTo(4, {{0, 1}}, lab.state); // before the lab is ready
        QVERIFY(lab.runner.goingOn());
        lab.begin();
        lab.answerCommands();
        QVERIFY(!lab.runner.goingOn());
        QCOMPARE(lab.runner.position(), std::size_t {4});
        QCOMPARE(lab.runner.answerOf(0), 1);
        QCOMPARE(lab.runner.answerOf(2), 0); // was not answered: it is shown
        QCOMPARE(lab.result(0).what, std::string("wrong"));
        QVERIFY(lab.submitted("wire: hold") && !lab.submitted("wire: cut"));
        lab.next(); // from here on a person goes on
        lab.next();
        QCOMPARE(lab.runner.position(), std::size_t {5});
        QCOMPARE(lab.result(5).outcome, StepOutcome::Shown);
    }

    void onTheWayBackTheKernelsOtherAnswerStopsTheLesson()
    {
        LabSim lab("  - {wire: hold}\n  - {flight: [\"client>server SYN\"], within: 100}\n  - {wire: cut}\n  - {wire: auto}\n");
        lab.begin();
        lab.runner.goOnTo(4, {}, lab.state);
        lab.answerCommands();
        lab.wait(200);
        QVERIFY(lab.runner.failed());
        QVERIFY(!lab.runner.goingOn());
        QCOMPARE(lab.runner.position(), std::size_t {2});
        QVERIFY(!lab.submitted("wire: cut"));
    }

    void aFileThatIsNoProgressIsSetAsideAndSaid_data()
    {
        QTest::addColumn<QByteArray>("content");
        const QByteArray good = goodFile();
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("torn") << good.left(good.size() / 2);
        QTest::newRow("no JSON") << QByteArray("\xff\xfe socket");
        QTest::newRow("another format") << QByteArray(good).replace("progress/1", "progress/9");
        QTest::newRow("another lesson") << QByteArray(good).replace("\"two-queues\"", "\"../../etc/passwd\"");
        QTest::newRow("a place behind the end") << QByteArray(good).replace("\"position\": 2", "\"position\": 99");
        QTest::newRow("a negative place") << QByteArray(good).replace("\"position\": 2", "\"position\": -1");
        QTest::newRow("a word for a number") << QByteArray(good).replace("\"steps\": 5", "\"steps\": \"5\"");
        QTest::newRow("an answer nowhere") << QByteArray(good).replace("\"step\": 1", "\"step\": 77");
        QTest::newRow("endless") << QByteArray(2 << 20, '[');
    }

    void aFileThatIsNoProgressIsSetAsideAndSaid()
    {
        QFETCH(QByteArray, content);
        QVERIFY(QDir(m_folder->path()).mkpath("progress"));
        write("progress/two-queues.json", content);
        write("progress/sound.json", QByteArray(goodFile()).replace("two-queues", "sound"));
        LearnerProgress progress(folder());
        const auto said = progress.read();
        QCOMPARE(said.size(), std::size_t {1});
        QVERIFY2(said[0].en.find("two-queues.json.set-aside-1") != std::string::npos, said[0].en.c_str());
        QVERIFY(said[0].ko.find("two-queues.json.set-aside-1") != std::string::npos);
        QVERIFY(!progress.of("two-queues"));
        QVERIFY(progress.of("sound"));
        QFile aside(m_folder->filePath("progress/two-queues.json.set-aside-1"));
        QVERIFY(aside.open(QIODevice::ReadOnly));
        QCOMPARE(aside.readAll(), content);
        // The next start says nothing any more, and a second damaged one does not replace the first.
        QVERIFY(progress.read().empty());
        write("progress/two-queues.json", "x");
        QVERIFY(progress.read()[0].en.find("set-aside-2") != std::string::npos);
    }

    void whatIsNoFileAtAllIsNotWaitedFor()
    {
        QVERIFY(QDir(m_folder->path()).mkpath("progress/folder.json"));
        QCOMPARE(::mkfifo(m_folder->filePath("progress/pipe.json").toUtf8().constData(), 0600), 0);
        LearnerProgress progress(folder());
        QCOMPARE(progress.read().size(), std::size_t {2});
        QVERIFY(progress.read().empty());
    }

    void whereNothingCanBeWrittenItIsSaidAndRememberedMeanwhile()
    {
        write("progress", "a file where the folder should be");
        LearnerProgress progress(folder());
        QCOMPARE(progress.read().size(), std::size_t {1});
        LessonRecord record = *readLessonRecord(goodFile().toStdString());
        const Status kept = progress.keep(record);
        QVERIFY(!kept);
        QVERIFY(kept.error().message.find(folder()) != std::string::npos);
        QVERIFY(progress.of("two-queues"));
    }

private:
    static QByteArray goodFile()
    {
        LessonRecord record;
        record.lesson = "two-queues";
        record.shape = "0123456789abcdef";
        record.steps = 5;
        record.position = 2;
        record.answers = {{0, {2, true}}};
        return QByteArray::fromStdString(toJson(record));
    }

    std::string folder() const { return m_folder->filePath("progress").toStdString(); }

    void write(const QString& name, const QByteArray& content) const
    {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(LearnerProgressTest)
#include "LearnerProgressTest.moc"
