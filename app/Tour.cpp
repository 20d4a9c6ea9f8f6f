#include "app/Tour.h"

#include "views/shared/FlowLayout.h"

#include <QAccessible>
#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>

#include <algorithm>

namespace lab {

namespace {

constexpr int tourMargin = 12, tourGap = 10, ringWidth = 3;

/// A ring around what is pointed at: only the ring is there, so that nothing of the lab is behind it.
class TourFrame : public QWidget
{
public:
    explicit TourFrame(QWidget* window)
        : QWidget(window)
    {
        setObjectName("tour-frame");
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setFocusPolicy(Qt::NoFocus);
        hide();
    }

    void surround(const QRect& target)
    {
        setGeometry(target.adjusted(-ringWidth, -ringWidth, ringWidth, ringWidth));
        setMask(QRegion(rect()) - QRegion(rect().adjusted(ringWidth, ringWidth, -ringWidth, -ringWidth)));
    }

    QColor color;

protected:
    void paintEvent(QPaintEvent*) override { QPainter(this).fillRect(rect(), color); }
};

} // namespace

QRect besideTarget(const QRect& target, const QRect& room, int wanted, int least, const std::function<int(int)>& heightFor)
{
    const QRect away = target.adjusted(-tourGap, -tourGap, tourGap, tourGap);
    const QRect strips[] {
        QRect(QPoint(away.right() + 1, room.top()), room.bottomRight()), QRect(room.topLeft(), QPoint(away.left() - 1, room.bottom())),
        QRect(QPoint(room.left(), away.bottom() + 1), room.bottomRight()), QRect(room.topLeft(), QPoint(room.right(), away.top() - 1))};
    QRect best;
    double bestShown = -1;
    for (const QRect& strip : strips) {
        for (const int width : {std::min(wanted, strip.width()), strip.width()}) {
            if (width < 1 || strip.height() < 1)
                continue;
            const int whole = heightFor(width);
            // What has no room scrolls; a place without room for its buttons is the last choice.
            const double shown = std::min(1.0, static_cast<double>(strip.height()) / whole) * (width < least ? 0.1 : 1);
            if (shown <= bestShown)
                continue;
            bestShown = shown;
            const QSize size(width, std::min(whole, strip.height()));
            QRect place(QPoint(), size);
            place.moveCenter(target.center());
            place.moveLeft(std::clamp(place.left(), strip.left(), std::max(strip.left(), strip.right() + 1 - size.width())));
            place.moveTop(std::clamp(place.top(), strip.top(), std::max(strip.top(), strip.bottom() + 1 - size.height())));
            best = place;
        }
    }
    return best;
}

const std::vector<TourStation>& tourStations()
{
    static const std::vector<TourStation> stations {
        {"stage", "", QT_TRANSLATE_NOOP("Tour", "The stage"),
         QT_TRANSLATE_NOOP("Tour", "Two real hosts with real programs: their calls, descriptors, sockets and queues as the kernel has them now.")},
        {"", "button-next-step", QT_TRANSLATE_NOOP("Tour", "One step"),
         QT_TRANSLATE_NOOP("Tour", "Space or this button performs the next step: a call that a program makes, or a packet that goes on.")},
        {"stage", "wire", QT_TRANSLATE_NOOP("Tour", "The wire"),
         QT_TRANSLATE_NOOP("Tour", "A packet waits here until you release it with Enter, drop it with Delete or copy it with Insert.")},
        {"sequence", "", QT_TRANSLATE_NOOP("Tour", "The sequence"),
         QT_TRANSLATE_NOOP("Tour", "Every call, packet and state in its order, from program to kernel to wire. The tabs show the same run in other ways.")},
        {"inspector", "", QT_TRANSLATE_NOOP("Tour", "The inspector"),
         QT_TRANSLATE_NOOP("Tour", "Click a call, a packet or a socket anywhere: here is all about it, down to each byte.")},
        {"playback", "", QT_TRANSLATE_NOOP("Tour", "Back in time"),
         QT_TRANSLATE_NOOP("Tour", "Everything is recorded. Drag the bar, or press Alt+Left and Alt+Right, to look at any moment again.")},
        {"lesson", "", QT_TRANSLATE_NOOP("Tour", "The lesson"),
         QT_TRANSLATE_NOOP("Tour", "It says what happens and asks what you expect. Ctrl+L switches to Korean and back, F1 lists all keys.")},
    };
    return stations;
}

Tour::Tour(std::function<QWidget*(const TourStation&)> find, QWidget* window)
    : QFrame(window)
    , m_find(std::move(find))
    , m_frame(new TourFrame(window))
    , m_scroll(new QScrollArea(this))
    , m_text(new QLabel)
    , m_counter(new QLabel)
    , m_row(new QWidget(this))
{
    setObjectName("tour");
    setFocusPolicy(Qt::NoFocus);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::RichText);
    m_text->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_scroll->setWidget(m_text);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_text->setAutoFillBackground(false);
    auto* row = new FlowLayout(m_row);
    row->setContentsMargins(0, 0, 0, 0);
    m_counter->setProperty("look", "muted");
    row->addWidget(m_counter);
    row->addStretch();
    for (QPushButton** button : {&m_skip, &m_back, &m_next}) {
        *button = new QPushButton(m_row);
        (*button)->installEventFilter(this);
        row->addWidget(*button);
    }
    m_skip->setObjectName("tour-skip");
    m_back->setObjectName("tour-back");
    m_next->setObjectName("tour-next");
    m_skip->setProperty("flat", true);
    m_next->setProperty("primary", true);
    connect(m_skip, &QPushButton::clicked, this, &Tour::end);
    connect(m_back, &QPushButton::clicked, this, &Tour::back);
    connect(m_next, &QPushButton::clicked, this, &Tour::next);
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &Tour::place);
    hide();
}

