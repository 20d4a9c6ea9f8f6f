#include "views/inspector/NoteEditor.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>

namespace lab {

NoteEditor::NoteEditor(QWidget* parent)
    : QFrame(parent)
    , m_title(new QLabel(this))
    , m_text(new QPlainTextEdit(this))
    , m_keep(new QPushButton(this))
    , m_cancel(new QPushButton(this))
{
    setObjectName("note-editor");
    setProperty("tone", "accent");
    m_title->setProperty("look", "accent");
    m_text->setTabChangesFocus(true);
    m_text->setFixedHeight(4 * fontMetrics().lineSpacing() + 16);
    m_text->installEventFilter(this);
    m_keep->setProperty("primary", true);
    m_cancel->setProperty("flat", true);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    buttons->addWidget(m_keep);
    buttons->addWidget(m_cancel);
    buttons->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(9, 6, 9, 8);
    layout->setSpacing(5);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addLayout(buttons);
    connect(m_keep, &QPushButton::clicked, this, [this] { finish(true); });
    connect(m_cancel, &QPushButton::clicked, this, [this] { finish(false); });
    retranslate();
    hide();
}

void NoteEditor::open(std::size_t event, const QString& text)
{
    m_event = event;
    m_text->setPlainText(text);
    m_text->moveCursor(QTextCursor::End);
    retranslate();
    show();
    m_text->setFocus();
}

void NoteEditor::setTheme(const Theme& theme)
{
    // A scroll area has no border in the lab's style; this one is a field.
    m_text->setStyleSheet(QStringLiteral("QPlainTextEdit { border: 1px solid %1; border-radius: 5px; padding: 2px; }"
                                         "QPlainTextEdit:focus { border: 2px solid %2; padding: 1px; }")
                              .arg(theme.color(Role::CardBorder).name(), theme.color(Role::Selection).name()));
}

void NoteEditor::finish(bool keep)
{
    emit closing(); // hidden with the keyboard, it would hand it to whatever comes next
    hide();
    if (keep)
        emit written(m_event, m_text->toPlainText().trimmed());
}

bool NoteEditor::eventFilter(QObject* object, QEvent* event)
{
    if (object != m_text || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(object, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (enter && key->modifiers().testFlag(Qt::ControlModifier))
        finish(true);
    else if (key->key() == Qt::Key_Escape)
        finish(false);
    else
        return QFrame::eventFilter(object, event);
    return true;
}

void NoteEditor::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

void NoteEditor::retranslate()
{
    m_title->setText(tr("Note on event %1").arg(m_event + 1));
    m_text->setAccessibleName(m_title->text());
    m_text->setPlaceholderText(tr("What is to be seen here?"));
    m_keep->setText(tr("Keep the note"));
    m_keep->setToolTip(tr("Ctrl+Enter. A note without text is taken back."));
    m_cancel->setText(tr("Cancel"));
}

} // namespace lab
