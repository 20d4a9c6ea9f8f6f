#include "views/findings/FindingsView.h"

#include "model/capture/Recording.h"
#include "model/findings/FindingText.h"
#include "model/journal/EventKind.h"
#include "views/shared/Labels.h"
#include "views/shared/TermMarks.h"

#include <QEvent>
#include <QFileInfo>
#include <QTextBrowser>
#include <QUrl>
#include <QVBoxLayout>

namespace lab {

namespace {

constexpr std::size_t atOnce = 5000; ///< events: some milliseconds

QString inHtml(const std::string& text)
{
    return toQString(text).toHtmlEscaped();
}

} // namespace

FindingsView::FindingsView(ViewContext& viewContext, QWidget* parent)
    : View(viewContext, parent)
    , m_findings(sourceTextOnDisk)
    , m_text(new QTextBrowser(this))
{
    m_text->setOpenLinks(false);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setObjectName("findings-text");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->addWidget(m_text);
    setFocusProxy(m_text);
    connect(&m_rest, &SliceTimer::timeout, this, &FindingsView::refresh);
    connect(m_text, &QTextBrowser::anchorClicked, this, &FindingsView::choose);
    connect(viewContext.playhead, &Playhead::journalChanged, this, &FindingsView::reset);
    connect(viewContext.playhead, &Playhead::appended, this, &FindingsView::refresh);
    connect(viewContext.playhead, &Playhead::moved, this, &FindingsView::refresh);
    contextChanged();
}

void FindingsView::contextChanged()
{
    m_text->setAccessibleName(tr("Findings: what goes wrong in the programs"));
    m_html.clear();
    refresh();
}

void FindingsView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        contextChanged();
    View::changeEvent(event);
}

void FindingsView::reset()
{
    m_findings = Findings(sourceTextOnDisk);
    m_folded = LabState();
    m_followed = m_looked = 0;
    m_hasCalls = false;
}

/// Whatever the playhead does, the journal is read once.
void FindingsView::follow()
{
    const Journal& journal = context().playhead->journal();
    for (m_looked = journal.writtenFrom(m_looked); m_looked < journal.size() && !m_hasCalls; m_looked = journal.writtenFrom(m_looked + 1))
        m_hasCalls = journal.kindOf(m_looked) == kindIndexOf<CallEntered>();
    if (isInferred(journal) && !m_hasCalls)
        return; // a capture, perhaps with the sockets of a machine: nothing to be found. With strace's file there are calls
    for (std::size_t read = 0; m_followed < journal.size() && read < atOnce; ++read, ++m_followed) {
        const Event event = journal.at(m_followed);
        m_folded.apply(event);
        m_findings.apply(event, m_followed, m_folded);
    }
    if (m_followed < journal.size())
        m_rest.start();
}

std::vector<const Finding*> FindingsView::shown() const
{
    std::vector<const Finding*> proven;
    for (const Finding& finding : m_findings.all())
        if (finding.event < context().playhead->position())
            proven.push_back(&finding);
    return proven;
}

QString FindingsView::card(const Finding& finding, std::size_t number) const
{
    const FindingText text = textOf(finding, *context().words, context().language);
    const auto program = finding.details.find("program");
    QString where = program == finding.details.end() ? QString() : inHtml(program->second);
    if (!finding.place.file.empty())
        where += QStringLiteral(" · %1:%2").arg(QFileInfo(toQString(finding.place.file)).fileName().toHtmlEscaped()).arg(finding.place.line);
    const Theme& theme = context().theme;
    return QStringLiteral("<p style='margin-top:10px; margin-bottom:2px'><a href='finding:%1' style='color:%2; text-decoration:none'>"
                          "<b>⚠ %3</b></a></p><p style='margin:0; color:%4'>%5 · %6</p>"
                          "<p style='margin-top:4px; margin-bottom:2px'>%7</p><p style='margin:0'>→ %8</p>")
        .arg(number)
        .arg(theme.color(Role::Lost).name(), inHtml(text.title), theme.color(Role::MutedText).name(), where,
             tr("event %1").arg(finding.event + 1), inHtml(text.what), inHtml(text.todo));
}

void FindingsView::refresh()
{
    follow();
    if (context().words == nullptr)
        return;
    QString html;
    const auto proven = shown();
    for (std::size_t i = 0; i < proven.size(); ++i)
        html += card(*proven[i], i);
    if (proven.empty())
        html = QStringLiteral("<p style='color:%1'>%2</p>")
                   .arg(context().theme.color(Role::MutedText).name(),
                        tr("Nothing is proven wrong so far. Here stands what a program does wrong, as soon as its calls and "
                           "packets prove it, and what to do about it.").toHtmlEscaped());
    if (html == m_html)
        return;
    m_html = html;
    m_text->setHtml(html);
    markTerms(m_text, context());
}

void FindingsView::choose(const QUrl& link)
{
    if (link.scheme() != QLatin1String("finding"))
        return;
    const auto proven = shown();
    const auto number = static_cast<std::size_t>(link.path().toULongLong());
    if (number < proven.size())
        context().selection->select(context().playhead->lookup().whatOf(proven[number]->event));
}

} // namespace lab
