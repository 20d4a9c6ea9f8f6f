// The sockets of this machine in the window: one key, nobody is asked, seen live, ended, and asked about before it is lost.

#include "app/MainWindow.h"
#include "app/Panels.h"
#include "model/base/UniqueFd.h"
#include "tests/support/OwnHome.h"

#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QtTest>

#include <netinet/in.h>
#include <sys/socket.h>

using namespace lab;
using namespace lab::tests;

namespace {

UniqueFd listening()
{
    UniqueFd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    ::listen(fd.get(), 3); // the kernel chooses a port
    return fd;
}

int portOf(const UniqueFd& fd)
{
    sockaddr_in address {};
    socklen_t length = sizeof address;
    ::getsockname(fd.get(), reinterpret_cast<sockaddr*>(&address), &length);
    return ntohs(address.sin_port);
}

} // namespace

class WindowSocketsTest : public QObject
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

    void oneKeyShowsThemAndAnotherEndsIt()
    {
        const UniqueFd before = listening();
        QTest::keyClick(m_window.get(), Qt::Key_M, Qt::ControlModifier);
        QCOMPARE(m_window->session().source(), LabSession::Source::Sockets);
        QVERIFY(m_window->session().labRunning());
        QTRY_VERIFY(seen(before));
        const UniqueFd later = listening();
        QTRY_VERIFY(seen(later));
        QVERIFY(shows("● Watching"));
        QVERIFY2(m_window->windowTitle().contains("Sockets of this machine"), qPrintable(m_window->windowTitle()));
        auto& panels = *m_window->findChild<Panels*>();
        QVERIFY(panels.view(panels.view("sockets") ? "sockets" : "timeline")->isVisible());
        for (const char* id : {"next-step", "step-client", "step-wire", "wire-mode", "drop", "save-lesson"})
            QVERIFY2(!m_window->action(id)->isEnabled(), id);

        QTest::keyClick(m_window.get(), Qt::Key_J, Qt::ControlModifier);
        QTRY_VERIFY(!m_window->session().labRunning());
        QVERIFY(!shows("● Watching"));
        QVERIFY(seen(later)); // what was recorded stays
    }

    void whatIsNotSavedIsAskedAbout()
    {
        QTest::keyClick(m_window.get(), Qt::Key_M, Qt::ControlModifier);
        const UniqueFd listener = listening();
        QTRY_VERIFY(seen(listener));
        QVERIFY(m_window->session().modified());
        bool asked = false;
        QTimer poll;
        connect(&poll, &QTimer::timeout, this, [&] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            if (box == nullptr || std::exchange(asked, true))
                return;
            for (QAbstractButton* button : box->buttons())
                if (box->buttonRole(button) == QMessageBox::RejectRole)
                    button->click();
        });
        poll.start(10);
        QTest::keyClick(m_window.get(), Qt::Key_M, Qt::ControlModifier);
        QVERIFY(asked);
        QVERIFY(m_window->session().labRunning());

        const QString path = m_home->filePath("sockets.pcapng");
        QVERIFY(m_window->session().save(path));
        m_window->openRecording(path);
        QCOMPARE(m_window->session().source(), LabSession::Source::Recording);
        QVERIFY(!m_window->session().labRunning());
    }

private:
    bool seen(const UniqueFd& listener) const
    {
        for (const SocketRow& row : m_window->session().liveState().host(HostId::Client).sockets)
            if (row.local.port == portOf(listener) && row.state == SocketState::Listen)
                return true;
        return false;
    }

    bool shows(const QString& text) const
    {
        for (const QLabel* label : m_window->findChildren<QLabel*>())
            if (label->isVisible() && label->text() == text)
                return true;
        return false;
    }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(WindowSocketsTest)
#include "WindowSocketsTest.moc"
