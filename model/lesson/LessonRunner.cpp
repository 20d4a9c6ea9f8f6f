#include "model/lesson/LessonRunner.h"

#include <algorithm>

namespace lab {

namespace {

Timestamp plusMs(Timestamp time, int ms)
{
    return {time.ns + std::int64_t {ms} * 1'000'000};
}

/// The actor and the thread of "client/rx".
std::pair<std::string, std::string> actorAndThread(const std::string& at)
{
    const std::size_t slash = at.find('/');
    if (slash == std::string::npos)
        return {at, {}};
    return {at.substr(0, slash), at.substr(slash + 1)};
}

const CallState* lastCallOf(const LabState& state, const std::string& at)
{
    const auto [name, threadName] = actorAndThread(at);
    const ActorState* actor = state.actor(name);
    const ThreadState* thread = actor ? actor->thread(threadName) : nullptr;
    return thread && thread->call ? &*thread->call : nullptr;
}

} // namespace

LessonRunner::LessonRunner(Lesson lesson, std::function<void(const std::string&)> submit)
    : m_lesson(std::move(lesson))
    , m_submit(std::move(submit))
    , m_results(m_lesson.steps.size())
    , m_answers(m_lesson.steps.size(), 0)
{
}

void LessonRunner::begin()
{
    for (const Command& command : m_lesson.setup)
        m_submit(toLine(command));
    m_submit("lab: retransmissions " + m_lesson.retransmissions);
    m_submit(wireLine(m_lesson.wire));
    m_submit("lab: settle");
}

void LessonRunner::onSetup(const Event& event)
{
    if (const auto* given = std::get_if<CommandGiven>(&event.body)) {
        m_setupLine = given->line;
    } else if (const auto* settled = std::get_if<Settled>(&event.body)) {
        if (!settled->refusal.empty() && m_problem.empty())
            m_problem = m_setupLine + ": " + settled->refusal;
        m_ready = m_problem.empty() && m_setupLine == "lab: settle";
    }
}

void LessonRunner::onEvent(const Event& event, const LabState& state)
{
    if (m_now < event.time)
        m_now = event.time;
    if (!m_ready) {
        onSetup(event);
        if (m_ready)
            goOn(state);
        return;
    }
    note(event, state);
    judge(state);
    goOn(state);
}

/// What an event tells about the active step, whatever its kind.
void LessonRunner::note(const Event& event, const LabState& state)
{
    if (const auto* sent = std::get_if<PacketSent>(&event.body)) {
        const PacketState* packet = state.packet(sent->packet);
        // What the wire itself forged, cut or answered was not sent by a host.
        if (sent->origin == PacketOrigin::Kernel && packet && !isNoise(packet->decoded))
            m_seen.all.push_back({sent->packet, sent->from, packet->name, state.wire() == WireMode::Flow && state.link().isInstant()});
        return;
    }
    if (const auto* output = std::get_if<ActorOutput>(&event.body)) {
        Bytes& written = m_written[output->actor];
        written.insert(written.end(), output->bytes.begin(), output->bytes.end());
    }
    if (!m_active)
        return;
    if (const auto* given = std::get_if<CommandGiven>(&event.body)) {
        onCommand(*given);
    } else if (const auto* entered = std::get_if<CallEntered>(&event.body)) {
        const auto* step = std::get_if<CallStep>(&m_lesson.steps[*m_active].body);
        const ActorState* actor = state.actor(entered->actor);
        if (step && actor && m_call == 0 && m_awaited.empty()) {
            const auto [name, thread] = actorAndThread(step->at);
            if (actor->started.name == name && entered->thread == thread)
                m_call = entered->call;
        }
    } else if (const auto* settled = std::get_if<Settled>(&event.body)) {
        onSettled(*settled);
    }
}

void LessonRunner::onCommand(const CommandGiven& given)
{
    if (!m_mark.empty() && given.line == m_mark) {
        m_mark.clear();
        m_deadline =
            plusMs(m_now, m_phase == Phase::AwaitPacket ? patienceOf(*m_active).value_or(usualPatience) : restPatience);
    } else if (!m_awaited.empty() && given.line == m_awaited.front()) {
        m_awaited.pop_front();
        m_awaitedId = given.command;
    }
}

void LessonRunner::onSettled(const Settled& settled)
{
    if (m_phase != Phase::AwaitRest || m_awaitedId == 0 || settled.command < m_awaitedId)
        return;
    if (settled.command == m_awaitedId && !settled.refusal.empty()) {
        finish(StepOutcome::Failed, "the command", "it is carried out", settled.refusal);
        return;
    }
    m_rested = m_awaited.empty();
}

/// The lab is at rest: from now on what is expected may come, unless the call still stands before its start.
void LessonRunner::rested(const LabState& state)
{
    const CallState* call = m_call != 0 ? state.call(m_call) : nullptr;
    const ActorState* actor = call ? state.actor(call->entered.actor) : nullptr;
    if (call && call->phase == CallPhase::AboutToRun && state.stopsBeforeCalls() && actor && !actor->exited) {
        m_deadline.reset(); // a person lets it go on, whenever that may be
        return;
    }
    m_phase = Phase::AwaitEvent;
    m_deadline = plusMs(m_now, patienceOf(*m_active).value_or(usualPatience));
}

void LessonRunner::onTime(Timestamp now, const LabState& state)
{
    if (m_now < now)
        m_now = now;
    judge(state);
    goOn(state);
}

std::optional<Timestamp> LessonRunner::nextDeadline() const
{
    return m_active ? m_deadline : std::nullopt;
}

void LessonRunner::setFreeRunning(bool on, const LabState& state)
{
    m_freeRunning = on;
    goOn(state);
}

void LessonRunner::next(const LabState& state)
{
    perform(m_position, state);
}

void LessonRunner::perform(std::size_t step, const LabState& state)
{
    if (!m_ready || m_active || step >= m_results.size() || m_results[step].outcome != StepOutcome::Waiting)
        return;
    start(step, state);
    judge(state);
    goOn(state);
}

bool LessonRunner::performNextOf(HostId host, const LabState& state)
{
    if (!m_ready || m_active)
        return false;
    for (std::size_t i = m_position; i < m_lesson.steps.size(); ++i) {
        if (m_results[i].outcome != StepOutcome::Waiting)
            continue;
        const auto* step = std::get_if<CallStep>(&m_lesson.steps[i].body);
        const auto* returns = std::get_if<ReturnsStep>(&m_lesson.steps[i].body);
        if (!step && !returns)
            continue;
        const ActorState* actor = state.actor(actorAndThread(step ? step->at : returns->at).first);
        if (!actor || actor->started.host != host)
            continue;
        // A call that is still to return comes first: a thread makes one call at a time.
        const CallState* busy = lastCallOf(state, step ? step->at : returns->at);
        if (returns || (busy && busy->phase != CallPhase::Returned))
            return false;
        start(i, state);
        return true;
    }
    return false;
}

void LessonRunner::answer(int option, const LabState& state)
{
    if (takeAnswer(option))
        goOn(state);
}

bool LessonRunner::takeAnswer(int option)
{
    if (finished() || m_active)
        return false;
    const auto* ask = std::get_if<AskStep>(&m_lesson.steps[m_position].body);
    if (!ask || option < 0 || option > static_cast<int>(ask->options.size()))
        return false;
    m_answers[m_position] = option;
    m_submit("lab: mark step " + std::to_string(m_position + 1) + " answer " + std::to_string(option));
    m_active = m_position;
    finish(StepOutcome::Done, option == 0 ? "shown" : option == ask->answer ? "right" : "wrong");
    return true;
}

void LessonRunner::goOnTo(std::size_t step, std::map<std::size_t, int> answers, const LabState& state)
{
    m_goingTo = std::min(step, m_lesson.steps.size());
    m_givenBefore = std::move(answers);
    goOn(state);
}

bool LessonRunner::active() const
{
    return m_active.has_value();
}

bool LessonRunner::failed() const
{
    return std::any_of(m_results.begin(), m_results.end(),
                       [](const StepResult& result) { return result.outcome == StepOutcome::Failed; });
}

void LessonRunner::goOn(const LabState& state)
{
    while (m_ready && !m_active && !finished() && (m_freeRunning || goingOn())) {
        if (goingOn() && failed()) {
            m_goingTo = 0; // the learner was somewhere else than where this leads
        } else if (m_results[m_position].outcome == StepOutcome::Shown) {
            const auto before = m_givenBefore.find(m_position);
            if (!goingOn() || !takeAnswer(before == m_givenBefore.end() ? 0 : before->second))
                return;
        } else {
            start(m_position, state);
            judge(state);
        }
    }
}

void LessonRunner::submit(std::string line)
{
    m_phase = Phase::AwaitRest;
    if (m_mark.empty())
        m_deadline = plusMs(m_now, restPatience);
    m_awaited.push_back(line);
    m_submit(line);
}

void LessonRunner::finish(StepOutcome outcome, std::string what, std::string expected, std::string found)
{
    m_results[*m_active] = {outcome, std::move(what), std::move(expected), std::move(found)};
    if (std::holds_alternative<PacketsStep>(m_lesson.steps[*m_active].body)
        && !std::get<PacketsStep>(m_lesson.steps[*m_active].body).arrives)
        m_seen.checked = m_seen.all.size();
    m_active.reset();
    m_phase = Phase::None;
    m_deadline.reset();
    m_mark.clear();
    m_awaited.clear();
    while (!finished()) { // steps that were performed ahead of the script are done
        const StepOutcome here = m_results[m_position].outcome;
        if (here == StepOutcome::Waiting || here == StepOutcome::Active || here == StepOutcome::Shown)
            break;
        ++m_position;
    }
}

std::optional<int> LessonRunner::patienceOf(std::size_t step) const
{
    return std::visit(
        [](const auto& body) -> std::optional<int> {
            if constexpr (requires { body.withinMs; })
                return body.withinMs;
            else
                return {};
        },
        m_lesson.steps[step].body);
}

Judgement LessonRunner::judgeReturns(const ReturnsStep& step, const LabState& state)
{
    const CallState* call = lastCallOf(state, step.at);
    if (!call || !isCall(step.call, call->entered.name))
        return {Verdict::Failed, "returns", step.call, call ? call->entered.name : "no call was made"};
    if (const ActorState* actor = state.actor(call->entered.actor);
        actor && actor->exited && call->phase != CallPhase::Returned)
        return judgeDeath(step.expect, *actor);
    const bool blocks = step.expect.blocks.value_or(false);
    if (blocks && call->phase == CallPhase::Blocked)
        return {Verdict::Held, "…", {}, {}};
    if (call->phase != CallPhase::Returned)
        return {Verdict::Pending, step.call, blocks ? "it blocks" : "it returns", "it still waits"};
    return judgeReturn(step.expect, *call);
}

Judgement LessonRunner::judgeCallStep(const CallStep& step, const LabState& state)
{
    const CallState* call = m_call == 0 ? nullptr : state.call(m_call);
    if (const ActorState* actor = state.actor(actorAndThread(step.at).first);
        actor && actor->exited && (!call || call->phase != CallPhase::Returned || step.expect.died))
        return judgeDeath(step.expect, *actor);
    if (!call) {
        // A helper of the lab (ls_fd) is no system call: that it settled without a refusal is all.
        CallState helper;
        helper.returned = CallReturned {};
        if (step.command.verb == "ls_fd")
            return judgeReturn(step.expect, helper);
        return {Verdict::Pending, step.command.verb, "the call is made", "no call was seen"};
    }
    if (step.expect.died)
        return {Verdict::Pending, "died", *step.expect.died, "the program lives"};
    if (call->phase == CallPhase::Returned)
        return judgeReturn(step.expect, *call);
    const Expect& e = step.expect;
    const bool positive =
        e.ret || e.errnum || e.addr || e.data || e.value || e.revents || e.match || !e.numbers.empty();
    const bool mayBlock = e.blocks.value_or(!positive);
    if (mayBlock && call->phase == CallPhase::Blocked)
        return {Verdict::Held, "…", {}, {}};
    return {Verdict::Pending, step.command.verb, mayBlock ? "it blocks" : "it returns", "it still waits"};
}

} // namespace lab
