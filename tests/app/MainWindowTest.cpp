#include "app/MainWindow.h"

#include "app/ActionCatalog.h"
#include "app/Banner.h"
#include "app/ExampleCatalog.h"
#include "app/Panels.h"
#include "app/ProgramsDialog.h"
#include "app/WelcomePage.h"
#include "tests/app/ShownStory.h"
#include "tests/support/FakeEngine.h"
#include "tests/support/JournalBuilder.h"
#include "tests/support/OwnHome.h"
#include "views/compare/CompareView.h"
#include "views/playback/PlaybackSlider.h"
#include "views/sequence/SequenceView.h"

#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSet>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTextBrowser>
#include <QTimer>
#include <QToolButton>
#include <QtTest>

using namespace lab;
using namespace lab::tests;

class MainWindowTest : public QObject
{
    Q_OBJECT

private slots:

    void init()
    {
        m_home = ownHome();
        openWindow();
    }

    void cleanup()
    {
        m_window.reset();
        m_engine.reset();
    }

    void theFirstPageOffersALessonAndShowsTheMachine()
    {
        QVERIFY(m_window->findChild<WelcomePage*>()->isVisible());
        QTRY_VERIFY(m_window->findChild<QComboBox*>("lesson-chooser")->count() > 30);
        QVERIFY(!m_window->action("next-step")->isEnabled());
        // Space is an ordinary key on this page: it presses the button in focus.
        startFake(heldStory());
        auto* sandbox = m_window->findChild<QPushButton*>("welcome-sandbox");
        sandbox->setFocus();
        QTest::keyClick(sandbox, Qt::Key_Space);
        QTRY_VERIFY(m_window->session().labRunning());
        QVERIFY(m_window->panels()->isVisible());
    }

    void thePanelsAreMadeWhileNobodyWaitsAndSpeakTheLanguageOfToday()
    {
        QTRY_VERIFY(m_window->findChild<View*>("playback")); // the last of those that are seen first
        QVERIFY(!m_window->panels()); // there is nothing to be seen in them
        QVERIFY(m_window->findChild<WelcomePage*>()->isVisible());
        auto* stage = m_window->findChild<View*>("stage");
        QVERIFY(!stage->isVisible());
        const QString before = stage->accessibleName();
        m_window->switchLanguage();
        startFake(heldStory());
        m_window->startSandbox();
        QTRY_VERIFY(m_window->session().labRunning());
        QCOMPARE(m_window->panels()->view("stage"), stage);
        QVERIFY(stage->isVisible() && stage->accessibleName() != before);
        m_window->switchLanguage();
    }

    void theExamplesAreInAMenuAndBringBothProgramsIntoTheDialog()
    {
        auto* menu = m_window->findChild<QMenu*>("examples");
        emit menu->aboutToShow();
        QCOMPARE(menu->actions().size(), static_cast<qsizetype>(exampleCatalog().size()));
        for (QAction* line : menu->actions()) {
            QStringList shown;
            QTimer look;
            connect(&look, &QTimer::timeout, this, [&] {
                if (auto* dialog = qobject_cast<ProgramsDialog*>(QApplication::activeModalWidget())) {
                    shown = dialog->commandLines();
                    dialog->reject();
                }
            });
            look.start(1);
            line->trigger();
            QCOMPARE(shown.size(), 2);
            for (const QString& file : shown) {
                QVERIFY2(QFile::exists(file), qPrintable(file));
                QVERIFY2(line->text().contains(QFileInfo(file).fileName()), qPrintable(line->text()));
            }
        }
    }

    void everyActionIsInAMenu()
    {
        QSet<QString> shown;
        for (const QAction* menu : m_window->menuBar()->actions()) {
            for (const QAction* line : menu->menu()->actions())
                shown.insert(line->objectName());
        }
        for (const ActionRow& row : actionCatalog())
            QVERIFY2(shown.contains(row.id), row.id);
    }

