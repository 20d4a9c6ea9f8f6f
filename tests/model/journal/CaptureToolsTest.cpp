// The journal as other programs see it: a capture that tshark, capinfos and tcpdump read without a word of complaint.

#include "model/journal/JournalCodec.h"
#include "tests/model/journal/EveryKind.h"
#include "tests/support/Stories.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace lab;
using namespace lab::tests;

class CaptureToolsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void tsharkReadsEveryPacketSilently();
    void tcpdumpReadsEveryPacketSilently();
    void capinfosKnowsBothHosts();

private:
    struct Outcome
    {
        int status = -1;
        QString out, err;
    };

    static Outcome run(const QString& tool, const QStringList& arguments)
    {
        QProcess process;
        process.start(tool, arguments);
        process.waitForFinished(60'000);
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
                QString::fromUtf8(process.readAllStandardOutput()), QString::fromUtf8(process.readAllStandardError())};
    }

    static bool missing(const char* tool) { return QStandardPaths::findExecutable(tool).isEmpty(); }

    QTemporaryDir m_folder;
    QString m_file;
    int m_packets = 0;
};

void CaptureToolsTest::initTestCase()
{
    // A story with real frames, and every kind of block of ours between them.
    std::vector<Event> events = handshakeStory();
    const std::int64_t wallClock = std::get<LabStarted>(events.at(0).body).wallClock;
    for (const Event& event : fullEvents()) {
        if (!std::holds_alternative<LabStarted>(event.body) && !std::holds_alternative<PacketSent>(event.body))
            events.insert(events.begin() + static_cast<std::ptrdiff_t>(events.size() / 2),
                          {events[1].time, event.body});
    }
    Bytes bytes = journalHeader(wallClock);
    for (const Event& event : events) {
        encodeEvent(event, wallClock, bytes);
        m_packets += std::holds_alternative<PacketSent>(event.body) ? 1 : 0;
    }
    QVERIFY(m_packets >= 5);
    m_file = m_folder.filePath("journal.pcapng");
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size())),
             static_cast<qint64>(bytes.size()));
}

void CaptureToolsTest::tsharkReadsEveryPacketSilently()
{
    if (missing("tshark"))
        QSKIP("tshark is not installed (apt install tshark): not tried whether it reads the journal");
    const Outcome outcome = run("tshark",
                                {"-r", m_file, "-T", "fields", "-e", "frame.interface_name", "-e", "frame.packet_id",
                                 "-e", "tcp.flags.str", "-e", "tcp.analysis.retransmission", "-e", "_ws.malformed"});
    QCOMPARE(outcome.status, 0);
    QString complaints = outcome.err;
    complaints.remove("Running as user \"root\" and group \"root\". This could be dangerous.\n");
    QCOMPARE(complaints, QString());
    const QStringList lines = outcome.out.split('\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), m_packets);
    for (const QString& line : lines) {
        const QStringList fields = line.split('\t');
        QVERIFY2(fields[0] == "client" || fields[0] == "server", qPrintable(line));
        QVERIFY2(fields.value(3).isEmpty() && fields.value(4).isEmpty(), qPrintable(line));
    }
    QCOMPARE(lines[0].split('\t').value(2), QString("··········S·"));
}

void CaptureToolsTest::tcpdumpReadsEveryPacketSilently()
{
    if (missing("tcpdump"))
        QSKIP("tcpdump is not installed (apt install tcpdump): not tried whether it reads the journal");
    const Outcome outcome = run("tcpdump", {"-n", "-vv", "-r", m_file});
    QCOMPARE(outcome.status, 0);
    const QStringList said = outcome.err.split('\n', Qt::SkipEmptyParts);
    QCOMPARE(said.size(), 1); // "reading from file …"
    QVERIFY2(said[0].startsWith("reading from file "), qPrintable(outcome.err));
    QCOMPARE(outcome.out.count("Flags ["), m_packets);
    QVERIFY2(!outcome.out.contains("incorrect") && !outcome.out.contains("bad cksum"), qPrintable(outcome.out));
}

void CaptureToolsTest::capinfosKnowsBothHosts()
{
    if (missing("capinfos"))
        QSKIP("capinfos is not installed (apt install tshark): not tried whether it reads the journal");
    const Outcome outcome = run("capinfos", {m_file});
    QCOMPARE(outcome.status, 0);
    QCOMPARE(outcome.err, QString());
    for (const char* part : {"Name = client", "Name = server", "Ethernet (1 - ether)", "nanoseconds (9)",
                             "Capture application: Socket Lab"})
        QVERIFY2(outcome.out.contains(part), qPrintable(outcome.out));
}

QTEST_GUILESS_MAIN(CaptureToolsTest)
#include "CaptureToolsTest.moc"
