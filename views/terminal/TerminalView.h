#pragma once
// TerminalView: what programs wrote to their standard output and error, line by line at its time, and a line to type to one
// of them. Selecting a line lights its event in every view; Enter or a double click moves the playhead to it.

#include "views/terminal/TerminalModel.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace lab {

class TerminalView : public View
{
    Q_OBJECT

public:
    explicit TerminalView(ViewContext& context, QWidget* parent = nullptr);

    void contextChanged() override;

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    void connectAll();
    void retranslate();
    void sizeColumns();
    void grew();
    void refreshPrograms();
    void refreshInput();
    void tellEmpty();
    QString whyEmpty() const;
    const TerminalProgram* listener() const; ///< who hears what is typed now; nullptr: nobody
    void typeLine();
    void endInput();
    void copyLines();
    void followPlayhead();
    void followSelection();
    void choose();

    TerminalModel* m_model;
    QLabel* m_programLabel;
    QComboBox* m_program; ///< all, then lines().programs()
    QLabel* m_hint;
    QTableView* m_table;
    QLabel* m_empty; ///< in the table: why it has no lines
    QLabel* m_inputLabel;
    QLineEdit* m_input;
    QPushButton* m_end;
    bool m_choosing = false; ///< the selection changes because of this view
};

} // namespace lab
