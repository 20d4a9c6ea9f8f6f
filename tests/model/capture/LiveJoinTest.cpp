// A capture and this machine's sockets joined while both come: the same as the merge of both files where what belongs together
// comes within LiveJoin's patience; and where it does not, it is put right by what is told later.

#include "model/capture/LiveJoin.h"
#include "model/capture/MachineMerge.h"
#include "model/export/EventJson.h"
#include "model/lab/LabState.h"
#include "tests/model/capture/MachineStory.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace lab;
using namespace lab::tests;

namespace {

constexpr std::int64_t second = 1'000'000'000;

Bytes captureBytes()
{
    return readRecordingFile(capturePath())->bytes;
}

/// Two streams that come in pieces, and what is written of them by and by.
class Live
{
public:
    void capture(ByteView bytes) { m_join.takeCapture(bytes, m_now); }
    void machine(ByteView bytes) { m_join.takeMachine(bytes, m_now); }
    void machine(const Event& event, std::int64_t wallClock)
    {
        Bytes bytes;
        encodeEvent(event, wallClock, bytes);
        machine(bytes);
    }

    void wait(std::int64_t ns)
    {
        m_now += ns;
        keep(m_join.written(m_now));
    }

    std::unique_ptr<Journal> finished()
    {
        keep(m_join.finish());
        return std::move(*Journal::read(m_journal, "joined"));
    }

    std::size_t bytes() const { return m_journal.size(); }

    LiveJoin& join() { return m_join; }

private:
    void keep(const Bytes& bytes) { m_journal.insert(m_journal.end(), bytes.begin(), bytes.end()); }

    LiveJoin m_join {"lo"};
    Bytes m_journal;
    std::int64_t m_now = 77 * second;
};

std::unique_ptr<Journal> mergedFiles(const std::vector<Event>& events)
{
    const RecordingFile machineFile {RecordingFile::Kind::Ours, "machine", machineBytes(events), {}};
    auto merged = mergeWithMachine(machineFile, {RecordingFile::Kind::Capture, "lo", captureBytes(), {}});
    if (!merged)
        qFatal("%s", merged.error().message.c_str());
    return std::move(*Journal::read(merged->journal, "merged"));
}

/// A line an event; without the words about the joining itself, and notes.
QStringList lines(const Journal& journal)
{
    QStringList all;
    EventJson json;
    for (std::size_t i = 0; i < journal.size(); ++i) {
        const Event event = journal.at(i);
        auto object = json.object(event);
        object.erase("event");
        if (!std::holds_alternative<Notice>(event.body) && !std::holds_alternative<NoteWritten>(event.body))
            all << QString::fromStdString(object.dump());
    }
    return all;
}

/// Where everything is at the end.
QStringList standing(const Journal& journal)
{
    LabState state;
    for (std::size_t i = 0; i < journal.size(); ++i)
        state.apply(journal.at(i));
    QStringList all;
    for (const HostId host : {HostId::Client, HostId::Server})
        for (const SocketRow& each : state.host(host).sockets)
            all << QString("%1 %2 %3 %4").arg(hostName(host).data()).arg(each.socket).arg(stateName(each.state).data(), toText(each.local).c_str());
    for (const ActorState& actor : state.actors()) {
        QString line = QString("%1 %2").arg(hostName(actor.started.host).data(), actor.started.name.c_str());
        for (const Descriptor& each : actor.descriptors)
            line += QString(" %1").arg(each.fd);
        all << line;
    }
    all.sort();
    return all;
}

QStringList notices(const Journal& journal)
{
    QStringList all;
    for (std::size_t i = 0; i < journal.size(); ++i) {
        const Event event = journal.at(i);
        if (const auto* notice = std::get_if<Notice>(&event.body))
            all << QString::fromStdString(notice->code + (notice->detail.empty() ? "" : " " + notice->detail));
    }
    return all;
}

} // namespace

class LiveJoinTest : public QObject
{
    Q_OBJECT

private slots:

    void piecesOfBothAreTheMergeOfTheFiles_data()
    {
        QTest::addColumn<int>("ofCapture");
        QTest::addColumn<int>("ofMachine");
        QTest::newRow("small ones") << 11 << 17;
        QTest::newRow("the capture first") << 100'000 << 40;
        QTest::newRow("the machine first") << 40 << 100'000;
    }

