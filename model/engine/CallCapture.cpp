#include "model/engine/CallCapture.h"

#include "model/calls/CallMemory.h"
#include "model/engine/MessageCapture.h"
#include "model/engine/TraceeMemory.h"

#include <algorithm>

#include <poll.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>

namespace lab {

namespace {

constexpr std::size_t keptRoom = 4096; ///< bytes that an argument holds on to from call to call

void becomeNumber(ArgumentValue& value, std::uint64_t raw)
{
    value.raw = raw;
    value.fullLength = 0;
    if (value.memory.capacity() > keptRoom)
        value.memory = {};
    value.memory.clear();
}

void becomeMemory(ArgumentValue& value, const Tracee& tracee, std::uint64_t address, std::uint64_t length)
{
    value.raw = address;
    value.fullLength = length;
    readTracee(tracee, address, static_cast<std::size_t>(std::min<std::uint64_t>(length, keptBufferBytes)), value.memory);
}

ArgumentValue memoryAt(const Tracee& tracee, std::uint64_t address, std::uint64_t length)
{
    ArgumentValue value;
    becomeMemory(value, tracee, address, length);
    return value;
}

std::uint32_t uint32At(const Tracee& tracee, std::uint64_t address)
{
    const Bytes bytes = readTracee(tracee, address, sizeof(std::uint32_t));
    std::uint32_t value = 0;
    if (bytes.size() == sizeof value)
        std::memcpy(&value, bytes.data(), sizeof value);
    return value;
}

std::uint64_t rawAt(const Arguments& arguments, std::size_t index)
{
    return index < arguments.size() ? arguments[index].raw : 0;
}

constexpr std::uint64_t largestAddress = sizeof(sockaddr_storage);
constexpr std::uint64_t kernelSignalSet = 8; // the kernel's sigset_t, not the C library's (sigaction(2))
constexpr std::uint64_t mostEntries = 1024; ///< kept of a pollfd or epoll_event array

/// Bytes of an fd_set for descriptors below `nfds`: the kernel reads and writes whole longs (fs/select.c).
std::uint64_t fdSetBytes(std::uint64_t nfds)
{
    const auto count = static_cast<std::int32_t>(nfds);
    constexpr std::int32_t most = 65536;
    return count <= 0 ? 0 : (static_cast<std::uint64_t>(std::min(count, most)) + 63) / 64 * 8;
}

/// The sigset_t that pselect6's last argument points to by way of a pair.
ArgumentValue pairedSignals(const Tracee& tracee, std::uint64_t address)
{
    const Bytes pair = readTracee(tracee, address, 2 * sizeof(std::uint64_t));
    std::uint64_t set = 0;
    if (pair.size() == 2 * sizeof set)
        std::memcpy(&set, pair.data(), sizeof set);
    ArgumentValue value = memoryAt(tracee, set, kernelSignalSet);
    value.raw = address;
    return value;
}

bool takesInt(std::uint64_t ioctlRequest)
{
    return ioctlRequest == FIONBIO || ioctlRequest == FIOASYNC;
}

bool givesInt(std::uint64_t ioctlRequest)
{
    return ioctlRequest == FIONREAD || ioctlRequest == TIOCOUTQ || ioctlRequest == SIOCATMARK;
}

/// A kind whose memory the kernel reads; nothing: a plain number, or memory that has no meaning before the call.
std::uint64_t lengthRead(ArgKind kind, const std::uint64_t (&raw)[6], std::size_t index)
{
    const std::uint64_t next = index < 5 ? raw[index + 1] : 0;
    switch (kind) {
    case ArgKind::Address:
        return std::min<std::uint64_t>(next & 0xffffffff, largestAddress);
    case ArgKind::Buffer:
        return next;
    case ArgKind::OptValue:
        return next & 0xffffffff;
    case ArgKind::AddressLengthOut:
    case ArgKind::OptLengthOut:
        return sizeof(socklen_t);
    case ArgKind::PollFds:
        return std::min<std::uint64_t>(next, mostEntries) * sizeof(pollfd);
    case ArgKind::Limits:
        return sizeof(rlimit);
    case ArgKind::TimeSpec:
        return sizeof(timespec);
    case ArgKind::TimeVal:
        return sizeof(timeval);
    case ArgKind::SignalSet:
        return kernelSignalSet;
    case ArgKind::FdSet:
        return fdSetBytes(raw[0]);
    case ArgKind::EpollEvent:
        return sizeof(epoll_event);
    case ArgKind::Offset:
        return sizeof(off64_t);
    case ArgKind::IoctlArgument:
        return takesInt(raw[index - 1]) ? sizeof(int) : 0;
    default:
        return 0;
    }
}

/// How much the kernel has written there.
std::uint64_t lengthWritten(const Tracee& tracee, ArgKind kind, const Arguments& entered, std::size_t index, std::int64_t result)
{
    const std::uint64_t next = rawAt(entered, index + 1);
    switch (kind) {
    case ArgKind::BufferOut:
        // With MSG_TRUNC the result may exceed the buffer (recv(2)).
        return std::min<std::uint64_t>(static_cast<std::uint64_t>(result), next);
    case ArgKind::AddressOut:
        return std::min<std::uint64_t>(uint32At(tracee, next), largestAddress);
    case ArgKind::OptValueOut:
        return uint32At(tracee, next);
    case ArgKind::AddressLengthOut:
    case ArgKind::OptLengthOut:
        return sizeof(socklen_t);
    case ArgKind::PollFds:
    case ArgKind::FdSet:
    case ArgKind::TimeSpec:
    case ArgKind::TimeVal:
    case ArgKind::Offset:
        return entered[index].memory.size();
    case ArgKind::EpollEventsOut:
        return std::min<std::uint64_t>(static_cast<std::uint64_t>(result), mostEntries) * sizeof(epoll_event);
    case ArgKind::FdPairOut:
        return 2 * sizeof(int);
    case ArgKind::IoctlArgument:
        return givesInt(entered[index - 1].raw) ? sizeof(int) : 0;
    default:
        return 0;
    }
}

std::vector<int> polledIn(ByteView memory)
{
    std::vector<int> found;
    pollfd entry {};
    for (std::size_t at = 0; at + sizeof entry <= memory.size(); at += sizeof entry) {
        std::memcpy(&entry, memory.data() + at, sizeof entry);
        found.push_back(entry.fd);
    }
    return found;
}

} // namespace

void captureEntry(const Tracee& tracee, const CallRow& row, const std::uint64_t (&raw)[6], Arguments& into)
{
    into.resize(row.args.size());
    for (std::size_t i = 0; i < row.args.size(); ++i) {
        const ArgKind kind = row.args[i].kind;
        if (holdsMessages(kind))
            into[i] = captureMessages(tracee, kind, raw[i], i < 5 ? raw[i + 1] : 0);
        else if (kind == ArgKind::SignalSetPair)
            into[i] = pairedSignals(tracee, raw[i]);
        else if (const std::uint64_t length = lengthRead(kind, raw, i); length > 0)
            becomeMemory(into[i], tracee, raw[i], length);
        else
            becomeNumber(into[i], raw[i]);
    }
}

void captureExit(const Tracee& tracee, const CallRow& row, const Arguments& entered, std::int64_t result, Arguments& into)
{
    into.resize(entered.size());
    for (std::size_t i = 0; i < entered.size(); ++i) {
        becomeNumber(into[i], entered[i].raw);
        if (i >= row.args.size() || result < 0 || entered[i].raw == 0)
            continue;
        const ArgKind kind = row.args[i].kind;
        if (holdsMessages(kind))
            into[i] = captureFilledMessages(tracee, kind, entered[i], result);
        else if (const std::uint64_t length = lengthWritten(tracee, kind, entered, i, result); length > 0)
            becomeMemory(into[i], tracee, entered[i].raw, length);
    }
}

std::vector<int> watchedDescriptors(const Tracee& tracee, const CallRow& row, const std::uint64_t (&raw)[6])
{
    std::vector<int> watched;
    for (std::size_t i = 0; i < row.args.size(); ++i) {
        const ArgKind kind = row.args[i].kind;
        if (kind != ArgKind::PollFds && kind != ArgKind::FdSet)
            continue;
        const Bytes memory = readTracee(tracee, raw[i], static_cast<std::size_t>(lengthRead(kind, raw, i)));
        for (const int fd : kind == ArgKind::FdSet ? descriptorsIn(memory, static_cast<int>(raw[0])) : polledIn(memory))
            watched.push_back(fd);
    }
    return watched;
}

} // namespace lab
