#pragma once
// QueuePlot: a socket's last changes as a small step plot: where each step lies, how high it is, and where the state
// changed. Geometry, and its painting; no widget.

#include "views/shared/Theme.h"
#include "views/sockets/SocketHistory.h"

#include <QPainter>
#include <QRectF>

namespace lab {

struct QueueStep
{
    QRectF up, down; ///< Recv-Q above the line, Send-Q below it; empty: 0
    QRectF line; ///< the piece of the line between
    bool gone = false;
    bool newState = false; ///< a mark at its beginning
    SocketState state = SocketState::None;
};

struct QueuePlot
{
    /// The newest change on the right. The last `most` of them fill the width; a few leave the left free.
    static QueuePlot of(const std::vector<SocketMoment>& moments, const QRectF& rect, std::size_t most);

    void paint(QPainter& painter, const Theme& theme, bool muted) const;

    std::vector<QueueStep> steps;
    double base = 0; ///< y of the line
    double limit = -1; ///< y of what a listener's accept queue can hold; -1: it is none
    std::uint32_t scale = 0; ///< what a full height stands for
};

} // namespace lab
