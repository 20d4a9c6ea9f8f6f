#pragma once
// ProgramRow: one program of the dialog for own programs: its host, its command line, and, when asked for, its working
// folder, environment and standard input.

#include "app/ProgramPlan.h"

#include <QStringList>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace lab {

class ProgramRow : public QWidget
{
    Q_OBJECT

public:
    ProgramRow(HostId host, const QString& commandLine, const QStringList& recent, QWidget* parent = nullptr);

    HostId host() const;
    QString commandLine() const;
    QString folder() const;
    QString input() const; ///< a file for its standard input; empty: none
    bool typed() const; ///< its standard input is what is typed to it
    QStringList environment() const; ///< "NAME=VALUE"

    QWidget* lastInOrder() const; ///< of Tab
    void putAfter(QWidget* before); ///< in Tab's order; nullptr: first

signals:
    void changed();
    void removeWanted();

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void retranslate();
    void browse();
    void setDetails(bool shown);

    QComboBox *m_host, *m_command, *m_inputKind;
    QPushButton *m_browse, *m_more, *m_remove;
    QWidget* m_details;
    QLabel *m_folderLabel, *m_environmentLabel, *m_inputLabel;
    QLineEdit *m_folder, *m_environment, *m_input;
};

} // namespace lab
