// GuiPeerBench [ROUNDS [PACKETS]]: the program beside Wireshark and xterm, as somebody sees them: each is started on a screen of its
// own (Xvfb), whose pixels are watched. Until the first window is painted; a capture until all of it can be scrolled as a
// sequence diagram (Wireshark: until its list is there, and Statistics > Flow Graph); memory with that; CPU time of a turn of the
// wheel. Whole processes, interleaved, the file in the page cache and the processor awake. Needs Xvfb and xdotool; a peer that is not
// installed is left out.

#include "tests/bench/CaptureWriter.h"
#include "tests/bench/Figures.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRect>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <chrono>
#include <cstring>
#include <optional>

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <unistd.h>

using namespace lab;
using Clock = std::chrono::steady_clock;

namespace {

constexpr int wide = 1600, high = 1200;

double milliseconds(Clock::duration time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

void pause(int ms)
{
    ::poll(nullptr, 0, ms);
}

/// A processor that has slept for seconds is slow for the first tenths of one: who takes only tenths would be measured on another machine
/// than who takes a minute.
void wakeProcessor()
{
    for (const auto begun = Clock::now(); milliseconds(Clock::now() - begun) < 700;) { }
}

/// An X server whose pixels are in a file (Xvfb -fbdir, in the format of XWDFile.h).
class Screen
{
public:
    Screen()
    {
        m_server.start(QStringLiteral("Xvfb"), {"-displayfd", "1", "-screen", "0", QStringLiteral("%1x%2x24").arg(wide).arg(high), "-nolisten", "tcp",
                                                "-fbdir", m_folder.path()});
        if (!m_server.waitForReadyRead(10'000))
            return;
        name = ':' + QString::fromLatin1(m_server.readLine().trimmed());
        QFile file(m_folder.filePath(QStringLiteral("Xvfb_screen0")));
        if (!file.open(QIODevice::ReadOnly))
            return;
        m_size = static_cast<std::size_t>(file.size());
        void* at = ::mmap(nullptr, m_size, PROT_READ, MAP_SHARED, file.handle(), 0);
        if (at == MAP_FAILED)
            return;
        const auto* words = static_cast<const unsigned char*>(at);
        const auto word = [words](std::size_t i) { return words[4 * i] << 24 | words[4 * i + 1] << 16 | words[4 * i + 2] << 8 | words[4 * i + 3]; };
        m_pixels = reinterpret_cast<const std::uint32_t*>(words + word(0) + word(19) * 12); // header_size, ncolors
        m_seen.assign(std::size_t {wide} * high, 0);
        changed();
    }

    ~Screen()
    {
        m_server.kill();
        m_server.waitForFinished();
    }

    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;

    bool works() const { return m_pixels != nullptr; }

    /// Pixels of `place` that are not what they were when this was asked last.
    std::size_t changed(const QRect& place = {0, 0, wide, high})
    {
        constexpr std::size_t row = wide;
        const auto left = static_cast<std::size_t>(place.left()), width = static_cast<std::size_t>(place.width());
        std::size_t count = 0;
        for (std::size_t y = 0; y < high; ++y) {
            const std::size_t at = y * row;
            if (std::memcmp(m_pixels + at, &m_seen[at], row * 4) == 0)
                continue;
            for (std::size_t i = at + left; i < at + left + width && place.top() <= static_cast<int>(y) && static_cast<int>(y) <= place.bottom(); ++i)
                count += m_pixels[i] != m_seen[i] ? 1 : 0;
            std::memcpy(&m_seen[at], m_pixels + at, row * 4);
        }
        return count;
    }

    void keys(const QStringList& words) const
    {
        QProcess one;
        QProcessEnvironment there = QProcessEnvironment::systemEnvironment();
        there.insert(QStringLiteral("DISPLAY"), name);
        one.setProcessEnvironment(there);
        one.start(QStringLiteral("xdotool"), words);
        one.waitForFinished();
    }

    QString name;

private:
    QTemporaryDir m_folder;
    QProcess m_server;
    const std::uint32_t* m_pixels = nullptr;
    std::size_t m_size = 0;
    std::vector<std::uint32_t> m_seen;
};

/// One that is looked at until it has nothing more to show.
class Shown
{
public:
    Shown(Screen& screen, const QString& program, const QStringList& words, const QString& home)
        : m_screen(screen)
    {
        wakeProcessor();
        m_start = m_last = Clock::now();
        QProcessEnvironment there = QProcessEnvironment::systemEnvironment();
        there.insert(QStringLiteral("DISPLAY"), screen.name);
        there.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
        for (const char* variable : {"HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"})
            there.insert(QString::fromLatin1(variable), home);
        m_process.setProcessEnvironment(there);
        m_process.setStandardErrorFile(QProcess::nullDevice());
        m_process.start(program, words);
        m_process.waitForStarted();
    }

    ~Shown()
    {
        m_process.kill();
        m_process.waitForFinished();
        pause(200);
        m_screen.changed();
    }

    Shown(const Shown&) = delete;
    Shown& operator=(const Shown&) = delete;

    /// ms from the start until something was painted.
    double firstPaint()
    {
        while (m_screen.changed() < 2000 && milliseconds(Clock::now() - m_start) < 30'000)
            pause(1);
        return milliseconds(Clock::now() - m_start);
    }

    /// ms until the last painting of `area` pixels or more in `place`, before nothing was painted and nothing was calculated any more.
    double untilStill(Clock::time_point from, std::size_t area, const QRect& place = {0, 0, wide, high})
    {
        constexpr double still = 2500, longest = 200'000, busy = 0.08;
        Clock::time_point last = from, looked = Clock::now();
        double before = cpu();
        while (milliseconds(Clock::now() - last) < still && milliseconds(Clock::now() - from) < longest) {
            if (m_screen.changed(place) >= area)
                m_last = last = Clock::now();
            const double passed = milliseconds(Clock::now() - looked);
            if (passed >= 250) { // it calculates still: what comes of it will be painted
                const double now = cpu();
                if (now - before > busy * passed)
                    last = Clock::now();
                before = now;
                looked = Clock::now();
            }
            pause(4);
        }
        return milliseconds(m_last - from);
    }

    Clock::time_point start() const { return m_start; }

    /// CPU time so far, ms.
    double cpu() const
    {
        QFile file(QStringLiteral("/proc/%1/stat").arg(m_process.processId()));
        if (!file.open(QIODevice::ReadOnly))
            return 0;
        const QByteArray text = file.readAll();
        const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' '); // from the third one, proc(5)
        return (fields[11].toDouble() + fields[12].toDouble()) * 1000 / static_cast<double>(::sysconf(_SC_CLK_TCK));
    }

    double peakMegabytes() const
    {
        QFile file(QStringLiteral("/proc/%1/status").arg(m_process.processId()));
        if (file.open(QIODevice::ReadOnly))
            for (const QByteArray& line : file.readAll().split('\n'))
                if (line.startsWith("VmHWM:"))
                    return line.mid(6).replace("kB", "").trimmed().toDouble() / 1024;
        return 0;
    }

    /// CPU time of the thread that paints, ms: finer than cpu(), which counts ticks.
    double painting() const
    {
        QFile file(QStringLiteral("/proc/%1/schedstat").arg(m_process.processId()));
        return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').first().toDouble() / 1e6 : 0;
    }

    /// CPU time of one of 20 turns of the wheel there, ms. Down, or up from where the end is shown.
    double turnOfTheWheel(int x, int y, bool down)
    {
        constexpr int turns = 20;
        m_screen.keys({"mousemove", QString::number(x), QString::number(y)});
        untilStill(Clock::now(), 1);
        const double before = painting();
        m_screen.keys({"click", "--repeat", QString::number(turns), "--delay", "25", down ? "5" : "4"});
        untilStill(Clock::now(), 1);
        return (painting() - before) / turns;
    }

private:
    Screen& m_screen;
    QProcess m_process;
    Clock::time_point m_start, m_last;
};

struct Program
{
    const char* name;
    QString path;
    bench::Figures first {"first window painted", "ms"}, whole {"the whole sequence diagram", "ms"}, memory {"memory with it", "MB"},
        wheel {"CPU time of a turn of the wheel", "ms"};
};

void place(const Screen& screen, const QString& title)
{
    screen.keys({"search", "--onlyvisible", "--name", title, "windowsize", "1500", "1100", "windowmove", "0", "0", "windowfocus"});
}

void open(Screen& screen, Program& program, const QString& file, const QString& home)
{
    constexpr std::size_t list = 2'000, graph = 100'000; // pixels: a painted row; a whole picture
    constexpr QRect everything(0, 0, wide, high), diagram(360, 480, 480, 300); // of ours, in a window of the size it has at first
    const bool peer = program.path.endsWith(QLatin1String("wireshark"));
    Shown shown(screen, program.path, {file}, home);
    double whole = shown.untilStill(shown.start(), peer ? list : 200, peer ? everything : diagram);
    place(screen, peer ? QStringLiteral("pcapng") : QStringLiteral("Socket Lab"));
    shown.untilStill(Clock::now(), list);
    if (peer) { // its menu, and there the seventeenth line: Flow Graph
        screen.keys({"key", "alt+s"});
        for (int i = 0; i < 16; ++i)
            screen.keys({"key", "Down"});
        const auto chosen = Clock::now();
        screen.keys({"key", "Return"});
        whole += shown.untilStill(chosen, graph);
    }
    program.whole.add(whole);
    program.memory.add(shown.peakMegabytes());
    program.wheel.add(shown.turnOfTheWheel(600, peer ? 400 : 850, peer));
}

} // namespace

int main(int argc, char** argv)
{
    const int rounds = argc > 1 ? std::atoi(argv[1]) : 3;
    const long packets = argc > 2 ? std::atol(argv[2]) : 1'000'000;
    for (const char* needed : {"Xvfb", "xdotool"})
        if (QStandardPaths::findExecutable(QString::fromLatin1(needed)).isEmpty()) {
            std::fprintf(stderr, "GuiPeerBench needs %s\n", needed);
            return 2;
        }
    const QTemporaryDir home;
    QDir(home.path()).mkpath(QStringLiteral(".config/wireshark"));
    QDir(home.path()).mkpath(QStringLiteral("wireshark"));
    for (const char* place : {".config/wireshark/recent_common", "wireshark/recent_common"}) {
        QFile recent(home.filePath(QString::fromLatin1(place)));
        if (recent.open(QIODevice::WriteOnly))
            recent.write("privs.warn_if_elevated: FALSE\n");
    }
    const QString file = home.filePath(QStringLiteral("packets.pcapng"));
    bench::CaptureWriter(file.toStdString()).write(packets);
    std::vector<Program> programs;
    programs.push_back({"socketlab", QFileInfo(QStringLiteral("/proc/self/exe")).symLinkTarget().section('/', 0, -2) + "/socketlab"});
    for (const char* peer : {"wireshark", "xterm"})
        if (const QString path = QStandardPaths::findExecutable(QString::fromLatin1(peer)); !path.isEmpty())
            programs.push_back({peer, path});
    Screen screen;
    if (!screen.works()) {
        std::fprintf(stderr, "GuiPeerBench: Xvfb does not start\n");
        return 2;
    }
    for (int round = 0; round <= rounds; ++round) {
        for (Program& program : programs) {
            Shown shown(screen, program.path, {}, home.path());
            const double first = shown.firstPaint();
            if (round > 0) // the first warms the page cache
                program.first.add(first);
        }
        for (Program& program : programs)
            if (round > 0 && program.path.section('/', -1) != QLatin1String("xterm"))
                open(screen, program, file, home.path());
    }
    for (const Program& program : programs) {
        bench::Figures::printHead(program.name);
        for (const bench::Figures* figures : {&program.first, &program.whole, &program.memory, &program.wheel})
            figures->print();
    }
    bool all = true;
    const Program& ours = programs.front();
    for (const Program& peer : programs) {
        if (qstrcmp(peer.name, "xterm") == 0)
            all &= bench::judge("first window: as a multiple of xterm's", ours.first.median() / peer.first.median(), "<=", 3);
        if (qstrcmp(peer.name, "wireshark") != 0)
            continue;
        all &= bench::judge("first window: as a part of Wireshark's", ours.first.median() / peer.first.median(), "<=", 1.0 / 3);
        all &= bench::judge("the whole diagram: times faster", peer.whole.median() / ours.whole.median(), ">=", 100);
        all &= bench::judge("memory: the peer's as a multiple of ours", peer.memory.median() / ours.memory.median(), ">=", 20);
        all &= bench::judge("a turn of the wheel: times less", peer.wheel.median() / ours.wheel.median(), ">=", 500);
    }
    return all ? 0 : 1;
}
