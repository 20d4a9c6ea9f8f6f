#include "model/calls/StraceArguments.h"

#include "model/calls/MessageText.h"

#include <algorithm>

#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>

namespace lab {

namespace {

std::string addressIn(const ArgumentPlace& at)
{
    const int length = at.asInt(at.index + 1);
    const ByteView memory = memoryIn(at.call, at.index);
    if (length < static_cast<int>(sizeof(sa_family_t)) || length > static_cast<int>(sizeof(sockaddr_storage))
        || memory.size() < sizeof(sa_family_t))
        return at.pointer();
    return addressText(memory);
}

std::string addressOut(const ArgumentPlace& at)
{
    ByteView memory = memoryOut(at.returned, at.index);
    // The kernel tells the whole length, but wrote no more than there was room for (accept(2)).
    if (const auto room = valueIn<std::uint32_t>(memoryIn(at.call, at.index + 1)); room && *room < memory.size())
        memory = memory.first(*room);
    return memory.size() < sizeof(sa_family_t) ? at.pointer() : addressText(memory);
}

/// socklen_t*: [128 => 16] where the kernel changed it.
std::string lengthOut(const ArgumentPlace& at)
{
    const auto before = valueIn<std::int32_t>(memoryIn(at.call, at.index));
    if (!before)
        return at.pointer();
    const auto after = valueIn<std::int32_t>(memoryOut(at.returned, at.index));
    if (!after || *after == *before)
        return "[" + std::to_string(*before) + "]";
    return "[" + std::to_string(*before) + " => " + std::to_string(*after) + "]";
}

std::string bufferIn(const ArgumentPlace& at)
{
    const std::uint64_t length = at.raw(at.index + 1);
    const ByteView memory = memoryIn(at.call, at.index);
    if (at.raw(at.index) == 0 || (memory.empty() && length > 0))
        return at.pointer();
    return quotedText(memory, length);
}

std::string bufferOut(const ArgumentPlace& at)
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

std::string optionValueText(const ArgumentPlace& at, ByteView memory, std::size_t length)
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

std::string optionIn(const ArgumentPlace& at)
{
    return optionValueText(at, memoryIn(at.call, at.index), static_cast<std::uint32_t>(at.raw(at.index + 1)));
}

std::string optionOut(const ArgumentPlace& at)
{
    if (!at.succeeded())
        return at.pointer();
    const auto length = valueIn<std::uint32_t>(memoryOut(at.returned, at.index + 1));
    const ByteView memory = memoryOut(at.returned, at.index);
    return optionValueText(at, memory, length.value_or(static_cast<std::uint32_t>(memory.size())));
}

std::string fcntlArgument(const ArgumentPlace& at)
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

std::string structText(const ArgumentPlace& at)
{
    const bool written = at.row.args[at.index].name == "old_limit";
    const ByteView memory = written ? memoryOut(at.returned, at.index) : memoryIn(at.call, at.index);
    if (at.kind() == ArgKind::Limits) {
        const auto limits = valueIn<rlimit64>(memory);
        return limits ? "{rlim_cur=" + limitText(limits->rlim_cur) + ", rlim_max=" + limitText(limits->rlim_max) + "}"
                      : at.pointer();
    }
    const std::string time = timeText(at.kind(), memory);
    return time.empty() ? at.pointer() : time;
}

std::string pollFds(const ArgumentPlace& at)
{
    const ByteView memory = memoryIn(at.call, at.index);
    if (at.raw(at.index) == 0 || (memory.empty() && at.raw(at.index + 1) != 0))
        return at.pointer();
    return pollText(memory, false);
}

/// A message or a vector, which may be an array of them.
std::string messagesOf(const ArgumentPlace& at)
{
    const ArgKind kind = at.kind();
    const std::vector<MessageValue> before = unpackMessages(memoryIn(at.call, at.index));
    const bool filled = kind != ArgKind::MessageIn && kind != ArgKind::VectorIn;
    if (kind == ArgKind::MessagesIn && !at.succeeded() && !before.empty())
        return messagesText(before, before, false);
    if (kind == ArgKind::VectorOut && !at.succeeded() && !before.empty())
        return piecesText(before.front(), false);
    // Of a message that was not filled strace shows the room for the name and nothing else.
    if (filled && !at.succeeded())
        return kind == ArgKind::MessageOut && !before.empty()
            ? "{msg_namelen=" + std::to_string(before.front().nameLength) + "}"
            : at.pointer();
    const std::vector<MessageValue> after =
        filled ? unpackMessages(memoryOut(at.returned, at.index)) : std::vector<MessageValue>();
    const std::vector<MessageValue>& shown = filled && kind != ArgKind::MessagesIn ? after : before;
    if (kind == ArgKind::MessagesIn || kind == ArgKind::MessagesOut) {
        std::vector<MessageValue> moved = kind == ArgKind::MessagesIn ? before : after;
        moved.resize(std::min(moved.size(), static_cast<std::size_t>(at.returned->result)));
        for (std::size_t i = 0; i < moved.size() && i < after.size(); ++i)
            moved[i].moved = after[i].moved;
        return messagesText(moved, before, true);
    }
    if (shown.empty())
        return at.pointer();
    if (kind == ArgKind::VectorIn || kind == ArgKind::VectorOut)
        return piecesText(shown.front());
    return messageText(shown.front(), kind == ArgKind::MessageOut && !before.empty() ? &before.front() : nullptr);
}

/// [0] => [100] where the kernel changed it.
std::string offsetText(const ArgumentPlace& at)
{
    const auto before = valueIn<std::int64_t>(memoryIn(at.call, at.index));
    if (!before)
        return at.pointer();
    const auto after = valueIn<std::int64_t>(memoryOut(at.returned, at.index));
    const std::string text = "[" + std::to_string(*before) + "]";
    return !after || *after == *before ? text : text + " => [" + std::to_string(*after) + "]";
}

std::string fdPair(const ArgumentPlace& at)
{
    const ByteView memory = memoryOut(at.returned, at.index);
    const auto first = valueIn<std::int32_t>(memory), second = valueIn<std::int32_t>(memory, sizeof(std::int32_t));
    return first && second ? "[" + std::to_string(*first) + ", " + std::to_string(*second) + "]" : at.pointer();
}

std::string ioctlArgument(const ArgumentPlace& at)
{
    const auto given = valueIn<std::int32_t>(memoryIn(at.call, at.index));
    const auto value = given ? given : valueIn<std::int32_t>(memoryOut(at.returned, at.index));
    return value ? "[" + std::to_string(*value) + "]" : at.pointer();
}

std::string epollText(const ArgumentPlace& at)
{
    if (at.kind() == ArgKind::EpollEventsOut)
        return at.succeeded() ? "[" + epollEventsText(memoryOut(at.returned, at.index)) + "]" : at.pointer();
    // The event of EPOLL_CTL_DEL is ignored (epoll_ctl(2)).
    const ByteView memory = memoryIn(at.call, at.index);
    return memory.empty() || at.asInt(1) == EPOLL_CTL_DEL ? at.pointer() : epollEventsText(memory);
}

std::string setText(const ArgumentPlace& at)
{
    const ByteView memory = memoryIn(at.call, at.index);
    if (at.kind() == ArgKind::SignalSetPair && at.raw(at.index) != 0)
        return "{sigmask=" + (memory.empty() ? "NULL" : signalSetText(memory)) + ", sigsetsize=8}";
    if (memory.empty())
        return at.kind() == ArgKind::FdSet && at.raw(at.index) != 0 ? "[]" : at.pointer();
    return at.kind() == ArgKind::FdSet ? fdSetText(memory, at.asInt(0)) : signalSetText(memory);
}

/// What has no name is taken apart into direction, kind, number and size (include/uapi/asm-generic/ioctl.h).
std::string requestText(std::uint32_t request)
{
    if (const std::string_view name = nameOf(ArgKind::IoctlRequest, request); !name.empty())
        return std::string(name);
    static constexpr const char* directions[] = {"_IOC_NONE", "_IOC_WRITE", "_IOC_READ", "_IOC_READ|_IOC_WRITE"};
    return "_IOC(" + std::string(directions[request >> 30]) + ", " + hexText(request >> 8 & 0xff) + ", "
        + hexText(request & 0xff) + ", " + hexText(request >> 16 & 0x3fff) + ")";
}

/// Arguments that are a number with a name.
std::string numberText(const ArgumentPlace& at)
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
        // strace has names for socket()'s protocol only.
        return at.call.name == "socketpair" ? std::to_string(bits) : protocolText(at.asInt(0), value);
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
    case ArgKind::IoctlRequest:
        return requestText(bits);
    case ArgKind::EpollFlags:
        return flagNames(ArgKind::EpollFlags, bits, "EPOLL_???");
    case ArgKind::EpollOperation:
        return constantName(ArgKind::EpollOperation, value, "EPOLL_CTL_???");
    case ArgKind::SpliceFlags:
        return flagNames(ArgKind::SpliceFlags, bits, "SPLICE_F_???");
    case ArgKind::CloseRangeFlags:
        return flagNames(ArgKind::CloseRangeFlags, bits, "CLOSE_RANGE_???");
    case ArgKind::Size:
        return std::to_string(at.raw(at.index));
    case ArgKind::UnsignedInt:
    case ArgKind::PollCount:
        return std::to_string(bits);
    default:
        return std::to_string(value);
    }
}

} // namespace

