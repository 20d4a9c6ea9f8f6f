#pragma once
// SliceTimer: goes off once, for a slice of work that goes on in the background: reading a file, a search. Of all that wait, one goes
// off in each turn of the event loop, in the order in which they were started. QTimers that are due go off together, and whoever
// presses a key meanwhile waits for the slices of all of them.
// Of the one thread that has the window.

#include <QObject>

namespace lab {

class SliceTimer : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~SliceTimer() override;

    void start(); ///< nothing if it waits already
    void stop();
    bool isActive() const;

signals:
    void timeout();
};

} // namespace lab
