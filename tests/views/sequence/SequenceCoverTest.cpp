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
            if (m_row == 0 || m_random() % 3 != 0)
                ++m_row;
            const bool ends = !m_open.empty() && m_random() % 2 == 0;
            if (ends) {
                const std::size_t which = m_random() % m_open.size();
                SequenceBar& bar = bars[m_open[which]];
                bar.to = m_event;
                bar.toRow = m_row;
                m_open.erase(m_open.begin() + static_cast<std::ptrdiff_t>(which));
            }
            if (!ends || m_random() % 2 == 0) {
                SequenceBar bar;
                bar.host = m_random() % 4 == 0 ? HostId::Server : HostId::Client;
                bar.place = static_cast<std::uint8_t>(m_random() % 8 < 6 ? 3 : m_random() % 3);
                bar.from = m_event;
                bar.fromRow = m_row;
                m_open.push_back(static_cast<std::uint32_t>(bars.size()));
                bars.push_back(bar);
                if (cover != nullptr)
                    cover->begin(bars, m_open.back());
            }
        }
        if (cover != nullptr)
            cover->follow(bars, m_event);
    }

    std::uint32_t rows() const { return m_row + 1; }

    PagedList<SequenceBar> bars;

private:
    std::mt19937 m_random;
    std::size_t m_event = 0;
    std::uint32_t m_row = 0;
    std::vector<std::uint32_t> m_open;
};

/// For each place which of the rows are covered, and between which rows it goes on without a gap.
std::map<int, std::vector<bool>> covered(const PagedList<SequenceBar>& bars, const std::vector<std::uint32_t>& which,
                                         std::uint32_t first, std::uint32_t last)
{
    std::map<int, std::vector<bool>> places;
    for (const std::uint32_t index : which) {
        const SequenceBar& bar = bars[index];
        auto& halves = places[static_cast<int>(bar.host) * 8 + bar.place];
        halves.resize(2 * (last - first + 1));
        for (std::uint32_t row = std::max(first, bar.fromRow); row <= std::min(last, bar.toRow); ++row) {
            halves[2 * (row - first)] = true;
            if (row < bar.toRow)
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
                        if (random.bars[i].fromRow <= last && random.bars[i].toRow >= first)
                            all.push_back(i);
                    cover.find(random.bars, first, last, found);
                    QVERIFY(covered(random.bars, found, first, last) == covered(random.bars, all, first, last));
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
            growing.find(random.bars, first, first + 9, a);
            late.find(random.bars, first, first + 9, b);
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
                    const bool any = std::any_of(random.bars.begin(), random.bars.end(), [&](const SequenceBar& bar) {
                        return bar.host == HostId::Client && bar.place == place && bar.fromRow <= last && bar.toRow >= first;
                    });
                    QCOMPARE(cover.covers(random.bars, HostId::Client, place, first, last), any);
                }
            }
        }
    }

    void aHundredThousandOpenSocketsAreAFewBars()
    {
        PagedList<SequenceBar> bars;
        SequenceCover cover;
        for (std::uint32_t i = 0; i < 100'000; ++i) {
            SequenceBar bar;
            bar.place = 3;
            bar.from = i;
            bar.fromRow = i;
            bars.push_back(bar);
            cover.begin(bars, i);
        }
        std::vector<std::uint32_t> found;
        cover.find(bars, 50'000, 50'040, found);
        QCOMPARE(found.size(), std::size_t {1});
        // They end together, in the order in which they began, between two rows.
        for (std::uint32_t i = 0; i < 100'000; ++i) {
            bars[i].to = 100'000 + i;
            bars[i].toRow = 100'000;
        }
        cover.follow(bars, 200'000);
        found.clear();
        cover.find(bars, 99'990, 100'010, found);
        QVERIFY(found.size() <= 11);
        found.clear();
        cover.find(bars, 100'001, 100'010, found);
        QVERIFY(found.empty());
    }
};

QTEST_APPLESS_MAIN(SequenceCoverTest)
#include "SequenceCoverTest.moc"
