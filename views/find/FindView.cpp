#include "views/find/FindView.h"

#include "views/shared/TextRow.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

#include <algorithm>

namespace lab {

FindView::FindView(ViewContext& viewContext, QWidget* parent)
    : View(viewContext, parent)
    , m_search(new EventSearch(viewContext, this))
    , m_words(new QLineEdit(this))
    , m_count(new QLabel(this))
{
    auto* row = new TextRow(this);
    row->setContentsMargins(10, 4, 12, 4);
    m_words->setObjectName("find-words");
    m_words->setClearButtonEnabled(true);
    m_words->installEventFilter(this);
    m_count->setObjectName("find-count");
    m_count->setProperty("look", "muted");
    row->addWidget(m_words, 1);
    row->addWidget(m_count);
    m_previous = addButton("find-previous", QStringLiteral("▲"));
    m_next = addButton("find-next", QStringLiteral("▼"));
    m_close = addButton("find-close", QStringLiteral("✕"));
    setFocusProxy(m_words);

    connect(m_words, &QLineEdit::textChanged, this, &FindView::wordsChanged);
    connect(m_previous, &QToolButton::clicked, this, &FindView::previous);
    connect(m_next, &QToolButton::clicked, this, &FindView::next);
    connect(m_close, &QToolButton::clicked, this, &FindView::closed);
    connect(m_search, &EventSearch::progressed, this, &FindView::progressed);
    connect(viewContext.playhead, &Playhead::appended, m_search, &EventSearch::journalGrew);
    connect(viewContext.playhead, &Playhead::journalChanged, m_search, &EventSearch::journalChanged);
    connect(viewContext.selection, &Selection::changed, this, &FindView::tell);
    retranslate();
}

QToolButton* FindView::addButton(const char* name, const QString& sign)
{
    auto* button = new QToolButton(this);
    button->setObjectName(name);
    button->setText(sign);
    button->setProperty("flat", true);
    button->setFocusPolicy(Qt::StrongFocus);
    layout()->addWidget(button);
    return button;
}

void FindView::retranslate()
{
    m_words->setPlaceholderText(tr("Find in all events: connect · SYN · :8080 · ECONNREFUSED"));
    m_words->setAccessibleName(tr("Words to find in the events"));
    const std::pair<QToolButton*, QString> names[] {{m_previous, tr("Previous found event (Shift+F3)")},
                                                    {m_next, tr("Next found event (F3)")},
                                                    {m_close, tr("Close (Escape)")}};
    for (const auto& [button, name] : names) {
        button->setToolTip(name);
        button->setAccessibleName(name);
    }
    tell();
}

void FindView::contextChanged()
{
    retranslate();
    wordsChanged(); // the events' texts are in the other language now
}

void FindView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    View::changeEvent(event);
}

bool FindView::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_words && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        switch (key->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            key->modifiers() & Qt::ShiftModifier ? previous() : next();
            return true;
        case Qt::Key_Escape:
            emit closed();
            return true;
        default:
            break;
        }
    }
    return View::eventFilter(watched, event);
}

void FindView::begin()
{
    m_words->setFocus();
    m_words->selectAll();
}

void FindView::next()
{
    m_wanted = go(Way::Next) ? Way::None : Way::Next;
}

void FindView::previous()
{
    m_wanted = go(Way::Previous) ? Way::None : Way::Previous;
}

void FindView::wordsChanged()
{
    m_wanted = Way::None;
    m_search->search(m_words->text());
}

void FindView::progressed()
{
    if (m_wanted != Way::None && go(m_wanted))
        m_wanted = Way::None;
    tell();
}

std::optional<std::size_t> FindView::selected() const
{
    return context().selection->what().event;
}

/// From the selected event, or else from the playhead; from an end it begins again at the other one.
bool FindView::go(Way way)
{
    const std::vector<std::size_t>& found = m_search->found();
    const std::size_t here = selected().value_or(context().playhead->position());
    if (way == Way::Next) {
        auto at = selected() ? std::upper_bound(found.begin(), found.end(), here)
                             : std::lower_bound(found.begin(), found.end(), here);
        if (at == found.end() && !m_search->finished())
            return false;
        if (at == found.end())
            at = found.begin();
        if (at != found.end())
            goTo(*at);
        return true;
    }
    auto at = std::lower_bound(found.begin(), found.end(), here);
    if (at == found.begin() && !m_search->finished())
        return false;
    if (at == found.begin())
        at = found.end();
    if (at != found.begin())
        goTo(*--at);
    return true;
}

void FindView::goTo(std::size_t event)
{
    // The views show what has happened up to the playhead.
    if (event >= context().playhead->position())
        context().playhead->moveTo(event + 1);
    context().selection->select(context().playhead->lookup().whatOf(event));
}

void FindView::tell()
{
    const std::vector<std::size_t>& found = m_search->found();
    QString text;
    if (!m_search->words().isEmpty()) {
        const auto at = selected() ? std::lower_bound(found.begin(), found.end(), *selected()) : found.end();
        const QString all = QString::number(found.size());
        if (at != found.end() && *at == *selected())
            text = tr("%1 of %2").arg(at - found.begin() + 1).arg(all);
        else
            text = found.empty() && m_search->finished() ? tr("nowhere") : tr("%1 found").arg(all);
        if (!m_search->finished())
            text += QStringLiteral("  ") + tr("(%1 % read)").arg(m_search->percent());
    }
    m_count->setText(text);
    m_previous->setEnabled(!m_search->words().isEmpty());
    m_next->setEnabled(!m_search->words().isEmpty());
}

} // namespace lab
