#include "app/ProgramsDialog.h"

#include "app/ProgramRow.h"
#include "model/command/ShellWords.h"
#include "views/shared/Theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEventLoop>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QThread>
#include <QVBoxLayout>

#include <algorithm>

namespace lab {

ProgramsDialog::ProgramsDialog(const QStringList& files, const QStringList& recent, const QString& refusal, QWidget* parent)
    : QDialog(parent)
    , m_recent(recent)
{
    setWindowTitle(tr("Your own programs"));
    setObjectName("programs");
    build(refusal);
    for (const QString& file : files)
        addRow(likelyHost(file.toStdString()), file);
    if (files.isEmpty()) {
        addRow(HostId::Server, {});
        addRow(HostId::Client, {});
    }
    if (files.isEmpty())
        m_rows.front()->setFocus();
    else
        m_start->setFocus();
    resize(760, sizeHint().height());
}

ProgramsDialog::~ProgramsDialog() = default;

void ProgramsDialog::build(const QString& refusal)
{
    auto* box = new QVBoxLayout(this);
    box->setSpacing(10);
    auto* what = new QLabel(tr("Any client and any server: C and C++ sources are compiled, other programs run as they are. "
                               "The server host is 10.9.0.2, the client host 10.9.0.1."),
                            this);
    what->setWordWrap(true);
    what->setProperty("look", "muted");
    box->addWidget(what);
    m_list = new QVBoxLayout;
    m_list->setSpacing(6);
    box->addLayout(m_list);
    auto* add = new QHBoxLayout;
    for (const HostId host : {HostId::Server, HostId::Client}) {
        auto* button = new QPushButton(host == HostId::Server ? tr("Add a server") : tr("Add a client"), this);
        m_add[host == HostId::Server ? 0 : 1] = button;
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, host] { addRow(host, {}); });
        add->addWidget(button);
    }
    add->addStretch(1);
    box->addLayout(add);
    box->addLayout(options());
    auto* heading = new QLabel(tr("This is what will run:"), this);
    box->addWidget(heading);
    m_runs = new QLabel(this);
    m_runs->setObjectName("programs-runs");
    m_runs->setFont(monoFont(-1));
    m_runs->setWordWrap(true);
    m_runs->setTextInteractionFlags(Qt::TextSelectableByMouse);
    box->addWidget(m_runs);
    m_messages = new QPlainTextEdit(this);
    m_messages->setObjectName("programs-messages");
    m_messages->setAccessibleName(tr("What the compiler said"));
    m_messages->setReadOnly(true);
    m_messages->setFont(monoFont(-1));
    m_messages->setMinimumHeight(120);
    m_messages->hide();
    box->addWidget(m_messages, 1);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    m_start = new QPushButton(tr("Start"), this);
    m_start->setObjectName("programs-start");
    m_start->setProperty("primary", true);
    m_start->setDefault(true);
    buttons->addWidget(cancel);
    buttons->addWidget(m_start);
    box->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_start, &QPushButton::clicked, this, &ProgramsDialog::start);
    if (!refusal.isEmpty()) {
        m_messages->setPlainText(refusal);
        m_messages->show();
        m_start->setEnabled(false);
        m_start->setProperty("refused", true);
    }
}

QLayout* ProgramsDialog::options()
{
    auto* form = new QFormLayout;
    m_order = new QComboBox(this);
    m_order->addItems({tr("Clients start when the server listens"), tr("Clients first"), tr("All at once")});
    m_localhost = new QComboBox(this);
    m_localhost->setObjectName("programs-localhost");
    m_localhost->addItems({tr("means the program's own host, as everywhere"),
                           tr("leads from the client host to the server host; the wire rewrites it and says so")});
    form->addRow(tr("&Order"), m_order);
    form->addRow(tr("127.0.0.&1"), m_localhost);
    m_stops = new QCheckBox(tr("&Stop before each socket call; Space steps"), this);
    m_stops->setObjectName("programs-stops");
    m_stops->setChecked(true);
    form->addRow(QString(), m_stops);
    return form;
}

void ProgramsDialog::addRow(HostId host, const QString& commandLine)
{
    auto* row = new ProgramRow(host, commandLine, m_recent, this);
    m_rows.push_back(row);
    m_list->addWidget(row);
    connect(row, &ProgramRow::changed, this, &ProgramsDialog::showWhatRuns);
    connect(row, &ProgramRow::removeWanted, this, [this, row] {
        std::erase(m_rows, row);
        row->hide();
        row->deleteLater();
        showWhatRuns();
    });
    orderTabs();
    showWhatRuns();
}

