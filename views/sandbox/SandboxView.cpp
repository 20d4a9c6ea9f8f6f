#include "views/sandbox/SandboxView.h"

#include "model/calls/CallText.h"
#include "model/command/CallBuilder.h"
#include "model/lab/ActorsShown.h"
#include "views/sandbox/CallForm.h"
#include "views/sandbox/CommandEdit.h"
#include "views/shared/ChoiceBox.h"
#include "views/shared/JournalLookup.h"
#include "views/shared/Labels.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSet>

namespace lab {

SandboxView::SandboxView(ViewContext& viewContext, QWidget* parent)
    : View(viewContext, parent)
    , m_scroll(new QScrollArea(this))
    , m_startCaption(new QLabel)
    , m_newNameLabel(new QLabel)
    , m_hostLabel(new QLabel)
    , m_callCaption(new QLabel)
    , m_actorLabel(new QLabel)
    , m_callLabel(new QLabel)
    , m_meaning(new QLabel)
    , m_threadLabel(new QLabel)
    , m_lineCaption(new QLabel)
    , m_problem(new QLabel)
    , m_answer(new QLabel)
    , m_controlCaption(new QLabel)
    , m_newName(new QLineEdit)
    , m_thread(new QLineEdit)
    , m_line(new CommandEdit)
    , m_host(new ChoiceBox)
    , m_actor(new QComboBox)
    , m_call(new QComboBox)
    , m_signal(new ChoiceBox)
    , m_start(new QPushButton)
    , m_perform(new QPushButton)
    , m_step(new QPushButton)
    , m_send(new QPushButton)
    , m_restart(new QPushButton)
    , m_kill(new QPushButton)
    , m_stops(new QCheckBox)
    , m_form(new CallForm)
{
    build();
    connectAll();
    contextChanged();
}

void SandboxView::connectAll()
{
    connect(m_start, &QPushButton::clicked, this, &SandboxView::startActor);
    connect(m_newName, &QLineEdit::returnPressed, this, &SandboxView::startActor);
    connect(m_actor, &QComboBox::currentIndexChanged, this, &SandboxView::refresh);
    connect(m_thread, &QLineEdit::textChanged, this, &SandboxView::showLine);
    connect(m_call, &QComboBox::currentIndexChanged, this, &SandboxView::showVerb);
    connect(m_form, &CallForm::changed, this, &SandboxView::showLine);
    connect(m_line, &QPlainTextEdit::textChanged, this, &SandboxView::checkLine);
    connect(m_line, &CommandEdit::submitted, this, &SandboxView::perform);
    connect(m_perform, &QPushButton::clicked, this, &SandboxView::perform);
    connect(m_stops, &QCheckBox::clicked, this,
            [this](bool on) { submit(on ? QStringLiteral("lab: stops calls") : QStringLiteral("lab: stops none")); });
    connect(m_step, &QPushButton::clicked, this, [this] { submit(stoppedThread() + QStringLiteral(": step")); });
    connect(m_send, &QPushButton::clicked, this, &SandboxView::signalActor);
    connect(m_restart, &QPushButton::clicked, this,
            [this] { submit(m_actor->currentText() + QStringLiteral(": restart")); });
    connect(m_kill, &QPushButton::clicked, this, [this] { submit(m_actor->currentText() + QStringLiteral(": kill")); });
    Playhead* playhead = context().playhead;
    connect(playhead, &Playhead::moved, this, &SandboxView::refresh);
    connect(playhead, &Playhead::appended, this, &SandboxView::readNewCommands);
    connect(playhead, &Playhead::journalChanged, this, [this] {
        m_commandsRead = 0;
        m_stops->setChecked(false);
        readNewCommands();
    });
    if (context().lesson)
        connect(context().lesson, &LessonDriver::changed, this, &SandboxView::refresh);
}

void SandboxView::contextChanged()
{
    retranslate();
    m_line->setTheme(context().theme);
    setMono(m_answer, -1);
    readNewCommands();
    showVerb();
    refresh();
}

void SandboxView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        contextChanged();
    View::changeEvent(event);
}

void SandboxView::readNewCommands()
{
    // The lab's own word on whether it stops before calls: also a lesson or a terminal may have said so.
    const Journal& journal = context().playhead->journal();
    for (m_commandsRead = journal.writtenFrom(m_commandsRead); m_commandsRead < journal.size();
         m_commandsRead = journal.writtenFrom(m_commandsRead + 1)) {
        if (journal.kindOf(m_commandsRead) != kindIndexOf<CommandGiven>())
            continue;
        const auto command = parseCommand(std::get<CommandGiven>(journal.at(m_commandsRead).body).line);
        if (command && command->target == "lab" && command->verb == "stops" && !command->words.empty())
            m_stops->setChecked(command->words.front() == "calls");
    }
}

const ActorState* SandboxView::actor() const
{
    return m_actor->currentIndex() < 0 ? nullptr : state().actor(m_actor->currentText().toStdString());
}

QString SandboxView::target() const
{
    const QString thread = m_thread->text().trimmed();
    return thread.isEmpty() ? m_actor->currentText() : m_actor->currentText() + QLatin1Char('/') + thread;
}

QString SandboxView::stoppedThread() const
{
    const ActorState* chosen = actor();
    if (!chosen || chosen->exited)
        return {};
    for (const ThreadState& thread : chosen->threads) {
        if (thread.call && thread.call->phase == CallPhase::AboutToRun) {
            const QString name = toQString(chosen->started.name);
            return thread.name.empty() ? name : name + QLatin1Char('/') + toQString(thread.name);
        }
    }
    return {};
}

