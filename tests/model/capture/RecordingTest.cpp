// Captures of other programs: made here byte by byte in every form, opened, and compared with what tshark says of them.

#include "model/capture/Recording.h"

#include "model/capture/CaptureReader.h"
#include "model/capture/TcpAnalysis.h"
#include "model/export/EventJson.h"
#include "model/journal/JournalCodec.h"
#include "model/lab/LabState.h"
#include "tests/support/JournalBuilder.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <set>

#include <sys/stat.h>
#include <zlib.h>
#include <zstd.h>

using namespace lab;
using namespace lab::tests;

namespace {

struct Form
{
    bool big = false, nano = false;
    std::uint32_t link = 1;
    std::size_t cutBefore = 14; ///< bytes of the Ethernet frame that this link does not have …
    Bytes instead; ///< … and what it has there
};

void put32(Bytes& out, std::uint32_t value, bool big)
{
    for (int i = 0; i < 4; ++i)
        out.push_back(static_cast<std::uint8_t>(value >> (big ? 24 - 8 * i : 8 * i)));
}

void put16(Bytes& out, std::uint16_t value, bool big)
{
    out.push_back(static_cast<std::uint8_t>(big ? value >> 8 : value));
    out.push_back(static_cast<std::uint8_t>(big ? value : value >> 8));
}

struct Timed
{
    std::int64_t ns;
    Bytes frame;
};

Bytes onLink(const Bytes& frame, const Form& form)
{
    Bytes out = form.instead;
    out.insert(out.end(), frame.begin() + static_cast<std::ptrdiff_t>(form.link == 1 ? 0 : form.cutBefore), frame.end());
    return out;
}

Bytes pcap(const std::vector<Timed>& frames, const Form& form)
{
    Bytes out;
    put32(out, form.nano ? 0xA1B23C4D : 0xA1B2C3D4, form.big);
    put16(out, 2, form.big);
    put16(out, 4, form.big);
    for (const std::uint32_t word : {0U, 0U, 262144U, form.link})
        put32(out, word, form.big);
    for (const Timed& one : frames) {
        const Bytes bytes = onLink(one.frame, form);
        put32(out, static_cast<std::uint32_t>(1000 + one.ns / 1'000'000'000), form.big);
        put32(out, static_cast<std::uint32_t>(one.ns % 1'000'000'000 / (form.nano ? 1 : 1000)), form.big);
        put32(out, static_cast<std::uint32_t>(bytes.size()), form.big);
        put32(out, static_cast<std::uint32_t>(bytes.size()), form.big);
        out.insert(out.end(), bytes.begin(), bytes.end());
    }
    return out;
}

void block(Bytes& out, std::uint32_t type, Bytes body, bool big)
{
    body.resize((body.size() + 3) & ~std::size_t {3});
    put32(out, type, big);
    put32(out, static_cast<std::uint32_t>(body.size() + 12), big);
    out.insert(out.end(), body.begin(), body.end());
    put32(out, static_cast<std::uint32_t>(body.size() + 12), big);
}

/// One section with two interfaces, packets on each in turn, in microseconds.
Bytes pcapngSection(const std::vector<Timed>& frames, const Form& form)
{
    Bytes out, body;
    put32(body, 0x1A2B3C4D, form.big);
    put16(body, 1, form.big);
    put16(body, 0, form.big);
    put32(body, 0xffffffff, form.big);
    put32(body, 0xffffffff, form.big);
    block(out, 0x0A0D0D0A, body, form.big);
    for (int i = 0; i < 2; ++i) {
        body.clear();
        put16(body, static_cast<std::uint16_t>(form.link), form.big);
        put16(body, 0, form.big);
        put32(body, 262144, form.big);
        block(out, 1, body, form.big);
    }
    std::uint32_t interface = 0;
    for (const Timed& one : frames) {
        const Bytes bytes = onLink(one.frame, form);
        const auto us = static_cast<std::uint64_t>(1'000'000'000LL + one.ns / 1000);
        body.clear();
        put32(body, interface, form.big);
        interface = 1 - interface;
        put32(body, static_cast<std::uint32_t>(us >> 32), form.big);
        put32(body, static_cast<std::uint32_t>(us), form.big);
        put32(body, static_cast<std::uint32_t>(bytes.size()), form.big);
        put32(body, static_cast<std::uint32_t>(bytes.size()), form.big);
        body.insert(body.end(), bytes.begin(), bytes.end());
        block(out, 6, body, form.big);
    }
    return out;
}

constexpr std::uint8_t syn = TcpFlag::syn, ack = TcpFlag::ack, fin = TcpFlag::fin, psh = TcpFlag::psh, rst = TcpFlag::rst;
constexpr std::int64_t ms = 1'000'000;

/// Opened, five bytes, closed from both sides: the client first.
std::vector<Timed> conversation()
{
    const Endpoint c = clientEnd(40000), s = serverEnd(8080);
    return {{0, tcpFrame({c, s, syn, 100})},
            {1 * ms, tcpFrame({s, c, syn | ack, 500, 101})},
            {2 * ms, tcpFrame({c, s, ack, 101, 501})},
            {3 * ms, tcpFrame({c, s, psh | ack, 101, 501, "Hello"})},
            {4 * ms, tcpFrame({s, c, ack, 501, 106})},
            {5 * ms, tcpFrame({c, s, fin | ack, 106, 501})},
            {6 * ms, tcpFrame({s, c, ack, 501, 107})},
            {7 * ms, tcpFrame({s, c, fin | ack, 501, 107})},
            {8 * ms, tcpFrame({c, s, ack, 107, 502})}};
}

/// Everything that goes wrong in the analysis: lost and sent again, duplicate ACKs, zero window, keep-alives, RST.
std::vector<Timed> troubles()
{
    const Endpoint c = clientEnd(40001), s = serverEnd(8080);
    std::int64_t t = 0;
    std::vector<Timed> all;
    const auto add = [&](std::int64_t after, const Segment& segment) { all.push_back({t += after * ms, tcpFrame(segment)}); };
    add(0, {c, s, syn, 100});
    add(1000, {c, s, syn, 100}); // the SYN again
    add(10, {s, c, syn | ack, 500, 101});
    add(1, {c, s, ack, 101, 501});
    add(1, {c, s, psh | ack, 101, 501, "one"});
    add(1, {c, s, psh | ack, 107, 501, "three"}); // what stands before it was not captured
    add(1, {s, c, ack, 501, 104});
    add(1, {s, c, ack, 501, 104}); // duplicate
    add(1, {s, c, ack, 501, 104}); // duplicate
    add(300, {c, s, psh | ack, 104, 501, "two"}); // sent again
    add(1, {s, c, ack, 501, 112, "", 0}); // no room
    add(300, {c, s, ack, 112, 501, "x"}); // a probe
    add(1, {s, c, ack, 501, 112, "", 0});
    add(1, {s, c, ack, 501, 112, "", 5000}); // room again
    add(1, {c, s, psh | ack, 112, 501, "xyz"});
    add(1, {s, c, ack, 501, 115, "", 5000});
    add(9000, {c, s, ack, 114, 501}); // keep-alive
    add(1, {s, c, ack, 501, 115, "", 5000});
    add(300, {c, s, psh | ack, 112, 501, "xyz"}); // sent again although acknowledged
    add(1, {s, c, rst, 501});
    return all;
}

class Folder
{
public:
    std::string write(const Bytes& bytes, const QString& name = "c.pcap") const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly))
            throw std::runtime_error("no temporary file");
        file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size()));
        return file.fileName().toStdString();
    }

private:
    QTemporaryDir m_folder;
};

/// "client SYN-SENT", "server SYN-RECV" … as they followed.
QStringList statesIn(const Journal& journal)
{
    QStringList states;
    for (std::size_t i = 0; i < journal.size(); ++i) {
        const Event event = journal.at(i);
        if (const auto* one = std::get_if<SocketSampled>(&event.body))
            states << QString::fromStdString(std::string(hostName(one->row.host)) + " " + std::string(stateName(one->row.state)));
        if (const auto* gone = std::get_if<SocketGone>(&event.body))
            states << QString::fromStdString(std::string(hostName(gone->host)) + " gone");
    }
    return states;
}

std::vector<std::uint32_t> verdictsOf(const std::vector<Timed>& frames)
{
    TcpAnalysis analysis;
    std::vector<std::uint32_t> verdicts;
    for (const Timed& one : frames)
        verdicts.push_back(analysis.take(decodePacket(one.frame), {one.ns})->verdict);
    return verdicts;
}

const QStringList closing {"client SYN-SENT", "server SYN-RECV", "client ESTAB", "server ESTAB", "client FIN-WAIT-1",
                           "server CLOSE-WAIT", "client FIN-WAIT-2", "server LAST-ACK", "client TIME-WAIT", "server gone"};

} // namespace

