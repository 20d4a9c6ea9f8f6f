#include "views/stage/WireCard.h"

#include "views/shared/Labels.h"
#include "views/shared/LinkText.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPushButton>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace lab {

namespace {

/// From `edge` to `turn` and back: a packet that a host sends to itself.
void drawLoop(QPainter& painter, double edge, double turn, double y, double half, const QColor& color)
{
    painter.setPen(QPen(color, 1.5));
    painter.drawLine(QPointF(edge, y - half), QPointF(turn, y - half));
    painter.drawLine(QPointF(turn, y - half), QPointF(turn, y + half));
    drawArrow(painter, QPointF(turn, y + half), QPointF(edge, y + half), color);
}

} // namespace

WireCard::WireCard(ViewContext& context, QWidget* parent)
    : QAbstractScrollArea(parent)
    , m_context(context)
    , m_fonts(StageFonts::from(font()))
    , m_release(new QPushButton(viewport()))
    , m_drop(new QPushButton(viewport()))
    , m_copy(new QPushButton(viewport()))
{
    setObjectName(QStringLiteral("wire"));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(1, 1); // the stage sees to it
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent); // it fills all of itself: nothing is painted beneath
    m_release->setProperty("verdict", "good");
    m_drop->setProperty("verdict", "lost");
    m_release->setObjectName(QStringLiteral("release"));
    m_drop->setObjectName(QStringLiteral("drop"));
    m_copy->setObjectName(QStringLiteral("copy"));
    connect(m_release, &QPushButton::clicked, this, [this] { act("release"); });
    connect(m_drop, &QPushButton::clicked, this, [this] { act("drop"); });
    connect(m_copy, &QPushButton::clicked, this, [this] { act("duplicate"); });
    for (QPushButton* button : {m_release, m_drop, m_copy}) {
        button->setStyleSheet(QStringLiteral("padding: 2px 1px;"));
        button->setAutoDefault(true); // Enter means the button that has the focus, not the stage's own "release"
    }
    applyFonts();
    retranslate();
}

void WireCard::refresh()
{
    relayout();
}

void WireCard::act(const char* verb)
{
    if (m_layout.chosen() != 0 && mayAct() && m_context.submit)
        m_context.submit(QStringLiteral("wire: %1 %2").arg(QLatin1String(verb)).arg(m_layout.chosen()));
}

void WireCard::chooseBy(int step)
{
    std::vector<PacketId> held;
    for (const PlacedPacket& placed : m_layout.packets()) {
        if (placed.held)
            held.push_back(placed.packet);
    }
    if (held.empty())
        return;
    const auto current = std::find(held.begin(), held.end(), m_layout.chosen()) - held.begin();
    const auto next = std::clamp<std::ptrdiff_t>(current + step, 0, static_cast<std::ptrdiff_t>(held.size()) - 1);
    Selection::What what;
    what.packet = held[static_cast<std::size_t>(next)];
    m_context.selection->select(what);
}

/// What a person does to the wire happens now; in the past there is only looking.
bool WireCard::mayAct() const
{
    return m_context.playhead->live() && (!m_context.lesson || m_context.lesson->labRunning());
}

double WireCard::modeHeight(const QFont& font, int width) const
{
    const QFontMetricsF metrics(font);
    const QRectF room(0, 0, std::max(40, width - 16), 20 * metrics.height());
    return std::max(2 * metrics.height(), metrics.boundingRect(room, Qt::AlignHCenter | Qt::TextWordWrap, modeText()).height());
}

void WireCard::relayout()
{
    m_modeHeight = modeHeight(m_fonts.small, viewport()->width());
    m_layout =
        WireLayout(m_context.playhead->state(), m_fonts, viewport()->width(), m_context.selection->what().packet);
    const double visible = viewport()->height() - headerHeight();
    verticalScrollBar()->setPageStep(static_cast<int>(visible));
    verticalScrollBar()->setRange(0, std::max(0, static_cast<int>(m_layout.height() - visible)));
    placeButtons();
    viewport()->update();
}

