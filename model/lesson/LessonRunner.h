#pragma once
// LessonRunner: drives one lesson against a lab. No I/O: it is told of events (it looks at the folded LabState) and
// of time, and says which command to submit next and what became of each step. The same runner serves the command
// line, the window and the tests.

#include "model/lab/LabState.h"
#include "model/lesson/Judgement.h"
#include "model/lesson/Lesson.h"

#include <deque>
#include <functional>

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

    /// The compiled programs of the lesson's `run` steps: source → file to execute, absolute. One that is not here can't
    /// be run, and problem() will say so.
    void setPrograms(std::map<ProgramSource, std::string> programs) { m_programs = std::move(programs); }

    /// Can the rest of the run be of `other`? It can if the lab was made alike, and what was begun so far is the same there
    /// (Step's ==: sentences may differ). A question that waits for its answer may be another one.
    bool canTakeOver(const Lesson& other) const;
    /// From now on the lesson is `other`, one that canTakeOver(); what was performed and answered stays.
    void takeOver(Lesson other);

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

    /// Performs this step, also ahead of the script, unless one is active or it was begun already.
    void perform(std::size_t step, const LabState& state);

    /// Performs by itself up to this step (from 0, it is the next one then): the place where a learner left. `answers`: what
    /// was answered there, by step; a question without one is shown its answer. It stops where the kernel does something else.
    void goOnTo(std::size_t step, std::map<std::size_t, int> answers, const LabState& state);

    bool goingOn() const { return m_position < m_goingTo; } ///< goOnTo() is not there yet

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

    /// Why the lesson can't be performed at all (the set-up was refused, a step needs what is not there); or empty.
    const std::string& problem() const { return m_problem; }

    /// Milliseconds that a positive expectation waits for its event unless the step says `within`.
    static constexpr int usualPatience = 5000;
    /// Milliseconds for the lab to come to rest after a command.
    static constexpr int restPatience = 30000;

private:
    /// How far the active step is.
    enum class Phase : std::uint8_t {
        None,
        AwaitPacket, ///< the packet to release is not held yet
        AwaitRest, ///< its command was submitted
        AwaitEvent, ///< the lab is at rest; what is expected may still come
    };

    static std::string wireLine(WireMode mode);
    void submit(std::string line); ///< and wait for it to settle
    void start(std::size_t step, const LabState& state);
    void startPacket(const PacketStep& step, const LabState& state);
    void goOn(const LabState& state);
    bool takeAnswer(int option);
    void note(const Event& event, const LabState& state);
    void onSetup(const Event& event);
    void onCommand(const CommandGiven& given);
    void onSettled(const Settled& settled);
    void rested(const LabState& state);
    void judge(const LabState& state);
    Judgement judgeNow(const LabState& state);
    Judgement judgeCallStep(const CallStep& step, const LabState& state);
    Judgement judgeReturns(const ReturnsStep& step, const LabState& state);
    Judgement judgeProgram(const ProgramStep& step, const LabState& state) const;
    void startProgram(const ProgramStep& step);
    std::optional<int> patienceOf(std::size_t step) const;
    void finish(StepOutcome outcome, std::string what = {}, std::string expected = {}, std::string found = {});

    Lesson m_lesson;
    std::function<void(const std::string&)> m_submit;
    std::vector<StepResult> m_results;
    std::vector<int> m_answers;
    std::size_t m_position = 0;
    bool m_ready = false, m_freeRunning = false;
    std::string m_problem;

    std::optional<std::size_t> m_active;
    Phase m_phase = Phase::None;
    std::string m_mark; ///< the line whose echo starts the active step's clock
    std::deque<std::string> m_awaited; ///< submitted lines of the step whose echo has not come
    CommandId m_awaitedId = 0; ///< of the last of them
    bool m_rested = false; ///< all of them are settled
    CallId m_call = 0; ///< made by the active call step
    Timestamp m_now;
    std::optional<Timestamp> m_deadline;
    SeenPackets m_seen;
    std::map<ProgramSource, std::string> m_programs;
    std::map<ActorId, Bytes> m_written; ///< by each program, to both streams
    std::string m_setupLine; ///< the set-up command being carried out
    std::size_t m_goingTo = 0; ///< goOnTo()
    std::map<std::size_t, int> m_givenBefore;
};

} // namespace lab
