// From pressing Space to the step's events on the screen, and how much of that is the kernel's own time (from the
// command's entry in the journal to its settling). Offscreen unless QT_QPA_PLATFORM says otherwise.

#include "app/MainWindow.h"
#include "app/Paths.h"
#include "tests/bench/Figures.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

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
        window.resize(1600, 1000);
        window.show();
        window.startLesson(QString::fromStdString(resourceFolder()) + "/lessons/06-three-way-handshake.yaml");
        const LessonRunner* runner = window.session().runner();
        if (runner == nullptr || !waitFor([&] { return runner->ready(); }))
            return 1;
        while (!runner->finished()) {
            const std::size_t step = runner->position();
            const std::size_t before = window.session().journal().size();
            const qint64 pressed = clock.nsecsElapsed();
            QTest::keyClick(&window, Qt::Key_Space);
            if (runner->position() == step && !runner->active())
                window.session().answer(0);
            if (!waitFor([&] { return runner->position() > step && !runner->active(); }))
                return 1;
            waitFor([&] { return watch.last() > pressed && window.session().journal().size() > before; });
            // What the step changed is painted by the update that follows its last event.
            QCoreApplication::processEvents();
            const qint64 kernel = kernelTime(window.session().journal(), before);
            if (kernel < 0)
                continue;
            whole.add(static_cast<double>(watch.last() - pressed) / 1e6);
            beyond.add(static_cast<double>(watch.last() - pressed - kernel) / 1e6);
        }
    }
    bench::Figures::printHead("Three-way handshake by Space, 1600x1000, five times");
    whole.print();
    beyond.print();
    return bench::judge("median beyond the kernel's time, ms", beyond.median(), "<=", 16) ? 0 : 1;
}
