// LiveBench [ROUNDS]: a capture that comes through a pipe into the real window. From the writing of one packet until its row is
// painted; 20,000 packets a second: paintings a second, the longest time in which nothing was answered, what a wish waits for;
// 100,000 events a second for ten seconds: the same, and whether all of it is there. Each part is a process of its own; interleaved.
// The peer's figures (Wireshark 4.0.17 on such a machine): 305 to 723 ms, the median 549, from a packet to its pixels.

#include "app/MainWindow.h"
#include "model/base/UniqueFd.h"
#include "tests/bench/CaptureWriter.h"
#include "tests/bench/Figures.h"
#include "views/sequence/SequenceCanvas.h"

#include <QApplication>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <array>
#include <atomic>
#include <chrono>
#include <cstring>
#include <thread>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <unistd.h>

using namespace lab;
using Clock = std::chrono::steady_clock;

namespace {

double milliseconds(Clock::duration time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

/// A pcapng file's packets, to be written one by one.
class Packets
{
public:
    explicit Packets(const QString& file)
    {
        QFile from(file);
        if (from.open(QIODevice::ReadOnly))
            m_bytes = from.readAll();
        for (qsizetype at = 0; at + 8 <= m_bytes.size();) {
            m_ends.push_back(at += word(at + 4));
            if (word(m_ends.size() > 1 ? m_ends[m_ends.size() - 2] : 0) == 6 && m_first == 0) // Enhanced Packet Block
                m_first = m_ends.size() - 1;
        }
    }

    std::size_t size() const { return m_ends.size() - m_first; }

    /// The file's head, and its packets before `end`.
    QByteArray upTo(std::size_t end) const { return m_bytes.left(m_ends[m_first + end - 1]); }

    QByteArray from(std::size_t begin, std::size_t end) const
    {
        return m_bytes.mid(m_ends[m_first + begin - 1], m_ends[m_first + end - 1] - m_ends[m_first + begin - 1]);
    }

private:
    std::uint32_t word(qsizetype at) const
    {
        std::uint32_t value = 0;
        std::memcpy(&value, m_bytes.constData() + at, sizeof value);
        return value;
    }

    QByteArray m_bytes;
    std::vector<qsizetype> m_ends; ///< of the blocks
    std::size_t m_first = 0; ///< block that is a packet
};

/// What a person does: it has to be answered whatever else comes.
class Wish : public QEvent
{
public:
    Wish() : QEvent(QEvent::User), given(Clock::now()) { }

    const Clock::time_point given;
};

/// Counts the diagram's paintings and how long wishes wait.
class Watch : public QObject
{
public:
    Watch() { QApplication::instance()->installEventFilter(this); }

    std::atomic<int> paintings = 0;
    std::vector<double> waits; ///< ms

protected:
    bool event(QEvent* event) override
    {
        if (event->type() != QEvent::User)
            return QObject::event(event);
        waits.push_back(milliseconds(Clock::now() - static_cast<Wish*>(event)->given));
        return true;
    }

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        const auto* canvas = event->type() == QEvent::Paint ? qobject_cast<SequenceCanvas*>(watched->parent()) : nullptr;
        if (canvas && watched == canvas->viewport()) // not its scroll bars
            ++paintings;
        return false;
    }
};

class Live
{
public:
    explicit Live(const QString& packets)
        : m_packets(packets)
        , m_pipe(m_folder.filePath(QStringLiteral("pipe")))
    {
        ::mkfifo(m_pipe.toUtf8().constData(), 0600);
        m_fd = ::open(m_pipe.toUtf8().constData(), O_RDWR | O_CLOEXEC);
        ::fcntl(m_fd, F_SETPIPE_SZ, 1 << 20);
        m_window.resize(1600, 1000);
        m_window.show();
        write(m_packets.upTo(begun));
        m_window.openRecording(m_pipe, true);
        while (canvas() == nullptr || canvas()->index().followed() == 0 || canvas()->index().followed() < journal().size())
            QApplication::processEvents();
        for (int i = 0; i < 50; ++i)
            QApplication::processEvents();
    }

