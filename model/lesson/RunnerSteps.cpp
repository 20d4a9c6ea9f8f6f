// LessonRunner's steps: how each verb begins, and how it is judged.

#include "model/lesson/LessonRunner.h"

#include "model/command/LinkText.h"

namespace lab {

std::string LessonRunner::wireLine(WireMode mode)
{
    return mode == WireMode::Hold ? "wire: hold" : mode == WireMode::Cut ? "wire: cut" : "wire: flow";
}

namespace {

bool anything(const Expect& e)
{
    return e.ret || e.errnum || e.blocks || e.addr || e.data || e.value || e.revents || e.died || e.match || e.msMin
        || e.msMax || !e.numbers.empty();
}

/// Is there an expectation to hold, or is the step merely carried out?
bool expectsSomething(const Step& step)
{
    return std::visit(
        [](const auto& body) {
            using Body = std::decay_t<decltype(body)>;
            if constexpr (requires { body.expect.ret; })
                return anything(body.expect);
            else
                return std::is_same_v<
                           Body,
                           FlightStep> || std::is_same_v<Body, OverhearStep> || std::is_same_v<Body, PacketsStep> || std::is_same_v<Body, SeeStep> || std::is_same_v<Body, CounterStep>;
        },
        step.body);
}

} // namespace

void LessonRunner::startPacket(const PacketStep& step, const LabState& state)
{
    const PacketState* packet = findHeld(state, step);
    if (!packet) {
        m_phase = Phase::AwaitPacket;
        return;
    }
    CommandBuilder command("wire", step.verb);
    command.word(step.which == "all" ? "all" : std::to_string(packet->packet));
    if (step.splitAfter)
        command.word(std::to_string(*step.splitAfter));
    if (!step.icmpKind.empty())
        command.word(step.icmpKind);
    if (step.mtu)
        command.word(std::to_string(*step.mtu));
    m_results[*m_active].what = state.packetName(*packet);
    submit(command.line());
}

void LessonRunner::startProgram(const ProgramStep& step)
{
    if (step.verb != "run") {
        submit("lab: settle");
        return;
    }
    const auto compiled = m_programs.find(step.source);
    if (compiled == m_programs.end()) {
        m_problem = m_lesson.file + ":" + std::to_string(m_lesson.steps[*m_active].line) + ": " + step.source.file
            + " was not compiled, or may not be run";
        finish(StepOutcome::Failed, "could not run", step.source.file, "nothing");
        return;
    }
    CommandBuilder command("lab", "program");
    command.word(step.program).word(std::string(hostName(step.host)));
    command.word(step.source.file.substr(0, step.source.file.rfind('.')));
    for (const std::string& argument : step.arguments)
        command.word(argument);
    submit(command.with("path", compiled->second).line());
}

Judgement LessonRunner::judgeProgram(const ProgramStep& step, const LabState& state) const
{
    const ActorState* actor = state.actor(step.program);
    const auto written = actor ? m_written.find(actor->started.actor) : m_written.end();
    return judgeProgramStep(step, actor, written != m_written.end() ? written->second : Bytes {});
}

void LessonRunner::start(std::size_t step, const LabState& state)
{
    m_active = step;
    m_results[step] = {StepOutcome::Active, {}, {}, {}};
    m_call = 0;
    m_awaitedId = 0;
    m_rested = false;
    m_awaited.clear();
    m_deadline.reset();
    m_phase = Phase::AwaitRest;
    const Step& what = m_lesson.steps[step];
    // The recording knows its steps, and the echo tells the time on the lab's own clock.
    m_mark = "lab: mark step " + std::to_string(step + 1);
    m_submit(m_mark);
    std::visit(Overloaded {
                   [&](const CallStep& s) { submit(toLine(s.command)); },
                   [&](const ReturnsStep&) { submit("lab: settle"); },
                   [&](const PacketStep& s) { startPacket(s, state); },
                   [&](const WireStep& s) { submit(wireLine(s.mode)); },
                   [&](const LinkStep& s) { submit(linkLine(s.link)); },
                   [&](const InjectStep& s) { submit(toLine(s.command)); },
                   [&](const FlightStep&) { submit("lab: settle"); },
                   [&](const PacketsStep&) { submit("lab: settle"); },
                   [&](const SeeStep&) { submit("lab: settle"); },
                   [&](const CounterStep&) { submit("lab: settle"); },
                   [&](const SysctlStep& s) {
                       for (const auto& [name, value] : s.values) {
                           CommandBuilder command("lab", "sysctl");
                           command.word(std::string(hostName(s.host))).word(name);
                           for (const std::string& word : split(value, ' '))
                               command.word(word);
                           submit(command.line());
                       }
                   },
                   [&](const DissectStep&) { submit("lab: settle"); },
                   [&](const OverhearStep&) { submit("lab: settle"); },
                   [&](const SayStep&) { finish(StepOutcome::Done); },
                   [&](const AskStep&) {
                       m_results[step].outcome = StepOutcome::Shown;
                       m_active.reset();
                       m_phase = Phase::None;
                       m_mark.clear();
                   },
                   [&](const SignalStep& s) { submit(s.actor + ": signal " + s.signal); },
                   [&](const RestartStep& s) { submit(s.actor + ": restart"); },
                   [&](const ProgramStep& s) { startProgram(s); },
               },
               what.body);
}

void LessonRunner::judge(const LabState& state)
{
    if (!m_active)
        return;
    const auto isLate = [this] { return m_deadline && *m_deadline <= m_now; };
    if (m_phase == Phase::AwaitPacket) {
        const auto& step = std::get<PacketStep>(m_lesson.steps[*m_active].body);
        startPacket(step, state);
        if (m_phase == Phase::AwaitPacket && isLate())
            finish(StepOutcome::Failed, step.verb, "the wire holds " + step.which, heldNames(state));
        return;
    }
    if (m_phase == Phase::AwaitRest && m_rested)
        rested(state);
    if (m_phase == Phase::AwaitRest) {
        if (isLate())
            finish(StepOutcome::Failed, "rest", "the lab comes to rest", "no rest within 30 s");
        return;
    }
    if (m_phase != Phase::AwaitEvent)
        return;
    Judgement now = judgeNow(state);
    if (now.verdict == Verdict::Pending && !isLate())
        return;
    if (now.verdict == Verdict::Held)
        finish(expectsSomething(m_lesson.steps[*m_active]) ? StepOutcome::Held : StepOutcome::Done,
               std::move(now.what));
    else
        finish(StepOutcome::Failed, std::move(now.what), std::move(now.expected), std::move(now.found));
}

Judgement LessonRunner::judgeNow(const LabState& state)
{
    const Judgement done {Verdict::Held, {}, {}, {}};
    return std::visit(Overloaded {
                          [&](const CallStep& s) { return judgeCallStep(s, state); },
                          [&](const ReturnsStep& s) { return judgeReturns(s, state); },
                          [&](const PacketStep&) {
                              return Judgement {Verdict::Held, m_results[*m_active].what, {}, {}};
                          },
                          [&](const WireStep&) { return done; },
                          [&](const LinkStep&) { return done; },
                          [&](const InjectStep&) { return done; },
                          [&](const FlightStep& s) { return judgeFlight(s, state); },
                          [&](const PacketsStep& s) { return judgePackets(s, m_seen, state); },
                          [&](const SeeStep& s) { return judgeTable(s, state); },
                          [&](const CounterStep& s) { return judgeCounters(s, state); },
                          [&](const SysctlStep&) { return done; },
                          [&](const DissectStep& s) { return judgeDissection(s, state); },
                          [&](const OverhearStep& s) { return judgeOverheard(s, m_seen, state); },
                          [&](const SayStep&) { return done; },
                          [&](const AskStep&) { return done; },
                          [&](const SignalStep&) { return done; },
                          [&](const RestartStep&) { return done; },
                          [&](const ProgramStep& s) { return judgeProgram(s, state); },
                      },
                      m_lesson.steps[*m_active].body);
}

bool LessonRunner::canTakeOver(const Lesson& other) const
{
    if (other.id != m_lesson.id || other.setup != m_lesson.setup || other.wire != m_lesson.wire
        || other.retransmissions != m_lesson.retransmissions)
        return false;
    for (std::size_t i = 0; i < m_results.size(); ++i) {
        const StepOutcome outcome = m_results[i].outcome;
        if (outcome == StepOutcome::Waiting)
            continue;
        if (i >= other.steps.size())
            return false;
        const bool question = std::holds_alternative<AskStep>(other.steps[i].body);
        if (outcome == StepOutcome::Shown ? !question : !(other.steps[i] == m_lesson.steps[i]))
            return false;
    }
    return true;
}

void LessonRunner::takeOver(Lesson other)
{
    m_lesson = std::move(other);
    m_results.resize(m_lesson.steps.size());
    m_answers.resize(m_lesson.steps.size(), 0);
    m_goingTo = std::min(m_goingTo, m_lesson.steps.size());
}

} // namespace lab