void WireCard::placeButtons()
{
    const QRectF strip = m_layout.buttons().translated(0, headerHeight() - verticalScrollBar()->value());
    const bool shown = m_layout.chosen() != 0 && strip.top() >= headerHeight() - 4;
    // Each as wide as its word wants and an equal share of what is left: a narrow wire cuts none of them.
    const auto wanted = [](const QPushButton* button) { return button->fontMetrics().horizontalAdvance(button->text()); };
    const double spare = (strip.width() - 8 - wanted(m_release) - wanted(m_drop) - wanted(m_copy)) / 3;
    double x = strip.left();
    for (QPushButton* button : {m_release, m_drop, m_copy}) {
        const double width = wanted(button) + spare;
        button->setGeometry(QRectF(x, strip.top(), width, strip.height()).toRect());
        if (!shown && button->hasFocus())
            setFocus(); // else the focus would leave the stage with the button
        button->setVisible(shown);
        button->setEnabled(mayAct());
        x += width + 4;
    }
}

void WireCard::applyFonts()
{
    for (QPushButton* button : {m_release, m_drop, m_copy})
        button->setFont(m_fonts.small);
}

void WireCard::retranslate()
{
    setAccessibleName(tr("Wire"));
    m_release->setText(tr("Release"));
    m_drop->setText(tr("Drop"));
    m_copy->setText(tr("Copy"));
    m_release->setToolTip(tr("Let this packet go on to where it is addressed (Enter)"));
    m_drop->setToolTip(tr("Lose this packet (Delete)"));
    m_copy->setToolTip(tr("Make a second copy of this packet (Insert)"));
    for (QPushButton* button : {m_release, m_drop, m_copy})
        button->setAccessibleDescription(button->toolTip());
}

int WireCard::wholeHeight(int width) const
{
    const WireLayout whole(m_context.playhead->state(), m_fonts, width, m_context.selection->what().packet);
    return static_cast<int>(std::ceil(headerHeight() + whole.height())) + 4;
}

int WireCard::leastWidth() const
{
    const QFontMetrics metrics(StageFonts::from(font()).small);
    int words = 0;
    for (const QPushButton* button : {m_release, m_drop, m_copy})
        words += metrics.horizontalAdvance(button->text()) + metrics.averageCharWidth();
    return std::max(190, words + 28);
}

int WireCard::leastHeight() const
{
    const StageFonts fonts = StageFonts::from(font());
    const double bold = QFontMetricsF(fonts.bold).height(), held = 2 * bold + 2 * QFontMetricsF(fonts.smallMono).height() + 40;
    return std::max(200, static_cast<int>(bold + modeHeight(fonts.small, leastWidth()) + 22 + held));
}

double WireCard::headerHeight() const
{
    return QFontMetricsF(m_fonts.bold).height() + m_modeHeight + 22;
}

QPointF WireCard::inContent(const QPointF& point) const
{
    return {point.x(), point.y() - headerHeight() + verticalScrollBar()->value()};
}

QString WireCard::modeText() const
{
    if (m_context.playhead->thisMachine())
        return tr("Packets of this machine go their own way: they are not seen here, and none is held.");
    switch (m_context.playhead->state().wire()) {
    case WireMode::Hold:
        return tr("packets wait here until you release them");
    case WireMode::Flow:
        if (m_context.playhead->state().onlyHost())
            return tr("packets come back to the host at once");
        return m_context.playhead->state().link().isInstant() ? tr("packets cross at once") : tr("packets cross: %1").arg(linkText(m_context.playhead->state().link()));
    case WireMode::Cut:
        return tr("the cable is cut: nothing crosses");
    }
    return {};
}

