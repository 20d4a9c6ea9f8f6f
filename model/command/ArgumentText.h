#pragma once
// ArgumentText: the words of a command as the numbers and bytes that the kernel is given. Pure; no call is known here.

#include "model/base/Memory.h"
#include "model/base/Result.h"
#include "model/calls/CallTable.h"
#include "model/command/CallBuilder.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lab {

/// "SOCK_STREAM|SOCK_NONBLOCK", "MSG_PEEK", "15", "SO_REUSEADDR|0x10". Options of every level are known by name.
std::optional<std::int64_t> parseConstants(ArgKind kind, std::string_view text);

/// "raw:48656c6c6f" as bytes; nothing if `text` doesn't begin with raw: or isn't hexadecimal.
std::optional<Bytes> parseRawBytes(std::string_view text);

/// A struct sockaddr: "10.9.0.2:8080", "[fd09::2]:80", "unspec", "unix:PATH", "unix:@NAME", "raw:HEX". `hostOrderPort`:
/// htons() was forgotten.
Result<Bytes> socketAddress(std::string_view text, bool hostOrderPort);

/// The value of a socket option: an int, "ONOFF,SECONDS" (SO_LINGER), "300", "300ms", "0.3s" or "SEC,USEC"
/// (SO_RCVTIMEO, SO_SNDTIMEO), text (TCP_CONGESTION, SO_BINDTODEVICE), "raw:HEX".
Result<Bytes> optionValue(int level, int option, std::string_view text);

/// How much room getsockopt() needs for the option.
std::size_t optionSize(int level, int option);

/// An array of struct pollfd: "L:POLLIN A1:POLLIN|POLLRDHUP".
Result<Bytes> pollEntries(std::string_view text, const DescriptorByName& descriptorByName);

/// "3", or a name that the process knows.
Result<int> descriptor(std::string_view text, const DescriptorByName& descriptorByName);

/// 1, true, yes / 0, false, no.
std::optional<bool> parseSwitch(std::string_view text);

} // namespace lab
