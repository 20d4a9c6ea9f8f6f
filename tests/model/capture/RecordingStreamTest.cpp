// Captures as they grow: whatever the pieces are that they come in, the journal is that of the whole file.

#include "model/capture/Recording.h"
#include "model/capture/FollowedFile.h"
#include "tests/support/JournalBuilder.h"
#include "tests/support/Stories.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <zlib.h>

using namespace lab;
using namespace lab::tests;

namespace {

void put(Bytes& out, std::uint32_t value, bool big)
{
    for (int i = 0; i < 4; ++i)
        out.push_back(static_cast<std::uint8_t>(value >> (big ? 24 - 8 * i : 8 * i)));
}

std::vector<Bytes> frames()
{
    const Endpoint client = clientEnd(40000), server = serverEnd(8080);
    return {tcpFrame({client, server, TcpFlag::syn, 100}), tcpFrame({server, client, TcpFlag::syn | TcpFlag::ack, 500, 101}),
            tcpFrame({client, server, TcpFlag::ack, 101, 501}),
            tcpFrame({client, server, TcpFlag::psh | TcpFlag::ack, 101, 501, "Hello"}),
            tcpFrame({server, client, TcpFlag::rst | TcpFlag::ack, 501, 106})};
}

Bytes pcap(bool big)
{
    Bytes out;
    for (const std::uint32_t word : {0xA1B2C3D4U, big ? 0x00020004U : 0x00040002U, 0U, 0U, 262144U, 1U})
        put(out, word, big);
    std::uint32_t second = 1000;
    for (const Bytes& frame : frames()) {
        const auto length = static_cast<std::uint32_t>(frame.size());
        for (const std::uint32_t word : {second++, 5U, length, length})
            put(out, word, big);
        out.insert(out.end(), frame.begin(), frame.end());
    }
    return out;
}

void block(Bytes& out, std::uint32_t type, Bytes body, bool big)
{
    body.resize((body.size() + 3) & ~std::size_t {3});
    const auto length = static_cast<std::uint32_t>(body.size() + 12);
    put(out, type, big);
    put(out, length, big);
    out.insert(out.end(), body.begin(), body.end());
    put(out, length, big);
}

/// Two sections: the second one has its interface anew.
Bytes pcapng(bool big)
{
    Bytes out;
    for (int section = 0; section < 2; ++section) {
        Bytes body;
        for (const std::uint32_t word : {0x1A2B3C4DU, big ? 0x00010000U : 1U, 0xffffffffU, 0xffffffffU})
            put(body, word, big);
        block(out, 0x0A0D0D0A, body, big);
        body.clear();
        for (const std::uint32_t word : {big ? 0x00010000U : 1U, 262144U})
            put(body, word, big);
        block(out, 1, body, big);
        for (const Bytes& frame : frames()) {
            body.clear();
            const auto length = static_cast<std::uint32_t>(frame.size());
            for (const std::uint32_t word : {0U, 0U, 1'000'000U, length, length})
                put(body, word, big);
            body.insert(body.end(), frame.begin(), frame.end());
            block(out, 6, body, big);
        }
    }
    return out;
}

Bytes ownRecording()
{
    Bytes out = journalHeader(0);
    for (const Event& event : handshakeStory())
        encodeEvent(event, 0, out);
    return out;
}

void feed(Journal& journal, const Bytes& bytes)
{
    const auto fed = journal.feed(bytes);
    QVERIFY2(fed.has_value(), fed ? "" : fed.error().message.c_str());
}

Bytes part(const Bytes& all, std::size_t from, std::size_t to)
{
    return {all.begin() + static_cast<std::ptrdiff_t>(from), all.begin() + static_cast<std::ptrdiff_t>(to)};
}

/// The journal's own bytes are its events, each as it was written.
Bytes contents(const Journal& journal)
{
    return journal.encoded();
}

struct Whole
{
    Bytes bytes;
    std::size_t events = 0;
};

Whole whole(const Bytes& file)
{
    const auto read = readGrowing(file, "file", Waits::ForNothing);
    return read ? Whole {contents(*read->journal), read->journal->size()} : Whole();
}

} // namespace

class RecordingStreamTest : public QObject
{
    Q_OBJECT

private slots:

    void everySplitGivesTheEventsOfTheWholeFile_data()
    {
        QTest::addColumn<QByteArray>("file");
        const auto row = [](const char* name, const Bytes& file) {
            QTest::newRow(name) << QByteArray(reinterpret_cast<const char*>(file.data()), static_cast<qsizetype>(file.size()));
        };
        row("pcap", pcap(false));
        row("pcap, big-endian", pcap(true));
        row("pcapng, two sections", pcapng(false));
        row("pcapng, big-endian", pcapng(true));
        row("a recording of the lab's own", ownRecording());
    }

