#include "model/calls/CallMemory.h"

#include "model/calls/CallText.h"
#include "model/calls/MessageMemory.h"
#include "model/calls/ValueText.h"

#include <algorithm>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

namespace lab {

std::uint64_t rawOf(const CallEntered& call, std::size_t index)
{
    return index < call.args.size() ? call.args[index].raw : 0;
}

ByteView memoryIn(const CallEntered& call, std::size_t index)
{
    return index < call.args.size() ? ByteView(call.args[index].memory) : ByteView();
}

ByteView memoryOut(const CallReturned* returned, std::size_t index)
{
    const bool written = returned && returned->result >= 0 && index < returned->outArgs.size();
    return written ? ByteView(returned->outArgs[index].memory) : ByteView();
}

std::optional<std::size_t> indexOf(const CallRow& row, ArgKind kind)
{
    for (std::size_t i = 0; i < row.args.size(); ++i) {
        if (row.args[i].kind == kind)
            return i;
    }
    return std::nullopt;
}

bool isWrittenByKernel(ArgKind kind)
{
    switch (kind) {
    case ArgKind::AddressOut:
    case ArgKind::AddressLengthOut:
    case ArgKind::BufferOut:
    case ArgKind::OptValueOut:
    case ArgKind::OptLengthOut:
    case ArgKind::FdPairOut:
    case ArgKind::MessageOut:
    case ArgKind::MessagesIn: // what was sent is told by the kernel: msg_len
    case ArgKind::MessagesOut:
    case ArgKind::VectorOut:
    case ArgKind::EpollEventsOut:
    case ArgKind::Offset:
        return true;
    default:
        return false;
    }
}

std::vector<int> descriptorsIn(ByteView fdSet, int nfds)
{
    std::vector<int> found;
    for (std::size_t at = 0; at < fdSet.size(); ++at)
        for (int bit = 0; bit < 8; ++bit)
            if (const int fd = static_cast<int>(at) * 8 + bit; fd < nfds && (fdSet[at] >> bit & 1) != 0)
                found.push_back(fd);
    return found;
}

bool fcntlTakesNone(int command)
{
    return command == F_GETFL || command == F_GETFD || command == F_GETOWN || command == F_GETSIG
        || command == F_GETPIPE_SZ;
}

std::string_view nameInC(const CallEntered& call)
{
    constexpr std::size_t addressIndex = 4;
    const bool withoutAddress = rawOf(call, addressIndex) == 0;
    if (call.name == "sendto" && withoutAddress)
        return "send";
    if (call.name == "recvfrom" && withoutAddress)
        return "recv";
    if (call.name == "prlimit64")
        return "prlimit";
    // The C library on x86-64 makes pselect6 of select(), with NULL for the signals.
    if (call.name == "pselect6")
        return rawOf(call, 5) == 0 ? "select" : "pselect";
    return call.name;
}

std::optional<Endpoint> endpointIn(ByteView sockaddrBytes)
{
    const auto family = valueIn<sa_family_t>(sockaddrBytes);
    Endpoint endpoint;
    if (family == AF_INET) {
        const auto address = valueIn<sockaddr_in>(sockaddrBytes);
        if (!address)
            return std::nullopt;
        endpoint.address.version = 4;
        std::memcpy(endpoint.address.bytes.data(), &address->sin_addr, 4);
        endpoint.port = ntohs(address->sin_port);
        return endpoint;
    }
    if (family == AF_INET6) {
        const auto address = valueIn<sockaddr_in6>(sockaddrBytes);
        if (!address)
            return std::nullopt;
        endpoint.address.version = 6;
        std::memcpy(endpoint.address.bytes.data(), &address->sin6_addr, 16);
        endpoint.port = ntohs(address->sin6_port);
        return endpoint;
    }
    return std::nullopt;
}

std::optional<Endpoint> addressOf(const CallEntered& call, const CallReturned* returned)
{
    const CallRow* row = findCall(call.name);
    if (!row)
        return std::nullopt;
    if (const auto index = indexOf(*row, ArgKind::Address))
        return endpointIn(memoryIn(call, *index));
    if (const auto index = indexOf(*row, ArgKind::AddressOut))
        return endpointIn(memoryOut(returned, *index));
    for (const ArgKind kind : {ArgKind::MessageIn, ArgKind::MessagesIn, ArgKind::MessageOut, ArgKind::MessagesOut})
        if (const auto index = indexOf(*row, kind)) {
            const bool in = kind == ArgKind::MessageIn || kind == ArgKind::MessagesIn;
            const auto messages = unpackMessages(in ? memoryIn(call, *index) : memoryOut(returned, *index));
            return messages.empty() ? std::nullopt : endpointIn(messages.front().name);
        }
    return std::nullopt;
}

Bytes dataOf(const CallEntered& call, const CallReturned* returned)
{
    const CallRow* row = findCall(call.name);
    if (!row)
        return {};
    for (const ArgKind kind : {ArgKind::MessageIn, ArgKind::MessagesIn, ArgKind::VectorIn})
        if (const auto in = indexOf(*row, kind))
            return messageData(memoryIn(call, *in));
    for (const ArgKind kind : {ArgKind::MessageOut, ArgKind::MessagesOut, ArgKind::VectorOut})
        if (const auto out = indexOf(*row, kind))
            return messageData(memoryOut(returned, *out));
    ByteView data;
    if (const auto in = indexOf(*row, ArgKind::Buffer)) {
        data = memoryIn(call, *in);
    } else if (const auto out = indexOf(*row, ArgKind::BufferOut)) {
        data = memoryOut(returned, *out);
        // With MSG_TRUNC the result is the datagram's length, more than was copied (recv(2)).
        if (returned && returned->result >= 0)
            data = data.first(std::min(data.size(), static_cast<std::size_t>(returned->result)));
    }
    return {data.begin(), data.end()};
}

std::optional<std::int64_t> optionValueOf(const CallEntered& call, const CallReturned& returned)
{
    const CallRow* row = findCall(call.name);
    const auto index = row ? indexOf(*row, ArgKind::OptValueOut) : std::nullopt;
    if (!index)
        return std::nullopt;
    const ByteView memory = memoryOut(&returned, *index);
    if (const auto value = valueIn<std::int32_t>(memory))
        return *value;
    if (const auto byte = valueIn<std::uint8_t>(memory))
        return *byte;
    return std::nullopt;
}

std::string reventsText(const CallEntered& call, const CallReturned& returned)
{
    const CallRow* row = findCall(call.name);
    const auto index = row ? indexOf(*row, ArgKind::PollFds) : std::nullopt;
    if (!index)
        return {};
    const ByteView memory = memoryOut(&returned, *index);
    std::string text;
    for (std::size_t at = 0; const auto entry = valueIn<pollfd>(memory, at); at += sizeof(pollfd)) {
        const auto revents = static_cast<unsigned short>(entry->revents);
        text += (text.empty() ? "" : ", ") + flagNames(ArgKind::PollFds, revents, "POLL???");
    }
    return text;
}

int fdOf(const CallEntered& call)
{
    const CallRow* row = findCall(call.name);
    const auto index = row ? indexOf(*row, ArgKind::Fd) : std::nullopt;
    return index && *index < call.args.size() ? static_cast<int>(call.args[*index].raw) : -1;
}

} // namespace lab
