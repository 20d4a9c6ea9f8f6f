// Watching a running program in the window: found in the list with the keyboard, agreed to, seen live, let go.

#include "app/AttachDialog.h"
#include "app/MainWindow.h"
#include "app/Panels.h"
#include "model/base/ProcStatus.h"
#include "tests/support/OutsideServer.h"
#include "tests/support/OwnHome.h"
#include "views/stage/HostCard.h"

#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTreeWidget>
#include <QtTest>

using namespace lab;
using namespace lab::tests;

class WindowAttachTest : public QObject
{
    Q_OBJECT

private slots:

    void init()
    {
        m_home = ownHome();
        m_window = std::make_unique<MainWindow>();
        m_window->resize(1280, 900);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    void cleanup() { m_window.reset(); }

    void aProgramIsFoundAgreedToAndWatched()
    {
        OutsideServer server("plain");
        QStringList said;
        watch(server, QMessageBox::AcceptRole, &said);
        QVERIFY2(said.contains(QString::number(server.pid())), "not in the list");
        QVERIFY2(said.join('\n').contains("accept()"), qPrintable(said.join('\n')));
        QVERIFY(m_window->session().labRunning());
        QCOMPARE(m_window->session().source(), LabSession::Source::Attached);
        const auto waits = [&] {
            const auto& actors = m_window->session().liveState().actors();
            const ThreadState* thread = actors.empty() ? nullptr : actors[0].thread("");
            return thread && thread->call && thread->call->phase == CallPhase::Blocked ? int(thread->call->entered.call) : 0;
        };
        QTRY_VERIFY(waits() != 0);
        const int before = waits();
        QCOMPARE(server.ask("hello"), QByteArray("HELLO"));
        QTRY_VERIFY(waits() > before + 3);

        // One host, and nothing to be stepped or held.
        QList<HostCard*> shown;
        for (HostCard* card : m_window->findChildren<HostCard*>())
            if (card->isVisible())
                shown << card;
        QCOMPARE(shown.size(), 1);
        QCOMPARE(shown[0]->accessibleName(), QString("This machine"));
        for (const char* id : {"next-step", "step-client", "step-wire", "wire-mode", "drop"})
            QVERIFY2(!m_window->action(id)->isEnabled(), id);

        m_window->session().close();
        QTRY_COMPARE(tracerOf(server.pid()), 0);
        QCOMPARE(server.ask("after"), QByteArray("AFTER"));
    }

    void whoDoesNotAgreeChangesNothing()
    {
        OutsideServer server("plain");
        watch(server, QMessageBox::RejectRole);
        QVERIFY(!m_window->session().labRunning());
        QCOMPARE(tracerOf(server.pid()), 0);
    }

    void aProgramThatEndsIsSaidAndItsRecordingStays()
    {
        auto server = std::make_unique<OutsideServer>("plain");
        watch(*server, QMessageBox::AcceptRole);
        QTRY_VERIFY(m_window->session().journal().size() > 3);
        server.reset();
        QTRY_VERIFY(!m_window->session().labRunning());
        QVERIFY(m_window->session().journal().size() > 3);
        const QString path = m_home->filePath("watched.pcapng");
        QVERIFY(m_window->session().save(path));
        // Opened again it is a recording of this machine, and attaches to nothing.
        m_window->openRecording(path);
        QCOMPARE(m_window->session().source(), LabSession::Source::Recording);
        QVERIFY(!m_window->session().labRunning());
        m_window->session().restart();
        QVERIFY(!m_window->session().labRunning());
    }

    void aRestartNeverAttachesByItself()
    {
        OutsideServer server("plain");
        watch(server, QMessageBox::AcceptRole);
        QTRY_VERIFY(tracerOf(server.pid()) > 0);
        const int watcher = tracerOf(server.pid());
        m_window->session().restart();
        QCOMPARE(tracerOf(server.pid()), watcher);
    }

private:
    /// Ctrl+G, the number in the filter, Enter; then the question is answered. `said`: the list's row and the question.
    void watch(const OutsideServer& server, QMessageBox::ButtonRole answer, QStringList* said = nullptr)
    {
        bool asked = false, over = false;
        QTimer poll;
        connect(&poll, &QTimer::timeout, this, [&] {
            QWidget* modal = QApplication::activeModalWidget();
            if (auto* box = qobject_cast<QMessageBox*>(modal)) {
                if (said)
                    *said << box->text() << box->informativeText();
                for (QAbstractButton* button : box->buttons())
                    if (box->buttonRole(button) == answer)
                        button->click();
                over = true;
            } else if (auto* dialog = qobject_cast<AttachDialog*>(modal)) {
                if (over)
                    return dialog->reject();
                if (std::exchange(asked, true))
                    return;
                QTest::keyClicks(dialog->findChild<QLineEdit*>("attach-filter"), QString::number(server.pid()));
                if (const auto* item = dialog->findChild<QTreeWidget*>("attach-list")->currentItem(); said && item)
                    *said << item->text(1);
                // In a turn of its own: this timer does not fire while it is being answered.
                QTimer::singleShot(0, dialog, [dialog] {
                    QTest::keyClick(dialog->findChild<QLineEdit*>("attach-filter"), Qt::Key_Return);
                });
            }
        });
        poll.start(10);
        QTest::keyClick(m_window.get(), Qt::Key_G, Qt::ControlModifier); // returns when the dialog is closed
        QVERIFY(over);
    }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(WindowAttachTest)
#include "WindowAttachTest.moc"
