#include "views/sequence/SequenceCover.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <random>

using namespace lab;

namespace {

/// Bars that begin and end at random, as SequenceIndex makes them: some events have a row of their own, a state that follows
/// another begins in the row in which that ends.
class RandomBars
{
public:
    explicit RandomBars(unsigned seed)
        : m_random(seed)
    {
    }

    void go(std::size_t events, SequenceCover* cover)
    {
        for (; m_event < events; ++m_event) {
            if (m_rows.empty() || m_random() % 3 != 0)
                m_rows.push_back(m_event);
            const bool ends = !m_open.empty() && m_random() % 2 == 0;
            if (ends) {
                const std::size_t which = m_random() % m_open.size();
                bars.end(m_open[which], m_event);
                m_open.erase(m_open.begin() + static_cast<std::ptrdiff_t>(which));
            }
            if (!ends || m_random() % 2 == 0) {
                SequenceBar bar;
                bar.host = m_random() % 4 == 0 ? HostId::Server : HostId::Client;
                bar.place = static_cast<std::uint8_t>(m_random() % 8 < 6 ? 3 : m_random() % 3);
                bar.from = m_event;
                m_open.push_back(static_cast<std::uint32_t>(bars.size()));
                bars.push_back(bar, noRow);
                if (cover != nullptr)
                    cover->begin(bars, m_open.back());
            }
        }
        if (cover != nullptr)
            cover->follow(bars, m_event);
    }

    std::uint32_t rows() const { return static_cast<std::uint32_t>(m_rows.size()); }

    SequenceCover::Events eventsOf(std::uint32_t first, std::uint32_t last) const
    {
        return {m_rows[first], last + 1 < m_rows.size() ? m_rows[last + 1] : noEvent};
    }

    // The rows that a bar reaches from and to; the last row, or behind it: it still stands.
    std::uint32_t fromRow(std::size_t bar) const { return rowOf(bars.from(bar)); }
    std::uint32_t toRow(std::size_t bar) const { return rowOf(bars.to(bar)); }

    SequenceBars bars;

private:
    std::uint32_t rowOf(std::size_t event) const
    {
        return static_cast<std::uint32_t>(std::upper_bound(m_rows.begin(), m_rows.end(), event) - m_rows.begin()) - 1;
    }

    std::mt19937 m_random;
    std::size_t m_event = 0;
    std::vector<std::size_t> m_rows; ///< the events that made them
    std::vector<std::uint32_t> m_open;
};

/// For each place which of the rows are covered, and between which rows it goes on without a gap.
std::map<int, std::vector<bool>> covered(const RandomBars& random, const std::vector<std::uint32_t>& which, std::uint32_t first, std::uint32_t last)
{
    std::map<int, std::vector<bool>> places;
    for (const std::uint32_t index : which) {
        auto& halves = places[static_cast<int>(random.bars.host(index)) * 8 + random.bars.place(index)];
        halves.resize(2 * (last - first + 1));
        const std::uint32_t to = random.bars.to(index) == noEvent ? noRow : random.toRow(index);
        for (std::uint32_t row = std::max(first, random.fromRow(index)); row <= std::min(last, to); ++row) {
            halves[2 * (row - first)] = true;
            if (row < to)
                halves[2 * (row - first) + 1] = true;
        }
    }
    return places;
}

} // namespace

class SequenceCoverTest : public QObject
{
    Q_OBJECT

private slots:

    void theFewCoverWhatAllCover()
    {
        for (unsigned seed = 1; seed < 6; ++seed) {
            RandomBars random(seed);
            SequenceCover cover;
            for (std::size_t events = 50; events <= 2000; events += 325) {
                random.go(events, &cover);
                for (std::uint32_t first = 0; first < random.rows(); first += 13) {
                    const std::uint32_t last = std::min(first + 20, random.rows() - 1);
                    std::vector<std::uint32_t> all, found;
                    for (std::uint32_t i = 0; i < random.bars.size(); ++i)
                        if (random.fromRow(i) <= last && random.toRow(i) >= first)
                            all.push_back(i);
                    cover.find(random.bars, random.eventsOf(first, last), found);
                    QVERIFY(covered(random, found, first, last) == covered(random, all, first, last));
                }
            }
        }
    }

    void readingBarsWhoseEndsAreKnownGivesTheSame()
    {
        RandomBars random(7);
        SequenceCover growing, late;
        random.go(1500, &growing);
        for (std::uint32_t i = 0; i < random.bars.size(); ++i)
            late.begin(random.bars, i);
        late.follow(random.bars, 1500);
        for (std::uint32_t first = 0; first < random.rows(); first += 11) {
            std::vector<std::uint32_t> a, b;
            growing.find(random.bars, random.eventsOf(first, first + 9), a);
            late.find(random.bars, random.eventsOf(first, first + 9), b);
            QVERIFY(a == b);
        }
    }

    void itSaysWhereOneStands()
    {
        RandomBars random(9);
        SequenceCover cover;
        random.go(300, &cover);
        for (std::uint32_t first = 0; first < random.rows(); ++first) {
            for (std::uint32_t last = first; last < std::min(first + 5, random.rows()); ++last) {
                for (int place = 0; place < SequenceCover::mostPlaces; ++place) {
                    bool any = false;
                    for (std::size_t bar = 0; bar < random.bars.size(); ++bar)
                        any |= random.bars.host(bar) == HostId::Client && random.bars.place(bar) == place && random.fromRow(bar) <= last
                            && random.toRow(bar) >= first;
                    QCOMPARE(cover.covers(random.bars, HostId::Client, place, random.eventsOf(first, last)), any);
                }
            }
        }
    }

    void aHundredThousandOpenSocketsAreAFewBars()
    {
        SequenceBars bars;
        SequenceCover cover;
        for (std::uint32_t i = 0; i < 100'000; ++i) {
            SequenceBar bar;
            bar.place = 3;
            bar.from = i;
            bars.push_back(bar, noRow);
            cover.begin(bars, i);
        }
        std::vector<std::uint32_t> found;
        cover.find(bars, {50'000, 50'041}, found); // a row each
        QCOMPARE(found.size(), std::size_t {1});
        // They end together, in the order in which they began, between two rows.
        for (std::uint32_t i = 0; i < 100'000; ++i)
            bars.end(i, 100'000 + i);
        cover.follow(bars, 200'000);
        found.clear();
        cover.find(bars, {99'990, noEvent}, found);
        QVERIFY(found.size() <= 11);
        found.clear();
        cover.find(bars, {200'000, noEvent}, found);
        QVERIFY(found.empty());
    }
};

QTEST_APPLESS_MAIN(SequenceCoverTest)
#include "SequenceCoverTest.moc"