class RecordingTest : public QObject
{
    Q_OBJECT

private:
    Folder m_folder;

private slots:

    void everyFormOfACaptureIsTheSameConversation_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const auto add = [](const QString& name, const Bytes& bytes) {
            QTest::newRow(qPrintable(name)) << QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
        };
        const auto frames = conversation();
        const Bytes cooked {0, 0, 0, 1, 0, 6, 1, 2, 3, 4, 5, 6, 0, 0, 8, 0};
        const Bytes cooked2 {8, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 6, 1, 2, 3, 4, 5, 6, 0, 0};
        const std::vector<std::pair<QString, Form>> links {{"Ethernet", {}},
                                                           {"raw IP", {false, false, 101, 14, {}}},
                                                           {"raw IPv4", {false, false, 228, 14, {}}},
                                                           {"Linux cooked v1", {false, false, 113, 14, cooked}},
                                                           {"Linux cooked v2", {false, false, 276, 14, cooked2}},
                                                           {"null", {false, false, 0, 14, {2, 0, 0, 0}}},
                                                           {"loopback", {false, false, 108, 14, {0, 0, 0, 2}}}};
        for (const auto& [name, link] : links)
            for (const bool big : {false, true}) {
                Form form = link;
                form.big = big;
                add(name + (big ? " pcapng, big-endian" : " pcapng"), pcapngSection(frames, form));
                for (const bool nano : {false, true}) {
                    form.nano = nano;
                    add(name + (big ? " pcap, big-endian" : " pcap") + (nano ? ", ns" : ", us"), pcap(frames, form));
                }
            }
        Bytes sections = pcapngSection({frames.begin(), frames.begin() + 4}, {});
        Form other {true, false, 101, 14, {}};
        const Bytes second = pcapngSection({frames.begin() + 4, frames.end()}, other);
        sections.insert(sections.end(), second.begin(), second.end());
        add("two sections of different byte order and link", sections);
        const Bytes plain = pcap(frames, {});
        Bytes zstd(ZSTD_compressBound(plain.size()));
        zstd.resize(ZSTD_compress(zstd.data(), zstd.size(), plain.data(), plain.size(), 3));
        add("zstd", zstd);
        const std::string name = m_folder.write({}, "c.gz");
        gzFile file = gzopen(name.c_str(), "wb");
        gzwrite(file, plain.data(), static_cast<unsigned>(plain.size()));
        gzclose(file);
        QFile packed(QString::fromStdString(name));
        QVERIFY(packed.open(QIODevice::ReadOnly));
        QTest::newRow("gzip") << packed.readAll();
    }

    void everyFormOfACaptureIsTheSameConversation()
    {
        QFETCH(QByteArray, bytes);
        const auto journal = openRecording(m_folder.write(Bytes(bytes.begin(), bytes.end())));
        QVERIFY2(journal, journal ? "" : journal.error().message.c_str());
        QVERIFY((*journal)->damage().message.empty());
        QVERIFY(isInferred(**journal));
        QCOMPARE(statesIn(**journal), closing);
        LabState state;
        for (std::size_t i = 0; i < (*journal)->size(); ++i)
            state.apply((*journal)->at(i));
        QCOMPARE(state.packets().size(), std::size_t {9});
        QCOMPARE(state.packets()[3].decoded.payloadLength, std::size_t {5});
        QCOMPARE(state.packets()[3].decoded.tcp->seq - state.packets()[3].base->seq, 1U);
        QCOMPARE(state.packets()[3].sentAt.ns, 3 * ms);
        QCOMPARE(state.packets()[4].from, HostId::Server);
    }

    void aDumpSaysWhatIsInferred()
    {
        const auto journal = openRecording(m_folder.write(pcap(troubles(), {})));
        EventJson json;
        std::string all;
        for (std::size_t i = 0; i < (*journal)->size(); ++i)
            all += json.line((*journal)->at(i)) + "\n";
        const QString text = QString::fromStdString(all);
        QVERIFY(text.contains("\"states-inferred\""));
        QCOMPARE(text.count("\"kind\":\"socket\""), text.count(QRegularExpression("\"kind\":\"socket\".*\"inferred\":true")));
        QVERIFY(text.contains("\"verdicts\":[\"keep-alive\"]"));
    }

    void theVerdictsAreThoseOfTshark()
    {
        if (QStandardPaths::findExecutable("tshark").isEmpty())
            QSKIP("tshark is not installed");
        struct Named
        {
            std::uint32_t bit;
            const char* field;
        };
        static constexpr Named fields[] = {{SegmentVerdict::retransmission, "tcp.analysis.retransmission"},
                                           {SegmentVerdict::outOfOrder, "tcp.analysis.out_of_order"},
                                           {SegmentVerdict::lostBefore, "tcp.analysis.lost_segment"},
                                           {SegmentVerdict::duplicateAck, "tcp.analysis.duplicate_ack"},
                                           {SegmentVerdict::zeroWindow, "tcp.analysis.zero_window"},
                                           {SegmentVerdict::zeroWindowProbe, "tcp.analysis.zero_window_probe"},
                                           {SegmentVerdict::keepAlive, "tcp.analysis.keep_alive"},
                                           {SegmentVerdict::keepAliveAck, "tcp.analysis.keep_alive_ack"},
                                           {SegmentVerdict::windowUpdate, "tcp.analysis.window_update"},
                                           {SegmentVerdict::reset, "tcp.flags.reset"}};
        const auto frames = troubles();
        const auto verdicts = verdictsOf(frames);
        QStringList arguments {"-r", QString::fromStdString(m_folder.write(pcap(frames, {}))), "-T", "fields"};
        for (const Named& one : fields)
            arguments << "-e" << one.field;
        QProcess tshark;
        tshark.start("tshark", arguments);
        QVERIFY(tshark.waitForFinished(60'000));
        const QStringList lines = QString::fromUtf8(tshark.readAllStandardOutput()).split('\n');
        QVERIFY(lines.size() > static_cast<qsizetype>(frames.size()));
        QStringList differences;
        for (std::size_t i = 0; i < frames.size(); ++i) {
            const QStringList values = lines[static_cast<qsizetype>(i)].split('\t');
            for (std::size_t f = 0; f < std::size(fields); ++f) {
                const QString value = values.value(static_cast<qsizetype>(f));
                const bool theirs = !value.isEmpty() && value != "0" && value != "False";
                if (theirs != ((verdicts[i] & fields[f].bit) != 0))
                    differences << QString("frame %1: tshark says %2%3").arg(i + 1).arg(theirs ? "" : "no ").arg(fields[f].field);
            }
        }
        QVERIFY2(differences.isEmpty(), qPrintable('\n' + differences.join('\n')));
    }

    void aConversationThatBeganEarlierIsEstablishedAndItsClientHasTheHigherPort()
    {
        auto frames = conversation();
        frames.erase(frames.begin(), frames.begin() + 4);
        const auto journal = openRecording(m_folder.write(pcap(frames, {})));
        QCOMPARE(statesIn(**journal).mid(0, 2), (QStringList {"server ESTAB", "client ESTAB"}));
    }

    void aResetEndsBothEnds()
    {
        const auto journal = openRecording(m_folder.write(pcap(troubles(), {})));
        const QStringList states = statesIn(**journal);
        QVERIFY(states.contains("client gone") && states.contains("server gone"));
    }

    void timeWaitEndsAfterAMinuteAsOnLinuxAndAStragglerDoesNotBringItBack()
    {
        constexpr std::int64_t minute = 60'000 * ms;
        auto frames = conversation();
        const Timed last = frames.back(); // the client's acknowledgement of the server's FIN
        const Endpoint other = clientEnd(41000);
        frames.push_back({last.ns + minute - ms, tcpFrame({other, serverEnd(8080), syn, 1})});
        frames.push_back({last.ns + 2 * minute, tcpFrame({other, serverEnd(8080), syn, 1})});
        frames.push_back({last.ns + 2 * minute + ms, last.frame});
        const auto journal = openRecording(m_folder.write(pcap(frames, {})));
        std::vector<std::int64_t> waits, gone;
        std::int64_t before = 0;
        SocketId client = 0;
        for (std::size_t i = 0; i < (*journal)->size(); ++i) {
            const Event event = (*journal)->at(i);
            QVERIFY(event.time.ns >= before); // it goes when its time is up, not with the packet that comes after it
            before = event.time.ns;
            if (const auto* sampled = std::get_if<SocketSampled>(&event.body); sampled && sampled->row.state == SocketState::TimeWait) {
                waits.push_back(event.time.ns);
                client = sampled->row.socket;
            }
            if (const auto* one = std::get_if<SocketGone>(&event.body); one && client != 0 && one->socket == client)
                gone.push_back(event.time.ns);
        }
        QCOMPARE(waits.size(), std::size_t {1});
        QCOMPARE(gone, std::vector<std::int64_t> {waits.front() + minute});
    }

    void aFloodOfSynsIsNoFloodOfSocketsAndAnAnswerShowsThem()
    {
        std::vector<Timed> frames;
        const auto from = [](int i) { return clientEnd(static_cast<std::uint16_t>(10'000 + i)); };
        const Endpoint server = serverEnd(80);
        constexpr int many = 5000;
        for (int i = 0; i < many; ++i)
            frames.push_back({i * ms, tcpFrame({from(i), server, syn, 100})});
        const Endpoint last = from(many - 1);
        frames.push_back({many * ms, tcpFrame({server, last, syn | ack, 500, 101})});
        frames.push_back({many * ms, tcpFrame({last, server, ack, 101, 501})});
        const auto journal = openRecording(m_folder.write(pcap(frames, {})));
        const QStringList states = statesIn(**journal);
        QCOMPARE(states.count("client SYN-SENT"), 4096);
        QCOMPARE(states.mid(states.size() - 3), (QStringList {"server SYN-RECV", "client ESTAB", "server ESTAB"}));
        QStringList notices;
        LabState state;
        for (std::size_t i = 0; i < (*journal)->size(); ++i) {
            const Event event = (*journal)->at(i);
            state.apply(event);
            if (const auto* notice = std::get_if<Notice>(&event.body))
                notices << QString::fromStdString(notice->code + " " + notice->detail);
        }
        QCOMPARE(notices, (QStringList {"states-inferred ", "unanswered-left-out 4096"}));
        QCOMPARE(state.host(HostId::Client).sockets.size(), std::size_t {4097});
        QCOMPARE(state.packets().back().packet, PacketId {many + 2}); // every packet is there
    }

    void aTornCaptureOpensUpToItsDamageAtEveryByte_data()
    {
        QTest::addColumn<int>("form");
        QTest::newRow("pcap") << 0;
        QTest::newRow("pcapng") << 1;
    }

    void aTornCaptureOpensUpToItsDamageAtEveryByte()
    {
        QFETCH(int, form);
        const Bytes whole = form == 0 ? pcap(conversation(), {}) : pcapngSection(conversation(), {});
        for (std::size_t length = 0; length < whole.size(); ++length) {
            std::size_t frames = 0;
            const Status status = readCapture(ByteView(whole).first(length), [&](const CapturedFrame&) { ++frames; });
            QVERIFY(frames <= 9);
            if (!status)
                QVERIFY2(status.error().message.starts_with("at byte ") && status.error().message.find(", expected ") != std::string::npos,
                         status.error().message.c_str());
        }
        const Bytes torn(whole.begin(), whole.end() - 7);
        const auto journal = openRecording(m_folder.write(torn));
        QVERIFY(journal);
        const QString message = QString::fromStdString((*journal)->damage().message);
        QVERIFY2(message.contains(QRegularExpression("is damaged at byte \\d+: found .*, expected .*; 8 packets before it recovered")),
                 qPrintable(message));
    }

    void aDamagedGzipGivesWhatCameBeforeIt()
    {
        std::vector<Timed> many;
        for (int i = 0; i < 3000; ++i)
            many.push_back({i * ms, udpFrame(clientEnd(static_cast<std::uint16_t>(1000 + i)), serverEnd(5000), std::to_string(i * 7919))});
        const Bytes plain = pcap(many, {});
        const std::string name = m_folder.write({}, "d.gz");
        gzFile file = gzopen(name.c_str(), "wb");
        gzwrite(file, plain.data(), static_cast<unsigned>(plain.size()));
        gzclose(file);
        QFile packed(QString::fromStdString(name));
        QVERIFY(packed.resize(packed.size() - 1000));
        const auto journal = openRecording(name);
        QVERIFY(journal);
        QVERIFY((*journal)->size() > 1000);
        QVERIFY2((*journal)->damage().message.find("of the gzip file: found its end") != std::string::npos,
                 (*journal)->damage().message.c_str());
    }

    void whatIsNoCaptureSaysWhatItFoundAndWhatIsExpected()
    {
        const auto text = openRecording(m_folder.write({'h', 'e', 'l', 'l', 'o'}));
        QVERIFY(!text);
        QVERIFY(QString::fromStdString(text.error().message).contains("at byte 0: found 68 65 6c 6c, expected pcap"));
        QVERIFY(!openRecording("/dev/zero")); // it has no end: its first bytes are enough
        QVERIFY(!openRecording("/"));
        Form form;
        form.link = 147; // LINKTYPE_USER0
        const auto unknown = openRecording(m_folder.write(pcap(conversation(), form)));
        QVERIFY(!unknown);
        QVERIFY(QString::fromStdString(unknown.error().message).contains("LINKTYPE 147"));
    }

    void aPacketThatClaimsMoreThanItsBlockHasIsDamage()
    {
        // Whether the file is ours is asked of the options behind the packet: nothing is behind this one.
        Bytes bytes = journalHeader(0);
        const std::size_t before = bytes.size();
        encodePacket({1, HostId::Client, PacketOrigin::Kernel, conversation()[0].frame, 0}, {}, 0, bytes);
        for (const std::uint32_t captured : {0x84848484U, 0xffffffffU, 200U}) {
            std::memcpy(&bytes[before + 20], &captured, sizeof captured);
            const auto journal = openRecording(m_folder.write(bytes, "c.pcapng"));
            QVERIFY(!journal);
            QVERIFY2(journal.error().message.find("found captured length " + std::to_string(captured)) != std::string::npos,
                     journal.error().message.c_str());
        }
    }

    void timesFurtherApartThanAnyClockCountsAreKeptWithinIt()
    {
        // Nanoseconds of a journal have 64 bits, and so must their differences.
        Bytes bytes = journalHeader(0);
        for (const std::int64_t ns : {INT64_MIN + 1, std::int64_t {0}, INT64_MAX}) {
            const Bytes frame = conversation()[0].frame;
            const std::size_t at = bytes.size();
            encodePacket({1, HostId::Client, PacketOrigin::Kernel, frame, 0}, {ns}, 0, bytes);
            bytes[at + 28 + ((frame.size() + 3) & ~std::size_t {3})] = 1; // no option of ours: another program's packet
            bytes[at + 28 + ((frame.size() + 3) & ~std::size_t {3}) + 12] = 1;
        }
        const auto journal = openRecording(m_folder.write(bytes, "c.pcapng"));
        QVERIFY2(journal, journal ? "" : journal.error().message.c_str());
        constexpr std::int64_t most = (std::int64_t {1} << 62) - 1;
        std::set<std::int64_t> times;
        for (std::size_t i = 0; i < (*journal)->size(); ++i) {
            times.insert((*journal)->timeOf(i).ns);
            QVERIFY(std::abs((*journal)->timeOf(i).ns) <= most);
        }
        QVERIFY(times.contains(most) || times.contains(-most));
    }

    void aRecordingOfTheLabOpensAsItIs()
    {
        const auto journal = openRecording(SOCKETLAB_SOURCE_DIR "/resources/recordings/three-way-handshake.pcapng");
        QVERIFY(journal && !isInferred(**journal));
        const auto same = Journal::open(SOCKETLAB_SOURCE_DIR "/resources/recordings/three-way-handshake.pcapng");
        QCOMPARE((*journal)->size(), (*same)->size());
    }
};

QTEST_APPLESS_MAIN(RecordingTest)
#include "RecordingTest.moc"
