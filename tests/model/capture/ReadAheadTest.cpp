// A capture read on a thread of its own: what is taken over is what the whole file is.

#include "model/capture/ReadAhead.h"
#include "model/capture/Recording.h"
#include "tests/support/GrowingCapture.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <semaphore>

using namespace lab;
using namespace lab::tests;

namespace {

/// A pcap file of so many data segments of a connection, and its reset.
QByteArray capture(int segments)
{
    const Endpoint client = clientEnd(40000), server = serverEnd(8080);
    quint32 second = 1000;
    std::uint32_t sequence = 101;
    QByteArray out = growing::head() + growing::packet(second++, {client, server, TcpFlag::syn, 100});
    for (int i = 0; i < segments; ++i, sequence += 900)
        out += growing::packet(second++, {client, server, TcpFlag::ack, sequence, 501, std::string(900, 'x')});
    return out + growing::packet(second, {server, client, TcpFlag::rst | TcpFlag::ack, 501, sequence});
}

constexpr int segments = 2000; ///< some twenty times what is read at once
constexpr std::size_t beginning = 5000; ///< bytes that are read here

/// A reading of that file, and the journal that it goes into.
struct Reading
{
    explicit Reading(const QString& path)
    {
        auto file = FollowedFile::open(path.toStdString());
        auto begins = file->read(beginning);
        RecordingStream stream(path.toStdString());
        (void)stream.take(std::move(*begins), journal);
        ahead.emplace(std::move(*file), std::move(stream));
    }

    bool begin()
    {
        ahead->tell([this] { ready.release(); });
        return ahead->begin(journal);
    }

    void takeAll()
    {
        while (auto part = ahead->waitForNext())
            journal.take(std::move(*part));
    }

    Journal journal;
    std::counting_semaphore<> ready {0};
    std::optional<ReadAhead> ahead;
};

} // namespace

class ReadAheadTest : public QObject
{
    Q_OBJECT

private slots:

    void itsPartsTogetherAreTheJournalOfTheFile()
    {
        Reading reading(write(capture(segments)));
        QVERIFY(reading.ahead->stream().ofAnotherProgram());
        QVERIFY(reading.begin());
        reading.takeAll();
        QVERIFY(reading.ahead->over());
        QVERIFY(!reading.ahead->error());
        QCOMPARE(reading.ahead->offset(), static_cast<std::uint64_t>(QFile(path()).size()));
        const auto whole = openRecording(path().toStdString());
        QVERIFY(whole.has_value());
        QVERIFY(reading.journal.size() > segments * 2);
        QVERIFY(reading.journal.encoded() == (*whole)->encoded());
    }

