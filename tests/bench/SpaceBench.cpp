// From pressing Space to the step's events on the screen, and how much of that is the kernel's own time (from the
// command's entry in the journal to its settling). The inspector takes the event apart 20 ms later and is not waited for.
// Offscreen unless QT_QPA_PLATFORM says otherwise.

#include "app/MainWindow.h"
#include "app/Paths.h"
#include "tests/bench/Figures.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace lab;

namespace {

/// When the diagram or the stage was last painted.
class PaintWatch : public QObject
{
public:
    explicit PaintWatch(const QElapsedTimer& clock) : m_clock(clock) { }

    qint64 last() const { return m_last; }

protected:
    bool eventFilter(QObject* object, QEvent* event) override
    {
        if (event->type() == QEvent::UpdateRequest && object->isWidgetType()) {
            object->removeEventFilter(this);
            QCoreApplication::sendEvent(object, event); // paints everything that is due
            object->installEventFilter(this);
            m_last = m_clock.nsecsElapsed();
            return true;
        }
        return false;
    }

private:
    const QElapsedTimer& m_clock;
    qint64 m_last = 0;
};

/// Is the newest event of the journal on the screen?
class Shown : public QObject
{
public:
    Shown(MainWindow& window, const PaintWatch& watch, const QElapsedTimer& clock)
        : m_window(window), m_watch(watch)
    {
        connect(&window.session(), &LabSession::changed, this, [this, &clock] {
            m_size = m_window.session().journal().size();
            m_told = clock.nsecsElapsed();
        });
    }

    bool whole() const { return m_size == m_window.session().journal().size() && m_watch.last() > m_told; }

private:
    MainWindow& m_window;
    const PaintWatch& m_watch;
    std::size_t m_size = 0;
    qint64 m_told = 0;
};

void personPauses(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

bool waitFor(const std::function<bool()>& condition)
{
    QElapsedTimer limit;
    limit.start();
    while (!condition() && limit.elapsed() < 20'000)
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
    return condition();
}

/// ns between commands and their settling among the events from `from` on; less than 0 if nothing was seen there.
qint64 kernelTime(const Journal& journal, std::size_t from)
{
    qint64 total = 0;
    qint64 given = 0;
    bool seen = false;
    for (std::size_t i = from; i < journal.size(); ++i) {
        const Event event = journal.at(i);
        if (std::holds_alternative<CommandGiven>(event.body))
            given = event.time.ns;
        if (std::holds_alternative<Settled>(event.body))
            total += event.time.ns - given;
        seen |= std::holds_alternative<CallEntered>(event.body) || std::holds_alternative<PacketDelivered>(event.body);
    }
    return seen ? total : -1;
}

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QTemporaryDir home;
    for (const char* name : {"XDG_STATE_HOME", "XDG_CONFIG_HOME", "HOME"})
        qputenv(name, home.path().toUtf8());
    QApplication application(argc, argv);
    QElapsedTimer clock;
    clock.start();
    bench::Figures whole("Space until painted", "ms");
    bench::Figures beyond("the same beyond the kernel's own time", "ms");
    for (int round = 0; round < 5; ++round) {
        MainWindow window;
        PaintWatch watch(clock);
        window.installEventFilter(&watch);
        Shown shown(window, watch, clock);
        window.resize(1600, 1000);
        window.show();
        window.startLesson(QString::fromStdString(resourceFolder()) + "/lessons/06-three-way-handshake.yaml");
        const LessonRunner* runner = window.session().runner();
        if (runner == nullptr || !waitFor([&] { return runner->ready(); }))
            return 1;
        personPauses(500); // the window reads its lessons and looks at the machine after its first picture
        while (!runner->finished()) {
            const std::size_t step = runner->position();
            const std::size_t before = window.session().journal().size();
            const qint64 pressed = clock.nsecsElapsed();
            QTest::keyClick(&window, Qt::Key_Space);
            if (runner->position() == step && !runner->active())
                window.session().answer(0);
            if (!waitFor([&] { return runner->position() > step && !runner->active() && shown.whole(); }))
                return 1;
            const qint64 painted = watch.last();
            personPauses(100); // nobody presses Space again at once
            const qint64 kernel = kernelTime(window.session().journal(), before);
            if (kernel < 0)
                continue;
            whole.add(static_cast<double>(painted - pressed) / 1e6);
            beyond.add(static_cast<double>(painted - pressed - kernel) / 1e6);
        }
    }
    bench::Figures::printHead("Three-way handshake by Space, 1600x1000, five times");
    whole.print();
    beyond.print();
    return bench::judge("median beyond the kernel's time, ms", beyond.median(), "<=", 16) ? 0 : 1;
}
