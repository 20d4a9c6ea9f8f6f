#pragma once
// TurnTimer: goes off once, for work that cannot be cut into slices but can wait a moment: where the window has just been painted, in
// the next turn of the event loop.

#include "views/shared/Turn.h"

#include <QTimer>

namespace lab {

class TurnTimer : public QTimer
{
public:
    TurnTimer() { setSingleShot(true); }

protected:
    void timerEvent(QTimerEvent* event) override
    {
        if (Turn::crowded() && m_waited < mostWaits) {
            ++m_waited;
            return start(static_cast<int>(Turn::between.count()));
        }
        m_waited = 0;
        QTimer::timerEvent(event);
    }

private:
    static constexpr int mostWaits = 4; ///< however often the window is painted, this comes

    int m_waited = 0;
};

} // namespace lab
