#include "model/calls/ValueText.h"

#include "model/calls/CallMemory.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/if_ether.h>
#include <linux/netlink.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

namespace lab {

namespace {

bool isDigit(std::uint8_t byte)
{
    return byte >= '0' && byte <= '9';
}

/// strace writes the shortest octal escape that the next character doesn't lengthen.
void appendOctal(std::uint8_t byte, bool digitFollows, std::string& out)
{
    out += '\\';
    if (digitFollows || byte >= 0100)
        out += static_cast<char>('0' + (byte >> 6));
    if (digitFollows || byte >= 010)
        out += static_cast<char>('0' + (byte >> 3 & 7));
    out += static_cast<char>('0' + (byte & 7));
}

void appendQuoted(std::uint8_t byte, bool digitFollows, std::string& out)
{
    static constexpr std::string_view plain = "\"\\\t\n\v\f\r", letter = "\"\\tnvfr";
    const auto special = plain.find(static_cast<char>(byte));
    if (special != std::string_view::npos) {
        out += '\\';
        out += letter[special];
    } else if (byte >= 0x20 && byte < 0x7F) {
        out += static_cast<char>(byte);
    } else {
        appendOctal(byte, digitFollows, out);
    }
}

std::string inetText(const sockaddr_in& address)
{
    std::array<char, INET_ADDRSTRLEN> text {};
    inet_ntop(AF_INET, &address.sin_addr, text.data(), text.size());
    return "{sa_family=AF_INET, sin_port=htons(" + std::to_string(ntohs(address.sin_port)) + "), sin_addr=inet_addr(\""
        + text.data() + "\")}";
}

std::string inet6Text(const sockaddr_in6& address)
{
    std::array<char, INET6_ADDRSTRLEN> text {};
    inet_ntop(AF_INET6, &address.sin6_addr, text.data(), text.size());
    return "{sa_family=AF_INET6, sin6_port=htons(" + std::to_string(ntohs(address.sin6_port))
        + "), sin6_flowinfo=htonl(" + std::to_string(ntohl(address.sin6_flowinfo)) + "), inet_pton(AF_INET6, \""
        + text.data() + "\", &sin6_addr), sin6_scope_id=" + std::to_string(address.sin6_scope_id) + "}";
}

std::string netlinkText(const sockaddr_nl& address)
{
    std::array<char, 16> groups {};
    std::snprintf(groups.data(), groups.size(), "%#08x", address.nl_groups); // as strace has it: zero without 0x
    return "{sa_family=AF_NETLINK, nl_pid=" + std::to_string(address.nl_pid) + ", nl_groups=" + groups.data() + "}";
}

} // namespace

std::string hexText(std::uint64_t value)
{
    if (value == 0)
        return "0";
    std::string digits;
    for (; value != 0; value >>= 4)
        digits += "0123456789abcdef"[value & 15];
    std::reverse(digits.begin(), digits.end());
    return "0x" + digits;
}

std::string constantName(ArgKind kind, std::int64_t value, std::string_view unknown, int level)
{
    const std::string_view name = nameOf(kind, value, level);
    if (!name.empty())
        return std::string(name);
    return hexText(static_cast<std::uint32_t>(value)) + " /* " + std::string(unknown) + " */";
}

std::string flagNames(ArgKind kind, std::uint64_t value, std::string_view unknown)
{
    std::string text;
    std::uint64_t rest = value;
    for (const NamedValue& named : namedValues(kind)) {
        const auto bits = static_cast<std::uint64_t>(named.value);
        if (bits == 0 || (rest & bits) != bits)
            continue;
        text += (text.empty() ? "" : "|") + std::string(named.name);
        rest &= ~bits;
    }
    if (rest == 0)
        return text.empty() ? "0" : text;
    return text.empty() ? hexText(rest) + " /* " + std::string(unknown) + " */" : text + "|" + hexText(rest);
}

std::string socketTypeText(std::uint32_t type)
{
    constexpr std::uint32_t typeMask = 0xf; // SOCK_TYPE_MASK, include/linux/net.h
    const std::string_view name = nameOf(ArgKind::SocketType, type & typeMask);
    if (name.empty())
        return flagNames(ArgKind::AcceptFlags, type, "SOCK_???");
    const std::uint32_t flags = type & ~typeMask;
    return std::string(name) + (flags == 0 ? "" : "|" + flagNames(ArgKind::AcceptFlags, flags, "SOCK_???"));
}

std::string protocolText(int domain, int protocol)
{
    if (domain == AF_INET || domain == AF_INET6)
        return constantName(ArgKind::Protocol, protocol, "IPPROTO_???");
    if (domain == AF_NETLINK) {
        static constexpr NamedValue families[] = {{"NETLINK_ROUTE", NETLINK_ROUTE},
                                                  {"NETLINK_SOCK_DIAG", NETLINK_SOCK_DIAG},
                                                  {"NETLINK_NETFILTER", NETLINK_NETFILTER},
                                                  {"NETLINK_KOBJECT_UEVENT", NETLINK_KOBJECT_UEVENT},
                                                  {"NETLINK_GENERIC", NETLINK_GENERIC}};
        for (const NamedValue& named : families) {
            if (named.value == protocol)
                return std::string(named.name);
        }
    }
    if (domain != AF_PACKET)
        return std::to_string(static_cast<unsigned>(protocol));
    static constexpr NamedValue etherTypes[] = {
        {"ETH_P_ALL", ETH_P_ALL}, {"ETH_P_IP", ETH_P_IP}, {"ETH_P_ARP", ETH_P_ARP}, {"ETH_P_IPV6", ETH_P_IPV6}};
    const std::uint16_t type = ntohs(static_cast<std::uint16_t>(protocol));
    for (const NamedValue& named : etherTypes) {
        if (named.value == type)
            return "htons(" + std::string(named.name) + ")";
    }
    return "htons(" + hexText(type) + " /* ETH_P_??? */)";
}

std::string statusFlagsText(std::uint32_t flags)
{
    const std::uint32_t mode = flags & O_ACCMODE;
    const std::string text = mode == O_RDONLY ? "O_RDONLY" : mode == O_WRONLY ? "O_WRONLY" : "O_RDWR";
    const std::uint32_t rest = flags & ~std::uint32_t {O_ACCMODE};
    if (rest == 0)
        return text;
    const std::string more = flagNames(ArgKind::OpenFlags, rest, "");
    return text + "|" + more.substr(0, more.find(" /*"));
}

std::string levelText(int level)
{
    const std::string_view name = nameOf(ArgKind::OptLevel, level);
    if (name.empty())
        return hexText(static_cast<std::uint32_t>(level)) + " /* SOL_?? */";
    constexpr std::string_view prefix = "IPPROTO_";
    return name.starts_with(prefix) ? "SOL_" + std::string(name.substr(prefix.size())) : std::string(name);
}

std::string optionText(int level, int option)
{
    const auto family = namedValues(ArgKind::OptName, level);
    if (family.empty())
        return std::to_string(option);
    // "SO_???" from the family's first name.
    const std::string_view first = family.front().name;
    const std::string unknown = std::string(first.substr(0, first.find('_') + 1)) + "???";
    const std::string name = constantName(ArgKind::OptName, option, unknown, level);
    // Linux has each of these twice, with 32 and 64 bit times; on 64 bit machines the C library uses the old numbers.
    const bool old =
        name == "SO_RCVTIMEO" || name == "SO_SNDTIMEO" || name == "SO_TIMESTAMP" || name == "SO_TIMESTAMPNS";
    return old ? name + "_OLD" : name;
}

std::string quotedText(ByteView bytes, std::uint64_t fullLength, std::size_t limit)
{
    const std::size_t shown = std::min(bytes.size(), limit);
    std::string text = "\"";
    for (std::size_t i = 0; i < shown; ++i)
        appendQuoted(bytes[i], i + 1 < shown && isDigit(bytes[i + 1]), text);
    text += '"';
    return std::max<std::uint64_t>(fullLength, bytes.size()) > shown ? text + "..." : text;
}

std::string addressText(ByteView bytes)
{
    const auto family = valueIn<sa_family_t>(bytes);
    if (!family)
        return "{}";
    if (*family == AF_INET) {
        if (const auto address = valueIn<sockaddr_in>(bytes))
            return inetText(*address);
    }
    if (*family == AF_INET6) {
        if (const auto address = valueIn<sockaddr_in6>(bytes))
            return inet6Text(*address);
    }
    const std::string name = constantName(ArgKind::Domain, *family, "AF_???");
    const ByteView rest = bytes.subspan(sizeof(sa_family_t));
    if (rest.empty())
        return "{sa_family=" + name + "}";
    if (const auto netlink = valueIn<sockaddr_nl>(bytes); netlink && *family == AF_NETLINK)
        return netlinkText(*netlink);
    if (*family != AF_UNIX)
        return "{sa_family=" + name + ", sa_data=" + quotedText(rest, rest.size(), rest.size()) + "}";
    // A name that begins with a zero byte is in the abstract namespace, as long as it is, without an end (unix(7)).
    if (rest[0] == 0 && rest.size() > 1)
        return "{sa_family=AF_UNIX, sun_path=@" + quotedText(rest.subspan(1), rest.size() - 1, rest.size()) + "}";
    const ByteView path = rest.first(static_cast<std::size_t>(std::find(rest.begin(), rest.end(), 0) - rest.begin()));
    return "{sa_family=AF_UNIX, sun_path=" + quotedText(path, path.size(), path.size()) + "}";
}

std::string pollText(ByteView entries, bool revents)
{
    std::string text;
    for (std::size_t at = 0; const auto entry = valueIn<pollfd>(entries, at); at += sizeof(pollfd)) {
        if (revents && entry->revents == 0)
            continue;
        text += (text.empty() ? "{fd=" : ", {fd=") + std::to_string(entry->fd);
        const auto flags = static_cast<unsigned short>(revents ? entry->revents : entry->events);
        // poll(2) ignores the events of a negative descriptor; so does strace.
        if (entry->fd >= 0)
            text += (revents ? ", revents=" : ", events=") + flagNames(ArgKind::PollFds, flags, "POLL???");
        text += '}';
    }
    return "[" + text + "]";
}

} // namespace lab
