// The whole timeline in one picture, from 1,000,000 and from 10,000,000 calls in eight threads, 1600x400: what a
// painting costs must not depend on how many there are. Interleaved rounds; no journal on disk, the events are made and
// taken in one by one. CPU time of the painting thread. Also what taking an event in costs.

#include "tests/bench/Figures.h"
#include "views/timeline/TimelinePicture.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QImage>
#include <QPainter>

#include <ctime>
#include <memory>
#include <random>

using namespace lab;

namespace {

constexpr int threads = 8;

/// Of this thread: a painting waits for nobody, and other programs' time is not its own.
double cpuMilliseconds()
{
    timespec now {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// Calls of all lengths in bursts, with every third one blocked for most of its time.
std::unique_ptr<TimelineIndex> timelineOf(std::size_t calls, double& nsPerEvent)
{
    auto index = std::make_unique<TimelineIndex>();
    std::minstd_rand random(1);
    std::size_t event = 0;
    std::int64_t now = 0;
    std::array<CallId, threads> open {};
    QElapsedTimer clock;
    clock.start();
    for (ActorId actor = 1; actor <= threads; ++actor)
        index->take(event++, {{}, ActorStarted {actor, actor > 4 ? HostId::Server : HostId::Client, "thread", 1, {}, 0}});
    Event entered {{}, CallEntered {0, 1, 1, {}, "send", {}, {}}};
    for (CallId call = 1; call <= calls; ++call) {
        const auto thread = static_cast<std::size_t>(call % threads);
        now += 200 + static_cast<std::int64_t>(random() % 2000) + (random() % 1000 == 0 ? 300'000 : 0);
        if (open[thread] != 0)
            index->take(event++, {{now}, CallReturned {open[thread], 1, 0, {}}});
        now += 100;
        auto& body = std::get<CallEntered>(entered.body);
        body.call = open[thread] = call;
        body.actor = static_cast<ActorId>(thread + 1);
        body.tid = static_cast<std::int32_t>(thread + 1);
        entered.time.ns = now;
        index->take(event++, entered);
        if (call % 3 == 0)
            index->take(event++, {{now + 90}, CallBlocked {call, {}}});
    }
    nsPerEvent = static_cast<double>(clock.nsecsElapsed()) / static_cast<double>(event);
    return index;
}

class Painted
{
public:
    Painted(const TimelineIndex& index, const Playhead& playhead, const QSize& size, const QString& what)
        : m_index(index)
        , m_texts(index, playhead)
        , m_picture(index, m_layout, m_texts)
        , m_fonts(TimelineFonts::from(QApplication::font()))
        , m_image(size, QImage::Format_ARGB32_Premultiplied)
        , whole((what + ", whole range").toStdString(), "ms")
        , part((what + ", a thousandth").toStdString(), "ms")
    {
        m_layout.arrange(index, QFontMetricsF(m_fonts.text).height());
        m_shown.size = size;
        m_shown.now = index.last();
        m_shown.scale = TimelineScale::fitting(index.first(), index.last(), size.width() - m_shown.names);
    }

    void round()
    {
        whole.add(paint(m_shown));
        TimelineShown closer = m_shown;
        closer.scale = closer.scale.zoomed(closer.scale.width / 3, 1000);
        part.add(paint(closer));
    }

private:
    double paint(const TimelineShown& shown)
    {
        const double before = cpuMilliseconds();
        QPainter painter(&m_image);
        m_picture.paint(painter, shown, Theme(), m_fonts);
        painter.end();
        return cpuMilliseconds() - before;
    }

    const TimelineIndex& m_index;
    TimelineTexts m_texts;
    TimelineLayout m_layout;
    TimelinePicture m_picture;
    TimelineFonts m_fonts;
    TimelineShown m_shown;
    QImage m_image;

public:
    bench::Figures whole, part;
};

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    Playhead playhead;
    double few = 0, many = 0;
    const auto million = timelineOf(1'000'000, few);
    const auto tenMillion = timelineOf(10'000'000, many);
    Painted small(*million, playhead, {1600, 400}, QStringLiteral("1,000,000 calls"));
    Painted large(*tenMillion, playhead, {1600, 400}, QStringLiteral("10,000,000 calls"));
    small.round(); // fonts and texts are there from now on
    large.round();
    small.whole = bench::Figures("1,000,000 calls, whole range", "ms");
    large.whole = bench::Figures("10,000,000 calls, whole range", "ms");
    for (int i = 0; i < 101; ++i) {
        small.round();
        large.round();
    }
    bench::Figures::printHead("Timeline of eight threads, 1600x400");
    for (const bench::Figures* figures : {&small.whole, &large.whole, &small.part, &large.part})
        figures->print();
    std::printf("  taking an event in: %.0f ns of 1,000,000, %.0f ns of 10,000,000\n", few, many);
    const bool fast = bench::judge("1,000,000: median, ms", small.whole.median(), "<=", 1.5);
    const bool flat = bench::judge("10,000,000 / 1,000,000", large.whole.median() / small.whole.median(), "<=", 1.3);
    return fast && flat ? 0 : 1;
}
