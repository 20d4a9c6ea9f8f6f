#include "model/command/CallWords.h"

#include "model/command/ArgumentText.h"

#include <algorithm>
#include <span>
#include <string_view>

namespace lab {

namespace {

/// The other names under which a person may give an argument, beside the man page's.
std::span<const std::string_view> aliasesOf(const CallRow& row, std::size_t index)
{
    static constexpr std::string_view fd[] = {"fd", "sockfd"}, buffer[] = {"data", "size"}, address[] = {"addr"};
    static constexpr std::string_view length[] = {"len", "count"}, option[] = {"opt"}, value[] = {"value"};
    static constexpr std::string_view readLength[] = {"len", "count", "size"};
    switch (row.args[index].kind) {
    case ArgKind::Fd:
        return index == 0 ? std::span<const std::string_view>(fd) : std::span<const std::string_view>();
    case ArgKind::Buffer:
        return buffer;
    case ArgKind::Address:
    case ArgKind::AddressOut:
        return address;
    case ArgKind::Size:
        if (row.args[index - 1].kind == ArgKind::BufferOut)
            return readLength;
        return length;
    case ArgKind::OptName:
        return option;
    case ArgKind::OptValue:
    case ArgKind::OptValueOut:
        return value;
    default:
        return {};
    }
}

/// Arguments that words without a name fill, in order: what a person has to say, not what follows from it.
bool isPositional(const CallRow& row, std::size_t index)
{
    switch (row.args[index].kind) {
    case ArgKind::AddressOut:
    case ArgKind::AddressLength:
    case ArgKind::AddressLengthOut:
    case ArgKind::BufferOut:
    case ArgKind::OptLevel:
    case ArgKind::OptLength:
    case ArgKind::OptValueOut:
    case ArgKind::OptLengthOut:
    case ArgKind::PollCount:
        return false;
    case ArgKind::Size:
        return row.args[index - 1].kind == ArgKind::BufferOut;
    default:
        return true;
    }
}

bool hasKind(const CallRow& row, ArgKind kind)
{
    return std::any_of(row.args.begin(), row.args.end(), [&](const ArgSpec& spec) { return spec.kind == kind; });
}

Status readSwitch(const std::string& name, const std::string& value, bool& out)
{
    const auto on = parseSwitch(value);
    if (!on)
        return Error {name + ": expected 1 or 0, found \"" + value + "\""};
    out = *on;
    return Nothing {};
}

Status checkSwitches(const Command& command, const CallRow& row, const CallWords& sorted)
{
    if (sorted.nonblock && !hasKind(row, ArgKind::SocketType) && !hasKind(row, ArgKind::AcceptFlags)) {
        return Error {"nonblock is for socket and accept; " + command.verb
                      + " can be made not to wait with flags=MSG_DONTWAIT or fcntl cmd=F_SETFL arg=O_NONBLOCK"};
    }
    if (sorted.forgetHtons && !hasKind(row, ArgKind::Address))
        return Error {"forget_htons: " + command.verb + " is given no address"};
    // fcntl makes a descriptor with F_DUPFD only, which its row can't say.
    if (!sorted.as.empty() && !row.returnsFd && row.name != "fcntl")
        return Error {"as: " + command.verb + " makes no descriptor"};
    return Nothing {};
}

Status sortPositional(const Command& command, const CallRow& row, CallWords& sorted)
{
    std::size_t next = 0;
    for (const std::string& word : command.words) {
        while (next < sorted.slots.size() && !isPositional(row, next))
            ++next;
        if (next == sorted.slots.size())
            return Error {"\"" + word + "\" is one word too many for " + command.verb};
        sorted.slots[next] = {word, std::string(row.args[next].name)};
        ++next;
    }
    return Nothing {};
}

Status sortNamed(const Command& command, const CallRow& row, const std::string& name, const std::string& value,
                 CallWords& sorted)
{
    if (name == "as") {
        sorted.as = value;
        return Nothing {};
    }
    if (name == "nonblock")
        return readSwitch(name, value, sorted.nonblock);
    if (name == "forget_htons")
        return readSwitch(name, value, sorted.forgetHtons);
    for (std::size_t i = 0; i < sorted.slots.size(); ++i) {
        const auto aliases = aliasesOf(row, i);
        if (row.args[i].name != name && std::find(aliases.begin(), aliases.end(), name) == aliases.end())
            continue;
        if (sorted.slots[i].text)
            return Error {name + ": this argument of " + command.verb + " is given twice"};
        sorted.slots[i] = {value, name};
        return Nothing {};
    }
    std::string known;
    for (const ArgSpec& spec : row.args)
        known += (known.empty() ? "" : ", ") + std::string(spec.name);
    return Error {command.verb + " has no argument " + name + (known.empty() ? "" : "; it has " + known)};
}

} // namespace

Result<CallWords> sortWords(const Command& command, const CallRow& row)
{
    CallWords sorted;
    sorted.slots.resize(row.args.size());
    if (const Status status = sortPositional(command, row, sorted); !status)
        return status.error();
    for (const auto& [name, value] : command.named) {
        if (const Status status = sortNamed(command, row, name, value, sorted); !status)
            return status.error();
    }
    // send() and recv() are sendto() and recvfrom() with NULL addresses.
    const bool shortForm = command.verb == "send" || command.verb == "recv";
    for (std::size_t i = 0; i < sorted.slots.size() && shortForm; ++i) {
        const ArgKind kind = row.args[i].kind;
        const bool addressPart = kind == ArgKind::Address || kind == ArgKind::AddressOut
            || kind == ArgKind::AddressLength || kind == ArgKind::AddressLengthOut;
        if (addressPart && sorted.slots[i].text)
            return Error {sorted.slots[i].word + ": " + command.verb + " takes no address; " + std::string(row.name)
                          + " does"};
        if (kind == ArgKind::AddressOut)
            sorted.slots[i] = {"NULL", std::string(row.args[i].name)};
    }
    if (const Status status = checkSwitches(command, row, sorted); !status)
        return status.error();
    return sorted;
}

} // namespace lab