void WireCard::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = m_context.theme;
    const QRectF all = QRectF(viewport()->rect());
    drawPanel(painter, viewport()->rect(), theme.color(Role::Window), theme.color(Role::Wire),
              theme.color(hasFocus() ? Role::Selection : Role::CardBorder), 6, hasFocus() ? 2 : 1);
    paintHeader(painter);
    if (m_context.playhead->thisMachine())
        return;
    painter.setClipRect(all.adjusted(1, headerHeight(), -1, -2));
    painter.translate(0, headerHeight() - verticalScrollBar()->value());
    for (const PlacedPacket& placed : m_layout.packets()) {
        if (placed.held)
            paintHeld(painter, placed);
        else
            paintRecent(painter, placed);
    }
    if (m_layout.chosen() != 0)
        paintKeys(painter);
    const double line = QFontMetricsF(m_fonts.small).height();
    if (m_layout.nothingY() > 0) {
        const double y = m_layout.nothingY();
        const auto& packets = m_context.playhead->state().packets();
        const auto travelling = std::count_if(packets.begin(), packets.end(), [](const PacketState& one) { return one.fate == PacketFate::InFlight; });
        const QString words = travelling == 0 ? tr("nothing on the way") : tr("%n on the way", nullptr, static_cast<int>(travelling));
        drawLine(painter, QRectF(8, y, all.width() - 16, line), words, m_fonts.small,
                 theme.color(Role::MutedText), Qt::AlignHCenter);
        painter.setPen(QPen(theme.color(Role::CardBorder), 1.5));
        painter.drawLine(QPointF(10, y + line + 8), QPointF(all.width() - 10, y + line + 8));
    }
    if (m_layout.recentY() > 0) {
        drawLine(painter, QRectF(10, m_layout.recentY(), all.width() - 20, line), tr("last on the wire"), m_fonts.small,
                 theme.color(Role::MutedText));
    }
}

void WireCard::paintHeader(QPainter& painter) const
{
    const Theme& theme = m_context.theme;
    const double bold = QFontMetricsF(m_fonts.bold).height();
    const QRectF line(10, 10, viewport()->width() - 20, bold);
    const bool cut = m_context.playhead->state().wire() == WireMode::Cut;
    const bool none = m_context.playhead->thisMachine(), loops = m_context.playhead->state().onlyHost().has_value();
    drawLine(painter, line, none ? tr("No wire") : loops ? tr("Wire: the loopback") : tr("Wire"), m_fonts.bold,
             theme.color(Role::Text), Qt::AlignHCenter);
    painter.setFont(m_fonts.small);
    painter.setPen(theme.color(cut ? Role::Lost : Role::MutedText));
    const double bottom = none ? viewport()->height() : headerHeight();
    const QRectF below(8, line.bottom() + 2, viewport()->width() - 16, bottom - line.bottom() - 4);
    painter.drawText(below, Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, modeText());
}

void WireCard::paintHeld(QPainter& painter, const PlacedPacket& placed) const
{
    const PacketState* packet = m_context.playhead->state().packet(placed.packet);
    if (!packet)
        return;
    const Theme& theme = m_context.theme;
    const bool toRight = packet->from == HostId::Client;
    const double width = viewport()->width();
    if (placed.loops) // out to the box, and back
        drawLoop(painter, toRight ? 4 : width - 4, width / 2, placed.arrowY, placed.box.height() / 4, theme.color(Role::Packet));
    else
        drawArrow(painter, QPointF(toRight ? 4 : width - 4, placed.arrowY),
                  QPointF(toRight ? width - 5 : 5, placed.arrowY), theme.color(Role::Packet));
    drawSurface(painter, placed.box, theme.color(Role::Card), theme.color(Role::HeldMark), 5, Qt::DashLine, 1.8);
    if (m_layout.chosen() == placed.packet && m_context.selection->what().packet == placed.packet)
        drawRing(painter, placed.box.adjusted(-3, -3, 3, 3), theme);
    const QRectF inner = placed.box.adjusted(9, 6, -7, -6);
    const QString kind = placed.loops ? toQString(packet->name) : packetLabel(*packet);
    const double bold = QFontMetricsF(m_fonts.bold).height(), small = QFontMetricsF(m_fonts.smallMono).height();
    const double name = QFontMetricsF(m_fonts.bold).horizontalAdvance(kind) + 6;
    drawLine(painter, QRectF(inner.left(), inner.top(), inner.width(), bold), kind, m_fonts.bold,
             theme.color(Role::Text));
    drawLine(painter, QRectF(inner.left() + name, inner.top(), inner.width() - name, bold), sequenceLabel(*packet),
             m_fonts.smallMono, theme.color(Role::MutedText));
    drawLine(painter, QRectF(inner.left(), inner.top() + bold + 2, inner.width(), small), portsLabel(*packet),
             m_fonts.smallMono, theme.color(Role::MutedText));
    const QRectF third(inner.left(), inner.top() + bold + small + 3, inner.width(), small);
    if (packet->repeats > 0) {
        drawLine(painter, third, tr("sent again %n times while held", nullptr, static_cast<int>(packet->repeats)),
                 m_fonts.small, theme.color(Role::Held));
    } else if (packet->original != 0) {
        drawLine(painter, third, tr("a copy"), m_fonts.small, theme.color(Role::Held));
    }
}

