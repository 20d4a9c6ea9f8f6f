// SandboxView's widgets: made and laid out here, given their words in retranslate().

#include "views/sandbox/CallForm.h"
#include "views/sandbox/CommandEdit.h"
#include "views/sandbox/SandboxView.h"
#include "views/shared/Labels.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>

namespace lab {

void SandboxView::build()
{
    for (QLabel* label : {m_startCaption, m_callCaption, m_lineCaption, m_controlCaption})
        makeCaption(label);
    m_meaning->setProperty("look", "muted");
    m_problem->setProperty("look", "held");
    for (QLabel* label : {m_meaning, m_problem, m_answer}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    }
    auto* inside = new QWidget;
    auto* layout = new QVBoxLayout(inside);
    layout->setContentsMargins(14, 10, 14, 10);
    layout->setSpacing(6);
    layout->addWidget(m_startCaption);
    layout->addWidget(buildStart());
    layout->addSpacing(6);
    layout->addWidget(m_callCaption);
    layout->addWidget(buildCall());
    layout->addSpacing(6);
    layout->addWidget(m_controlCaption);
    layout->addWidget(buildControl());
    layout->addStretch(1);
    m_scroll->setWidget(inside);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->viewport()->setAutoFillBackground(false);
    inside->setAutoFillBackground(false);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_scroll);
}

QWidget* SandboxView::buildStart()
{
    auto* box = new QWidget;
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    m_host->addItems({toQString(hostName(HostId::Client)), toQString(hostName(HostId::Server))});
    grid->addWidget(m_newNameLabel, 0, 0);
    grid->addWidget(m_newName, 0, 1, 1, 2);
    grid->addWidget(m_hostLabel, 1, 0);
    grid->addWidget(m_host, 1, 1);
    grid->addWidget(m_start, 1, 2);
    grid->setColumnStretch(1, 1);
    m_newNameLabel->setBuddy(m_newName);
    m_hostLabel->setBuddy(m_host);
    return box;
}

QWidget* SandboxView::buildCall()
{
    for (const std::string& verb : CallForm::verbs())
        m_call->addItem(toQString(verb));
    for (QComboBox* combo : {m_actor, m_call}) {
        combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        combo->setMinimumContentsLength(8);
        combo->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    m_call->setMaxVisibleItems(20);
    setMono(m_answer, -1);
    m_perform->setProperty("primary", true);

    auto* box = new QWidget;
    auto* top = new QFormLayout;
    top->setHorizontalSpacing(8);
    top->setVerticalSpacing(4);
    top->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    top->addRow(m_actorLabel, m_actor);
    top->addRow(m_threadLabel, m_thread);
    top->addRow(m_callLabel, m_call);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(5);
    layout->addLayout(top);
    layout->addWidget(m_meaning);
    layout->addWidget(m_form);
    layout->addWidget(m_lineCaption);
    layout->addWidget(m_line);
    layout->addWidget(m_problem);
    layout->addWidget(m_perform, 0, Qt::AlignLeft);
    layout->addWidget(m_answer);
    return box;
}

QWidget* SandboxView::buildControl()
{
    m_signal->addItems({QStringLiteral("SIGSTOP"), QStringLiteral("SIGCONT"), QStringLiteral("SIGINT"),
                        QStringLiteral("SIGTERM"), QStringLiteral("SIGPIPE"), QStringLiteral("SIGUSR1")});
    m_signal->setEditable(true);
    m_kill->setProperty("verdict", "lost");
    auto* box = new QWidget;
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(6);
    grid->setVerticalSpacing(5);
    grid->addWidget(m_stops, 0, 0);
    grid->addWidget(m_step, 0, 1);
    grid->addWidget(m_signal, 1, 0);
    grid->addWidget(m_send, 1, 1);
    grid->addWidget(m_restart, 2, 0);
    grid->addWidget(m_kill, 2, 1);
    grid->setColumnStretch(0, 1);
    return box;
}

void SandboxView::retranslate()
{
    m_startCaption->setText(tr("START A PROGRAM"));
    m_newNameLabel->setText(tr("name"));
    m_newName->setPlaceholderText(tr("for example c2"));
    m_newName->setAccessibleName(tr("Name of the new program"));
    m_hostLabel->setText(tr("host"));
    m_host->setAccessibleName(tr("Host of the new program"));
    m_start->setText(tr("Start"));
    m_callCaption->setText(tr("CALL"));
    m_actorLabel->setText(tr("program"));
    m_actor->setAccessibleName(tr("Program that makes the call"));
    m_threadLabel->setText(tr("thread"));
    m_thread->setPlaceholderText(tr("the first"));
    m_thread->setToolTip(tr("A further thread can make calls while another is blocked, for example rx."));
    m_thread->setAccessibleName(tr("Thread that makes the call"));
    m_callLabel->setText(tr("call"));
    m_call->setAccessibleName(tr("Call"));
    m_lineCaption->setText(tr("COMMAND"));
    m_line->setAccessibleName(tr("Command line"));
    m_line->setToolTip(tr("What will be submitted; it may be edited."));
    m_perform->setText(tr("Perform"));
    m_controlCaption->setText(tr("CONTROL"));
    m_stops->setText(tr("Stop before each call"));
    m_step->setText(tr("Step"));
    m_step->setToolTip(tr("Let the call that was stopped before run"));
    m_signal->setAccessibleName(tr("Signal"));
    m_send->setText(tr("Send signal"));
    m_restart->setText(tr("Start afresh"));
    m_kill->setText(tr("Kill"));
    m_answer->setAccessibleName(tr("What came back"));
}

} // namespace lab
