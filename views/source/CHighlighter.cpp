#include "views/source/CHighlighter.h"

#include "model/calls/CallTable.h"

#include <QSet>
#include <QTextCharFormat>

namespace lab {

namespace {

constexpr int insideComment = 1; ///< block state: a /* comment goes on in the next line

bool isKeyword(const QString& word)
{
    static const QSet<QString> words {"int",    "char",     "void",  "struct", "sizeof",  "const",   "return", "if",
                                      "else",   "for",      "while", "do",     "switch",  "case",    "break",  "static",
                                      "signed", "unsigned", "long",  "short",  "typedef", "continue"};
    return words.contains(word);
}

bool isSocketCall(const QString& word)
{
    static const QSet<QString> words = [] {
        QSet<QString> names {"send", "recv"};
        for (const CallRow& row : callTable())
            names.insert(QString::fromLatin1(row.name.data(), static_cast<qsizetype>(row.name.size())));
        return names;
    }();
    return words.contains(word);
}

bool isConstant(const QString& word)
{
    return word.size() > 1 && word == word.toUpper() && word[0].isLetter();
}

} // namespace

void CHighlighter::setTheme(const Theme& theme)
{
    m_theme = theme;
    rehighlight();
}

void CHighlighter::highlightBlock(const QString& text)
{
    setCurrentBlockState(0);
    int i = previousBlockState() == insideComment ? highlightComment(text, 0) : 0;
    while (i < text.size()) {
        const QChar c = text[i];
        if (c == '/' && i + 1 < text.size() && text[i + 1] == '*') {
            i = highlightComment(text, i);
        } else if (c == '/' && i + 1 < text.size() && text[i + 1] == '/') {
            setFormat(i, static_cast<int>(text.size()) - i, m_theme.color(Role::MutedText));
            return;
        } else if (c == '"' || c == '\'') {
            int end = i + 1;
            while (end < text.size() && text[end] != c)
                end += text[end] == '\\' ? 2 : 1;
            end = std::min(end + 1, static_cast<int>(text.size()));
            setFormat(i, end - i, m_theme.color(Role::Good));
            i = end;
        } else if (c.isLetterOrNumber() || c == '_') {
            i = highlightWord(text, i);
        } else {
            ++i;
        }
    }
}

int CHighlighter::highlightComment(const QString& text, int from)
{
    const auto found = text.indexOf(QStringLiteral("*/"), text.mid(from, 2) == "/*" ? from + 2 : from);
    const int end = found < 0 ? static_cast<int>(text.size()) : static_cast<int>(found) + 2;
    if (found < 0)
        setCurrentBlockState(insideComment);
    setFormat(from, end - from, m_theme.color(Role::MutedText));
    return end;
}

int CHighlighter::highlightWord(const QString& text, int from)
{
    int end = from;
    while (end < text.size() && (text[end].isLetterOrNumber() || text[end] == '_'))
        ++end;
    const QString word = text.mid(from, end - from);
    QTextCharFormat format;
    if (isKeyword(word))
        format.setForeground(m_theme.color(Role::State));
    else if (word[0].isDigit() || isConstant(word))
        format.setForeground(m_theme.color(Role::Held));
    else if (isSocketCall(word))
        format.setForeground(m_theme.color(Role::Call));
    else
        return end;
    setFormat(from, end - from, format);
    return end;
}

} // namespace lab