void SandboxView::refresh()
{
    refreshActors();
    refreshDescriptors();
    const bool running = context().takesCommands();
    const bool chosen = running && actor();
    const bool alive = chosen && !actor()->exited;
    for (QWidget* widget : std::initializer_list<QWidget*> {m_start, m_stops})
        widget->setEnabled(running);
    m_perform->setEnabled(running && !m_line->line().isEmpty());
    m_restart->setEnabled(chosen);
    for (QWidget* widget : std::initializer_list<QWidget*> {m_send, m_kill, m_signal})
        widget->setEnabled(alive);
    m_step->setEnabled(alive && !stoppedThread().isEmpty());
    checkLine();
    refreshAnswer();
}

void SandboxView::refreshActors()
{
    QStringList names;
    QSet<QString> known;
    for (const ActorState* one : actorsShown(state())) {
        const QString name = toQString(one->started.name);
        if (!known.contains(name))
            names << name;
        known.insert(name);
    }
    if (names == m_names)
        return;
    const bool newOne = names.size() > m_names.size() && !m_names.isEmpty();
    const QString before = m_actor->currentText();
    m_names = names;
    const QSignalBlocker quiet(m_actor);
    m_actor->clear();
    m_actor->addItems(names);
    if (newOne)
        m_actor->setCurrentIndex(static_cast<int>(names.size()) - 1); // the one just started is wanted
    else if (names.contains(before))
        m_actor->setCurrentText(before);
    showLine();
}

void SandboxView::refreshDescriptors()
{
    QStringList names;
    if (const ActorState* chosen = actor()) {
        for (const Descriptor& one : chosen->descriptors) {
            if (one.kind != "socket")
                continue;
            QString text = QString::number(one.fd);
            for (const auto& [fd, name] : chosen->descriptorNames) {
                if (fd == one.fd)
                    text = toQString(name);
            }
            names << text;
        }
    }
    m_form->setDescriptors(names);
}

void SandboxView::refreshAnswer()
{
    QString text;
    if (!state().lastRefusal().empty())
        text = toQString(state().lastRefusal());
    else if (const ActorState* chosen = actor()) {
        const std::string thread = m_thread->text().trimmed().toStdString();
        const ThreadState* one = chosen->thread(thread);
        if (chosen->exited)
            text = chosen->exited->signal != 0 ? tr("killed by %1").arg(toQString(signalName(chosen->exited->signal)))
                                               : tr("ended with exit status %1").arg(chosen->exited->exitStatus);
        else if (one && one->call && one->call->returned)
            text = toQString(shortText(one->call->entered)) + QLatin1Char(' ')
                + toQString(resultText(one->call->entered, *one->call->returned));
        else if (one && one->call && one->call->phase == CallPhase::Blocked)
            text = toQString(shortText(one->call->entered)) + QLatin1Char(' ')
                + tr("is blocked: %1").arg(context().word("blocked", blockedReason(state(), *chosen, *one->call).code));
    }
    m_answer->setText(text);
    m_answer->setVisible(!text.isEmpty());
}

void SandboxView::showVerb()
{
    const std::string verb = m_call->currentText().toStdString();
    m_form->showVerb(verb);
    const CallRow* row = CallForm::rowOf(verb);
    const bool ownWords = context().words && context().words->find("calls", verb);
    m_meaning->setText(row ? context().word("calls", ownWords ? std::string_view(verb) : row->name) : QString());
    showLine();
}

void SandboxView::showLine()
{
    m_line->setLine(m_actor->currentIndex() < 0 ? QString()
                                                : toQString(toLine(m_form->command(target().toStdString()))));
}

void SandboxView::checkLine()
{
    const std::string line = m_line->line().toStdString();
    QString problem;
    const auto command = parseCommand(line);
    if (!context().running())
        problem = tr("No lab runs: nobody would perform a call.");
    else if (m_actor->currentIndex() < 0)
        problem = tr("Start a program first.");
    else if (!command)
        problem = toQString(command.error().message);
    else if (CallForm::rowOf(command->verb)) {
        const auto call = prepareCall(*command, [this](std::string_view name) -> std::optional<int> {
            if (const ActorState* chosen = actor()) {
                for (const auto& [fd, known] : chosen->descriptorNames) {
                    if (known == name)
                        return fd;
                }
            }
            return std::nullopt;
        });
        if (!call)
            problem = toQString(call.error().message);
    }
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_perform->setEnabled(context().takesCommands() && !line.empty());
}

void SandboxView::startActor()
{
    const QString name = m_newName->text().trimmed();
    if (name.isEmpty()) {
        m_newName->setFocus();
        return;
    }
    CommandBuilder command("lab", "actor");
    command.word(name.toStdString()).word(m_host->currentText().toStdString());
    submit(toQString(command.line()));
    m_newName->clear();
}

void SandboxView::perform()
{
    if (m_perform->isEnabled())
        submit(m_line->line());
}

void SandboxView::signalActor()
{
    CommandBuilder command(m_actor->currentText().toStdString(), "signal");
    submit(toQString(command.word(m_signal->currentText().trimmed().toStdString()).line()));
}

void SandboxView::submit(const QString& line)
{
    if (!context().submit || line.isEmpty())
        return;
    context().playhead->goLive(); // the kernel acts now, so now is what must be seen
    context().submit(line);
}

} // namespace lab
