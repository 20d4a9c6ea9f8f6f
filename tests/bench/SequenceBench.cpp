// SequenceBench [ROUNDS [PACKETS]]: a capture of 10,000 and one of 1,000,000 packets in the real window: until its first rows are
// painted, until the whole diagram is there, the longest time in which nothing was answered, memory, what a step of scrolling
// costs, in both languages and at every height of rows, and what a jump of the playhead costs. Each round is a process of its own; interleaved.
// The peer's figures (Wireshark 4.0.17, its packet list and Flow Graph of 1,000,000 packets, on such a machine): 28.1 s until
// the graph is there, 0.9 s of CPU time a step, 2,468 MB.

#include "app/MainWindow.h"
#include "app/RecordingGrowth.h"
#include "tests/bench/CaptureWriter.h"
#include "tests/bench/Figures.h"
#include "views/sequence/SequenceCanvas.h"

#include <QAbstractEventDispatcher>
#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QScrollBar>
#include <QTemporaryDir>

#include <array>
#include <cstring>
#include <ctime>
#include <random>

using namespace lab;

namespace {

/// Of this thread: a painting waits for nobody, and other programs' time is not its own.
double cpuMilliseconds()
{
    timespec now {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// When rows of the diagram were painted for the first time.
class FirstRows : public QObject
{
public:
    explicit FirstRows(const QElapsedTimer& clock)
        : m_clock(clock)
    {
        QApplication::instance()->installEventFilter(this);
    }

    double after = -1; ///< ms

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        const auto* canvas = event->type() == QEvent::Paint && after < 0 ? qobject_cast<SequenceCanvas*>(watched->parent()) : nullptr;
        if (canvas != nullptr && canvas->shownSlots() > 0)
            after = static_cast<double>(m_clock.nsecsElapsed()) / 1e6;
        return false;
    }

private:
    const QElapsedTimer& m_clock;
};

double megabytes(const char* which)
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray& line : status.readAll().split('\n'))
        if (line.startsWith(which))
            return line.mid(static_cast<int>(std::strlen(which))).replace("kB", "").trimmed().toDouble() / 1024;
    return -1;
}

double scrollStep(SequenceCanvas& canvas)
{
    bench::Figures frames("", "ms");
    QScrollBar* bar = canvas.verticalScrollBar();
    bar->setValue(bar->maximum() / 2);
    for (int i = 0; i < 421; ++i) { // for longer than the machine's clock stays fast or slow
        bar->setValue(bar->value() + bar->singleStep());
        const double before = cpuMilliseconds();
        canvas.viewport()->repaint();
        if (i > 20)
            frames.add(cpuMilliseconds() - before);
    }
    return frames.median();
}

/// The slowest of a painting with high rows, with lower and lower ones, and with the whole recording.
double slowestZoom(SequenceCanvas& canvas)
{
    double slowest = 0;
    for (double zoom : {3.0, 1.0, 0.5, 0.2, 0.15, 0.1, 0.01, 0.001, canvas.wholeZoom()}) {
        canvas.setRowZoom(zoom);
        slowest = std::max(slowest, scrollStep(canvas));
    }
    canvas.setRowZoom(1);
    return slowest;
}

/// The state alone, without the views.
void jump(const Journal& journal, double& median, double& longest)
{
    Playhead playhead;
    playhead.setJournal(&journal);
    bench::Figures jumps("", "ms");
    std::mt19937 random(3); // NOLINT(cert-msc51-cpp): the same in every run
    longest = 0;
    for (int i = 0; i < 101; ++i) {
        QElapsedTimer clock;
        clock.start();
        playhead.moveTo(random() % journal.size());
        const double took = static_cast<double>(clock.nsecsElapsed()) / 1e6;
        jumps.add(took);
        longest = std::max(longest, took);
    }
    median = jumps.median();
}

