#pragma once
// ProgramsDialog: which programs of the learner's run on which host, and how. It shows every command line before it is
// run, compiles sources, and hands over a plan; it starts none of them.

#include "app/ProgramPlan.h"
#include "model/findings/CompilerMessages.h"

#include <QDialog>
#include <QStringList>

#include <memory>
#include <optional>

class QCheckBox;
class QComboBox;
class QLabel;
class QLayout;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace lab {

class ProgramRow;

class ProgramsDialog : public QDialog
{
    Q_OBJECT

public:
    /// `files`: programs or sources to begin with; none: one empty server and one empty client. `refusal`: why nothing may
    /// be started here, empty: it may.
    ProgramsDialog(const QStringList& files, const QStringList& recent, const QString& refusal, QWidget* parent = nullptr);
    ~ProgramsDialog() override;

    /// exec() returned this: some source has errors at lines of its own; report() has them.
    static constexpr int notCompiled = 2;

    const CompilerReport& report() const { return m_report; }
    const std::string& compilerText() const { return m_said; } ///< all that it wrote

    /// After it was accepted: what to start, and the folder with what was compiled for it.
    ProgramPlan takePlan() { return std::move(m_plan); }

    std::shared_ptr<BuildFolder> buildFolder() const { return m_folder; }

    QStringList commandLines() const; ///< of the programs, for the list of recent ones

private:
    void build(const QString& refusal);
    QLayout* options();
    void addRow(HostId host, const QString& commandLine);
    void orderTabs();
    void showWhatRuns();
    void growToFit(); ///< as far as the screen goes
    void start();
    std::optional<ProgramPlan> prepared();
    std::vector<std::string> compileAll(ProgramPlan& plan, const std::vector<std::string>& commands);
    bool allAtLines() const;
    void showLocalhost();
    void setBusy(bool busy);

    QStringList m_recent;
    std::vector<ProgramRow*> m_rows;
    std::shared_ptr<BuildFolder> m_folder;
    ProgramPlan m_plan;
    CompilerReport m_report;
    std::string m_said, m_problems; ///< by the compiler, and why programs cannot run
    bool m_busy = false;

    QWidget* m_inside = nullptr; ///< what scrolls
    QVBoxLayout* m_list = nullptr;
    QComboBox *m_order = nullptr, *m_localhost = nullptr;
    QCheckBox* m_stops = nullptr;
    QLabel *m_runs = nullptr, *m_way = nullptr;
    QPlainTextEdit* m_messages = nullptr;
    QPushButton *m_start = nullptr, *m_add[2] {};
};

} // namespace lab
