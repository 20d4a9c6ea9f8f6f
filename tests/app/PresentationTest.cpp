#include "app/Presentation.h"

#include "app/BlackScreen.h"
#include "app/MainWindow.h"
#include "app/Panels.h"
#include "tests/app/ShownStory.h"
#include "tests/support/FakeEngine.h"
#include "tests/support/JournalBuilder.h"
#include "tests/support/OwnHome.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QFontInfo>
#include <QLineEdit>
#include <QMenuBar>
#include <QPushButton>
#include <QFile>
#include <QLabel>
#include <QRadioButton>
#include <QTemporaryDir>
#include <QtTest>

using namespace lab;
using namespace lab::tests;

/// The window as an audience sees it, and a presenter's remote: Page Down, Page Up, full stop, F5, Escape.
class PresentationTest : public QObject
{
    Q_OBJECT

private slots:

    void init()
    {
        m_home = ownHome();
        m_window = std::make_unique<MainWindow>();
        m_window->resize(1280, 720);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    void cleanup()
    {
        m_window.reset();
        m_engine.reset();
    }

    void thereIsNothingToPresentOnTheStartPage()
    {
        press(Qt::Key_F5);
        QVERIFY(!m_window->isFullScreen());
        QVERIFY(!page()->isVisible());
    }

    void bothKeysBeginItAndEndIt()
    {
        openStory();
        for (const Qt::Key key : {Qt::Key_F5, Qt::Key_F11}) {
            press(key);
            QVERIFY(m_window->isFullScreen());
            QVERIFY(page()->isVisible());
            QVERIFY(!m_window->menuBar()->isVisible());
            QVERIFY(!m_window->panels()->isVisible());
            press(key);
            QVERIFY(!m_window->isFullScreen());
            QVERIFY(m_window->menuBar()->isVisible());
            QVERIFY(m_window->panels()->isVisible());
        }
    }

    void escapeLeavesAndEverythingIsWhereItWas()
    {
        openStory();
        View* sequence = m_window->panels()->view("sequence");
        QWidget* place = sequence->parentWidget();
        const double text = QApplication::font().pointSizeF();
        sequence->setFocus();
        press(Qt::Key_F5);
        QCOMPARE(page()->shown(), sequence);
        QVERIFY(page()->isAncestorOf(sequence));
        press(Qt::Key_Escape);
        QCOMPARE(sequence->parentWidget(), place);
        QVERIFY(sequence->isVisible());
        QCOMPARE(QApplication::font().pointSizeF(), text);
        QVERIFY(sequence->isAncestorOf(QApplication::focusWidget()) || sequence == QApplication::focusWidget());
    }

    void theStageIsShownUnlessAnotherDiagramHadTheKeyboard()
    {
        openStory();
        m_window->panels()->view("playback")->findChild<QWidget*>("slider")->setFocus();
        press(Qt::Key_F5);
        QCOMPARE(page()->shown()->objectName(), QStringLiteral("stage"));
    }

    void ctrlTabGoesRoundTheDiagrams()
    {
        openStory();
        press(Qt::Key_F5);
        QStringList seen;
        do {
            seen << page()->shown()->objectName();
            QVERIFY(page()->shown()->isVisible());
            QVERIFY(page()->isAncestorOf(page()->shown()));
            QTest::keyClick(focused(), Qt::Key_Tab, Qt::ControlModifier);
        } while (!seen.contains(page()->shown()->objectName()));
        QCOMPARE(page()->shown()->objectName(), QStringLiteral("stage"));
        QCOMPARE(seen, m_window->panels()->shownOne());
        QVERIFY(seen.size() >= 5);
        QTest::keyClick(focused(), Qt::Key_Backtab, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(page()->shown()->objectName(), seen.last());
    }

    void theControlsAreReachedByTabAndWork()
    {
        openStory();
        press(Qt::Key_F5);
        QSet<QString> reached;
        for (int i = 0; i < 40; ++i) {
            reached.insert(QApplication::focusWidget()->objectName());
            QTest::keyClick(focused(), Qt::Key_Tab);
        }
        for (const char* name : {"present-back", "present-run", "present-diagram", "present-black", "present-leave"})
            QVERIFY2(reached.contains(name), name);
        const std::size_t end = position();
        button("present-back")->setFocus();
        press(Qt::Key_Return);
        QVERIFY(position() < end);
        button("present-next")->setFocus();
        press(Qt::Key_Return);
        QCOMPARE(position(), end);
        button("present-leave")->setFocus();
        press(Qt::Key_Return);
        QVERIFY(!m_window->isFullScreen());
    }

    void everyTextIsAtLeastTwentyPoints()
    {
        openStory();
        press(Qt::Key_F5);
        for (const QString& id : m_window->panels()->shownOne()) {
            while (page()->shown()->objectName() != id)
                QTest::keyClick(focused(), Qt::Key_Tab, Qt::ControlModifier);
            for (const QWidget* widget : page()->findChildren<QWidget*>())
                if (widget->isVisible())
                    QVERIFY2(QFontInfo(widget->font()).pointSizeF() >= 19.9, qPrintable(id + ' ' + widget->metaObject()->className()));
        }
        // What canvases make of it themselves is at most 2 points smaller.
        QVERIFY(QApplication::font().pointSizeF() - 2 >= 20);
    }

    void theTextGrowsThereToAndWhatIsUsualStays()
    {
        openStory();
        const double usual = QApplication::font().pointSizeF();
        press(Qt::Key_F5);
        const double before = QApplication::font().pointSizeF();
        press(Qt::Key_Plus, Qt::ControlModifier);
        QCOMPARE(QApplication::font().pointSizeF(), before + 1);
        for (int i = 0; i < 30; ++i)
            press(Qt::Key_Minus, Qt::ControlModifier);
        QCOMPARE(QApplication::font().pointSizeF(), double(Presentation::leastFont));
        press(Qt::Key_Escape);
        QCOMPARE(QApplication::font().pointSizeF(), usual);
        QCOMPARE(Preferences::read().fontSize, 0);
    }

    void theRemoteStepsWhereverTheFocusIs()
    {
        openStory();
        const std::size_t end = position();
        int places = 0;
        for (QWidget* widget : m_window->findChildren<QWidget*>()) {
            if (!widget->isVisible() || !widget->isEnabled() || !(widget->focusPolicy() & Qt::TabFocus) || widget->focusProxy()
                || widget->window() != m_window.get())
                continue;
            widget->setFocus();
            if (!widget->hasFocus())
                continue;
            const QByteArray where = QByteArray(widget->metaObject()->className()) + " " + widget->objectName().toUtf8();
            QTest::keyClick(widget, Qt::Key_PageUp);
            QVERIFY2(position() < end, where);
            QTest::keyClick(widget, Qt::Key_PageDown);
            QVERIFY2(position() == end, where);
            ++places;
        }
        QVERIFY(places >= 12);
    }

    void theRemoteGivesTheNextCommandAndNeverInThePast()
    {
        JournalBuilder builder;
        builder.add(WireChanged {WireMode::Hold});
        const ActorId client = builder.actor(HostId::Client, "client");
        const CommandId command = builder.command("client: socket as=C");
        builder.returned(builder.enter(client, "socket", {number(2), number(1), number(0)}), 3);
        builder.settled(command);
        builder.held(HostId::Client, tcpFrame({clientEnd(40000), serverEnd(8080), 2, 1000}));
        startSandbox(builder);
        press(Qt::Key_F5);
        press(Qt::Key_PageUp);
        press(Qt::Key_PageDown);
        QVERIFY(!m_engine->commands().contains("wire: release next"));
        press(Qt::Key_PageDown);
        QTRY_COMPARE(m_engine->commands().count("wire: release next"), 1);
    }

    void aQuestionWaitsWithoutItsAnswersUntilTheyAreAskedFor()
    {
        startLesson("  - ask: {q: {en: How many, ko: 몇}, options: [one, two], answer: 2, why: {en: Because, ko: 왜냐하면}}\n"
                    "  - say: {en: So it is, ko: 그렇다}\n");
        press(Qt::Key_F5);
        press(Qt::Key_PageDown);
        QTRY_COMPARE(shownTexts().count("How many"), 1);
        QVERIFY(visibleChoices().isEmpty());
        QVERIFY(!shownTexts().contains("Because"));
        QCOMPARE(runner().answerOf(0), 0);
        // Asked for once: to choose from; and again: which it is.
        press(Qt::Key_PageDown);
        QCOMPARE(visibleChoices().size(), 2);
        QVERIFY(!shownTexts().contains("Because"));
        QCOMPARE(runner().position(), std::size_t {0});
        press(Qt::Key_PageDown);
        QTRY_VERIFY(shownTexts().contains("Because"));
        QVERIFY(shownTexts().join('\n').contains("two"));
        QCOMPARE(runner().position(), std::size_t {1});
    }

    void aSecondQuestionIsHeldBackToo()
    {
        const QByteArray ask = "  - ask: {q: {en: How many, ko: 몇}, options: [one, two], answer: 2, why: {en: Because, ko: 왜냐하면}}\n";
        startLesson(ask + ask);
        press(Qt::Key_F5);
        press(Qt::Key_PageDown);
        QTRY_COMPARE(shownTexts().count("How many"), 1);
        press(Qt::Key_PageDown);
        press(Qt::Key_PageDown);
        QTRY_VERIFY(shownTexts().contains("Because"));
        press(Qt::Key_PageDown);
        QTRY_VERIFY(!shownTexts().contains("Because"));
        QCOMPARE(runner().position(), std::size_t {1});
        QVERIFY(visibleChoices().isEmpty());
        // Who leaves sees the answers in the ordinary window.
        press(Qt::Key_Escape);
        QCOMPARE(choicesIn(m_window->panels()->view("lesson")).size(), 2);
    }

    void ctrlWithThePageKeysStillTurnsPages()
    {
        openStory();
        auto* events = m_window->panels()->view("events");
        m_window->panels()->showView("events");
        events->setFocus();
        const std::size_t end = position();
        auto* table = qobject_cast<QAbstractItemView*>(QApplication::focusWidget());
        QVERIFY(table);
        QTest::keyClick(table, Qt::Key_Home, Qt::ControlModifier);
        const int first = table->currentIndex().row();
        QTest::keyClick(table, Qt::Key_PageDown, Qt::ControlModifier);
        QVERIFY(table->currentIndex().row() > first);
        QCOMPARE(position(), end);
    }

    void theFullStopBlackensAndTheNextKeyDoesNothingElse_data()
    {
        QTest::addColumn<bool>("presenting");
        QTest::newRow("window") << false;
        QTest::newRow("presentation") << true;
    }

    void theFullStopBlackensAndTheNextKeyDoesNothingElse()
    {
        QFETCH(bool, presenting);
        openStory();
        if (presenting)
            press(Qt::Key_F5);
        const std::size_t before = position();
        const QWidget* focus = focused();
        for (const Qt::Key key : {Qt::Key_Period, Qt::Key_PageUp, Qt::Key_Escape, Qt::Key_Space}) {
            press(Qt::Key_Period);
            auto* black = m_window->findChild<BlackScreen*>();
            QVERIFY(black->isVisible());
            QCOMPARE(black->geometry(), m_window->rect());
            QCOMPARE(black->grab().toImage().pixelColor(9, 9), QColor(Qt::black));
            press(key);
            QVERIFY(!black->isVisible());
            QCOMPARE(position(), before);
            QCOMPARE(m_window->isFullScreen(), presenting);
            QCOMPARE(focused(), focus);
        }
    }

    void aFullStopIsWrittenInATextField()
    {
        openStory();
        auto* field = new QLineEdit(m_window->panels());
        field->show();
        field->setFocus();
        QTest::keyClicks(field, "10.9.0.2");
        QCOMPARE(field->text(), QStringLiteral("10.9.0.2"));
    }

    void itSpeaksKorean()
    {
        openStory();
        press(Qt::Key_F5);
        const QString english = button("present-next")->text();
        press(Qt::Key_L, Qt::ControlModifier);
        QTRY_VERIFY(button("present-next")->text() != english);
        QVERIFY(button("present-leave")->text().contains(QStringLiteral("나가기")));
        QVERIFY(m_window->findChild<QComboBox*>("present-diagram")->currentText() == QStringLiteral("무대"));
    }

    void closingTheWindowWhilePresentingKeepsItsOrdinarySize()
    {
        openStory();
        press(Qt::Key_F5);
        QVERIFY(m_window->close());
        m_window = std::make_unique<MainWindow>();
        QVERIFY(!m_window->isFullScreen());
    }

private:
    Presentation* page() const { return m_window->findChild<Presentation*>(); }

    QPushButton* button(const char* name) { return m_window->findChild<QPushButton*>(QLatin1String(name)); }

    QWidget* focused() const
    {
        QWidget* widget = QApplication::focusWidget();
        return widget ? widget : m_window.get();
    }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) { QTest::keyClick(focused(), key, modifiers); }

    std::size_t position() const
    {
        return static_cast<std::size_t>(m_window->panels()->view("playback")->findChild<QAbstractSlider*>("slider")->value());
    }

    void startSandbox(const JournalBuilder& builder)
    {
        m_engine = std::make_unique<FakeEngine>(builder.bytes());
        m_window->startSandbox();
        QTRY_COMPARE(m_window->session().journal().size(), builder.events().size());
        QTRY_COMPARE(position(), builder.events().size());
    }

    /// A lesson of these steps, in a lab that was set up.
    void startLesson(const QByteArray& steps)
    {
        JournalBuilder builder;
        builder.done("lab: settle");
        m_engine = std::make_unique<FakeEngine>(builder.bytes());
        QFile file(m_home->filePath("mine.yaml"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("format: socketlab-lesson/1\nid: mine\nchapter: basics\nlevel: 1\nminutes: 1\n"
                   "title: {en: Mine, ko: 나의 실습}\ngoals: []\nsteps:\n"
                   + steps);
        file.close();
        m_window->open(file.fileName());
        QTRY_VERIFY(m_window->session().runner() && runner().ready());
    }

    const LessonRunner& runner() const { return *m_window->session().runner(); }

    QStringList shownTexts() const
    {
        QStringList all;
        for (const QLabel* label : page()->findChildren<QLabel*>())
            if (label->isVisible())
                all << label->text();
        return all;
    }

    QList<QRadioButton*> visibleChoices() const { return choicesIn(page()); }

    static QList<QRadioButton*> choicesIn(const QWidget* widget)
    {
        QList<QRadioButton*> all = widget->findChildren<QRadioButton*>();
        all.erase(std::remove_if(all.begin(), all.end(), [](auto* one) { return !one->isVisible(); }), all.end());
        return all;
    }

    void openStory()
    {
        tests::openStory(*m_window, m_home->filePath("story.pcapng"));
    }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(PresentationTest)
#include "PresentationTest.moc"