    void spaceIsTheNextStepWhereverTheFocusIs()
    {
        startSandbox(heldStory());
        int steps = 0;
        for (QWidget* widget : m_window->panels()->findChildren<QWidget*>()) {
            const bool writes = qobject_cast<QLineEdit*>(widget) || qobject_cast<QRadioButton*>(widget)
                || widget->inherits("QCheckBox") || widget->inherits("QAbstractSpinBox")
                || (qobject_cast<QComboBox*>(widget) && static_cast<QComboBox*>(widget)->isEditable())
                || (widget->inherits("QPlainTextEdit") && !widget->property("readOnly").toBool());
            if (writes || !widget->isVisible() || !widget->isEnabled() || !(widget->focusPolicy() & Qt::TabFocus)
                || widget->focusProxy())
                continue;
            widget->setFocus();
            if (!widget->hasFocus())
                continue;
            QTest::keyClick(widget, Qt::Key_Space);
            ++steps;
            const QByteArray where =
                QByteArray(widget->metaObject()->className()) + " " + widget->objectName().toUtf8();
            QTRY_VERIFY2(m_engine->commands().count("wire: release next") == steps, where);
        }
        QVERIFY(steps >= 4);
    }

    void whatIsFoundIsSelectedAndTheKeyboardGoesBack()
    {
        startSandbox(heldStory());
        QWidget* sequence = m_window->panels()->view("sequence");
        sequence->setFocus();
        QWidget* before = QApplication::focusWidget();
        QWidget* find = m_window->panels()->view("find");
        QVERIFY(before && !find->isVisible());
        QTest::keyClick(before, Qt::Key_F, Qt::ControlModifier);
        QVERIFY(find->isVisible());
        auto* words = qobject_cast<QLineEdit*>(QApplication::focusWidget());
        QVERIFY(words);
        QTest::keyClicks(words, "SYN");
        QTest::keyClick(before, Qt::Key_F3);
        auto* count = find->findChild<QLabel*>("find-count");
        QTRY_VERIFY2(count->text().contains(" of "), qPrintable(count->text()));
        words->setFocus();
        QTest::keyClick(words, Qt::Key_Escape);
        QVERIFY(!find->isVisible());
        QCOMPARE(QApplication::focusWidget(), before);
    }

    void theSequenceDiagramIsFilteredAndHasTrueTimeByKeys()
    {
        startSandbox(heldStory());
        auto& view = static_cast<SequenceView&>(*m_window->panels()->view("sequence"));
        m_window->panels()->showView("events");
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        auto* words = qobject_cast<QLineEdit*>(QApplication::focusWidget());
        QVERIFY(words && view.isVisible() && view.isAncestorOf(words));
        QTest::keyClicks(words, "flag=SYN");
        QCOMPARE(view.filterText(), QString("flag=SYN"));
        QTest::keyClick(words, Qt::Key_Escape);
        QVERIFY(view.filterText().isEmpty() && view.isAncestorOf(QApplication::focusWidget()));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(view.trueTime());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(!view.trueTime());
    }

