#pragma once
// StraceValues: single values of strace's text read back into what they were in memory: the reverse of
// model/calls/ValueText.h and MessageText.h. Nothing: the text is none of these.

#include "model/base/Memory.h"
#include "model/calls/CallTable.h"
#include "model/calls/MessageMemory.h"

#include <optional>
#include <string_view>

namespace lab {

/// "3", "-1", "0x7ffc…", "3<TCP:[…]>"
std::optional<std::uint64_t> straceNumber(std::string_view text);
/// Constants and flags by their names: "SOL_TCP", "MSG_PEEK|MSG_DONTWAIT|0x100000", "0x7 /* SHUT_??? */".
std::optional<std::uint64_t> straceFlags(ArgKind kind, std::string_view text, int level = 0);

struct StraceString
{
    Bytes bytes;
    bool cut = false; ///< "..." behind it: strace -s
};

/// "Hello\n\1", with the escapes that strace writes, hexadecimal ones (-x) too.
std::optional<StraceString> straceString(std::string_view text);

/// The text between the outermost brackets, [..] or {..}; nothing: there are none.
std::optional<std::string_view> insideBrackets(std::string_view text, char open);
/// The value of "name=value" in "{a=1, name=value}"; empty: there is none.
std::string_view straceField(std::string_view structText, std::string_view name);

/// {sa_family=AF_INET, sin_port=htons(8080), sin_addr=inet_addr("10.9.0.2")}
std::optional<Bytes> straceAddress(std::string_view text);
/// [1], [ECONNREFUSED], {l_onoff=1, l_linger=3}, {tv_sec=2, tv_usec=5000}, or a string
std::optional<StraceString> straceOptionValue(std::string_view text);
/// {tv_sec=1, tv_nsec=0}: both members are 64 bits
std::optional<Bytes> straceTime(std::string_view text);
/// [{fd=3, events=POLLIN}]
std::optional<Bytes> stracePollFds(std::string_view text);
/// [3 5]
std::optional<Bytes> straceFdSet(std::string_view text, int nfds);
/// [INT TERM], ~[KILL STOP]
std::optional<Bytes> straceSignals(std::string_view text);
/// {events=EPOLLIN, data={u32=4, u64=4}}
std::optional<Bytes> straceEpollEvent(std::string_view text);
/// [7<UNIX-STREAM:[1->2]>, 8]: numbers of 32 bits
std::optional<Bytes> straceInts(std::string_view text);

/// {msg_name=NULL, msg_namelen=0, msg_iov=[…], …}; `before`: of "128 => 16" the first. `whole`: no part of it was left unread.
std::optional<MessageValue> straceMessage(std::string_view text, bool before, bool& whole);
/// [{iov_base="abc", iov_len=3}, …]
std::optional<std::vector<MessagePiece>> stracePieces(std::string_view text, bool& whole);

/// Where a pointer led whose address strace does not print, since it prints what lies there.
inline constexpr std::uint64_t unprintedAddress = 1;

} // namespace lab
