// Recordings judged once more by their lessons: those that the lab ships, and what was changed in them.

#include "model/lesson/HandIn.h"
#include "model/lesson/RecordedSteps.h"

#include <QDir>
#include <QTest>

using namespace lab;

namespace {

Result<Lesson> lessonOf(const std::string& id)
{
    const QDir folder(SOCKETLAB_SOURCE_DIR "/resources/lessons");
    return readLesson(folder.filePath(folder.entryList({"*-" + QString::fromStdString(id) + ".yaml"}).value(0)).toStdString());
}

std::unique_ptr<Journal> recording(const QString& name)
{
    auto journal = Journal::open((SOCKETLAB_SOURCE_DIR "/resources/recordings/" + name + ".pcapng").toStdString());
    return journal ? std::move(*journal) : nullptr;
}

/// The same events, but for what `change` does to them; it says whether an event stays.
template<class Change>
std::unique_ptr<Journal> changed(const Journal& journal, Change change)
{
    Bytes bytes = journalHeader(0);
    for (std::size_t i = 0; i < journal.size(); ++i) {
        Event event = journal.at(i);
        if (change(event, i))
            encodeEvent(event, 0, bytes);
    }
    auto made = std::make_unique<Journal>();
    return made->feed(bytes) ? std::move(made) : nullptr;
}

} // namespace

class LessonReplayTest : public QObject
{
    Q_OBJECT

private slots:
    void everyShippedRecordingIsJudgedDone_data()
    {
        QTest::addColumn<QString>("name");
        for (const QString& file : QDir(SOCKETLAB_SOURCE_DIR "/resources/recordings").entryList({"*.pcapng"}))
            QTest::newRow(qPrintable(file)) << file.section('.', 0, 0);
    }

    void everyShippedRecordingIsJudgedDone()
    {
        QFETCH(QString, name);
        const auto journal = recording(name);
        QVERIFY(journal != nullptr);
        QCOMPARE(recordedLesson(*journal), name.toStdString());
        const auto lesson = lessonOf(name.toStdString());
        QVERIFY(lesson.has_value());
        const HandIn work = readHandIn(*journal, *lesson);
        QString missing;
        for (const std::size_t step : work.notDone())
            missing += QStringLiteral(" %1").arg(step);
        QVERIFY2(work.changed || missing.isEmpty(), qPrintable("not done:" + missing));
        QCOMPARE(work.questions.size(), work.right.size());
    }

    void theKernelsAnswerDecidesAndNotTheMark()
    {
        // A connect() that failed, in a recording that is otherwise the same: its step and what follows from it are not done.
        const auto journal = recording("three-way-handshake");
        const auto lesson = lessonOf("three-way-handshake");
        CallId connect = 0;
        const auto forged = changed(*journal, [&](Event& event, std::size_t) {
            if (const auto* entered = std::get_if<CallEntered>(&event.body); entered && entered->name == "connect")
                connect = entered->call;
            auto* returned = std::get_if<CallReturned>(&event.body);
            if (returned && connect != 0 && returned->call == connect) {
                returned->result = -1;
                returned->errnum = 111;
            }
            return true;
        });
        const HandIn work = readHandIn(*forged, *lesson);
        QVERIFY(!work.notDone().empty());
        QVERIFY(work.done() > 0);
    }

    void aLessonThatWasAnotherOneThenIsSaidToBe()
    {
        const auto lesson = lessonOf("three-way-handshake");
        const auto journal = recording("three-way-handshake");
        QVERIFY(!readHandIn(*journal, *lesson).changed);
        const auto other = changed(*journal, [](Event& event, std::size_t) {
            auto* given = std::get_if<CommandGiven>(&event.body);
            if (given && given->line.find("listen") != std::string::npos)
                given->line = "server: listen sockfd=L backlog=77";
            return true;
        });
        const HandIn work = readHandIn(*other, *lesson);
        QVERIFY(work.changed && !work.notDone().empty());
    }

    void answersAreThoseOfTheRecording()
    {
        const auto lesson = lessonOf("three-way-handshake");
        const auto journal = recording("three-way-handshake");
        int option = 0;
        const auto answered = changed(*journal, [&](Event& event, std::size_t) {
            auto* given = std::get_if<CommandGiven>(&event.body);
            if (const auto mark = given ? stepMark(given->line) : std::nullopt; mark && mark->answer)
                given->line = given->line.substr(0, given->line.rfind(' ')) + (option++ == 0 ? " 2" : " 3");
            return true;
        });
        const HandIn work = readHandIn(*answered, *lesson);
        QCOMPARE(work.right, (std::vector<bool> {true, false}));
        QCOMPARE(work.rightAnswers(), std::size_t {1});
    }

    void whatWasNotReachedIsNotDone()
    {
        const auto lesson = lessonOf("three-way-handshake");
        const auto journal = recording("three-way-handshake");
        for (std::size_t kept = 0; kept < journal->size(); kept += 7) {
            const auto part = changed(*journal, [&](Event&, std::size_t i) { return i < kept; });
            std::size_t begun = 0;
            for (const RecordedStep& step : recordedSteps(*part))
                begun = std::max(begun, step.step);
            const HandIn work = readHandIn(*part, *lesson);
            QVERIFY(work.done() <= begun);
            QCOMPARE(work.done() + work.notDone().size(), lesson->steps.size());
        }
    }

    void onlyTheRunnersOwnLinesAreMarks()
    {
        QCOMPARE(stepMark("lab: mark step 7")->step, std::size_t {7});
        QVERIFY(!stepMark("lab: mark step 7")->answer);
        QCOMPARE(stepMark("lab: mark step 7 answer 2")->answer, std::optional<int>(2));
        for (const char* line : {"lab: mark step", "lab: mark step 0", "lab: mark step x", "lab: mark 7", "lab: mark step 7 answer",
                                 "lab: mark step 7 answer -1", "client: mark step 7", "lab: mark step 7 answer 2 3", ""})
            QVERIFY2(!stepMark(line), line);
    }
};

QTEST_APPLESS_MAIN(LessonReplayTest)
#include "LessonReplayTest.moc"
