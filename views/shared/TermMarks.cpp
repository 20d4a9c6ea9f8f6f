// QLabel has no say in how parts of a plain text look, but its text lies in a QTextDocument as soon as it can be
// selected, and that document is its child. The marks are character formats there: text() stays plain, and QLabel
// itself does the links, the keyboard and the selection.

#include "views/shared/TermMarks.h"

#include "views/shared/Labels.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextDocument>
#include <QToolTip>
#include <QUrl>

#include <set>

namespace lab {

namespace {

const QString scheme = QStringLiteral("term:");

QTextCharFormat markFormat(const std::string& id, const Theme& theme)
{
    QTextCharFormat format;
    format.setAnchor(true);
    format.setAnchorHref(scheme + toQString(id));
    format.setUnderlineStyle(QTextCharFormat::DotLine);
    format.setUnderlineColor(theme.color(Role::Accent));
    return format;
}

bool hasAnchor(const QTextBlock& block, int from, int length)
{
    for (auto part = block.begin(); !part.atEnd(); ++part) {
        const QTextFragment fragment = part.fragment();
        const int begin = fragment.position() - block.position();
        if (fragment.charFormat().isAnchor() && begin < from + length && begin + fragment.length() > from)
            return true;
    }
    return false;
}

/// Room for the dots: fonts with Hangul have them as low as the tops of the next line.
void spread(QTextCursor cursor, const QFont& font)
{
    constexpr int part = 7; // of a line's height
    QTextBlockFormat lines;
    lines.setLineHeight(std::max(2, QFontMetrics(font).height() / part), QTextBlockFormat::LineDistanceHeight);
    cursor.mergeBlockFormat(lines);
}

/// Is there any? The first of each term in a paragraph; more would make a net of it.
bool markDocument(QTextDocument* document, const ViewContext& context, int only = -1)
{
    bool any = false;
    for (QTextBlock block = document->begin(); block.isValid(); block = block.next()) {
        if (only >= 0 && block.blockNumber() != only)
            continue;
        spread(QTextCursor(block), document->defaultFont());
        const std::string text = block.text().toStdString();
        std::set<std::string> seen;
        for (const TermMark& mark : context.terms().find(text)) {
            if (!seen.insert(mark.id).second)
                continue;
            const auto units = [&text](std::size_t bytes) {
                return static_cast<int>(toQString(std::string_view(text).substr(0, bytes)).size());
            };
            const int from = units(mark.offset), length = units(mark.offset + mark.length) - from;
            if (hasAnchor(block, from, length))
                continue;
            QTextCursor cursor(block);
            cursor.setPosition(block.position() + from);
            cursor.setPosition(block.position() + from + length, QTextCursor::KeepAnchor);
            cursor.mergeCharFormat(markFormat(mark.id, context.theme));
            any = true;
        }
    }
    return any;
}

/// What a widget with marks does under the pointer and on a click. Child of the widget.
class TermPointer : public QObject
{
public:
    TermPointer(QWidget* widget, const ViewContext& context)
        : QObject(widget)
        , m_context(context)
    {
        setObjectName(QStringLiteral("term-pointer"));
        widget->installEventFilter(this);
        if (auto* label = qobject_cast<QLabel*>(widget)) {
            connect(label, &QLabel::linkHovered, this, [this](const QString& link) { m_under = link; });
            connect(label, &QLabel::linkActivated, this, &TermPointer::open);
        } else if (auto* text = qobject_cast<QTextBrowser*>(widget)) {
            text->viewport()->installEventFilter(this);
            connect(text, &QTextBrowser::highlighted, this, [this](const QUrl& link) { m_under = link.toString(); });
            connect(text, &QTextBrowser::anchorClicked, this, [this](const QUrl& link) { open(link.toString()); });
        }
    }

    bool eventFilter(QObject* object, QEvent* event) override
    {
        auto* widget = qobject_cast<QWidget*>(object);
        if (event->type() == QEvent::ToolTip && m_under.startsWith(scheme)) {
            QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(),
                               termToolTip(m_under.mid(scheme.size()), m_context), widget);
            return true;
        }
        if (event->type() == QEvent::FocusIn && marked)
            goToTerm(widget, static_cast<QFocusEvent*>(event)->reason());
        if (event->type() == QEvent::ContextMenu)
            return showMenu(widget, *static_cast<QContextMenuEvent*>(event));
        return QObject::eventFilter(object, event);
    }

    QString shown; ///< what a label's marks were made for
    bool marked = false; ///< there were terms in it

private:
    /// A label that was reached by Tab shows where the keyboard is only after one more.
    static void goToTerm(QWidget* label, Qt::FocusReason reason)
    {
        if (reason == Qt::TabFocusReason)
            QCoreApplication::postEvent(label, new QKeyEvent(QEvent::KeyPress, Qt::Key_Tab, Qt::NoModifier));
        else if (reason == Qt::BacktabFocusReason)
            QCoreApplication::postEvent(label, new QKeyEvent(QEvent::KeyPress, Qt::Key_Backtab, Qt::ShiftModifier));
    }

