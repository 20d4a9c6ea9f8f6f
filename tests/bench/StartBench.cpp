// From starting the program to its first painted window, beside the least a Qt program can do: a QMainWindow with a
// label. Both are this program, started anew for each round; interleaved.

#include "app/MainWindow.h"
#include "tests/bench/Figures.h"

#include <QApplication>
#include <QLabel>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <chrono>
#include <unistd.h>

using namespace lab;

namespace {

/// Tells the parent when the window was painted for the first time, and ends.
class FirstPaint : public QObject
{
protected:
    bool eventFilter(QObject*, QEvent* event) override
    {
        if (event->type() == QEvent::Paint)
            QTimer::singleShot(0, [] {
                (void)!::write(1, "P", 1);
                ::_exit(0);
            });
        return false;
    }
};

template<class Window>
int show(int argc, char** argv)
{
    QApplication application(argc, argv);
    Window window;
    if constexpr (std::is_same_v<Window, QMainWindow>)
        window.setCentralWidget(new QLabel("Socket Lab"));
    FirstPaint paint;
    window.installEventFilter(&paint);
    window.resize(1280, 800);
    window.show();
    return QApplication::exec();
}

double startOnce(const char* which)
{
    const auto start = std::chrono::steady_clock::now();
    QProcess program;
    program.start("/proc/self/exe", {which});
    program.waitForFinished(30'000);
    const auto took = std::chrono::steady_clock::now() - start;
    return program.readAllStandardOutput() == "P" ? std::chrono::duration<double, std::milli>(took).count() : -1;
}

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    if (argc > 1)
        return QByteArray(argv[1]) == "--lab" ? show<MainWindow>(argc, argv) : show<QMainWindow>(argc, argv);
    const QTemporaryDir home;
    for (const char* name : {"XDG_STATE_HOME", "XDG_CONFIG_HOME", "HOME"})
        qputenv(name, home.path().toUtf8());
    bench::Figures lab("socketlab's window", "ms");
    bench::Figures minimal("a QMainWindow with a label", "ms");
    for (int round = 0; round < 15; ++round) {
        const double ours = startOnce("--lab");
        const double least = startOnce("--minimal");
        if (ours < 0 || least < 0)
            return 1;
        if (round > 0) { // the first warms the page cache
            lab.add(ours);
            minimal.add(least);
        }
    }
    bench::Figures::printHead("Start to first painted window");
    lab.print();
    minimal.print();
    return bench::judge("ratio of the medians", lab.median() / minimal.median(), "<=", 2) ? 0 : 1;
}
