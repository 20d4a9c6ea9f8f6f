#include "model/base/Text.h"

#include "model/base/Utf8.h"

#include <charconv>

namespace lab {

namespace {

std::size_t characterLength(std::string_view text)
{
    const std::size_t length = utf8Length(text);
    return length == 0 ? 1 : length;
}

/// The `]` that ends the set which starts at `open`; npos if there is none, then `[` is an ordinary character.
std::size_t endOfSet(std::string_view pattern, std::size_t open)
{
    std::size_t at = open + 1;
    if (at < pattern.size() && (pattern[at] == '!' || pattern[at] == '^'))
        ++at;
    if (at < pattern.size() && pattern[at] == ']') // fnmatch(3): first in the set it is an ordinary character
        ++at;
    return pattern.find(']', at);
}

bool setHas(std::string_view set, char c)
{
    bool found = false;
    const bool negated = !set.empty() && (set[0] == '!' || set[0] == '^');
    for (std::size_t i = negated ? 1 : 0; i < set.size(); ++i) {
        if (i + 2 < set.size() && set[i + 1] == '-') {
            found = found || (set[i] <= c && c <= set[i + 2]);
            i += 2;
        } else {
            found = found || set[i] == c;
        }
    }
    return found != negated;
}

/// How far one element of the pattern (not *) and one character of the text reach, if they match.
struct OneMatch
{
    std::size_t patternLength = 0;
    std::size_t textLength = 0;
};

std::optional<OneMatch> matchOne(std::string_view pattern, std::size_t at, std::string_view rest)
{
    if (pattern[at] == '?')
        return OneMatch {1, characterLength(rest)};
    if (pattern[at] == '[') {
        const std::size_t close = endOfSet(pattern, at);
        if (close != std::string_view::npos) {
            if (!setHas(pattern.substr(at + 1, close - at - 1), rest[0]))
                return {};
            return OneMatch {close - at + 1, 1};
        }
    }
    const bool quoted = pattern[at] == '\\' && at + 1 < pattern.size();
    if (pattern[at + (quoted ? 1 : 0)] != rest[0])
        return {};
    return OneMatch {quoted ? 2U : 1U, 1};
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

void appendEscapedByte(std::uint8_t byte, std::string& out)
{
    static constexpr char hex[] = "0123456789abcdef";
    switch (byte) {
    case '\n':
        out += "\\n";
        return;
    case '\r':
        out += "\\r";
        return;
    case '\t':
        out += "\\t";
        return;
    case '\0':
        out += "\\0";
        return;
    case '"':
        out += "\\\"";
        return;
    case '\\':
        out += "\\\\";
        return;
    default:
        break;
    }
    if (byte >= 0x20 && byte < 0x7F) {
        out += static_cast<char>(byte);
        return;
    }
    out += "\\x";
    out += hex[byte >> 4];
    out += hex[byte & 15];
}

std::optional<char> simpleEscape(char letter)
{
    switch (letter) {
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    case '0':
        return '\0';
    case '"':
        return '"';
    case '\\':
        return '\\';
    default:
        return {};
    }
}

} // namespace

bool matchesWildcard(std::string_view pattern, std::string_view text)
{
    // Greedy with one point of return: a later * makes every earlier one moot, so the work stays O(pattern × text).
    std::size_t p = 0;
    std::size_t t = 0;
    std::size_t starPattern = std::string_view::npos;
    std::size_t starText = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            starPattern = ++p;
            starText = t;
            continue;
        }
        const auto match = p < pattern.size() ? matchOne(pattern, p, text.substr(t)) : std::nullopt;
        if (match) {
            p += match->patternLength;
            t += match->textLength;
        } else if (starPattern != std::string_view::npos) {
            p = starPattern;
            starText += characterLength(text.substr(starText));
            t = starText;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

std::string escaped(ByteView bytes, std::size_t maxBytes)
{
    const std::string_view text = asText(bytes);
    std::string out;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t length = characterLength(text.substr(at));
        if (length > maxBytes || at > maxBytes - length) {
            out += "…";
            break;
        }
        if (length > 1)
            out += text.substr(at, length);
        else
            appendEscapedByte(static_cast<std::uint8_t>(text[at]), out);
        at += length;
    }
    return out;
}

std::optional<std::string> unescaped(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            out += text[i];
            continue;
        }
        if (++i >= text.size())
            return {};
        if (text[i] == 'x') {
            if (i + 2 >= text.size() || hexDigit(text[i + 1]) < 0 || hexDigit(text[i + 2]) < 0)
                return {};
            out += static_cast<char>(hexDigit(text[i + 1]) * 16 + hexDigit(text[i + 2]));
            i += 2;
            continue;
        }
        const auto simple = simpleEscape(text[i]);
        if (!simple)
            return {};
        out += *simple;
    }
    return out;
}

std::vector<std::string> split(std::string_view text, char separator)
{
    std::vector<std::string> parts;
    std::size_t from = 0;
    for (;;) {
        const std::size_t to = text.find(separator, from);
        parts.emplace_back(text.substr(from, to - from));
        if (to == std::string_view::npos)
            return parts;
        from = to + 1;
    }
}

std::string_view trimmed(std::string_view text)
{
    static constexpr std::string_view blanks = " \t\r\n\f\v";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::optional<std::int64_t> parseNumber(std::string_view text)
{
    const bool negative = text.starts_with('-');
    std::string_view digits = negative ? text.substr(1) : text;
    const bool hexadecimal = digits.starts_with("0x") || digits.starts_with("0X");
    if (hexadecimal)
        digits.remove_prefix(2);

    std::uint64_t magnitude = 0;
    const char* end = digits.data() + digits.size();
    const auto parsed = std::from_chars(digits.data(), end, magnitude, hexadecimal ? 16 : 10);
    if (digits.empty() || parsed.ec != std::errc {} || parsed.ptr != end)
        return {};
    const std::uint64_t largest = std::uint64_t {INT64_MAX} + (negative ? 1 : 0);
    if (magnitude > largest)
        return {};
    return static_cast<std::int64_t>(negative ? 0 - magnitude : magnitude);
}

std::string secondsText(std::int64_t ns, int decimals)
{
    const std::uint64_t magnitude = ns < 0 ? 0 - static_cast<std::uint64_t>(ns) : static_cast<std::uint64_t>(ns);
    std::string text = ns < 0 ? "-" : "";
    text += std::to_string(magnitude / 1'000'000'000);
    if (decimals > 0) {
        // Cut, not rounded: a rounded time could lie after the next event's.
        const std::string fraction = std::to_string(1'000'000'000 + magnitude % 1'000'000'000).substr(1);
        text += '.';
        text += fraction.substr(0, static_cast<std::size_t>(decimals));
    }
    return text;
}

} // namespace lab
