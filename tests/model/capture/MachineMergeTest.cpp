// A recording of this machine and a capture of the same time as one: in the order of time, a packet's connection is that of the
// kernel's own row, and what the kernel told is not inferred.

#include "model/capture/MachineMerge.h"
#include "model/export/EventJson.h"
#include "model/lab/LabState.h"
#include "tests/model/capture/MachineStory.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace lab;
using namespace lab::tests;

namespace {

class Files
{
public:
    std::string written(const std::vector<Event>& events) const
    {
        const Bytes bytes = machineBytes(events);
        QFile file(m_folder.filePath("machine.pcapng"));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("not written");
        file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size()));
        return file.fileName().toStdString();
    }

private:
    QTemporaryDir m_folder;
};

std::unique_ptr<Journal> merged(const std::vector<Event>& events)
{
    const Files files;
    auto journal = openRecordings({capturePath(), files.written(events)});
    if (!journal)
        qFatal("%s", journal.error().message.c_str());
    return std::move(*journal);
}

QString refusal(const std::vector<std::string>& paths)
{
    const auto journal = openRecordings(paths);
    return journal ? QString() : QString::fromStdString(journal.error().message);
}

template<class Kind>
std::vector<Kind> all(const Journal& journal)
{
    std::vector<Kind> found;
    for (std::size_t i = 0; i < journal.size(); ++i) {
        const Event event = journal.at(i);
        if (const auto* one = std::get_if<Kind>(&event.body))
            found.push_back(*one);
    }
    return found;
}

} // namespace

class MachineMergeTest : public QObject
{
    Q_OBJECT

private slots:

    void eventsAreInTheOrderOfTheirTimes()
    {
        const auto journal = merged(machine(captureBegins() - 10 * ms));
        for (std::size_t i = 1; i < journal->size(); ++i)
            QVERIFY(journal->timeOf(i - 1) <= journal->timeOf(i));
        QCOMPARE(all<PacketSent>(*journal).size(), 12U);
        QVERIFY(isInferred(*journal)); // no lab, and not to be appended to
        for (std::size_t i = 0; i < journal->size(); ++i) {
            const Event event = journal->at(i);
            if (std::holds_alternative<PacketSent>(event.body)) {
                QCOMPARE(event.time.ns, 10 * ms); // the machine's recording began before
                break;
            }
        }
    }

    void whoWasConnectedToIsOnTheServersHost()
    {
        const auto journal = merged(machine(captureBegins() - 10 * ms));
        QCOMPARE(all<ActorStarted>(*journal).size(), 1U);
        QCOMPARE(all<ActorStarted>(*journal)[0].name, std::string("java"));
        QCOMPARE(all<ActorStarted>(*journal)[0].host, HostId::Server);
        for (const SocketSampled& sampled : all<SocketSampled>(*journal))
            if (sampled.row.socket < inferredSockets)
                QCOMPARE(sampled.row.host, HostId::Server);
        QVERIFY(all<LabStarted>(*journal).empty());
        for (const SettingWritten& setting : all<SettingWritten>(*journal))
            QVERIFY(setting.name != "network"); // two hosts, and packets between them
    }

    /// A machine has hundreds of sockets. Of a program that attach has followed, all are told: its calls are.
    void whatNoPacketBelongsToIsLeftOutUnlessItsCallsAreThere()
    {
        auto events = machine(captureBegins() - 10 * ms);
        for (const bool calls : {false, true}) {
            if (calls)
                events.push_back({{95 * ms}, CallEntered {1, 2, 72, "", "recv", {}, {}}});
            const auto journal = merged(events);
            bool other = false;
            for (const SocketSampled& sampled : all<SocketSampled>(*journal))
                other |= sampled.row.socket == 102;
            QCOMPARE(other, calls);
            QCOMPARE(all<ActorStarted>(*journal).size(), calls ? 2U : 1U);
            QCOMPARE(all<DescriptorsChanged>(*journal).size(), calls ? 3U : 2U);
        }
    }

