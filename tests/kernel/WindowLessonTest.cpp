#include "app/Banner.h"
#include "app/ExportChoice.h"
#include "app/MainWindow.h"
#include "app/Panels.h"
#include "app/Paths.h"
#include "app/Presentation.h"
#include "model/lesson/HandIn.h"
#include "tests/support/Processes.h"
#include "views/lesson/PredictCard.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>

using namespace lab;
using namespace lab::tests;

/// The window with a real lab behind it, driven as a person would: by keys.
class WindowLessonTest : public QObject
{
    Q_OBJECT

private slots:

    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        for (const char* name : {"XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "HOME"})
            qputenv(name, m_home->path().toUtf8());
        openWindow();
    }

    void cleanup() { m_window.reset(); }

    void aLessonIsPerformedByKeyboardAlone_data()
    {
        QTest::addColumn<QString>("lesson");
        QTest::addColumn<bool>("korean");
        QTest::newRow("handshake, English") << "three-way-handshake" << false;
        QTest::newRow("queues, English") << "two-queues" << false;
        QTest::newRow("C programs, English") << "program-8080" << false;
        QTest::newRow("fork, Korean") << "fork-and-descriptors" << true;
        QTest::newRow("queues, Korean") << "two-queues" << true;
    }

    void aLessonIsPerformedByKeyboardAlone()
    {
        QFETCH(QString, lesson);
        QFETCH(bool, korean);
        if (korean)
            QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
        start(lesson);
        const LessonRunner& runner = *m_window->session().runner();
        QTRY_VERIFY(runner.ready());
        while (!runner.finished() && !QTest::currentTestFailed()) {
            const std::size_t step = runner.position();
            QTest::keyClick(focused(), Qt::Key_Space);
            if (!asked(step))
                QTRY_VERIFY(!runner.active());
            else
                answer(step);
            QTRY_VERIFY(runner.position() > step);
            const StepResult& result = runner.result(step);
            QVERIFY2(result.outcome != StepOutcome::Failed,
                     qPrintable(QStringLiteral("step %1: %2 expected %3, found %4")
                                    .arg(step + 1)
                                    .arg(QString::fromStdString(result.what), QString::fromStdString(result.expected),
                                         QString::fromStdString(result.found))));
        }
        QVERIFY(m_window->isWindowModified());
        // What is saved is a hand-in: every step done, and these answers.
        QTRY_VERIFY(m_window->session().shownAtRest());
        const HandIn work = readHandIn(m_window->session().journal(), runner.lesson());
        QVERIFY(work.notDone().empty() && !work.changed);
        QVERIFY(!work.questions.empty());
        QCOMPARE(work.rightAnswers(), work.questions.size());
    }

    void runPerformsALessonUpToTheNextQuestion()
    {
        start("three-way-handshake");
        const LessonRunner& runner = *m_window->session().runner();
        QTRY_VERIFY(runner.ready());
        QTest::keyClick(m_window.get(), Qt::Key_F6);
        QTRY_VERIFY(!m_window->session().running());
        QVERIFY(!runner.finished());
        QVERIFY(asked(runner.position()));
        QVERIFY(!runner.failed());
    }

    void aLessonIsPresentedWithAPresentersRemoteAlone_data()
    {
        QTest::addColumn<bool>("korean");
        QTest::newRow("English") << false;
        QTest::newRow("Korean") << true;
    }

    void aLessonIsPresentedWithAPresentersRemoteAlone()
    {
        QFETCH(bool, korean);
        if (korean)
            QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
        start("three-way-handshake");
        const LessonRunner& runner = *m_window->session().runner();
        QTRY_VERIFY(runner.ready());
        QTest::keyClick(focused(), Qt::Key_F5);
        const auto* said = m_window->findChild<QLabel*>("presentation-say");
        const auto* card = m_window->findChild<Presentation*>()->findChild<PredictCard*>();
        QVERIFY(said->isVisible());
        QCOMPARE(said->text(), QString::fromStdString(runner.lesson().title.in(korean ? Language::Korean : Language::English)));
        const auto choosing = [card] { return card->isVisible() && card->findChild<QPushButton*>()->isVisible(); };
        int questions = 0;
        while (!runner.finished()) {
            const std::size_t step = runner.position();
            questions += asked(step) ? 1 : 0;
            if (asked(step)) { // alone; what to choose from comes when it is asked for
                QTRY_VERIFY(card->isVisible());
                QVERIFY(!choosing());
                QTest::keyClick(focused(), Qt::Key_PageDown);
            }
            QTRY_COMPARE(choosing(), asked(step));
            QCOMPARE(runner.position(), step);
            QTest::keyClick(focused(), Qt::Key_PageDown);
            QTRY_VERIFY(runner.position() > step || asked(step));
            QTRY_VERIFY(!runner.active());
        }
        QCOMPARE(questions, 2);
        QVERIFY(!runner.failed());
        // Back and forward again is looking, and gives the lab nothing to do.
        QTRY_VERIFY(m_window->session().shownAtRest());
        const std::size_t events = m_window->session().journal().size();
        QTest::keyClick(focused(), Qt::Key_PageUp);
        QTest::keyClick(focused(), Qt::Key_PageUp);
        QTest::keyClick(focused(), Qt::Key_PageDown);
        QTest::keyClick(focused(), Qt::Key_PageDown);
        QCOMPARE(m_window->session().journal().size(), events);
        QTest::keyClick(focused(), Qt::Key_Escape);
        QVERIFY(!said->isVisible());
    }

    void aKilledEngineLeavesTheWindowAndANewLabCanStart()
    {
        const std::string mark = markDescendants();
        start("three-way-handshake");
        QTRY_VERIFY(m_window->session().runner()->ready());
        const auto children = marked(mark);
        QVERIFY(!children.empty());
        for (const pid_t pid : children)
            kill(pid, SIGKILL);
        QTRY_VERIFY(!m_window->session().labRunning());
        QVERIFY(m_window->banner().isVisible());
        QVERIFY(m_window->session().journal().size() > 0);
        const auto left = survivors(mark);
        QVERIFY2(left.empty(), namesOf(left).c_str());
        QTest::keyClick(m_window.get(), Qt::Key_R, Qt::ControlModifier);
        QTRY_VERIFY(m_window->session().runner()->ready());
    }

    void nothingStaysBehindWhenTheWindowCloses()
    {
        const std::string mark = markDescendants();
        start("first-conversation");
        QTRY_VERIFY(m_window->session().runner()->ready());
        QVERIFY(m_window->close());
        const auto left = survivors(mark);
        QVERIFY2(left.empty(), namesOf(left).c_str());
        QVERIFY(QDir(m_home->path() + "/socketlab").entryList({"*.pcapng"}).isEmpty());
    }

    void aLessonThatWasLeftGoesOnAtItsStepInANewWindow()
    {
        start("three-way-handshake");
        const std::size_t left = performUpToTheQuestionAfter(9);
        const int answered = m_window->session().runner()->answerOf(lastAnswered());
        m_window->session().close(); // unsaved: the window would ask
        m_window.reset();

        openWindow();
        const auto* chooser = m_window->findChild<QComboBox*>("lesson-chooser");
        const auto line = [&] { return chooser->itemText(chooser->findData("three-way-handshake")); };
        QTRY_VERIFY2(line().contains(QStringLiteral("◐ at step %1 of").arg(left + 1)), qPrintable(line()));
        start("three-way-handshake");
        QVERIFY(m_window->banner().text().contains(QStringLiteral("at step %1 of").arg(left + 1)));
        QTRY_VERIFY(m_window->session().runner()->ready());
        QCOMPARE(m_window->session().runner()->position(), std::size_t {0});
        m_window->banner().findChild<QPushButton*>()->click();
        QTRY_COMPARE(m_window->session().runner()->position(), left);
        QVERIFY(!m_window->session().runner()->failed());
        QCOMPARE(m_window->session().runner()->answerOf(lastAnswered()), answered);
        QVERIFY(!m_window->banner().isVisible());

        // To the end: the list says so at once.
        while (!m_window->session().runner()->finished() && !QTest::currentTestFailed())
            performStep();
        QTRY_VERIFY2(line().contains(QStringLiteral("✓ done")), qPrintable(line()));
    }

    void theLessonAsItWasPerformedIsExportedAsAHandout()
    {
        const Words words = *Words::read(resourceFolder() + "/words");
        Playhead playhead;
        LabSession session(&playhead);
        QVERIFY(session.startLesson(*readLesson(resourceFolder() + "/lessons/06-three-way-handshake.yaml")));
        QTRY_VERIFY(session.runner()->ready());
        session.goOnTo(6, {});
        QTRY_COMPARE(session.runner()->position(), std::size_t {6});
        QTRY_VERIFY(session.shownAtRest()); // the lesson knows of a step before the playhead is told: one repaint a frame
        const std::size_t looked = playhead.position();
        QCOMPARE(looked, session.journal().size());
        ViewContext context;
        context.playhead = &playhead;
        context.lesson = &session;
        context.words = &words;
        int handouts = 0;
        for (const ExportChoice& choice : exportChoices(context, [](const QString&) { return nullptr; })) {
            if (!choice.suffixes.contains("html"))
                continue;
            ++handouts;
            const auto html = choice.make("html");
            QVERIFY(html);
            // What was not performed has its text only.
            QCOMPARE(QByteArray(reinterpret_cast<const char*>(html->data()), qsizetype(html->size())).count("data:image"), 6);
            QVERIFY(choice.make("PDF") && !choice.make("docx"));
        }
        QCOMPARE(handouts, 2);
        QCOMPARE(playhead.position(), looked); // the window looks where it looked
    }

    void aLessonThatHasOtherStepsNowBeginsAfresh()
    {
        const QString path = m_home->filePath("mine.yaml");
        writeLesson(path, "  - {wire: hold}\n  - {wire: auto}\n");
        m_window->startLesson(path);
        QTRY_VERIFY(m_window->session().runner()->ready());
        performStep();
        m_window->session().close();
        writeLesson(path, "  - {wire: auto}\n  - {wire: cut}\n");
        m_window->startLesson(path);
        QVERIFY(m_window->banner().text().contains("begins afresh"));
        QVERIFY(m_window->banner().findChildren<QPushButton*>().isEmpty());
        QCOMPARE(m_window->session().runner()->position(), std::size_t {0});
    }

private:
    void openWindow()
    {
        m_window = std::make_unique<MainWindow>();
        m_window->resize(1280, 720);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_window->session().setPace(0);
    }

    static void writeLesson(const QString& path, const QByteArray& steps)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("format: socketlab-lesson/1\nid: mine\nchapter: basics\nlevel: 1\nminutes: 1\n"
                   "title: {en: Mine, ko: 나의 실습}\ngoals: []\nsteps:\n"
                   + steps);
    }

