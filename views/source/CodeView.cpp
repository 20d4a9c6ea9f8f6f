#include "views/source/CodeView.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextLayout>
#include <QToolTip>

namespace lab {

namespace {

class Margin : public QWidget
{
public:
    explicit Margin(CodeView* code)
        : QWidget(code)
        , m_code(code)
    {
    }

protected:
    void paintEvent(QPaintEvent* event) override { m_code->paintMargin(event); }

private:
    CodeView* m_code;
};

} // namespace

CodeView::CodeView(QWidget* parent)
    : QPlainTextEdit(parent)
    , m_highlighter(new CHighlighter(document()))
    , m_margin(new Margin(this))
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setFrameShape(QFrame::NoFrame);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect& rect, int dy) {
        if (dy != 0)
            m_margin->scroll(0, dy);
        else
            m_margin->update(0, rect.y(), m_margin->width(), rect.height());
    });
    layOut();
}

void CodeView::setTheme(const Theme& theme)
{
    m_theme = theme;
    m_highlighter->setTheme(theme);
    layOut();
    markAll();
}

void CodeView::showCode(const QString& code, int firstNumber, const std::set<int>& current,
                        const std::set<int>& waiting)
{
    m_firstNumber = firstNumber;
    m_current = current;
    m_waiting = waiting;
    if (code != toPlainText()) {
        setPlainText(code);
        m_marked = -1;
    }
    layOut();
    markAll();
    if (!current.empty())
        goTo(document()->findBlockByNumber(*current.rbegin()));
    m_margin->update();
}

void CodeView::setMarks(const std::map<int, CodeMark>& marks)
{
    m_marks = marks;
    markAll();
    m_margin->update();
    viewport()->update();
}

void CodeView::paintEvent(QPaintEvent* event)
{
    QPlainTextEdit::paintEvent(event);
    if (m_marks.empty())
        return;
    QPainter painter(viewport());
    painter.setFont(font());
    paintMarks(painter);
}

/// Behind the end of each marked line, as far as there is room; the list below has the whole text.
void CodeView::paintMarks(QPainter& painter)
{
    const QFontMetricsF metrics(font());
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF at = blockBoundingGeometry(block).translated(contentOffset());
        if (at.top() > viewport()->height())
            return;
        const auto mark = m_marks.find(block.blockNumber());
        if (mark == m_marks.end() || block.layout()->lineCount() == 0)
            continue;
        const QTextLine last = block.layout()->lineAt(block.layout()->lineCount() - 1);
        const double left = at.left() + last.x() + last.naturalTextWidth() + metrics.horizontalAdvance(QStringLiteral("   "));
        const double room = viewport()->width() - left - 6;
        if (room < metrics.averageCharWidth() * 12)
            continue;
        painter.setPen(m_theme.color(mark->second.error ? Role::Lost : Role::Held));
        const QString text = mark->second.text.section(QLatin1Char('\n'), 0, 0);
        painter.drawText(QRectF(left, at.top() + last.y(), room, last.height()), Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(text, Qt::ElideRight, room));
    }
}