    void whatTheKernelToldIsNotInferred()
    {
        const auto journal = merged(machine(captureBegins() - 10 * ms));
        QStringList inferred;
        for (const SocketSampled& sampled : all<SocketSampled>(*journal))
            if (sampled.row.socket >= inferredSockets)
                inferred << QString::fromStdString(toText(sampled.row.local));
        inferred.removeDuplicates();
        inferred.sort();
        // The refused connection has no row, the other one has one of its two.
        QCOMPARE(inferred, (QStringList {"127.0.0.1:46468", "127.0.0.1:46484"}));
        EventJson json;
        for (std::size_t i = 0; i < journal->size(); ++i) {
            const auto object = json.object(journal->at(i));
            if (object["kind"] == "socket")
                QCOMPARE(object.contains("inferred"), object["socket"].get<std::uint64_t>() >= inferredSockets);
        }
        const auto notices = all<Notice>(*journal);
        QCOMPARE(notices[1].code + " " + notices[1].detail, std::string("sockets-joined 1 / 2"));
        QCOMPARE(joinedNotice(*journal)->detail, notices[1].detail);
        QVERIFY(!joinedNotice(**openRecording(capturePath())));
    }

    void aPacketLeadsToItsProcess()
    {
        const auto journal = merged(machine(captureBegins() - 10 * ms));
        LabState state;
        QStringList names;
        for (std::size_t i = 0; i < journal->size(); ++i) {
            state.apply(journal->at(i));
            if (const Event event = journal->at(i); std::holds_alternative<PacketSent>(event.body))
                names << QString::fromStdString(state.packets().back().name);
        }
        // Who the client is nobody told.
        QVERIFY2(names.contains("java>client DATA(5)"), qPrintable(names.join(", ")));
        QCOMPARE(names.filter("psql"), QStringList());
    }

    void aProxyStandsOnBothHosts()
    {
        auto events = machine(captureBegins() - 10 * ms);
        for (Event& event : events)
            if (auto* changed = std::get_if<DescriptorsChanged>(&event.body); changed && changed->actor == 1)
                changed->descriptors.push_back(socketAt(9, 103, 10));
        events.insert(events.begin() + 4, {{1 * ms}, row(103, 10, SocketState::SynSent, "127.0.0.1:46468", "127.0.0.1:18474")});
        events.push_back({{95 * ms}, ActorExited {1, ActorExited::unknown, 0}});
        const auto journal = merged(events);
        QStringList programs;
        LabState state;
        for (std::size_t i = 0; i < journal->size(); ++i) {
            state.apply(journal->at(i));
            const Event event = journal->at(i);
            const auto* changed = std::get_if<DescriptorsChanged>(&event.body);
            if (changed && state.actor(changed->actor)->started.name == "java") {
                QStringList row {QString::fromUtf8(hostName(state.actor(changed->actor)->started.host).data())};
                for (const Descriptor& each : changed->descriptors)
                    row << QString::number(each.fd);
                programs << row.join(' ');
            }
        }
        QCOMPARE(programs, (QStringList {"server 4", "client 9", "server 4 6"}));
        QCOMPARE(all<ActorExited>(*journal).size(), 2U);
    }

    void aNoteStaysWithItsEvent()
    {
        const auto journal = merged(machine(captureBegins() - 10 * ms));
        const auto notes = all<NoteWritten>(*journal);
        QCOMPARE(notes.size(), 1U);
        const Event event = journal->at(notes[0].event - 1);
        QCOMPARE(std::get<SocketSampled>(event.body).row.socket, SocketId {101});
    }

    void anotherConnectionOfTheSameEndsIsNotThis()
    {
        auto events = machine(captureBegins() - 3600'000 * ms);
        events.push_back({{3600'200 * ms}, CommandGiven {1, "lab: mark"}});
        const auto journal = merged(events); // its row was gone an hour before
        const auto notices = all<Notice>(*journal);
        QCOMPARE(notices[1].code + " " + notices[1].detail, std::string("sockets-not-joined 0 / 2"));
    }

    void whatCannotBeJoinedIsSaid()
    {
        const Files files;
        const std::string early = files.written(machine(captureBegins() - 3600'000 * ms));
        QVERIFY2(refusal({early, capturePath()}).contains("not recorded at the same time"), qPrintable(refusal({early, capturePath()})));
        const std::string lab = SOCKETLAB_SOURCE_DIR "/resources/recordings/three-way-handshake.pcapng";
        QVERIFY2(refusal({lab, capturePath()}).contains("recording of the lab"), qPrintable(refusal({lab, capturePath()})));
        QVERIFY(!refusal({early, early}).isEmpty());
        QVERIFY(!refusal({early, capturePath(), capturePath()}).isEmpty());
    }
};

QTEST_APPLESS_MAIN(MachineMergeTest)
#include "MachineMergeTest.moc"
