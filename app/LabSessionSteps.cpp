// LabSession's steps: what Space, the step buttons and Run do.

#include "app/LabSession.h"

#include "model/lab/Standing.h"

namespace lab {

void LabSession::next()
{
    if (m_source == Source::Recording) {
        m_playhead->stepForward();
        return;
    }
    if (!m_engine)
        return;
    // A step acts on the kernel as it is now, so that is what must be shown.
    m_playhead->goLive();
    if (m_runner)
        m_runner->next(m_live);
    else if (!stepSandbox())
        return;
    stepBegun();
}

bool LabSession::stepSandbox()
{
    if (stepStopped({}))
        return true;
    if (m_live.held().empty())
        return false;
    stepWire();
    return true;
}

void LabSession::answer(int option)
{
    if (!m_runner)
        return;
    m_runner->answer(option, m_live);
    stepBegun();
}

void LabSession::goOnTo(std::size_t step, std::map<std::size_t, int> answers)
{
    if (!m_runner || !m_engine)
        return;
    m_playhead->goLive();
    m_runner->goOnTo(step, std::move(answers), m_live);
    stepBegun();
}

/// In turns, so that a server and its client take their steps as they come.
bool LabSession::stepStopped(std::optional<HostId> host)
{
    const auto longest = longestStanding(m_live, [host](const ActorState& actor, const Standing& one) {
        return (!host || actor.started.host == *host) && (one.call.stopped || one.call.phase == CallPhase::AboutToRun);
    });
    return longest && submit(QString::fromStdString(longest->target + ": step"));
}

bool LabSession::stepHost(HostId host)
{
    if (!m_engine)
        return false;
    m_playhead->goLive();
    if (stepStopped(host))
        return true;
    if (!m_runner || !m_runner->performNextOf(host, m_live))
        return false;
    stepBegun();
    return true;
}

void LabSession::setRunning(bool on)
{
    if (m_running == on)
        return;
    m_running = on;
    m_pace.stop();
    emit runningChanged();
    if (m_source == Source::Programs && m_engine)
        submit(on ? QStringLiteral("lab: stops none") : QStringLiteral("lab: stops calls"));
    else if (on)
        runOn();
}

bool LabSession::asksNow() const
{
    return std::holds_alternative<AskStep>(m_runner->lesson().steps[m_runner->position()].body);
}

void LabSession::runOn()
{
    if (!m_running || m_source == Source::Programs)
        return;
    if (m_source == Source::Recording) {
        m_playhead->stepForward();
        if (m_playhead->position() == m_journal->size())
            setRunning(false);
        else
            m_pace.start();
        return;
    }
    if (!m_engine || !m_runner || m_runner->finished() || m_runner->failed()) {
        setRunning(false);
        return;
    }
    // An active step calls back through its events.
    if (!m_runner->ready() || m_runner->active())
        return;
    const std::size_t before = m_runner->position();
    next();
    if (m_runner->finished()) {
        setRunning(false);
        return;
    }
    // A question stops the run: only a person can answer it.
    const bool shown = m_runner->result(m_runner->position()).outcome == StepOutcome::Shown;
    const bool stuck = m_runner->position() == before && !m_runner->active();
    if (stuck || (shown && asksNow()))
        setRunning(false);
    else
        m_pace.start();
}

Status LabSession::takeOver(Lesson lesson, bool foreignAllowed)
{
    if (!m_runner)
        return Error {"no lesson is performed"};
    auto programs = prepareLessonPrograms(lesson, foreignAllowed);
    if (!programs)
        return programs.error();
    m_builtBefore.push_back(std::move(m_lessonPrograms.built));
    m_lessonPrograms = std::move(*programs);
    m_runner->takeOver(std::move(lesson));
    m_runner->setPrograms(m_lessonPrograms.paths);
    armDeadline();
    emit changed();
    return Nothing {};
}

} // namespace lab