    void piecesOfBothAreTheMergeOfTheFiles()
    {
        QFETCH(int, ofCapture);
        QFETCH(int, ofMachine);
        const std::vector<Event> events = machine(captureBegins() - 10 * ms);
        const Bytes frames = captureBytes(), told = machineBytes(events);
        Live live;
        std::size_t at = 0, toldAt = 0;
        while (at < frames.size() || toldAt < told.size()) {
            const std::size_t some = std::min<std::size_t>(ofCapture, frames.size() - at);
            const std::size_t others = std::min<std::size_t>(ofMachine, told.size() - toldAt);
            live.capture(ByteView(frames).subspan(at, some));
            live.machine(ByteView(told).subspan(toldAt, others));
            at += some;
            toldAt += others;
            live.wait(1 * ms);
        }
        const auto journal = live.finished(), files = mergedFiles(events);
        QCOMPARE(lines(*journal), lines(*files));
        QCOMPARE(notices(*journal), (QStringList {"states-inferred", "sockets-joined-live", "capture-begins", "sockets-joined 1 / 2"}));
        QCOMPARE(joinedNotice(*journal)->detail, joinedNotice(*files)->detail);
        QVERIFY(isInferred(*journal));
    }

    void nothingIsWrittenBeforeOthersHadTheirTime()
    {
        Live live;
        live.machine(machineBytes(machine(captureBegins())));
        live.wait(LiveJoin::patience - 1);
        QCOMPARE(live.bytes(), std::size_t {0});
        QCOMPARE(*live.join().due(), 77 * second + LiveJoin::patience);
        live.wait(1);
        QVERIFY(live.bytes() > 0);
        QVERIFY(!live.join().due());
    }

    /// As it usually is: the server was there long before anybody connected to it.
    void socketsAndProgramsAreToldWithTheirFirstPacket()
    {
        auto events = machine(captureBegins() - 5 * second);
        for (std::size_t i = 8; i < events.size(); ++i)
            events[i].time.ns += 5 * second - 10 * ms;
        const std::int64_t zero = std::get<LabStarted>(events[0].body).wallClock;
        Live live;
        live.machine(machineBytes({events.begin(), events.begin() + 8}));
        live.wait(5 * second);
        live.capture(captureBytes());
        for (std::size_t i = 8; i < events.size(); ++i)
            live.machine(events[i], zero);
        live.wait(5 * second);
        const auto journal = live.finished(), files = mergedFiles(events);
        QCOMPARE(standing(*journal), standing(*files));
        QVERIFY2(standing(*journal).contains("server java 4 6"), qPrintable(standing(*journal).join('\n')));
        QVERIFY(lines(*journal) != lines(*files)); // who reads files knows it from the beginning
        QStringList kinds;
        for (std::size_t i = 3; i < 8; ++i) // behind the first words
            kinds << QString::fromUtf8(kindName(journal->at(i).body).data());
        QCOMPARE(kinds, (QStringList {"socket", "actor-started", "descriptors", "notice", "packet-sent"}));
    }

    void aClientToWhichOthersConnectLaterStandsOnBothHosts()
    {
        auto events = machine(captureBegins() - 10 * ms);
        events.erase(events.begin() + 6, events.end()); // who has the listener is not known yet
        events.push_back({{2 * ms}, row(103, 10, SocketState::SynSent, "127.0.0.1:46468", "127.0.0.1:18474")});
        events.push_back({{2 * ms}, DescriptorsChanged {1, {socketAt(9, 103, 10)}}});
        Live live;
        live.machine(machineBytes(events));
        live.capture(captureBytes());
        live.wait(second);
        events.push_back({{1100 * ms}, DescriptorsChanged {1, {socketAt(4, 100, 5), socketAt(9, 103, 10)}}});
        live.machine(events.back(), captureBegins() - 10 * ms);
        live.wait(second);
        const auto journal = live.finished(), files = mergedFiles(events);
        QCOMPARE(standing(*journal), standing(*files));
        QStringList hosts;
        for (std::size_t i = 0; i < journal->size(); ++i) {
            const Event event = journal->at(i);
            if (const auto* started = std::get_if<ActorStarted>(&event.body))
                hosts << QString::fromUtf8(hostName(started->host).data());
        }
        QCOMPARE(hosts, (QStringList {"client", "server", "client"})); // it has moved, and its twin stays
        QVERIFY2(standing(*journal).contains("server java 4") && standing(*journal).contains("client java 9"), qPrintable(standing(*journal).join('\n')));
    }