    void theGlossaryLooksUpWhatIsSelectedAndGivesItsPlaceBack()
    {
        startSandbox(heldStory());
        m_window->panels()->showView("findings");
        QWidget* findings = m_window->panels()->view("findings");
        QWidget* glossary = m_window->panels()->view("glossary");
        auto* text = findings->findChild<QTextBrowser*>();
        text->setPlainText("the accept queue");
        text->selectAll();
        text->setFocus();
        QVERIFY(!glossary->isVisible());
        QTest::keyClick(text, Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(glossary->isVisible());
        QVERIFY(glossary->findChild<QTextBrowser*>()->toPlainText().startsWith("accept queue"));
        auto* words = qobject_cast<QLineEdit*>(QApplication::focusWidget());
        QVERIFY(words && glossary->isAncestorOf(words));
        m_window->context().showTerm("states/LISTEN"); // from elsewhere, while it is open
        QVERIFY(glossary->isAncestorOf(QApplication::focusWidget()));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(!glossary->isVisible());
        QVERIFY(findings->isVisible());
        QCOMPARE(QApplication::focusWidget(), text);
    }

    void theGlossaryOpensFromTheStartPageAndLeadsBack()
    {
        m_window->action("glossary")->trigger();
        auto* words = qobject_cast<QLineEdit*>(QApplication::focusWidget());
        QVERIFY(words && m_window->panels()->view("glossary")->isAncestorOf(words));
        QTest::keyClicks(words, "EPIPE");
        QTest::keyClick(words, Qt::Key_Escape);
        QVERIFY(!m_window->panels()->isVisible());
    }

    void aRecordingIsComparedBesideTheLabAndClosedAgain()
    {
        startSandbox(heldStory());
        QWidget* compare = m_window->panels()->view("compare");
        QVERIFY(!compare->isVisible());
        m_window->compareWith(QStringLiteral("/nowhere/at-all.pcapng"));
        QVERIFY(m_window->banner().text().contains("at-all.pcapng"));
        QVERIFY(!compare->isVisible());
        QTemporaryDir folder;
        const QString path = folder.filePath("other.pcapng");
        QVERIFY(m_window->session().journal().save(path.toStdString()).has_value());
        m_window->panels()->showView("events");
        m_window->compareWith(path);
        QVERIFY(compare->isVisible());
        auto* count = compare->findChild<QLabel*>("compare-count");
        QTRY_COMPARE(count->accessibleName(), QStringLiteral("No differences."));
        Bytes more;
        encodeEvent({Timestamp {1}, CommandGiven {99, "lab: mark here"}}, 0, more);
        QFile file(path);
        QVERIFY(file.open(QIODevice::Append) && file.write(reinterpret_cast<const char*>(more.data()), static_cast<qint64>(more.size())) > 0);
        file.close();
        m_window->compareWith(path);
        QTRY_VERIFY2(count->accessibleName().startsWith("Differences: 1 "), qPrintable(count->accessibleName()));
        m_window->action("next-difference")->trigger();
        QVERIFY(compare->findChild<QPlainTextEdit*>("compare-details")->toPlainText().contains("lab: mark here"));
        emit static_cast<CompareView*>(compare)->closed();
        QVERIFY(!compare->isVisible());
        QVERIFY(m_window->panels()->view("events")->isVisible());
    }

    void spaceWritesInATextField()
    {
        startSandbox(heldStory());
        auto* field = new QLineEdit(m_window->panels());
        field->show();
        field->setFocus();
        QTest::keyClicks(field, "a b");
        QCOMPARE(field->text(), QStringLiteral("a b"));
        auto* choice = new QRadioButton(m_window->panels());
        choice->show();
        choice->setFocus();
        QTest::keyClick(choice, Qt::Key_Space);
        QVERIFY(choice->isChecked());
        QVERIFY(m_window->session().submit("lab: mark end"));
        QTRY_COMPARE(m_engine->commands().value(m_engine->commands().size() - 1), QStringLiteral("lab: mark end"));
        QVERIFY(!m_engine->commands().contains("wire: release next"));
    }

    void enterPressesTheButtonInFocus()
    {
        startSandbox(heldStory());
        auto* button = m_window->findChild<QAbstractButton*>("flow");
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Return);
        QTRY_VERIFY(m_engine->commands().contains("wire: flow"));
    }

    void theKeysOfTheWireGiveItsCommands()
    {
        startSandbox(heldStory());
        QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
        QTest::keyClick(m_window.get(), Qt::Key_T, Qt::ControlModifier);
        QTest::keyClick(m_window.get(), Qt::Key_E, Qt::ControlModifier);
        QTest::keyClick(m_window.get(), Qt::Key_F7);
        QTRY_COMPARE(m_engine->commands().size(), 3 + 4);
        QCOMPARE(m_engine->commands().mid(3),
                 QStringList({"wire: release next", "wire: drop next", "wire: duplicate next", "wire: flow"}));
    }

