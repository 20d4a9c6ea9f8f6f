#include "views/sandbox/CommandEdit.h"

#include <QKeyEvent>

namespace lab {

CommandEdit::CommandEdit(QWidget* parent)
    : QPlainTextEdit(parent)
{
    setTabChangesFocus(true);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    document()->setDocumentMargin(2);
}

QString CommandEdit::line() const
{
    return toPlainText().replace(QLatin1Char('\n'), QLatin1Char(' ')).trimmed(); // pasted text may have line ends
}

void CommandEdit::setLine(const QString& line)
{
    if (line != toPlainText())
        setPlainText(line);
}

void CommandEdit::setTheme(const Theme& theme)
{
    // A scroll area has no border in the lab's style; this one is a field.
    setStyleSheet(QStringLiteral("QPlainTextEdit { border: 1px solid %1; border-radius: 5px; padding: 2px; }"
                                 "QPlainTextEdit:focus { border: 2px solid %2; padding: 1px; }")
                      .arg(theme.color(Role::CardBorder).name(), theme.color(Role::Selection).name()));
    layOut();
}

void CommandEdit::layOut()
{
    const QFont mono = monoFont(-1);
    setFont(mono);
    setFixedHeight(shownLines * QFontMetrics(mono).lineSpacing() + 14);
}

void CommandEdit::showEvent(QShowEvent* event)
{
    layOut(); // a style sheet takes the font back when it first polishes the widget
    QPlainTextEdit::showEvent(event);
}

void CommandEdit::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        emit submitted();
    else
        QPlainTextEdit::keyPressEvent(event);
}

} // namespace lab
