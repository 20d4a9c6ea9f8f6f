// A learner's own programs in the window, with a real lab behind it: dropped, compiled, stepped in their source, and made
// to fail.

#include "app/Banner.h"
#include "app/MainWindow.h"
#include "app/Panels.h"
#include "app/Paths.h"
#include "app/ProgramsDialog.h"
#include "tests/support/OwnHome.h"
#include "views/findings/FindingsView.h"
#include "views/source/CodeView.h"
#include "views/source/StopBar.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>

using namespace lab;

class WindowProgramsTest : public QObject
{
    Q_OBJECT

private slots:

    void init()
    {
        m_home = tests::ownHome();
        m_window = std::make_unique<MainWindow>();
        m_window->setRootAllowed(true);
        m_window->resize(1280, 900);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    void cleanup() { m_window.reset(); }

    void twoDroppedSourcesAreSteppedAndMadeToFail()
    {
        dropAndStart({example("hello-server.c"), example("hello-client.c")}, [](ProgramsDialog& dialog) {
            // Shown before anything runs.
            const QString runs = dialog.findChild<QLabel*>("programs-runs")->text();
            QVERIFY(runs.contains("cc -g -O0") && runs.contains("hello-server.c") && runs.contains("hello-client.c"));
            dialog.findChild<QComboBox*>("programs-localhost")->setCurrentIndex(1); // 127.0.0.1 leads to the server host
        });
        QVERIFY(m_window->session().labRunning());
        auto* code = m_window->panels()->view(QStringLiteral("source"))->findChild<CodeView*>();
        QTRY_COMPARE(standing("server"), QString("before socket"));
        QTRY_COMPARE(code->currentLines(), (std::set<int> {lineOf("hello-server.c", "socket(AF_INET")}));
        chooseProgram("server"); // and stay with it when the client comes
        for (const char* call : {"setsockopt", "bind", "listen", "accept"}) {
            QTest::keyClick(focused(), Qt::Key_Space);
            QTRY_COMPARE(standing("server"), QString("before ") + call);
            QTRY_VERIFY(code->currentLines().contains(lineOf("hello-server.c", qPrintable(QString(call) + "(listener"))));
        }
        // The server listens, so the client was started; now they take turns.
        QTRY_COMPARE(standing("client"), QString("before socket"));
        for (int step = 0; step < 12 && standing("server") != "before read"; ++step) {
            const LabState& state = m_window->session().liveState();
            const CommandId before = state.lastCommand();
            QTest::keyClick(focused(), Qt::Key_Space);
            QTRY_VERIFY(state.lastCommand() > before && state.settled());
        }
        QCOMPARE(standing("server"), QString("before read"));
        chooseProgram("server");
        QTRY_VERIFY(code->currentLines().contains(lineOf("hello-server.c", "read(talker")));
        instead("Fail with ECONNRESET");
        QTRY_COMPARE(standing("server"), QString("before sendto"));
        QTest::keyClick(focused(), Qt::Key_F6); // the rest without stops
        auto* findings = static_cast<FindingsView*>(m_window->panels()->view(QStringLiteral("findings")));
        const auto found = [&] {
            const auto all = findings->shown();
            return std::any_of(all.begin(), all.end(), [](const Finding* one) { return one->code == "unchecked-result"; });
        };
        QTRY_VERIFY(found());
    }

    void whatTheCompilerSaysStandsAtItsLinesAndNothingStarts()
    {
        const QString broken = written("broken.c", "int main(void)\n{\n    return nothing;\n}\n");
        dropAndStart({broken, example("hello-client.c")});
        QVERIFY(!m_window->session().labRunning());
        auto* source = m_window->panels()->view(QStringLiteral("source"));
        auto* code = source->findChild<CodeView*>();
        QVERIFY(code->isVisible() && code->toPlainText().contains("return nothing;"));
        QCOMPARE(code->marks().size(), std::size_t {1});
        QVERIFY(code->marks().at(2).error && code->marks().at(2).text.contains("nothing"));
        auto* list = source->findChild<QListWidget*>("compiler-messages");
        QVERIFY(list->isVisible() && list->item(0)->text().contains("line 3"));
        QVERIFY2(m_window->banner().text().contains("broken.c"), qPrintable(m_window->banner().text()));

        // Put right, and started from the banner: what it only warns of is marked while it runs.
        written("broken.c", "#include <sys/socket.h>\nint main(void)\n{\n#warning not yet whole\n"
                            "    return socket(AF_INET, SOCK_STREAM, 0) < 0;\n}\n");
        startInDialog([this] {
            for (auto* button : m_window->banner().findChildren<QPushButton*>())
                if (button->text().contains("again"))
                    button->click();
        });
        QTRY_VERIFY(m_window->session().labRunning());
        QTRY_COMPARE(standing("client"), QString("before socket"));
        chooseProgram("client");
        QTRY_COMPARE(code->currentLines(), (std::set<int> {4}));
        QCOMPARE(code->marks().size(), std::size_t {1});
        QVERIFY(!code->marks().at(3).error);
        QVERIFY(list->isVisible());
    }

    void whoeverLooksForTheServerAt127001IsOfferedBothWays()
    {
        dropAndStart({example("hello-server.c"), example("hello-client.c")}, [](ProgramsDialog& dialog) {
            dialog.findChild<QCheckBox*>("programs-stops")->setChecked(false);
            // Said before anything runs, too.
            QVERIFY(dialog.findChild<QLabel*>("programs-way")->text().contains("hello-client.c"));
        });
        const auto answers = [this] {
            QStringList all;
            for (const auto* button : m_window->banner().findChildren<QPushButton*>())
                all << button->text();
            return all;
        };
        QTRY_VERIFY(answers().contains("One host, loopback") && answers().contains("Two hosts, rewritten"));
        QTimer::singleShot(0, this, [] {
            if (auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget()))
                for (QAbstractButton* button : box->buttons())
                    if (box->buttonRole(button) == QMessageBox::DestructiveRole)
                        button->click();
        });
        for (auto* button : m_window->banner().findChildren<QPushButton*>())
            if (button->text() == "One host, loopback")
                button->click();
        const LabState& state = m_window->session().liveState();
        QTRY_VERIFY(state.actor("client") && state.actor("client")->exited);
        QCOMPARE(state.actor("client")->exited->exitStatus, 0);
        QCOMPARE(state.onlyHost(), std::optional(HostId::Server));
    }

