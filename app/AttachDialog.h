#pragma once
// AttachDialog: this machine's programs that have sockets, to choose one that is to be watched. It says what stands
// against it or what attaching does, and asks; it attaches to nothing itself.

#include "app/RunningPrograms.h"
#include "model/words/Words.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace lab {

class AttachDialog : public QDialog
{
    Q_OBJECT

public:
    AttachDialog(const Words& words, Language language, QWidget* parent);

    const RunningProgram& program() const { return m_chosen; } ///< once accepted

private:
    void build();
    void list(); ///< anew
    void filter();
    void choose();
    const RunningProgram* current() const;
    bool agreed(const RunningProgram& program);

    const Words& m_words;
    Language m_language;
    std::vector<RunningProgram> m_programs;
    RunningProgram m_chosen;
    QLineEdit* m_filter = nullptr;
    QTreeWidget* m_list = nullptr;
    QLabel* m_obstacle = nullptr;
    QPushButton* m_attach = nullptr;
};

} // namespace lab
