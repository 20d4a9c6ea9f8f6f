#pragma once
// CommandEdit: one command line that may be longer than the panel is wide: it wraps instead of scrolling out of sight.
// Enter submits it.

#include "views/shared/Theme.h"

#include <QPlainTextEdit>

namespace lab {

class CommandEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit CommandEdit(QWidget* parent = nullptr);

    QString line() const;
    void setLine(const QString& line);
    void setTheme(const Theme& theme);

signals:
    void submitted();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void layOut();

    static constexpr int shownLines = 3;
};

} // namespace lab
