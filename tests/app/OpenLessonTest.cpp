// A lesson from anybody's folder in the window: it is data until a person has seen what it would run, and agreed.

#include "app/Banner.h"
#include "app/MainWindow.h"
#include "tests/support/FakeEngine.h"
#include "tests/support/JournalBuilder.h"

#include <QAbstractButton>
#include <QFile>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <unistd.h>

using namespace lab;
using namespace lab::tests;

class OpenLessonTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        for (const char* name : {"XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "HOME"})
            qputenv(name, m_home->path().toUtf8());
        m_engine = std::make_unique<FakeEngine>(JournalBuilder().bytes());
        m_window = std::make_unique<MainWindow>();
        m_window->setRootAllowed(true);
        m_window->show();
        m_asked.clear();
        write("theirs.c", "/* Theirs.\n * libraries: m;reboot m\n */\nint main(void) { return 7; }\n");
    }

    void cleanup()
    {
        m_window.reset();
        m_engine.reset();
    }

    void whatCameWithItRunsOnlyAfterItsCommandsWereSeenAndAgreedTo()
    {
        const QString lesson = writeLesson("  - {run: theirs.c, at: client, as: own, arguments: [\"two words\", \"8080\"]}\n");
        answerWith("Run them");
        m_window->open(lesson);
        QCOMPARE(m_asked.size(), 1);
        QVERIFY2(m_asked.first().contains("cc -g -O0 -pthread " + m_home->filePath("theirs.c")), qPrintable(m_asked.first()));
        QVERIFY2(m_asked.first().contains("./theirs 'two words' 8080"), qPrintable(m_asked.first()));
        QCOMPARE(m_window->session().source(), LabSession::Source::Lesson);
        // A library that the source names is part of it; what is no library's name is not handed to the compiler.
        QVERIFY2(m_asked.first().contains("theirs.c -lm\n"), qPrintable(m_asked.first()));
        // Who begins the same one anew has agreed to it already.
        m_window->session().restart();
        QCOMPARE(m_asked.size(), 1);
        QCOMPARE(m_window->session().source(), LabSession::Source::Lesson);
    }

    void whatTheLessonRunsSinceThenWasNotAgreedTo()
    {
        answerWith("Run them");
        m_window->open(writeLesson("  - {run: theirs.c, at: client, as: own}\n"));
        write("other.c", "int main(void) { return 8; }\n");
        writeLesson("  - {run: other.c, at: client, as: own}\n");
        m_window->session().restart();
        QVERIFY2(m_window->banner().text().contains("other.c"), qPrintable(m_window->banner().text()));
    }

    void whoDoesNotAgreeStaysWhereHeWas_data()
    {
        QTest::addColumn<QString>("button"); // empty: Enter
        QTest::newRow("cancelled") << "Cancel";
        QTest::newRow("Enter alone") << "";
    }

    void whoDoesNotAgreeStaysWhereHeWas()
    {
        QFETCH(QString, button);
        answerWith(button);
        m_window->open(writeLesson("  - {run: theirs.c, at: client, as: own}\n"));
        QCOMPARE(m_asked.size(), 1);
        QCOMPARE(m_window->session().source(), LabSession::Source::Nothing);
        QVERIFY(m_engine->commands().isEmpty());
    }

    void rootIsNotEvenAsked()
    {
        if (::geteuid() != 0)
            QSKIP("only root is refused");
        m_window->setRootAllowed(false);
        m_window->open(writeLesson("  - {run: theirs.c, at: client, as: own}\n"));
        QCOMPARE(m_window->session().source(), LabSession::Source::Nothing);
        QVERIFY2(m_window->banner().text().contains("--allow-root"), qPrintable(m_window->banner().text()));
    }

    void aLessonWithoutProgramsOrWithTheLabsOwnIsNotAskedAbout()
    {
        m_window->open(writeLesson("  - {wire: hold}\n"));
        QCOMPARE(m_window->session().source(), LabSession::Source::Lesson);
        m_window->session().close();
        m_window->open(writeLesson("  - {run: greet-client.c, at: client, as: own}\n"));
        QCOMPARE(m_window->session().source(), LabSession::Source::Lesson);
    }

    // ---- saved again while it is shown ----------------------------------------------------------------------------

    void savedAgainItsSentencesAreNewAndItStaysWhereItWas_data()
    {
        QTest::addColumn<bool>("renamed"); // as most editors save: another file takes the name
        QTest::newRow("written in place") << false;
        QTest::newRow("replaced by a renamed file") << true;
    }

    void savedAgainItsSentencesAreNewAndItStaysWhereItWas()
    {
        QFETCH(bool, renamed);
        openReady("  - say: {en: One, ko: 하나}\n  - say: {en: Two, ko: 둘}\n");
        m_window->nextStep();
        QCOMPARE(runner().position(), std::size_t {1});
        for (const char* word : {"First", "Uno"}) { // more than once, too
            saveLesson(QByteArray("  - say: {en: ") + word + ", ko: 첫째}\n  - {wire: hold}\n", renamed);
            QTRY_COMPARE(runner().lesson().steps.size(), std::size_t {2});
            QTRY_COMPARE(std::get<SayStep>(runner().lesson().steps[0].body).text.en, std::string(word));
            QVERIFY(std::holds_alternative<WireStep>(runner().lesson().steps[1].body));
        }
        QCOMPARE(runner().position(), std::size_t {1});
        QVERIFY(m_window->session().labRunning());
        const auto* panel = m_window->findChild<QWidget*>("lesson");
        QVERIFY(panel);
        const auto labels = panel->findChildren<QLabel*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) { return label->text() == "Uno"; }));
    }

    void aMistakeThatWasSavedIsSaidAndTheOldOneGoesOn()
    {
        openReady("  - say: {en: One, ko: 하나}\n  - say: {en: Two, ko: 둘}\n");
        m_window->nextStep();
        saveLesson("  - say: {en: One, ko: 하나}\n  - {wire: sideways}\n");
        QTRY_VERIFY2(m_window->banner().text().contains("mine.yaml:10:12: found \"sideways\", expected"),
                     qPrintable(m_window->banner().text()));
        QVERIFY(m_window->session().labRunning());
        m_window->nextStep();
        QVERIFY(runner().finished());
        // Mended, it is there, and the complaint is gone; the step that was added can be performed.
        saveLesson("  - say: {en: One, ko: 하나}\n  - say: {en: Two, ko: 둘}\n  - say: {en: Three, ko: 셋}\n");
        QTRY_VERIFY(m_window->banner().text().isEmpty());
        QVERIFY(!runner().finished());
        m_window->nextStep();
        QVERIFY(runner().finished());
    }

    void whatWasPerformedAlreadyIsNotThrownAwayBySaving()
    {
        openReady("  - {see: client, tcp: none}\n  - say: {en: Two, ko: 둘}\n");
        m_window->nextStep(); // is being performed
        QVERIFY(runner().active());
        const LessonRunner* before = &runner();
        saveLesson("  - {see: server, tcp: none}\n  - say: {en: Two, ko: 둘}\n");
        QTRY_VERIFY(m_window->banner().text().contains("mine.yaml was saved"));
        QCOMPARE(&runner(), before);
        QCOMPARE(std::get<SeeStep>(runner().lesson().steps[0].body).host, HostId::Client);
        answerWith("Don't save"); // the person's own work in this lab
        const auto buttons = m_window->banner().findChildren<QPushButton*>();
        const auto button = std::find_if(buttons.begin(), buttons.end(), [](auto* one) { return one->text() == "Begin anew"; });
        QVERIFY(button != buttons.end());
        (*button)->click();
        QCOMPARE(m_asked.size(), 1);
        QCOMPARE(std::get<SeeStep>(runner().lesson().steps[0].body).host, HostId::Server);
        QVERIFY(!runner().active());
    }

    void otherProgramsAreAgreedToBeforeTheyCount()
    {
        answerWith("Run them");
        openReady("  - say: {en: One, ko: 하나}\n  - {run: theirs.c, at: client, as: own}\n");
        const QByteArray other = "  - say: {en: One, ko: 하나}\n  - {run: theirs.c, at: client, as: own, arguments: [now]}\n";
        saveLesson(other);
        QTRY_VERIFY2(m_window->banner().text().contains("now runs other programs"), qPrintable(m_window->banner().text()));
        QCOMPARE(m_asked.size(), 1); // nothing pops up while somebody writes
        QVERIFY(std::get<ProgramStep>(runner().lesson().steps[1].body).arguments.empty());
        answerWith("Run them");
        const auto buttons = m_window->banner().findChildren<QPushButton*>();
        const auto button = std::find_if(buttons.begin(), buttons.end(), [](auto* one) { return one->text().startsWith("See"); });
        QVERIFY(button != buttons.end());
        (*button)->click();
        QVERIFY2(m_asked.value(1).contains("./theirs now"), qPrintable(m_asked.value(1)));
        QCOMPARE(std::get<ProgramStep>(runner().lesson().steps[1].body).arguments.size(), std::size_t {1});
        QVERIFY(m_window->banner().text().isEmpty());
    }

    void aMistakeInItIsSaidWithItsPlace()
    {
        m_window->open(writeLesson("  - {wire: sideways}\n"));
        QVERIFY2(m_window->banner().text().contains("mine.yaml:9:"), qPrintable(m_window->banner().text()));
    }