bool CodeView::viewportEvent(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QPlainTextEdit::viewportEvent(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto mark = m_marks.find(cursorForPosition(help->pos()).blockNumber());
    QToolTip::showText(help->globalPos(), mark == m_marks.end() ? QString() : mark->second.text, this);
    return true;
}

void CodeView::markLine(int line)
{
    m_marked = line;
    markAll();
    const QTextBlock block = document()->findBlockByNumber(line);
    if (line >= 0 && block.isValid() && textCursor().blockNumber() != line)
        goTo(block);
}

/// A wrapped line is shown to its end, but its beginning comes first.
void CodeView::goTo(const QTextBlock& block)
{
    QTextCursor cursor(block);
    cursor.movePosition(QTextCursor::EndOfBlock);
    setTextCursor(cursor);
    ensureCursorVisible();
    setTextCursor(QTextCursor(block));
    ensureCursorVisible();
}

int CodeView::charactersInLine() const
{
    return viewport()->width() / std::max(1, QFontMetrics(font()).horizontalAdvance(QLatin1Char('0')));
}

void CodeView::markAll()
{
    QList<QTextEdit::ExtraSelection> marks;
    const auto add = [&](int line, Role surface) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(document()->findBlockByNumber(line));
        mark.cursor.movePosition(QTextCursor::NextBlock, QTextCursor::KeepAnchor); // in large text it takes several lines
        mark.format.setBackground(m_theme.color(surface));
        mark.format.setProperty(QTextFormat::FullWidthSelection, true);
        marks.append(mark);
    };
    for (const auto& [line, mark] : m_marks)
        if (!m_current.contains(line))
            add(line, mark.error ? Role::LostSurface : Role::HeldSurface);
    for (const int line : m_current)
        add(line, Role::CodeLine);
    if (m_marked >= 0 && !m_current.contains(m_marked) && !m_marks.contains(m_marked))
        add(m_marked, Role::Hover);
    setExtraSelections(marks);
}

int CodeView::marginWidth() const
{
    const QFontMetrics metrics(font());
    const int last = m_firstNumber + blockCount();
    return metrics.horizontalAdvance(QString::number(std::max(10, last)))
        + metrics.horizontalAdvance(QStringLiteral("▶")) + 16;
}

void CodeView::layOut()
{
    setFont(monoFont(-1));
    setViewportMargins(marginWidth(), 0, 0, 0);
    const QRect inside = contentsRect();
    m_margin->setGeometry(inside.left(), inside.top(), marginWidth(), inside.height());
}

void CodeView::paintMargin(QPaintEvent* event)
{
    QPainter painter(m_margin);
    painter.setFont(font());
    painter.fillRect(event->rect(), m_theme.color(Role::Card));
    if (document()->isEmpty())
        return; // no line has a number
    const int height = QFontMetrics(font()).height();
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF at = blockBoundingGeometry(block).translated(contentOffset());
        if (at.top() > event->rect().bottom())
            break;
        const int line = block.blockNumber(), y = static_cast<int>(at.top());
        if (m_current.contains(line)) {
            painter.fillRect(QRect(0, y, m_margin->width(), static_cast<int>(at.height())),
                             m_theme.color(Role::CodeLine));
            painter.setPen(m_theme.color(m_waiting.contains(line) ? Role::Held : Role::Accent));
            painter.drawText(QRect(4, y, m_margin->width(), height), Qt::AlignLeft | Qt::AlignVCenter,
                             QStringLiteral("▶"));
        } else if (const auto mark = m_marks.find(line); mark != m_marks.end()) {
            painter.setPen(m_theme.color(mark->second.error ? Role::Lost : Role::Held));
            painter.drawText(QRect(4, y, m_margin->width(), height), Qt::AlignLeft | Qt::AlignVCenter,
                             mark->second.error ? QStringLiteral("✕") : QStringLiteral("!"));
        }
        painter.setPen(m_theme.color(Role::MutedText));
        painter.drawText(QRect(0, y, m_margin->width() - 8, height), Qt::AlignRight | Qt::AlignVCenter,
                         QString::number(m_firstNumber + line));
    }
}

void CodeView::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    layOut();
    if (m_characters != charactersInLine()) {
        m_characters = charactersInLine();
        emit resized();
    }
}

void CodeView::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange || event->type() == QEvent::StyleChange)
        layOut();
}

void CodeView::mouseReleaseEvent(QMouseEvent* event)
{
    QPlainTextEdit::mouseReleaseEvent(event);
    if (event->button() == Qt::LeftButton && !textCursor().hasSelection())
        emit lineChosen(cursorForPosition(event->position().toPoint()).blockNumber());
}

void CodeView::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        emit lineChosen(textCursor().blockNumber());
    else
        QPlainTextEdit::keyPressEvent(event);
}

} // namespace lab
