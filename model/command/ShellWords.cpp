#include "model/command/ShellWords.h"

#include <algorithm>
#include <utility>

namespace lab {

namespace {

class Splitter
{
public:
    explicit Splitter(std::string_view line) : m_line(line) { }

    Result<std::vector<std::string>> split()
    {
        while (m_at < m_line.size()) {
            const char c = m_line[m_at];
            if (c == ' ' || c == '\t' || c == '\n') {
                endWord();
                ++m_at;
            } else if (const Status taken = take(c); !taken) {
                return taken.error();
            }
        }
        endWord();
        if (m_words.empty())
            return Error {"an empty command: name a program or a .c file"};
        return std::move(m_words);
    }

private:
    Status take(char c)
    {
        m_inWord = true;
        if (c == '\'' || c == '"')
            return quoted(c);
        if (c == '\\')
            return escaped();
        if (std::string_view("$`|&;<>(){}*?[]~#!").find(c) != std::string_view::npos && !(c == '~' && !m_word.empty()))
            return needsShell(c);
        m_word += c;
        ++m_at;
        return Nothing {};
    }

    Status quoted(char quote)
    {
        const std::size_t start = m_at++;
        for (; m_at < m_line.size() && m_line[m_at] != quote; ++m_at) {
            const bool escapes = quote == '"' && m_line[m_at] == '\\' && m_at + 1 < m_line.size()
                && std::string_view("\"\\$`").find(m_line[m_at + 1]) != std::string_view::npos;
            m_word += m_line[escapes ? ++m_at : m_at];
        }
        if (m_at == m_line.size())
            return wrong(start, "this quotation mark is never closed");
        ++m_at;
        return Nothing {};
    }

    Status escaped()
    {
        if (m_at + 1 == m_line.size())
            return wrong(m_at, "a backslash at the very end quotes nothing");
        m_word += m_line[m_at + 1];
        m_at += 2;
        return Nothing {};
    }

    void endWord()
    {
        if (std::exchange(m_inWord, false))
            m_words.push_back(std::exchange(m_word, {}));
    }

    Error needsShell(char c) const
    {
        std::string what = "'";
        what += c;
        what += "' would need a shell: quote it, or name sh -c '…' as the program";
        return wrong(m_at, what);
    }

    static Error wrong(std::size_t at, const std::string& what)
    {
        return Error {"column " + std::to_string(at + 1) + ": " + what};
    }

    std::string_view m_line;
    std::size_t m_at = 0;
    std::string m_word;
    bool m_inWord = false;
    std::vector<std::string> m_words;
};

} // namespace

Result<std::vector<std::string>> shellWords(std::string_view line)
{
    return Splitter(line).split();
}

std::string shellLine(const std::vector<std::string>& words)
{
    std::string line;
    for (const std::string& word : words) {
        const bool plain = !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                || std::string_view("_-+=./:,@%").find(c) != std::string_view::npos || static_cast<unsigned char>(c) >= 0x80;
        });
        line += line.empty() ? "" : " ";
        if (plain) {
            line += word;
            continue;
        }
        line += '\'';
        for (const char c : word) {
            if (c == '\'')
                line += "'\\''"; // nothing can be escaped inside single quotes (POSIX shell, 2.2.2)
            else
                line += c;
        }
        line += '\'';
    }
    return line;
}

} // namespace lab
