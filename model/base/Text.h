#pragma once
// Small text functions that the model shares. Pure; no locale.

#include "model/base/Bytes.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lab {

/// A text for people in both languages of the lab.
enum class Language : std::uint8_t { English, Korean };

struct BothText
{
    std::string en;
    std::string ko;

    const std::string& in(Language language) const { return language == Language::Korean ? ko : en; }
};

/// Does `text` match `pattern`, where * is any run, ? any character and [abc] / [a-z] one of a set (fnmatch(3), no flags)?
bool matchesWildcard(std::string_view pattern, std::string_view text);

/// `bytes` as a C string literal without its quotes: printable ASCII and valid UTF-8 as they are, \n \t \0 \" \\ and
/// \xNN otherwise; cut after `maxBytes` bytes of input with "…".
std::string escaped(ByteView bytes, std::size_t maxBytes = SIZE_MAX);

/// The reverse of escaped(): nothing if an escape is malformed.
std::optional<std::string> unescaped(std::string_view text);

/// Splits at each separator; keeps empty parts.
std::vector<std::string> split(std::string_view text, char separator);

std::string_view trimmed(std::string_view text);

/// The whole of `text` as a decimal or 0x number; nothing if it is anything else or does not fit.
std::optional<std::int64_t> parseNumber(std::string_view text);

/// `ns` as seconds with a fixed number of decimals, for example "12.003411".
std::string secondsText(std::int64_t ns, int decimals = 6);

} // namespace lab