/// Rows come and go; Tab walks from top to bottom all the same.
void ProgramsDialog::orderTabs()
{
    QWidget* last = nullptr;
    for (ProgramRow* row : m_rows) {
        row->putAfter(last);
        last = row->lastInOrder();
    }
    for (QWidget* next : std::initializer_list<QWidget*> {m_add[0], m_add[1], m_order, m_localhost, m_stops}) {
        if (last)
            setTabOrder(last, next);
        last = next;
    }
}

/// The exact commands, as far as they are known before the compiler has run.
void ProgramsDialog::showWhatRuns()
{
    QStringList lines;
    for (const ProgramRow* row : m_rows) {
        if (row->commandLine().isEmpty())
            continue;
        const auto words = shellWords(row->commandLine().toStdString());
        if (!words) {
            lines << tr("%1: %2").arg(row->commandLine(), QString::fromStdString(words.error().message));
            continue;
        }
        QString runs = row->commandLine();
        if (isSource(words->front())) {
            lines << QString::fromStdString(compilerLine(words->front()));
            runs = QFileInfo(QString::fromStdString(words->front())).completeBaseName();
            for (std::size_t i = 1; i < words->size(); ++i)
                runs += QLatin1Char(' ') + QString::fromStdString((*words)[i]);
        }
        lines << (row->host() == HostId::Server ? tr("on the server host: %1") : tr("on the client host: %1")).arg(runs);
    }
    m_runs->setText(lines.isEmpty() ? tr("nothing yet") : lines.join(QLatin1Char('\n')));
    if (const int needed = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width()) : sizeHint().height(); height() < needed)
        resize(width(), needed);
    m_start->setEnabled(!lines.isEmpty() && !m_busy && !m_start->property("refused").toBool());
}

QStringList ProgramsDialog::commandLines() const
{
    QStringList lines;
    for (const ProgramRow* row : m_rows)
        if (!row->commandLine().isEmpty())
            lines << row->commandLine();
    return lines;
}

std::optional<ProgramPlan> ProgramsDialog::prepared(std::string& messages)
{
    ProgramPlan plan;
    plan.order = static_cast<ProgramOrder>(m_order->currentIndex());
    plan.localhostByWire = m_localhost->currentIndex() == 1;
    plan.stopAtCalls = m_stops->isChecked();
    std::vector<std::string> commands;
    for (const ProgramRow* row : m_rows) {
        if (row->commandLine().isEmpty())
            continue;
        PlannedProgram program {{}, row->host(), {}, row->folder().toStdString(), row->input().toStdString(), {}, false};
        for (const QString& variable : row->environment())
            program.environment.push_back(variable.toStdString());
        plan.programs.push_back(std::move(program));
        commands.push_back(row->commandLine().toStdString());
    }
    m_folder = std::make_shared<BuildFolder>();
    bool failed = false;
    // A compiler takes its time; the window goes on being painted.
    QThread* worker = QThread::create([&] {
        for (std::size_t i = 0; i < commands.size() && !failed; ++i) {
            std::string said;
            auto line = prepareProgram(commands[i], *m_folder, said, &messages);
            const auto words = shellWords(commands[i]);
            if (words && isSource(words->front()) && plan.programs[i].folder.empty())
                plan.programs[i].folder = QFileInfo(QString::fromStdString(words->front())).absolutePath().toStdString();
            if (line)
                plan.programs[i].line = std::move(*line);
            else
                messages += line.error().message + "\n", failed = true;
        }
    });
    QEventLoop loop;
    connect(worker, &QThread::finished, &loop, &QEventLoop::quit);
    worker->start();
    loop.exec();
    worker->wait();
    delete worker;
    if (failed)
        return std::nullopt;
    plan.name();
    return plan;
}

void ProgramsDialog::setBusy(bool busy)
{
    m_busy = busy;
    for (ProgramRow* row : m_rows)
        row->setEnabled(!busy);
    m_start->setText(busy ? tr("Compiling…") : tr("Start"));
    showWhatRuns();
}

void ProgramsDialog::start()
{
    if (m_busy)
        return;
    setBusy(true);
    std::string messages;
    auto plan = prepared(messages);
    setBusy(false);
    if (!plan) {
        m_messages->setPlainText(QString::fromStdString(messages));
        m_messages->show();
        return;
    }
    m_plan = std::move(*plan);
    m_plan.warnings = messages;
    accept();
}

} // namespace lab
