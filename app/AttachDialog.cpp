#include "app/AttachDialog.h"

#include "app/AttachText.h"
#include "app/Confirm.h"
#include "app/DialogSize.h"
#include "views/shared/Labels.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace lab {

namespace {

enum Column { Program, Pid, Listens, Sockets, CommandLine };

QString listensText(const RunningProgram& program)
{
    QStringList all;
    for (const Endpoint& each : program.listens())
        if (const QString text = endpointLabel(each); !all.contains(text))
            all << text;
    return all.join(QStringLiteral(", "));
}

/// "TCP  ESTAB  127.0.0.1:8080 → 127.0.0.1:40000"
QString socketText(const HeldSocket& socket)
{
    if (socket.state == SocketState::None)
        return socket.protocol.empty() ? QString() : toQString(socket.protocol) + QStringLiteral("  ") + toQString(socket.path);
    QString text = toQString(socket.protocol) + QStringLiteral("  ") + toQString(stateName(socket.state)) + QStringLiteral("  ")
        + endpointLabel(socket.local);
    if (socket.remote.port != 0)
        text += QStringLiteral(" → ") + endpointLabel(socket.remote);
    return text;
}

bool contains(const QTreeWidgetItem& item, const QString& text)
{
    for (int column = 0; column < item.columnCount(); ++column)
        if (item.text(column).contains(text, Qt::CaseInsensitive))
            return true;
    for (int i = 0; i < item.childCount(); ++i)
        if (contains(*item.child(i), text))
            return true;
    return false;
}

} // namespace

AttachDialog::AttachDialog(const Words& words, Language language, QWidget* parent)
    : QDialog(parent)
    , m_words(words)
    , m_language(language)
{
    setWindowTitle(tr("Watch a running program"));
    setObjectName("attach");
    build();
    list();
    m_filter->setFocus();
    resize(dialogSize(*this, {900, 520}));
}

void AttachDialog::build()
{
    auto* box = new QVBoxLayout(this);
    box->setSpacing(10);
    auto* what = new QLabel(tr("Programs of yours that run on this machine and have sockets. One of them can be watched: its "
                               "socket calls as it makes them, and the states and queues of its sockets. Its packets are not "
                               "seen, and nothing of it is held."),
                            this);
    what->setWordWrap(true);
    what->setProperty("look", "muted");
    box->addWidget(what);
    m_filter = new QLineEdit(this);
    m_filter->setObjectName("attach-filter");
    m_filter->setPlaceholderText(tr("Part of a name, a command line, a number or a port"));
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setClearButtonEnabled(true);
    box->addWidget(m_filter);
    m_list = new QTreeWidget(this);
    m_list->setObjectName("attach-list");
    m_list->setAccessibleName(tr("Programs with sockets"));
    m_list->setHeaderLabels({tr("Program"), tr("PID"), tr("Listens on"), tr("Sockets"), tr("Command line")});
    m_list->setUniformRowHeights(true);
    box->addWidget(m_list, 1);
    m_obstacle = new QLabel(this);
    m_obstacle->setObjectName("attach-obstacle");
    m_obstacle->setProperty("look", "lost");
    m_obstacle->setWordWrap(true);
    m_obstacle->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_obstacle->hide();
    box->addWidget(m_obstacle);
    auto* buttons = new QHBoxLayout;
    auto* again = new QPushButton(tr("&Look again"), this);
    auto* cancel = new QPushButton(tr("Cancel"), this);
    m_attach = new QPushButton(tr("Watch…"), this);
    m_attach->setObjectName("attach-start");
    m_attach->setProperty("primary", true);
    m_attach->setDefault(true);
    for (QPushButton* button : {again, cancel})
        button->setAutoDefault(false);
    buttons->addWidget(again);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_attach);
    box->addLayout(buttons);
    connect(again, &QPushButton::clicked, this, &AttachDialog::list);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_attach, &QPushButton::clicked, this, &AttachDialog::choose);
    connect(m_filter, &QLineEdit::textChanged, this, &AttachDialog::filter);
    connect(m_list, &QTreeWidget::currentItemChanged, this, [this] {
        m_obstacle->hide();
        m_attach->setEnabled(current() != nullptr);
    });
}