    void whatIsTypedToAProgramIsChosenInTheDialog()
    {
        const QString reader = written("reader.c", "#include <stdio.h>\nint main(void)\n{\n    char line[99];\n"
                                                   "    return fgets(line, 99, stdin) ? line[0] : 1;\n}\n");
        dropAndStart({reader}, [](ProgramsDialog& dialog) { dialog.findChild<QComboBox*>("program-input")->setCurrentIndex(2); });
        const LabState& state = m_window->session().liveState();
        QTRY_VERIFY(state.actor("client"));
        QVERIFY(m_window->session().submit("client: type \"7\\n\""));
        QTRY_VERIFY(state.actor("client")->exited); // on a machine with much else to do
        QCOMPARE(state.actor("client")->exited->exitStatus, int('7'));
    }

    void rootIsToldWhyNothingMayStart()
    {
        if (::geteuid() != 0)
            QSKIP("only root is refused");
        m_window->setRootAllowed(false);
        QString said;
        dropAndStart({example("hello-server.c")}, {}, &said);
        QVERIFY2(said.contains("--allow-root"), qPrintable(said));
        QVERIFY(!m_window->session().labRunning());
    }

    void theWindowLivesBesideAProgramThatDoesNot_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("calls") << QByteArray("int e[2]; char c; socketpair(AF_UNIX, SOCK_STREAM, 0, e);"
                                             "for (;;) { write(e[0], \"x\", 1); read(e[1], &c, 1); }");
        QTest::newRow("sockets") << QByteArray("for (;;) close(socket(AF_INET, SOCK_STREAM, 0));");
        QTest::newRow("packets") << QByteArray("struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons(9) };"
                                               "a.sin_addr.s_addr = inet_addr(\"10.9.0.2\"); int s = socket(AF_INET, SOCK_DGRAM, 0);"
                                               "for (;;) sendto(s, \"x\", 1, 0, (void *)&a, sizeof a);");
        QTest::newRow("output") << QByteArray("for (;;) puts(\"a line, and another, and another, and another, and another\");");
        // Each is waited for: on a busy machine those that nobody waits for become a fork bomb, which the lab rightly ends
        // (HostileProgramsTest).
        QTest::newRow("children") << QByteArray("for (;;) if (fork() == 0) _exit(0); else waitpid(-1, 0, 0);");
    }

    /// What it shows is much; a person still reaches it, sees it go on, and ends the program.
    void theWindowLivesBesideAProgramThatDoesNot()
    {
        QFETCH(const QByteArray, body);
        const QString source = written("wild.c", "#include <arpa/inet.h>\n#include <netinet/in.h>\n#include <stdio.h>\n"
                                                 "#include <sys/socket.h>\n#include <sys/wait.h>\n#include <unistd.h>\n"
                                                 "int main(void)\n{\n    " + body + "\n    return 0;\n}\n");
        dropAndStart({source}, [](ProgramsDialog& dialog) { dialog.findChild<QCheckBox*>("programs-stops")->setChecked(false); });
        int ticks = 0; // the event loop's other work gets its turn
        QTimer clock;
        connect(&clock, &QTimer::timeout, this, [&ticks] { ++ticks; });
        clock.start(5);
        const LabState& state = m_window->session().liveState();
        QTRY_VERIFY(m_window->session().journal().size() > 200);
        // The views are shown in turn while it goes on.
        auto* tabs = m_window->panels()->findChild<QTabWidget*>("centre-tabs");
        for (int tab = 0; tab < tabs->count(); ++tab) {
            const int ticked = ticks;
            tabs->setCurrentIndex(tab);
            QTRY_VERIFY(ticks > ticked + 20); // beside three busy loops up to 15 s
        }
        QVERIFY(!state.actor("client")->exited);
        QVERIFY(m_window->session().submit("client: kill"));
        QTRY_VERIFY(state.actor("client")->exited); // on a machine with much else to do
        QVERIFY(m_window->session().labRunning());
    }

    void restartRunsThemAgain()
    {
        dropAndStart({example("echo-server.c"), example("echo-client.c")});
        QTRY_COMPARE(standing("server"), QString("before socket"));
        const int before = pidOf("server");
        m_window->session().restart(); // Ctrl+R would ask about the unsaved recording first
        QTRY_VERIFY(pidOf("server") > 0 && pidOf("server") != before);
        QTRY_COMPARE(standing("server"), QString("before socket"));
    }