    ~Live() { ::close(m_fd); }

    Live(const Live&) = delete;
    Live& operator=(const Live&) = delete;

    void onePacketAfterTheOther()
    {
        bench::Figures after("", "ms");
        constexpr std::size_t count = 61;
        for (std::size_t i = begun; i < begun + count; ++i) {
            const std::size_t before = canvas()->shownSlots();
            const int painted = m_watch.paintings;
            const auto start = Clock::now();
            write(m_packets.from(i, i + 1));
            while (canvas()->shownSlots() == before || m_watch.paintings == painted)
                QApplication::processEvents(QEventLoop::WaitForMoreEvents);
            after.add(milliseconds(Clock::now() - start));
            for (const auto done = Clock::now(); milliseconds(Clock::now() - done) < 50;) // what else the window does about it
                QApplication::processEvents();
        }
        std::printf("%f\n", after.median());
    }

    void flood(std::size_t packetsASecond, double seconds)
    {
        const auto all = begun + static_cast<std::size_t>(static_cast<double>(packetsASecond) * seconds);
        if (all > m_packets.size())
            std::exit(1);
        std::atomic<bool> written = false;
        const auto start = Clock::now();
        std::thread writer([&] {
            constexpr int aSecond = 200; // portions
            const std::size_t portion = packetsASecond / aSecond;
            const UniqueFd beat(::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC));
            constexpr timespec every {0, 1'000'000'000 / aSecond};
            const itimerspec beats {every, every};
            ::timerfd_settime(beat.get(), 0, &beats, nullptr);
            std::size_t next = begun, number = 0;
            for (std::uint64_t due = 0; next < all && ::read(beat.get(), &due, sizeof due) == sizeof due;) {
                for (; due > 0 && next < all; --due, next += portion) {
                    write(m_packets.from(next, std::min(next + portion, all)));
                    if (number++ % 20 == 0)
                        QCoreApplication::postEvent(&m_watch, new Wish);
                }
            }
            written = true;
        });
        m_watch.paintings = 0;
        double longest = 0;
        while (!written) {
            const auto turn = Clock::now();
            QApplication::processEvents();
            longest = std::max(longest, milliseconds(Clock::now() - turn));
        }
        const double lasted = milliseconds(Clock::now() - start);
        const int paintings = m_watch.paintings;
        writer.join();
        ::close(std::exchange(m_fd, -1)); // the end of the capture
        const std::size_t events = waitForTheEnd();
        const double behind = milliseconds(Clock::now() - start) - lasted;
        const double wait = m_watch.waits.empty() ? 0 : *std::max_element(m_watch.waits.begin(), m_watch.waits.end());
        const std::size_t there = m_window.context().playhead->newest().packets().empty() ? 0 : m_window.context().playhead->newest().packets().back().packet;
        std::printf("%f %f %f %f %f %f %f\n", paintings * 1000.0 / lasted, longest, wait, behind, static_cast<double>(events) * 1000 / lasted,
                    lasted / 1000 / seconds, static_cast<double>(all) - static_cast<double>(there));
    }

private:
    static constexpr std::size_t begun = 200; ///< packets that are there before anything is measured

    SequenceCanvas* canvas() { return m_window.findChild<SequenceCanvas*>(); }

    const Journal& journal() { return m_window.context().playhead->journal(); }

    void write(const QByteArray& bytes)
    {
        for (qsizetype done = 0; done < bytes.size();) {
            const auto count = ::write(m_fd, bytes.constData() + done, static_cast<std::size_t>(bytes.size() - done));
            if (count <= 0)
                std::exit(1);
            done += count;
        }
    }

    std::size_t waitForTheEnd()
    {
        while (m_window.session().following() || canvas()->index().followed() < journal().size())
            QApplication::processEvents();
        return journal().size();
    }

