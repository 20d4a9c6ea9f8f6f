#include "app/ProgramsDialog.h"

#include "app/DialogSize.h"
#include "app/ProgramRow.h"
#include "model/command/ShellWords.h"
#include "views/shared/ChoiceBox.h"
#include "views/shared/Theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEventLoop>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
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
    resize(dialogSize(*this, {760, 100}));
    growToFit();
}

ProgramsDialog::~ProgramsDialog() = default;

void ProgramsDialog::build(const QString& refusal)
{
    // What does not fit on the screen scrolls; the buttons at the end are always there.
    auto* outer = new QVBoxLayout(this);
    auto* scroll = new QScrollArea(this);
    m_inside = new QWidget;
    auto* box = new QVBoxLayout(m_inside);
    box->setContentsMargins(0, 0, 0, 0);
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
    setMono(m_runs, -1);
    m_runs->setWordWrap(true);
    m_runs->setTextInteractionFlags(Qt::TextSelectableByMouse);
    box->addWidget(m_runs);
    m_messages = new QPlainTextEdit(this);
    m_messages->setObjectName("programs-messages");
    m_messages->setAccessibleName(tr("What the compiler said"));
    m_messages->setReadOnly(true);
    setMono(m_messages, -1);
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
    scroll->setWidget(m_inside);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setAutoFillBackground(false);
    m_inside->setAutoFillBackground(false);
    outer->addWidget(scroll, 1);
    outer->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_start, &QPushButton::clicked, this, &ProgramsDialog::start);
    if (!refusal.isEmpty()) {
        m_messages->setPlainText(refusal);
        m_messages->show();
        m_start->setEnabled(false);
        m_start->setProperty("refused", true);
    }
}

void ProgramsDialog::growToFit()
{
    const QMargins around = layout()->contentsMargins();
    const int width = this->width() - around.left() - around.right();
    const int inside = m_inside->layout()->hasHeightForWidth() ? m_inside->layout()->totalHeightForWidth(width) : m_inside->sizeHint().height();
    const int needed = inside + m_start->sizeHint().height() + layout()->spacing() + around.top() + around.bottom();
    if (height() < needed)
        resize(QSize(this->width(), needed).boundedTo(largestDialog(*this)));
}

