// MainWindow and the learner's own programs: choosing them, and what is dropped onto the window.

#include "app/AttachDialog.h"
#include "app/Banner.h"
#include "app/MainWindow.h"
#include "app/Panels.h"
#include "app/ProgramsDialog.h"
#include "model/capture/Recording.h"
#include "model/lesson/Lesson.h"

#include <QDragEnterEvent>
#include <QFile>
#include <QFileInfo>
#include <QMimeData>

#include <algorithm>

#include <unistd.h>

namespace lab {

bool MainWindow::refusedAsRoot() const
{
    return ::geteuid() == 0 && !m_rootAllowed;
}

void MainWindow::choosePrograms(const QStringList& files)
{
    // A lesson's programs are the project's own; these may be anybody's.
    const bool refused = refusedAsRoot();
    // It lives as long as somebody may want to start the same once more.
    runDialog(std::make_shared<ProgramsDialog>(
        files, m_preferences.recentPrograms,
        refused ? tr("You are root, and a program of your own could then do anything to this machine. "
                     "Start the lab as an ordinary user, or with: socketlab --allow-root")
                : QString()));
}

void MainWindow::runDialog(std::shared_ptr<ProgramsDialog> dialog)
{
    dialog->setParent(this, dialog->windowFlags()); // for the time that it is shown
    const int chosen = dialog->exec();
    dialog->setParent(nullptr, dialog->windowFlags());
    if (chosen == ProgramsDialog::notCompiled)
        return notCompiled(dialog);
    if (chosen != QDialog::Accepted || !mayLose())
        return;
    for (const QString& line : dialog->commandLines())
        m_preferences.addRecentProgram(line);
    m_preferences.write();
    m_banner->dismiss();
    m_context.compiled = dialog->report();
    cannotStart(m_session->startPrograms(dialog->takePlan(), dialog->buildFolder()));
    sayWarnings(*dialog);
}

void MainWindow::sayWarnings(const ProgramsDialog& dialog)
{
    if (dialog.compilerText().empty())
        return;
    const auto& messages = dialog.report().messages;
    const auto warnings = std::count_if(messages.begin(), messages.end(), [](const CompilerMessage& message) {
        return message.kind == CompilerMessage::Kind::Warning;
    });
    m_banner->say(Banner::Tone::Warning,
                  warnings > 0 ? tr("The compiler has %n warnings; they are marked in the source.", nullptr, static_cast<int>(warnings))
                               : tr("The compiler warns: %1").arg(QString::fromStdString(dialog.compilerText()).trimmed()));
}

/// The source view shows the file, its mistakes at their lines.
void MainWindow::notCompiled(const std::shared_ptr<ProgramsDialog>& dialog)
{
    const CompilerReport& report = dialog->report();
    m_context.compiled = report;
    showLab();
    m_panels->showView(QStringLiteral("source"));
    m_panels->contextChanged();
    updateState();
    QStringList names;
    for (const std::string& source : report.failed)
        names << QFileInfo(QString::fromStdString(source)).fileName();
    const auto errors = std::count_if(report.messages.begin(), report.messages.end(), [](const CompilerMessage& message) {
        return message.kind == CompilerMessage::Kind::Error;
    });
    m_banner->say(Banner::Tone::Problem,
                  tr("%1 did not compile: %n errors, marked in the source.", nullptr, static_cast<int>(errors))
                      .arg(names.join(QStringLiteral(", "))),
                  {{tr("Compile again…"), [this, dialog] { runDialog(dialog); }}});
}

/// Tutorials have 127.0.0.1 written into their clients; on two hosts that is not where the server is.
void MainWindow::nobodyAtLocalhost()
{
    const auto again = [this](Localhost localhost) {
        if (mayLose())
            cannotStart(m_session->startProgramsAgain(localhost));
    };
    m_banner->say(Banner::Tone::Info,
                  tr("127.0.0.1 is the host that a program runs on itself, and here the server is on the other one. Two ways "
                     "lead there: the wire takes the client's 127.0.0.1 to the server host, or all programs run on one host "
                     "whose loopback goes by way of the wire."),
                  {{tr("Two hosts, rewritten"), [again] { again(Localhost::Wire); }},
                   {tr("One host, loopback"), [again] { again(Localhost::Loopback); }}});
}

void MainWindow::chooseRunningProgram()
{
    readWords();
    AttachDialog dialog(m_words, m_context.language, this);
    if (dialog.exec() != QDialog::Accepted || !mayLose())
        return;
    m_banner->dismiss();
    cannotStart(m_session->attach(dialog.program()));
}

void MainWindow::watchingEnded(const QString& report)
{
    const bool sockets = m_session->source() == LabSession::Source::Sockets;
    const QString name = QString::fromStdString(m_session->attachedTo().name);
    const QString ended = sockets ? tr("The sockets of this machine are no longer watched. What was recorded is kept.")
        : m_session->wasStopped() ? tr("%1 was let go and runs on. What was recorded is kept.").arg(name)
                                  : tr("%1 has ended. What was recorded is kept.").arg(name);
    const Banner::Answer again = sockets ? Banner::Answer {tr("Watch again"), [this] { watchSockets(); }}
                                         : Banner::Answer {tr("Watch another"), [this] { chooseRunningProgram(); }};
    m_banner->say(report.isEmpty() ? Banner::Tone::Info : Banner::Tone::Problem,
                  report.isEmpty() ? ended
                      : sockets    ? ended + QLatin1Char(' ') + report
                                   : tr("%1 is no longer watched. %2").arg(name, report),
                  {again});
    followingChanged();
    updateState();
}

/// Nobody is asked: the kernel's tables are read, and no program learns of it.
void MainWindow::watchSockets()
{
    if (!mayLose())
        return;
    m_banner->dismiss();
    cannotStart(m_session->watchSockets());
}

namespace {

/// By its first bytes: captures and strace's output have many names, and a program never begins so.
bool beginsLikeARecording(const QString& path)
{
    QFile file(path);
    const QByteArray head = QFileInfo(path).isFile() && file.open(QIODevice::ReadOnly) ? file.read(64 << 10) : QByteArray();
    const ByteView bytes(reinterpret_cast<const std::uint8_t*>(head.data()), static_cast<std::size_t>(head.size()));
    return beginsLikeRecording(bytes);
}

} // namespace

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile() && QFileInfo(url.toLocalFile()).isFile())
            event->acceptProposedAction();
}

/// A dropped program is never started at once: the dialog shows what would run.
void MainWindow::dropEvent(QDropEvent* event)
{
    QStringList programs, recordings;
    for (const QUrl& url : event->mimeData()->urls())
        if (!isLessonFile(url.toLocalFile().toStdString()) && beginsLikeARecording(url.toLocalFile()))
            recordings << url.toLocalFile();
    if (!recordings.isEmpty())
        return recordings.size() == 1 ? openRecording(recordings.front()) : openTogether(recordings);
    for (const QUrl& url : event->mimeData()->urls()) {
        const QString file = url.toLocalFile();
        if (isLessonFile(file.toStdString())) {
            event->acceptProposedAction();
            // A question may come: not while whoever dropped it waits for the answer to the drop.
            QMetaObject::invokeMethod(this, [this, file] { startLesson(file); }, Qt::QueuedConnection);
            return;
        }
        if (QFileInfo(file).isFile())
            programs << file;
    }
    event->acceptProposedAction();
    if (!programs.isEmpty())
        QMetaObject::invokeMethod(this, [this, programs] { choosePrograms(programs); }, Qt::QueuedConnection);
}

} // namespace lab
