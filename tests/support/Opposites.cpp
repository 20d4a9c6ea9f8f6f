#include "tests/support/Opposites.h"

#include "model/lesson/LessonRunner.h"
#include "model/lesson/RecordedSteps.h"

namespace lab::tests {

namespace {

/// 5 → another number; ">0" → "<=0" and the like.
std::string otherNumber(const std::string& number)
{
    if (number.find("..") != std::string::npos)
        return ">1000000000";
    for (const auto& [from, to] : {std::pair {">=", "<"}, {"<=", ">"}, {">", "<="}, {"<", ">="}})
        if (number.starts_with(from))
            return to + number.substr(std::string_view(from).size());
    const auto value = parseNumber(number);
    return value ? std::to_string(*value == -1 ? 0 : *value + 977) : "-1"; // "fd" and errno names, too
}

std::string otherText(const std::string& text)
{
    return text + "?!"; // ? stands for one character: longer than whatever fitted
}

/// Collects the opposites of one step.
class Turner
{
public:
    Turner(std::size_t step, const Step& original, std::vector<Opposite>& all)
        : m_step(step)
        , m_original(original)
        , m_all(all)
    {
    }

    void turn()
    {
        std::visit([this](const auto& body) { this->of(body); }, m_original.body);
    }

private:
    template<class Body, class Change>
    void add(const Body&, const std::string& what, Change change)
    {
        Step turned = m_original;
        change(std::get<Body>(turned.body));
        m_all.push_back({m_step, "line " + std::to_string(m_original.line) + ": " + what, std::move(turned)});
    }

