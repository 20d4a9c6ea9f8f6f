#pragma once
// LessonRunner: drives one lesson against a lab. No I/O: it is told of events (it looks at the folded LabState) and
// of time, and says which command to submit next and what became of each step. The same runner serves the command
// line, the window and the tests.

#include "model/lab/LabState.h"
#include "model/lesson/Lesson.h"

#include <deque>
#include <functional>
#include <set>

namespace lab {

enum class StepOutcome : std::uint8_t {
    Waiting, ///< not reached
    Active, ///< its command was submitted, or its event is awaited
    Held, ///< every expectation held
    Failed, ///< the kernel did something else
    Done, ///< nothing to expect (say, wire …)
    Shown, ///< an ask or say that waits for the person
};

struct StepResult
{
    StepOutcome outcome = StepOutcome::Waiting;
    std::string what; ///< the expectation that failed, or a line for the transcript ("= 3")
    std::string expected, found; ///< of a failure
};

class LessonRunner
{
public:
    /// `submit` is called with one command line; the caller sends it to the engine.
    LessonRunner(Lesson lesson, std::function<void(const std::string&)> submit);

    /// Submits the set-up commands (actors, sysctls, wire mode, settle).
    void begin();

    /// An event was appended and `state` already has it. Judges, and moves to the next step when free-running.
    void onEvent(const Event& event, const LabState& state);

    /// CLOCK_MONOTONIC in the journal's time base: deadlines of positive expectations.
    void onTime(Timestamp now, const LabState& state);

    /// When onTime must be called at the latest, if anything is awaited.
    std::optional<Timestamp> nextDeadline() const;

    /// Free run: continues by itself to the end (command line). Otherwise each step waits for next().
    void setFreeRunning(bool on, const LabState& state);

    /// Performs the next step (Space). Does nothing while one is active or an answer is awaited.
    void next(const LabState& state);

    /// Performs, ahead of the script, the next call step of an actor on this host; false if there is none.
    bool performNextOf(HostId host, const LabState& state);

    /// The person's answer to the ask step shown (from 1), 0: "show me".
    void answer(int option, const LabState& state);

    const Lesson& lesson() const { return m_lesson; }

    /// The step to be performed next, or the active one; steps.size() at the end.
    std::size_t position() const { return m_position; }

    const StepResult& result(std::size_t step) const { return m_results[step]; }

    int answerOf(std::size_t step) const { return m_answers[step]; } ///< 0: not answered

    bool ready() const { return m_ready; } ///< set-up done

    bool active() const; ///< a step is being performed

    bool finished() const { return m_position >= m_lesson.steps.size(); }

    bool failed() const; ///< any step failed

private:
    struct PacketSeen
    {
        PacketId packet = 0;
    };

    void submit(const Command& command);
    void start(std::size_t step, const LabState& state);
    void judge(const LabState& state, bool atDeadline);
    void finishStep(StepResult result, const LabState& state);

    Lesson m_lesson;
    std::function<void(const std::string&)> m_submit;
    std::vector<StepResult> m_results;
    std::vector<int> m_answers;
    std::size_t m_position = 0;
    bool m_ready = false, m_freeRunning = false;
};

} // namespace lab
