// A call as the C that a person would write for it: names instead of numbers, sizeof where the length is right.
#include "model/base/Text.h"
#include "model/calls/CallMemory.h"
#include "model/calls/CallText.h"
#include "model/calls/ValueText.h"

#include <algorithm>

#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>

namespace lab {

namespace {

using FdNames = std::vector<std::pair<int, std::string>>;

/// "A|B" as C style has it: "A | B"; strace's comments stay out.
std::string spacedFlags(std::string text)
{
    text = text.substr(0, text.find(" /*"));
    std::string spaced;
    for (const char c : text)
        spaced += c == '|' ? std::string(" | ") : std::string(1, c);
    return spaced;
}

std::string literal(ByteView bytes)
{
    constexpr std::size_t longest = 60;
    if (bytes.size() > longest)
        return "data";
    const std::string text = escaped(bytes);
    // \xNN and \0 would swallow hexadecimal or octal digits that follow; three-digit octal can't.
    const bool safe = text.find("\\x") == std::string::npos && text.find("\\0") == std::string::npos;
    return safe ? '"' + text + '"' : quotedText(bytes, bytes.size(), longest);
}

std::string fdText(int fd, const FdNames& names)
{
    for (const auto& [number, name] : names) {
        if (number == fd)
            return name;
    }
    return std::to_string(fd);
}

std::string pairLiteral(std::string_view type, std::int64_t first, std::int64_t second)
{
    return "&(struct " + std::string(type) + "){" + std::to_string(first) + ", " + std::to_string(second) + "}";
}

std::string optionInC(const CallEntered& call, ByteView memory)
{
    const int level = static_cast<int>(rawOf(call, 1));
    const int option = static_cast<int>(rawOf(call, 2));
    if (const auto value = valueIn<linger>(memory); value && level == SOL_SOCKET && option == SO_LINGER)
        return pairLiteral("linger", value->l_onoff, value->l_linger);
    const bool timed = level == SOL_SOCKET && (option == SO_RCVTIMEO || option == SO_SNDTIMEO);
    if (const auto value = valueIn<timeval>(memory); value && timed)
        return pairLiteral("timeval", value->tv_sec, value->tv_usec);
    if (const auto value = valueIn<std::int32_t>(memory); value && memory.size() == sizeof *value)
        return "&(int){" + std::to_string(*value) + "}";
    return memory.empty() ? "NULL" : literal(memory);
}

/// "sizeof addr" where that is the number that was passed.
std::string sizeInC(const CallEntered& call, std::size_t index, std::string_view what, std::size_t right)
{
    const std::uint64_t length = rawOf(call, index);
    return length == right && length > 0 ? std::string(what) : std::to_string(static_cast<int>(length));
}

std::string optionLengthInC(const CallEntered& call, std::size_t index)
{
    const int level = static_cast<int>(rawOf(call, 1));
    const int option = static_cast<int>(rawOf(call, 2));
    if (level == SOL_SOCKET && option == SO_LINGER)
        return sizeInC(call, index, "sizeof (struct linger)", sizeof(linger));
    if (level == SOL_SOCKET && (option == SO_RCVTIMEO || option == SO_SNDTIMEO))
        return sizeInC(call, index, "sizeof (struct timeval)", sizeof(timeval));
    return sizeInC(call, index, "sizeof (int)", sizeof(int));
}

std::size_t addressSize(ByteView memory)
{
    const auto family = valueIn<sa_family_t>(memory);
    return family == AF_INET6 ? sizeof(sockaddr_in6) : family == AF_INET ? sizeof(sockaddr_in) : memory.size();
}

std::string pollInC(ByteView memory, const FdNames& names)
{
    std::string text;
    for (std::size_t at = 0; const auto entry = valueIn<pollfd>(memory, at); at += sizeof(pollfd)) {
        const auto events = static_cast<unsigned short>(entry->events);
        text += (text.empty() ? "{" : ", {") + fdText(entry->fd, names) + ", "
            + spacedFlags(flagNames(ArgKind::PollFds, events, "")) + "}";
    }
    return "(struct pollfd[]){" + text + "}";
}

std::string structInC(ArgKind kind, ByteView memory)
{
    if (const auto limits = valueIn<rlimit64>(memory); limits && kind == ArgKind::Limits)
        return pairLiteral("rlimit", static_cast<std::int64_t>(limits->rlim_cur),
                           static_cast<std::int64_t>(limits->rlim_max));
    if (const auto time = valueIn<timespec>(memory); time && kind == ArgKind::TimeSpec)
        return pairLiteral("timespec", time->tv_sec, time->tv_nsec);
    if (const auto time = valueIn<timeval>(memory); time && kind == ArgKind::TimeVal)
        return pairLiteral("timeval", time->tv_sec, time->tv_usec);
    return "NULL";
}

/// The designated initializer of what epoll_ctl is given.
std::string eventsInC(ByteView memory)
{
    const auto event = valueIn<epoll_event>(memory);
    return event ? ".events = " + spacedFlags(flagNames(ArgKind::EpollEvent, std::uint32_t {event->events}, ""))
            + ", .data.fd = " + std::to_string(std::int32_t {event->data.fd})
                 : "";
}

std::string pointerInC(const CallEntered& call, ArgKind kind, std::size_t index, const FdNames& names)
{
    const ByteView memory = memoryIn(call, index);
    switch (kind) {
    case ArgKind::Address:
    case ArgKind::AddressOut:
        return "(struct sockaddr *)&addr";
    case ArgKind::AddressLengthOut:
        return "&addrlen";
    case ArgKind::Buffer:
        return literal(memory);
    case ArgKind::BufferOut:
        return "buf";
    case ArgKind::OptValue:
        return optionInC(call, memory);
    case ArgKind::OptValueOut:
        return "&value";
    case ArgKind::OptLengthOut:
        return "&length";
    case ArgKind::PollFds:
        return pollInC(memory, names);
    case ArgKind::Limits:
    case ArgKind::TimeSpec:
    case ArgKind::TimeVal:
        return structInC(kind, memory);
    case ArgKind::FdSet:
        return index == 1 ? "&readfds" : index == 2 ? "&writefds" : "&exceptfds";
    case ArgKind::FdPairOut:
        return "pair";
    case ArgKind::MessageIn:
    case ArgKind::MessageOut:
        return "&message";
    case ArgKind::MessagesIn:
    case ArgKind::MessagesOut:
        return "messages";
    case ArgKind::VectorIn:
    case ArgKind::VectorOut:
        return "vectors";
    case ArgKind::EpollEvent:
        return "&(struct epoll_event){" + eventsInC(memory) + "}";
    case ArgKind::EpollEventsOut:
        return "events";
    case ArgKind::SignalSet:
    case ArgKind::SignalSetPair:
        return "&signals";
    case ArgKind::Offset:
        return "&offset";
    case ArgKind::IoctlArgument:
        return memory.empty() ? "&value" : "&(int){" + std::to_string(valueIn<int>(memory).value_or(0)) + "}";
    default:
        return hexText(rawOf(call, index));
    }
}

std::string partInC(const CallEntered& call, const CallRow& row, std::size_t index, const FdNames& names)
{
    const ArgKind kind = row.args[index].kind;
    const std::uint64_t raw = rawOf(call, index);
    const int value = static_cast<int>(raw);
    switch (kind) {
    case ArgKind::Fd:
        return fdText(value, names);
    case ArgKind::Protocol:
        return value == 0 ? "0" : spacedFlags(argumentText(call, index));
    case ArgKind::OptLevel:
    case ArgKind::OptName: {
        const std::string_view name = nameOf(kind, value, static_cast<int>(rawOf(call, index - 1)));
        return name.empty() ? std::to_string(value) : std::string(name);
    }
    case ArgKind::AddressLength:
        return sizeInC(call, index, "sizeof addr", addressSize(memoryIn(call, index - 1)));
    case ArgKind::OptLength:
        return optionLengthInC(call, index);
    case ArgKind::Address:
    case ArgKind::AddressOut:
    case ArgKind::AddressLengthOut:
    case ArgKind::Buffer:
    case ArgKind::BufferOut:
    case ArgKind::OptValue:
    case ArgKind::OptValueOut:
    case ArgKind::OptLengthOut:
    case ArgKind::PollFds:
    case ArgKind::Limits:
    case ArgKind::TimeSpec:
    case ArgKind::TimeVal:
    case ArgKind::FdSet:
    case ArgKind::FdPairOut:
    case ArgKind::MessageIn:
    case ArgKind::MessageOut:
    case ArgKind::MessagesIn:
    case ArgKind::MessagesOut:
    case ArgKind::VectorIn:
    case ArgKind::VectorOut:
    case ArgKind::EpollEvent:
    case ArgKind::EpollEventsOut:
    case ArgKind::SignalSet:
    case ArgKind::SignalSetPair:
    case ArgKind::Offset:
    case ArgKind::IoctlArgument:
    case ArgKind::Pointer:
        return raw == 0 ? "NULL" : pointerInC(call, kind, index, names);
    default:
        return spacedFlags(argumentText(call, index));
    }
}

} // namespace

std::string cText(const CallEntered& call, const std::vector<std::pair<int, std::string>>& fdNames)
{
    const CallRow* row = findCall(call.name);
    const std::string_view name = nameInC(call);
    // send() and recv() have four arguments; the system call's address and length are left out.
    std::size_t count = row ? std::min(row->args.size(), call.args.size()) : 0;
    if (name == "send" || name == "recv")
        count = std::min<std::size_t>(count, 4);
    // The C library's ppoll() doesn't show the kernel's sigsetsize, and fcntl() is written without a third argument
    // where there is none.
    if (call.name == "ppoll")
        count = std::min<std::size_t>(count, 4);
    if (name == "select" || name.starts_with("epoll_pwait"))
        count = std::min<std::size_t>(count, 5);
    if (call.name == "fcntl" && fcntlTakesNone(static_cast<int>(rawOf(call, 1))))
        count = std::min<std::size_t>(count, 2);
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
        text += (i == 0 ? "" : ", ") + partInC(call, *row, i, fdNames);
    return std::string(name) + "(" + text + ")";
}

} // namespace lab
