#include "model/journal/Journal.h"

#include "tests/model/journal/EveryKind.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace lab;
using namespace lab::tests;

namespace {

constexpr std::int64_t wallClock = 1'700'000'000'123'456'789;

Bytes encoded(const std::vector<Event>& events)
{
    Bytes bytes = journalHeader(wallClock);
    for (const Event& event : events)
        encodeEvent(event, wallClock, bytes);
    return bytes;
}

template<class Number>
void append(Bytes& out, Number value)
{
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(&value);
    out.insert(out.end(), bytes, bytes + sizeof(Number));
}

Bytes block(std::uint32_t type, const Bytes& body)
{
    Bytes out;
    append(out, type);
    append(out, static_cast<std::uint32_t>(body.size() + 12));
    out.insert(out.end(), body.begin(), body.end());
    append(out, static_cast<std::uint32_t>(body.size() + 12));
    return out;
}

/// As another program would write it: three interfaces, microseconds, no numbers, a simple packet and a comment block.
Bytes foreignCapture()
{
    Bytes out = block(0x0A0D0D0A, {0x4D, 0x3C, 0x2B, 0x1A, 1, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255});
    const auto add = [&](const Bytes& more) { out.insert(out.end(), more.begin(), more.end()); };
    for (int i = 0; i < 3; ++i)
        add(block(1, {1, 0, 0, 0, 0, 0, 4, 0}));
    for (std::uint32_t interface = 0; interface < 3; ++interface) {
        Bytes body;
        append(body, interface);
        append(body, std::uint32_t {0});
        append(body, std::uint32_t {1'000'000 + interface * 250}); // µs
        append(body, std::uint32_t {60}); // captured
        append(body, std::uint32_t {1500});
        body.resize(body.size() + 60, static_cast<std::uint8_t>(interface));
        add(block(6, body));
    }
    add(block(3, {5, 0, 0, 0, 'a', 'b', 'c', 'd', 'e', 0, 0, 0}));
    add(block(0x00000BAD, {'c', 'u', 's', 't'}));
    return out;
}

/// Lets no file grow beyond `bytes`, as a full disk does not; the signal would end the test.
class FileSizeLimit
{
public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit {bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }

    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;

    ~FileSizeLimit()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, SIG_DFL);
    }

private:
    rlimit m_before {};
};

} // namespace

class JournalTest : public QObject
{
    Q_OBJECT

private slots:

    void init() { QVERIFY(m_folder.isValid()); }

    void aFileGivesItsEvents();
    void liveBytesGiveTheSameJournal();
    void everyTruncationKeepsTheWholeEventsAndSaysWhatIsLost();
    void damageInTheMiddleKeepsWhatIsBefore();
    void aCaptureOfAnotherProgramIsPackets();
    void otherLinkTypesAreNamed();
    void aMissingFileAFolderAndAnEmptyFileAreNamed();
    void aLyingEventIsANoticeAndTheRestIsRead();
    void savingReplacesInOneStep();
    void aFullDiskLeavesTheOldFileAndNoOther();
    void aDeviceIsNotReplaced();
    void aSymbolicLinkStaysOne();

private:
    QString path(const char* name) const { return m_folder.filePath(name); }

    std::string write(const char* name, const Bytes& bytes) const
    {
        QFile::remove(path(name)); // truncating would make ext4 write the old file's bytes to the disk each time
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly)
            || file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size()))
                != static_cast<qint64>(bytes.size()))
            qFatal("the test cannot write %s", name);
        return path(name).toStdString();
    }

    QByteArray content(const char* name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no such file)");
    }

    QTemporaryDir m_folder;
};

void JournalTest::aFileGivesItsEvents()
{
    const std::vector<Event> events = fullEvents();
    const auto journal = Journal::open(write("good.pcapng", encoded(events)));
    QVERIFY2(journal, journal ? "" : journal.error().message.c_str());
    QCOMPARE((*journal)->damage().message, std::string());
    QCOMPARE((*journal)->size(), events.size());
    for (std::size_t i = 0; i < events.size(); ++i) {
        QCOMPARE((*journal)->timeOf(i).ns, events[i].time.ns);
        QCOMPARE((*journal)->kindOf(i), static_cast<int>(events[i].body.index()));
        Bytes back, original;
        encodeEvent((*journal)->at(i), wallClock, back);
        encodeEvent(events[i], wallClock, original);
        QCOMPARE(back, original);
    }
}

void JournalTest::liveBytesGiveTheSameJournal()
{
    const Bytes bytes = encoded(fullEvents());
    Journal journal;
    std::size_t completed = 0;
    for (std::size_t at = 0; at < bytes.size(); at += 5) {
        const auto more = journal.feed(ByteView(bytes).subspan(at, std::min<std::size_t>(5, bytes.size() - at)));
        QVERIFY(more);
        completed += *more;
        QCOMPARE(journal.size(), completed);
        QVERIFY(journal.wholeBytes() <= at + 5);
    }
    QCOMPARE(completed, fullEvents().size());
    QVERIFY(journal.encoded() == bytes);
}