void AttachDialog::list()
{
    const RunningProgram* before = current();
    const pid_t chosen = before ? before->pid : 0;
    m_list->clear();
    m_programs = programsWithSockets();
    for (const RunningProgram& program : m_programs) {
        auto* item = new QTreeWidgetItem(
            m_list, {toQString(program.name), QString::number(program.pid), listensText(program),
                     QString::number(program.sockets.size()), toQString(program.commandLine)});
        item->setTextAlignment(Pid, Qt::AlignRight | Qt::AlignVCenter);
        item->setTextAlignment(Sockets, Qt::AlignRight | Qt::AlignVCenter);
        item->setToolTip(CommandLine, toQString(program.commandLine));
        item->setToolTip(Listens, item->text(Listens));
        for (const HeldSocket& socket : program.sockets) {
            const QString text = socketText(socket);
            auto* row = new QTreeWidgetItem(item, {text.isEmpty() ? tr("another kind of socket") : text});
            row->setFirstColumnSpanned(true);
        }
        if (program.pid == chosen)
            m_list->setCurrentItem(item);
    }
    for (const Column column : {Program, Pid, Listens, Sockets}) {
        m_list->resizeColumnToContents(column);
        m_list->setColumnWidth(column, std::min(m_list->columnWidth(column) + 8, 220));
    }
    filter();
}

/// The first that is shown is chosen, so that Enter after a few letters is enough.
void AttachDialog::filter()
{
    const QString text = m_filter->text().trimmed();
    QTreeWidgetItem* first = nullptr;
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        QTreeWidgetItem* item = m_list->topLevelItem(i);
        item->setHidden(!contains(*item, text));
        if (!item->isHidden() && first == nullptr)
            first = item;
    }
    QTreeWidgetItem* item = m_list->currentItem();
    while (item != nullptr && item->parent() != nullptr)
        item = item->parent();
    if (item == nullptr || item->isHidden())
        m_list->setCurrentItem(first);
    m_attach->setEnabled(current() != nullptr);
}

const RunningProgram* AttachDialog::current() const
{
    QTreeWidgetItem* item = m_list->currentItem();
    while (item != nullptr && item->parent() != nullptr)
        item = item->parent(); // one of its sockets
    const int index = item != nullptr && !item->isHidden() ? m_list->indexOfTopLevelItem(item) : -1;
    return index < 0 ? nullptr : &m_programs[static_cast<std::size_t>(index)];
}

void AttachDialog::choose()
{
    const RunningProgram* program = current();
    if (program == nullptr)
        return;
    auto obstacle = attachObstacle(attachFacts(program->pid));
    const auto now = obstacle ? std::nullopt : runningProgram(program->pid);
    if (!obstacle && (!now || now->began != program->began))
        obstacle = AttachObstacle {"gone", {{"pid", std::to_string(program->pid)}}};
    if (obstacle) {
        m_obstacle->setText(QString::fromStdString(obstacleText(*obstacle, m_words, m_language)));
        m_obstacle->show();
        return;
    }
    m_chosen = *now;
    if (agreed(m_chosen))
        accept();
}

bool AttachDialog::agreed(const RunningProgram& program)
{
    const auto lines = consequences(program, m_words, m_language);
    QStringList threads;
    for (std::size_t i = 1; i < lines.size(); ++i)
        threads << QStringLiteral("• ") + QString::fromStdString(lines[i]);
    QMessageBox box(QMessageBox::Question, tr("Watch %1?").arg(toQString(program.name)), QString::fromStdString(lines[0]),
                    QMessageBox::NoButton, this);
    box.setObjectName("attach-agree");
    box.setInformativeText(threads.join(QLatin1Char('\n')));
    return confirmed(box, tr("Watch"), tr("Cancel"));
}

} // namespace lab
