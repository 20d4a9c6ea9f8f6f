#pragma once
// LessonPerformance: a lesson without a window, played against an engine to its end.

#include "app/cli/EngineEvents.h"
#include "app/cli/Transcript.h"
#include "model/journal/Journal.h"
#include "model/lesson/LessonRunner.h"

namespace lab {

/// One lesson against one engine.
class LessonPerformance
{
public:
    /// `transcript`: what is printed of it; nullptr: nothing. `answers`: to the questions in order; "show me" to the others.
    LessonPerformance(Lesson lesson, std::map<ProgramSource, std::string> programs, EngineProcess& engine,
                      Transcript* transcript, std::vector<int> answers = {});

    /// To the end, or to the first expectation that fails. Exit status of a subcommand; why it could not be run is printed.
    int play();

    const LessonRunner& runner() const { return m_runner; }

    const Journal& journal() const { return m_journal; } ///< what has happened

private:
    static constexpr std::int64_t setupPatience = 30'000'000'000;

    Timestamp journalNow() const;
    void send(const std::string& line);
    int nextAnswer();
    std::optional<int> ended();
    int engineGone();
    void waitForEngine();
    Status readEngine();
    void take(const Event& event);
    void drive();
    void report();

    EngineProcess& m_engine;
    Journal m_journal;
    EngineEvents m_events;
    Transcript* m_transcript;
    std::vector<int> m_answers;
    std::size_t m_asked = 0;
    CommandId m_given = 0, m_settled = 0;
    LessonRunner m_runner;
    LabState m_state;
    std::optional<std::int64_t> m_zero; ///< the journal's zero on CLOCK_MONOTONIC
    std::size_t m_reported = 0;
};

} // namespace lab