QLayout* ProgramsDialog::options()
{
    auto* form = new QFormLayout;
    m_order = new ChoiceBox(this);
    m_order->addItems({tr("Clients start when the server listens"), tr("Clients first"), tr("All at once")});
    m_localhost = new ChoiceBox(this);
    m_localhost->setObjectName("programs-localhost");
    m_localhost->addItems({tr("means each program's own host, as everywhere"),
                           tr("two hosts: it leads from the client host to the server host"),
                           tr("one host: all programs on it, its loopback by way of the wire")});
    connect(m_localhost, &QComboBox::currentIndexChanged, this, &ProgramsDialog::showWhatRuns);
    m_way = new QLabel(this);
    m_way->setObjectName("programs-way");
    m_way->setWordWrap(true);
    form->addRow(tr("&Order"), m_order);
    form->addRow(tr("127.0.0.&1"), m_localhost);
    form->addRow(QString(), m_way);
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

/// What the chosen meaning of 127.0.0.1 does, and whether somebody needs another.
void ProgramsDialog::showLocalhost()
{
    QString hint;
    const auto localhost = static_cast<Localhost>(m_localhost->currentIndex());
    if (localhost == Localhost::Wire)
        hint = tr("The wire writes 10.9.0.2 into the client's packets for 127.0.0.1, and 127.0.0.1 into the answers; the "
                  "recording says so.");
    if (localhost == Localhost::Loopback)
        hint = tr("All programs run on the server host. What it sends to itself goes out on the wire, can be held there, and "
                  "comes in again; the client host stays empty.");
    QString needs;
    for (const ProgramRow* row : m_rows)
        if (localhost == Localhost::Own && needs.isEmpty() && row->host() == HostId::Client
            && namesLocalhost(row->commandLine().toStdString()))
            needs = tr("%1 has 127.0.0.1 written into it, and on two hosts the server is not there. Choose one of the two "
                       "other ways.")
                        .arg(QFileInfo(row->commandLine()).fileName());
    m_way->setText(needs.isEmpty() ? hint : needs);
    setLook(m_way, "look", needs.isEmpty() ? QStringLiteral("muted") : QStringLiteral("held"));
    m_way->setVisible(!m_way->text().isEmpty());
}

/// The exact commands, as far as they are known before the compiler has run.
void ProgramsDialog::showWhatRuns()
{
    showLocalhost();
    const bool oneHost = m_localhost->currentIndex() == static_cast<int>(Localhost::Loopback);
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
        lines << (row->host() == HostId::Server || oneHost ? tr("on the server host: %1") : tr("on the client host: %1")).arg(runs);
    }
    m_runs->setText(lines.isEmpty() ? tr("nothing yet") : lines.join(QLatin1Char('\n')));
    growToFit();
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

/// All of them, so that all mistakes are seen at once. Returns the sources that did not compile.
std::vector<std::string> ProgramsDialog::compileAll(ProgramPlan& plan, const std::vector<std::string>& commands)
{
    std::vector<std::string> failed;
    // A compiler takes its time; the window goes on being painted.
    QThread* worker = QThread::create([&] {
        for (std::size_t i = 0; i < commands.size(); ++i) {
            std::string command;
            auto line = prepareProgram(commands[i], *m_folder, command, &m_said);
            const auto words = shellWords(commands[i]);
            const bool source = words && isSource(words->front());
            const QFileInfo file(source ? QString::fromStdString(words->front()) : QString());
            if (source && plan.programs[i].folder.empty())
                plan.programs[i].folder = file.absolutePath().toStdString();
            if (line) {
                plan.programs[i].line = std::move(*line);
            } else {
                m_problems += line.error().message + "\n";
                failed.push_back(source ? file.absoluteFilePath().toStdString() : std::string());
            }
        }
    });
    QEventLoop loop;
    connect(worker, &QThread::finished, &loop, &QEventLoop::quit);
    worker->start();
    loop.exec();
    worker->wait();
    delete worker;
    return failed;
}

/// Nothing: m_problems and m_report say why not.
std::optional<ProgramPlan> ProgramsDialog::prepared()
{
    ProgramPlan plan;
    plan.order = static_cast<ProgramOrder>(m_order->currentIndex());
    plan.localhost = static_cast<Localhost>(m_localhost->currentIndex());
    plan.stopAtCalls = m_stops->isChecked();
    std::vector<std::string> commands;
    for (const ProgramRow* row : m_rows) {
        if (row->commandLine().isEmpty())
            continue;
        PlannedProgram program;
        program.host = row->host();
        program.folder = row->folder().toStdString();
        program.input = row->input().toStdString();
        program.typed = row->typed();
        for (const QString& variable : row->environment())
            program.environment.push_back(variable.toStdString());
        plan.programs.push_back(std::move(program));
        commands.push_back(row->commandLine().toStdString());
    }
    m_folder = std::make_shared<BuildFolder>();
    m_said.clear();
    m_problems.clear();
    m_report = {};
    m_report.failed = compileAll(plan, commands);
    m_report.messages = compilerMessages(m_said);
    if (!m_report.failed.empty())
        return std::nullopt;
    plan.name();
    return plan;
}

/// Is every failure one that can be shown at a line of a source?
bool ProgramsDialog::allAtLines() const
{
    const auto hasLine = [this](const std::string& source) {
        return std::any_of(m_report.messages.begin(), m_report.messages.end(), [&](const CompilerMessage& message) {
            return message.kind == CompilerMessage::Kind::Error && concerns(message, source, m_report);
        });
    };
    return std::all_of(m_report.failed.begin(), m_report.failed.end(),
                       [&](const std::string& source) { return !source.empty() && hasLine(source); });
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
    m_messages->hide();
    auto plan = prepared();
    setBusy(false);
    if (plan) {
        m_plan = std::move(*plan);
        accept();
    } else if (allAtLines()) {
        done(notCompiled);
    } else {
        m_messages->setPlainText(QString::fromStdString(m_said + m_problems));
        m_messages->show();
    }
}

} // namespace lab
