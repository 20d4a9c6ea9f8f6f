// MainWindow and the learner's own programs: choosing them, and what is dropped onto the window.

#include "app/Banner.h"
#include "app/MainWindow.h"
#include "app/ProgramsDialog.h"
#include "model/capture/CaptureReader.h"
#include "model/capture/Unpack.h"

#include <QDragEnterEvent>
#include <QFile>
#include <QFileInfo>
#include <QMimeData>

#include <unistd.h>

namespace lab {

void MainWindow::choosePrograms(const QStringList& files)
{
    // A lesson's programs are the project's own; these may be anybody's.
    const bool refused = ::geteuid() == 0 && !m_rootAllowed;
    ProgramsDialog dialog(files, m_preferences.recentPrograms,
                          refused ? tr("You are root, and a program of your own could then do anything to this machine. "
                                       "Start the lab as an ordinary user, or with: socketlab --allow-root")
                                  : QString(),
                          this);
    if (dialog.exec() != QDialog::Accepted || !mayLose())
        return;
    for (const QString& line : dialog.commandLines())
        m_preferences.addRecentProgram(line);
    m_preferences.write();
    m_banner->dismiss();
    ProgramPlan plan = dialog.takePlan();
    const std::string warnings = plan.warnings;
    cannotStart(m_session->startPrograms(std::move(plan), dialog.buildFolder()));
    if (!warnings.empty())
        m_banner->say(Banner::Tone::Warning, tr("The compiler warns: %1").arg(QString::fromStdString(warnings).trimmed()));
}

namespace {

/// By its first bytes: captures have many names, and a program never begins so.
bool beginsLikeACapture(const QString& path)
{
    QFile file(path);
    const QByteArray head = QFileInfo(path).isFile() && file.open(QIODevice::ReadOnly) ? file.read(4) : QByteArray();
    const ByteView bytes(reinterpret_cast<const std::uint8_t*>(head.data()), static_cast<std::size_t>(head.size()));
    return isCapture(bytes) || isPacked(bytes);
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
    QStringList programs;
    for (const QUrl& url : event->mimeData()->urls()) {
        const QString file = url.toLocalFile();
        if (beginsLikeACapture(file))
            return openRecording(file);
        if (QFileInfo(file).isFile())
            programs << file;
    }
    event->acceptProposedAction();
    if (!programs.isEmpty())
        QMetaObject::invokeMethod(this, [this, programs] { choosePrograms(programs); }, Qt::QueuedConnection);
}

} // namespace lab
