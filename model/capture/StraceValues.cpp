#include "model/capture/StraceValues.h"

#include "model/base/Text.h"
#include "model/calls/CallMemory.h"
#include "model/capture/StraceLine.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/if_ether.h>
#include <linux/netlink.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace lab {

namespace {

std::string_view withoutComment(std::string_view text)
{
    return trimmed(text.substr(0, text.find("/*")));
}

/// The x of "htons(x)", "inet_addr("x")".
std::string_view called(std::string_view text, std::string_view function)
{
    if (!text.starts_with(function) || !text.substr(function.size()).starts_with('(') || !text.ends_with(')'))
        return {};
    return text.substr(function.size() + 1, text.size() - function.size() - 2);
}

/// A name of strace's for one that the tables have otherwise or not at all.
std::optional<std::int64_t> strangeName(ArgKind kind, std::string_view name)
{
    static constexpr NamedValue netlink[] = {{"NETLINK_ROUTE", NETLINK_ROUTE},
                                             {"NETLINK_SOCK_DIAG", NETLINK_SOCK_DIAG},
                                             {"NETLINK_NETFILTER", NETLINK_NETFILTER},
                                             {"NETLINK_KOBJECT_UEVENT", NETLINK_KOBJECT_UEVENT},
                                             {"NETLINK_GENERIC", NETLINK_GENERIC}};
    static constexpr NamedValue etherTypes[] = {
        {"ETH_P_ALL", ETH_P_ALL}, {"ETH_P_IP", ETH_P_IP}, {"ETH_P_ARP", ETH_P_ARP}, {"ETH_P_IPV6", ETH_P_IPV6}};
    // O_LARGEFILE is 0 for a 64 bit program of the C library's, and what the kernel has is this (fcntl.h of the kernel's own).
    static constexpr NamedValue files[] = {{"O_LARGEFILE", 0100000}, {"O_DIRECT", 040000}, {"O_NOFOLLOW", 0400000},
                                           {"O_SYNC", 04010000},     {"O_DSYNC", 010000},  {"O_NOATIME", 01000000},
                                           {"O_PATH", 010000000},    {"O_TMPFILE", 020200000}};
    const auto in = [&](std::span<const NamedValue> names, std::string_view wanted) -> std::optional<std::int64_t> {
        for (const NamedValue& one : names)
            if (one.name == wanted)
                return one.value;
        return {};
    };
    if (kind == ArgKind::Protocol) {
        if (const std::string_view type = called(name, "htons"); !type.empty()) {
            auto value = in(etherTypes, withoutComment(type));
            if (!value)
                value = parseNumber(withoutComment(type));
            return value ? std::optional<std::int64_t>(htons(static_cast<std::uint16_t>(*value))) : std::nullopt;
        }
        return in(netlink, name);
    }
    if (kind == ArgKind::OpenFlags || kind == ArgKind::FcntlArgument) {
        const auto value = valueOf(ArgKind::OpenFlags, name);
        return value ? value : in(files, name);
    }
    return {};
}

std::optional<std::uint64_t> oneFlag(ArgKind kind, std::string_view name, int level)
{
    name = withoutComment(name);
    if (const auto plain = straceNumber(name))
        return plain;
    // Linux has each of these twice, with 32 and 64 bit times (ValueText.cpp).
    if (kind == ArgKind::OptName && name.ends_with("_OLD"))
        name.remove_suffix(4);
    auto value = valueOf(kind, name, level);
    if (!value)
        value = strangeName(kind, name);
    return value ? std::optional(static_cast<std::uint64_t>(*value)) : std::nullopt;
}

int octal(std::string_view text, std::size_t& at)
{
    int value = 0;
    for (int digits = 0; digits < 3 && at < text.size() && text[at] >= '0' && text[at] <= '7'; ++digits)
        value = value * 8 + (text[at++] - '0');
    return value;
}

/// The byte of the escape whose letter is at `at`; `at` moves behind it.
std::optional<std::uint8_t> escapedByte(std::string_view text, std::size_t& at)
{
    static constexpr std::string_view letters = "\"\\tnvfr", bytes = "\"\\\t\n\v\f\r";
    const char c = text[at];
    if (const std::size_t found = letters.find(c); found != std::string_view::npos) {
        ++at;
        return static_cast<std::uint8_t>(bytes[found]);
    }
    if (c >= '0' && c <= '7')
        return static_cast<std::uint8_t>(octal(text, at));
    if (c != 'x' || at + 2 >= text.size())
        return {};
    unsigned value = 0;
    const auto read = std::from_chars(text.data() + at + 1, text.data() + at + 3, value, 16);
    if (read.ptr != text.data() + at + 3)
        return {};
    at += 3;
    return static_cast<std::uint8_t>(value);
}

std::string plainString(std::string_view text)
{
    const auto read = straceString(text);
    return read ? std::string(asText(read->bytes)) : std::string();
}

std::optional<std::uint16_t> portOf(std::string_view text)
{
    const auto port = straceNumber(called(text, "htons"));
    return port && *port <= 0xffff ? std::optional(htons(static_cast<std::uint16_t>(*port))) : std::nullopt;
}

std::optional<Bytes> inetAddress(std::string_view text)
{
    sockaddr_in address {};
    address.sin_family = AF_INET;
    const auto port = portOf(straceField(text, "sin_port"));
    const std::string host = plainString(called(straceField(text, "sin_addr"), "inet_addr"));
    if (!port || inet_pton(AF_INET, host.c_str(), &address.sin_addr) != 1)
        return {};
    address.sin_port = *port;
    return bytesOf(address);
}

std::optional<Bytes> inet6Address(std::string_view text)
{
    sockaddr_in6 address {};
    address.sin6_family = AF_INET6;
    const auto port = portOf(straceField(text, "sin6_port"));
    std::string host;
    // strace writes the address as the call that would make it: inet_pton(AF_INET6, "::1", &sin6_addr)
    for (const std::string_view part : splitStrace(insideBrackets(text, '{').value_or("")))
        if (const auto words = splitStrace(called(part, "inet_pton")); words.size() == 3)
            host = plainString(words[1]);
    if (!port || inet_pton(AF_INET6, host.c_str(), &address.sin6_addr) != 1)
        return {};
    address.sin6_port = *port;
    const auto flow = straceNumber(called(straceField(text, "sin6_flowinfo"), "htonl"));
    address.sin6_flowinfo = htonl(static_cast<std::uint32_t>(flow.value_or(0)));
    // The number of an interface's name is not the one of the machine that reads this.
    address.sin6_scope_id = static_cast<std::uint32_t>(straceNumber(straceField(text, "sin6_scope_id")).value_or(0));
    return bytesOf(address);
}

std::optional<Bytes> unixAddress(std::string_view text)
{
    Bytes bytes = bytesOf(sa_family_t {AF_UNIX});
    std::string_view path = straceField(text, "sun_path");
    if (path.empty())
        return bytes;
    const bool abstract = path.starts_with('@');
    const auto name = straceString(path.substr(abstract ? 1 : 0));
    if (!name)
        return {};
    if (abstract)
        bytes.push_back(0);
    bytes.insert(bytes.end(), name->bytes.begin(), name->bytes.end());
    if (!abstract)
        bytes.push_back(0);
    return bytes;
}

std::optional<Bytes> netlinkAddress(std::string_view text)
{
    sockaddr_nl address {};
    address.nl_family = AF_NETLINK;
    const auto pid = straceNumber(straceField(text, "nl_pid"));
    const std::string groups(straceField(text, "nl_groups")); // "00000000" or "0x000011"
    if (!pid || groups.empty())
        return {};
    address.nl_pid = static_cast<std::uint32_t>(*pid);
    address.nl_groups = static_cast<std::uint32_t>(std::strtoul(groups.c_str(), nullptr, 0));
    return bytesOf(address);
}

} // namespace

