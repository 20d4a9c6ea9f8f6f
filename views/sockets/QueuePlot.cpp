#include "views/sockets/QueuePlot.h"

#include <algorithm>
#include <cmath>

namespace lab {

namespace {

constexpr double lineWidth = 2;
constexpr std::size_t fewest = 12; ///< changes that fill the width: a step is no wider

/// What is not 0 is seen: at least a pixel and a half.
double heightOf(std::uint32_t value, std::uint32_t scale, double whole)
{
    return value == 0 || scale == 0 ? 0 : std::max(1.5, whole * value / scale);
}

bool isOpening(SocketState state)
{
    return state == SocketState::SynSent || state == SocketState::SynRecv || state == SocketState::NewSynRecv;
}

bool isOpen(SocketState state)
{
    return state == SocketState::Established || state == SocketState::Listen || state == SocketState::Close;
}

} // namespace

QueuePlot QueuePlot::of(const std::vector<SocketMoment>& moments, const QRectF& rect, std::size_t most)
{
    QueuePlot plot;
    if (moments.empty() || most == 0 || rect.isEmpty())
        return plot;
    const std::size_t from = moments.size() > most ? moments.size() - most : 0;
    bool listens = true;
    std::uint32_t limit = 0;
    for (std::size_t i = from; i < moments.size(); ++i) {
        const SocketMoment& one = moments[i];
        if (one.gone)
            continue;
        listens = listens && one.state == SocketState::Listen;
        plot.scale = std::max({plot.scale, one.received, one.sent});
        limit = std::max(limit, one.sent + 1); // Linux lets one more wait than the backlog says
    }
    if (listens)
        plot.scale = std::max(plot.scale, limit);
    plot.base = listens ? rect.bottom() - lineWidth / 2 : std::round(rect.center().y());
    const double high = listens ? plot.base - rect.top() : (rect.height() - lineWidth) / 2;
    const double width = rect.width() / static_cast<double>(std::clamp(moments.size(), std::min(fewest, most), most));
    double x = rect.right() - width * static_cast<double>(moments.size() - from);
    for (std::size_t i = from; i < moments.size(); ++i, x += width) {
        const SocketMoment& one = moments[i];
        QueueStep step;
        step.state = one.state;
        step.gone = one.gone;
        step.newState = i > 0 && (one.gone || moments[i - 1].gone || one.state != moments[i - 1].state);
        step.line = QRectF(x, plot.base - lineWidth / 2, width, lineWidth);
        if (!one.gone) {
            const double up = heightOf(one.received, plot.scale, high), down = heightOf(one.sent, plot.scale, high);
            step.up = QRectF(x, plot.base - up, width, up);
            step.down = listens ? QRectF() : QRectF(x, plot.base, width, down);
        }
        plot.steps.push_back(step);
    }
    if (listens && plot.scale > 0)
        plot.limit = plot.base - high * limit / plot.scale;
    return plot;
}

void QueuePlot::paint(QPainter& painter, const Theme& theme, bool muted) const
{
    const auto ink = [&](Role role) { return theme.color(muted ? Role::MutedText : role); };
    for (const QueueStep& step : steps) {
        painter.fillRect(step.up, ink(Role::Packet));
        painter.fillRect(step.down, ink(Role::Held));
    }
    for (const QueueStep& step : steps) {
        if (step.gone)
            painter.fillRect(step.line.adjusted(0, 0.5, 0, -0.5), theme.color(Role::CardBorder));
        else
            painter.fillRect(step.line,
                             ink(isOpening(step.state) || isOpen(step.state) ? Role::State : Role::MutedText));
        if (step.newState)
            painter.fillRect(QRectF(step.line.left(), step.line.top() - 3, 2, step.line.height() + 6),
                             ink(Role::State));
    }
    if (limit >= 0 && !steps.empty()) {
        painter.setPen(QPen(theme.color(Role::MutedText), 1, Qt::DashLine));
        painter.drawLine(QPointF(steps.front().line.left(), limit), QPointF(steps.back().line.right(), limit));
    }
}

} // namespace lab
