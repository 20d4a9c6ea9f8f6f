#include "app/LessonPrograms.h"
#include "app/Paths.h"
#include "app/cli/Cli.h"
#include "app/cli/EngineEvents.h"
#include "app/cli/NamedLesson.h"
#include "app/cli/Terminal.h"
#include "app/cli/Transcript.h"
#include "model/lesson/LessonRunner.h"

#include <algorithm>
#include <cstdio>

#include <poll.h>

namespace lab {

namespace {

constexpr int expectationFailed = 1;

/// "2,1,3": the options, from 1, of the lesson's questions in order; one for each.
Result<std::vector<int>> readAnswers(const std::optional<std::string>& given, const Lesson& lesson)
{
    std::vector<int> answers;
    if (!given)
        return answers;
    std::vector<std::size_t> options;
    for (const Step& step : lesson.steps)
        if (const auto* ask = std::get_if<AskStep>(&step.body))
            options.push_back(ask->options.size());
    const std::vector<std::string> parts = split(*given, ',');
    if (parts.size() != options.size())
        return Error {"the lesson asks " + std::to_string(options.size()) + " questions, and --answers has "
                      + std::to_string(parts.size()) + " answers"};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto option = parseNumber(parts[i]);
        if (!option || *option < 1 || *option > static_cast<std::int64_t>(options[i]))
            return Error {"question " + std::to_string(i + 1) + " has the answers 1 to " + std::to_string(options[i])
                          + ", and --answers says " + parts[i]};
        answers.push_back(static_cast<int>(*option));
    }
    return answers;
}

/// One lesson against one engine.
class Performance
{
public:
    Performance(Lesson lesson, std::map<ProgramSource, std::string> programs, std::vector<int> answers,
                EngineProcess& engine, Transcript& transcript)
        : m_engine(engine)
        , m_events(engine)
        , m_transcript(transcript)
        , m_answers(std::move(answers))
        , m_runner(std::move(lesson), [this](const std::string& line) { send(line); })
    {
        m_runner.setPrograms(std::move(programs));
    }

    int play()
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

private:
    static constexpr std::int64_t setupPatience = 30'000'000'000;

    Timestamp journalNow() const { return m_zero ? Timestamp {monotonicNs() - *m_zero} : Timestamp {}; }

    std::optional<int> ended()
    {
        if (!m_runner.problem().empty()) {
            report();
            return complain("could not run: " + m_runner.problem());
        }
        // The last line may be an answer: it is to be in the recording, too.
        if (!m_runner.failed() && !(m_runner.finished() && m_settled >= m_given))
            return {};
        report();
        m_transcript.verdict(m_runner, m_state.now());
        return m_runner.failed() ? expectationFailed : inOrder;
    }

    void send(const std::string& line)
    {
        m_given += m_engine.send(line) ? 1 : 0;
    }

    int engineGone()
    {
        report();
        const std::string words = m_engine.endReport();
        return complain(words.empty() ? "the engine ended before the lesson did" : words);
    }

    void waitForEngine()
    {
        std::int64_t until = monotonicNs() + 1'000'000'000;
        if (const auto deadline = m_runner.nextDeadline(); deadline && m_zero)
            until = std::min(until, deadline->ns + *m_zero);
        const std::int64_t milliseconds = (until - monotonicNs()) / 1'000'000 + 1;
        pollfd watched {m_engine.fd(), POLLIN, 0};
        ::poll(&watched, 1, static_cast<int>(std::max<std::int64_t>(milliseconds, 0)));
    }

    Status readEngine()
    {
        return m_events.read([this](const Event& event) {
            take(event);
            return !m_runner.failed() && m_runner.problem().empty();
        });
    }

    void take(const Event& event)
    {
        // The journal's zero on our clock: an event is never seen before it happened.
        const std::int64_t zero = monotonicNs() - event.time.ns;
        m_zero = std::min(m_zero.value_or(zero), zero);
        if (const auto* settled = std::get_if<Settled>(&event.body))
            m_settled = settled->command;
        m_state.apply(event);
        m_transcript.event(event, m_state);
        m_runner.onEvent(event, m_state);
        drive();
    }

    /// Reports what was finished and begins the next step; questions are printed with their answers.
    void drive()
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

    /// 0, "show me", where nobody gave any.
    int nextAnswer() { return m_asked < m_answers.size() ? m_answers[m_asked++] : 0; }

    void report()
    {
        for (; m_reported < m_runner.position(); ++m_reported)
            m_transcript.step(m_runner.lesson().steps[m_reported], m_runner.result(m_reported), m_state);
        std::fflush(stdout);
    }

    EngineProcess& m_engine;
    EngineEvents m_events;
    Transcript& m_transcript;
    std::vector<int> m_answers; ///< to the questions, in order
    std::size_t m_asked = 0;
    CommandId m_given = 0, m_settled = 0;
    LessonRunner m_runner;
    LabState m_state;
    std::optional<std::int64_t> m_zero;
    std::size_t m_reported = 0;
};

} // namespace

int runLesson(const std::vector<std::string>& words)
{
    std::vector<std::string> rest = words;
    const bool programsAllowed = std::erase(rest, "--allow-programs") > 0, rootAllowed = std::erase(rest, "--allow-root") > 0;
    const CommandWords arguments = readCommandWords(rest, {"journal", "lang", "answers"});
    const auto language = languageOf(arguments);
    if (!arguments.wrong.empty() || arguments.words.size() != 1 || !language) {
        std::fprintf(stderr, "usage: socketlab run LESSON-ID|LESSON.yaml [--journal FILE] [--lang en|ko]\n"
                             "                     [--answers 2,1,3] [--allow-programs [--allow-root]]\n");
        return couldNotRun;
    }
    Result<Lesson> lesson = findLesson(arguments.words.front());
    if (!lesson)
        return complain(lesson.error().message);
    if (const Status allowed = mayRunAs(*lesson, rootAllowed); !allowed)
        return complain(allowed.error().message);
    const auto programs = prepareLessonPrograms(*lesson, programsAllowed);
    if (!programs)
        return complain(programs.error().message);
    const auto answers = readAnswers(arguments.get("answers"), *lesson);
    if (!answers)
        return complain(answers.error().message);
    const Result<Words> vocabulary = Words::read(resourceFolder() + "/words");
    if (!vocabulary)
        return complain(vocabulary.error().message);
    Result<EngineProcess> engine = EngineProcess::start({lesson->id, arguments.get("journal").value_or("")});
    if (!engine)
        return complain(engine.error().message);
    Transcript transcript(stdout, *vocabulary, *language);
    transcript.title(*lesson);
    return Performance(std::move(*lesson), programs->paths, *answers, *engine, transcript).play();
}

} // namespace lab
