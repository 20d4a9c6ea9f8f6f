#include "views/glossary/GlossaryView.h"

#include "views/glossary/LessonsAbout.h"
#include "views/glossary/TermSearch.h"
#include "views/shared/Labels.h"
#include "views/shared/TermMarks.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QScrollBar>
#include <QSplitter>
#include <QTextBrowser>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace lab {

namespace {

constexpr std::size_t mostShown = 12; ///< events named; where there are more, it says so
constexpr std::size_t mostLessons = 6;
constexpr int meaningPlace = 2; ///< of its paragraph, behind the name and what stands below it
constexpr int idRole = Qt::UserRole;

} // namespace

GlossaryView::GlossaryView(ViewContext& viewContext, QWidget* parent)
    : View(viewContext, parent)
    , m_search(new TermSearch(viewContext, this))
    , m_lessons(new LessonsAbout(viewContext, this))
    , m_words(new QLineEdit(this))
    , m_halves(new QSplitter(Qt::Vertical, this))
    , m_list(new QListWidget)
    , m_text(new QTextBrowser)
{
    build();
    connect(m_words, &QLineEdit::textChanged, this, &GlossaryView::searchChanged);
    connect(m_list, &QListWidget::currentItemChanged, this, &GlossaryView::rowChosen);
    connect(m_list, &QListWidget::itemActivated, this, [this] { m_text->setFocus(); });
    connect(m_text, &QTextBrowser::anchorClicked, this, &GlossaryView::followLink);
    connect(m_search, &TermSearch::progressed, this, &GlossaryView::showText);
    connect(m_lessons, &LessonsAbout::progressed, this, &GlossaryView::showText);
    connect(viewContext.playhead, &Playhead::appended, this, [this] {
        if (isVisible())
            m_search->journalGrew();
    });
    connect(viewContext.playhead, &Playhead::journalChanged, this, [this] {
        m_search->journalChanged();
        showText();
    });
    contextChanged();
}

void GlossaryView::build()
{
    m_words->setObjectName("glossary-words");
    m_words->setClearButtonEnabled(true);
    m_words->installEventFilter(this);
    m_list->setObjectName("glossary-list");
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->installEventFilter(this);
    m_text->setObjectName("glossary-text");
    m_text->setOpenLinks(false);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->installEventFilter(this);
    m_halves->setChildrenCollapsible(false);
    m_halves->addWidget(m_list);
    m_halves->addWidget(m_text);
    m_halves->setStretchFactor(0, 2);
    m_halves->setStretchFactor(1, 3);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 6);
    layout->setSpacing(6);
    layout->addWidget(m_words);
    layout->addWidget(m_halves, 1);
    setFocusProxy(m_words);
}

void GlossaryView::retranslate()
{
    m_words->setPlaceholderText(tr("Search: SYN queue · port · EPIPE"));
    m_words->setAccessibleName(tr("Words to find in the glossary"));
    m_list->setAccessibleName(tr("Entries of the glossary"));
    m_text->setAccessibleName(tr("The entry, and where it happens in this run"));
}

void GlossaryView::contextChanged()
{
    if (m_glossary.entries().empty() && context().words)
        m_glossary = Glossary(*context().words);
    retranslate();
    m_html.clear();
    m_list->clear();
    if (isVisible())
        fillList();
    showText();
}

void GlossaryView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        contextChanged();
    View::changeEvent(event);
}

bool GlossaryView::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return View::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Escape) {
        emit closed();
        return true;
    }
    if (watched == m_words && (key == Qt::Key_Up || key == Qt::Key_Down)) {
        const int row = m_list->currentRow() + (key == Qt::Key_Down ? 1 : -1);
        m_list->setCurrentRow(std::clamp(row, 0, std::max(0, m_list->count() - 1)));
        return true;
    }
    if ((key == Qt::Key_Return || key == Qt::Key_Enter) && watched == m_words) {
        m_text->setFocus();
        return true;
    }
    return View::eventFilter(watched, event);
}

void GlossaryView::showEvent(QShowEvent* event)
{
    View::showEvent(event);
    if (m_list->count() == 0) // nobody waits for hundreds of rows that are not seen
        fillList();
    m_search->journalGrew(); // what came while it was hidden
    showText();
}

void GlossaryView::begin()
{
    m_words->setFocus();
    m_words->selectAll();
}

