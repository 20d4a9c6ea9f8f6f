// MainWindow's keys: which of them go to the lab and not to the widget that has the keyboard, and where Tab leads.

#include "app/HelpDesk.h"
#include "app/MainWindow.h"
#include "app/Panels.h"

#include <QAbstractSpinBox>
#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTextEdit>
#include <QToolButton>

namespace lab {

namespace {

/// Where Space writes or selects something; everywhere else it is the next step.
bool needsSpace(QObject* object)
{
    if (qobject_cast<QLineEdit*>(object) || qobject_cast<QAbstractSpinBox*>(object)
        || qobject_cast<QRadioButton*>(object) || qobject_cast<QCheckBox*>(object))
        return true;
    if (const auto* combo = qobject_cast<QComboBox*>(object))
        return combo->isEditable();
    if (const auto* text = qobject_cast<QPlainTextEdit*>(object))
        return !text->isReadOnly();
    if (const auto* text = qobject_cast<QTextEdit*>(object))
        return !text->isReadOnly();
    return false;
}

} // namespace

/// Qt leads to the widget that was made first, or last: a view among the panels may have been made at any time.
bool MainWindow::focusNextPrevChild(bool next)
{
    const QWidget* before = focusWidget();
    const bool moved = QMainWindow::focusNextPrevChild(next);
    if (moved && m_panels && !m_panels->isAncestorOf(before) && m_panels->isAncestorOf(focusWidget()))
        m_panels->enter(next);
    return moved;
}

bool MainWindow::eventFilter(QObject* object, QEvent* event)
{
    const bool asks = event->type() == QEvent::WhatsThis;
    if (!asks && event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress)
        return false;
    auto* widget = qobject_cast<QWidget*>(object);
    if (asks)
        return widget && HelpDesk::explainByToolTip(widget, static_cast<QHelpEvent*>(event)->globalPos());
    if (!widget || widget->window() != this)
        return false;
    auto* key = static_cast<QKeyEvent*>(event);
    // A presenter's remote has Page Up and Page Down; with Ctrl they are what they are otherwise.
    const bool page = key->key() == Qt::Key_PageUp || key->key() == Qt::Key_PageDown;
    if (event->type() == QEvent::KeyPress && page && (key->modifiers() & ~Qt::KeypadModifier) == Qt::ControlModifier) {
        QKeyEvent plain(QEvent::KeyPress, key->key(), Qt::NoModifier, QString(), key->isAutoRepeat());
        QCoreApplication::sendEvent(widget, &plain);
        return true;
    }
    if (key->modifiers() & ~Qt::KeypadModifier)
        return false;
    if (event->type() == QEvent::ShortcutOverride && key->key() == Qt::Key_Space && needsSpace(object)) {
        event->accept();
        return true;
    }
    // Space is taken, so Enter presses the button in focus, as it does in dialogs.
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    const bool button = qobject_cast<QPushButton*>(object) || qobject_cast<QToolButton*>(object);
    if (event->type() == QEvent::KeyPress && enter && button && !key->isAutoRepeat()) {
        static_cast<QAbstractButton*>(widget)->click();
        return true;
    }
    return false;
}

} // namespace lab
