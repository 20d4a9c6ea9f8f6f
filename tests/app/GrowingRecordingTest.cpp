// The window while somebody else still writes what it shows: files, pipes, and a capture program that is a shell script here.

#include "app/Banner.h"
#include "app/CaptureDialog.h"
#include "app/MainWindow.h"
#include "app/OpenedFile.h"
#include "app/Paths.h"
#include "app/RecordingGrowth.h"
#include "model/capture/Recording.h"
#include "tests/support/GrowingCapture.h"
#include "tests/support/OwnHome.h"
#include "tests/support/Processes.h"
#include "tests/support/Stories.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace lab;
using namespace lab::tests;
using namespace lab::tests::growing;

namespace {

constexpr int manyPackets = 60'000; // more than is read at once

QByteArray longCapture()
{
    const Endpoint c = clientEnd(40000), s = serverEnd(8080);
    QByteArray out = head();
    for (int i = 0; i < manyPackets; ++i)
        out += packet(1000 + static_cast<quint32>(i), {c, s, TcpFlag::psh | TcpFlag::ack, 101 + 5 * static_cast<std::uint32_t>(i), 501, "Hello"});
    return out;
}

CaptureFacts allowed(const std::string& program)
{
    CaptureFacts facts;
    facts.dumpcap = {program, true, true, "wireshark"};
    return facts;
}

} // namespace