void GlossaryView::read()
{
    m_text->setFocus();
}

void GlossaryView::searchChanged()
{
    fillList();
    // The best of what is found is shown while one types; without words, what was shown stays.
    if (m_list->count() > 0 && !m_words->text().trimmed().isEmpty())
        m_list->setCurrentRow(0);
}

void GlossaryView::fillList()
{
    const QSignalBlocker quiet(m_list); // filling is no choice
    m_list->clear();
    const Language language = context().language;
    for (const GlossaryEntry* one : m_glossary.search(m_words->text().toStdString(), language)) {
        QString name = toQString(one->name.in(language));
        if (one->name.en != one->name.ko)
            name += QStringLiteral("  ·  ") + toQString(language == Language::English ? one->name.ko : one->name.en);
        auto* row = new QListWidgetItem(name, m_list);
        row->setData(idRole, toQString(one->id));
        row->setToolTip(name);
        if (one->id == m_shown)
            m_list->setCurrentItem(row);
    }
}

void GlossaryView::rowChosen()
{
    if (const QListWidgetItem* row = m_list->currentItem())
        showEntry(row->data(idRole).toString().toStdString());
}

void GlossaryView::showEntry(const std::string& id)
{
    if (!m_glossary.find(id))
        return;
    const bool another = m_shown != id;
    m_shown = id;
    if (another)
        m_search->look(id);
    const auto inList = [this, &id] {
        for (int i = 0; i < m_list->count(); ++i)
            if (m_list->item(i)->data(idRole).toString().toStdString() == id) {
                const QSignalBlocker quiet(m_list);
                m_list->setCurrentRow(i);
                return true;
            }
        return false;
    };
    if (!inList()) {
        m_words->clear(); // it is not among what was searched for
        inList();
    }
    showText();
    if (another)
        m_text->verticalScrollBar()->setValue(0);
}

void GlossaryView::lookUp(const QString& words)
{
    if (const std::string id = context().terms().lookUp(words.toStdString()); !id.empty())
        showEntry(id);
    else
        m_words->setText(words);
}

const GlossaryEntry* GlossaryView::entry() const
{
    return m_shown.empty() ? nullptr : m_glossary.find(m_shown);
}

QString GlossaryView::muted(const QString& text) const
{
    return QStringLiteral("<span style='color:%1'>%2</span>")
        .arg(context().theme.color(Role::MutedText).name(), text.toHtmlEscaped());
}

QString GlossaryView::kindText(const GlossaryEntry& one) const
{
    const std::pair<const char*, QString> kinds[] = {
        {"states", tr("state of a TCP socket")},
        {"calls", tr("call")},
        {"errnos", tr("error number")},
        {"options", tr("socket option")},
        {"flags", tr("TCP flag")},
        {"signals", tr("signal")},
        {"counters", tr("counter of the kernel")},
        {"settings", tr("kernel setting")},
    };
    for (const auto& [section, text] : kinds)
        if (one.section == section)
            return text;
    return {};
}

QString GlossaryView::headHtml(const GlossaryEntry& one) const
{
    const Language language = context().language,
                   other = language == Language::English ? Language::Korean : Language::English;
    const QString beside = one.name.en == one.name.ko ? kindText(one) : toQString(one.name.in(other));
    return QStringLiteral("<p style='margin:0; font-size:large'><b>%1</b></p><p style='margin:0'>%2</p><p "
                          "style='margin-top:8px; margin-bottom:8px'>%3</p>")
        .arg(toQString(one.name.in(language)).toHtmlEscaped(), muted(beside),
             toQString(one.meaning.in(language)).toHtmlEscaped());
}

QString GlossaryView::hitHtml(std::size_t event) const
{
    const EventRow row = EventText(context(), context().playhead->lookup()).row(event);
    const QString when = toQString(secondsText(context().playhead->journal().timeOf(event).ns, 3));
    QStringList parts {row.where, row.what, row.detail};
    parts.removeAll(QString());
    const QString what = parts.join(QStringLiteral(" · "));
    return QStringLiteral(
               "<p style='margin-top:3px; margin-bottom:3px'><a href='event:%1' style='color:%2'>%3</a>: %4</p>")
        .arg(event)
        .arg(context().theme.color(Role::Accent).name(), tr("event %1, %2 s").arg(event + 1).arg(when).toHtmlEscaped(),
             what.toHtmlEscaped());
}

