#pragma once
// Utf8: is a text UTF-8 (RFC 3629: no overlong forms, no surrogates), and where is it not? Pure.

#include <cstddef>
#include <string_view>

namespace lab {

/// Bytes of the character at the front of `text`, which is not empty; 0 if it is no character or is cut.
std::size_t utf8Length(std::string_view text);

/// Bytes up to the first that belongs to no character; all of them if there is none.
std::size_t validUtf8(std::string_view text);

} // namespace lab
