// RunFacts of calls: by thread; arguments and results in strace's words without what is another value in every run.

#include "model/calls/CallTable.h"
#include "model/calls/CallText.h"
#include "model/compare/RunFacts.h"

#include <algorithm>
#include <charconv>

namespace lab {

namespace {

constexpr std::size_t argumentsPart = 0, resultPart = 1, errnoPart = 2, givenBackPart = 3, returnedPart = 4;

/// Hexadecimal numbers of eight digits and more are addresses in the program's memory.
std::string withoutPointers(const std::string& text)
{
    constexpr std::size_t leastDigits = 8;
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i;
        if (text.compare(i, 2, "0x") == 0)
            for (end = i + 2; end < text.size() && std::isxdigit(static_cast<unsigned char>(text[end]));)
                ++end;
        if (end >= i + 2 + leastDigits) {
            out += "0x*";
            i = end;
        } else {
            out += text[i++];
        }
    }
    return out;
}

/// htons(40123) of a port that the kernel chose.
std::string withoutChosenPorts(const std::string& text, std::uint16_t firstChosen)
{
    constexpr std::string_view before = "htons(";
    std::string out;
    std::size_t from = 0;
    for (std::size_t at = text.find(before); at != std::string::npos; at = text.find(before, from)) {
        at += before.size();
        out.append(text, from, at - from);
        unsigned port = 0;
        const auto read = std::from_chars(text.data() + at, text.data() + text.size(), port);
        from = static_cast<std::size_t>(read.ptr - text.data());
        out += port >= firstChosen ? "*" : std::to_string(port);
    }
    return out.append(text, from, std::string::npos);
}

/// What the kernel writes there says how long something took.
bool tellsTime(const CallEntered& call, std::size_t argument)
{
    const CallRow* row = findCall(call.name);
    if (!row || argument >= row->args.size())
        return false;
    const ArgKind kind = row->args[argument].kind;
    if (kind == ArgKind::TimeSpec || kind == ArgKind::TimeVal)
        return true;
    // struct tcp_info is full of times and counters.
    return (kind == ArgKind::OptValueOut || kind == ArgKind::OptLengthOut) && call.args.size() > 2
        && nameOf(ArgKind::OptName, static_cast<std::int32_t>(call.args[2].raw), static_cast<int>(call.args[1].raw)) == "TCP_INFO";
}

} // namespace

std::uint64_t RunFacts::threadLane(const CallEntered& call)
{
    const auto found = m_actors.find(call.actor);
    Fingerprint lane;
    lane.add("thread").add(actorName(call.actor)).add(call.thread);
    if (found != m_actors.end() && call.thread.empty()) { // of a program: which of its threads it is
        auto& threads = found->second.threads;
        const auto at = std::find(threads.begin(), threads.end(), call.tid);
        lane.number(static_cast<std::uint64_t>(at - threads.begin()));
        if (at == threads.end())
            threads.push_back(call.tid);
    }
    return lane.value();
}

void RunFacts::entered(const CallEntered& event)
{
    m_open[event.call] = {m_facts.size(), m_event};
    RunFact& fact = add(RunFact::Kind::Call, threadLane(event), Fingerprint().add(event.name).shortValue());
    Fingerprint arguments;
    for (std::size_t i = 0; i < event.args.size(); ++i)
        arguments.add(withoutPointers(withoutChosenPorts(argumentText(event, i), m_firstChosen)));
    const Bytes data = dataOf(event);
    fact.parts[argumentsPart] = arguments.add(asText(data)).shortValue();
}

void RunFacts::injected(const CallInjected& event)
{
    if (const auto open = m_open.find(event.call); open != m_open.end()) {
        std::uint32_t& part = m_facts[open->second.fact].parts[argumentsPart];
        part = Fingerprint().number(part).add(event.what).shortValue();
    }
}

void RunFacts::returned(const CallReturned& event, const Journal& journal)
{
    const auto open = m_open.find(event.call);
    if (open == m_open.end())
        return; // it was made before the program was watched
    const auto call = std::get<CallEntered>(journal.at(open->second.event).body);
    const bool atOnce = sinceCommand(open->second.fact);
    if (!atOnce) {
        const RunFact& made = m_facts[open->second.fact];
        add(RunFact::Kind::Return, made.lane, made.name).begin = open->second.event;
    }
    RunFact& fact = atOnce ? m_facts[open->second.fact] : m_facts.back();
    Fingerprint givenBack;
    bool wrote = false;
    for (std::size_t i = 0; i < call.args.size() && i < event.outArgs.size(); ++i)
        if (!event.outArgs[i].memory.empty() && !tellsTime(call, i) && (wrote = true))
            givenBack.add(withoutPointers(withoutChosenPorts(argumentText(call, i, &event), m_firstChosen)));
    fact.parts[resultPart] = static_cast<std::uint32_t>(event.result);
    fact.parts[errnoPart] = static_cast<std::uint32_t>(event.errnum);
    fact.parts[givenBackPart] = wrote ? givenBack.add(asText(dataOf(call, &event))).shortValue() : 0;
    if (atOnce)
        fact.parts[returnedPart] = 1;
    fact.shown = m_event;
    m_open.erase(open);
}

} // namespace lab