std::optional<std::uint64_t> straceNumber(std::string_view text)
{
    if (text == "NULL")
        return 0;
    text = withoutAnnotation(text);
    const bool negative = text.starts_with('-');
    if (negative)
        text.remove_prefix(1);
    const bool hex = text.starts_with("0x");
    if (hex)
        text.remove_prefix(2);
    std::uint64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value, hex ? 16 : 10);
    if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size())
        return {};
    return negative ? std::uint64_t {0} - value : value;
}

std::optional<std::uint64_t> straceFlags(ArgKind kind, std::string_view text, int level)
{
    std::uint64_t value = 0;
    // "TCGETS or TCSETS": strace names both where two requests have one number.
    if (const std::size_t at = text.rfind(" or "); at != std::string_view::npos)
        text = text.substr(at + 4);
    const auto names = splitStrace(text, '|');
    for (const std::string_view name : names) {
        const auto one = oneFlag(kind, name, level);
        if (!one)
            return {};
        value |= *one;
    }
    return names.empty() ? std::nullopt : std::optional(value);
}

std::optional<StraceString> straceString(std::string_view text)
{
    StraceString string;
    if (text.ends_with("...")) {
        string.cut = true;
        text.remove_suffix(3);
    }
    if (text.size() < 2 || text.front() != '"' || text.back() != '"')
        return {};
    text = text.substr(1, text.size() - 2);
    string.bytes.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] != '\\') {
            string.bytes.push_back(static_cast<std::uint8_t>(text[at++]));
            continue;
        }
        if (++at == text.size())
            return {};
        const auto byte = escapedByte(text, at);
        if (!byte)
            return {};
        string.bytes.push_back(*byte);
    }
    return string;
}

