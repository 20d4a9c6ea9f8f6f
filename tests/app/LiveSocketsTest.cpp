// A capture with the sockets of this machine in the window: one growing recording of both, and what becomes of it when one of them
// ends. The capture program is a shell script here, and so is the engine.

#include "app/Banner.h"
#include "app/CaptureDialog.h"
#include "app/MainWindow.h"
#include "app/Paths.h"
#include "app/Preferences.h"
#include "model/capture/Recording.h"
#include "tests/support/GrowingCapture.h"
#include "tests/support/FakeEngine.h"
#include "tests/support/OwnHome.h"
#include "tests/support/Processes.h"

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QtTest>

#include <sys/stat.h>

using namespace lab;
using namespace lab::tests;
using namespace lab::tests::growing;

namespace {

/// What the engine tells that only watches: the server of packets(), and its end of the connection that they are of.
Bytes machine()
{
    constexpr std::int64_t second = 1'000'000'000;
    SocketRow listener;
    listener.socket = 100;
    listener.inode = 5;
    listener.state = SocketState::Listen;
    listener.local = serverEnd(8080);
    SocketRow accepted = listener;
    accepted.socket = 101;
    accepted.inode = 7;
    accepted.state = SocketState::Established;
    accepted.remote = clientEnd(40000);
    Bytes out = journalHeader(990 * second);
    const auto add = [&](std::int64_t at, const EventBody& body) { encodeEvent({{at * second}, body}, 990 * second, out); };
    add(0, LabStarted {990 * second, "0.1.0", "6.1", ""});
    add(0, SettingWritten {HostId::Client, "network", "this machine", true});
    add(1, SocketSampled {listener});
    add(1, ActorStarted {1, HostId::Client, "java", 71, "java Server", 0});
    add(1, DescriptorsChanged {1, {{4, "socket", 100, 5, 2, 1, 6, ""}}});
    add(11, SocketSampled {accepted});
    add(11, DescriptorsChanged {1, {{4, "socket", 100, 5, 2, 1, 6, ""}, {6, "socket", 101, 7, 2, 1, 6, ""}}});
    return out;
}

constexpr const char* untilItIsTold = "while read -r line; do echo \"$line\" >>\"$0.commands\"; [ \"$line\" = 'lab: end' ] && exit 0; done";

} // namespace

class LiveSocketsTest : public QObject
{
    Q_OBJECT

private slots:

    void init()
    {
        m_home = ownHome();
        m_window = std::make_unique<MainWindow>();
        m_window->resize(1280, 900);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }

    void cleanup() { m_window.reset(); }

    void theSocketsOfThisMachineAreJoinedWithItsPackets()
    {
        const FakeEngine engine(machine(), untilItIsTold);
        const std::string mark = markDescendants();
        captureJoined("cat \"$0.head\" \"$0.1\" \"$0.2\"; exec sleep 1000");
        QTRY_COMPARE(framesIn(journal()), std::size_t {2});
        QTRY_VERIFY(row(101) != nullptr);
        QCOMPARE(this->mark()->text(), QString("● Capturing"));
        QCOMPARE(row(100)->host, HostId::Server); // others connect to it
        QCOMPARE(row(101)->host, HostId::Server);
        QVERIFY(row(inferredSockets) != nullptr && row(inferredSockets + 1) == nullptr);
        QCOMPARE(m_window->session().liveState().actor("java")->started.host, HostId::Server);
        m_window->action("follow")->trigger();
        QTRY_COMPARE(this->mark()->text(), QString("● Recorded"));
        QVERIFY2(m_window->banner().text().contains("kernel's own states: 1 / 1"), qPrintable(m_window->banner().text()));
        QCOMPARE(engine.commands(), (QStringList {"lab: settle", "lab: end"})); // a last look
        QVERIFY(survivors(mark).empty());
        // What is kept is the same, and says it when it is opened.
        const QString path = m_home->filePath("kept.pcapng");
        QVERIFY(m_window->session().save(path).has_value());
        m_window->openRecording(path);
        QCOMPARE(framesIn(journal()), std::size_t {2});
        QVERIFY2(m_window->banner().text().contains("1 / 1"), qPrintable(m_window->banner().text()));
    }

