#pragma once
// SandboxView: start a program on a host, choose a call and its arguments, perform it: in any order, right or wrong.
// Everything it does is a one-line command, which it shows and lets be edited.

#include "views/shared/View.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;

namespace lab {

class CallForm;
class CommandEdit;

class SandboxView : public View
{
    Q_OBJECT

public:
    explicit SandboxView(ViewContext& context, QWidget* parent = nullptr);

    void contextChanged() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    QWidget* buildStart();
    QWidget* buildCall();
    QWidget* buildControl();
    void connectAll();
    void retranslate();
    void refresh();
    void refreshActors();
    void refreshDescriptors();
    void refreshAnswer();
    void readNewCommands();
    void showVerb();
    void showLine();
    void checkLine();
    void startActor();
    void perform();
    void submit(const QString& line);
    void signalActor();
    const ActorState* actor() const; ///< the chosen one
    QString target() const; ///< "client" or "client/rx"
    QString stoppedThread() const; ///< target of the thread that stands before a call; empty: none

    std::size_t m_commandsRead = 0;
    QStringList m_names; ///< of the actors offered

    QScrollArea* m_scroll;
    QLabel *m_startCaption, *m_newNameLabel, *m_hostLabel, *m_callCaption, *m_actorLabel, *m_callLabel, *m_meaning,
        *m_threadLabel, *m_lineCaption, *m_problem, *m_answer, *m_controlCaption;
    QLineEdit *m_newName, *m_thread;
    CommandEdit* m_line;
    QComboBox *m_host, *m_actor, *m_call, *m_signal;
    QPushButton *m_start, *m_perform, *m_step, *m_send, *m_restart, *m_kill;
    QCheckBox* m_stops;
    CallForm* m_form;
};

} // namespace lab
