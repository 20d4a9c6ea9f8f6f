#pragma once
// CodeView: read-only C with line numbers; current lines have their own surface and a ▶ in the margin. A click or
// Enter on a line says so. It does not know where the code comes from.

#include "views/source/CHighlighter.h"

#include <QPlainTextEdit>

#include <map>
#include <set>

namespace lab {

/// What the compiler said about a line.
struct CodeMark
{
    bool error = false; ///< else a warning
    QString text; ///< all of it, one message a line
};

class CodeView : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit CodeView(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    /// `current` and `waiting`: lines (from 0) where a thread is; waiting: it has not come back from there.
    void showCode(const QString& code, int firstNumber, const std::set<int>& current, const std::set<int>& waiting);
    /// Lines (from 0) with a sign in the margin, a surface, and the text beside the line as far as it fits.
    void setMarks(const std::map<int, CodeMark>& marks);
    void goTo(const QTextBlock& block);
    int charactersInLine() const;
    void markLine(int line); ///< the selected one; -1: none

    void paintMargin(QPaintEvent* event);
    int marginWidth() const;

    int markedLine() const { return m_marked; } ///< from 0; -1: none

    const std::set<int>& currentLines() const { return m_current; }

    const std::map<int, CodeMark>& marks() const { return m_marks; }

signals:
    void lineChosen(int line);
    void resized(); ///< charactersInLine() changed

protected:
    void paintEvent(QPaintEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void layOut();
    void markAll();
    void paintMarks(QPainter& painter);

    Theme m_theme;
    CHighlighter* m_highlighter;
    QWidget* m_margin;
    int m_firstNumber = 1, m_marked = -1, m_characters = 0;
    std::set<int> m_current, m_waiting;
    std::map<int, CodeMark> m_marks;
};

} // namespace lab
