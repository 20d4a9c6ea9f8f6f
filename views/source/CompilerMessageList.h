#pragma once
// CompilerMessageList: what the compiler said about one source, one line a message, the shown file's own lines first to be
// reached: Up and Down walk, and each step says which line of the file it is.

#include "model/findings/CompilerMessages.h"
#include "views/shared/Theme.h"

#include <QListWidget>

namespace lab {

class CompilerMessageList : public QListWidget
{
    Q_OBJECT

public:
    explicit CompilerMessageList(QWidget* parent = nullptr);

    /// Those of `report` that a person who looks at `file` should read; hides itself when there are none.
    void showMessages(const CompilerReport& report, const std::string& file, const Theme& theme);

    QSize sizeHint() const override;

signals:
    void lineChosen(int line); ///< of the shown file, from 0

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitHeight(); ///< to the first rows as they wrap

    CompilerReport m_report;
    std::string m_file;
};

} // namespace lab
