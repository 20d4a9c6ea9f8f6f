#include "views/source/SourceView.h"

#include "model/lab/ActorsShown.h"
#include "views/shared/FlowLayout.h"
#include "views/shared/Labels.h"
#include "views/source/CodeView.h"
#include "views/source/CompilerMessageList.h"
#include "views/source/StopBar.h"

#include <QComboBox>
#include <QEvent>
#include <QFileInfo>
#include <QLabel>

#include <algorithm>

namespace lab {

namespace {

constexpr int commentColumn = 44; ///< results line up here at the latest, unless the code is longer

} // namespace

SourceView::SourceView(ViewContext& viewContext, QWidget* parent)
    : View(viewContext, parent)
    , m_label(new QLabel(this))
    , m_actors(new QComboBox(this))
    , m_note(new QLabel(this))
    , m_code(new CodeView(this))
    , m_messages(new CompilerMessageList(this))
    , m_stops(new StopBar(viewContext, this))
{
    build();
    connect(m_actors, &QComboBox::currentIndexChanged, this, [this] {
        if (!m_choosing)
            showProgram();
    });
    connect(m_actors, &QComboBox::activated, this, [this] { m_pinned = true; });
    connect(m_code, &CodeView::lineChosen, this, &SourceView::lineChosen);
    connect(m_code, &CodeView::resized, this, &SourceView::showProgram);
    connect(m_messages, &CompilerMessageList::lineChosen, m_code, &CodeView::markLine);
    connect(viewContext.playhead, &Playhead::moved, this, &SourceView::refresh);
    connect(viewContext.playhead, &Playhead::journalChanged, this, [this] {
        m_program.reset();
        m_pinned = false;
    });
    connect(viewContext.selection, &Selection::changed, this, &SourceView::showSelected);
    contextChanged();
    showSelected();
}

void SourceView::showSelected()
{
    const auto call = context().selection->what().call;
    const auto entered = call ? context().playhead->lookup().callOf(*call) : std::nullopt;
    if (entered && chosenActor() != entered->actor)
        showActor(entered->actor);
    const auto place = selectedPlace();
    if (place ? chosenActor() == m_shownActor && *place == m_shownPlace : !m_showsSelected)
        followSelection();
    else
        showProgram();
}

void SourceView::build()
{
    auto* bar = new FlowLayout;
    bar->growWithText();
    bar->setContentsMargins(12, 8, 12, 2);
    bar->addWidget(m_label);
    bar->addWidget(m_actors);
    m_actors->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_label->setBuddy(m_actors);
    m_note->setProperty("look", "muted");
    m_note->setWordWrap(true);
    m_note->setContentsMargins(12, 2, 12, 6);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(bar);
    layout->addWidget(m_code, 1);
    layout->addWidget(m_messages);
    layout->addWidget(m_stops);
    layout->addWidget(m_note);
    setFocusProxy(m_code);
}

void SourceView::retranslate()
{
    m_label->setText(tr("&Program"));
    m_actors->setAccessibleName(tr("Program whose code is shown"));
    m_code->setAccessibleName(tr("Code of the program; Enter selects the call of a line"));
}

void SourceView::contextChanged()
{
    retranslate();
    m_code->setTheme(context().theme);
    refresh();
}

void SourceView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        contextChanged();
    View::changeEvent(event);
}

QString SourceView::code() const
{
    return m_code->toPlainText();
}

std::optional<ActorId> SourceView::chosenActor() const
{
    const int index = m_actors->currentIndex();
    if (index < 0 || index >= static_cast<int>(m_shownActors.size()))
        return std::nullopt;
    return m_shownActors[static_cast<std::size_t>(index)];
}

void SourceView::refresh()
{
    m_program.follow(context().playhead->journal());
    refreshActors();
    const auto newest = newestCaller();
    if (newest && !m_pinned)
        showActor(*newest);
    showProgram();
}

