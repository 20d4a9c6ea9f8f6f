#include "model/compare/RunFact.h"

namespace lab {

std::string_view partName(FactPart part)
{
    static constexpr std::string_view names[] {
        "",       "line",   "refusal",  "value",        "command-line", "end",       "output",       "arguments",
        "result", "errno",  "given-back", "returned",   "flags",        "length",    "sequence",     "acknowledged",
        "fate",   "state",  "addresses",  "recv-queue", "send-queue",
    };
    static_assert(std::size(names) == factPartCount);
    return names[static_cast<std::size_t>(part)];
}

std::string_view kindName(RunFact::Kind kind)
{
    static constexpr std::string_view names[] {"ignored", "command", "lab",  "program", "call",
                                               "return",  "packet",  "fate", "state",   "queue"};
    static_assert(std::size(names) == static_cast<std::size_t>(RunFact::Kind::Queue) + 1);
    return names[static_cast<std::size_t>(kind)];
}

FactPart meaning(RunFact::Kind kind, std::size_t i)
{
    using Part = FactPart;
    using Row = std::array<FactPart, RunFact::mostParts>;
    static constexpr Row rows[] {
        {},
        {Part::Line, Part::Refusal},
        {Part::Value},
        {Part::CommandLine, Part::End, Part::Output},
        {Part::Passed, Part::Result, Part::Errno, Part::GivenBack, Part::Returned},
        {Part::Passed, Part::Result, Part::Errno, Part::GivenBack},
        {Part::Flags, Part::Length, Part::Sequence, Part::Acknowledged, Part::Fate},
        {Part::Flags, Part::Length, Part::Sequence, Part::Acknowledged, Part::Fate},
        {Part::State, Part::Addresses},
        {Part::ReceiveQueue, Part::SendQueue},
    };
    static_assert(std::size(rows) == static_cast<std::size_t>(RunFact::Kind::Queue) + 1);
    return rows[static_cast<std::size_t>(kind)][i];
}

FactParts differingParts(const RunFact& left, const RunFact& right)
{
    FactParts parts = 0;
    for (std::size_t i = 0; i < RunFact::mostParts; ++i)
        if (left.parts[i] != right.parts[i])
            parts |= bitOf(meaning(left.kind, i));
    // What a call that has not returned gave back is no news beside that.
    if (parts & bitOf(FactPart::Returned))
        parts &= bitOf(FactPart::Returned) | bitOf(FactPart::Passed);
    return parts;
}

} // namespace lab