/// The child: one line of numbers, in the order of `columns`.
int measure(int argc, char** argv)
{
    QApplication application(argc, argv);
    MainWindow window;
    window.resize(1600, 1000);
    window.show();
    while (QAbstractEventDispatcher::instance()->processEvents(QEventLoop::AllEvents)) { } // until it has made what it makes ahead
    const double before = megabytes("VmRSS:"); // it may have had more for a moment while it began
    QElapsedTimer clock, turn;
    clock.start();
    FirstRows rows(clock);
    window.openRecording(QString::fromLocal8Bit(argv[2]));
    double stall = static_cast<double>(clock.nsecsElapsed()) / 1e6, whole = -1;
    const auto* journal = &window.context().playhead->journal();
    auto* canvas = window.findChild<SequenceCanvas*>();
    while (canvas == nullptr || rows.after < 0 || window.session().opening() || whole < 0) {
        turn.start();
        QApplication::processEvents();
        stall = std::max(stall, static_cast<double>(turn.nsecsElapsed()) / 1e6);
        canvas = window.findChild<SequenceCanvas*>();
        journal = &window.context().playhead->journal();
        const RecordingGrowth* growth = window.session().growth();
        if (whole < 0 && canvas && !(growth && growth->behind()) && canvas->index().followed() == journal->size()) {
            canvas->grab(); // painted, too
            whole = static_cast<double>(clock.nsecsElapsed()) / 1e6;
        }
        if (clock.elapsed() > 300'000)
            return 1;
    }
    const double states = static_cast<double>(clock.nsecsElapsed()) / 1e6, memory = megabytes("VmHWM:") - before;
    const double english = scrollStep(*canvas);
    window.switchLanguage();
    QApplication::processEvents();
    const double korean = scrollStep(*canvas);
    const double zoomed = slowestZoom(*canvas);
    double median = 0, longest = 0;
    jump(*journal, median, longest);
    std::printf("%f %f %f %f %f %f %f %f %f %f\n", rows.after, whole, states, stall, memory, english, korean, zoomed, median, longest);
    return 0;
}

constexpr std::array<std::pair<const char*, const char*>, 10> columns {{{"first rows painted", "ms"},
                                                                       {"the whole diagram, with its numbers", "ms"},
                                                                       {"and the states of its end", "ms"},
                                                                       {"longest time without an answer", "ms"},
                                                                       {"memory above the empty window", "MB"},
                                                                       {"a step of scrolling", "ms"},
                                                                       {"a step of scrolling, Korean", "ms"},
                                                                       {"the same at the slowest height of rows", "ms"},
                                                                       {"a jump of the playhead", "ms"},
                                                                       {"the longest of 101 jumps", "ms"}}};

struct Size
{
    long packets;
    QString file;
    std::vector<bench::Figures> figures {};
};

bool round(Size& size)
{
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QStringLiteral("/proc/self/exe"), {QStringLiteral("--measure"), size.file});
    if (!child.waitForFinished(600'000))
        return false;
    const QList<QByteArray> numbers = child.readAllStandardOutput().simplified().split(' ');
    if (numbers.size() != static_cast<int>(columns.size()))
        return false;
    for (std::size_t i = 0; i < columns.size(); ++i)
        size.figures[i].add(numbers[static_cast<int>(i)].toDouble());
    return true;
}

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    if (argc > 2 && QByteArray(argv[1]) == "--measure")
        return measure(argc, argv);
    const int rounds = argc > 1 ? std::atoi(argv[1]) : 3;
    const QTemporaryDir home;
    for (const char* name : {"XDG_STATE_HOME", "XDG_CONFIG_HOME", "HOME"})
        qputenv(name, home.path().toUtf8());
    std::vector<Size> sizes {{10'000, home.filePath(QStringLiteral("small.pcapng"))},
                             {argc > 2 ? std::atol(argv[2]) : 1'000'000, home.filePath(QStringLiteral("large.pcapng"))}};
    for (Size& size : sizes) {
        bench::CaptureWriter(size.file.toStdString()).write(size.packets);
        for (const auto& [what, unit] : columns)
            size.figures.emplace_back(what, unit);
    }
    for (int i = 0; i < rounds; ++i)
        for (Size& size : sizes)
            if (!round(size))
                return 1;
    for (const Size& size : sizes) {
        bench::Figures::printHead(QStringLiteral("%L1 packets").arg(size.packets).toUtf8());
        for (const bench::Figures& figures : size.figures)
            figures.print();
    }
    const auto median = [&](std::size_t size, std::size_t column) { return sizes[size].figures[column].median(); };
    constexpr double peerSeconds = 28.1, peerStep = 894, peerMegabytes = 2468;
    bool all = bench::judge("the whole diagram: times faster than the peer", peerSeconds * 1000 / median(1, 1), ">=", 100);
    all &= bench::judge("longest time without an answer, ms", median(1, 3), "<=", 16);
    all &= bench::judge("memory: the peer's as a multiple of ours", peerMegabytes / median(1, 4), ">=", 20);
    all &= bench::judge("bytes a packet", median(1, 4) * 1024 * 1024 / static_cast<double>(sizes[1].packets), "<=", 60);
    all &= bench::judge("a step of scrolling, ms", median(1, 5), "<=", 4);
    all &= bench::judge("times less than the peer's", peerStep / median(1, 5), ">=", 500);
    all &= bench::judge("a step of many / of 10,000", median(1, 5) / median(0, 5), "<=", 1.2);
    all &= bench::judge("a step in Korean / in English", median(1, 6) / median(1, 5), "<=", 1.1);
    all &= bench::judge("a step at the slowest height of rows, ms", median(1, 7), "<=", 8);
    all &= bench::judge("the longest jump of the playhead, ms", median(1, 9), "<=", 16);
    return all ? 0 : 1;
}
