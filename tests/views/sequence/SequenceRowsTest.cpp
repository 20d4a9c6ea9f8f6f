// What a row was told it tells again, in however little it is kept.

#include "views/sequence/SequenceRows.h"

#include <QTest>

#include <random>

using namespace lab;

namespace {

using Kind = SequenceRow::Kind;

struct Told
{
    std::size_t event = 0;
    Kind kind = Kind::Call;
    HostId host = HostId::Client;
    std::uint32_t ref = 0;
    bool loops = false;
};

/// Rows of any kind, in an order that a journal may have: packets take over rows that only say a state.
void tellsWhatItWasTold(std::mt19937& random, std::size_t rows, const std::vector<Kind>& kinds)
{
    SequenceRows all;
    std::vector<Told> told;
    std::vector<std::uint32_t> flights; // the rows that they begin in
    for (std::size_t event = 0; told.size() < rows; event += 1 + random() % 3) {
        Told row {event, kinds[random() % kinds.size()], random() % 2 == 0 ? HostId::Client : HostId::Server, static_cast<std::uint32_t>(random() % 1000), false};
        if (SequenceRow::beginsFlight(row.kind))
            row.ref = static_cast<std::uint32_t>(all.flights());
        else if (row.kind == Kind::State || row.kind == Kind::Counter)
            row.ref = 0;
        row.loops = row.kind == Kind::Sent && random() % 4 == 0;
        const bool takesOver = SequenceRow::ofPacket(row.kind) && !told.empty() && told.back().kind == Kind::State;
        if (takesOver) {
            all.takeOver(row.event, row.kind, row.host, row.ref);
            told.back() = row;
        } else {
            all.push_back(row.event, row.kind, row.host, row.ref);
            told.push_back(row);
        }
        if (row.loops)
            all.setLoops();
        if (SequenceRow::beginsFlight(row.kind))
            flights.push_back(static_cast<std::uint32_t>(told.size() - 1));
    }
    QCOMPARE(all.size(), told.size());
    QCOMPARE(all.flights(), flights.size());
    for (std::size_t i = 0; i < told.size(); ++i) {
        const SequenceRow row = all[i];
        QCOMPARE(row.event, told[i].event);
        QVERIFY(row.kind == told[i].kind && row.host == told[i].host);
        QCOMPARE(row.ref, told[i].ref);
        QCOMPARE(all.loops(i), told[i].loops);
    }
    for (std::uint32_t i = 0; i < flights.size(); ++i)
        QCOMPARE(all.rowOfFlight(i), flights[i]);
}

} // namespace

class SequenceRowsTest : public QObject
{
    Q_OBJECT

private slots:
    void ofACapture()
    {
        std::mt19937 random(1); // NOLINT(cert-msc51-cpp): the same in every run
        for (const std::size_t rows : {1, 63, 64, 65, 5000, 70'000})
            tellsWhatItWasTold(random, rows, {Kind::Sent, Kind::Sent, Kind::Sent, Kind::State});
    }

    void ofALab()
    {
        std::mt19937 random(2); // NOLINT(cert-msc51-cpp): the same in every run
        for (const std::size_t rows : {1, 64, 3000, 20'000})
            tellsWhatItWasTold(random, rows,
                               {Kind::Call, Kind::Return, Kind::State, Kind::Sent, Kind::Held, Kind::Repeated, Kind::Copied, Kind::Delivered,
                                Kind::Dropped, Kind::Counter, Kind::Exit});
    }

    void withoutAFlight()
    {
        std::mt19937 random(3); // NOLINT(cert-msc51-cpp): the same in every run
        tellsWhatItWasTold(random, 500, {Kind::Call, Kind::Return});
    }
};

QTEST_APPLESS_MAIN(SequenceRowsTest)
#include "SequenceRowsTest.moc"