void JournalTest::everyTruncationKeepsTheWholeEventsAndSaysWhatIsLost()
{
    const std::vector<Event> events = fullEvents();
    const Bytes bytes = encoded(events);
    std::vector<std::size_t> eventEnds, blockEnds {bytes[4]}; // the Section Header's length
    while (blockEnds.back() < bytes.size())
        blockEnds.push_back(blockEnds.back() + bytes[blockEnds.back() + 4] + bytes[blockEnds.back() + 5] * 256U);
    eventEnds.assign(blockEnds.begin() + 3, blockEnds.end());
    QCOMPARE(eventEnds.size(), events.size());

    const std::string file = write("cut.pcapng", bytes);
    for (std::size_t cut = bytes.size() - 1; cut > 0; --cut) {
        QCOMPARE(::truncate(file.c_str(), static_cast<off_t>(cut)), 0);
        const auto journal = Journal::open(file);
        if (cut < blockEnds[0]) {
            QVERIFY2(!journal, qPrintable(QString::number(cut)));
            QVERIFY(journal.error().message.find(file) == 0);
            continue;
        }
        QVERIFY2(journal, qPrintable(QString::number(cut)));
        const auto whole = static_cast<std::size_t>(
            std::count_if(eventEnds.begin(), eventEnds.end(), [&](std::size_t end) { return end <= cut; }));
        QCOMPARE((*journal)->size(), whole);
        const std::size_t last = *(std::upper_bound(blockEnds.begin(), blockEnds.end(), cut) - 1);
        const std::string& damage = (*journal)->damage().message;
        QCOMPARE(damage.empty(), last == cut);
        if (damage.empty())
            continue;
        const std::string place = "byte " + std::to_string(last) + ": found " + std::to_string(cut - last) + " byte";
        const std::string count = std::to_string(whole) + (whole == 1 ? " event" : " events") + " before it recovered";
        QVERIFY2(damage.find(file) == 0, damage.c_str());
        QVERIFY2(damage.find(place) != std::string::npos, damage.c_str());
        QVERIFY2(damage.find(", expected ") != std::string::npos, damage.c_str());
        QVERIFY2(damage.find(count) != std::string::npos, damage.c_str());
        QCOMPARE((*journal)->encoded().size(), last);
    }
}

void JournalTest::damageInTheMiddleKeepsWhatIsBefore()
{
    std::vector<Event> events = fullEvents();
    Bytes bytes = journalHeader(wallClock);
    for (std::size_t i = 0; i < 9; ++i)
        encodeEvent(events[i], wallClock, bytes);
    const std::size_t start = bytes.size();
    for (std::size_t i = 9; i < events.size(); ++i)
        encodeEvent(events[i], wallClock, bytes);
    bytes[start + 8 + 20] ^= 0x40;
    const std::string file = write("damaged.pcapng", bytes);
    const auto journal = Journal::open(file);
    QVERIFY(journal);
    QCOMPARE((*journal)->size(), std::size_t {9});
    const std::string& damage = (*journal)->damage().message;
    QVERIFY2(damage.find(file + " is damaged at byte " + std::to_string(start) + ": found CRC-32 0x") == 0,
             damage.c_str());
    QVERIFY2(damage.find("expected 0x") != std::string::npos, damage.c_str());
    QVERIFY2(damage.find("9 events before it recovered.") != std::string::npos, damage.c_str());
}

void JournalTest::aCaptureOfAnotherProgramIsPackets()
{
    const auto journal = Journal::open(write("foreign.pcapng", foreignCapture()));
    QVERIFY2(journal, journal ? "" : journal.error().message.c_str());
    QCOMPARE((*journal)->damage().message, std::string());
    QCOMPARE((*journal)->size(), std::size_t {4});
    const std::vector<HostId> from {HostId::Client, HostId::Server, HostId::Client, HostId::Client};
    for (std::size_t i = 0; i < 4; ++i) {
        const Event event = (*journal)->at(i);
        const auto* sent = std::get_if<PacketSent>(&event.body);
        QVERIFY(sent);
        QCOMPARE(sent->packet, PacketId {i + 1});
        QCOMPARE(sent->from, from[i]);
        QCOMPARE(event.time.ns, static_cast<std::int64_t>(i < 3 ? i * 250'000 : 500'000));
        QCOMPARE(sent->frame.size(), std::size_t {i < 3 ? 60U : 5U});
        QCOMPARE(sent->fullLength, i < 3 ? 1500U : 5U);
    }
}

void JournalTest::otherLinkTypesAreNamed()
{
    Bytes bytes = foreignCapture();
    bytes[28 + 8] = 113; // Linux cooked capture
    const auto journal = Journal::open(write("cooked.pcapng", bytes));
    QVERIFY(journal);
    QCOMPARE((*journal)->size(), std::size_t {0});
    QVERIFY((*journal)->damage().message.find("found link type 113 on interface 0, expected 1 (Ethernet)")
            != std::string::npos);
}

