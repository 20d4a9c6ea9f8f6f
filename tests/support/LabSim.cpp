#include "tests/support/LabSim.h"

#include <algorithm>
#include <stdexcept>

namespace lab::tests {

namespace {

Lesson lessonOf(const std::string& steps, const std::string& wire, const std::string& header)
{
    const std::string yaml = "format: socketlab-lesson/1\nid: made-up\nchapter: basics\nlevel: 1\nminutes: 1\n"
                             "title: {en: A, ko: 가}\ngoals: []\nwire: "
        + wire + "\n" + header + "steps:\n" + steps;
    Result<Lesson> lesson = readLessonText(yaml, "made-up.yaml");
    if (!lesson)
        throw std::runtime_error(lesson.error().message);
    return *lesson;
}

} // namespace

LabSim::LabSim(const std::string& steps, const std::string& wire, const std::string& header)
    : lesson(lessonOf(steps, wire, header))
    , runner(lesson, [this](const std::string& line) {
        lines.push_back(line);
        m_unanswered.push_back(line);
    })
{
    on("lab: actor server server", [this] { server = journal.actor(HostId::Server, "server"); });
    on("lab: actor client client", [this] { client = journal.actor(HostId::Client, "client"); });
    on("wire: hold", [this] { journal.add(WireChanged {WireMode::Hold}); });
    on("wire: flow", [this] { journal.add(WireChanged {WireMode::Flow}); });
}

void LabSim::on(const std::string& line, std::function<void()> consequences)
{
    m_consequences[line] = std::move(consequences);
}

void LabSim::refuse(const std::string& line, const std::string& why)
{
    m_refusals[line] = why;
}

void LabSim::begin()
{
    runner.begin();
    answerCommands();
}

void LabSim::next()
{
    runner.next(state);
    answerCommands();
}

void LabSim::answerCommands()
{
    while (!m_unanswered.empty()) {
        const std::string line = m_unanswered.front();
        m_unanswered.erase(m_unanswered.begin());
        const CommandId command = journal.command(line);
        if (const auto what = m_consequences.find(line); what != m_consequences.end())
            what->second();
        const auto refusal = m_refusals.find(line);
        journal.settled(command, refusal == m_refusals.end() ? std::string() : refusal->second);
        tell();
    }
}

void LabSim::tell()
{
    for (; m_told < journal.events().size(); ++m_told) {
        const Event event = journal.events()[m_told];
        state.apply(event);
        runner.onEvent(event, state);
    }
}

void LabSim::wait(int milliseconds)
{
    journal.after(std::int64_t {milliseconds} * 1000);
    m_clock = {std::max(m_clock.ns, state.now().ns) + std::int64_t {milliseconds} * 1'000'000};
    runner.onTime(m_clock, state);
    answerCommands();
}

bool LabSim::submitted(const std::string& line) const
{
    return std::find(lines.begin(), lines.end(), line) != lines.end();
}

} // namespace lab::tests