std::string timeText(ArgKind kind, ByteView memory)
{
    if (kind == ArgKind::TimeVal) {
        const auto time = valueIn<timeval>(memory);
        return time ? "{tv_sec=" + std::to_string(time->tv_sec) + ", tv_usec=" + std::to_string(time->tv_usec) + "}"
                    : "";
    }
    const auto time = valueIn<timespec>(memory);
    return time ? "{tv_sec=" + std::to_string(time->tv_sec) + ", tv_nsec=" + std::to_string(time->tv_nsec) + "}" : "";
}

std::string textOf(const ArgumentPlace& at)
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
    case ArgKind::TimeVal:
        return structText(at);
    case ArgKind::SignalSet:
    case ArgKind::SignalSetPair:
    case ArgKind::FdSet:
        return setText(at);
    case ArgKind::FdPairOut:
        return fdPair(at);
    case ArgKind::MessageIn:
    case ArgKind::MessageOut:
    case ArgKind::MessagesIn:
    case ArgKind::MessagesOut:
    case ArgKind::VectorIn:
    case ArgKind::VectorOut:
        return messagesOf(at);
    case ArgKind::IoctlArgument:
        return ioctlArgument(at);
    case ArgKind::EpollEvent:
    case ArgKind::EpollEventsOut:
        return epollText(at);
    case ArgKind::Offset:
        return offsetText(at);
    case ArgKind::Pointer:
        return at.pointer();
    default:
        return numberText(at);
    }
}

} // namespace lab