Tour::~Tour()
{
    delete m_frame; // the window's child, as this is
}

void Tour::begin(const Theme& theme)
{
    setTheme(theme);
    m_before = QApplication::focusWidget();
    m_station = 0;
    if (QWidget* target = m_find(tourStations().front()))
        pointAt(target);
    else
        go(1);
    if (isVisible())
        m_next->setFocus();
}

void Tour::end()
{
    const bool had = isAncestorOf(QApplication::focusWidget());
    pointAt(nullptr);
    hide();
    m_frame->hide();
    if (had && m_before)
        m_before->setFocus();
    emit ended();
}

void Tour::next()
{
    go(1);
}

void Tour::back()
{
    go(-1);
}

/// To the next station that there is: a panel may be hidden, or a machine be watched that has no wire.
void Tour::go(int step)
{
    const auto count = static_cast<int>(tourStations().size());
    for (int i = static_cast<int>(m_station) + step; i >= 0 && i < count; i += step) {
        if (QWidget* target = m_find(tourStations()[static_cast<std::size_t>(i)])) {
            m_station = static_cast<std::size_t>(i);
            pointAt(target);
            return;
        }
    }
    if (step > 0)
        end();
}

void Tour::pointAt(QWidget* target)
{
    for (const QPointer<QWidget>& watched : m_watched)
        if (watched)
            watched->removeEventFilter(this);
    m_watched.clear();
    m_target = target;
    for (QWidget* widget = target; widget; widget = widget->isWindow() ? nullptr : widget->parentWidget()) {
        widget->installEventFilter(this);
        m_watched.push_back(widget);
    }
    if (!target)
        return;
    retranslate();
    place();
    // Once more when what was brought to the front has its place.
    m_later.start(0);
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

QRect Tour::targetRect() const
{
    if (!m_target || !m_target->isVisible())
        return {};
    QRect seen = m_target->rect();
    for (const QWidget* parent = m_target->parentWidget(); parent; parent = parent->isWindow() ? nullptr : parent->parentWidget())
        seen &= QRect(m_target->mapFrom(parent, QPoint()), parent->size());
    return QRect(m_target->mapTo(window(), seen.topLeft()), seen.size());
}

int Tour::heightFor(int width) const
{
    const int inner = std::max(1, width - 2 * tourMargin);
    return m_text->heightForWidth(inner) + 8 + m_row->layout()->heightForWidth(inner) + 2 * tourMargin;
}

void Tour::place()
{
    const QRect target = targetRect();
    // Another page of the window is in front, or nothing is pointed at any more: it comes back with its target.
    setVisible(!target.isEmpty());
    m_frame->setVisible(!target.isEmpty());
    if (target.isEmpty())
        return;
    auto* frame = static_cast<TourFrame*>(m_frame);
    const QRect room = parentWidget()->rect();
    frame->surround(target & room.adjusted(ringWidth, ringWidth, -ringWidth, -ringWidth));
    frame->raise();
    const int wanted = fontMetrics().averageCharWidth() * 46 + 2 * tourMargin;
    const int least = m_row->layout()->minimumSize().width() + 2 * tourMargin;
    // Twice: a label may need a line more than it says for a width that its words just fit.
    for (int pass = 0, more = 0; pass < 2; ++pass, more = m_scroll->verticalScrollBar()->maximum()) {
        if (pass > 0 && more == 0)
            break;
        setGeometry(besideTarget(target, room.adjusted(tourGap, tourGap, -tourGap, -tourGap), wanted, least,
                                 [this, more](int width) { return heightFor(width) + more; }));
        layOut();
    }
    raise();
}

void Tour::layOut()
{
    const QRect inner = rect().adjusted(tourMargin, tourMargin, -tourMargin, -tourMargin);
    const int row = std::min(m_row->layout()->heightForWidth(inner.width()), inner.height());
    m_row->setGeometry(inner.left(), inner.bottom() + 1 - row, inner.width(), row);
    m_scroll->setGeometry(inner.left(), inner.top(), inner.width(), std::max(0, inner.height() - row - 8));
}

void Tour::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Role::Card));
    painter.setPen(QPen(m_theme.color(Role::Selection), 2));
    painter.drawRect(rect().adjusted(1, 1, -1, -1));
}

