#include "views/inspector/HexView.h"

#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace lab {

namespace {

constexpr int margin = 4;
constexpr int offsetChars = 6; // "0000  "

} // namespace

HexView::HexView(QWidget* parent)
    : QAbstractScrollArea(parent)
    , m_font(monoFont(-1))
{
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    layOut();
}

void HexView::setTheme(const Theme& theme)
{
    m_theme = theme;
    m_font = monoFont(-1);
    layOut();
}

void HexView::setBytes(const Bytes& bytes)
{
    m_bytes = bytes;
    m_offset = m_length = m_cursor = 0;
    verticalScrollBar()->setValue(0);
    layOut();
}

void HexView::mark(std::size_t offset, std::size_t length)
{
    m_offset = std::min(offset, m_bytes.size());
    m_length = std::min(length, m_bytes.size() - m_offset);
    m_cursor = m_offset;
    if (m_length > 0) {
        const int line = static_cast<int>(m_offset) / m_perLine;
        const int first = verticalScrollBar()->value(), shown = verticalScrollBar()->pageStep();
        if (line < first || line >= first + shown)
            verticalScrollBar()->setValue(line);
    }
    viewport()->update();
}

int HexView::lines() const
{
    return (static_cast<int>(m_bytes.size()) + m_perLine - 1) / m_perLine;
}

int HexView::rowHeight() const
{
    return QFontMetrics(m_font).height() + 2;
}

int HexView::textX() const
{
    return margin + (offsetChars + m_perLine * 3 + 1) * m_advance;
}

QRect HexView::byteRect(std::size_t index) const
{
    const int line = static_cast<int>(index) / m_perLine - verticalScrollBar()->value();
    const int column = static_cast<int>(index) % m_perLine;
    return {margin + (offsetChars + column * 3) * m_advance, margin + line * rowHeight(), 2 * m_advance, rowHeight()};
}

void HexView::layOut()
{
    m_advance = std::max(1, QFontMetrics(m_font).horizontalAdvance(QLatin1Char('0')));
    const int wide = 2 * margin + (offsetChars + 16 * 4 + 1) * m_advance;
    m_perLine = viewport()->width() >= wide ? 16 : 8;
    const int shown = std::max(1, (viewport()->height() - 2 * margin) / rowHeight());
    verticalScrollBar()->setPageStep(shown);
    verticalScrollBar()->setRange(0, std::max(0, lines() - shown));
    viewport()->update();
}

QSize HexView::sizeHint() const
{
    return {2 * margin + (offsetChars + 8 * 4 + 1) * m_advance, 2 * margin + std::clamp(lines(), 2, 10) * rowHeight()};
}

QSize HexView::minimumSizeHint() const
{
    return {0, 2 * margin + 2 * rowHeight()};
}

void HexView::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    painter.setFont(m_font);
    painter.fillRect(viewport()->rect(), m_theme.color(Role::Card));
    const int first = verticalScrollBar()->value();
    for (int line = first; line < lines(); ++line) {
        const int y = margin + (line - first) * rowHeight();
        if (y > viewport()->height())
            break;
        paintLine(painter, line, y);
    }
}

void HexView::paintLine(QPainter& painter, int line, int y) const
{
    const std::size_t from = static_cast<std::size_t>(line) * static_cast<std::size_t>(m_perLine);
    const std::size_t to = std::min(m_bytes.size(), from + static_cast<std::size_t>(m_perLine));
    const int height = rowHeight();
    painter.setPen(m_theme.color(Role::MutedText));
    painter.drawText(QRect(margin, y, offsetChars * m_advance, height), Qt::AlignVCenter,
                     QStringLiteral("%1").arg(from, 4, 16, QLatin1Char('0')));
    for (std::size_t i = from; i < to; ++i) {
        const bool marked = i >= m_offset && i < m_offset + m_length;
        QRect hex = byteRect(i);
        QRect character(textX() + static_cast<int>(i - from) * m_advance, y, m_advance, height);
        if (marked) {
            const bool last = i + 1 == to || i + 1 == m_offset + m_length;
            painter.fillRect(hex.adjusted(-1, 0, last ? 1 : m_advance, 0), m_theme.color(Role::Accent));
            painter.fillRect(character, m_theme.color(Role::Accent));
        }
        painter.setPen(m_theme.color(marked ? Role::AccentText : Role::Text));
        painter.drawText(hex, Qt::AlignVCenter, QStringLiteral("%1").arg(m_bytes[i], 2, 16, QLatin1Char('0')));
        const bool printable = m_bytes[i] >= 0x20 && m_bytes[i] < 0x7f;
        if (!marked && !printable)
            painter.setPen(m_theme.color(Role::MutedText));
        painter.drawText(character, Qt::AlignVCenter,
                         printable ? QString(QLatin1Char(static_cast<char>(m_bytes[i]))) : QStringLiteral("."));
        if (hasFocus() && i == m_cursor) {
            painter.setPen(m_theme.color(Role::Text));
            painter.drawRect(hex.adjusted(-1, 0, 0, -1));
        }
    }
}

void HexView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

void HexView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange) {
        m_font = monoFont(-1);
        layOut();
    }
    QAbstractScrollArea::changeEvent(event);
}

void HexView::mousePressEvent(QMouseEvent* event)
{
    const QPoint at = event->position().toPoint();
    const int line = (at.y() - margin) / rowHeight() + verticalScrollBar()->value();
    const bool inText = at.x() >= textX();
    const int column =
        inText ? (at.x() - textX()) / m_advance : (at.x() - margin - offsetChars * m_advance) / (3 * m_advance);
    if (line < 0 || column < 0 || column >= m_perLine)
        return;
    const std::size_t index = static_cast<std::size_t>(line * m_perLine + column);
    if (index < m_bytes.size())
        choose(index);
}

void HexView::keyPressEvent(QKeyEvent* event)
{
    if (m_bytes.empty())
        return QAbstractScrollArea::keyPressEvent(event);
    long step = 0;
    switch (event->key()) {
    case Qt::Key_Left:
        step = -1;
        break;
    case Qt::Key_Right:
        step = 1;
        break;
    case Qt::Key_Up:
        step = -m_perLine;
        break;
    case Qt::Key_Down:
        step = m_perLine;
        break;
    default:
        return QAbstractScrollArea::keyPressEvent(event);
    }
    const long wanted = static_cast<long>(m_cursor) + step;
    if (wanted >= 0 && wanted < static_cast<long>(m_bytes.size()))
        choose(static_cast<std::size_t>(wanted));
}

void HexView::choose(std::size_t index)
{
    emit byteChosen(index); // the owner marks the field that has this byte
    m_cursor = index;
    viewport()->update();
}

} // namespace lab