void JournalTest::aMissingFileAFolderAndAnEmptyFileAreNamed()
{
    for (const std::string& file :
         {path("missing").toStdString(), m_folder.path().toStdString(), write("empty.pcapng", {})}) {
        const auto journal = Journal::open(file);
        QVERIFY(!journal);
        QVERIFY2(journal.error().message.find(file) == 0, journal.error().message.c_str());
    }
}

void JournalTest::aLyingEventIsANoticeAndTheRestIsRead()
{
    // The checksum is right over a payload with a byte too many, as a faulty writer would make it.
    Bytes bytes = encoded({{{0}, LabStarted {wallClock, "0.1.0", "k", ""}}, {{1}, PacketHeld {1}}});
    const std::size_t start = bytes.size();
    encodeEvent({{2}, PacketDropped {1, DropReason::Filtered}}, wallClock, bytes);
    const auto kindOfHeld = static_cast<std::uint8_t>(EventBody(PacketHeld {}).index() + 1);
    bytes[start + 9] = kindOfHeld; // nine bytes of payload where eight are expected
    Journal probe;
    const auto refused = probe.feed(bytes);
    QVERIFY(!refused);
    const std::string& message = refused.error().message;
    const auto crc =
        static_cast<std::uint32_t>(std::stoul(message.substr(message.find("expected 0x") + 11, 8), {}, 16));
    std::memcpy(&bytes[start + 24], &crc, 4);
    encodeEvent({{3}, PacketDelivered {1}}, wallClock, bytes);

    Journal journal;
    const auto completed = journal.feed(bytes);
    QVERIFY(completed);
    QCOMPARE(*completed, std::size_t {4});
    const Event lying = journal.at(2);
    QCOMPARE(std::get<Notice>(lying.body).code, std::string("damaged-event"));
    QVERIFY(std::holds_alternative<PacketDelivered>(journal.at(3).body));
}

void JournalTest::savingReplacesInOneStep()
{
    Journal journal;
    const Bytes bytes = encoded(fullEvents());
    QVERIFY(journal.feed(bytes));
    write("saved.pcapng", {'o', 'l', 'd'});
    QVERIFY(::chmod(path("saved.pcapng").toUtf8().constData(), 0640) == 0);
    const Status saved = journal.save(path("saved.pcapng").toStdString());
    QVERIFY2(saved, saved ? "" : saved.error().message.c_str());
    QCOMPARE(content("saved.pcapng"), QByteArray(reinterpret_cast<const char*>(bytes.data()), int(bytes.size())));

    struct stat status
    {
    };

    QVERIFY(::stat(path("saved.pcapng").toUtf8().constData(), &status) == 0);
    QCOMPARE(status.st_mode & 07777U, 0640U);
    QVERIFY(QDir(m_folder.path()).entryList({"*.part-*"}, QDir::Files).isEmpty());
    QVERIFY(!journal.save(path("no/such/folder.pcapng").toStdString()));
}

void JournalTest::aFullDiskLeavesTheOldFileAndNoOther()
{
    Journal journal;
    QVERIFY(journal.feed(encoded(fullEvents())));
    write("kept.pcapng", {'o', 'l', 'd'});
    const QStringList before = QDir(m_folder.path()).entryList(QDir::Files);
    Status saved = Nothing {};
    {
        const FileSizeLimit limit(1000);
        saved = journal.save(path("kept.pcapng").toStdString());
    }
    QVERIFY(!saved);
    QVERIFY2(saved.error().message.find(path("kept.pcapng").toStdString() + " was not saved: ") == 0,
             saved.error().message.c_str());
    QCOMPARE(content("kept.pcapng"), QByteArray("old"));
    QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files), before);
}

void JournalTest::aDeviceIsNotReplaced()
{
    Journal journal;
    QVERIFY(journal.feed(encoded(fullEvents())));
    QVERIFY(::mkfifo(path("pipe").toUtf8().constData(), 0600) == 0);
    const Status saved = journal.save(path("pipe").toStdString());
    QVERIFY(!saved);

    struct stat status
    {
    };

    QVERIFY(::stat(path("pipe").toUtf8().constData(), &status) == 0 && S_ISFIFO(status.st_mode));
}

void JournalTest::aSymbolicLinkStaysOne()
{
    Journal journal;
    QVERIFY(journal.feed(encoded(fullEvents())));
    write("target.pcapng", {'o', 'l', 'd'});
    QVERIFY(QFile::link(path("target.pcapng"), path("link.pcapng")));
    QVERIFY(journal.save(path("link.pcapng").toStdString()));
    QVERIFY(QFileInfo(path("link.pcapng")).isSymLink());
    QCOMPARE(content("target.pcapng").size(), static_cast<qsizetype>(journal.wholeBytes()));
}

QTEST_APPLESS_MAIN(JournalTest)
#include "JournalTest.moc"
