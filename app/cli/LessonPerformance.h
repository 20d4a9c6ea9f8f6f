#pragma once
// LessonPerformance: a lesson without a window: named on a command line, and played against an engine to its end.

#include "app/cli/EngineEvents.h"
#include "app/cli/Transcript.h"
#include "model/journal/Journal.h"
#include "model/lesson/LessonRunner.h"

namespace lab {

/// A file, or a lesson of the lab by its id.
Result<Lesson> findLesson(const std::string& name);

/// Why the programs that came with a lesson may not be run by whoever this is; empty: they may, or there are none.
std::string rootsRefusal(const Lesson& lesson, bool rootAllowed);

/// One lesson against one engine.
class LessonPerformance
{
public:
    /// `transcript`: what is printed of it; nullptr: nothing.
    LessonPerformance(Lesson lesson, std::map<ProgramSource, std::string> programs, EngineProcess& engine, Transcript* transcript);

    /// To the end, or to the first expectation that fails. Exit status of a subcommand; why it could not be run is printed.
    int play();

    const LessonRunner& runner() const { return m_runner; }

    const Journal& journal() const { return m_journal; } ///< what has happened

private:
    static constexpr std::int64_t setupPatience = 30'000'000'000;

    Timestamp journalNow() const;
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
    LessonRunner m_runner;
    LabState m_state;
    std::optional<std::int64_t> m_zero; ///< the journal's zero on CLOCK_MONOTONIC
    std::size_t m_reported = 0;
};

} // namespace lab