    QTemporaryDir m_folder;
    Packets m_packets;
    QString m_pipe;
    int m_fd = -1;
    MainWindow m_window;
    Watch m_watch;
};

constexpr std::size_t wanted = 20'000, crowd = 44'000; ///< packets a second; the second is 100,000 events
constexpr double briefly = 5, long_ = 10; ///< seconds

int measure(int argc, char** argv)
{
    QApplication application(argc, argv);
    Live live(QString::fromLocal8Bit(argv[3]));
    switch (std::atoi(argv[2])) {
    case 0:
        live.onePacketAfterTheOther();
        break;
    case 1:
        live.flood(wanted, briefly);
        break;
    default:
        live.flood(crowd, long_);
    }
    return 0;
}

struct Part
{
    const char* title;
    std::vector<bench::Figures> figures;
};

std::vector<bench::Figures> floodFigures()
{
    return {{"paintings of the diagram", "/s"},         {"longest time without an answer", "ms"}, {"longest wait of a wish", "ms"},
            {"all of it there after the last packet", "ms"}, {"events", "/s"},                     {"time over what was planned", ""},
            {"packets lost", ""}};
}

bool round(int which, Part& part, const QString& file)
{
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QStringLiteral("/proc/self/exe"), {QStringLiteral("--measure"), QString::number(which), file});
    if (!child.waitForFinished(120'000))
        return false;
    const QList<QByteArray> numbers = child.readAllStandardOutput().simplified().split(' ');
    if (numbers.size() != static_cast<qsizetype>(part.figures.size()))
        return false;
    for (std::size_t i = 0; i < part.figures.size(); ++i)
        part.figures[i].add(numbers[static_cast<qsizetype>(i)].toDouble());
    return true;
}

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    if (argc > 3 && QByteArray(argv[1]) == "--measure")
        return measure(argc, argv);
    const int rounds = argc > 1 ? std::atoi(argv[1]) : 3;
    const QTemporaryDir home;
    for (const char* name : {"XDG_STATE_HOME", "XDG_CONFIG_HOME", "HOME"})
        qputenv(name, home.path().toUtf8());
    const QString file = home.filePath(QStringLiteral("packets.pcapng"));
    bench::CaptureWriter(file.toStdString()).write(static_cast<long>(crowd * long_) + 1000);
    std::array<Part, 3> parts {{{"one packet", {{"until its row is painted, the median of 61", "ms"}}},
                                {"20,000 packets a second, 5 s", floodFigures()},
                                {"100,000 events a second, 10 s", floodFigures()}}};
    for (int i = 0; i < rounds; ++i)
        for (int which = 0; which < static_cast<int>(parts.size()); ++which)
            if (!round(which, parts[static_cast<std::size_t>(which)], file))
                return 1;
    for (const Part& part : parts) {
        bench::Figures::printHead(part.title);
        for (const bench::Figures& figures : part.figures)
            figures.print();
    }
    constexpr double peer = 549, frame = 1000.0 / 60;
    bool all = bench::judge("one packet until its pixels, ms", parts[0].figures[0].median(), "<=", frame);
    all &= bench::judge("times faster than the peer", peer / parts[0].figures[0].median(), ">=", 50);
    for (const std::size_t which : {1, 2}) {
        const auto& figures = parts[which].figures;
        std::printf("%s\n", parts[which].title);
        all &= bench::judge("paintings a second", figures[0].median(), "<=", 60);
        all &= bench::judge("longest time without an answer, ms", figures[1].median(), "<=", frame);
        all &= bench::judge("longest wait of a wish, ms", figures[2].median(), "<=", frame);
        all &= bench::judge("packets lost", figures[6].median(), "<=", 0);
    }
    all &= bench::judge("events a second", parts[2].figures[4].median(), ">=", 100'000);
    return all ? 0 : 1;
}