    void aHostIsSteppedOnlyThroughItsOwnStoppedCall()
    {
        JournalBuilder builder;
        const ActorId server = builder.actor(HostId::Server, "server");
        builder.enter(server, "socket", {number(2), number(1), number(0)});
        startSandbox(builder);
        QTest::keyClick(m_window.get(), Qt::Key_1, Qt::ControlModifier);
        QVERIFY(m_window->banner().text().contains("client"));
        QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier);
        QTRY_COMPARE(m_engine->commands().value(m_engine->commands().size() - 1), QStringLiteral("server: step"));
    }

    void thePlaybackKeysGoBackAndForth()
    {
        openStory();
        const std::size_t end = position();
        QTest::keyClick(m_window.get(), Qt::Key_Left, Qt::AltModifier);
        QVERIFY(position() < end);
        QTest::keyClick(m_window.get(), Qt::Key_Home, Qt::AltModifier);
        QCOMPARE(position(), std::size_t {0});
        QTest::keyClick(m_window.get(), Qt::Key_Space);
        QVERIFY(position() > 0);
        QTest::keyClick(m_window.get(), Qt::Key_End, Qt::AltModifier);
        QCOMPARE(position(), end);
    }

    void aRecordingIsMarkedAsRecordedAndHasNoLab()
    {
        openStory();
        QVERIFY(m_window->findChild<QWidget*>("recorded")->isVisible());
        QVERIFY(!m_window->action("step-wire")->isEnabled());
        QVERIFY(!m_window->findChild<QAbstractButton*>("hold")->isEnabled());
        QVERIFY(m_window->windowTitle().contains("story.pcapng"));
        QVERIFY(!m_window->isWindowModified());
    }

    void theLanguageSwitchesWithoutARestart()
    {
        openStory();
        const QString english = m_window->action("next-step")->text();
        QCOMPARE(english, QStringLiteral("Next step"));
        QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
        QCOMPARE(m_window->action("next-step")->text(), QStringLiteral("다음 단계"));
        QVERIFY(m_window->findChild<QPushButton*>("button-next-step")->text().startsWith("다음 단계"));
        QVERIFY(m_window->menuBar()->actions().constFirst()->text().contains("파일"));
        QTRY_COMPARE(m_window->findChild<QAbstractButton*>("hold")->text(), QStringLiteral("붙잡기"));
        QCOMPARE(m_window->findChild<QTabWidget*>("centre-tabs")->tabText(0), QStringLiteral("시퀀스"));
        QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
        QCOMPARE(m_window->action("next-step")->text(), english);
    }

    void languageAndThemeAreRemembered()
    {
        QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
        QTest::keyClick(m_window.get(), Qt::Key_D, Qt::ControlModifier);
        const QColor dark = QApplication::palette().color(QPalette::Window);
        QVERIFY(dark.lightness() < 100);
        m_window.reset();
        openWindow();
        QCOMPARE(m_window->action("next-step")->text(), QStringLiteral("다음 단계"));
        QCOMPARE(QApplication::palette().color(QPalette::Window), dark);
    }

    void anUnsavedRecordingIsNotLostWithoutAQuestion()
    {
        startSandbox(heldStory());
        QTest::keyClick(m_window.get(), Qt::Key_Space);
        QVERIFY(m_window->isWindowModified());
        answerQuestion("Cancel");
        QVERIFY(!m_window->close());
        QVERIFY(m_window->session().labRunning());
        answerQuestion("Don't save");
        QVERIFY(m_window->close());
        QVERIFY(QDir(m_home->path() + "/socketlab").entryList({"*.pcapng"}).isEmpty());
    }

    void savingClearsTheMarkAndAddsToTheRecentOnes()
    {
        openStory();
        QTest::keyClick(m_window.get(), Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(Preferences::read().recent, QStringList {storyPath()});
    }

    void anEngineThatDiesLeavesTheWindowWithASentence()
    {
        m_engine = std::make_unique<FakeEngine>(heldStory().bytes(), "echo 'the wire fell down' >&2; exit 3");
        m_window->startSandbox();
        QTRY_VERIFY(m_window->banner().isVisible());
        QVERIFY(m_window->banner().text().contains("the wire fell down"));
        QVERIFY(m_window->panels()->isVisible());
        // The kept journal can still be walked through.
        const std::size_t end = position();
        QVERIFY(end > 0);
        QTest::keyClick(m_window.get(), Qt::Key_Left, Qt::AltModifier);
        QVERIFY(position() < end);
        m_engine = std::make_unique<FakeEngine>(heldStory().bytes());
        QTest::mouseClick(bannerButton("Start a new lab"), Qt::LeftButton);
        QTRY_VERIFY(m_window->session().labRunning());
        QVERIFY(!m_window->banner().isVisible());
    }

    void aRefusedEngineSaysWhyAndOffersTheMachinePage()
    {
        m_engine = std::make_unique<FakeEngine>(Bytes {}, "echo 'namespaces are refused: sysctl -w x=1' >&2; exit 2");
        m_window->startSandbox();
        QTRY_VERIFY(m_window->banner().text().contains("sysctl -w x=1"));
        QTest::mouseClick(bannerButton("This machine"), Qt::LeftButton);
        QVERIFY(m_window->findChild<WelcomePage*>()->isVisible());
    }

    void aSessionThatWasNotClosedIsOffered()
    {
        m_window.reset();
        write(m_home->path() + "/socketlab/session-20260102T140300-999999999-1-1.pcapng", heldStory().bytes());
        openWindow();
        QTRY_VERIFY(m_window->banner().text().contains("14:03"));
        QVERIFY(m_window->banner().text().contains(QString::number(heldStory().events().size())));
        QTest::mouseClick(bannerButton("Open"), Qt::LeftButton);
        QCOMPARE(m_window->session().journal().size(), heldStory().events().size());
        QVERIFY(m_window->isWindowModified());
    }

    void aFileThatIsNoRecordingIsASentence()
    {
        m_window->openRecording("/proc/self/status");
        QVERIFY(m_window->banner().isVisible());
        QVERIFY(m_window->banner().text().contains("/proc/self/status"));
    }

    void stracesOutputSaysThatItWasRecordedElsewhereAlsoTogetherWithACapture()
    {
        const QString data = SOCKETLAB_SOURCE_DIR "/tests/model/capture/data/";
        m_window->open(data + "client.strace");
        QVERIFY(m_window->banner().isVisible());
        QVERIFY2(m_window->banner().text().contains("Recorded by strace"), qPrintable(m_window->banner().text()));
        QVERIFY(m_window->session().fileName().isEmpty()); // it is saved under another name
        const std::size_t calls = m_window->session().journal().size();
        m_window->openTogether({data + "client.strace", data + "server.strace", data + "loopback.pcap"});
        QVERIFY(m_window->session().journal().size() > 2 * calls);
        QVERIFY2(m_window->banner().text().contains("capture"), qPrintable(m_window->banner().text()));
        m_window->openTogether({data + "loopback.pcap", data + "loopback.pcap"});
        QVERIFY(m_window->banner().text().contains("a second capture"));
        QVERIFY(m_window->session().journal().size() > 2 * calls); // what was open stays open
    }

    void aNoteIsWrittenByKeysIntoTheFileThatIsOpen()
    {
        openStory();
        const qint64 size = QFileInfo(storyPath()).size();
        QTest::keyClick(m_window.get(), Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        auto* field = qobject_cast<QPlainTextEdit*>(QApplication::focusWidget());
        QVERIFY(field);
        QTest::keyClicks(field, "Here it waits"); // with spaces: none of them is the next step
        QTest::keyClick(field, Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(!m_window->isWindowModified());
        QVERIFY(QFileInfo(storyPath()).size() > size);
        QCOMPARE(m_window->context().playhead->notes().all().size(), std::size_t {1});
        QCOMPARE(m_window->context().playhead->notes().all().begin()->second.text, std::string("Here it waits"));
    }

    void aNoteThatTheFileCannotHaveIsSaidAndUnsaved()
    {
        openStory();
        QFile file(storyPath());
        QVERIFY(file.open(QIODevice::Append) && file.write("more") == 4);
        file.close();
        m_window->context().writeNote(3, QStringLiteral("Here it waits"));
        QVERIFY(m_window->isWindowModified());
        QVERIFY2(m_window->banner().text().contains("The note is not in the file yet"), qPrintable(m_window->banner().text()));
        QVERIFY(m_window->banner().text().contains(storyPath()));
    }

    void tabReachesEveryControlOfTheTopBar()
    {
        startSandbox(heldStory());
        QSet<QWidget*> reached;
        QWidget* widget = m_window->findChild<QComboBox*>("lesson-chooser");
        widget->setFocus();
        for (int i = 0; i < 300; ++i) {
            reached.insert(QApplication::focusWidget());
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
        for (const char* name : {"lesson-chooser", "button-next-step", "button-step-wire", "hold", "flow", "slider"})
            QVERIFY2(reached.contains(m_window->findChild<QWidget*>(name)), name);
    }

    void everyButtonHasANameForAScreenReader()
    {
        startSandbox(heldStory());
        for (const QAbstractButton* button : m_window->findChildren<QAbstractButton*>()) {
            const QByteArray where =
                QByteArray(button->metaObject()->className()) + " " + button->objectName().toUtf8();
            if (button->isVisible() && button->focusPolicy() != Qt::NoFocus)
                QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(), where);
        }
    }

private:
    void openWindow()
    {
        m_window = std::make_unique<MainWindow>();
        m_window->resize(1280, 720);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTRY_VERIFY(m_window->findChild<QComboBox*>("lesson-chooser")->count() > 0);
    }

    /// A lab whose wire holds one packet.
    static JournalBuilder heldStory()
    {
        JournalBuilder builder;
        builder.add(WireChanged {WireMode::Hold});
        builder.actor(HostId::Server, "server");
        builder.actor(HostId::Client, "client");
        builder.held(HostId::Client, tcpFrame({clientEnd(40000), serverEnd(8080), 2, 1000}));
        return builder;
    }

    void startFake(const JournalBuilder& builder) { m_engine = std::make_unique<FakeEngine>(builder.bytes()); }

    void startSandbox(const JournalBuilder& builder)
    {
        startFake(builder);
        m_window->startSandbox();
        QTRY_COMPARE(m_window->session().journal().size(), builder.events().size());
        QTRY_COMPARE(m_engine->commands().size(), 3);
        // Commands that nobody settles: the window shows the story within a frame, not at once.
        auto* slider = m_window->findChild<PlaybackSlider*>();
        QTRY_COMPARE(slider->value(), static_cast<int>(builder.events().size()));
    }

    static void write(const QString& path, const Bytes& bytes)
    {
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("cannot write %s", qPrintable(path));
        file.write(reinterpret_cast<const char*>(bytes.data()), qint64(bytes.size()));
    }

    QString storyPath() const { return m_home->filePath("story.pcapng"); }

    void openStory()
    {
        tests::openStory(*m_window, storyPath());
    }

    std::size_t position() { return m_window->session().journal().size() == 0 ? 0 : playhead(); }

    std::size_t playhead()
    {
        const auto* slider = m_window->findChild<QAbstractSlider*>("slider");
        return static_cast<std::size_t>(slider->value());
    }

    QPushButton* bannerButton(const QString& text)
    {
        for (QPushButton* button : m_window->banner().findChildren<QPushButton*>()) {
            if (button->text() == text && button->isVisible())
                return button;
        }
        qFatal("the banner has no button '%s'", qPrintable(text));
        return nullptr;
    }

    /// The next question is answered with this button, as soon as it is there.
    static void answerQuestion(const QString& text)
    {
        auto* timer = new QTimer(qApp);
        connect(timer, &QTimer::timeout, timer, [timer, text] {
            const auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            for (QAbstractButton* button : box ? box->buttons() : QList<QAbstractButton*> {}) {
                if (button->text() == text) {
                    timer->deleteLater();
                    timer->stop();
                    button->click();
                    return;
                }
            }
        });
        timer->start(5);
    }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(MainWindowTest)
#include "MainWindowTest.moc"