void WireCard::paintKeys(QPainter& painter) const
{
    const QRectF strip = m_layout.buttons();
    const double line = QFontMetricsF(m_fonts.small).height();
    const std::pair<const QPushButton*, QString> keys[] {
        {m_release, tr("Enter", "key")}, {m_drop, tr("Del", "key")}, {m_copy, tr("Ins", "key")}};
    for (const auto& [button, key] : keys)
        drawLine(painter, QRectF(button->x(), strip.bottom() + 1, button->width(), line), key, m_fonts.small,
                 m_context.theme.color(Role::MutedText), Qt::AlignHCenter);
}

void WireCard::paintRecent(QPainter& painter, const PlacedPacket& placed) const
{
    const PacketState* packet = m_context.playhead->state().packet(placed.packet);
    if (!packet)
        return;
    const Theme& theme = m_context.theme;
    const bool lost = packet->fate == PacketFate::Dropped;
    const bool toRight = packet->from == HostId::Client;
    const QColor color = theme.color(lost ? Role::Lost : Role::Packet);
    const QRectF arrow(placed.rect.left() + 2, placed.rect.top(), 26, placed.rect.height());
    const QPointF left(arrow.left(), placed.arrowY), right(arrow.right(), placed.arrowY);
    if (placed.loops && !lost) {
        drawLoop(painter, toRight ? left.x() : right.x(), toRight ? right.x() : left.x(), placed.arrowY, 4, color);
    } else if (lost) {
        painter.setPen(QPen(color, 1.5));
        painter.drawLine(left, right);
        drawCross(painter, arrow.center(), color, 4);
    } else {
        drawArrow(painter, toRight ? left : right, toRight ? right : left, color);
    }
    QString label = placed.loops ? toQString(packet->name) : packetLabel(*packet);
    if (lost)
        label = tr("%1 lost").arg(label);
    drawLine(painter, placed.rect.adjusted(38, 0, -2, 0), label + QLatin1Char(' ') + sequenceLabel(*packet),
             m_fonts.smallMono, theme.color(lost ? Role::Lost : Role::MutedText));
    if (m_context.selection->what().packet == placed.packet)
        drawRing(painter, placed.rect.adjusted(-3, -1, 3, 1), theme, 4);
}

void WireCard::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    relayout();
}

void WireCard::scrollContentsBy(int, int)
{
    placeButtons();
    viewport()->update();
}

void WireCard::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || event->position().y() < headerHeight())
        return;
    Selection::What what;
    if (const PlacedPacket* placed = m_layout.packetAt(inContent(event->position())))
        what.packet = placed->packet;
    m_context.selection->select(what);
}

void WireCard::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up)
        chooseBy(event->key() == Qt::Key_Down ? 1 : -1);
    else
        QAbstractScrollArea::keyPressEvent(event);
}

bool WireCard::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const PlacedPacket* placed = m_layout.packetAt(inContent(QPointF(help->pos())));
        const PacketState* packet = placed ? m_context.playhead->state().packet(placed->packet) : nullptr;
        QToolTip::showText(help->globalPos(),
                           packet ? tr("packet %1").arg(placed->packet) + QLatin1Char('\n')
                                   + toQString(m_context.playhead->state().packetName(*packet)) + QLatin1Char('\n')
                                   + sequenceLabel(*packet) + QLatin1Char('\n') + portsLabel(*packet)
                                  : QString(),
                           this);
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void WireCard::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::FontChange) {
        m_fonts = StageFonts::from(font());
        applyFonts();
        relayout();
    }
}

} // namespace lab
