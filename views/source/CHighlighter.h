#pragma once
// CHighlighter: colours for C: comments, strings, numbers, constants in capitals and the socket calls. Not a parser.

#include "views/shared/Theme.h"

#include <QSyntaxHighlighter>

namespace lab {

class CHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    explicit CHighlighter(QTextDocument* document)
        : QSyntaxHighlighter(document)
    {
    }

    void setTheme(const Theme& theme);

protected:
    void highlightBlock(const QString& text) override;

private:
    int highlightComment(const QString& text, int from);
    int highlightWord(const QString& text, int from);

    Theme m_theme;
};

} // namespace lab
