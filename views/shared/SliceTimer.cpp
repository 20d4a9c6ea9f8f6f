#include "views/shared/SliceTimer.h"

#include <QCoreApplication>
#include <QList>
#include <QPointer>
#include <QTimer>

namespace lab {

namespace {

/// Whose slice is next. Its timer is the application's: it has to end before the event loop does.
class Slices : public QTimer
{
public:
    static Slices& all()
    {
        static QPointer<Slices> one;
        if (!one)
            one = new Slices;
        return *one;
    }

    QList<SliceTimer*> waiting;

protected:
    void timerEvent(QTimerEvent*) override
    {
        stop();
        if (waiting.isEmpty())
            return;
        SliceTimer* next = waiting.takeFirst();
        if (!waiting.isEmpty())
            start();
        emit next->timeout(); // which may end it, and any other
    }

private:
    Slices()
        : QTimer(QCoreApplication::instance())
    {
        setInterval(0);
    }
};

} // namespace

SliceTimer::~SliceTimer()
{
    stop();
}

void SliceTimer::start()
{
    if (isActive())
        return;
    Slices::all().waiting.append(this);
    if (!Slices::all().isActive())
        Slices::all().start();
}

void SliceTimer::stop()
{
    Slices::all().waiting.removeOne(this);
}

bool SliceTimer::isActive() const
{
    return Slices::all().waiting.contains(this);
}

} // namespace lab