class GrowingRecordingTest : public QObject
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
        m_words = std::make_unique<Words>(*Words::read(resourceFolder() + "/words"));
    }

    void cleanup() { m_window.reset(); }

    void aFileThatGrowsIsFollowedByItself()
    {
        const QString path = m_home->filePath("growing.pcap");
        append(path, head() + packets()[0]);
        m_window->openRecording(path);
        QCOMPARE(framesIn(journal()), std::size_t {1});
        QCOMPARE(mark()->text(), QString("● Recorded"));
        append(path, packets()[1]);
        QTRY_COMPARE(framesIn(journal()), std::size_t {2});
        QCOMPARE(mark()->text(), QString("● Following"));
        QVERIFY(m_window->windowTitle().contains("growing.pcap"));
        // Half a record waits, and is no damage.
        append(path, packets()[2].left(20));
        append(path, packets()[2].mid(20) + packets()[3].left(5));
        QTRY_COMPARE(framesIn(journal()), std::size_t {3});
        append(path, packets()[3].mid(5));
        QTRY_COMPARE(framesIn(journal()), std::size_t {4});
        QVERIFY(m_window->banner().text().isEmpty() || !m_window->banner().text().contains("damaged"));
        QVERIFY(m_window->context().playhead->live());
    }

    void whoWentBackStaysThereWhileItGrows()
    {
        const QString path = m_home->filePath("growing.pcap");
        append(path, head() + packets()[0] + packets()[1]);
        m_window->openRecording(path);
        Playhead* playhead = m_window->context().playhead;
        playhead->moveTo(2);
        append(path, packets()[2]);
        QTRY_COMPARE(framesIn(journal()), std::size_t {3});
        QCOMPARE(playhead->position(), std::size_t {2});
        QVERIFY(!playhead->live());
        m_window->action("play-live")->trigger();
        append(path, packets()[3]);
        QTRY_COMPARE(framesIn(journal()), std::size_t {4});
        QTRY_COMPARE(playhead->position(), journal().size());
    }

    void aLongCaptureIsReadBeforeAnybodyShowsIt()
    {
        const QString path = m_home->filePath("long.pcap");
        append(path, longCapture());
        auto begun = OpenedFile::openAhead(path.toStdString());
        QVERIFY(begun && begun->behind && begun->ahead);
        const QString other = m_home->filePath("other.pcap");
        append(other, head() + packets()[0]);
        m_window->session().haveBegun(std::move(begun));
        m_window->openRecording(path);
        QVERIFY(m_window->session().opening());
        QTRY_VERIFY(!m_window->session().opening());
        const auto whole = lab::openRecording(path.toStdString());
        QVERIFY(whole && journal().encoded() == (*whole)->encoded());
        append(path, packets()[3]);
        QTRY_COMPARE(framesIn(journal()), std::size_t {manyPackets} + 1); // it is followed as any other
        // What was begun and is not wanted is left alone.
        m_window->session().haveBegun(OpenedFile::openAhead(path.toStdString()));
        m_window->openRecording(other);
        QCOMPARE(framesIn(journal()), std::size_t {1});
        // What was begun is what is shown, whatever has its name by now.
        m_window->session().haveBegun(OpenedFile::openAhead(path.toStdString()));
        QVERIFY(QFile::remove(path) && QFile::rename(other, path));
        m_window->openRecording(path);
        QTRY_VERIFY(!m_window->session().opening());
        QCOMPARE(framesIn(journal()), std::size_t {manyPackets} + 1);
    }

    void onlyALongCaptureOfAnotherProgramIsReadBefore()
    {
        const auto opened = [&](const QString& name) { return OpenedFile::openAhead(m_home->filePath(name).toStdString()).has_value(); };
        QVERIFY(!opened("missing.pcap"));
        append(m_home->filePath("short.pcap"), head() + packets()[0]);
        QVERIFY(!opened("short.pcap"));
        append(m_home->filePath("noise.pcap"), QByteArray(2'000'000, 'x'));
        QVERIFY(!opened("noise.pcap"));
        append(m_home->filePath("long.pcap"), longCapture());
        QVERIFY(opened("long.pcap"));
        const auto journal = lab::openRecording(m_home->filePath("long.pcap").toStdString());
        QVERIFY(journal && (*journal)->save(m_home->filePath("ours.pcapng").toStdString()));
        QVERIFY(!opened("ours.pcapng")); // read in slices
        QCOMPARE(::mkfifo(m_home->filePath("pipe").toLocal8Bit().constData(), 0600), 0);
        QVERIFY(!opened("pipe")); // which would wait for who writes it
    }

    void aLongFileOpensInSlices()
    {
        const QString path = m_home->filePath("long.pcap");
        append(path, longCapture() + packets()[3].left(30));
        m_window->openRecording(path);
        QVERIFY(m_window->session().opening());
        QVERIFY(journal().size() > 100 && journal().size() < manyPackets);
        QVERIFY2(mark()->text().startsWith("● Opening…"), qPrintable(mark()->text()));
        QVERIFY(journal().damage().message.empty()); // what was not read yet is not missing
        m_window->context().playhead->moveTo(50); // nobody waits
        QTRY_VERIFY(!m_window->session().opening());
        QCOMPARE(framesIn(journal()), std::size_t {manyPackets});
        QCOMPARE(mark()->text(), QString("● Recorded"));
        QCOMPARE(m_window->context().playhead->position(), std::size_t {50});
        const QString said = m_window->banner().text();
        QVERIFY2(said.contains("long.pcap is damaged at byte") && said.contains("60000 packets before it recovered"), qPrintable(said));
        m_window->action("play-live")->trigger();
        QCOMPARE(m_window->context().playhead->state().packets().back().packet, PacketId {manyPackets});
        append(path, packets()[3].mid(30));
        QTRY_COMPARE(framesIn(journal()), std::size_t {manyPackets + 1}); // it grew, and is followed
        QTRY_COMPARE(mark()->text(), QString("● Following"));
    }

    void whatIsSavedWhileALongFileOpensIsAllOfIt()
    {
        const QString path = m_home->filePath("long.pcap"), saved = m_home->filePath("saved.pcapng");
        append(path, longCapture());
        m_window->openRecording(path);
        QVERIFY(m_window->session().opening());
        QVERIFY(m_window->session().save(saved));
        QVERIFY(!m_window->session().opening());
        const auto again = Journal::open(saved.toStdString());
        QVERIFY(again.has_value());
        QCOMPARE(framesIn(**again), std::size_t {manyPackets});
        QCOMPARE((*again)->size(), journal().size());
    }

    void whatALongFileHasIsShownFirstAndFoldedThen()
    {
        const QString path = m_home->filePath("long.pcap");
        append(path, longCapture());
        std::vector<int> percents;
        connect(&m_window->session(), &LabSession::followingChanged, this, [&] { percents.push_back(m_window->session().openedPercent()); });
        m_window->openRecording(path);
        const Playhead* playhead = m_window->context().playhead;
        QTRY_VERIFY(!m_window->session().growth()->behind());
        QCOMPARE(framesIn(journal()), std::size_t {manyPackets});
        QCOMPARE(playhead->position(), journal().size());
        QVERIFY(playhead->live());
        append(path, packets()[3]); // as a rule before all is folded
        QTRY_COMPARE(framesIn(journal()), std::size_t {manyPackets + 1});
        QTRY_VERIFY(!m_window->session().opening());
        QTRY_COMPARE(playhead->position(), journal().size());
        QCOMPARE(playhead->state().applied(), journal().size());
        QVERIFY(std::is_sorted(percents.begin(), percents.end()));
        QCOMPARE(percents.back(), 100);
    }

    void whoOpensAnotherWhileALongFileOpensHasThatOneAlone()
    {
        const QString path = m_home->filePath("long.pcap"), other = m_home->filePath("other.pcap");
        append(path, longCapture());
        append(other, head() + packets()[0] + packets()[1]);
        for (int i = 0; i < 5; ++i) {
            m_window->openRecording(path);
            QVERIFY(m_window->session().opening());
            for (int turn = 0; turn < i; ++turn)
                QCoreApplication::processEvents();
            m_window->openRecording(other);
            QVERIFY(!m_window->session().opening());
            QCOMPARE(framesIn(journal()), std::size_t {2});
            QCOMPARE(mark()->text(), QString("● Recorded"));
        }
        append(other, packets()[2]);
        QTRY_COMPARE(framesIn(journal()), std::size_t {3}); // and nothing of the long one
    }

    void anEmptyFileIsWaitedForOnlyIfItIsToBeFollowed()
    {
        const QString path = m_home->filePath("growing.pcap");
        append(path, {});
        m_window->openRecording(path);
        QVERIFY2(m_window->banner().text().contains("is empty"), qPrintable(m_window->banner().text()));
        m_window->openRecording(path, true);
        QCOMPARE(mark()->text(), QString("● Following"));
        append(path, head().left(10));
        append(path, head().mid(10) + packets()[0]);
        QTRY_COMPARE(framesIn(journal()), std::size_t {1});
    }

    void followingCanBeStoppedAndTakenUpAgain()
    {
        const QString path = m_home->filePath("growing.pcap");
        append(path, head() + packets()[0]);
        m_window->openRecording(path, true);
        QVERIFY(stopButton()->isVisible());
        stopButton()->click();
        QCOMPARE(mark()->text(), QString("● Recorded"));
        QVERIFY(!stopButton()->isVisible());
        append(path, packets()[1] + packets()[2]);
        m_window->action("follow")->trigger();
        QTRY_COMPARE(framesIn(journal()), std::size_t {3});
        QCOMPARE(mark()->text(), QString("● Following"));
    }

    void truncatedReplacedAndRemovedFilesAreSaidInWords_data()
    {
        QTest::addColumn<QString>("how");
        QTest::addColumn<QString>("said");
        QTest::newRow("truncated") << "truncated" << "begun anew";
        QTest::newRow("replaced") << "replaced" << "taken the place";
        QTest::newRow("removed") << "removed" << "was removed";
    }

    void truncatedReplacedAndRemovedFilesAreSaidInWords()
    {
        QFETCH(QString, how);
        QFETCH(QString, said);
        const QString path = m_home->filePath("growing.pcap"), other = m_home->filePath("other.pcap");
        append(path, head() + packets()[0]);
        append(other, head() + packets()[0] + packets()[1]);
        m_window->openRecording(path, true);
        if (how == "truncated")
            QVERIFY(QFile::resize(path, 24));
        if (how == "replaced")
            QCOMPARE(::rename(other.toLocal8Bit().data(), path.toLocal8Bit().data()), 0);
        if (how == "removed")
            QVERIFY(QFile::remove(path));
        QTRY_VERIFY2(m_window->banner().text().contains(said), qPrintable(m_window->banner().text()));
        QCOMPARE(mark()->text(), QString("● Recorded"));
        QCOMPARE(framesIn(journal()), std::size_t {1});
    }

    void aLongFileThatIsBegunAnewTakesItsBytesWithIt()
    {
        const QString path = m_home->filePath("long.pcap");
        append(path, longCapture());
        m_window->openRecording(path);
        QTRY_VERIFY(!m_window->session().opening());
        QVERIFY(QFile::resize(path, 24));
        QTRY_VERIFY2(m_window->banner().text().contains("the bytes are gone"), qPrintable(m_window->banner().text()));
        Playhead* playhead = m_window->context().playhead;
        for (const std::size_t position : {journal().size() / 2, std::size_t {10}, journal().size() - 1}) {
            playhead->moveTo(position);
            QCOMPARE(playhead->state().applied(), position);
            QVERIFY(!m_window->grab().isNull());
        }
        const Status saved = m_window->session().save(m_home->filePath("saved.pcapng"));
        QVERIFY(!saved);
        QVERIFY(QString::fromStdString(saved.error().message).contains("long.pcap has changed since it was read"));
    }

    void aNoteInAGrowingFileStaysOutOfIt()
    {
        const QString path = m_home->filePath("growing.pcapng");
        Bytes own = journalHeader(0);
        const std::vector<Event> events = handshakeStory();
        for (std::size_t i = 0; i + 1 < events.size(); ++i)
            encodeEvent(events[i], 0, own);
        append(path, bytes(own));
        m_window->openRecording(path, true);
        const qint64 size = QFileInfo(path).size();
        QVERIFY(m_window->session().writeNote(1, "mine").has_value());
        QCOMPARE(QFileInfo(path).size(), size);
        QVERIFY(m_window->session().modified());
        Bytes last;
        encodeEvent(events.back(), 0, last);
        append(path, bytes(last));
        QTRY_COMPARE(journal().size(), events.size() + 1);
        m_window->session().close();
    }

    void aPipeIsShownWhileItComes()
    {
        const QString path = m_home->filePath("pipe");
        QCOMPARE(::mkfifo(path.toLocal8Bit().data(), 0600), 0);
        QProcess writer;
        writer.start("sh", {"-c", "exec cat >\"$0\"", path});
        m_window->openRecording(path); // opening waits for who writes
        QCOMPARE(mark()->text(), QString("● Capturing"));
        writer.write(head() + packets()[0]);
        QTRY_COMPARE(framesIn(journal()), std::size_t {1});
        writer.write(packets()[1] + packets()[2].left(3));
        QTRY_COMPARE(framesIn(journal()), std::size_t {2});
        writer.closeWriteChannel();
        QTRY_COMPARE(mark()->text(), QString("● Recorded"));
        QVERIFY2(m_window->banner().text().contains("2 packets before it recovered"), qPrintable(m_window->banner().text()));
        QVERIFY(m_window->session().modified());
        QVERIFY(m_window->session().save(m_home->filePath("kept.pcapng")).has_value());
        QTRY_COMPARE(writer.state(), QProcess::NotRunning);
    }

    void theDialogShowsTheCommandAndStartsItOnlyThen()
    {
        const std::string program = fake("touch \"$0.started\"; cat \"$0.head\"; exec sleep 1000");
        append(QString::fromStdString(program) + ".head", head());
        CaptureDialog dialog(allowed(program), {{"lo", true, true, {"127.0.0.1"}}}, *m_words, Language::English, nullptr);
        dialog.show();
        dialog.findChild<QLineEdit*>("capture-filter")->setText("tcp port 80");
        dialog.findChild<QSpinBox*>("capture-packets")->setValue(7);
        QCOMPARE(dialog.findChild<QLabel*>("capture-line")->text(),
                 QString::fromStdString(program) + " -q -p -i lo -w - -c 7 -f 'tcp port 80'");
        QVERIFY(!QFile::exists(QString::fromStdString(program) + ".started"));
        const std::string mark = markDescendants();
        dialog.findChild<QPushButton*>("capture-start")->click();
        QTRY_COMPARE(dialog.result(), int(QDialog::Accepted));
        QVERIFY(!marked(mark).empty());
        { CaptureProcess ended = dialog.takeProcess(); }
        QVERIFY(survivors(mark).empty());
    }

    void aRefusedFilterIsSaidAndCanBeCorrected()
    {
        const std::string program = fake("case \"$*\" in *foo*) echo 'Capturing on lo' >&2; echo \"unknown port 'foo'\" >&2; exit 1;; "
                                         "esac; cat \"$0.head\"; exec sleep 1000");
        append(QString::fromStdString(program) + ".head", head());
        CaptureDialog dialog(allowed(program), {{"lo", true, true, {}}}, *m_words, Language::English, nullptr);
        dialog.show();
        auto* filter = dialog.findChild<QLineEdit*>("capture-filter");
        auto* start = dialog.findChild<QPushButton*>("capture-start");
        filter->setText("port foo");
        start->click();
        QTRY_COMPARE(dialog.findChild<QLabel*>("capture-problem")->text(), QString("unknown port 'foo'"));
        QVERIFY(dialog.isVisible() && start->isEnabled());
        filter->setText("port 80");
        start->click();
        QTRY_COMPARE(dialog.result(), int(QDialog::Accepted));
    }

    void whoMayNotCaptureIsToldWhatToType()
    {
        CaptureFacts facts;
        facts.user = "alice";
        facts.dumpcap = {"/usr/bin/dumpcap", false, true, "wireshark"};
        const std::vector<CaptureInterface> interfaces {{"eth0", true, false, {"192.168.0.2"}}};
        for (const Language language : {Language::English, Language::Korean}) {
            CaptureDialog dialog(facts, interfaces, *m_words, language, nullptr);
            const QString said = dialog.findChild<QLabel*>("capture-problem")->text();
            QVERIFY2(said.contains("sudo usermod -aG wireshark alice"), qPrintable(said));
            QVERIFY2(said.contains("sudo tcpdump -U -w - -i eth0 | socketlab -"), qPrintable(said));
            QVERIFY(!dialog.findChild<QPushButton*>("capture-start")->isEnabled());
        }
        QCOMPARE(captureObstacle(facts), std::string("not-in-group"));
        facts.dumpcap.executable = true;
        facts.dumpcap.capable = false;
        QCOMPARE(captureObstacle(facts), std::string("no-capability"));
        facts.noNewPrivileges = true;
        QCOMPARE(captureObstacle(facts), std::string("no-new-privileges"));
        facts.noNewPrivileges = false;
        facts.tcpdump = {"/usr/bin/tcpdump", true, true, "root"};
        QCOMPARE(captureProgram(facts).value_or(""), std::string("/usr/bin/tcpdump"));
        QCOMPARE(captureObstacle(CaptureFacts()), std::string("no-program"));
    }

    void aCaptureIsShownAsItComesAndStopped()
    {
        const std::string mark = markDescendants();
        capture("cat \"$0.head\"; cat \"$0.1\"; read gone <\"$0.wait\"; cat \"$0.2\"; exec sleep 1000");
        QTRY_COMPARE(framesIn(journal()), std::size_t {1});
        QCOMPARE(this->mark()->text(), QString("● Capturing"));
        QVERIFY(m_window->windowTitle().contains("Capture on lo"));
        const int wait = ::open(m_home->filePath("dumpcap.wait").toLocal8Bit().data(), O_WRONLY);
        QCOMPARE(::write(wait, "go\n", 3), 3); // the script may go on
        ::close(wait);
        QTRY_COMPARE(framesIn(journal()), std::size_t {2});
        QVERIFY(m_window->context().playhead->live());
        QVERIFY(m_window->session().modified());
        stopButton()->click();
        QTRY_COMPARE(this->mark()->text(), QString("● Recorded"));
        QVERIFY2(m_window->banner().text().contains("The capture on lo has ended"), qPrintable(m_window->banner().text()));
        QVERIFY(survivors(mark).empty());
        QVERIFY(m_window->session().save(m_home->filePath("kept.pcapng")).has_value());
        m_window->openRecording(m_home->filePath("kept.pcapng"));
        QCOMPARE(framesIn(journal()), std::size_t {2});
    }

    void aCaptureProgramThatDiesIsSaidInItsWords()
    {
        capture("cat \"$0.head\" \"$0.1\"; echo 'The interface went down' >&2; exit 1");
        QTRY_VERIFY2(m_window->banner().text().contains("The interface went down"), qPrintable(m_window->banner().text()));
        QCOMPARE(framesIn(journal()), std::size_t {1});
        QCOMPARE(mark()->text(), QString("● Recorded"));
        m_window->session().close();
    }

    void aCaptureEndsAtItsLimitOfBytes()
    {
        const std::string mark = markDescendants();
        capture("cat \"$0.head\"; while cat \"$0.1\"; do :; done", 100'000);
        QTRY_VERIFY2(m_window->banner().text().contains("its limit"), qPrintable(m_window->banner().text()));
        QVERIFY(survivors(mark).empty());
        QVERIFY(framesIn(journal()) > 500);
        m_window->session().close();
    }

    void closingWhatIsShownLeavesNoCaptureBehind()
    {
        const std::string mark = markDescendants();
        capture("cat \"$0.head\" \"$0.1\"; exec sleep 1000");
        QTRY_COMPARE(framesIn(journal()), std::size_t {1});
        QVERIFY(!marked(mark).empty());
        m_window->session().close();
        const auto left = survivors(mark, 0);
        QVERIFY2(left.empty(), namesOf(left).c_str());
    }

    void droppedPacketsAreCountedAsTheProgramsSayIt()
    {
        QCOMPARE(droppedPackets("0 packets captured\n7 packets dropped by kernel\n1 packet dropped by interface\n"), std::uint64_t {8});
        QCOMPARE(droppedPackets("Packets received/dropped on interface 'Loopback: lo': 24/3 (pcap:3/dumpcap:0/flushed:0/ps_ifdrop:0) (88.9%)\n"),
                 std::uint64_t {3});
        QCOMPARE(droppedPackets("Packets received/dropped on interface 'lo': 24/0 (pcap:0/dumpcap:0)\n"), std::uint64_t {0});
    }

private:
    static QByteArray bytes(const Bytes& all)
    {
        return {reinterpret_cast<const char*>(all.data()), static_cast<qsizetype>(all.size())};
    }

    static void append(const QString& path, const QByteArray& bytes)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::Append));
        QCOMPARE(file.write(bytes), bytes.size());
    }

    /// A program named dumpcap that is a shell script; its files are beside it: .head, .1, .2, and the pipe .wait.
    std::string fake(const QByteArray& script)
    {
        const QString path = m_home->filePath("dumpcap");
        append(path, "#!/bin/sh\n" + script + "\n");
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return path.toStdString();
    }

    void capture(const QByteArray& script, std::uint64_t mostBytes = 0)
    {
        const std::string program = fake(script);
        const QString path = QString::fromStdString(program);
        append(path + ".head", head());
        append(path + ".1", packets()[0]);
        append(path + ".2", packets()[1]);
        QCOMPARE(::mkfifo((program + ".wait").c_str(), 0600), 0);
        auto process = CaptureProcess::start({program, "lo", "", 0});
        QVERIFY(process.has_value());
        m_window->session().capture(std::move(*process), mostBytes);
    }

    const Journal& journal() const { return m_window->session().journal(); }

    QLabel* mark() const { return m_window->findChild<QLabel*>("recorded"); }

    QPushButton* stopButton() const { return m_window->findChild<QPushButton*>("button-follow"); }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<Words> m_words;
};

QTEST_MAIN(GrowingRecordingTest)
#include "GrowingRecordingTest.moc"
