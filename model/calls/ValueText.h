#pragma once
// ValueText: single values in the words that strace uses: constants, flags, strings, addresses, pollfds, open flags.

#include "model/base/Bytes.h"
#include "model/calls/CallTable.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace lab {

/// 0x7ffc…, and 0 as "0", as printf's %#x does.
std::string hexText(std::uint64_t value);
/// "SHUT_WR", or "0x7 /* SHUT_??? */".
std::string constantName(ArgKind kind, std::int64_t value, std::string_view unknown, int level = 0);
/// "MSG_PEEK|MSG_DONTWAIT", "0", "MSG_PEEK|0x100000", or "0x100000 /* MSG_??? */".
std::string flagNames(ArgKind kind, std::uint64_t value, std::string_view unknown);
/// "SOCK_STREAM|SOCK_CLOEXEC|SOCK_NONBLOCK"
std::string socketTypeText(std::uint32_t type);
/// The third argument of socket(), whose meaning depends on the first.
std::string protocolText(int domain, int protocol);
/// "O_RDWR|O_NONBLOCK": the access mode is a number, the rest are flags.
std::string statusFlagsText(std::uint32_t flags);
/// "SOL_TCP" (strace's names; IPPROTO_TCP in C).
std::string levelText(int level);
std::string optionText(int level, int option);

/// "\"Hello\\n\\1\"", octal as strace does; "..." behind it if `fullLength` or the bytes exceed `limit`.
std::string quotedText(ByteView bytes, std::uint64_t fullLength, std::size_t limit = 32);
/// {sa_family=AF_INET, sin_port=htons(8080), sin_addr=inet_addr("10.9.0.2")}
std::string addressText(ByteView sockaddrBytes);
/// [{fd=3, events=POLLIN}] before, only those with revents after the call.
std::string pollText(ByteView entries, bool revents);

} // namespace lab