std::optional<ActorId> SourceView::newestCaller() const
{
    std::optional<ActorId> newest;
    Timestamp when;
    for (const ActorState& actor : state().actors()) {
        for (const ThreadState& thread : actor.threads) {
            if (thread.call && (!newest || when <= thread.call->enteredAt)) {
                newest = actor.started.actor;
                when = thread.call->enteredAt;
            }
        }
    }
    return newest;
}

void SourceView::showActor(ActorId actor)
{
    const auto found = std::find(m_shownActors.begin(), m_shownActors.end(), actor);
    if (found == m_shownActors.end())
        return;
    m_choosing = true;
    m_actors->setCurrentIndex(static_cast<int>(found - m_shownActors.begin()));
    m_choosing = false;
}

std::optional<std::string> SourceView::chosenSource() const
{
    const int index = m_actors->currentIndex() - static_cast<int>(m_shownActors.size());
    if (index < 0 || index >= static_cast<int>(m_shownSources.size()))
        return std::nullopt;
    return m_shownSources[static_cast<std::size_t>(index)];
}

void SourceView::refreshActors()
{
    std::vector<ActorId> now;
    const auto actors = actorsShown(state());
    for (const ActorState* actor : actors)
        now.push_back(actor->started.actor);
    const bool failed = context().compiled.failed != m_shownSources;
    if (now == m_shownActors && !failed)
        return;
    const auto before = chosenActor();
    m_choosing = true;
    m_actors->clear();
    m_shownActors = now;
    for (const ActorState* actor : actors)
        m_actors->addItem(actorTitle(*actor));
    m_shownSources = context().compiled.failed;
    for (const std::string& source : m_shownSources)
        m_actors->addItem(tr("%1 · not compiled").arg(QFileInfo(toQString(source)).fileName()));
    const auto kept = before ? std::find(now.begin(), now.end(), *before) : now.end();
    if (failed && !m_shownSources.empty()) { // news that somebody waits for
        m_actors->setCurrentIndex(static_cast<int>(now.size()));
        m_pinned = true;
    } else {
        m_actors->setCurrentIndex(kept == now.end() ? 0 : static_cast<int>(kept - now.begin()));
    }
    m_choosing = false;
}

QString SourceView::lineText(const ProgramLine& line, int width) const
{
    QString text = QStringLiteral("    ") + toQString(line.code);
    QString comment = toQString(line.comment);
    if (line.waiting)
        comment += (comment.isEmpty() ? QString() : QStringLiteral(", ")) + waitingText(line.thread);
    if (!line.thread.empty())
        comment = QStringLiteral("[%1] ").arg(toQString(line.thread)) + comment;
    if (comment.isEmpty())
        return text;
    // "*/" in what a program sent would end the comment early.
    return text.leftJustified(width) + QStringLiteral("  /* ")
        + comment.replace(QStringLiteral("*/"), QStringLiteral("* /")) + QStringLiteral(" */");
}

QString SourceView::waitingText(const std::string& thread) const
{
    const auto chosen = chosenActor();
    const ActorState* actor = chosen ? state().actor(*chosen) : nullptr;
    const ThreadState* one = actor ? actor->thread(thread) : nullptr;
    if (actor && actor->exited)
        return tr("never came back");
    if (!one || !one->call || one->call->phase == CallPhase::Running)
        return tr("running");
    return one->call->phase == CallPhase::Blocked ? tr("blocked") : tr("about to run");
}

QString SourceView::programText(const std::vector<ProgramLine>& lines, std::size_t earlier)
{
    m_lineEvents.clear();
    QStringList text;
    const auto add = [&](const QString& line, std::size_t event) {
        text << line;
        m_lineEvents.push_back(event);
    };
    add(QStringLiteral("int main(void)"), noEvent);
    add(QStringLiteral("{"), noEvent);
    if (earlier > 0)
        add(QStringLiteral("    /* %1 */").arg(tr("earlier calls: %1").arg(earlier)), noEvent);
    int width = 0;
    for (const ProgramLine& line : lines) {
        const int length = 4 + static_cast<int>(toQString(line.code).size());
        width = std::max(width, length <= commentColumn ? length : 0);
    }
    // Comments stand in one column unless that would make a line wrap.
    for (const ProgramLine& line : lines)
        width = lineText(line, width).size() <= m_code->charactersInLine() ? width : 0;
    for (const ProgramLine& line : lines)
        add(lineText(line, width), line.event);
    add(QStringLiteral("}"), noEvent);
    return text.join(QLatin1Char('\n'));
}