    void aPacketLongerThanWhatIsReadAtOnceIsReadWhole()
    {
        const Endpoint client = clientEnd(40000), server = serverEnd(8080);
        const QByteArray large = growing::packet(999, {client, server, TcpFlag::ack, 1, 1, std::string(60'000, 'y')});
        QByteArray bytes = capture(10);
        for (int i = 0; i < 5; ++i)
            bytes += large + large + capture(3).mid(24);
        Reading reading(write(bytes));
        QVERIFY(reading.begin());
        reading.takeAll();
        const auto whole = openRecording(path().toStdString());
        QVERIFY(whole.has_value());
        QVERIFY(reading.journal.encoded() == (*whole)->encoded());
    }

    void whoHadNothingIsToldWhenThereIsSomething()
    {
        Reading reading(write(capture(segments)));
        QVERIFY(reading.begin());
        int told = 0;
        while (!reading.ahead->over()) {
            reading.ready.acquire();
            ++told;
            while (auto part = reading.ahead->next())
                reading.journal.take(std::move(*part));
        }
        QVERIFY(told > 0);
        QVERIFY(std::holds_alternative<SocketGone>(reading.journal.at(reading.journal.size() - 1).body));
    }

    void whoComesLaterFindsWhatIsThereAndIsToldOfTheRest()
    {
        Reading reading(write(capture(segments)));
        QVERIFY(reading.ahead->begin(reading.journal)); // nobody takes anything yet
        reading.ahead->tell([&reading] { reading.ready.release(); });
        while (true) {
            while (auto part = reading.ahead->next())
                reading.journal.take(std::move(*part));
            if (reading.ahead->over())
                break;
            reading.ready.acquire();
        }
        const auto whole = openRecording(path().toStdString());
        QVERIFY(whole.has_value());
        QVERIFY(reading.journal.encoded() == (*whole)->encoded());
    }

    void damageEndsItWithWhatCameBefore()
    {
        QByteArray bytes = capture(segments);
        const qsizetype damaged = 24 + 970 * 1000;
        bytes.replace(damaged, 400, QByteArray(400, '\xff'));
        Reading reading(write(bytes));
        QVERIFY(reading.begin());
        reading.takeAll();
        QVERIFY(reading.ahead->stream().broken());
        const auto whole = openRecording(path().toStdString());
        QVERIFY(whole.has_value());
        QVERIFY(reading.journal.encoded() == (*whole)->encoded());
        QCOMPARE(reading.ahead->stream().damage(reading.journal.size()).message, (*whole)->damage().message);
        QVERIFY(!(*whole)->damage().message.empty());
    }

    void whereItIsStoppedReadingGoesOnElsewhere()
    {
        Reading reading(write(capture(segments)));
        QVERIFY(reading.begin());
        auto first = reading.ahead->waitForNext();
        QVERIFY(first.has_value());
        reading.journal.take(std::move(*first));
        reading.ahead->stop();
        reading.takeAll(); // what it had read
        while (true) {
            auto bytes = reading.ahead->file().read(100'000);
            QVERIFY(bytes.has_value());
            if (bytes->empty())
                break;
            QVERIFY(reading.ahead->stream().take(std::move(*bytes), reading.journal));
        }
        const auto whole = openRecording(path().toStdString());
        QVERIFY(reading.journal.encoded() == (*whole)->encoded());
    }

    void whatTheFileNoLongerHasIsMissingAndIsNotSaved()
    {
        Reading reading(write(capture(segments)));
        QVERIFY(reading.begin());
        reading.takeAll();
        const Journal& journal = reading.journal;
        QVERIFY(!journal.lost());
        const std::size_t events = journal.size();
        QVERIFY(QFile::resize(path(), 100'000));
        QCOMPARE(journal.size(), events);
        std::size_t with = 0, without = 0;
        for (std::size_t i = 0; i < events; ++i) {
            const Event event = journal.at(i);
            if (const auto* sent = std::get_if<PacketSent>(&event.body))
                ++(sent->frame.empty() ? without : with);
        }
        QCOMPARE(with + without, std::size_t {segments + 2});
        QVERIFY(with > 0 && without > with);
        QVERIFY(journal.lost() && QString::fromStdString(journal.lost()->message).contains("found its end"));
        const QString copy = m_folder.filePath("copy.pcapng");
        const Status saved = journal.save(copy.toStdString());
        QVERIFY(!saved);
        QVERIFY(QString::fromStdString(saved.error().message).contains(path() + " has changed since it was read: at byte "));
        QVERIFY(!QFile::exists(copy));
    }

    void oneThatIsNoLongerWantedEndsAtOnce()
    {
        for (int i = 0; i < 20; ++i) {
            Reading reading(write(capture(segments)));
            QVERIFY(reading.begin());
            if (i % 2 == 0)
                (void)reading.ahead->waitForNext();
        }
        const Reading never(path()); // and one that never began
    }

private:
    QString path() const { return m_folder.filePath("capture.pcap"); }

    QString write(const QByteArray& bytes) const
    {
        QFile file(path());
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? path() : QString();
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(ReadAheadTest)
#include "ReadAheadTest.moc"
