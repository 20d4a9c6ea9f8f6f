#include "app/cli/LessonPerformance.h"

#include <algorithm>
#include <cstdio>

#include <poll.h>

namespace lab {

namespace {

constexpr int expectationFailed = 1;

} // namespace

LessonPerformance::LessonPerformance(Lesson lesson, std::map<ProgramSource, std::string> programs, EngineProcess& engine,
                                     Transcript* transcript, std::vector<int> answers)
    : m_engine(engine)
    , m_events(engine, &m_journal)
    , m_transcript(transcript)
    , m_answers(std::move(answers))
    , m_runner(std::move(lesson), [this](const std::string& line) { send(line); })
{
    m_runner.setPrograms(std::move(programs));
}

int LessonPerformance::play()
{
    m_runner.begin();
    const std::int64_t setupEnds = monotonicNs() + setupPatience;
    while (true) {
        if (const auto status = ended())
            return *status;
        if (!m_runner.ready() && monotonicNs() > setupEnds)
            return complain("the lab did not get ready within 30 s");
        waitForEngine();
        if (const Status status = readEngine(); !status)
            return complain(status.error().message);
        if (m_engine.ended() && !ended())
            return engineGone();
        m_runner.onTime(journalNow(), m_state);
        drive();
    }
}

Timestamp LessonPerformance::journalNow() const
{
    return m_zero ? Timestamp {monotonicNs() - *m_zero} : Timestamp {};
}

std::optional<int> LessonPerformance::ended()
{
    if (!m_runner.problem().empty()) {
        report();
        return complain("could not run: " + m_runner.problem());
    }
    // The last line may be an answer: it is to be in the recording, too.
    if (!m_runner.failed() && !(m_runner.finished() && m_settled >= m_given))
        return {};
    report();
    if (m_transcript)
        m_transcript->verdict(m_runner, m_state.now());
    return m_runner.failed() ? expectationFailed : inOrder;
}

void LessonPerformance::send(const std::string& line)
{
    m_given += m_engine.send(line) ? 1 : 0;
}

/// 0, "show me", where nobody gave any.
int LessonPerformance::nextAnswer()
{
    return m_asked < m_answers.size() ? m_answers[m_asked++] : 0;
}

int LessonPerformance::engineGone()
{
    report();
    const std::string words = m_engine.endReport();
    return complain(words.empty() ? "the engine ended before the lesson did" : words);
}

void LessonPerformance::waitForEngine()
{
    std::int64_t until = monotonicNs() + 1'000'000'000;
    if (const auto deadline = m_runner.nextDeadline(); deadline && m_zero)
        until = std::min(until, deadline->ns + *m_zero);
    const std::int64_t milliseconds = (until - monotonicNs()) / 1'000'000 + 1;
    pollfd watched {m_engine.fd(), POLLIN, 0};
    ::poll(&watched, 1, static_cast<int>(std::max<std::int64_t>(milliseconds, 0)));
}

Status LessonPerformance::readEngine()
{
    return m_events.read([this](const Event& event) {
        take(event);
        return !m_runner.failed() && m_runner.problem().empty();
    });
}

void LessonPerformance::take(const Event& event)
{
    // The journal's zero on our clock: an event is never seen before it happened.
    const std::int64_t zero = monotonicNs() - event.time.ns;
    m_zero = std::min(m_zero.value_or(zero), zero);
    if (const auto* settled = std::get_if<Settled>(&event.body))
        m_settled = settled->command;
    m_state.apply(event);
    if (m_transcript)
        m_transcript->event(event, m_state);
    m_runner.onEvent(event, m_state);
    drive();
}

/// Reports what was finished and begins the next step; questions are printed with their answers.
void LessonPerformance::drive()
{
    report();
    while (m_runner.ready() && !m_runner.active() && !m_runner.finished() && !m_runner.failed()) {
        if (m_runner.result(m_runner.position()).outcome == StepOutcome::Shown)
            m_runner.answer(nextAnswer(), m_state);
        else
            m_runner.next(m_state);
        report();
    }
}

void LessonPerformance::report()
{
    for (; m_reported < m_runner.position(); ++m_reported)
        if (m_transcript)
            m_transcript->step(m_runner.lesson().steps[m_reported], m_runner.result(m_reported), m_state);
    std::fflush(stdout);
}

} // namespace lab