    void aCaptureGoesOnWithoutTheSocketsAndSaysSo_data()
    {
        QTest::addColumn<bool>("starts");
        QTest::newRow("the engine cannot be started") << false;
        QTest::newRow("it ends in between") << true;
    }

    void aCaptureGoesOnWithoutTheSocketsAndSaysSo()
    {
        QFETCH(bool, starts);
        const FakeEngine engine(machine(), "echo 'out of memory' >&2; exit 3");
        if (!starts)
            qputenv("SOCKETLAB_ENGINE", "/nowhere/socketlab-engine");
        captureJoined("cat \"$0.head\" \"$0.1\"; read gone <\"$0.wait\"; cat \"$0.2\"; exec sleep 1000");
        QTRY_COMPARE(framesIn(journal()), std::size_t {1});
        QTRY_VERIFY2(m_window->banner().text().contains("sockets of this machine are not watched"), qPrintable(m_window->banner().text()));
        QVERIFY2(m_window->banner().text().contains(starts ? "out of memory" : "/nowhere"), qPrintable(m_window->banner().text()));
        QFile wait(m_home->filePath("dumpcap.wait"));
        QVERIFY(wait.open(QIODevice::WriteOnly));
        wait.write("go\n");
        wait.close();
        QTRY_COMPARE(framesIn(journal()), std::size_t {2});
        m_window->findChild<QPushButton*>("button-follow")->click();
        QTRY_COMPARE(mark()->text(), QString("● Recorded"));
        m_window->session().close();
    }

    void closingWhatIsShownLeavesNoWatcherBehind()
    {
        const FakeEngine engine(machine());
        const std::string mark = markDescendants();
        captureJoined("cat \"$0.head\" \"$0.1\"; exec sleep 1000");
        QTRY_COMPARE(framesIn(journal()), std::size_t {1});
        m_window->session().close();
        const auto left = survivors(mark, 0);
        QVERIFY2(left.empty(), namesOf(left).c_str());
    }

    void anEngineThatDoesNotEndIsNotWaitedFor()
    {
        const FakeEngine engine(machine());
        captureJoined("cat \"$0.head\" \"$0.1\"; exit 0");
        QTRY_COMPARE(mark()->text(), QString("● Recorded"));
        QCOMPARE(framesIn(journal()), std::size_t {1});
        m_window->session().close();
    }

    void socketsAreWishedUnlessAPersonSaysOtherwise()
    {
        const Words words = *Words::read(resourceFolder() + "/words");
        CaptureDialog dialog(CaptureFacts(), {{"lo", true, true, {}}}, words, Language::English, nullptr);
        auto* box = dialog.findChild<QCheckBox*>("capture-sockets");
        QVERIFY(box->isChecked() && dialog.withSockets());
        box->click();
        QVERIFY(!dialog.withSockets());
        Preferences preferences = Preferences::read();
        QVERIFY(preferences.captureSockets);
        preferences.captureSockets = dialog.withSockets();
        preferences.write();
        QVERIFY(!Preferences::read().captureSockets);
    }

private:
    static void put(const QString& path, const QByteArray& bytes)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }

    /// A program named dumpcap that is a shell script; its files are beside it: .head, .1, .2, and the pipe .wait.
    void captureJoined(const QByteArray& script)
    {
        const QString path = m_home->filePath("dumpcap");
        put(path, "#!/bin/sh\n" + script + "\n");
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        put(path + ".head", head());
        put(path + ".1", packets()[0]);
        put(path + ".2", packets()[1]);
        const std::string program = path.toStdString();
        QCOMPARE(::mkfifo((program + ".wait").c_str(), 0600), 0);
        auto process = CaptureProcess::start({program, "lo", "", 0});
        QVERIFY(process.has_value());
        m_window->session().capture(std::move(*process), 0, true);
    }

    const Journal& journal() const { return m_window->session().journal(); }

    const SocketRow* row(SocketId socket) const { return m_window->session().liveState().socket(socket); }

    QLabel* mark() const { return m_window->findChild<QLabel*>("recorded"); }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(LiveSocketsTest)
#include "LiveSocketsTest.moc"
