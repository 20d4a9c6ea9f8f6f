#include "model/capture/StraceLine.h"

#include "model/base/Text.h"

#include <algorithm>
#include <charconv>

// Theory: strace 6.1, src/strace.c (printleader, print_exited), src/syscall.c (print_syscall_resume), src/util.c (printfd).
// A line is walked once, with a counter of open brackets: no text makes it recurse.

namespace lab {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isWord(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool take(std::string_view& text, std::string_view prefix)
{
    if (!text.starts_with(prefix))
        return false;
    text.remove_prefix(prefix.size());
    return true;
}

std::string_view takeWhile(std::string_view& text, bool (*fits)(char))
{
    std::size_t length = 0;
    while (length < text.size() && fits(text[length]))
        ++length;
    const std::string_view taken = text.substr(0, length);
    text.remove_prefix(length);
    return taken;
}

void skipSpaces(std::string_view& text)
{
    takeWhile(text, [](char c) { return c == ' ' || c == '\t'; });
}

std::optional<std::int64_t> number(std::string_view digits)
{
    std::int64_t value = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (digits.empty() || !isDigit(digits.front()) || read.ec != std::errc() || read.ptr != digits.data() + digits.size())
        return {};
    return value;
}

/// "1700000000.123456" in ns; the fraction may have any number of digits.
std::optional<std::int64_t> nanoseconds(std::string_view text)
{
    const std::size_t dot = text.find('.');
    const auto seconds = number(text.substr(0, dot));
    constexpr std::int64_t most = 9'000'000'000; // of 64 bits of nanoseconds
    if (!seconds || *seconds > most)
        return {};
    std::int64_t ns = *seconds * 1'000'000'000, unit = 100'000'000;
    if (dot == std::string_view::npos)
        return ns;
    for (const char c : text.substr(dot + 1)) {
        if (!isDigit(c))
            return {};
        ns += (c - '0') * unit;
        unit /= 10;
    }
    return ns;
}

/// "12:34:56.123456"
std::optional<std::int64_t> timeOfDay(std::string_view text)
{
    if (text.size() < 8 || text[2] != ':' || text[5] != ':')
        return {};
    const auto hours = number(text.substr(0, 2)), minutes = number(text.substr(3, 2)), rest = nanoseconds(text.substr(6));
    if (!hours || !minutes || !rest)
        return {};
    return (*hours * 3600 + *minutes * 60) * 1'000'000'000 + *rest;
}

/// A number that a process may have: Linux has at most 2^22 of them (proc(5), pid_max). What is larger is a time.
constexpr std::int64_t mostPids = 1 << 22;

void takeLeader(std::string_view& text, StraceLine& line)
{
    skipSpaces(text);
    if (std::string_view rest = text; take(rest, "[pid")) {
        skipSpaces(rest);
        const auto pid = number(takeWhile(rest, isDigit));
        if (pid && *pid <= mostPids && take(rest, "]")) {
            line.pid = static_cast<std::int32_t>(*pid);
            text = rest;
        }
    }
    for (int words = 0; words < 2; ++words) {
        skipSpaces(text);
        std::string_view rest = text;
        const std::string_view word = takeWhile(rest, [](char c) { return isDigit(c) || c == '.' || c == ':'; });
        if (word.empty() || !rest.starts_with(' '))
            return;
        if (const auto day = timeOfDay(word)) {
            line.timed = StraceTime::OfDay;
            line.time = *day;
        } else if (const auto ns = nanoseconds(word)) {
            const bool whole = word.find('.') == std::string_view::npos;
            if (whole && words == 0 && line.pid == 0 && *ns <= mostPids * 1'000'000'000) {
                line.pid = static_cast<std::int32_t>(*ns / 1'000'000'000);
                text = rest;
                continue;
            }
            line.timed = *ns > mostPids * 1'000'000'000 ? StraceTime::Absolute : StraceTime::Relative;
            line.time = *ns;
        } else {
            return;
        }
        text = rest;
        skipSpaces(text);
        return;
    }
}

/// Behind the quote that ends the string which begins at `at`; the end of the text if none does.
std::size_t behindString(std::string_view text, std::size_t at)
{
    for (++at; at < text.size() && text[at] != '"'; ++at)
        if (text[at] == '\\')
            ++at;
    return std::min(at + 1, text.size());
}

/// Behind the annotation of a descriptor that begins with the < at `at`. Annotations hold others (<char 1:3>) and arrows.
/// Few are longer than a path (PATH_MAX): a line of nothing but < must not be walked to its end for each.
std::size_t behindAnnotation(std::string_view text, std::size_t at)
{
    constexpr std::size_t longest = 4096 + 64;
    int depth = 0;
    for (std::size_t i = at; i < std::min(text.size(), at + longest); ++i) {
        depth += text[i] == '<';
        if (text[i] == '>' && text[i - 1] != '-' && --depth == 0)
            return i + 1;
    }
    return at + 1;
}

/// Where the character at `at` leads: behind it, or behind the string, comment or annotation that it begins.
std::size_t behind(std::string_view text, std::size_t at)
{
    const char c = text[at];
    if (c == '"')
        return behindString(text, at);
    if (c == '/' && text.substr(at).starts_with("/*")) {
        const std::size_t end = text.find("*/", at + 2);
        return end == std::string_view::npos ? text.size() : end + 2;
    }
    const bool annotates = c == '<' && at > 0 && isWord(text[at - 1]) && !text.substr(at).starts_with("<<");
    return annotates ? behindAnnotation(text, at) : at + 1;
}

int depthOf(char c)
{
    return c == '(' || c == '[' || c == '{' ? 1 : c == ')' || c == ']' || c == '}' ? -1 : 0;
}

/// The place of the parenthesis that ends the arguments which begin at `at`.
std::size_t endOfArguments(std::string_view text, std::size_t at)
{
    int depth = 0;
    while (at < text.size()) {
        depth += depthOf(text[at]);
        if (depth < 0)
            return text[at] == ')' ? at : std::string_view::npos;
        at = behind(text, at);
    }
    return std::string_view::npos;
}

bool looksLikeResult(std::string_view text)
{
    take(text, "-");
    return !text.empty() && (isDigit(text.front()) || text.front() == '?');
}

/// ") = 3", with the spaces that strace fills up to a column.
bool takeEqualSign(std::string_view& text)
{
    skipSpaces(text);
    if (!take(text, "="))
        return false;
    skipSpaces(text);
    return looksLikeResult(text);
}

constexpr std::string_view unfinished = "<unfinished ...>";

bool readResumed(std::string_view text, StraceLine& line)
{
    line.kind = StraceLine::Kind::Resumed;
    line.name = takeWhile(text, isWord);
    if (line.name.empty() || !take(text, " resumed>"))
        return false;
    line.text = text;
    const std::size_t end = endOfArguments(text, 0);
    std::string_view rest = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    return takeEqualSign(rest);
}

bool readPlus(std::string_view text, StraceLine& line)
{
    if (!text.ends_with(" +++"))
        return false;
    if (take(text, "exited with ")) {
        line.kind = StraceLine::Kind::Exited;
        const auto status = number(takeWhile(text, isDigit));
        line.status = static_cast<int>(status.value_or(0));
        return status && text == " +++";
    }
    if (take(text, "killed by ")) {
        line.kind = StraceLine::Kind::Killed;
        line.name = takeWhile(text, isWord);
        return !line.name.empty();
    }
    return text.starts_with("superseded by execve");
}

bool readRemark(std::string_view text, StraceLine& line)
{
    if (text.starts_with("[ Process PID=")) // "runs in 32 bit mode."
        return true;
    if (!take(text, "strace: "))
        return false;
    if (take(text, "Process ")) {
        const auto pid = number(takeWhile(text, isDigit));
        if (pid && text.starts_with(" attached"))
            line.status = static_cast<int>(std::min(*pid, mostPids));
    }
    return true;
}

} // namespace

std::optional<StraceLine> readStraceLine(std::string_view text)
{
    StraceLine line;
    if (readRemark(text, line))
        return line;
    takeLeader(text, line);
    bool read = false;
    if (take(text, "<... ")) {
        read = readResumed(text, line);
    } else if (take(text, "+++ ")) {
        read = readPlus(text, line);
    } else if (take(text, "--- ")) {
        line.kind = StraceLine::Kind::Signal;
        line.name = takeWhile(text, isWord);
        read = !line.name.empty() && text.ends_with(" ---");
    } else {
        std::string_view rest = text;
        line.name = takeWhile(rest, isWord);
        line.text = text;
        if (line.name.empty() || isDigit(line.name.front()) || !rest.starts_with('('))
            return {};
        if (const auto call = readStraceCall(text)) {
            line.kind = StraceLine::Kind::Call;
            line.call = *call;
            return line;
        }
        line.kind = StraceLine::Kind::Unfinished;
        read = text.ends_with(unfinished);
        if (read)
            line.text.remove_suffix(unfinished.size());
        if (line.text.ends_with(' '))
            line.text.remove_suffix(1);
    }
    return read ? std::optional(line) : std::nullopt;
}

std::optional<StraceCallText> readStraceCall(std::string_view text)
{
    StraceCallText call;
    std::string_view rest = text;
    call.name = takeWhile(rest, isWord);
    if (call.name.empty() || !take(rest, "("))
        return {};
    const std::size_t begin = call.name.size() + 1, end = endOfArguments(text, begin);
    if (end == std::string_view::npos)
        return {};
    call.arguments = text.substr(begin, end - begin);
    rest = text.substr(end + 1);
    if (!takeEqualSign(rest))
        return {};
    rest = trimmed(rest);
    // strace -T: "<0.000123>" behind everything. An annotation stands right behind its number, without a space.
    if (const std::size_t at = rest.rfind(" <"); at != std::string_view::npos && rest.ends_with('>'))
        if (const auto ns = nanoseconds(rest.substr(at + 2, rest.size() - at - 3))) {
            call.duration = ns;
            rest = trimmed(rest.substr(0, at));
        }
    call.result = rest;
    return call;
}

std::vector<std::string_view> splitStrace(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    int depth = 0;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size();) {
        depth += depthOf(text[at]);
        if (depth == 0 && text[at] == separator) {
            parts.push_back(trimmed(text.substr(begin, at - begin)));
            begin = at + 1;
        }
        at = behind(text, at);
    }
    const std::string_view last = trimmed(text.substr(begin));
    if (!last.empty() || !parts.empty())
        parts.push_back(last);
    return parts;
}

std::string_view withoutAnnotation(std::string_view text)
{
    return text.substr(0, text.find('<'));
}

std::string_view annotationOf(std::string_view text)
{
    const std::size_t at = text.find('<');
    if (at == std::string_view::npos || at == 0)
        return {};
    const std::size_t end = behindAnnotation(text, at);
    return end == at + 1 ? std::string_view() : text.substr(at + 1, end - at - 2);
}

} // namespace lab
