#include "app/LabSession.h"

#include "model/journal/EventKind.h"
#include "views/shared/Turn.h"

#include <algorithm>
#include <ctime>

namespace lab {

namespace {

std::int64_t clockNow(clockid_t clock)
{
    timespec time {};
    clock_gettime(clock, &time);
    return std::int64_t {time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

/// What a recording says of the lab itself; calls, packets and sockets are for the playhead.
bool isOfTheLab(int kind)
{
    return kind == kindIndexOf<LabStarted>() || kind == kindIndexOf<Settled>() || kind == kindIndexOf<Notice>();
}

} // namespace

LabSession::LabSession(Playhead* playhead, QObject* parent)
    : LessonDriver(parent)
    , m_playhead(playhead)
    , m_journal(std::make_unique<Journal>())
{
    m_deadline.setSingleShot(true);
    m_deadline.setTimerType(Qt::PreciseTimer);
    m_pace.setSingleShot(true);
    m_pace.setInterval(400);
    connect(&m_frame, &QTimer::timeout, this, &LabSession::tellPlayhead);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        if (m_runner && m_engine)
            m_runner->onTime(now(), liveState());
        armDeadline();
        emit changed();
    });
    connect(&m_pace, &QTimer::timeout, this, &LabSession::runOn);
    connect(&m_foldOn, &SliceTimer::timeout, this, &LabSession::foldOn);
}

LabSession::~LabSession()
{
    m_playhead->setJournal(nullptr);
    endEngine();
}

Timestamp LabSession::now() const
{
    return {clockNow(CLOCK_MONOTONIC) - m_zero};
}

void LabSession::reset(Source source)
{
    emit ending();
    setRunning(false);
    endEngine();
    endGrowth();
    m_playhead->setJournal(nullptr);
    m_begun.reset();
    m_runner.reset();
    m_recovery.remove();
    m_journal = std::make_unique<Journal>();
    m_live = LabState();
    m_source = source;
    m_fileName.clear();
    m_touched = m_saidLocalhost = m_stopped = false;
    m_builtBefore.clear();
}

Status LabSession::startLesson(Lesson lesson, bool foreignAllowed)
{
    auto programs = prepareLessonPrograms(lesson, foreignAllowed);
    if (!programs)
        return programs.error();
    reset(Source::Lesson);
    m_lessonPath = QString::fromStdString(lesson.file);
    m_lessonPrograms = std::move(*programs);
    const std::string id = lesson.id;
    m_runner =
        std::make_unique<LessonRunner>(std::move(lesson), [this](const std::string& line) { send(line); });
    m_runner->setPrograms(m_lessonPrograms.paths);
    const Status status = startEngine({.lesson = id});
    if (status)
        m_runner->begin();
    emit started();
    emit modifiedChanged();
    emit changed();
    return status;
}

Status LabSession::startSandbox()
{
    reset(Source::Sandbox);
    const Status status = startEngine({});
    for (const char* line : {"lab: actor server server", "lab: actor client client", "lab: settle"}) {
        if (status)
            send(line);
    }
    emit started();
    emit modifiedChanged();
    emit changed();
    return status;
}

Status LabSession::startPrograms(ProgramPlan plan, std::shared_ptr<BuildFolder> built)
{
    m_plan = std::move(plan);
    m_built = std::move(built);
    return startPrograms();
}

Status LabSession::startPrograms()
{
    reset(Source::Programs);
    const Status status = startEngine({});
    if (status) {
        for (const std::string& line : m_plan.opening())
            send(line);
        m_running = !m_plan.stopAtCalls;
    }
    touch();
    emit started();
    emit runningChanged();
    emit modifiedChanged();
    emit changed();
    return status;
}

Status LabSession::attach(const RunningProgram& program)
{
    m_attached = program;
    reset(Source::Attached);
    const Status status = startEngine({.attach = program.pid, .attachBegan = program.began});
    touch();
    emit started();
    emit modifiedChanged();
    emit changed();
    return status;
}

Status LabSession::watchSockets()
{
    reset(Source::Sockets);
    const Status status = startEngine({.sockets = true});
    touch();
    emit started();
    emit modifiedChanged();
    emit changed();
    return status;
}

void LabSession::stopWatching()
{
    if (onlyWatches() && send("lab: end"))
        m_stopped = true;
}

Status LabSession::startProgramsAgain(Localhost localhost)
{
    m_plan.localhost = localhost;
    return startPrograms();
}

void LabSession::startDuePrograms()
{
    if (m_source == Source::Programs)
        for (const std::string& line : m_plan.due(liveState(), atRest()))
            send(line);
}

void LabSession::close()
{
    reset(Source::Nothing);
    emit started();
    emit modifiedChanged();
    emit changed();
}

/// From the file as it is now. What a person agreed to is what the lesson has run so far, and nothing else.
Status LabSession::restartLesson()
{
    auto lesson = readLesson(m_lessonPath.toStdString());
    if (!lesson)
        return lesson.error();
    const bool agreed = m_runner && foreignCommands(*lesson) == foreignCommands(m_runner->lesson());
    return startLesson(std::move(*lesson), agreed);
}

void LabSession::restart()
{
    if (m_source == Source::Recording) {
        m_playhead->moveTo(0);
        return;
    }
    if (m_source == Source::Attached)
        return; // only ever to what a person has just asked for
    const Status status = m_source == Source::Lesson ? restartLesson()
        : m_source == Source::Programs               ? startPrograms()
        : m_source == Source::Sockets                ? watchSockets()
                                                     : startSandbox();
    if (!status)
        emit engineEnded(QString::fromStdString(status.error().message));
}

Status LabSession::startEngine(EngineOptions options)
{
    m_playhead->setJournal(m_journal.get());
    m_recovery = m_keepsRecovery ? SessionFile::create() : SessionFile();
    options.journalFile = m_recovery.path().toStdString();
    auto engine = EngineProcess::start(options);
    if (!engine)
        return engine.error();
    m_engine.emplace(std::move(*engine));
    // Good enough until LabStarted says when the lab's clock began.
    m_zero = clockNow(CLOCK_MONOTONIC);
    m_notifier = std::make_unique<QSocketNotifier>(m_engine->fd(), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &LabSession::readEngine);
    return Nothing {};
}

void LabSession::endEngine()
{
    if (m_notifier) {
        // This may be called from the notifier's own signal.
        m_notifier->setEnabled(false);
        m_notifier.release()->deleteLater();
    }
    m_deadline.stop();
    m_frame.stop();
    m_engine.reset();
    m_given = m_settled = 0;
}

bool LabSession::send(const std::string& line)
{
    if (!m_engine || !m_engine->send(line))
        return false;
    ++m_given;
    return true;
}

bool LabSession::submit(const QString& line)
{
    if (!send(line.toStdString()))
        return false;
    touch();
    return true;
}

void LabSession::touch()
{
    if (!std::exchange(m_touched, true))
        emit modifiedChanged();
}

void LabSession::readEngine()
{
    const Bytes chunk = m_engine->read();
    const std::size_t before = m_journal->size();
    const auto fed = m_journal->feed(chunk);
    takeEvents(before);
    if (!fed) {
        engineGone(QString::fromStdString(fed.error().message));
    } else if (m_engine && m_engine->ended()) {
        engineGone(QString::fromStdString(m_engine->endReport()));
    } else {
        armDeadline();
    }
}

const LabState& LabSession::liveState() const
{
    return m_growth ? m_playhead->newest() : m_live;
}

void LabSession::takeEvents(std::size_t from)
{
    const std::size_t end = m_journal->size();
    if (from == end)
        return;
    if (m_growth) // thousands a frame, and no command among them: the playhead folds them once for all
        m_playhead->prepareMore();
    for (std::size_t i = from; i < end; ++i) {
        if (m_growth && !isOfTheLab(m_journal->kindOf(i)))
            continue;
        const Event event = m_journal->at(i);
        if (const auto* start = std::get_if<LabStarted>(&event.body))
            m_zero = clockNow(CLOCK_MONOTONIC) - (clockNow(CLOCK_REALTIME) - start->wallClock);
        if (!m_growth)
            m_live.apply(event);
        if (m_runner)
            m_runner->onEvent(event, m_live);
        if (const auto* settled = std::get_if<Settled>(&event.body)) {
            m_settled = settled->command;
            if (!settled->refusal.empty())
                emit refused(QString::fromStdString(settled->refusal));
        }
        if (const auto* notice = std::get_if<Notice>(&event.body))
            emit noticed(*notice);
        const auto* returned = std::get_if<CallReturned>(&event.body);
        if (m_source == Source::Programs && returned && !m_saidLocalhost && m_plan.foundNobodyAtLocalhost(m_live, *returned)) {
            m_saidLocalhost = true;
            emit nobodyAtLocalhost();
        }
    }
    startDuePrograms();
    tellSoon();
    if (m_running && !m_pace.isActive())
        m_pace.start();
}

/// One repaint a frame at most. While commands are being carried out, the rest of what they do is a moment away (a step
/// takes the kernel less than a millisecond): it is waited for and painted once.
void LabSession::tellSoon()
{
    const qint64 since = m_sinceFrame.isValid() ? m_sinceFrame.elapsed() : frameMs;
    if (atRest() && since >= frameMs && !Turn::crowded()) // else it has just been painted
        tellPlayhead();
    else if (!m_frame.isActive())
        m_frame.start(static_cast<int>(atRest() ? std::max<qint64>(frameMs - since, 0) : frameMs));
}

/// After a step was begun: at once if it gave no command, else with what comes of it.
void LabSession::stepBegun()
{
    touch();
    armDeadline();
    if (atRest())
        emit changed();
    else
        tellSoon();
}

void LabSession::tellPlayhead()
{
    const TurnWork telling;
    m_sinceFrame.start();
    m_frame.stop();
    m_playhead->journalGrew();
    emit changed();
}

void LabSession::engineGone(const QString& report)
{
    endEngine();
    setRunning(false);
    tellPlayhead();
    emit engineEnded(report);
}

void LabSession::armDeadline()
{
    m_deadline.stop();
    if (!m_runner || !m_engine)
        return;
    if (const auto due = m_runner->nextDeadline())
        m_deadline.start(
            static_cast<int>(std::clamp<std::int64_t>((due->ns - now().ns) / 1'000'000 + 1, 1, 3'600'000)));
}

QString LabSession::lessonId() const
{
    if (m_runner)
        return QString::fromStdString(m_runner->lesson().id);
    return liveState().started() ? QString::fromStdString(liveState().started()->lesson) : QString();
}

bool LabSession::modified() const
{
    return m_touched && m_journal->size() > 0;
}

Status LabSession::save(const QString& path)
{
    finishOpening();
    if (m_growth && m_growth->kind() == RecordingGrowth::Kind::File && m_growth->name() == path)
        endGrowth(); // the file that takes its place is ours
    const Status status = m_journal->save(path.toStdString());
    if (!status)
        return status;
    m_fileName = path;
    m_touched = false;
    // What a recovered session left behind is now in the person's own file.
    if (m_source == Source::Recording)
        m_recovery.remove();
    emit modifiedChanged();
    return status;
}

} // namespace lab