private:
    static QString example(const char* name)
    {
        return QString::fromStdString(resourceFolder()) + "/examples/" + name;
    }

    QString written(const char* name, const QByteArray& text) const
    {
        QFile file(m_home->filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", name);
        return file.fileName();
    }

    static int lineOf(const char* name, const char* text)
    {
        QFile file(example(name));
        int line = 0;
        if (file.open(QIODevice::ReadOnly))
            for (QByteArray one = file.readLine(); !one.isEmpty(); one = file.readLine(), ++line)
                if (one.contains(text))
                    return line;
        return -1;
    }

    QWidget* focused() { return QApplication::focusWidget() ? QApplication::focusWidget() : m_window.get(); }

    /// Drops the files; in the dialog that opens: `look`, then Start. If it stays open, `said` is what it says, and it is
    /// closed.
    void dropAndStart(const QStringList& files, const std::function<void(ProgramsDialog&)>& look = {}, QString* said = nullptr)
    {
        QMimeData data;
        QList<QUrl> urls;
        for (const QString& file : files)
            urls << QUrl::fromLocalFile(file);
        data.setUrls(urls);
        QDragEnterEvent enter(QPoint(100, 100), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_window.get(), &enter);
        QVERIFY(enter.isAccepted());
        startInDialog(
            [&] {
                QDropEvent drop(QPointF(100, 100), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
                QCoreApplication::sendEvent(m_window.get(), &drop);
            },
            look, said);
    }

    void startInDialog(const std::function<void()>& open, const std::function<void(ProgramsDialog&)>& look = {},
                       QString* said = nullptr)
    {
        bool pressed = false, done = false;
        QTimer poll;
        connect(&poll, &QTimer::timeout, this, [&] {
            auto* dialog = qobject_cast<ProgramsDialog*>(QApplication::activeModalWidget());
            if (!dialog)
                return void(done = pressed);
            auto* messages = dialog->findChild<QPlainTextEdit*>("programs-messages");
            auto* start = dialog->findChild<QPushButton*>("programs-start");
            if (!std::exchange(pressed, true)) {
                if (look)
                    look(*dialog);
                QTest::mouseClick(start, Qt::LeftButton);
            } else if (said && messages->isVisible()) {
                *said = messages->toPlainText();
                dialog->reject();
            }
        });
        poll.start(10);
        open();
        QTRY_VERIFY(done);
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    /// "before read", "after connect", "no".
    QString standing(const char* name) const
    {
        const ActorState* actor = m_window->session().liveState().actor(std::string_view(name));
        const auto* thread = actor ? actor->thread("") : nullptr;
        if (!thread || !thread->call || !thread->call->stopped)
            return "no";
        return (thread->call->phase == CallPhase::Returned ? "after " : "before ")
            + QString::fromStdString(thread->call->entered.name);
    }

    int pidOf(const char* name) const
    {
        const ActorState* actor = m_window->session().liveState().actor(std::string_view(name));
        return actor ? actor->started.pid : 0;
    }

    void chooseProgram(const char* name)
    {
        auto* chooser = m_window->panels()->view(QStringLiteral("source"))->findChild<QComboBox*>();
        int index = -1; // the view may learn of a new program a moment after the session did
        QTRY_VERIFY((index = chooser->findText(QString::fromLatin1(name), Qt::MatchStartsWith)) >= 0);
        chooser->setCurrentIndex(index);
        emit chooser->activated(index);
    }

    void instead(const char* what)
    {
        auto* bar = m_window->panels()->view(QStringLiteral("source"))->findChild<StopBar*>();
        emit bar->insteadMenu()->aboutToShow();
        for (QAction* action : bar->insteadMenu()->actions())
            if (action->text() == QLatin1String(what))
                return action->trigger();
        QFAIL(what);
    }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(WindowProgramsTest)
#include "WindowProgramsTest.moc"