    void aStateThatWasInferredIsTakenBackWhenTheKernelsRowComes()
    {
        const auto events = machine(captureBegins() - 10 * ms);
        Live live;
        live.machine(machineBytes({events.begin(), events.begin() + 8}));
        live.capture(captureBytes());
        live.wait(1 * second); // a look that was put off
        live.machine(events[8], captureBegins() - 10 * ms);
        live.wait(1 * second);
        const auto journal = live.finished();
        const SocketId inferred = inferredSockets + 3; // the server's end of the second conversation
        QStringList told;
        for (std::size_t i = 0; i < journal->size(); ++i) {
            const Event event = journal->at(i);
            if (const auto* sampled = std::get_if<SocketSampled>(&event.body); sampled && sampled->row.socket == inferred)
                told << "inferred";
            if (const auto* sampled = std::get_if<SocketSampled>(&event.body); sampled && sampled->row.socket == 101)
                told << "kernel";
            if (const auto* gone = std::get_if<SocketGone>(&event.body); gone && gone->socket == inferred)
                told << "taken back";
        }
        told.removeDuplicates();
        QVERIFY2(told == QStringList({"inferred", "taken back", "kernel"}), qPrintable(told.join(", ")));
        QVERIFY(notices(*journal).contains("sockets-joined 1 / 2"));
    }

    void withoutSocketsItIsACaptureAsAnyOtherThatSaysWhy()
    {
        Live live;
        live.join().machineEnded("cannot start the engine");
        live.capture(captureBytes());
        live.wait(1 * second);
        const auto journal = live.finished(), alone = std::move(*openRecording(capturePath()));
        QCOMPARE(notices(*journal), (QStringList {"states-inferred", "capture-begins", "sockets-not-watched cannot start the engine"}));
        QCOMPARE(lines(*journal), lines(*alone));
        QVERIFY(!joinedNotice(*journal));
    }

    void whatEndsInBetweenIsSaidWhereItEnded()
    {
        const auto events = machine(captureBegins() - 10 * ms);
        Live live;
        live.machine(machineBytes(events));
        live.wait(1 * second);
        live.join().machineEnded("The engine was killed by Killed.");
        live.wait(1);
        live.capture(captureBytes());
        live.wait(1 * second);
        const QStringList said = notices(*live.finished());
        QCOMPARE(said.indexOf("sockets-not-watched The engine was killed by Killed."), qsizetype {2});
        QCOMPARE(said.indexOf("capture-begins"), qsizetype {3});
    }

    /// A clock that was set an hour ahead or back keeps nothing from being shown.
    void noStepOfTheClockKeepsAnythingBack()
    {
        for (const std::int64_t step : {-3600 * second, 3600 * second}) {
            Live live;
            live.machine(machineBytes(machine(captureBegins() + step)));
            live.capture(captureBytes());
            live.wait(LiveJoin::patience);
            QVERIFY(!live.join().due());
            QVERIFY(notices(*live.finished()).contains("sockets-not-joined 0 / 2"));
        }
    }

    void aDamagedCaptureIsSaidAndWhatCameBeforeIsKept()
    {
        Bytes frames = captureBytes();
        frames.resize(frames.size() - 10);
        Live live;
        live.machine(machineBytes(machine(captureBegins())));
        live.capture(frames);
        QVERIFY(!live.join().broken());
        const auto journal = live.finished();
        QVERIFY2(live.join().damage().message.find("11 packets before it recovered") != std::string::npos, live.join().damage().message.c_str());
        QVERIFY(live.join().unreadable().empty());

        Live other;
        other.capture(asBytes("This is no capture at all, whoever says so."));
        QVERIFY(other.join().broken());
        QVERIFY(other.join().finish().empty());
        QVERIFY(!other.join().unreadable().empty());
    }

    void theFirstLookAtABusyMachineComesInPieces()
    {
        std::vector<Event> events {{{0}, LabStarted {captureBegins(), "0.1.0", "6.1", ""}}};
        for (int i = 0; i < 5000; ++i)
            events.push_back({{1 * ms}, row(1000 + i, 1000 + i, SocketState::Listen, "0.0.0.0:18474", "0.0.0.0:0")});
        Live live;
        live.capture(captureBytes());
        live.machine(machineBytes(events));
        live.wait(LiveJoin::patience);
        QVERIFY(live.bytes() < 300'000);
        QVERIFY(live.join().due());
        for (int i = 0; i < 10; ++i)
            live.wait(1);
        QVERIFY(!live.join().due());
        QVERIFY(live.bytes() > 500'000); // all rows
    }
};

QTEST_APPLESS_MAIN(LiveJoinTest)
#include "LiveJoinTest.moc"
