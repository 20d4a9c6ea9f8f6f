#include "views/stage/HostCard.h"

#include "views/shared/Labels.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace lab {

namespace {
constexpr int leastCharacters = 16; ///< of a call
} // namespace

HostCard::HostCard(ViewContext& context, HostId host, QWidget* parent)
    : QAbstractScrollArea(parent)
    , m_context(context)
    , m_host(host)
    , m_fonts(StageFonts::from(font()))
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(1, 1); // the stage sees to it
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent); // it fills all of itself: nothing is painted beneath
    verticalScrollBar()->setSingleStep(24);
    changeEvent(nullptr);
}

void HostCard::refresh(Timestamp now)
{
    std::vector<HostItem> contents = hostContents(m_context, m_host, now);
    if (contents == m_contents && hostAddress() == m_address)
        return; // most steps are one host's only
    setAccessibleName(title());
    m_contents = std::move(contents);
    m_address = hostAddress();
    relayout();
    showActing();
}

void HostCard::relayout()
{
    m_layout = HostLayout(m_contents, m_fonts, viewport()->width());
    const double visible = viewport()->height() - headerHeight();
    verticalScrollBar()->setPageStep(static_cast<int>(visible));
    verticalScrollBar()->setRange(0, std::max(0, static_cast<int>(m_layout.height() - visible)));
    viewport()->update();
}

/// Many clients do not fit at once: the one that just entered or left a call must be in sight.
void HostCard::showActing()
{
    CallId newest = 0;
    const PlacedItem* actor = nullptr;
    for (const PlacedItem& placed : m_layout.items()) {
        for (const HostItem::Call& call : placed.item.calls) {
            if (call.call > newest) {
                newest = call.call;
                actor = &placed;
            }
        }
    }
    if (newest == m_acting || !actor)
        return;
    m_acting = newest;
    QScrollBar* bar = verticalScrollBar();
    const double visible = viewport()->height() - headerHeight();
    if (actor->rect.top() < bar->value() || actor->rect.height() > visible)
        bar->setValue(static_cast<int>(actor->rect.top()) - 4);
    else if (actor->rect.bottom() > bar->value() + visible)
        bar->setValue(static_cast<int>(actor->rect.bottom() - visible) + 6);
}

int HostCard::wholeHeight(int width) const
{
    return static_cast<int>(std::ceil(headerHeight() + HostLayout(m_contents, m_fonts, width).height())) + 4;
}

int HostCard::leastWidth() const
{
    return std::max(200, static_cast<int>(QFontMetricsF(StageFonts::from(font()).mono).averageCharWidth() * leastCharacters));
}

double HostCard::headerHeight() const
{
    return QFontMetricsF(m_fonts.bold).height() + 20;
}

QPointF HostCard::inContent(const QPointF& point) const
{
    return {point.x(), point.y() - headerHeight() + verticalScrollBar()->value()};
}

QString HostCard::title() const
{
    if (m_context.playhead->thisMachine())
        return tr("This machine");
    if (m_context.playhead->state().onlyHost() == m_host)
        return tr("All programs are on this one host");
    return m_host == HostId::Client ? tr("Client host") : tr("Server host");
}

QString HostCard::hostAddress() const
{
    const LabState& state = m_context.playhead->state();
    const auto& settings = state.host(m_host).settings;
    if (const auto found = settings.find("address"); found != settings.end())
        return toQString(found->second);
    // The lab's own addresses (ARCHITECTURE.md); a foreign capture has none to show.
    if (!state.started() || m_context.playhead->thisMachine())
        return {};
    const QString own = m_host == HostId::Client ? QStringLiteral("10.9.0.1") : QStringLiteral("10.9.0.2");
    return state.onlyHost() == m_host ? QStringLiteral("127.0.0.1 · ") + own : own;
}

void HostCard::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = m_context.theme;
    const QRectF all = QRectF(viewport()->rect());
    drawPanel(painter, viewport()->rect(), theme.color(Role::Window), theme.color(Role::Card),
              theme.color(hasFocus() ? Role::Selection : Role::CardBorder), 6, hasFocus() ? 2 : 1);
    paintHeader(painter);
    painter.save();
    const QRectF content = all.adjusted(1, headerHeight(), -1, -2);
    painter.setClipRect(content);
    painter.translate(0, headerHeight() - verticalScrollBar()->value());
    const QRectF visible(0, verticalScrollBar()->value(), all.width(), content.height());
    for (const PlacedItem& placed : m_layout.items()) {
        if (placed.rect.intersects(visible))
            paintItem(painter, placed);
    }
    painter.restore();
    if (m_layout.items().empty()) {
        drawLine(painter, content.adjusted(12, 4, -12, 0).intersected(QRectF(0, 0, all.width(), headerHeight() + 30)),
                 tr("No program here yet."), m_fonts.text, theme.color(Role::MutedText));
    }
}

