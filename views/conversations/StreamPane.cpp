#include "views/conversations/StreamPane.h"

#include "views/shared/ChoiceBox.h"
#include "views/shared/FlowLayout.h"
#include "views/shared/Labels.h"

#include <QComboBox>
#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTextBlock>
#include <QVBoxLayout>

namespace lab {

StreamPane::StreamPane(ViewContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_back(new QPushButton(this))
    , m_title(new QLabel(this))
    , m_cut(new QLabel(this))
    , m_side(new ChoiceBox(this))
    , m_form(new ChoiceBox(this))
    , m_text(new QPlainTextEdit(this))
{
    build();
    contextChanged();
    connect(m_back, &QPushButton::clicked, this, &StreamPane::left);
    for (QComboBox* choice : {m_side, m_form})
        connect(choice, &QComboBox::currentIndexChanged, this, &StreamPane::write);
    connect(m_text, &QPlainTextEdit::cursorPositionChanged, this, &StreamPane::cursorMoved);
}

void StreamPane::build()
{
    m_back->setObjectName("stream-back");
    m_back->setAutoDefault(false);
    m_title->setObjectName("stream-title");
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_side->setObjectName("stream-side");
    m_form->setObjectName("stream-form");
    for (QComboBox* choice : {m_side, m_form})
        choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_text->setObjectName("stream-text");
    m_text->setReadOnly(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setTabChangesFocus(true);
    m_text->setWordWrapMode(QTextOption::WrapAnywhere);
    m_text->installEventFilter(this);
    m_cut->setObjectName("stream-cut");
    m_cut->setProperty("look", "muted");
    m_cut->setWordWrap(true);
    m_cut->setContentsMargins(12, 2, 12, 6);
    setFocusProxy(m_text);

    auto* bar = new FlowLayout(nullptr);
    bar->growWithText();
    bar->setContentsMargins(10, 6, 10, 4);
    for (QWidget* part : {static_cast<QWidget*>(m_back), static_cast<QWidget*>(m_title), static_cast<QWidget*>(m_side),
                          static_cast<QWidget*>(m_form)})
        bar->addWidget(part);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_cut);
}

void StreamPane::retranslate()
{
    m_back->setText(tr("← All conversations"));
    m_side->setAccessibleName(tr("Whose bytes are shown"));
    m_form->setAccessibleName(tr("How the bytes are shown"));
    m_text->setAccessibleName(tr("What the two ends said"));
    const auto name = [](QComboBox* choice, const QStringList& names) {
        const QSignalBlocker quiet(choice);
        if (choice->count() == 0)
            choice->addItems(names);
        for (int i = 0; i < names.size(); ++i)
            choice->setItemText(i, names[i]);
    };
    name(m_side, {tr("Both ends"), tr("Client's bytes"), tr("Server's bytes")});
    name(m_form, {tr("Text"), tr("Hexadecimal")});
    if (!m_conversation)
        return;
    m_title->setText(tr("No. %1: %2 ⇄ %3")
                         .arg(m_number + 1)
                         .arg(QString::fromStdString(toText(m_conversation->ends[0])),
                              QString::fromStdString(toText(m_conversation->ends[1]))));
    m_cut->setVisible(m_stream.leftOut() > 0);
    m_cut->setText(tr("The first %L1 bytes are shown; %L2 more are in the recording (socketlab conversations FILE --follow %3).")
                       .arg(mostBytes)
                       .arg(m_stream.leftOut())
                       .arg(m_number + 1));
}

void StreamPane::contextChanged()
{
    m_text->setFont(monoFont());
    retranslate();
    write();
}

void StreamPane::showStream(const Conversation& conversation, std::size_t number, TcpStream stream)
{
    const bool same = m_conversation && m_number == number && m_conversation->ends == conversation.ends;
    const int place = same ? m_text->verticalScrollBar()->value() : 0;
    const int cursor = same ? m_text->textCursor().position() : 0;
    m_conversation = conversation;
    m_number = number;
    m_stream = std::move(stream);
    retranslate();
    write();
    m_writing = true;
    QTextCursor at = m_text->textCursor();
    at.setPosition(std::min(cursor, m_text->document()->characterCount() - 1));
    m_text->setTextCursor(at);
    m_text->verticalScrollBar()->setValue(place);
    m_writing = false;
}

QTextCharFormat StreamPane::formatOf(int side) const
{
    QTextCharFormat format;
    format.setForeground(m_context.theme.color(side == 0 ? Role::Call : Role::Good));
    return format;
}

QString StreamPane::turnText(const StreamRun& run) const
{
    const std::string from = toText(m_conversation->ends[static_cast<std::size_t>(run.side)]);
    const std::string seconds = secondsText(m_context.playhead->journal().timeOf(run.event).ns);
    return m_context.word("conversations", run.side == 0 ? "client-says" : "server-says", {{"from", from}, {"seconds", seconds}});
}

void StreamPane::append(const StreamRun& run)
{
    QTextCursor end(m_text->document());
    end.movePosition(QTextCursor::End);
    m_places.push_back({end.position(), run.event});
    QTextCharFormat format = formatOf(run.side);
    if (run.kind == StreamRun::Kind::Data)
        return end.insertText(QString::fromStdString(run.text), format);
    const bool turn = run.kind == StreamRun::Kind::Turn;
    if (!end.atBlockStart())
        end.insertText(QStringLiteral("\n"));
    if (turn)
        format.setFontWeight(QFont::Bold);
    else
        format.setForeground(m_context.theme.color(Role::Lost));
    end.insertText(turn ? turnText(run) : m_context.word("conversations", "gap", {{"count", std::to_string(run.missing)}}), format);
    end.insertText(QStringLiteral("\n"), formatOf(run.side));
}

void StreamPane::write()
{
    m_writing = true;
    m_text->clear();
    m_places.clear();
    if (m_conversation) {
        const auto side = m_side->currentIndex() <= 0 ? std::nullopt : std::optional(m_side->currentIndex() - 1);
        const auto runs = streamRuns(m_stream, m_form->currentIndex() == 1 ? StreamForm::Hex : StreamForm::Text, side);
        for (const StreamRun& run : runs)
            append(run);
        if (runs.empty())
            m_text->setPlainText(m_context.word("conversations", "silent"));
    }
    m_text->moveCursor(QTextCursor::Start);
    m_writing = false;
    playheadMoved();
}

void StreamPane::playheadMoved()
{
    const std::size_t position = m_context.playhead->position();
    const auto later = std::find_if(m_places.begin(), m_places.end(), [&](const Place& one) { return one.event >= position; });
    QList<QTextEdit::ExtraSelection> grey;
    if (later != m_places.end()) {
        QTextEdit::ExtraSelection rest;
        rest.cursor = QTextCursor(m_text->document());
        rest.cursor.setPosition(later->position);
        rest.cursor.movePosition(QTextCursor::End, QTextCursor::KeepAnchor);
        rest.format.setForeground(m_context.theme.color(Role::MutedText));
        grey.push_back(rest);
    }
    m_text->setExtraSelections(grey);
}

void StreamPane::cursorMoved()
{
    if (m_writing || m_places.empty())
        return;
    const int position = m_text->textCursor().position();
    const auto after = std::upper_bound(m_places.begin(), m_places.end(), position,
                                        [](int wanted, const Place& one) { return wanted < one.position; });
    emit chosen(after == m_places.begin() ? after->event : std::prev(after)->event);
}

void StreamPane::goTo(std::size_t event)
{
    const auto found = std::find_if(m_places.begin(), m_places.end(), [&](const Place& one) { return one.event == event; });
    if (found == m_places.end())
        return;
    m_writing = true;
    QTextCursor at = m_text->textCursor();
    at.setPosition(found->position);
    m_text->setTextCursor(at);
    m_writing = false;
}

bool StreamPane::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_text && event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        emit left();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace lab
