#pragma once
// LabSim: plays a lesson without a kernel. It answers the runner's commands as an engine would, from hand-made events
// (JournalBuilder), folds them into a LabState and tells the runner; the test decides what a command brings about.

#include "model/lesson/LessonRunner.h"
#include "tests/support/JournalBuilder.h"

#include <functional>
#include <map>

namespace lab::tests {

class LabSim
{
public:
    /// Steps in YAML; the header is filled in. `wire` is auto or hold.
    explicit LabSim(const std::string& steps, const std::string& wire = "auto", const std::string& header = {});

    /// What happens between the echo of this line and its Settled; nothing by default.
    void on(const std::string& line, std::function<void()> consequences);
    /// This line is answered with a refusal.
    void refuse(const std::string& line, const std::string& why);

    void begin(); ///< the set-up, answered
    void next(); ///< runner.next(), and every submitted line answered
    void answerCommands(); ///< answers what was submitted since
    void tell(); ///< hands the runner the events added to `journal` since
    void wait(int milliseconds); ///< time passes; deadlines are honoured

    const StepResult& result(std::size_t step) const { return runner.result(step); }

    bool submitted(const std::string& line) const;

    JournalBuilder journal;
    LabState state;
    Lesson lesson;
    LessonRunner runner;
    std::vector<std::string> lines; ///< all that was submitted
    ActorId server = 0, client = 0;

private:
    std::vector<std::string> m_unanswered;
    std::map<std::string, std::function<void()>> m_consequences;
    std::map<std::string, std::string> m_refusals;
    std::size_t m_told = 0;
    Timestamp m_clock;
};

} // namespace lab::tests
