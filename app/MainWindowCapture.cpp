// MainWindow and what still grows: a capture on an interface, a file that another program writes, standard input.

#include "app/Banner.h"
#include "app/CaptureDialog.h"
#include "app/MainWindow.h"
#include "app/TopBar.h"
#include "model/capture/MachineJoin.h"
#include "model/capture/MachineMerge.h"

#include <QAction>
#include <QFileInfo>

namespace lab {

namespace {

/// " Connections with the kernel's own states: 3 / 4." of a capture with the sockets of this machine; else nothing.
QString howFarJoined(const Journal& journal, const ViewContext& context)
{
    const auto told = joinedNotice(journal);
    if (!told || told->code == JoinNotice::live)
        return {};
    if (told->code == JoinNotice::joined)
        return QLatin1Char(' ') + MainWindow::tr("Connections with the kernel's own states: %1.").arg(QString::fromStdString(told->detail));
    return QLatin1Char(' ') + context.word("notices", told->code, {{"detail", told->detail}});
}

} // namespace

void MainWindow::captureInterface()
{
    readWords();
    CaptureDialog dialog(captureFacts(), captureInterfaces(), m_words, m_context.language, this);
    dialog.setWithSockets(m_preferences.captureSockets);
    if (dialog.exec() != QDialog::Accepted || !mayLose())
        return;
    m_preferences.captureSockets = dialog.withSockets();
    m_preferences.write();
    m_banner->dismiss();
    m_session->capture(dialog.takeProcess(), dialog.mostBytes(), dialog.withSockets());
}

void MainWindow::followOrStop()
{
    if (m_session->onlyWatches())
        m_session->stopWatching();
    else
        m_session->setFollowing(!m_session->following());
}

void MainWindow::followingChanged()
{
    using Kind = RecordingGrowth::Kind;
    const RecordingGrowth* growth = m_session->growth();
    const bool recording = m_session->source() == LabSession::Source::Recording;
    const bool watching = m_session->onlyWatches() && m_session->labRunning();
    m_topBar->setMark(watching                           ? TopBar::Mark::Watching
                      : !recording                       ? TopBar::Mark::None
                      : m_session->opening()             ? TopBar::Mark::Opening
                      : !m_session->following()          ? TopBar::Mark::Recorded
                      : growth->kind() == Kind::File     ? TopBar::Mark::Following
                                                         : TopBar::Mark::Capturing,
                      m_session->openedPercent());
    action(QStringLiteral("follow"))->setEnabled(watching || (recording && growth && (growth->active() || growth->kind() == Kind::File)));
    updateTitle();
}

/// Nothing is left to be seen when not one packet came: then the sentence stands above the start page.
void MainWindow::growthOver(const QString& sentence, bool problem)
{
    const RecordingGrowth* growth = m_session->growth();
    const QString name = growth->name();
    const bool file = growth->kind() == RecordingGrowth::Kind::File;
    const QString joined = growth->kind() == RecordingGrowth::Kind::Interface ? howFarJoined(m_session->journal(), m_context) : QString();
    if (!sentence.isEmpty() && problem && m_session->journal().size() == 0)
        m_session->close();
    if (sentence.isEmpty())
        return;
    std::vector<Banner::Answer> answers;
    if (file && QFileInfo::exists(name))
        answers.push_back({tr("Open it as it is now"), [this, name] { openRecording(name); }});
    m_banner->say(problem ? Banner::Tone::Warning : Banner::Tone::Info, sentence + joined, answers);
}

/// "capture.pcapng", "eth0"; empty: nothing that grows is shown.
QString MainWindow::growingName() const
{
    const RecordingGrowth* growth = m_session->growth();
    if (!growth || !(m_session->following() || growth->kind() != RecordingGrowth::Kind::File))
        return {};
    return growth->kind() == RecordingGrowth::Kind::Interface ? tr("Capture on %1").arg(growth->name())
        : growth->kind() == RecordingGrowth::Kind::Pipe       ? tr("Standard input")
                                                              : QFileInfo(growth->name()).fileName();
}

} // namespace lab