    /// One step, as Space and the answers do it.
    void performStep()
    {
        LabSession& session = m_window->session();
        const std::size_t step = session.runner()->position();
        session.next();
        if (asked(step))
            session.answer(1);
        QTRY_VERIFY(session.runner()->position() > step);
    }

    /// The step where it stops: one that is no question, behind one that was answered.
    std::size_t performUpToTheQuestionAfter(std::size_t step)
    {
        [this] { QTRY_VERIFY(m_window->session().runner()->ready()); }();
        while (!QTest::currentTestFailed()
               && (m_window->session().runner()->position() < step || lastAnswered() + 1 != m_window->session().runner()->position()))
            performStep();
        return m_window->session().runner()->position();
    }

    std::size_t lastAnswered() const
    {
        const LessonRunner& runner = *m_window->session().runner();
        std::size_t last = 0;
        for (std::size_t i = 0; i < runner.position(); ++i)
            if (runner.answerOf(i) > 0)
                last = i;
        return last;
    }

    void start(const QString& id)
    {
        for (const LessonEntry& lesson : m_window->lessons().lessons) {
            if (lesson.id == id.toStdString()) {
                m_window->startLesson(QString::fromStdString(lesson.path));
                QVERIFY(m_window->session().runner() != nullptr);
                return;
            }
        }
        QFAIL("there is no such lesson");
    }

    bool asked(std::size_t step) const
    {
        const LessonRunner& runner = *m_window->session().runner();
        return std::holds_alternative<AskStep>(runner.lesson().steps[step].body)
            && runner.result(step).outcome == StepOutcome::Shown;
    }

    /// Space brings the keyboard to the answers, arrows walk through them, Enter gives one.
    void answer(std::size_t step)
    {
        const auto& ask = std::get<AskStep>(m_window->session().runner()->lesson().steps[step].body);
        QTRY_VERIFY(qobject_cast<QRadioButton*>(focused()) || (QTest::keyClick(focused(), Qt::Key_Space), false));
        QTest::keyClick(focused(), Qt::Key_Space);
        for (int i = 1; i < ask.answer; ++i)
            QTest::keyClick(focused(), Qt::Key_Down);
        QTest::keyClick(focused(), Qt::Key_Return);
        QTRY_COMPARE(m_window->session().runner()->answerOf(step), ask.answer);
    }

    QWidget* focused() const
    {
        QWidget* widget = QApplication::focusWidget();
        return widget ? widget : m_window.get();
    }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(WindowLessonTest)
#include "WindowLessonTest.moc"
