#include "views/reading/CallsPage.h"

#include "model/calls/CallMemory.h"
#include "model/calls/CallText.h"
#include "model/journal/EventKind.h"
#include "views/shared/FlowLayout.h"
#include "views/shared/Labels.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace lab {

namespace {

QLabel* wrapped(QWidget* parent, QVBoxLayout* box, const char* look)
{
    auto* label = new QLabel(parent);
    label->setWordWrap(true);
    label->setProperty("look", look);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    box->addWidget(label);
    return label;
}

} // namespace

void FirstCalls::reset()
{
    m_followed = 0;
    m_first.clear();
}

void FirstCalls::follow(const Journal& journal)
{
    for (m_followed = journal.writtenFrom(m_followed); m_followed < journal.size(); m_followed = journal.writtenFrom(m_followed + 1)) {
        if (journal.kindOf(m_followed) != kindIndexOf<CallEntered>())
            continue;
        const Event event = journal.at(m_followed);
        m_first.try_emplace(std::string(nameInC(std::get<CallEntered>(event.body))), m_followed);
    }
}

std::optional<std::size_t> FirstCalls::of(std::string_view function) const
{
    const auto found = m_first.find(function);
    return found == m_first.end() ? std::nullopt : std::optional(found->second);
}

CallsPage::CallsPage(ViewContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_search(new QLineEdit(this))
    , m_list(new QListWidget(this))
    , m_scroll(new QScrollArea(this))
{
    auto* columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(12);
    auto* left = new QVBoxLayout;
    left->addWidget(m_search);
    left->addWidget(m_list, 1);
    columns->addLayout(left, 1);
    columns->addWidget(m_scroll, 3);
    m_search->setObjectName("call-search");
    m_search->setClearButtonEnabled(true);
    m_list->setObjectName("call-list");
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setObjectName("call-text");
    auto* page = new QWidget;
    m_scroll->setWidget(page);
    auto* box = new QVBoxLayout(page);
    m_prototype = wrapped(page, box, "mono");
    m_prototype->setObjectName("prototype");
    setMono(m_prototype, 2);
    m_what = wrapped(page, box, "text");
    auto* place = new FlowLayout;
    box->addLayout(place);
    m_where = new QLabel(page);
    m_where->setProperty("look", "muted");
    m_go = new QPushButton(page);
    m_go->setObjectName("call-go");
    place->addWidget(m_go);
    place->addWidget(m_where);
    m_parametersTitle = wrapped(page, box, "heading");
    m_parameters = wrapped(page, box, "text");
    m_parameters->setTextFormat(Qt::RichText);
    m_returnsTitle = wrapped(page, box, "heading");
    m_returns = wrapped(page, box, "text");
    m_errorsTitle = wrapped(page, box, "heading");
    m_errors = wrapped(page, box, "text");
    m_errors->setTextFormat(Qt::RichText);
    m_page = wrapped(page, box, "muted");
    box->addStretch(1);
    connect(m_search, &QLineEdit::textChanged, this, &CallsPage::filter);
    connect(m_list, &QListWidget::currentRowChanged, this, &CallsPage::showCall);
    connect(m_go, &QPushButton::clicked, this, [this] {
        if (m_event)
            emit eventWanted(*m_event);
    });
    fill();
    retranslate();
}

void CallsPage::fill()
{
    for (const CallSignature& signature : callSignatures()) {
        auto* item = new QListWidgetItem(toQString(signature.function) + QStringLiteral("()"), m_list);
        item->setData(Qt::UserRole, toQString(signature.function));
    }
    m_list->setCurrentRow(0);
}

void CallsPage::retranslate()
{
    m_search->setPlaceholderText(tr("Find a call or a word"));
    m_search->setAccessibleName(tr("Find a call or a word"));
    m_list->setAccessibleName(tr("Socket calls"));
    m_scroll->setAccessibleName(tr("The call, explained"));
    m_parametersTitle->setText(tr("Parameters"));
    m_returnsTitle->setText(tr("Returns"));
    m_errorsTitle->setText(tr("Errors that are often met"));
    m_go->setText(tr("Go there"));
    showCall();
}

void CallsPage::contextChanged()
{
    retranslate();
}

void CallsPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void CallsPage::refresh()
{
    if (!isVisible())
        return;
    m_first.follow(m_context.playhead->journal());
    showWhere();
}

void CallsPage::forget()
{
    m_first.reset();
    m_event.reset();
    refresh();
}

/// By its name, or by a word of what it does or takes.
void CallsPage::filter()
{
    const QString wanted = m_search->text().trimmed();
    QListWidgetItem* first = nullptr;
    for (std::size_t i = 0; i < callSignatures().size(); ++i) {
        const CallSignature& signature = callSignatures()[i];
        const std::string_view words = signature.function == "pselect" ? signature.call : signature.function;
        const QString all = toQString(prototypeOf(signature)) + m_context.word("calls", words) + toQString(signature.errnos);
        const bool fits = wanted.isEmpty() || all.contains(wanted, Qt::CaseInsensitive);
        QListWidgetItem* item = m_list->item(static_cast<int>(i));
        item->setHidden(!fits);
        // What is called so comes before what mentions it.
        const bool named = toQString(signature.function).startsWith(wanted, Qt::CaseInsensitive);
        if (fits && (!first || (named && !first->text().startsWith(wanted, Qt::CaseInsensitive))))
            first = item;
    }
    if (first && !wanted.isEmpty()) // without words all are there, also the current one
        m_list->setCurrentItem(first);
}

const CallSignature* CallsPage::shown() const
{
    const int row = m_list->currentRow();
    return row < 0 ? nullptr : &callSignatures()[static_cast<std::size_t>(row)];
}

void CallsPage::show(std::string_view function)
{
    m_search->clear();
    for (std::size_t i = 0; i < callSignatures().size(); ++i)
        if (callSignatures()[i].function == function)
            m_list->setCurrentRow(static_cast<int>(i));
}

void CallsPage::showCall()
{
    const CallSignature* signature = shown();
    if (!signature)
        return;
    const std::string_view words = signature->function == "pselect" ? signature->call : signature->function;
    m_prototype->setText(toQString(prototypeOf(*signature)));
    m_what->setText(m_context.word("calls", words));
    m_parameters->setText(parametersText(*signature));
    m_returns->setText(m_context.word("signatures", "returns." + std::string(signature->returns)));
    m_errors->setText(errorsText(*signature));
    m_page->setText(tr("The manual page: man 2 %1").arg(toQString(signature->function)));
    m_scroll->setAccessibleDescription(m_prototype->text() + QLatin1Char(' ') + m_what->text());
    showWhere();
}

void CallsPage::showWhere()
{
    const CallSignature* signature = shown();
    m_event = signature ? m_first.of(signature->function) : std::nullopt;
    if (m_event && *m_event >= m_context.playhead->journal().size())
        m_event.reset();
    m_go->setEnabled(m_event.has_value());
    if (m_event) {
        const Event event = m_context.playhead->journal().at(*m_event);
        m_where->setText(tr("In this run first at event %1: %2").arg(*m_event + 1).arg(toQString(shortText(std::get<CallEntered>(event.body)))));
    } else {
        m_where->setText(m_context.playhead->journal().size() == 0 ? tr("Nothing runs that could call it.") : tr("Not called in this run so far."));
    }
}

QString CallsPage::parametersText(const CallSignature& signature) const
{
    QString rows;
    for (const CallParameter& parameter : parametersOf(signature)) {
        const QString type = parameter.type == "..." ? QStringLiteral("…") : toQString(parameter.type);
        rows += QStringLiteral("<tr><td style=\"padding:2px 14px 2px 0\"><tt><b>%1</b></tt></td><td style=\"padding:2px 14px 2px 0\"><tt>%2</tt></td>"
                               "<td style=\"padding:2px 0\">%3</td></tr>")
                    .arg(toQString(parameter.name), type.toHtmlEscaped(),
                         m_context.word("signatures", "parameter." + std::string(parameter.words)).toHtmlEscaped());
    }
    return QStringLiteral("<table>%1</table>").arg(rows);
}

QString CallsPage::errorsText(const CallSignature& signature) const
{
    QString rows;
    for (const std::string_view name : errnosOf(signature))
        rows += QStringLiteral("<tr><td style=\"padding:2px 14px 2px 0\"><tt>%1</tt></td><td style=\"padding:2px 0\">%2</td></tr>")
                    .arg(toQString(name), m_context.word("errnos", name).toHtmlEscaped());
    return QStringLiteral("<table>%1</table>").arg(rows);
}

} // namespace lab
