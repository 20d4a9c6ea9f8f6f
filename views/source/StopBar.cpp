#include "views/source/StopBar.h"

#include "model/calls/CallTable.h"
#include "model/command/Command.h"
#include "model/lab/Standing.h"
#include "views/shared/Labels.h"

#include <QEvent>
#include <QFileInfo>
#include <QGridLayout>
#include <QInputDialog>
#include <QMenu>
#include <QPushButton>

#include <algorithm>

namespace lab {

namespace {

/// The errors that a person meets in the wild, by call.
QStringList usualErrors(std::string_view call)
{
    if (call == "connect")
        return {"ECONNREFUSED", "ETIMEDOUT", "EHOSTUNREACH", "EINTR"};
    if (call == "accept" || call == "accept4")
        return {"EMFILE", "ECONNABORTED", "EAGAIN", "EINTR"};
    if (call == "bind")
        return {"EADDRINUSE", "EACCES", "EADDRNOTAVAIL"};
    if (call == "socket")
        return {"EMFILE", "ENOBUFS", "EAFNOSUPPORT"};
    if (call == "write" || call == "writev" || call.starts_with("send"))
        return {"ECONNRESET", "EPIPE", "EAGAIN", "EINTR"};
    if (call == "read" || call == "readv" || call.starts_with("recv"))
        return {"ECONNRESET", "ETIMEDOUT", "EAGAIN", "EINTR"};
    return {"EINTR", "EINVAL", "ENOMEM"};
}

bool hasOneBuffer(std::string_view call)
{
    const CallRow* row = findCall(call);
    return row != nullptr && std::any_of(row->args.begin(), row->args.end(), [](const ArgSpec& arg) {
        return arg.kind == ArgKind::Buffer || arg.kind == ArgKind::BufferOut;
    });
}

} // namespace

StopBar::StopBar(ViewContext& viewContext, QWidget* parent)
    : View(viewContext, parent)
    , m_instead(new QMenu(this))
    , m_stops(new QMenu(this))
{
    // Two rows: one would make the panel wider than a small screen has room for.
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(12, 2, 12, 4);
    grid->setSpacing(4);
    m_step = add("stop-step", QStringLiteral("step"));
    m_toReturn = add("stop-return", QStringLiteral("step until=return"));
    m_toBlock = add("stop-block", QStringLiteral("run until=blocked"));
    m_run = add("stop-run", QStringLiteral("run"));
    m_insteadButton = add("stop-instead", {});
    m_stopsButton = add("stop-where", {});
    m_insteadButton->setMenu(m_instead);
    m_stopsButton->setMenu(m_stops);
    connect(m_instead, &QMenu::aboutToShow, this, &StopBar::fillInstead);
    connect(m_stops, &QMenu::aboutToShow, this, &StopBar::fillStops);
    contextChanged();
}

QPushButton* StopBar::add(const char* name, const QString& line)
{
    auto* button = new QPushButton(this);
    button->setObjectName(QLatin1String(name));
    constexpr int columns = 3;
    const int place = layout()->count();
    static_cast<QGridLayout*>(layout())->addWidget(button, place / columns, place % columns);
    if (!line.isEmpty())
        connect(button, &QPushButton::clicked, this, [this, line] { say(line); });
    return button;
}

void StopBar::contextChanged()
{
    m_step->setText(tr("Step"));
    m_step->setToolTip(tr("The call is made, and the program runs to its next stop"));
    m_toReturn->setText(tr("To return"));
    m_toReturn->setToolTip(tr("The call is made, and the program is kept where it returns"));
    m_toBlock->setText(tr("To blocking"));
    m_toBlock->setToolTip(tr("Without stops until a call blocks"));
    m_run->setText(tr("Run on"));
    m_run->setToolTip(tr("Without stops from now on"));
    m_insteadButton->setText(tr("Instead"));
    m_insteadButton->setToolTip(tr("Let something else happen than the kernel would do"));
    m_stopsButton->setText(tr("Stops"));
    m_stopsButton->setToolTip(tr("Where this program stops from now on"));
}

void StopBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        contextChanged();
    View::changeEvent(event);
}