void HostCard::paintHeader(QPainter& painter) const
{
    const Theme& theme = m_context.theme;
    const QRectF line(12, 2, viewport()->width() - 24, headerHeight() - 4);
    const double width = QFontMetricsF(m_fonts.bold).horizontalAdvance(title()) + 4;
    drawLine(painter, line, title(), m_fonts.bold, theme.color(Role::Text));
    drawLine(painter, line.adjusted(width, 0, 0, 0), m_address, m_fonts.smallMono, theme.color(Role::MutedText),
             Qt::AlignRight);
}

void HostCard::paintItem(QPainter& painter, const PlacedItem& placed) const
{
    const Theme& theme = m_context.theme;
    switch (placed.item.kind) {
    case HostItem::Kind::Actor:
        paintActor(painter, placed);
        break;
    case HostItem::Kind::Socket:
        paintSocket(painter, placed);
        break;
    case HostItem::Kind::Slots:
        paintSlots(painter, placed);
        break;
    case HostItem::Kind::Heading:
        paintHeading(painter, placed);
        break;
    case HostItem::Kind::Counter:
        drawLine(painter, placed.rect, placed.shown, m_fonts.smallMono, theme.color(textRole(placed.item.tone)));
        break;
    }
}

void HostCard::paintHeading(QPainter& painter, const PlacedItem& placed) const
{
    const Theme& theme = m_context.theme;
    drawLine(painter, placed.text, placed.shown, m_fonts.bold, theme.color(Role::Text));
    const double lines = std::max(1.0, static_cast<double>(placed.details.size()));
    QRectF line(placed.detail.topLeft(), QSizeF(placed.detail.width(), placed.detail.height() / lines));
    for (const QString& detail : placed.details) {
        drawLine(painter, line, detail, placed.item.tone == Tone::Lost ? boldFont(m_fonts.small) : m_fonts.small,
                 theme.color(textRole(placed.item.tone)), Qt::AlignRight);
        line.translate(0, line.height());
    }
}

void HostCard::paintActor(QPainter& painter, const PlacedItem& placed) const
{
    const Theme& theme = m_context.theme;
    const HostItem& item = placed.item;
    const bool waits = item.tone == Tone::Held;
    drawSurface(painter, placed.rect, theme.color(waits ? Role::HeldSurface : Role::Raised),
                theme.color(waits ? Role::HeldMark : Role::CardBorder));
    drawLine(painter, placed.text, placed.shown, m_fonts.bold, theme.color(item.dim ? Role::MutedText : Role::Text));
    const bool strong = waits || item.tone == Tone::Accent;
    drawLine(painter, placed.detail, item.detail, strong ? boldFont(m_fonts.small) : m_fonts.small,
             theme.color(textRole(item.tone)), Qt::AlignRight);
    for (std::size_t i = 0; i < item.calls.size() && i < placed.parts.size(); ++i) {
        const HostItem::Call& call = item.calls[i];
        QRectF line = placed.parts[i];
        const double height = QFontMetricsF(m_fonts.mono).height();
        const QColor tone = theme.color(textRole(call.tone));
        const bool returned = call.tone == Tone::Muted || call.tone == Tone::Lost;
        drawLine(painter, QRectF(line.topLeft(), QSizeF(line.width(), height)), call.text, m_fonts.mono,
                 returned ? theme.color(Role::Text) : tone);
        line.setTop(line.top() + height);
        const QFont& font = m_fonts.note(call);
        for (const QString& note : placed.notes[i]) {
            drawLine(painter, QRectF(line.topLeft(), QSizeF(line.width(), QFontMetricsF(font).height())), note, font, tone);
            line.setTop(line.top() + std::ceil(QFontMetricsF(font).height()));
        }
    }
}

void HostCard::paintSocket(QPainter& painter, const PlacedItem& placed) const
{
    const Theme& theme = m_context.theme;
    const HostItem& item = placed.item;
    const QRectF box = placed.parts.front();
    if (item.fd >= 0) {
        const QRectF fd(placed.rect.left(), placed.text.top(), box.left() - placed.rect.left(), placed.text.height());
        drawLine(painter, fd, QString::number(item.fd), m_fonts.mono, theme.color(Role::MutedText));
    }
    drawSurface(painter, box, theme.color(Role::Card), theme.color(Role::CardBorder), 5,
                item.socket == 0 || item.detail.isEmpty() ? Qt::DashLine : Qt::SolidLine);
    drawLine(painter, placed.text, placed.shown, m_fonts.mono,
             theme.color(item.detail.isEmpty() ? Role::MutedText : Role::Text));
    if (!item.detail.isEmpty()) {
        painter.setFont(boldFont(m_fonts.smallMono));
        drawPill(painter, placed.detail, item.detail, theme);
    }
    drawLine(painter, placed.note, item.note, m_fonts.small, theme.color(Role::MutedText));
    if (item.socket != 0 && m_context.selection->what().socket == item.socket)
        drawRing(painter, box, theme, 5);
}