std::optional<std::string_view> insideBrackets(std::string_view text, char open)
{
    const char close = open == '[' ? ']' : '}';
    if (text.size() < 2 || text.front() != open || text.back() != close)
        return {};
    return text.substr(1, text.size() - 2);
}

std::string_view straceField(std::string_view structText, std::string_view name)
{
    for (const std::string_view part : splitStrace(insideBrackets(structText, '{').value_or("")))
        if (part.starts_with(name) && part.substr(name.size()).starts_with('='))
            return part.substr(name.size() + 1);
    return {};
}

std::optional<Bytes> straceAddress(std::string_view text)
{
    const auto family = straceFlags(ArgKind::Domain, straceField(text, "sa_family"));
    if (!family)
        return {};
    switch (*family) {
    case AF_INET:
        return inetAddress(text);
    case AF_INET6:
        return inet6Address(text);
    case AF_UNIX:
        return unixAddress(text);
    case AF_NETLINK:
        return netlinkAddress(text);
    default:
        break;
    }
    Bytes bytes = bytesOf(static_cast<sa_family_t>(*family));
    const std::string_view data = straceField(text, "sa_data");
    if (data.empty())
        return *family == AF_UNSPEC ? std::optional(bytes) : std::nullopt;
    const auto read = straceString(data);
    if (!read)
        return {};
    bytes.insert(bytes.end(), read->bytes.begin(), read->bytes.end());
    return bytes;
}

std::optional<Bytes> straceTime(std::string_view text)
{
    const auto seconds = straceNumber(straceField(text, "tv_sec"));
    auto rest = straceNumber(straceField(text, "tv_nsec"));
    if (!rest)
        rest = straceNumber(straceField(text, "tv_usec"));
    if (!seconds || !rest)
        return {};
    Bytes bytes = bytesOf(*seconds);
    appendValue(bytes, *rest);
    return bytes;
}

std::optional<StraceString> straceOptionValue(std::string_view text)
{
    if (const auto inside = insideBrackets(text, '[')) {
        auto value = straceNumber(*inside);
        if (const auto errnum = errnoValue(*inside))
            value = static_cast<std::uint64_t>(*errnum);
        if (!value)
            return {};
        return StraceString {bytesOf(static_cast<std::int32_t>(*value)), false};
    }
    if (insideBrackets(text, '{')) {
        const auto on = straceNumber(straceField(text, "l_onoff")), seconds = straceNumber(straceField(text, "l_linger"));
        if (on && seconds)
            return StraceString {bytesOf(linger {static_cast<int>(*on), static_cast<int>(*seconds)}), false};
        auto time = straceTime(text);
        return time ? std::optional(StraceString {std::move(*time), false}) : std::nullopt;
    }
    return straceString(text);
}

} // namespace lab
