#include "model/command/ArgumentText.h"

#include "model/base/Endpoint.h"
#include "model/base/Text.h"

#include <algorithm>
#include <cmath>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>

namespace lab {

namespace {

enum class OptionForm { Int, Linger, Time, Text, Struct };

/// What the kernel wants for the options that don't take an int (socket(7), tcp(7)).
OptionForm formOf(int level, int option)
{
    if (level == SOL_SOCKET) {
        switch (option) {
        case SO_LINGER:
            return OptionForm::Linger;
        case SO_RCVTIMEO:
        case SO_SNDTIMEO:
            return OptionForm::Time;
        case SO_BINDTODEVICE:
            return OptionForm::Text;
        default:
            return OptionForm::Int;
        }
    }
    if (level == IPPROTO_TCP && option == TCP_CONGESTION)
        return OptionForm::Text;
    return level == IPPROTO_TCP && option == TCP_INFO ? OptionForm::Struct : OptionForm::Int;
}

/// "A,B" as two numbers.
std::optional<std::pair<std::int64_t, std::int64_t>> parsePair(std::string_view text)
{
    const auto parts = split(text, ',');
    if (parts.size() != 2)
        return std::nullopt;
    const auto first = parseNumber(trimmed(parts[0]));
    const auto second = parseNumber(trimmed(parts[1]));
    if (!first || !second)
        return std::nullopt;
    return std::pair {*first, *second};
}

std::optional<timeval> parseTime(std::string_view text)
{
    timeval time {};
    if (const auto pair = parsePair(text)) {
        time.tv_sec = pair->first;
        time.tv_usec = pair->second;
        return time;
    }
    std::int64_t microseconds = 0;
    const bool milliseconds = text.ends_with("ms");
    if (text.ends_with('s') && !milliseconds) {
        const auto parts = split(text.substr(0, text.size() - 1), '.');
        const auto seconds = parseNumber(parts[0]);
        const std::string digits = parts.size() == 2 ? (parts[1] + "000000").substr(0, 6) : "0";
        const bool wellFormed = parts.size() == 1
            || (parts.size() == 2 && !parts[1].empty()
                && parts[1].find_first_not_of("0123456789") == std::string::npos);
        if (!seconds || !wellFormed)
            return std::nullopt;
        // "000300" would be read as decimal, too: parseNumber knows no octal.
        time.tv_sec = *seconds;
        time.tv_usec = *parseNumber(digits);
        return time;
    }
    const auto number = parseNumber(milliseconds ? text.substr(0, text.size() - 2) : text);
    if (!number || *number > INT64_MAX / 1000 || *number < INT64_MIN / 1000)
        return std::nullopt;
    microseconds = *number * 1000;
    time.tv_sec = microseconds / 1'000'000;
    time.tv_usec = microseconds % 1'000'000;
    return time;
}

/// @name is a name in the abstract namespace: a zero byte first, and no end (unix(7)).
Bytes unixAddress(std::string_view path)
{
    Bytes bytes(sizeof(sa_family_t));
    const sa_family_t family = AF_UNIX;
    std::memcpy(bytes.data(), &family, sizeof family);
    bytes.insert(bytes.end(), path.begin(), path.end());
    if (path.starts_with('@'))
        bytes[sizeof family] = 0;
    else
        bytes.push_back(0);
    return bytes;
}

} // namespace

std::optional<std::int64_t> parseConstants(ArgKind kind, std::string_view text)
{
    std::int64_t sum = 0;
    for (const std::string& part : split(text, '|')) {
        const std::string_view name = trimmed(part);
        const int level = kind == ArgKind::OptName ? levelOfOption(name).value_or(-1) : 0;
        const auto constant = valueOf(kind, name, level);
        const auto value = constant ? constant : parseNumber(name);
        if (!value)
            return std::nullopt;
        sum |= *value;
    }
    return sum;
}

std::optional<Bytes> parseRawBytes(std::string_view text)
{
    if (!text.starts_with("raw:") || text.size() % 2 != 0)
        return std::nullopt;
    Bytes bytes;
    for (std::size_t at = 4; at < text.size(); at += 2) {
        const auto byte = parseNumber("0x" + std::string(text.substr(at, 2)));
        if (!byte)
            return std::nullopt;
        bytes.push_back(static_cast<std::uint8_t>(*byte));
    }
    return bytes;
}

Result<Bytes> socketAddress(std::string_view text, bool hostOrderPort)
{
    if (const auto raw = parseRawBytes(text))
        return *raw;
    if (text == "unspec" || text == "AF_UNSPEC")
        return bytesOf(sockaddr {}); // connect(2): AF_UNSPEC dissolves the association of a datagram socket
    if (text.starts_with("unix:"))
        return unixAddress(text.substr(5));
    const auto endpoint = parseEndpoint(text);
    if (!endpoint) {
        return Error {"\"" + std::string(text)
                      + "\" is no address; expected ADDRESS:PORT such as 10.9.0.2:8080 or "
                        "[fd09::2]:8080, or unspec, unix:PATH, unix:@NAME, raw:HEX, ptr:0xADDRESS or NULL"};
    }
    const std::uint16_t port = hostOrderPort ? endpoint->port : htons(endpoint->port);
    if (endpoint->address.version == 6) {
        sockaddr_in6 address {};
        address.sin6_family = AF_INET6;
        address.sin6_port = port;
        std::memcpy(&address.sin6_addr, endpoint->address.bytes.data(), 16);
        return bytesOf(address);
    }
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = port;
    std::memcpy(&address.sin_addr, endpoint->address.bytes.data(), 4);
    return bytesOf(address);
}

Result<Bytes> optionValue(int level, int option, std::string_view text)
{
    const auto refusal = [&](const std::string& expected) {
        return Error {"value: expected " + expected + " or raw:HEX, found \"" + std::string(text) + "\""};
    };
    if (const auto raw = parseRawBytes(text))
        return *raw;
    switch (formOf(level, option)) {
    case OptionForm::Linger: {
        const auto pair = parsePair(text);
        if (!pair)
            return refusal("ONOFF,SECONDS such as 1,0");
        return bytesOf(linger {static_cast<int>(pair->first), static_cast<int>(pair->second)});
    }
    case OptionForm::Time: {
        const auto time = parseTime(text);
        if (!time)
            return refusal("a time such as 300 (milliseconds), 300ms, 0.3s or SECONDS,MICROSECONDS");
        return bytesOf(*time);
    }
    case OptionForm::Text:
        return Bytes(text.begin(), text.end());
    case OptionForm::Struct:
    case OptionForm::Int:
        break;
    }
    const auto number = parseNumber(text);
    if (!number)
        return refusal("a number");
    return bytesOf(static_cast<std::int32_t>(*number));
}

std::size_t optionSize(int level, int option)
{
    switch (formOf(level, option)) {
    case OptionForm::Linger:
        return sizeof(linger);
    case OptionForm::Time:
        return sizeof(timeval);
    case OptionForm::Text:
        return 16; // TCP_CA_NAME_MAX and IFNAMSIZ
    case OptionForm::Struct:
        return 256; // more than struct tcp_info of any kernel yet: the kernel writes its own size
    case OptionForm::Int:
        break;
    }
    if (level == SOL_SOCKET && option == SO_COOKIE)
        return sizeof(std::uint64_t);
    if (level == SOL_SOCKET && (option == SO_PEERNAME || option == SO_MEMINFO))
        return sizeof(sockaddr_storage);
    return sizeof(int);
}

Result<Bytes> pollEntries(std::string_view text, const DescriptorByName& descriptorByName)
{
    if (const auto raw = parseRawBytes(text))
        return *raw;
    std::string spaced(text);
    std::replace(spaced.begin(), spaced.end(), ',', ' ');
    Bytes bytes;
    for (const std::string& entry : split(spaced, ' ')) {
        if (entry.empty())
            continue;
        const auto colon = entry.find(':');
        const auto events = colon == std::string::npos
            ? std::nullopt
            : parseConstants(ArgKind::PollFds, std::string_view(entry).substr(colon + 1));
        if (!events)
            return Error {"fds: expected DESCRIPTOR:EVENTS such as L:POLLIN, found \"" + entry + "\""};
        const auto fd = descriptor(std::string_view(entry).substr(0, colon), descriptorByName);
        if (!fd)
            return Error {"fds: " + fd.error().message};
        const Bytes one = bytesOf(pollfd {*fd, static_cast<short>(*events), 0});
        bytes.insert(bytes.end(), one.begin(), one.end());
    }
    return bytes;
}

Result<int> descriptor(std::string_view text, const DescriptorByName& descriptorByName)
{
    if (const auto number = parseNumber(text))
        return static_cast<int>(*number);
    if (const auto known = descriptorByName ? descriptorByName(text) : std::nullopt)
        return *known;
    return Error {"\"" + std::string(text) + "\" is neither a number nor the name of a descriptor of this program"};
}

std::optional<bool> parseSwitch(std::string_view text)
{
    if (text == "1" || text == "true" || text == "yes")
        return true;
    if (text == "0" || text == "false" || text == "no")
        return false;
    return std::nullopt;
}

} // namespace lab
