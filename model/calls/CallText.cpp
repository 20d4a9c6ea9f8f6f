// The short words for diagrams. What a reader of a diagram can't use (lengths, pointers, zero flags) is left out.
#include "model/calls/CallText.h"

#include "model/base/Text.h"
#include "model/calls/CallMemory.h"
#include "model/calls/MessageText.h"
#include "model/calls/ValueText.h"

#include <algorithm>

#include <poll.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>

namespace lab {

namespace {

constexpr std::size_t shownBytes = 24;

/// A program may give any seconds: they wrap.
std::string millisecondsText(std::int64_t seconds, std::int64_t rest)
{
    return std::to_string(static_cast<std::int64_t>(static_cast<std::uint64_t>(seconds) * 1000 + static_cast<std::uint64_t>(rest))) + " ms";
}

std::string dataText(ByteView data)
{
    return '"' + escaped(data, shownBytes) + '"';
}

std::string addressShort(ByteView memory)
{
    if (const auto endpoint = endpointIn(memory))
        return toText(*endpoint);
    const auto family = valueIn<sa_family_t>(memory);
    return family ? constantName(ArgKind::Domain, *family, "AF_???") : "NULL";
}

std::string optionShort(const CallEntered& call, ByteView memory)
{
    const int level = static_cast<int>(rawOf(call, 1));
    const int option = static_cast<int>(rawOf(call, 2));
    if (level == SOL_SOCKET && option == SO_LINGER) {
        if (const auto value = valueIn<linger>(memory))
            return "{" + std::to_string(value->l_onoff) + ", " + std::to_string(value->l_linger) + "}";
    }
    if (level == SOL_SOCKET && (option == SO_RCVTIMEO || option == SO_SNDTIMEO)) {
        if (const auto value = valueIn<timeval>(memory))
            return millisecondsText(value->tv_sec, value->tv_usec / 1000);
    }
    if (memory.size() == sizeof(std::int32_t)) {
        const int value = *valueIn<std::int32_t>(memory);
        const bool pending = level == SOL_SOCKET && option == SO_ERROR && value > 0;
        return pending ? std::string(errnoName(value)) : std::to_string(value);
    }
    return memory.size() <= shownBytes ? dataText(memory) : "";
}

/// "3 POLLIN, 4 POLLOUT"
std::string pollShort(ByteView memory, bool revents)
{
    std::string text;
    for (std::size_t at = 0; const auto entry = valueIn<pollfd>(memory, at); at += sizeof(pollfd)) {
        const auto flags = static_cast<unsigned short>(revents ? entry->revents : entry->events);
        if (revents && flags == 0)
            continue;
        text += (text.empty() ? "" : ", ") + std::to_string(entry->fd) + " "
            + flagNames(ArgKind::PollFds, flags, "POLL???");
    }
    return text;
}

/// "EPOLLIN|EPOLLET"; of what epoll_wait found with the data, which most programs make the descriptor: "4 EPOLLIN".
std::string epollShort(ByteView memory, bool withData)
{
    std::string text;
    for (std::size_t at = 0; const auto event = valueIn<epoll_event>(memory, at); at += sizeof(epoll_event)) {
        text += text.empty() ? "" : ", ";
        if (withData)
            text += std::to_string(std::int32_t {event->data.fd}) + " ";
        text += epollEventNames(event->events);
    }
    return text;
}

/// The data of messages and vectors, and where they go to or come from.
std::string messagesShort(ByteView memory)
{
    const Bytes data = messageData(memory);
    std::string text = data.empty() ? "" : dataText(data);
    for (const MessageValue& message : unpackMessages(memory))
        if (!message.name.empty())
            text += (text.empty() ? "" : ", ") + addressShort(message.name);
    return text;
}

/// "read [3 4]"
std::string fdSetShort(const CallEntered& call, ByteView memory, std::size_t index)
{
    const std::string set = fdSetText(memory, static_cast<int>(rawOf(call, 0)));
    return set == "[]" ? "" : (index == 1 ? "read " : index == 2 ? "write " : "except ") + set;
}

std::string timeShort(ArgKind kind, ByteView memory)
{
    if (kind == ArgKind::TimeVal) {
        const auto time = valueIn<timeval>(memory);
        return time ? millisecondsText(time->tv_sec, time->tv_usec / 1000) : "";
    }
    const auto time = valueIn<timespec>(memory);
    return time ? millisecondsText(time->tv_sec, time->tv_nsec / 1'000'000) : "";
}

/// The length of what is sent, where the data's own text doesn't show it.
std::string sizeShort(const CallEntered& call, const CallRow& row, std::size_t index)
{
    const std::uint64_t length = rawOf(call, index);
    if (row.args[index - 1].kind == ArgKind::BufferOut)
        return std::to_string(length);
    const bool told = row.args[index - 1].kind != ArgKind::Buffer
        || (memoryIn(call, index - 1).size() == length && length <= shownBytes);
    return told ? "" : std::to_string(length);
}

/// Flags, protocols and levels that say nothing when they are zero or follow from another argument.
std::string quietShort(const CallEntered& call, const CallRow& row, std::size_t index)
{
    const ArgKind kind = row.args[index].kind;
    const int value = static_cast<int>(rawOf(call, index));
    if (kind == ArgKind::OptLevel)
        return nameOf(ArgKind::OptName, static_cast<int>(rawOf(call, index + 1)), value).empty() ? levelText(value)
                                                                                                 : "";
    if (kind == ArgKind::OptName) {
        const std::string_view name = nameOf(kind, value, static_cast<int>(rawOf(call, index - 1)));
        return name.empty() ? std::to_string(value) : std::string(name);
    }
    if (kind == ArgKind::FcntlArgument && fcntlTakesNone(static_cast<int>(rawOf(call, index - 1))))
        return "";
    const bool silentZero = kind == ArgKind::MsgFlags || kind == ArgKind::AcceptFlags || kind == ArgKind::OpenFlags
        || kind == ArgKind::Protocol || kind == ArgKind::EpollFlags || kind == ArgKind::SpliceFlags
        || kind == ArgKind::CloseRangeFlags;
    return silentZero && value == 0 ? "" : argumentText(call, index);
}

std::string partOf(const CallEntered& call, const CallRow& row, std::size_t index)
{
    const ByteView memory = memoryIn(call, index);
    switch (row.args[index].kind) {
    case ArgKind::Address:
        if (rawOf(call, index) != 0 && memory.empty())
            return argumentText(call, index);
        return call.name == "sendto" && memory.empty() ? "" : addressShort(memory);
    case ArgKind::Buffer:
        return rawOf(call, index) == 0 ? "NULL" : dataText(memory);
    case ArgKind::Size:
        return sizeShort(call, row, index);
    case ArgKind::OptValue:
        return rawOf(call, index) == 0 ? "NULL" : optionShort(call, memory);
    case ArgKind::PollFds:
        return pollShort(memory, false);
    case ArgKind::Milliseconds:
        return std::to_string(static_cast<int>(rawOf(call, index))) + " ms";
    case ArgKind::TimeSpec:
    case ArgKind::TimeVal:
        return timeShort(row.args[index].kind, memory);
    case ArgKind::FdSet:
        return fdSetShort(call, memory, index);
    case ArgKind::MessageIn:
    case ArgKind::MessagesIn:
    case ArgKind::VectorIn:
        return messagesShort(memory);
    case ArgKind::EpollEvent:
        return static_cast<int>(rawOf(call, 1)) == EPOLL_CTL_DEL ? "" : epollShort(memory, false);
    case ArgKind::Limits: {
        const auto limits = valueIn<rlimit64>(memory);
        return limits ? std::to_string(limits->rlim_cur) : "";
    }
    case ArgKind::AddressLength:
    case ArgKind::OptLength:
    case ArgKind::PollCount:
    case ArgKind::SignalSet:
    case ArgKind::SignalSetPair:
    case ArgKind::Pointer:
        return "";
    case ArgKind::IoctlArgument:
        return memory.empty() ? "" : argumentText(call, index);
    default:
        return isWrittenByKernel(row.args[index].kind) ? "" : quietShort(call, row, index);
    }
}

/// What the kernel wrote into one argument, for a diagram.
std::string partAfter(const CallEntered& call, const CallReturned& returned, ArgKind kind, std::size_t index)
{
    const ByteView memory = memoryOut(&returned, index);
    switch (kind) {
    case ArgKind::BufferOut: {
        const Bytes data = dataOf(call, &returned);
        return data.empty() ? "" : dataText(data);
    }
    case ArgKind::AddressOut:
        return memory.empty() ? "" : addressShort(memory);
    case ArgKind::OptValueOut:
        return memory.empty() ? "" : optionShort(call, memory);
    case ArgKind::PollFds:
        return pollShort(memory, true);
    case ArgKind::FdSet:
        return fdSetShort(call, memory, index);
    case ArgKind::MessageOut:
    case ArgKind::MessagesOut:
    case ArgKind::VectorOut:
        return messagesShort(memory);
    case ArgKind::EpollEventsOut:
        return epollShort(memory, true);
    case ArgKind::FdPairOut:
    case ArgKind::IoctlArgument:
        return memory.empty() ? "" : argumentText(call, index, &returned);
    default:
        return "";
    }
}

} // namespace

std::string shortText(const CallEntered& call)
{
    const CallRow* row = findCall(call.name);
    std::string parts;
    const bool vectors = row
        && (indexOf(*row, ArgKind::VectorIn) || indexOf(*row, ArgKind::VectorOut) || indexOf(*row, ArgKind::FdSet)
            || indexOf(*row, ArgKind::MessagesIn));
    for (std::size_t i = 0; row && i < row->args.size() && i < call.args.size(); ++i) {
        const ArgKind kind = row->args[i].kind;
        if (vectors && (kind == ArgKind::Int || kind == ArgKind::UnsignedInt))
            continue; // counts, like PollCount
        const std::string part = partOf(call, *row, i);
        if (!part.empty())
            parts += (parts.empty() ? "" : ", ") + part;
    }
    return std::string(nameInC(call)) + "(" + parts + ")";
}

std::string readinessWanted(const CallEntered& call)
{
    const CallRow* row = findCall(call.name);
    std::string wanted;
    for (std::size_t i = 0; row && i < row->args.size(); ++i) {
        const ArgKind kind = row->args[i].kind;
        const std::string part = kind == ArgKind::PollFds || kind == ArgKind::FdSet ? partOf(call, *row, i) : "";
        if (!part.empty())
            wanted += (wanted.empty() ? "" : ", ") + part;
    }
    return wanted;
}

std::string epollEventNames(std::uint32_t events)
{
    return flagNames(ArgKind::EpollEvent, events, "EPOLL???");
}

std::string resultText(const CallEntered& call, const CallReturned& returned)
{
    std::string text = "= " + std::to_string(returned.result);
    if (returned.result == -1 && returned.errnum != 0)
        return text + " " + std::string(errnoName(returned.errnum));
    const CallRow* row = findCall(call.name);
    for (std::size_t i = 0; row && i < row->args.size(); ++i) {
        const std::string part = partAfter(call, returned, row->args[i].kind, i);
        if (!part.empty())
            text += " " + part;
    }
    return text;
}

} // namespace lab