    void open(const QString& link)
    {
        if (link.startsWith(scheme) && m_context.showTerm)
            m_context.showTerm(link.mid(scheme.size()).toStdString());
    }

    bool showMenu(QWidget* widget, const QContextMenuEvent& event)
    {
        auto* owner = static_cast<QWidget*>(parent());
        const QString selected = selectedText(owner);
        std::string id = m_context.terms().lookUp(selected.toStdString());
        if (id.empty() && m_under.startsWith(scheme))
            id = m_under.mid(scheme.size()).toStdString();
        if (id.empty() || !m_context.showTerm)
            return false;
        QMenu menu(widget);
        connect(menu.addAction(QCoreApplication::translate("TermMarks", "Look up in the glossary")),
                &QAction::triggered, this, [this, id] { m_context.showTerm(id); });
        if (!selected.isEmpty())
            connect(menu.addAction(QCoreApplication::translate("TermMarks", "Copy")), &QAction::triggered, this,
                    [selected] { QGuiApplication::clipboard()->setText(selected); });
        menu.exec(event.globalPos());
        return true;
    }

    const ViewContext& m_context;
    QString m_under; ///< the link under the pointer
};

TermPointer& pointerOf(QWidget* widget, const ViewContext& context)
{
    for (QObject* child : widget->children())
        if (auto* pointer = dynamic_cast<TermPointer*>(child))
            return *pointer;
    return *new TermPointer(widget, context);
}

bool hasMarks(const QTextDocument& document)
{
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next())
        for (auto part = block.begin(); !part.atEnd(); ++part)
            if (part.fragment().charFormat().isAnchor())
                return true;
    return false;
}

} // namespace

const TermFinder& ViewContext::terms() const
{
    static const TermFinder none;
    if (!words || words->sections().empty())
        return none;
    auto& finder = finders[static_cast<std::size_t>(language)];
    if (!finder)
        finder = std::make_shared<const TermFinder>(*words, language);
    return *finder;
}

void markTerms(QLabel* label, const ViewContext& context)
{
    constexpr auto flags = Qt::TextSelectableByMouse | Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard;
    TermPointer& pointer = pointerOf(label, context);
    if (label->textInteractionFlags() != flags) {
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(flags);
        label->setMouseTracking(true); // as QLabel has it for links in rich text
    }
    auto* document = label->findChild<QTextDocument*>();
    if (!document)
        return;
    const QString now =
        QStringLiteral("%1 %2 ").arg(static_cast<int>(context.language)).arg(static_cast<int>(context.theme.scheme()))
        + label->text();
    if (now == pointer.shown && pointer.marked == hasMarks(*document))
        return;
    label->setSelection(0, 0); // the document has a new text only when somebody looks
    document->setPlainText(label->text()); // without the marks of another language or theme
    pointer.shown = now;
    pointer.marked = markDocument(document, context);
    label->updateGeometry(); // what QLabel has measured was its document before: of other lines, 14 px high instead of 16
    // Without a term there is nothing to stop at on the way by Tab.
    label->setFocusPolicy(pointer.marked ? Qt::StrongFocus : Qt::ClickFocus);
}

void markTerms(QTextBrowser* text, const ViewContext& context, int only)
{
    pointerOf(text, context);
    markDocument(text->document(), context, only);
}

void markTermsIn(QWidget* inside, const ViewContext& context)
{
    QList<QLabel*> labels = inside->findChildren<QLabel*>();
    if (auto* itself = qobject_cast<QLabel*>(inside))
        labels << itself;
    for (QLabel* label : labels)
        if (label->wordWrap())
            markTerms(label, context);
}

QString termToolTip(const QString& id, const ViewContext& context)
{
    const Glossary glossary = context.words ? Glossary(*context.words) : Glossary();
    const GlossaryEntry* found = glossary.find(id.toStdString());
    if (!found)
        return {};
    const Language other = context.language == Language::English ? Language::Korean : Language::English;
    QString name = QStringLiteral("<b>%1</b>").arg(toQString(found->name.in(context.language)).toHtmlEscaped());
    if (found->name.en != found->name.ko)
        name += QStringLiteral(" · ") + toQString(found->name.in(other)).toHtmlEscaped();
    return QStringLiteral("<p style='margin:0'>%1</p><p style='margin:0'>%2</p>")
        .arg(name, toQString(found->meaning.in(context.language)).toHtmlEscaped());
}

QString selectedText(QWidget* widget)
{
    QString text;
    if (const auto* label = qobject_cast<QLabel*>(widget))
        text = label->selectedText();
    else if (const auto* rich = qobject_cast<QTextEdit*>(widget))
        text = rich->textCursor().selectedText();
    else if (const auto* plain = qobject_cast<QPlainTextEdit*>(widget))
        text = plain->textCursor().selectedText();
    else if (const auto* line = qobject_cast<QLineEdit*>(widget))
        text = line->selectedText();
    return text.replace(QChar::ParagraphSeparator, QLatin1Char(' '))
        .replace(QChar::LineSeparator, QLatin1Char(' '))
        .trimmed();
}

} // namespace lab
