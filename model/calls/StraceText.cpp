// A call in strace's words (6.1, x86-64), which every example in books and on the web uses. Where strace pads the call
// to a column before " = ", we write one space.
#include "model/calls/CallMemory.h"
#include "model/calls/CallText.h"
#include "model/calls/ValueText.h"

#include <algorithm>
#include <cstring>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>

namespace lab {

namespace {

/// One argument of one call, with everything its text depends on.
struct Place
{
    const CallEntered& call;
    const CallReturned* returned;
    const CallRow& row;
    std::size_t index;

    ArgKind kind() const { return row.args[index].kind; }

    std::uint64_t raw(std::size_t at) const { return rawOf(call, at); }

    int asInt(std::size_t at) const { return static_cast<int>(rawOf(call, at)); }

    std::string pointer() const { return raw(index) == 0 ? "NULL" : hexText(raw(index)); }

    bool succeeded() const { return returned && returned->result >= 0; }
};

std::string addressIn(const Place& at)
{
    const int length = at.asInt(at.index + 1);
    const ByteView memory = memoryIn(at.call, at.index);
    if (length < static_cast<int>(sizeof(sa_family_t)) || length > static_cast<int>(sizeof(sockaddr_storage))
        || memory.size() < sizeof(sa_family_t))
        return at.pointer();
    return addressText(memory);
}

std::string addressOut(const Place& at)
{
    ByteView memory = memoryOut(at.returned, at.index);
    // The kernel tells the whole length, but wrote no more than there was room for (accept(2)).
    if (const auto room = valueIn<std::uint32_t>(memoryIn(at.call, at.index + 1)); room && *room < memory.size())
        memory = memory.first(*room);
    return memory.size() < sizeof(sa_family_t) ? at.pointer() : addressText(memory);
}

/// socklen_t*: [128 => 16] where the kernel changed it.
std::string lengthOut(const Place& at)
{
    const auto before = valueIn<std::int32_t>(memoryIn(at.call, at.index));
    if (!before)
        return at.pointer();
    const auto after = valueIn<std::int32_t>(memoryOut(at.returned, at.index));
    if (!after || *after == *before)
        return "[" + std::to_string(*before) + "]";
    return "[" + std::to_string(*before) + " => " + std::to_string(*after) + "]";
}

std::string bufferIn(const Place& at)
{
    const std::uint64_t length = at.raw(at.index + 1);
    const ByteView memory = memoryIn(at.call, at.index);
    if (at.raw(at.index) == 0 || (memory.empty() && length > 0))
        return at.pointer();
    return quotedText(memory, length);
}

std::string bufferOut(const Place& at)
{
    if (!at.succeeded() || at.raw(at.index) == 0)
        return at.pointer();
    const auto length = std::min(static_cast<std::uint64_t>(at.returned->result), at.raw(at.index + 1));
    const ByteView memory = memoryOut(at.returned, at.index);
    return quotedText(memory.first(std::min<std::size_t>(memory.size(), length)), length);
}

/// strace knows these options of SOL_SOCKET as something else than an int.
bool isIntOption(int level, int option)
{
    return level == SOL_SOCKET && !nameOf(ArgKind::OptName, option, level).empty() && option != SO_LINGER
        && option != SO_RCVTIMEO && option != SO_SNDTIMEO && option != SO_BINDTODEVICE && option != SO_PEERCRED
        && option != SO_ATTACH_FILTER && option != SO_PEERNAME && option != SO_COOKIE && option != SO_MEMINFO;
}

std::string optionValueText(const Place& at, ByteView memory, std::size_t length)
{
    const int level = at.asInt(1);
    const int option = at.asInt(2);
    if (at.raw(at.index) == 0 || (memory.empty() && length > 0))
        return at.pointer();
    if (level == SOL_SOCKET && option == SO_LINGER) {
        const auto value = valueIn<linger>(memory);
        return value
            ? "{l_onoff=" + std::to_string(value->l_onoff) + ", l_linger=" + std::to_string(value->l_linger) + "}"
            : at.pointer();
    }
    const auto value = valueIn<std::int32_t>(memory);
    if (value && level == SOL_SOCKET && option == SO_ERROR && *value > 0 && !errnoName(*value).empty())
        return "[" + std::string(errnoName(*value)) + "]";
    if (value && (length == sizeof(int) || isIntOption(level, option)))
        return "[" + std::to_string(*value) + "]";
    if (isIntOption(level, option) && at.kind() == ArgKind::OptValue)
        return at.pointer();
    return quotedText(memory, length);
}

std::string optionIn(const Place& at)
{
    return optionValueText(at, memoryIn(at.call, at.index), static_cast<std::uint32_t>(at.raw(at.index + 1)));
}

std::string optionOut(const Place& at)
{
    if (!at.succeeded())
        return at.pointer();
    const auto length = valueIn<std::uint32_t>(memoryOut(at.returned, at.index + 1));
    const ByteView memory = memoryOut(at.returned, at.index);
    return optionValueText(at, memory, length.value_or(static_cast<std::uint32_t>(memory.size())));
}

std::string fcntlArgument(const Place& at)
{
    const auto value = static_cast<std::uint32_t>(at.raw(at.index));
    switch (at.asInt(at.index - 1)) {
    case F_SETFL:
        return statusFlagsText(value);
    case F_SETFD:
        if (value == 0 || (value & FD_CLOEXEC) == 0)
            return value == 0 ? "0" : hexText(value) + " /* FD_??? */";
        return value == FD_CLOEXEC ? "FD_CLOEXEC" : "FD_CLOEXEC|" + hexText(value & ~std::uint32_t {FD_CLOEXEC});
    case F_DUPFD:
    case F_DUPFD_CLOEXEC:
    case F_SETOWN:
    case F_SETSIG:
        return std::to_string(static_cast<int>(value));
    default:
        return hexText(at.raw(at.index));
    }
}

std::string limitText(std::uint64_t value)
{
    if (value == RLIM64_INFINITY)
        return "RLIM64_INFINITY";
    if (value > 1024 && value % 1024 == 0)
        return std::to_string(value / 1024) + "*1024";
    return std::to_string(value);
}

std::string structText(const Place& at)
{
    const bool written = at.row.args[at.index].name == "old_limit";
    const ByteView memory = written ? memoryOut(at.returned, at.index) : memoryIn(at.call, at.index);
    if (at.kind() == ArgKind::Limits) {
        const auto limits = valueIn<rlimit64>(memory);
        return limits ? "{rlim_cur=" + limitText(limits->rlim_cur) + ", rlim_max=" + limitText(limits->rlim_max) + "}"
                      : at.pointer();
    }
    const auto time = valueIn<timespec>(memory);
    return time ? "{tv_sec=" + std::to_string(time->tv_sec) + ", tv_nsec=" + std::to_string(time->tv_nsec) + "}"
                : at.pointer();
}

std::string pollFds(const Place& at)
{
    const ByteView memory = memoryIn(at.call, at.index);
    if (at.raw(at.index) == 0 || (memory.empty() && at.raw(at.index + 1) != 0))
        return at.pointer();
    return pollText(memory, false);
}

/// Arguments that are a number with a name.
std::string numberText(const Place& at)
{
    const int value = at.asInt(at.index);
    const auto bits = static_cast<std::uint32_t>(value);
    switch (at.kind()) {
    case ArgKind::Domain:
        return constantName(ArgKind::Domain, value, "AF_???");
    case ArgKind::SocketType:
        return socketTypeText(bits);
    case ArgKind::AcceptFlags:
        return flagNames(ArgKind::AcceptFlags, bits, "SOCK_???");
    case ArgKind::OpenFlags:
        // dup3() has no access mode: its bits aren't names.
        return (bits & O_ACCMODE) == 0 ? flagNames(ArgKind::OpenFlags, bits, "O_???") : hexText(bits) + " /* O_??? */";
    case ArgKind::Protocol:
        return protocolText(at.asInt(0), value);
    case ArgKind::MsgFlags:
        return flagNames(ArgKind::MsgFlags, bits, "MSG_???");
    case ArgKind::ShutHow:
        return constantName(ArgKind::ShutHow, value, "SHUT_???");
    case ArgKind::OptLevel:
        return levelText(value);
    case ArgKind::OptName:
        return optionText(at.asInt(at.index - 1), value);
    case ArgKind::FcntlCommand:
        return constantName(ArgKind::FcntlCommand, value, "F_???");
    case ArgKind::Resource:
        return constantName(ArgKind::Resource, value, "RLIMIT_???");
    case ArgKind::Size:
        return std::to_string(at.raw(at.index));
    case ArgKind::PollCount:
        return std::to_string(bits);
    default:
        return std::to_string(value);
    }
}

std::string textOf(const Place& at)
{
    switch (at.kind()) {
    case ArgKind::Address:
        return addressIn(at);
    case ArgKind::AddressOut:
        return addressOut(at);
    case ArgKind::AddressLengthOut:
    case ArgKind::OptLengthOut:
        return lengthOut(at);
    case ArgKind::Buffer:
        return bufferIn(at);
    case ArgKind::BufferOut:
        return bufferOut(at);
    case ArgKind::OptValue:
        return optionIn(at);
    case ArgKind::OptValueOut:
        return optionOut(at);
    case ArgKind::PollFds:
        return pollFds(at);
    case ArgKind::FcntlArgument:
        return fcntlArgument(at);
    case ArgKind::Limits:
    case ArgKind::TimeSpec:
        return structText(at);
    case ArgKind::Pointer:
        return at.pointer();
    default:
        return numberText(at);
    }
}

std::string returnText(const CallEntered& call, const CallRow* row, const CallReturned& returned)
{
    if (returned.result == -1 && returned.errnum != 0) {
        const char* meaning = strerrordesc_np(returned.errnum);
        return "-1 " + std::string(errnoName(returned.errnum)) + " (" + (meaning ? meaning : "") + ")";
    }
    const std::string number = std::to_string(returned.result);
    const bool waitsForEvents = row && indexOf(*row, ArgKind::PollFds);
    if (waitsForEvents && returned.result == 0)
        return "0 (Timeout)";
    if (waitsForEvents)
        return number + " (" + pollText(memoryOut(&returned, 0), true) + ")";
    const int command = call.name == "fcntl" ? static_cast<int>(rawOf(call, 1)) : -1;
    const auto flags = static_cast<std::uint32_t>(returned.result);
    if (command == F_GETFL)
        return hexText(flags) + " (flags " + statusFlagsText(flags) + ")";
    if (command == F_GETFD && flags == FD_CLOEXEC)
        return "0x1 (flags FD_CLOEXEC)";
    return number;
}

} // namespace

std::string argumentText(const CallEntered& call, std::size_t index, const CallReturned* returned)
{
    const CallRow* row = findCall(call.name);
    if (!row || index >= row->args.size())
        return hexText(rawOf(call, index));
    return index < call.args.size() ? textOf({call, returned, *row, index}) : "?";
}

std::string straceText(const CallEntered& call, const CallReturned* returned)
{
    const CallRow* row = findCall(call.name);
    std::string text = call.name + "(";
    for (std::size_t i = 0; i < call.args.size(); ++i) {
        if (call.name == "fcntl" && i == 2 && fcntlTakesNone(static_cast<int>(rawOf(call, 1))))
            break;
        if (i > 0)
            text += ", ";
        // strace prints on entry what the kernel reads, and the rest when the call is back.
        if (!returned && row && i < row->args.size() && isWrittenByKernel(row->args[i].kind))
            return text + "<unfinished ...>";
        text += argumentText(call, i, returned);
    }
    if (!returned)
        return text + (call.args.empty() ? "" : " ") + "<unfinished ...>";
    return text + ") = " + returnText(call, row, *returned);
}

} // namespace lab
