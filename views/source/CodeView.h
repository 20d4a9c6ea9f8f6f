#pragma once
// CodeView: read-only C with line numbers; current lines have their own surface and a ▶ in the margin. A click or
// Enter on a line says so. It does not know where the code comes from.

#include "views/source/CHighlighter.h"

#include <QPlainTextEdit>

#include <set>

namespace lab {

class CodeView : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit CodeView(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    /// `current` and `waiting`: lines (from 0) where a thread is; waiting: it has not come back from there.
    void showCode(const QString& code, int firstNumber, const std::set<int>& current, const std::set<int>& waiting);
    int charactersInLine() const;
    void markLine(int line); ///< the selected one; -1: none

    void paintMargin(QPaintEvent* event);
    int marginWidth() const;

    int markedLine() const { return m_marked; } ///< from 0; -1: none

    const std::set<int>& currentLines() const { return m_current; }

signals:
    void lineChosen(int line);
    void resized(); ///< charactersInLine() changed

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void layOut();
    void markAll();

    Theme m_theme;
    CHighlighter* m_highlighter;
    QWidget* m_margin;
    int m_firstNumber = 1, m_marked = -1, m_characters = 0;
    std::set<int> m_current, m_waiting;
};

} // namespace lab
