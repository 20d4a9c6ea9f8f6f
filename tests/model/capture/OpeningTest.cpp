// What a path may be besides a good file, for recordings and lessons alike; and how much memory opening takes.

#include "model/capture/Recording.h"
#include "model/journal/JournalCodec.h"
#include "model/lesson/Lesson.h"
#include "model/packet/Packet.h"
#include "tests/support/JournalBuilder.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <malloc.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace lab;
using namespace lab::tests;

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool sanitized = true; // keeps freed memory for a while, and says so in its own figures
#else
constexpr bool sanitized = false;
#endif

/// "VmRSS" or "VmHWM" of this process, in bytes (proc(5)).
qint64 memory(const char* name)
{
    QFile status("/proc/self/status");
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray& line : status.readAll().split('\n'))
        if (line.startsWith(name))
            return line.mid(static_cast<qsizetype>(qstrlen(name)) + 1).trimmed().split(' ')[0].toLongLong() * 1024;
    return -1;
}

/// The most that `work` had at once beyond what there was before it.
template<class Work>
qint64 peakOf(Work work)
{
    malloc_trim(0);
    QFile peak("/proc/self/clear_refs"); // proc(5): 5 makes the highest resident set size the present one
    if (!peak.open(QIODevice::WriteOnly) || peak.write("5") != 1)
        return -1;
    peak.close();
    const qint64 before = memory("VmRSS");
    work();
    return memory("VmHWM") - before;
}

void put32(Bytes& out, std::uint32_t value)
{
    for (int shift = 0; shift < 32; shift += 8)
        out.push_back(static_cast<std::uint8_t>(value >> shift));
}

/// A pcap file of so many bytes: this frame again and again, 10 µs apart; `vary`: each from another port.
Bytes pcapOf(Bytes frame, std::size_t size, bool vary)
{
    Bytes out;
    for (const std::uint32_t word : {0xA1B2C3D4U, 0x00040002U, 0U, 0U, 262144U, 1U})
        put32(out, word);
    for (std::uint32_t i = 0; out.size() < size; ++i) {
        put32(out, 1000 + i / 100'000);
        put32(out, i % 100'000 * 10);
        put32(out, static_cast<std::uint32_t>(frame.size()));
        put32(out, static_cast<std::uint32_t>(frame.size()));
        if (vary) {
            frame[34] = static_cast<std::uint8_t>(i >> 8);
            frame[35] = static_cast<std::uint8_t>(i);
            frame[28] = static_cast<std::uint8_t>(i >> 16); // of the source address
        }
        out.insert(out.end(), frame.begin(), frame.end());
    }
    return out;
}

} // namespace

class OpeningTest : public QObject
{
    Q_OBJECT

private slots:

    void whatIsNoFileIsSaidAndNotWaitedFor_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("said");
        QVERIFY(::symlink("loop", path("loop").toUtf8().constData()) == 0);
        QVERIFY(::symlink("nowhere", path("dangling").toUtf8().constData()) == 0);
        QTest::newRow("missing") << path("missing") << "No such file or directory";
        QTest::newRow("folder") << m_folder.path() << "Is a directory";
        QTest::newRow("loop of links") << path("loop") << "Too many levels of symbolic links";
        QTest::newRow("link to nothing") << path("dangling") << "No such file or directory";
        QTest::newRow("a file as a folder") << path("file/below") << "Not a directory";
        QTest::newRow("no end") << "/dev/zero" << "found";
        QTest::newRow("no end, noise") << "/dev/urandom" << "found";
        QTest::newRow("cannot be read") << "/proc/self/mem" << "Input/output error";
        QTest::newRow("empty") << "/dev/null" << "";
        QFile file(path("file"));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }

    void whatIsNoFileIsSaidAndNotWaitedFor()
    {
        QFETCH(QString, path);
        QFETCH(QString, said);
        const auto recording = openRecording(path.toStdString());
        QVERIFY(!recording);
        const auto lesson = readLesson(path.toStdString());
        QVERIFY(!lesson);
        for (const std::string& message : {recording.error().message, lesson.error().message}) {
            QVERIFY2(message.starts_with(path.toStdString()), message.c_str());
            QVERIFY2(QString::fromStdString(message).contains(said), message.c_str());
        }
    }

    void aFileThatVanishedIsSaid()
    {
        const QString name = path("here-and-gone.pcapng");
        QVERIFY(QFile::copy(SOCKETLAB_SOURCE_DIR "/resources/recordings/three-way-handshake.pcapng", name));
        QVERIFY(openRecording(name.toStdString()));
        QVERIFY(QFile::remove(name));
        const auto gone = openRecording(name.toStdString());
        QVERIFY(!gone);
        QVERIFY2(gone.error().message.ends_with("No such file or directory"), gone.error().message.c_str());
    }

    void openingTakesAFewTimesTheFile_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("times");
        constexpr std::size_t size = 16 << 20;
        const auto add = [](const char* name, const Bytes& bytes, int times = 4) {
            QTest::newRow(name) << QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())) << times;
        };
        const Endpoint c = clientEnd(40000), s = serverEnd(8080);
        add("whole segments", pcapOf(tcpFrame({c, s, TcpFlag::ack, 1, 1, std::string(1448, 'x')}), size, false));
        add("acknowledgements", pcapOf(tcpFrame({c, s, TcpFlag::ack, 1, 1}), size, false));
        // Each SYN is a conversation with two ends and a state of its own, five times as long as the SYN: more than four times.
        add("a flood of SYNs", pcapOf(tcpFrame({c, s, TcpFlag::syn, 1}), size, true), 10);
        Bytes torn = pcapOf(tcpFrame({c, s, TcpFlag::ack, 1, 1, std::string(500, 'x')}), size, false);
        torn.resize(torn.size() - 7);
        add("a torn file", torn);
        torn[torn.size() / 2] ^= 0xff;
        add("damage in the middle", torn);
        Bytes ours = journalHeader(0);
        for (PacketId packet = 1; ours.size() < size; ++packet)
            encodePacket({packet, HostId::Client, PacketOrigin::Kernel, tcpFrame({c, s, TcpFlag::ack, 1, 1}), 0}, {1}, 0, ours);
        add("a recording of the lab", ours);
    }

    void openingTakesAFewTimesTheFile()
    {
        if (sanitized)
            QSKIP("a sanitizer keeps what was freed");
        QFETCH(QByteArray, bytes);
        QFETCH(int, times);
        QFile file(path("large"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
        file.close();
        const qint64 size = bytes.size();
        bytes = QByteArray();
        std::size_t events = 0;
        const qint64 peak = peakOf([&] {
            const auto journal = openRecording(file.fileName().toStdString());
            events = journal ? (*journal)->size() : 0;
        });
        qInfo("%lld MB of %lld MB, %zu events: %.1f times", peak >> 20, size >> 20, events, double(peak) / double(size));
        QVERIFY(peak > 0 && events > 0);
        QVERIFY(peak <= times * size + (50 << 20));
    }

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(OpeningTest)
#include "OpeningTest.moc"