void SourceView::showProgram()
{
    const auto actor = chosenActor();
    const auto source = chosenSource();
    m_actors->setEnabled(actor || source);
    if (source)
        return showUncompiled(*source);
    showMarks({});
    if (!actor) {
        m_lineEvents.clear();
        m_code->showCode(QString(), 1, {}, {});
        m_note->setText(context().playhead->ofLab() ? tr("No program has been started yet.") : tr("The lab started no program here: there is no code to show."));
        m_stops->setActor(nullptr);
        return;
    }
    m_shownActor = actor;
    const ActorState* shown = state().actor(*actor);
    m_stops->setActor(shown);
    if (shown && !showFile(*shown))
        showCalls(*shown);
    followSelection();
}

/// Where the selected call was made, or where the selected frame of its stack was.
std::optional<SourcePlace> SourceView::selectedPlace() const
{
    const auto& what = context().selection->what();
    const auto call = what.call ? context().playhead->lookup().callOf(*what.call) : std::nullopt;
    if (!call)
        return std::nullopt;
    const auto stack = what.frame ? context().playhead->lookup().stackOf(*what.call) : std::nullopt;
    if (stack && *what.frame < stack->frames.size() && !stack->frames[*what.frame].place.file.empty())
        return stack->frames[*what.frame].place;
    return call->place;
}

QString SourceView::actorTitle(const ActorState& actor) const
{
    const std::string& line = actor.started.commandLine;
    if (line.empty() && actor.started.parent == 0)
        return toQString(actor.started.name) + QStringLiteral(".c");
    return line.empty() ? toQString(actor.started.name)
                        : QStringLiteral("%1 · %2").arg(toQString(actor.started.name), toQString(line));
}

void SourceView::showCalls(const ActorState& shown)
{
    const ActorId actor = shown.started.actor;
    std::size_t earlier = 0;
    const auto lines = m_program.lines(actor, context().playhead->position(), mostLines, &earlier);
    const QString text = programText(lines, earlier);
    std::set<int> current, waiting;
    const int first = earlier > 0 ? 3 : 2;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const int at = first + static_cast<int>(i);
        if (lines[i].current)
            current.insert(at);
        if (lines[i].waiting)
            waiting.insert(at);
    }
    m_code->showCode(text, 1, current, waiting);
    const bool builtIn = shown.started.commandLine.empty() && shown.started.parent == 0;
    m_note->setText(lines.empty() ? tr("This program has made no socket call yet.")
                        : builtIn ? tr("Built into the lab: its calls so far, written as C.")
                                  : tr("Its source is not known: its calls so far, written as C."));
}

void SourceView::followSelection()
{
    const auto& what = context().selection->what();
    int line = -1;
    const auto place = selectedPlace();
    if (what.frame && place && !place->file.empty() && m_shownFile == place->file) {
        line = place->line - 1;
    } else if (what.call) {
        const auto entered = context().playhead->lookup().entered(*what.call);
        const auto found = entered ? std::find(m_lineEvents.begin(), m_lineEvents.end(), *entered) : m_lineEvents.end();
        if (found != m_lineEvents.end())
            line = static_cast<int>(found - m_lineEvents.begin());
        else if (const auto call = context().playhead->lookup().callOf(*what.call); call && m_shownFile == call->place.file)
            line = call->place.line - 1; // made again since then
    }
    m_code->markLine(line);
}

void SourceView::lineChosen(int line)
{
    if (line < 0 || line >= static_cast<int>(m_lineEvents.size())
        || m_lineEvents[static_cast<std::size_t>(line)] == noEvent)
        return;
    context().selection->select(context().playhead->lookup().whatOf(m_lineEvents[static_cast<std::size_t>(line)]));
}

} // namespace lab