private:
    void write(const QString& name, const QByteArray& text)
    {
        QFile file(m_home->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    QString writeLesson(const QByteArray& steps)
    {
        write("mine.yaml", head + steps);
        return m_home->filePath("mine.yaml");
    }

    const LessonRunner& runner() const { return *m_window->session().runner(); }

    /// The lesson in a lab that has been set up.
    void openReady(const QByteArray& steps)
    {
        JournalBuilder builder;
        builder.done("lab: settle");
        m_engine.reset();
        m_engine = std::make_unique<FakeEngine>(builder.bytes());
        m_window->open(writeLesson(steps));
        QTRY_VERIFY(m_window->session().runner() && runner().ready());
    }

    void saveLesson(const QByteArray& steps, bool renamed = false)
    {
        if (!renamed) {
            writeLesson(steps);
            return;
        }
        write("aside", head + steps);
        QCOMPARE(std::rename(m_home->filePath("aside").toLocal8Bit(), m_home->filePath("mine.yaml").toLocal8Bit()), 0);
    }

    /// The next question is noted, and answered with this button; empty: with Enter.
    void answerWith(const QString& text)
    {
        auto* timer = new QTimer(this);
        connect(timer, &QTimer::timeout, this, [this, timer, text] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            if (!box)
                return;
            timer->deleteLater();
            timer->stop();
            m_asked << box->text() + "\n" + box->informativeText();
            if (text.isEmpty())
                QTest::keyClick(box, Qt::Key_Return);
            for (QAbstractButton* button : box->buttons())
                if (button->text() == text)
                    button->click();
        });
        timer->start(5);
    }

    const QByteArray head = "format: socketlab-lesson/1\nid: mine\nchapter: basics\nlevel: 1\nminutes: 1\n"
                            "title: {en: Mine, ko: 나의 실습}\ngoals: []\nsteps:\n";
    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<MainWindow> m_window;
    QStringList m_asked;
};

QTEST_MAIN(OpenLessonTest)
#include "OpenLessonTest.moc"