    void everySplitGivesTheEventsOfTheWholeFile()
    {
        QFETCH(QByteArray, file);
        const Bytes all(file.begin(), file.end());
        const Whole expected = whole(all);
        QVERIFY(expected.events > 4);
        for (std::size_t split = 0; split <= all.size(); ++split) {
            RecordingStream stream("file");
            Journal journal;
            QVERIFY(stream.take(part(all, 0, split), journal));
            const std::size_t before = journal.size();
            QVERIFY(stream.take(part(all, split, all.size()), journal));
            QVERIFY(before <= journal.size());
            QVERIFY2(contents(journal) == expected.bytes, qPrintable(QString("split at byte %1").arg(split)));
            QVERIFY(stream.damage(journal.size()).message.empty());
        }
    }

    void aJournalThatIsMadeOfACaptureIsWrittenAsItsEventsAreWritten()
    {
        for (const Bytes& file : {pcap(false), pcapng(true)}) {
            ForeignJournal written;
            QVERIFY(readCapture(file, [&](const CapturedFrame& frame) { written.take(frame); }));
            QVERIFY(whole(file).bytes == written.written());
        }
    }

    void aCaptureThatIsMadeOnIsStillTheSameWhereItWas()
    {
        const Bytes file = pcapng(false);
        RecordingStream stream("file");
        Journal journal;
        std::vector<Bytes> before;
        const auto frameAt = [&](std::size_t i) {
            const Event event = journal.at(i);
            const auto* sent = std::get_if<PacketSent>(&event.body);
            return sent ? sent->frame : Bytes();
        };
        for (std::size_t at = 0; at < file.size(); at += 40) {
            QVERIFY(stream.take(part(file, at, std::min(at + 40, file.size())), journal));
            for (std::size_t i = 0; i < before.size(); ++i)
                QVERIFY(before[i] == frameAt(i));
            for (std::size_t i = before.size(); i < journal.size(); ++i)
                before.push_back(frameAt(i));
        }
        QVERIFY(before.size() > 4);
    }

    void byteAfterByteGivesTheSame()
    {
        for (const Bytes& file : {pcap(true), pcapng(false), ownRecording()}) {
            RecordingStream stream("file");
            Journal journal;
            for (const std::uint8_t byte : file) {
                QVERIFY(stream.take({byte}, journal));
            }
            QVERIFY(contents(journal) == whole(file).bytes);
        }
    }

    void aHalfRecordWaitsAndIsDamageOnlyIfNothingFollows()
    {
        for (const Bytes& file : {pcap(false), pcapng(true), ownRecording()}) {
            auto read = readGrowing(part(file, 0, file.size() - 7), "file", Waits::ForMore);
            QVERIFY(read.has_value() && read->grows);
            const QString said = QString::fromStdString(read->journal->damage().message);
            QVERIFY2(said.contains("at byte"), qPrintable(said));
            QVERIFY(read->stream.take(part(file, file.size() - 7, file.size()), *read->journal));
            QVERIFY(contents(*read->journal) == whole(file).bytes);
            QVERIFY(read->stream.damage(read->journal->size()).message.empty());
        }
    }

    void aNoteBetweenTwoHalvesOfARecordHarmsNeither()
    {
        for (const Bytes& file : {pcap(false), ownRecording()}) {
            auto read = readGrowing(part(file, 0, file.size() - 7), "file", Waits::ForMore);
            QVERIFY(read.has_value());
            Bytes note;
            encodeEvent({{0}, NoteWritten {1, 0, "between"}}, 0, note);
            feed(*read->journal, note);
            const std::size_t before = read->journal->size();
            QVERIFY(read->stream.take(part(file, file.size() - 7, file.size()), *read->journal));
            QCOMPARE(read->journal->size(), whole(file).events + 1);
            QVERIFY(before < read->journal->size());
        }
    }

    void damageInTheMiddleEndsItAndKeepsWhatCameBefore()
    {
        Bytes file = pcap(false);
        RecordingStream stream("file");
        Journal journal;
        QVERIFY(stream.take(file, journal));
        QVERIFY(stream.take({1, 2, 3, 4, 5, 6, 7, 8, 255, 255, 255, 255, 1, 1, 1, 1}, journal));
        QVERIFY(stream.broken());
        const QString said = QString::fromStdString(stream.damage(journal.size()).message);
        QVERIFY2(said.contains("a packet of 4294967295 bytes") && said.contains("5 packets before it recovered"), qPrintable(said));
        QVERIFY(stream.take(file, journal));
        QVERIFY(contents(journal) == whole(file).bytes);
    }

    void whatIsNoCaptureIsSaidWithItsFirstBytes()
    {
        RecordingStream stream("standard input");
        Journal journal;
        QVERIFY(stream.take({'h'}, journal));
        QVERIFY(!stream.broken());
        QVERIFY(stream.take({'e', 'l', 'l', 'o'}, journal));
        QVERIFY(!stream.broken()); // the line may go on as one of strace's
        QVERIFY(stream.take({'\n'}, journal) && journal.size() == 0);
        QVERIFY2(stream.unreadable().starts_with("standard input is no recording that can be read: at byte 0: found 68 65 6c 6c"),
                 stream.unreadable().c_str());
    }