void Tour::setTheme(const Theme& theme)
{
    m_theme = theme;
    static_cast<TourFrame*>(m_frame)->color = theme.color(Role::Selection);
    m_frame->update();
    update();
}

bool Tour::perform(int key)
{
    switch (key) {
    case Qt::Key_PageDown:
    case Qt::Key_Right:
        next();
        return true;
    case Qt::Key_PageUp:
    case Qt::Key_Left:
        back();
        return true;
    case Qt::Key_Escape:
        end();
        return true;
    default:
        return false;
    }
}

void Tour::keyPressEvent(QKeyEvent* event)
{
    if (!perform(event->key()))
        QFrame::keyPressEvent(event);
}

/// While the tour has the keyboard its keys are its own: Page Down is the lab's next step otherwise.
bool Tour::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool plain = (key->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
        const int code = key->key();
        if (plain && (code == Qt::Key_PageDown || code == Qt::Key_PageUp || code == Qt::Key_Left || code == Qt::Key_Right || code == Qt::Key_Escape)) {
            event->accept();
            return true;
        }
    }
    return QFrame::event(event);
}

bool Tour::eventFilter(QObject* object, QEvent* event)
{
    switch (event->type()) {
    case QEvent::KeyPress: { // an arrow would go from button to button
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool own = object == m_back || object == m_next || object == m_skip;
        return own && (key->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier && perform(key->key());
    }
    case QEvent::Move:
    case QEvent::Resize:
    case QEvent::Show:
    case QEvent::Hide:
        if (m_target)
            m_later.start(0);
        return false;
    default:
        return false;
    }
}

void Tour::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange) {
        retranslate();
        m_later.start(0);
    }
}

void Tour::retranslate()
{
    const TourStation& station = tourStations()[m_station];
    const QString title = QCoreApplication::translate("Tour", station.title), text = QCoreApplication::translate("Tour", station.text);
    m_text->setText(QStringLiteral("<b>%1</b><br>%2").arg(title.toHtmlEscaped(), text.toHtmlEscaped()));
    const QString counter = tr("%1 of %2").arg(m_station + 1).arg(tourStations().size());
    m_counter->setText(counter);
    m_back->setText(tr("Back"));
    m_back->setEnabled(m_station > 0);
    const bool last = m_station + 1 == tourStations().size();
    m_next->setText(last ? tr("Done") : tr("Next"));
    m_skip->setText(tr("Skip"));
    m_skip->setVisible(!last);
    setAccessibleName(tr("Tour, %1: %2").arg(counter, title));
    setAccessibleDescription(text);
    setWhatsThis(tr("The tour: Page Down goes on, Page Up goes back, Escape ends it. The lab goes on meanwhile."));
    // Who hears the button hears the station.
    m_next->setAccessibleDescription(title + QStringLiteral(". ") + text);
    for (QPushButton* button : {m_back, m_next, m_skip})
        button->setAccessibleName(button->text());
    if (!m_back->isEnabled() && isVisible() && !m_next->hasFocus() && isAncestorOf(QApplication::focusWidget()))
        m_next->setFocus();
}

} // namespace lab
