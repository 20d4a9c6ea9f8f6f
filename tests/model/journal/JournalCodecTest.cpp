#include "model/journal/JournalCodec.h"

#include "model/journal/EventFields.h"
#include "model/journal/EventPayload.h"
#include "tests/model/journal/EveryKind.h"

#include <QTest>

#include <set>

using namespace lab;
using namespace lab::tests;

namespace {

/// Anything an aggregate's member may be initialized with, to count the members.
struct Anything
{
    template<class T>
    operator T() const;
};

template<class Kind, class... Member>
constexpr std::size_t memberCount()
{
    if constexpr (requires { Kind {Member {}..., Anything {}}; })
        return memberCount<Kind, Member..., Anything>();
    else
        return sizeof...(Member);
}

/// A member forgotten in EventFields would silently not be recorded.
template<class Kind>
constexpr bool everyMemberIsWritten()
{
    if constexpr (std::is_same_v<Kind, PacketSent>)
        return true;
    else
        return memberCount<Kind>() == std::tuple_size_v<decltype(eventFields::of(std::declval<Kind&>()))>;
}

template<std::size_t... Index>
constexpr bool everyKindIsWhole(std::index_sequence<Index...>)
{
    return (everyMemberIsWritten<std::variant_alternative_t<Index, EventVariant>>() && ...);
}

static_assert(everyKindIsWhole(std::make_index_sequence<std::variant_size_v<EventVariant>> {}));
static_assert(everyMemberIsWritten<SocketRow>() && everyMemberIsWritten<TcpInfo>());
static_assert(everyMemberIsWritten<Descriptor>() && everyMemberIsWritten<ArgumentValue>());
static_assert(everyMemberIsWritten<SourcePlace>() && everyMemberIsWritten<Endpoint>());

constexpr std::int64_t wallClock = 1'700'000'000'123'456'789;

Bytes encoded(const std::vector<Event>& events)
{
    Bytes bytes = journalHeader(wallClock);
    for (const Event& event : events)
        encodeEvent(event, wallClock, bytes);
    return bytes;
}

std::vector<Event> decoded(ByteView bytes, std::size_t chunk, std::string* error = nullptr)
{
    JournalDecoder decoder;
    std::vector<Event> events;
    for (std::size_t at = 0; at < bytes.size(); at += chunk) {
        decoder.feed(bytes.subspan(at, std::min(chunk, bytes.size() - at)));
        for (;;) {
            auto next = decoder.next();
            if (!next && error)
                *error = next.error().message;
            if (!next)
                return events;
            if (!*next)
                break;
            events.push_back(std::move((*next)->event));
        }
    }
    return events;
}

bool contains(const std::string& text, const char* part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

class JournalCodecTest : public QObject
{
    Q_OBJECT

private slots:
    void everyKindSurvives_data();
    void everyKindSurvives();
    void theSampleHasEveryKind();
    void membersComeBackWhereTheyWere();
    void bigFieldsSurvive();
    void anyChunkSizeGivesTheSameEvents();
    void offsetsAndLengthsCoverTheStream();
    void everyFlippedBitIsFoundOrHarmless();
    void aDamagedBlockIsNamedAndFinal();
    void aHugeLengthIsDamageNotPatience();
    void aCountBeyondThePayloadIsRefused();
    void aBlockOfANewerProgramIsNamed();
    void aRowOfAnOlderRecordingHasNoUser();
    void otherFilesAreNamed_data();
    void otherFilesAreNamed();
};

void JournalCodecTest::everyKindSurvives_data()
{
    QTest::addColumn<bool>("full");
    QTest::newRow("every member set") << true;
    QTest::newRow("every member empty") << false;
}

void JournalCodecTest::everyKindSurvives()
{
    QFETCH(bool, full);
    std::vector<Event> events = full ? fullEvents() : emptyEvents();
    if (!full) // the frame's time is absolute: an empty LabStarted says that zero was in 1970
        std::get<LabStarted>(events[0].body).wallClock = wallClock;
    const Bytes bytes = encoded(events);
    std::string error;
    const std::vector<Event> back = decoded(bytes, bytes.size(), &error);
    QCOMPARE(error, std::string());
    QCOMPARE(back.size(), events.size());
    for (std::size_t i = 0; i < events.size(); ++i) {
        QCOMPARE(back[i].time.ns, events[i].time.ns);
        QCOMPARE(back[i].body.index(), events[i].body.index());
    }
    QCOMPARE(encoded(back), bytes);
}

void JournalCodecTest::theSampleHasEveryKind()
{
    const std::vector<Event> events = fullEvents();
    QCOMPARE(events.size(), std::variant_size_v<EventVariant>);
    for (std::size_t i = 0; i < events.size(); ++i)
        QCOMPARE(events[i].body.index(), i);
}

void JournalCodecTest::membersComeBackWhereTheyWere()
{
    const std::vector<Event> events = fullEvents();
    const std::vector<Event> back = decoded(encoded(events), 1000);
    QCOMPARE(back.size(), events.size());
    const auto& call = std::get<CallEntered>(back[8].body);
    const auto& given = std::get<CallEntered>(events[8].body);
    QVERIFY(call.args == given.args && call.place == given.place);
    QCOMPARE(call.name, given.name);
    QCOMPARE(call.thread, given.thread);
    const auto& sent = std::get<PacketSent>(back[13].body);
    QCOMPARE(sent.packet, PacketId {11});
    QCOMPARE(sent.from, HostId::Server);
    QCOMPARE(sent.origin, PacketOrigin::Split);
    QCOMPARE(sent.frame, Bytes(61, 0xab));
    QCOMPARE(sent.fullLength, 1500U);
    QVERIFY(std::get<SocketSampled>(back[20].body).row == std::get<SocketSampled>(events[20].body).row);
    const auto& counters = std::get<CountersChanged>(back[22].body).values;
    QCOMPARE(counters,
             (std::vector<std::pair<std::string, std::int64_t>> {{"TcpExtListenOverflows", 1}, {"TcpInSegs", -5}}));
}

void JournalCodecTest::bigFieldsSurvive()
{
    Bytes big(3'000'001);
    for (std::size_t i = 0; i < big.size(); ++i)
        big[i] = static_cast<std::uint8_t>(i * 31 >> 3);
    CallEntered call {1, 1, 1, {}, "send", Arguments(20'000, {5, {1, 2, 3}, 9}), {}};
    call.args[7] = {1, big, big.size() + 1};
    const std::vector<Event> events {{{0}, LabStarted {wallClock, {}, {}, {}}},
                                     {{1}, ActorOutput {1, 1, big}},
                                     {{2}, call},
                                     {{3}, PacketSent {1, HostId::Client, PacketOrigin::Kernel, Bytes(262144, 7), 0}}};
    const std::vector<Event> back = decoded(encoded(events), 65536);
    QCOMPARE(back.size(), events.size());
    QCOMPARE(std::get<ActorOutput>(back[1].body).bytes, big);
    QVERIFY(std::get<CallEntered>(back[2].body).args == call.args);
    QCOMPARE(std::get<PacketSent>(back[3].body).frame.size(), std::size_t {262144});
}

void JournalCodecTest::anyChunkSizeGivesTheSameEvents()
{
    const Bytes bytes = encoded(fullEvents());
    for (const std::size_t chunk : {1, 2, 3, 7, 13, 64, 999}) {
        std::string error;
        const std::vector<Event> back = decoded(bytes, chunk, &error);
        QCOMPARE(error, std::string());
        QCOMPARE(encoded(back), bytes);
    }
}

void JournalCodecTest::offsetsAndLengthsCoverTheStream()
{
    const Bytes bytes = encoded(fullEvents());
    JournalDecoder decoder;
    std::uint64_t end = journalHeader(wallClock).size();
    for (const std::uint8_t byte : bytes) {
        decoder.feed({&byte, 1});
        const auto next = decoder.next();
        QVERIFY(next);
        if (!*next)
            continue;
        QCOMPARE((*next)->offset, end);
        end += (*next)->length;
        QCOMPARE(decoder.wholeBytes(), end);
    }
    QCOMPARE(end, std::uint64_t {bytes.size()});
    QCOMPARE(decoder.pendingBytes(), std::size_t {0});
}

void JournalCodecTest::everyFlippedBitIsFoundOrHarmless()
{
    // Never another event than was written. Harmless: padding, the end of an option list, the program's name. A changed
    // block type makes the block a stranger's, which is skipped as the format demands.
    const std::vector<Event> events = fullEvents();
    std::set<Bytes> written;
    for (const Event& event : events) {
        Bytes one;
        encodeEvent(event, wallClock, one);
        written.insert(std::move(one));
    }
    const Bytes bytes = encoded(events);
    std::size_t found = 0;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        Bytes damaged = bytes;
        damaged[at] ^= static_cast<std::uint8_t>(1 << (at % 8));
        std::string error;
        const std::vector<Event> back = decoded(damaged, damaged.size(), &error);
        found += error.empty() ? 0 : 1;
        for (const Event& event : back) {
            if (std::holds_alternative<PacketSent>(event.body))
                continue; // its options are not under the checksum; a frame without ours is a foreign one
            Bytes one;
            encodeEvent(event, wallClock, one);
            if (!written.contains(one))
                QFAIL(qPrintable(QString("byte %1").arg(at)));
        }
    }
    QVERIFY2(found > bytes.size() * 8 / 10, qPrintable(QString::number(found)));
}

void JournalCodecTest::aDamagedBlockIsNamedAndFinal()
{
    Bytes bytes = encoded(fullEvents());
    const std::size_t start = journalHeader(wallClock).size();
    bytes[start + 30] ^= 1; // inside LabStarted's payload
    JournalDecoder decoder;
    decoder.feed(bytes);
    const auto first = decoder.next();
    QVERIFY(!first);
    const std::string& message = first.error().message;
    QVERIFY2(contains(message, ("at byte " + std::to_string(start)).c_str()), message.c_str());
    QVERIFY2(contains(message, "found CRC-32 0x") && contains(message, "expected 0x"), message.c_str());
    decoder.feed(encoded(fullEvents()));
    const auto again = decoder.next();
    QVERIFY(!again);
    QCOMPARE(again.error().message, message);
}

void JournalCodecTest::aHugeLengthIsDamageNotPatience()
{
    Bytes bytes = encoded(fullEvents());
    bytes[journalHeader(wallClock).size() + 7] = 0x7F;
    std::string error;
    QVERIFY(decoded(bytes, bytes.size(), &error).empty());
    QVERIFY2(contains(error, "found block length 21"), error.c_str()); // 0x7F000000 + … = 213…
}

void JournalCodecTest::aCountBeyondThePayloadIsRefused()
{
    // A right checksum over a list that claims four thousand million entries: refused before memory is asked for.
    Bytes bytes = journalHeader(wallClock);
    const std::size_t start = bytes.size();
    encodeEvent({{0}, CountersChanged {HostId::Client, {{"x", 1}}}}, wallClock, bytes);
    JournalDecoder sane;
    sane.feed(bytes);
    QVERIFY(sane.next());
    const std::size_t count = start + 8 + 20 + 1;
    std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(count), 4, std::uint8_t {0xFF});
    JournalDecoder decoder;
    decoder.feed(bytes);
    const auto error = decoder.next();
    QVERIFY(!error);
    // Repair the checksum with the value the decoder says is right, so that only the count is wrong.
    const std::string& message = error.error().message;
    const auto crc =
        static_cast<std::uint32_t>(std::stoul(message.substr(message.find("expected 0x") + 11, 8), {}, 16));
    std::memcpy(&bytes[start + 24], &crc, 4);
    JournalDecoder repaired;
    repaired.feed(bytes);
    const auto refused = repaired.next();
    QVERIFY(!refused);
    QVERIFY2(contains(refused.error().message, "malformed or does not fit"), refused.error().message.c_str());
}

void JournalCodecTest::aBlockOfANewerProgramIsNamed()
{
    Bytes bytes = encoded(fullEvents());
    bytes[journalHeader(wallClock).size() + 8] = 3;
    std::string error;
    QVERIFY(decoded(bytes, bytes.size(), &error).empty());
    QVERIFY2(contains(error, "found event block version 3, expected 1 to 2; a newer Socket Lab reads it"), error.c_str());
}

void JournalCodecTest::aRowOfAnOlderRecordingHasNoUser()
{
    SocketRow row;
    row.socket = 7;
    row.info = TcpInfo {.notsentBytes = 5};
    row.uid = 1000;
    Bytes payload;
    appendPayload(SocketSampled {row}, payload);
    const std::size_t kind = EventBody(SocketSampled {}).index();
    QVERIFY(std::get<SocketSampled>(*readPayload(kind, payload, 2)).row == row);
    payload.resize(payload.size() - sizeof row.uid); // as version 1 wrote it
    QVERIFY(!readPayload(kind, payload, 2));
    const auto old = readPayload(kind, payload, 1);
    QVERIFY(old);
    row.uid = 0;
    QVERIFY(std::get<SocketSampled>(*old).row == row);
    QCOMPARE(payloadVersion(kind), journalVersion);
    QCOMPARE(payloadVersion(EventBody(Notice {}).index()), std::uint8_t {1}); // programs that know no later one read it
}

void JournalCodecTest::otherFilesAreNamed_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QByteArray>("found");
    QTest::newRow("pcap") << QByteArray::fromHex("d4c3b2a1020004000000000000000000")
                          << QByteArray("a classic pcap file");
    QTest::newRow("pcap of the other byte order")
        << QByteArray::fromHex("a1b2c3d400020004") << QByteArray("a classic pcap");
    QTest::newRow("gzip") << QByteArray::fromHex("1f8b080000000000") << QByteArray("a gzip file");
    QTest::newRow("text") << QByteArray("# a lesson\n") << QByteArray("found 0x20612023, expected a pcapng Section");
    QTest::newRow("big-endian") << QByteArray::fromHex("0a0d0d0a0000001c1a2b3c4d")
                                << QByteArray("a big-endian section");
}

void JournalCodecTest::otherFilesAreNamed()
{
    QFETCH(QByteArray, start);
    QFETCH(QByteArray, found);
    std::string error;
    decoded(asBytes({start.constData(), static_cast<std::size_t>(start.size())}), 4096, &error);
    QVERIFY2(contains(error, found.constData()) && contains(error, "at byte 0"), error.c_str());
}

QTEST_APPLESS_MAIN(JournalCodecTest)
#include "JournalCodecTest.moc"