    template<class Body>
    void ofExpect(const Body& body)
    {
        const Expect& e = body.expect;
        if (e.ret)
            add(body, "ret " + *e.ret, [](Body& b) { b.expect.ret = otherNumber(*b.expect.ret); });
        if (e.errnum)
            add(body, "errno " + *e.errnum,
                [](Body& b) { b.expect.errnum = *b.expect.errnum == "EXDEV" ? "EDOM" : "EXDEV"; });
        if (e.blocks)
            add(body, "blocks", [](Body& b) {
                b.expect.blocks = !*b.expect.blocks;
                if (!*b.expect.blocks)
                    b.expect.ret = ">=-1";
            });
        const auto text = [&](std::optional<std::string> Expect::*field, const char* name) {
            if (e.*field)
                add(body, name + (" " + *(e.*field)),
                    [field](Body& b) { b.expect.*field = otherText(*(b.expect.*field)); });
        };
        text(&Expect::addr, "addr");
        text(&Expect::data, "data");
        text(&Expect::revents, "revents");
        text(&Expect::died, "died");
        text(&Expect::match, "match");
        if (e.value)
            add(body, "value " + *e.value, [](Body& b) { b.expect.value = otherNumber(*b.expect.value); });
        if (e.msMin)
            add(body, "ms_min", [](Body& b) { b.expect.msMin = 600'000; });
        if (e.msMax)
            add(body, "ms_max", [](Body& b) { b.expect.msMax = -1; });
        for (const auto& [name, number] : e.numbers)
            add(body, name + " " + number,
                [key = name](Body& b) { b.expect.numbers[key] = otherNumber(b.expect.numbers[key]); });
    }

    /// Each packet another one, and one packet more. (Of a list that may go on, only those named.)
    template<class Body>
    void ofPatterns(const Body& body, bool mayGoOn)
    {
        for (std::size_t i = 0; i < body.patterns.size(); ++i)
            add(body, "packet " + body.patterns[i], [i](Body& b) { b.patterns[i] = "nobody>nobody SYN"; });
        if (!mayGoOn)
            add(body, "no packet more", [](Body& b) { b.patterns.push_back("nobody>nobody SYN"); });
    }

    void of(const CallStep& step) { ofExpect(step); }

    void of(const ReturnsStep& step) { ofExpect(step); }

    void of(const DissectStep& step) { ofExpect(step); }

    void of(const ProgramStep& step) { ofExpect(step); }

    void of(const FlightStep& step) { ofPatterns(step, false); }

    void of(const PacketsStep& step) { ofPatterns(step, step.prefix || step.arrives); }

    void of(const SeeStep& step)
    {
        ofTable(step, &SeeStep::tcp);
        ofTable(step, &SeeStep::udp);
    }

    void ofTable(const SeeStep& step, std::optional<std::vector<ExpectedRow>> SeeStep::*table)
    {
        if (!(step.*table))
            return;
        add(step, "no row more", [table](SeeStep& s) { (s.*table)->push_back({}); });
        for (std::size_t i = 0; i < (step.*table)->size(); ++i) {
            const ExpectedRow& row = (*(step.*table))[i];
            const auto cell = [&](std::optional<std::string> ExpectedRow::*field, const char* name, auto other) {
                if (row.*field)
                    add(step, name + (" " + *(row.*field)), [=](SeeStep& s) {
                        auto& turned = (*(s.*table))[i].*field;
                        turned = other(*turned);
                    });
            };
            cell(&ExpectedRow::state, "state",
                 [](const std::string& state) { return state == "CLOSING" ? "LISTEN" : "CLOSING"; });
            cell(&ExpectedRow::recvq, "recvq", otherNumber);
            cell(&ExpectedRow::sendq, "sendq", otherNumber);
            cell(&ExpectedRow::local, "local", otherText);
            cell(&ExpectedRow::peer, "peer", otherText);
        }
    }

    void of(const OverhearStep& step)
    {
        for (std::size_t i = 0; i < step.contains.size(); ++i)
            add(step, "contains " + step.contains[i], [i](OverhearStep& s) {
                s.lacks.push_back(s.contains[i]);
                s.contains.erase(s.contains.begin() + static_cast<std::ptrdiff_t>(i));
            });
        for (std::size_t i = 0; i < step.lacks.size(); ++i)
            add(step, "lacks " + step.lacks[i], [i](OverhearStep& s) {
                s.contains.push_back(s.lacks[i]);
                s.lacks.erase(s.lacks.begin() + static_cast<std::ptrdiff_t>(i));
            });
        if (step.bytes)
            add(step, "bytes " + *step.bytes, [](OverhearStep& s) { s.bytes = otherNumber(*s.bytes); });
        if (step.records)
            add(step, "records " + *step.records, [](OverhearStep& s) { s.records = otherText(*s.records); });
    }

    void of(const CounterStep& step)
    {
        for (const auto& [name, number] : step.expect)
            add(step, name + " " + number,
                [key = name](CounterStep& s) { s.expect[key] = otherNumber(s.expect[key]); });
    }

    template<class Body>
    void of(const Body&)
    {
        // say, ask, wire, release …: nothing is expected
    }

    std::size_t m_step;
    const Step& m_original;
    std::vector<Opposite>& m_all;
};

/// "lab: mark step 7" → 6; nothing for another line.
std::optional<std::size_t> markedStep(const Event& event)
{
    const auto* given = std::get_if<CommandGiven>(&event.body);
    const auto mark = given ? stepMark(given->line) : std::nullopt;
    return mark ? std::optional(mark->step - 1) : std::nullopt;
}

} // namespace

std::vector<Opposite> oppositesOf(const Lesson& lesson)
{
    std::vector<Opposite> all;
    for (std::size_t i = 0; i < lesson.steps.size(); ++i)
        Turner(i, lesson.steps[i], all).turn();
    return all;
}

std::size_t expectingSteps(const Lesson& lesson)
{
    std::size_t count = 0;
    std::optional<std::size_t> last;
    for (const Opposite& one : oppositesOf(lesson))
        if (last != one.step) {
            last = one.step;
            ++count;
        }
    return count;
}

bool holdsInRecording(const Lesson& lesson, const std::vector<Event>& recorded,
                      const std::map<ProgramSource, std::string>& programs)
{
    const Timestamp never {std::int64_t {1} << 60};
    LessonRunner runner(lesson, [](const std::string&) {});
    runner.setPrograms(programs);
    runner.begin();
    LabState state;
    const auto goOn = [&] {
        while (runner.ready() && !runner.active() && !runner.finished() && !runner.failed()) {
            if (runner.result(runner.position()).outcome == StepOutcome::Shown)
                runner.answer(0, state);
            else
                runner.next(state);
        }
    };
    for (const Event& event : recorded) {
        // In the recording this step was over when the next one began: what comes now is too late for it.
        if (const auto step = markedStep(event); step && *step > runner.position())
            runner.onTime(never, state);
        if (runner.failed())
            return false;
        state.apply(event);
        runner.onEvent(event, state);
        goOn();
    }
    runner.onTime(never, state);
    goOn();
    return runner.finished() && !runner.failed();
}

} // namespace lab::tests