void HostCard::paintSlots(QPainter& painter, const PlacedItem& placed) const
{
    const Theme& theme = m_context.theme;
    for (std::size_t i = 0; i < placed.parts.size(); ++i) {
        const HostItem::Slot& slot = placed.item.slots_[i];
        const QRectF rect = placed.parts[i];
        if (!slot.taken) {
            drawSurface(painter, rect, theme.color(Role::Card), theme.color(Role::CardBorder), 4, Qt::DashLine);
            continue;
        }
        drawSurface(painter, rect, theme.color(Role::GoodSurface), theme.color(Role::Good), 4);
        const QRectF text = rect.adjusted(2, 2, -2, -2);
        const QFont name = boldFont(m_fonts.small);
        const QString title = slot.name.isEmpty() && slot.port.isEmpty() ? tr("waiting") : slot.name;
        if (title.isEmpty() || slot.port.isEmpty()) {
            drawLine(painter, text, title.isEmpty() ? slot.port : title, title.isEmpty() ? m_fonts.smallMono : name,
                     theme.color(Role::Text), Qt::AlignHCenter);
        } else {
            const double half = text.height() * 0.52;
            drawLine(painter, QRectF(text.left(), text.top(), text.width(), half), title, name, theme.color(Role::Text),
                     Qt::AlignHCenter);
            drawLine(painter, QRectF(text.left(), text.top() + half, text.width(), text.height() - half), slot.port,
                     m_fonts.smallMono, theme.color(Role::Text), Qt::AlignHCenter);
        }
        if (slot.socket != 0 && m_context.selection->what().socket == slot.socket)
            drawRing(painter, rect, theme, 4);
    }
    if (placed.item.slotsCut > 0) {
        drawLine(painter, placed.cut, tr("and %n more free", nullptr, static_cast<int>(placed.item.slotsCut)),
                 m_fonts.small, theme.color(Role::MutedText));
    }
}

void HostCard::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    relayout();
    // What was in sight in the old size (at first: none at all) says nothing about the new one.
    verticalScrollBar()->setValue(0);
    m_acting = 0;
    showActing();
}

void HostCard::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || event->position().y() < headerHeight())
        return;
    const SocketId socket = m_layout.socketAt(inContent(event->position()));
    Selection::What what;
    if (socket != 0) {
        what.socket = socket;
    } else if (const PlacedItem* placed = m_layout.itemAt(inContent(event->position()))) {
        if (!placed->item.calls.empty())
            what.call = placed->item.calls.back().call;
    }
    m_context.selection->select(what);
}

void HostCard::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up)
        selectBy(event->key() == Qt::Key_Down ? 1 : -1);
    else
        QAbstractScrollArea::keyPressEvent(event);
}

void HostCard::selectBy(int step)
{
    std::vector<const PlacedItem*> sockets;
    int current = -1;
    for (const PlacedItem& placed : m_layout.items()) {
        if (placed.item.kind != HostItem::Kind::Socket || placed.item.socket == 0)
            continue;
        if (m_context.selection->what().socket == placed.item.socket)
            current = static_cast<int>(sockets.size());
        sockets.push_back(&placed);
    }
    if (sockets.empty())
        return;
    const int last = static_cast<int>(sockets.size()) - 1;
    const int next = current < 0 ? (step > 0 ? 0 : last) : std::clamp(current + step, 0, last);
    const PlacedItem& placed = *sockets[static_cast<std::size_t>(next)];
    const SocketId socket = placed.item.socket;
    setAccessibleDescription(placed.item.texts.value(0) + QLatin1Char(' ') + placed.item.detail);
    const double visible = viewport()->height() - headerHeight();
    if (placed.rect.top() < verticalScrollBar()->value())
        verticalScrollBar()->setValue(static_cast<int>(placed.rect.top()) - 4);
    else if (placed.rect.bottom() > verticalScrollBar()->value() + visible)
        verticalScrollBar()->setValue(static_cast<int>(placed.rect.bottom() - visible) + 6);
    Selection::What what;
    what.socket = socket;
    m_context.selection->select(what);
}

bool HostCard::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const PlacedItem* placed = m_layout.itemAt(inContent(QPointF(help->pos())));
        QString tip = placed ? placed->item.tip : QString();
        if (placed) {
            for (const HostItem::Call& call : placed->item.calls)
                tip += QLatin1Char('\n') + call.text + QLatin1Char('\n') + call.note;
        }
        QToolTip::showText(help->globalPos(), tip.trimmed(), this);
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void HostCard::changeEvent(QEvent* event)
{
    if (event)
        QAbstractScrollArea::changeEvent(event);
    if (!event || event->type() == QEvent::LanguageChange)
        setAccessibleName(title());
    if (event && event->type() == QEvent::FontChange) {
        m_fonts = StageFonts::from(font());
        relayout();
    }
}

} // namespace lab
