#include "model/engine/CallCapture.h"

#include "model/engine/TraceeMemory.h"

#include <algorithm>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>

namespace lab {

namespace {

ArgumentValue memoryAt(pid_t tid, std::uint64_t address, std::uint64_t length)
{
    ArgumentValue value {address, {}, length};
    value.memory = readTracee(tid, address, static_cast<std::size_t>(std::min<std::uint64_t>(length, keptBufferBytes)));
    return value;
}

std::uint32_t uint32At(pid_t tid, std::uint64_t address)
{
    const Bytes bytes = readTracee(tid, address, sizeof(std::uint32_t));
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

} // namespace

Arguments captureEntry(pid_t tid, const CallRow& row, const std::uint64_t (&raw)[6])
{
    Arguments arguments;
    for (std::size_t i = 0; i < row.args.size(); ++i) {
        const std::uint64_t next = i + 1 < row.args.size() ? raw[i + 1] : 0;
        switch (row.args[i].kind) {
        case ArgKind::Address:
            arguments.push_back(memoryAt(tid, raw[i], std::min<std::uint64_t>(next & 0xffffffff, largestAddress)));
            break;
        case ArgKind::Buffer:
            arguments.push_back(memoryAt(tid, raw[i], next));
            break;
        case ArgKind::OptValue:
            arguments.push_back(memoryAt(tid, raw[i], next & 0xffffffff));
            break;
        case ArgKind::AddressLengthOut:
        case ArgKind::OptLengthOut:
            arguments.push_back(memoryAt(tid, raw[i], sizeof(socklen_t)));
            break;
        case ArgKind::PollFds:
            arguments.push_back(memoryAt(tid, raw[i], std::min<std::uint64_t>(next, 1024) * sizeof(pollfd)));
            break;
        case ArgKind::Limits:
            arguments.push_back(memoryAt(tid, raw[i], sizeof(rlimit)));
            break;
        case ArgKind::TimeSpec:
            arguments.push_back(memoryAt(tid, raw[i], sizeof(timespec)));
            break;
        default:
            arguments.push_back({raw[i], {}, 0});
        }
    }
    return arguments;
}

Arguments captureExit(pid_t tid, const CallRow& row, const Arguments& entered, std::int64_t result)
{
    Arguments out(entered.size());
    for (std::size_t i = 0; i < entered.size() && i < row.args.size(); ++i) {
        out[i].raw = entered[i].raw;
        if (result < 0 || entered[i].raw == 0)
            continue;
        switch (row.args[i].kind) {
        case ArgKind::BufferOut:
            // With MSG_TRUNC the result may exceed the buffer (recv(2)).
            out[i] = memoryAt(tid, entered[i].raw,
                              std::min<std::uint64_t>(static_cast<std::uint64_t>(result), rawAt(entered, i + 1)));
            break;
        case ArgKind::AddressOut:
            out[i] = memoryAt(tid, entered[i].raw,
                              std::min<std::uint64_t>(uint32At(tid, rawAt(entered, i + 1)), largestAddress));
            break;
        case ArgKind::OptValueOut:
            out[i] = memoryAt(tid, entered[i].raw, uint32At(tid, rawAt(entered, i + 1)));
            break;
        case ArgKind::AddressLengthOut:
        case ArgKind::OptLengthOut:
            out[i] = memoryAt(tid, entered[i].raw, sizeof(socklen_t));
            break;
        case ArgKind::PollFds:
            out[i] = memoryAt(tid, entered[i].raw, entered[i].memory.size());
            break;
        default:
            break;
        }
    }
    return out;
}

} // namespace lab
