#include "views/playback/PlaybackSlider.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace lab {

namespace {

/// Of several kinds under one pixel the rarer and graver one is shown.
Role roleOf(std::uint8_t marks)
{
    if (marks & LostMark)
        return Role::Lost;
    if (marks & HeldMark)
        return Role::HeldMark;
    if (marks & PacketMark)
        return Role::Packet;
    if (marks & CallMark)
        return Role::Call;
    return Role::State;
}

} // namespace

PlaybackSlider::PlaybackSlider(QWidget* parent)
    : QAbstractSlider(parent)
{
    setOrientation(Qt::Horizontal);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setSingleStep(1);
    setPageStep(10);
}

void PlaybackSlider::setTheme(const Theme& theme)
{
    m_theme = theme;
    update();
}

void PlaybackSlider::clearMarks()
{
    m_marks.clear();
    m_bucketsStale = true;
    update();
}

void PlaybackSlider::growMarks(const Journal& journal)
{
    m_marks.grow(journal);
    m_bucketsStale = true;
    update();
}

void PlaybackSlider::setNotes(std::vector<std::size_t> events)
{
    if (events == m_notes)
        return;
    m_notes = std::move(events);
    update();
}

int PlaybackSlider::grooveWidth() const
{
    return std::max(1, width() - 2 * margin);
}

int PlaybackSlider::xOf(int position) const
{
    const int range = std::max(1, maximum() - minimum());
    return margin + static_cast<int>(qint64 {position - minimum()} * grooveWidth() / range);
}

int PlaybackSlider::positionAt(int x) const
{
    const double share = double(std::clamp(x - margin, 0, grooveWidth())) / grooveWidth();
    return minimum() + qRound(share * (maximum() - minimum()));
}

QSize PlaybackSlider::sizeHint() const
{
    return {400, 34};
}

QSize PlaybackSlider::minimumSizeHint() const
{
    return {120, 34};
}

void PlaybackSlider::paintEvent(QPaintEvent*)
{
    if (std::exchange(m_bucketsStale, false))
        m_buckets = m_marks.buckets(grooveWidth());
    QPainter painter(this);
    const int middle = height() - 12;
    for (std::size_t x = 0; x < m_buckets.size(); ++x) {
        if (m_buckets[x] != 0)
            painter.fillRect(QRect(margin + static_cast<int>(x), middle - 15, 2, 7),
                             m_theme.color(roleOf(m_buckets[x])));
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(Role::Accent));
    for (const std::size_t event : m_notes)
        painter.drawEllipse(QPointF(xOf(static_cast<int>(event)) + 1, middle - 18.5), 2.5, 2.5);
    painter.setBrush(m_theme.color(Role::CardBorder));
    painter.drawRoundedRect(QRectF(margin, middle - 3, grooveWidth(), 6), 3, 3);
    const int handle = xOf(value());
    painter.setBrush(m_theme.color(Role::Accent));
    painter.drawRoundedRect(QRectF(margin, middle - 3, handle - margin, 6), 3, 3);
    painter.setBrush(m_theme.color(Role::Card));
    painter.setPen(QPen(m_theme.color(Role::Accent), 3));
    painter.drawEllipse(QPointF(handle, middle), 6, 6);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(m_theme.color(Role::Selection), 2));
        painter.drawEllipse(QPointF(handle, middle), 9.5, 9.5);
    }
}

void PlaybackSlider::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    setSliderDown(true);
    setValue(positionAt(event->position().toPoint().x()));
}

void PlaybackSlider::mouseMoveEvent(QMouseEvent* event)
{
    if (isSliderDown())
        setValue(positionAt(event->position().toPoint().x()));
}

void PlaybackSlider::mouseReleaseEvent(QMouseEvent*)
{
    setSliderDown(false);
}

void PlaybackSlider::resizeEvent(QResizeEvent*)
{
    m_bucketsStale = true;
}

void PlaybackSlider::focusInEvent(QFocusEvent*)
{
    update();
}

void PlaybackSlider::focusOutEvent(QFocusEvent*)
{
    update();
}

} // namespace lab
