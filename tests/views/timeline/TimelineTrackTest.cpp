#include "views/timeline/TimelineTrack.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace lab;

namespace {

/// Spans of very different lengths with gaps and bursts between them.
TimelineSpans mixedSpans(int count)
{
    TimelineSpans spans;
    std::minstd_rand random(7);
    std::int64_t now = 0;
    for (int i = 0; i < count; ++i) {
        now += random() % 50 == 0 ? 1'000'000 : random() % 40;
        const std::int64_t from = now;
        now += random() % 200 == 0 ? 500'000 : random() % 90;
        spans.add({from, now, static_cast<std::uint32_t>(i), static_cast<std::uint8_t>(random() % 3)});
    }
    return spans;
}

struct Summary
{
    std::vector<TimelineColumn> columns;
    std::vector<std::uint32_t> wide;
};

Summary summarised(const TimelineSpans& spans, const TimelineScale& scale)
{
    Summary summary;
    summary.columns.resize(static_cast<std::size_t>(scale.width));
    spans.summarise(scale, summary.columns, 5, summary.wide);
    return summary;
}

} // namespace

class TimelineTrackTest : public QObject
{
    Q_OBJECT

private slots:

    void noSpanIsLostInASummary()
    {
        const TimelineSpans spans = mixedSpans(10'000);
        for (const double width : {3.0, 100.0, 777.0, 1600.0}) {
            const auto scale = TimelineScale::fitting(spans[0].from, spans[spans.size() - 1].to, width);
            std::uint64_t counted = 0;
            std::array<double, timelineLooks> time {};
            for (const TimelineColumn& column : summarised(spans, scale).columns) {
                counted += column.count;
                for (std::size_t look = 0; look < time.size(); ++look) {
                    time[look] += static_cast<double>(column.share[look]) * scale.perPixel;
                    if (column.share[look] > 0)
                        QVERIFY(column.looks & (1U << look));
                }
            }
            QVERIFY(counted >= spans.size()); // one that reaches over pixels counts in each
            std::array<double, timelineLooks> whole {};
            for (std::size_t i = 0; i < spans.size(); ++i)
                whole[spans[i].look] += static_cast<double>(spans[i].to - spans[i].from);
            for (std::size_t look = 0; look < time.size(); ++look)
                QVERIFY(std::abs(time[look] - whole[look]) < whole[look] * 1e-3);
        }
    }

    void everySpanIsWithinAPixelOfWhereItIsDrawn()
    {
        const TimelineSpans spans = mixedSpans(3000);
        const auto scale = TimelineScale::fitting(spans[0].from, spans[spans.size() - 1].to, 900);
        const auto columns = summarised(spans, scale).columns;
        for (std::size_t i = 0; i < spans.size(); ++i) {
            const double middle = (scale.x(spans[i].from) + scale.x(spans[i].to)) / 2;
            bool near = false;
            for (int x = static_cast<int>(middle) - 1; x <= static_cast<int>(middle) + 1; ++x)
                near |= x >= 0 && x < 900 && columns[static_cast<std::size_t>(x)].looks & (1U << spans[i].look);
            QVERIFY(near);
        }
    }

    void spansWithoutLengthAreSeenToo()
    {
        TimelineSpans ticks;
        for (int i = 0; i < 1000; ++i)
            ticks.add({i < 999 ? 5000 : 900'000, i < 999 ? 5000 : 900'000, 0, 0});
        const auto columns = summarised(ticks, TimelineScale::fitting(0, 1'000'000, 500)).columns;
        std::uint32_t counted = 0, places = 0;
        for (const TimelineColumn& column : columns) {
            counted += column.count;
            places += column.count > 0;
        }
        QCOMPARE(counted, 1000U);
        QCOMPARE(places, 2U);
    }

    void aWindowShowsWhatReachesIntoItAndNothingElse()
    {
        const TimelineSpans spans = mixedSpans(2000);
        TimelineScale scale = TimelineScale::fitting(spans[0].from, spans[spans.size() - 1].to, 400);
        scale = scale.zoomed(scale.x(spans[1000].from), 20000);
        const Summary summary = summarised(spans, scale);
        std::vector<std::uint32_t> expected;
        for (std::uint32_t i = 0; i < spans.size(); ++i) {
            const bool inside = spans[i].to >= scale.from && spans[i].from <= scale.to();
            if (inside && static_cast<double>(spans[i].to - spans[i].from) >= 5 * scale.perPixel)
                expected.push_back(i);
        }
        QVERIFY(!expected.empty());
        QVERIFY(summary.wide == expected);
    }

    void aLostPacketIsMarkedInEverySummaryOverIt()
    {
        TimelineSpans ticks;
        for (int i = 0; i < 500; ++i)
            ticks.add({i * 10, i * 10, 0, 0});
        ticks.raise(137, 2);
        ticks.raise(137, 1); // never down again
        QCOMPARE(ticks[137].look, std::uint8_t {2});
        for (const double width : {2.0, 30.0, 4000.0}) {
            int marked = 0;
            for (const TimelineColumn& column : summarised(ticks, TimelineScale::fitting(0, 5000, width)).columns)
                marked += column.looks & 4 ? 1 : 0;
            QCOMPARE(marked, 1);
        }
    }

    void overlapsAreMovedApart()
    {
        TimelineSpans spans;
        spans.add({0, 100, 0, 0});
        spans.add({50, 70, 1, 0});
        QCOMPARE(spans[1].from, std::int64_t {100});
        QCOMPARE(spans[1].to, std::int64_t {100});
    }

    void stepsKeepTheirExtremesAndTheValueBetween()
    {
        TimelineSteps steps;
        std::minstd_rand random(3);
        for (int i = 0; i < 5000; ++i)
            steps.add({1000 + i * 100, i == 2500 ? 9999U : static_cast<std::uint32_t>(10 + random() % 50), 0});
        steps.add({2'000'000, 0, 0});
        QCOMPARE(steps.most(), 9999U);
        const auto scale = TimelineScale::fitting(0, 3'000'000, 300);
        std::vector<TimelineRange> ranges(300);
        steps.summarise(scale, ranges);
        std::uint32_t most = 0, least = 100, changes = 0;
        for (const TimelineRange& range : ranges) {
            if (!range.known)
                continue;
            most = std::max(most, range.most);
            least = std::min(least, range.least);
            changes += range.changes;
            QVERIFY(range.least <= range.last && range.last <= range.most);
        }
        QCOMPARE(most, 9999U);
        QCOMPARE(least, 0U);
        QCOMPARE(changes, static_cast<std::uint32_t>(steps.size()));
        QVERIFY(!ranges.front().known); // nothing was measured before the first sample
        const auto between = static_cast<std::size_t>(scale.x(1'000'000));
        QCOMPARE(ranges[between].changes, 0U);
        QCOMPARE(ranges[between].last, steps[steps.size() - 2].value);
        QCOMPARE(ranges.back().last, 0U);
    }

    void aValueThatStaysIsNoStep()
    {
        TimelineSteps steps;
        steps.add({0, 4, 0});
        steps.add({10, 4, 1});
        steps.add({20, 5, 2});
        QCOMPARE(steps.size(), std::size_t {2});
        QCOMPARE(steps.at(15), std::size_t {0});
        QCOMPARE(steps.at(20), std::size_t {1});
        QCOMPARE(steps.at(-1), steps.size());
    }

    void zoomingKeepsTheTimeUnderThePointer()
    {
        const auto scale = TimelineScale::fitting(0, 1'000'000'000, 1000);
        const auto closer = scale.zoomed(250, 40);
        QVERIFY(std::abs(static_cast<double>(closer.time(250) - scale.time(250))) <= closer.perPixel);
        QCOMPARE(closer.perPixel, scale.perPixel / 40);
        QCOMPARE(scale.zoomed(0, 1e30).perPixel, 1.0); // a nanosecond a pixel is the closest
        QVERIFY(scale.zoomed(0, 1e-30).to() > 0); // and a century does not overflow
        QVERIFY(scale.x(0) > 0);
        QVERIFY(scale.x(1'000'000'000) < 1000);
    }

    void theAxisHasRoundTimesApart()
    {
        const auto scale = TimelineScale::fitting(0, 2'300'000'000, 800);
        const auto ticks = scale.ticks(90);
        QVERIFY(ticks.size() >= 3);
        for (std::size_t i = 1; i < ticks.size(); ++i) {
            QVERIFY(scale.x(ticks[i].time) - scale.x(ticks[i - 1].time) >= 90);
            QVERIFY(ticks[i].label != ticks[i - 1].label);
        }
        for (double zoom = 1; zoom < 1e9; zoom *= 7) {
            const auto closer = scale.zoomed(400, zoom).ticks(90);
            for (std::size_t i = 1; i < closer.size(); ++i)
                QVERIFY(closer[i].label != closer[i - 1].label);
        }
    }

    void aLengthOfTimeIsReadable()
    {
        QCOMPARE(spanText(12), std::string("12 ns"));
        QCOMPARE(spanText(43'210), std::string("43.2 µs"));
        QCOMPARE(spanText(1'250'000), std::string("1.25 ms"));
        QCOMPARE(spanText(2'500'000'000), std::string("2.500 s"));
        QCOMPARE(spanText(123'000'000'000), std::string("2 min 3 s"));
        QCOMPARE(spanText(-12), std::string("−12 ns"));
    }
};

QTEST_APPLESS_MAIN(TimelineTrackTest)
#include "TimelineTrackTest.moc"