QString GlossaryView::runHtml(const GlossaryEntry& one)
{
    switch (whyUnseen(one.id)) {
    case Unseen::Learning:
        return QStringLiteral("<p>%1</p>")
            .arg(muted(
                tr("A word of the lessons and of this program: nothing that happens on sockets is an example of it.")));
    case Unseen::Picture:
        return QStringLiteral("<p>%1</p>")
            .arg(muted(tr("A picture in this window. It is drawn from all that happens; no one event shows it.")));
    case Unseen::InTheBytes:
        return QStringLiteral("<p>%1</p>")
            .arg(muted(tr("It lies in what the programs' bytes mean, which no kernel knows: look at the bytes of what "
                          "is sent.")));
    case Unseen::No:
        break;
    }
    QString html = QStringLiteral("<p style='margin-bottom:2px'><b>%1</b></p>").arg(tr("In this run").toHtmlEscaped());
    const auto& hits = m_search->hits();
    for (std::size_t i = 0; i < std::min(hits.size(), mostShown); ++i)
        html += hitHtml(hits[i]);
    if (hits.size() > mostShown)
        html += QStringLiteral("<p>%1</p>")
                    .arg(muted(m_search->enough() ? tr("… and more after these.")
                                                  : tr("… and %1 more after these.").arg(hits.size() - mostShown)));
    else if (!m_search->finished())
        html += QStringLiteral("<p>%1</p>").arg(muted(tr("Looking through the events …")));
    else if (hits.empty())
        html += QStringLiteral("<p>%1</p>").arg(muted(tr("Not in this run so far."))) + lessonsHtml(one);
    return html;
}

QString GlossaryView::lessonsHtml(const GlossaryEntry& one)
{
    m_lessons->want();
    const auto lessons = m_lessons->about(one.id);
    if (!m_lessons->finished() || lessons.empty())
        return {};
    QString html = QStringLiteral("<p style='margin-bottom:2px'><b>%1</b></p>")
                       .arg(tr("Lessons that speak of it").toHtmlEscaped());
    for (std::size_t i = 0; i < std::min(lessons.size(), mostLessons); ++i)
        html += QStringLiteral(
                    "<p style='margin-top:3px; margin-bottom:3px'><a href='lesson:%1' style='color:%2'>%3</a></p>")
                    .arg(toQString(lessons[i]->id), context().theme.color(Role::Accent).name(),
                         toQString(lessons[i]->title.in(context().language)).toHtmlEscaped());
    if (lessons.size() > mostLessons)
        html += QStringLiteral("<p>%1</p>").arg(muted(tr("… and %1 more.").arg(lessons.size() - mostLessons)));
    return html;
}

void GlossaryView::showText()
{
    const GlossaryEntry* one = entry();
    const QString html = one ? headHtml(*one) + runHtml(*one)
                             : QStringLiteral("<p>%1</p>")
                                   .arg(muted(tr("Choose an entry, or type a part of its name in either language. "
                                                 "Terms with a dotted line in the other panels lead here, too.")));
    if (html == m_html)
        return;
    if (m_html.isEmpty() || m_entry != (one != nullptr)) // until there is an entry its room is the list's
        m_halves->setSizes(one ? QList<int> {2000, 3000} : QList<int> {3000, 1000});
    m_entry = one != nullptr;
    m_html = html;
    const int place = m_text->verticalScrollBar()->value();
    m_text->setHtml(html);
    markTerms(m_text, context(), one ? meaningPlace : -1);
    m_text->verticalScrollBar()->setValue(place);
}

void GlossaryView::followLink(const QUrl& link)
{
    if (link.scheme() == QLatin1String("event")) {
        const auto event = static_cast<std::size_t>(link.path().toULongLong());
        if (event >= context().playhead->journal().size())
            return;
        // The views show what has happened up to the playhead.
        if (event >= context().playhead->position())
            context().playhead->moveTo(event + 1);
        context().selection->select(context().playhead->lookup().whatOf(event));
    } else if (link.scheme() == QLatin1String("lesson") && context().openLesson) {
        const LessonCatalog* catalog = context().lessons ? context().lessons() : nullptr;
        for (const LessonEntry& lesson : catalog ? catalog->lessons : std::vector<LessonEntry>())
            if (toQString(lesson.id) == link.path())
                return context().openLesson(toQString(lesson.path));
    }
}

} // namespace lab
