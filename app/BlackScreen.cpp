#include "app/BlackScreen.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPainter>

namespace lab {

BlackScreen::BlackScreen(QWidget* window)
    : QWidget(window)
{
    setObjectName("black-screen");
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::BlankCursor);
    setAccessibleName(tr("Black screen; any key ends it"));
    setWhatsThis(accessibleName());
    hide();
    window->installEventFilter(this);
}

void BlackScreen::cover()
{
    m_focus = QApplication::focusWidget();
    setAccessibleName(tr("Black screen; any key ends it")); // in the language of now
    setGeometry(parentWidget()->rect());
    raise();
    show();
    setFocus();
}

void BlackScreen::uncover()
{
    hide();
    if (m_focus)
        m_focus->setFocus();
}

bool BlackScreen::event(QEvent* event)
{
    switch (event->type()) {
    case QEvent::ShortcutOverride: // else the key would do what it does otherwise, unseen
        event->accept();
        return true;
    case QEvent::KeyPress: {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const bool modifier = key == Qt::Key_Shift || key == Qt::Key_Control || key == Qt::Key_Alt || key == Qt::Key_Meta;
        if (!modifier && !static_cast<QKeyEvent*>(event)->isAutoRepeat())
            uncover();
        return true;
    }
    case QEvent::MouseButtonPress:
        uncover();
        return true;
    default:
        return QWidget::event(event);
    }
}

bool BlackScreen::eventFilter(QObject*, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        setGeometry(parentWidget()->rect());
    return false;
}

void BlackScreen::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), Qt::black);
}

} // namespace lab