void StopBar::setActor(const ActorState* actor)
{
    const bool live = context().playhead->live() && context().takesCommands();
    const bool own = actor && (!actor->started.commandLine.empty() || actor->started.parent != 0);
    m_standing.reset();
    m_any = live && actor && !actor->exited && own;
    m_name = actor ? toQString(actor->started.name) : QString();
    const auto standing = m_any ? longestStanding(state(), [actor](const ActorState& other, const Standing& one) {
        return other.started.actor == actor->started.actor && one.call.stopped;
    }) : std::nullopt;
    m_target = standing ? toQString(standing->target) : m_name;
    if (standing)
        m_standing = standing->call;
    const bool before = m_standing && m_standing->phase != CallPhase::Returned;
    setVisible(own && live);
    for (QPushButton* button : {m_step, m_toBlock, m_run})
        button->setEnabled(m_standing.has_value());
    for (QPushButton* button : {m_toReturn, m_insteadButton})
        button->setEnabled(before);
    m_stopsButton->setEnabled(m_any);
}

void StopBar::say(const QString& what)
{
    if (m_any)
        context().submit((what.startsWith(QStringLiteral("stops")) ? m_name : m_target) + QStringLiteral(": ") + what);
}

void StopBar::fillInstead()
{
    m_instead->clear();
    if (!m_standing)
        return;
    const std::string& call = m_standing->entered.name;
    for (const QString& error : usualErrors(call))
        m_instead->addAction(tr("Fail with %1").arg(error), this,
                             [this, error] { say(QStringLiteral("inject errno=") + error); });
    m_instead->addAction(tr("Fail with another error…"), this, &StopBar::askErrno);
    m_instead->addSeparator();
    if (hasOneBuffer(call))
        m_instead->addAction(tr("Only some of the bytes…"), this, &StopBar::askBytes);
    m_instead->addAction(tr("Later…"), this, &StopBar::askDelay);
}

void StopBar::fillStops()
{
    m_stops->clear();
    m_stops->addAction(tr("Before every call"), this, [this] { say(QStringLiteral("stops calls")); });
    if (m_standing) {
        const QString call = toQString(m_standing->entered.name);
        m_stops->addAction(tr("Before %1() only").arg(call), this,
                           [this, call] { say(QStringLiteral("stops call=") + call); });
        const CallRow* row = findCall(m_standing->entered.name);
        if (row && !row->args.empty() && row->args[0].kind == ArgKind::Fd && !m_standing->entered.args.empty()) {
            const auto fd = static_cast<int>(m_standing->entered.args[0].raw);
            m_stops->addAction(tr("Before calls on descriptor %1").arg(fd), this,
                               [this, fd] { say(QStringLiteral("stops fd=%1").arg(fd)); });
        }
        const SourcePlace& place = m_standing->entered.place;
        if (!place.file.empty()) {
            const QString line = QFileInfo(toQString(place.file)).fileName() + QLatin1Char(':') + QString::number(place.line);
            m_stops->addAction(tr("At line %1").arg(line), this,
                               [this, line] {
                                   context().submit(QString::fromStdString(
                                       CommandBuilder(m_name.toStdString(), "stops").with("line", line.toStdString()).line()));
                               });
        }
    }
    m_stops->addAction(tr("After a call that fails"), this, [this] { say(QStringLiteral("stops errno=any")); });
    m_stops->addAction(tr("Nowhere"), this, [this] { say(QStringLiteral("stops none")); });
}

void StopBar::askErrno()
{
    const QString name = QInputDialog::getText(this, tr("Fail with another error"), tr("The error's name:"),
                                               QLineEdit::Normal, QStringLiteral("ENETDOWN"));
    if (!name.trimmed().isEmpty())
        say(QStringLiteral("inject errno=") + name.trimmed());
}

void StopBar::askBytes()
{
    bool given = false;
    const int bytes = QInputDialog::getInt(this, tr("Only some of the bytes"),
                                           tr("The kernel sends or delivers no more than:"), 1, 1, 1 << 30, 1, &given);
    if (given)
        say(QStringLiteral("inject bytes=%1").arg(bytes));
}

void StopBar::askDelay()
{
    bool given = false;
    const int ms = QInputDialog::getInt(this, tr("Later"), tr("The call is made after so many milliseconds:"), 1000, 1,
                                        3'600'000, 100, &given);
    if (given)
        say(QStringLiteral("inject delay=%1ms").arg(ms));
}

} // namespace lab