    void whatIsPackedWaitsForItsEnd()
    {
        const Bytes file = pcap(false);
        Bytes packed(file.size() + 100);
        z_stream zip {};
        QCOMPARE(deflateInit2(&zip, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
        zip.next_in = const_cast<Bytef*>(file.data());
        zip.avail_in = static_cast<uInt>(file.size());
        zip.next_out = packed.data();
        zip.avail_out = static_cast<uInt>(packed.size());
        QCOMPARE(deflate(&zip, Z_FINISH), Z_STREAM_END);
        packed.resize(zip.total_out);
        deflateEnd(&zip);
        RecordingStream stream("file");
        Journal journal;
        for (const std::uint8_t byte : packed)
            QVERIFY(stream.take({byte}, journal));
        QCOMPARE(journal.size(), std::size_t {0});
        QVERIFY(stream.waitsForEnd());
        QVERIFY(stream.finish(journal));
        QVERIFY(contents(journal) == whole(file).bytes);
    }

    void whatIsAppendedIsReadAndNothingTwice()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath("growing.pcap");
        const Bytes all = pcap(false);
        write(path, part(all, 0, 30), QIODevice::WriteOnly);
        auto file = FollowedFile::open(path.toStdString());
        QVERIFY(file.has_value() && file->ordinary());
        Bytes got = *file->read(1 << 20);
        QCOMPARE(got.size(), std::size_t {30});
        QVERIFY(file->read(1 << 20)->empty());
        write(path, part(all, 30, all.size()), QIODevice::Append);
        for (Bytes more = *file->read(11); !more.empty(); more = *file->read(11)) {
            QVERIFY(more.size() <= 11);
            got.insert(got.end(), more.begin(), more.end());
        }
        QVERIFY(got == all);
        QVERIFY(file->fate() == FollowedFile::Fate::Same);
    }

    void aFileThatIsTruncatedReplacedOrRemovedIsNoticed()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath("growing.pcap"), other = folder.filePath("other.pcap");
        const Bytes all = pcap(false);
        using Fate = FollowedFile::Fate;
        const auto after = [&](const std::function<void()>& change) {
            QFile::remove(path);
            write(path, all, QIODevice::WriteOnly);
            auto file = FollowedFile::open(path.toStdString());
            (void)file->read(1 << 20);
            change();
            while (!file->read(1 << 20)->empty()) { }
            return file->fate();
        };
        QVERIFY(after([&] { }) == Fate::Same);
        QVERIFY(after([&] { write(path, part(all, 0, 24), QIODevice::WriteOnly); }) == Fate::Truncated);
        QVERIFY(after([&] { QFile::remove(path); }) == Fate::Removed);
        QVERIFY(after([&] {
                    write(other, all, QIODevice::WriteOnly);
                    QVERIFY(rename(other.toLocal8Bit().data(), path.toLocal8Bit().data()) == 0);
                })
                == Fate::Replaced);
        // Begun anew and longer by the time that somebody looks.
        Bytes longer = pcapng(false);
        longer.insert(longer.end(), longer.begin(), longer.end());
        QVERIFY(longer.size() > all.size());
        QVERIFY(after([&] { write(path, longer, QIODevice::WriteOnly); }) == Fate::Rewritten);
    }

    void whatARemovedFileStillHadIsReadFirst()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath("growing.pcap");
        const Bytes all = pcap(false);
        write(path, part(all, 0, 50), QIODevice::WriteOnly);
        auto file = FollowedFile::open(path.toStdString());
        QCOMPARE(file->read(1 << 20)->size(), std::size_t {50});
        write(path, part(all, 50, all.size()), QIODevice::Append);
        QFile::remove(path);
        QCOMPARE(file->read(1 << 20)->size(), all.size() - 50);
        QVERIFY(file->read(1 << 20)->empty());
        QVERIFY(file->fate() == FollowedFile::Fate::Removed);
    }

    void ownAppendedBytesAreNotReadAgain()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath("growing.pcap");
        write(path, pcap(false), QIODevice::WriteOnly);
        auto file = FollowedFile::open(path.toStdString());
        (void)file->read(1 << 20);
        const Bytes note {1, 2, 3, 4};
        write(path, note, QIODevice::Append);
        file->skip(note);
        QVERIFY(file->read(1 << 20)->empty());
        write(path, {9}, QIODevice::Append);
        QVERIFY(*file->read(1 << 20) == Bytes {9});
    }

private:
    static void write(const QString& path, const Bytes& bytes, QIODevice::OpenMode mode)
    {
        QFile file(path);
        QVERIFY(file.open(mode));
        QCOMPARE(file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size())),
                 static_cast<qint64>(bytes.size()));
    }
};

QTEST_GUILESS_MAIN(RecordingStreamTest)
#include "RecordingStreamTest.moc"
