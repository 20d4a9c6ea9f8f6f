#include "views/sequence/SequenceDensity.h"

#include "tests/support/JournalBuilder.h"
#include "tests/support/Stories.h"
#include "tests/views/shared/ShownLab.h"
#include "views/sequence/SequenceReading.h"

#include <QTest>

using namespace lab;
using namespace lab::tests;

namespace {

using What = SequenceDensity::What;

std::vector<Event> longStory()
{
    std::vector<Event> events = handshakeStory();
    const Bytes frame = tcpFrame({clientEnd(40900), serverEnd(8080), TcpFlag::syn, 1, 0});
    const auto add = [&](EventBody body) { events.push_back({Timestamp {events.back().time.ns + 1000}, std::move(body)}); };
    for (PacketId id = 1000; id < 1400; ++id) {
        add(PacketSent {id, id % 3 == 0 ? HostId::Server : HostId::Client, PacketOrigin::Kernel, frame, 74});
        if (id % 7 == 0)
            add(PacketDropped {id, DropReason::ByCommand});
        else if (id % 5 == 0)
            add(SocketSampled {socketRow(HostId::Client, id, SocketState::SynSent, clientEnd(1), serverEnd(2))});
        if (id % 4 == 0) {
            add(CallEntered {id, ActorId(1 + id % 8 / 4), 1, {}, "accept", {number(3)}});
            add(CallReturned {id, 4, id % 8 == 0 ? 9 : 0});
        }
    }
    return events;
}

/// The same, row by row.
SequenceDensity::Counts counted(const SequenceReading& reading, std::size_t first, std::size_t end)
{
    SequenceDensity::Counts counts {};
    for (std::size_t slot = first; slot < end; ++slot) {
        const SequenceRow row = reading.index().rows()[reading.axis().rowAt(slot)];
        if (row.kind == SequenceRow::Kind::State || !reading.filter().showsItself(row))
            continue;
        What what = row.host == HostId::Client ? What::ClientCall : What::ServerCall;
        if (row.kind == SequenceRow::Kind::Dropped || row.kind == SequenceRow::Kind::Counter)
            what = What::Lost;
        else if (row.ofPacket())
            what = reading.index().flight(row.ref).from == HostId::Client ? What::FromClient : What::FromServer;
        ++counts[static_cast<std::size_t>(what)];
    }
    return counts;
}

void compareAll(const SequenceReading& reading)
{
    const std::size_t all = reading.axis().size();
    for (std::size_t first = 0; first <= all; first += 19)
        for (std::size_t end = first; end <= all; end += 1 + end % 37)
            QVERIFY(reading.density().count(first, end) == counted(reading, first, end));
}

} // namespace

class SequenceDensityTest : public QObject
{
    Q_OBJECT

private slots:

    void anyRowsAreCountedAsTheyAre()
    {
        const ShownLab lab(longStory());
        SequenceReading reading;
        reading.finish(lab.journal);
        QVERIFY(reading.axis().size() > 10 * SequenceDensity::block);
        compareAll(reading);
        const SequenceDensity::Counts whole = reading.density().count(0, reading.axis().size());
        for (const std::uint32_t count : whole)
            QVERIFY(count > 40);
    }

    void whatAFilterHidesIsNotCountedNorWhatCameLate()
    {
        const ShownLab lab(longStory());
        SequenceReading reading;
        reading.finish(lab.journal);
        for (const char* words : {"packets", "calls", "errno=EBADF", "states", "server", ""}) {
            reading.setFilter(*EventFilter::parse(words));
            reading.finish(lab.journal);
            compareAll(reading);
        }
        reading.setTimed(true);
        reading.finish(lab.journal);
        compareAll(reading);
    }

    void itGrowsWithTheJournal()
    {
        const std::vector<Event> story = longStory();
        ShownLab growing({});
        SequenceReading reading, filtered;
        filtered.setFilter(*EventFilter::parse("errno=EBADF tcp"));
        for (std::size_t i = 0; i < story.size(); ++i) {
            growing.append({story[i]});
            reading.finish(growing.journal);
            filtered.finish(growing.journal);
            if (i % 97 == 0 || i + 1 == story.size()) {
                compareAll(reading);
                compareAll(filtered);
            }
        }
    }
};

QTEST_APPLESS_MAIN(SequenceDensityTest)
#include "SequenceDensityTest.moc"
