#include "views/playback/PlaybackView.h"

#include "views/playback/PlaybackSlider.h"
#include "views/shared/ElidedLabel.h"
#include "views/shared/TextRow.h"

#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>

namespace lab {

namespace {

/// A triangle to the right, with a bar at its tip when it goes to the very end; mirrored for the way back.
QIcon transportIcon(const Theme& theme, int side, bool back, bool toEnd)
{
    QIcon icon;
    for (const auto& [mode, role] :
         {std::pair {QIcon::Normal, Role::Text}, std::pair {QIcon::Disabled, Role::MutedText}}) {
        QPixmap pixmap(side * 2, side * 2);
        pixmap.setDevicePixelRatio(2);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.scale(side / 16.0, side / 16.0); // the numbers below are of 16
        if (back) {
            painter.translate(16, 0);
            painter.scale(-1, 1);
        }
        QPainterPath path;
        path.moveTo(3, 3);
        path.lineTo(toEnd ? 11 : 13, 8);
        path.lineTo(3, 13);
        path.closeSubpath();
        if (toEnd)
            path.addRect(11.5, 3, 2, 10);
        painter.fillPath(path, theme.color(role));
        icon.addPixmap(pixmap, mode);
    }
    return icon;
}

} // namespace

PlaybackView::PlaybackView(ViewContext& context, QWidget* parent)
    : View(context, parent)
{
    auto* row = new TextRow(this);
    row->setContentsMargins(10, 4, 12, 4);
    m_first = addButton("first");
    m_back = addButton("back");
    m_forward = addButton("forward");
    m_last = addButton("last");
    m_slider = new PlaybackSlider(this);
    m_slider->setObjectName("slider");
    row->addWidget(m_slider, 1);
    m_position = new QLabel(this);
    m_position->setObjectName("position");
    m_live = new ElidedLabel(this);
    m_live->setObjectName("live");
    row->addWidget(m_position);
    row->addWidget(m_live);

    Playhead* playhead = context.playhead;
    connect(m_first, &QToolButton::clicked, this, [playhead] { playhead->moveTo(0); });
    connect(m_back, &QToolButton::clicked, playhead, &Playhead::stepBack);
    connect(m_forward, &QToolButton::clicked, playhead, &Playhead::stepForward);
    connect(m_last, &QToolButton::clicked, playhead, &Playhead::goLive);
    connect(m_slider, &PlaybackSlider::valueChanged, this,
            [playhead](int value) { playhead->moveTo(static_cast<std::size_t>(value)); });
    connect(playhead, &Playhead::moved, this, &PlaybackView::showPosition);
    connect(playhead, &Playhead::appended, this, &PlaybackView::journalGrew);
    connect(playhead, &Playhead::journalChanged, this, &PlaybackView::journalChanged);
    contextChanged();
    journalChanged();
}

QToolButton* PlaybackView::addButton(const char* name)
{
    auto* button = new QToolButton(this);
    button->setObjectName(name);
    button->setProperty("flat", true);
    // Holding the button down walks on, as a held key does.
    button->setAutoRepeat(true);
    button->setFocusPolicy(Qt::StrongFocus);
    layout()->addWidget(button);
    return button;
}

void PlaybackView::contextChanged()
{
    m_slider->setTheme(context().theme);
    drawIcons();
    retranslate();
    update();
}

void PlaybackView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    View::changeEvent(event);
}

void PlaybackView::drawIcons()
{
    const int side = std::max(16, fontMetrics().ascent());
    m_first->setIcon(transportIcon(context().theme, side, true, true));
    m_back->setIcon(transportIcon(context().theme, side, true, false));
    m_forward->setIcon(transportIcon(context().theme, side, false, false));
    m_last->setIcon(transportIcon(context().theme, side, false, true));
    for (QToolButton* button : {m_first, m_back, m_forward, m_last})
        button->setIconSize({side, side});
}

void PlaybackView::retranslate()
{
    const auto name = [](QWidget* widget, const QString& text) {
        widget->setAccessibleName(text);
        widget->setToolTip(text);
    };
    name(m_first, tr("To the beginning"));
    name(m_back, tr("One event back"));
    name(m_forward, tr("One event forward"));
    name(m_last, tr("To the newest event, and follow it"));
    name(m_slider, tr("Position in what happened"));
    showPosition();
}

void PlaybackView::journalChanged()
{
    m_slider->clearMarks();
    journalGrew();
}

void PlaybackView::journalGrew()
{
    m_slider->growMarks(context().playhead->journal());
    std::vector<std::size_t> noted;
    for (const auto& [event, note] : context().playhead->notes().all())
        noted.push_back(event);
    m_slider->setNotes(std::move(noted));
    showPosition();
}

void PlaybackView::showPosition()
{
    const Playhead& playhead = *context().playhead;
    const auto size = playhead.journal().size();
    {
        const QSignalBlocker silent(m_slider);
        m_slider->setRange(0, static_cast<int>(size));
        m_slider->setValue(static_cast<int>(playhead.position()));
    }
    m_slider->update();
    m_position->setText(QStringLiteral("%1 / %2").arg(playhead.position()).arg(size));
    const bool running = context().running(), live = playhead.live();
    m_live->setText(!live ? tr("looking back") : running ? tr("live") : tr("end"));
    setLook(m_live, "look", live && running ? QStringLiteral("good") : QStringLiteral("muted"));
    m_first->setEnabled(playhead.position() > 0);
    m_back->setEnabled(playhead.position() > 0);
    m_forward->setEnabled(playhead.position() < size);
    m_last->setEnabled(!live);
}

} // namespace lab
