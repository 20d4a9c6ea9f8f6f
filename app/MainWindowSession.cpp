// MainWindow and the session: starting, opening, saving, and what to say when something ends otherwise than planned.

#include "app/Banner.h"
#include "app/HelpDesk.h"
#include "app/LessonProgress.h"
#include "app/LessonWatch.h"
#include "app/MainWindow.h"
#include "app/Panels.h"
#include "app/Projector.h"
#include "app/TopBar.h"
#include "app/WelcomePage.h"
#include "model/capture/MachineMerge.h"
#include "model/capture/Recording.h"
#include "views/reading/ReadingRoom.h"
#include "views/sequence/SequenceView.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QStackedWidget>
#include <QTimer>

namespace lab {

void MainWindow::startFirstLesson()
{
    for (const LessonEntry& lesson : lessons().lessons) {
        if (lesson.id == "first-conversation") {
            startLesson(QString::fromStdString(lesson.path));
            return;
        }
    }
    m_banner->say(Banner::Tone::Problem, tr("The first lesson is missing from the lab's resources."));
}

void MainWindow::startSandbox()
{
    if (!mayLose())
        return;
    m_banner->dismiss();
    cannotStart(m_session->startSandbox());
    if (m_panels)
        m_panels->showView(QStringLiteral("sandbox"));
}

void MainWindow::cannotStart(const Status& status)
{
    if (!status)
        engineEnded(QString::fromStdString(status.error().message));
}

void MainWindow::openTogether(const QStringList& paths)
{
    if (!mayLose())
        return;
    m_banner->dismiss();
    if (const Status status = m_session->openTogether(paths); !status)
        m_banner->say(Banner::Tone::Problem, QString::fromStdString(status.error().message));
}

void MainWindow::openRecording(const QString& path, bool follow)
{
    if (!mayLose())
        return;
    m_banner->dismiss();
    const Status status = m_session->openRecording(path, follow);
    if (!status) {
        m_banner->say(Banner::Tone::Problem, QString::fromStdString(status.error().message));
        return;
    }
    if (path == QLatin1String("-"))
        return;
    m_preferences.addRecent(path);
    constexpr int later = 1000; // ms: a disk may take longer than a painting, and this one comes now; closing the window writes, too
    QTimer::singleShot(later, this, [this] { m_preferences.write(); });
}

void MainWindow::makePanels()
{
    if (m_madePanels)
        return;
    readWords();
    m_madePanels = new Panels(m_context, m_stack);
    m_madePanels->hide(); // no page yet: the start page is not as large
    m_madePanels->restoreLayout(m_preferences.panels);
    if (m_preferences.sequenceRows > Preferences::usualRows)
        static_cast<SequenceView*>(m_madePanels->view(QStringLiteral("sequence")))->setRowZoom(m_preferences.sequenceRows);
}

void MainWindow::makeAhead()
{
    if (m_panels)
        return; // those that are shown make the rest themselves
    if (!m_madePanels)
        makePanels();
    else if (!m_madePanels->prepareNext(m_stack->size()))
        return;
    QTimer::singleShot(0, this, &MainWindow::makeAhead);
}

void MainWindow::showLab()
{
    makePanels();
    if (!m_panels) {
        m_panels = m_madePanels;
        m_stack->addWidget(m_panels);
        m_panels->appear();
    }
    if (!m_projector->presenting())
        m_stack->setCurrentWidget(m_panels);
}

void MainWindow::sessionStarted()
{
    m_selection->clear();
    const LabSession::Source source = m_session->source();
    if (source != LabSession::Source::Programs)
        m_context.compiled = {};
    if (source == LabSession::Source::Nothing) {
        leavePresentation();
        m_stack->setCurrentWidget(m_welcome);
    } else {
        showLab();
        if (source == LabSession::Source::Lesson)
            m_panels->showView(QStringLiteral("lesson"));
        if (source == LabSession::Source::Programs)
            m_panels->showView(QStringLiteral("findings"));
        if (source == LabSession::Source::Sockets)
            m_panels->showView(QStringLiteral("sockets"));
    }
    m_watch->watch(m_session->runner() ? QString::fromStdString(m_session->runner()->lesson().file) : QString());
    const bool recorded = source == LabSession::Source::Recording;
    followingChanged();
    m_topBar->setCurrent(source == LabSession::Source::Sandbox  ? QStringLiteral("sandbox")
                         : source == LabSession::Source::Programs ? QStringLiteral("programs")
                                                                  : m_session->lessonId());
    if (recorded && !m_session->journal().damage().message.empty())
        m_banner->say(Banner::Tone::Warning, QString::fromStdString(m_session->journal().damage().message));
    else if (const auto joined = joinedNotice(m_session->journal()); recorded && joined)
        m_banner->say(joined->severity == Notice::Severity::Warning ? Banner::Tone::Warning : Banner::Tone::Info,
                      m_context.word("notices", joined->code, {{"detail", joined->detail}}));
    else if (const auto notice = foreignNotice(m_session->journal()); recorded && !notice.empty())
        m_banner->say(Banner::Tone::Info, m_context.word("notices", notice));
    offerToGoOn();
    updateState();
    updateTitle();
    m_help->sessionStarted(m_tourOffered && !m_preferences.tourSeen && source == LabSession::Source::Lesson);
}

void MainWindow::readProgress()
{
    QStringList sentences;
    for (const BothText& sentence : m_progress->read())
        sentences << QString::fromStdString(sentence.in(m_context.language));
    showProgress();
    if (sentences.isEmpty())
        offerLeftSessions();
    else
        m_banner->say(Banner::Tone::Warning, sentences.join(QLatin1Char('\n')), {{tr("OK"), [this] { offerLeftSessions(); }}});
}

void MainWindow::showProgress()
{
    QHash<QString, QString> progress;
    for (const LessonEntry& lesson : lessons().lessons)
        progress.insert(QString::fromStdString(lesson.id), m_progress->text(lesson, m_context.language));
    m_topBar->setProgress(progress);
}

void MainWindow::offerToGoOn()
{
    if (m_progress->changedSince())
        m_banner->say(Banner::Tone::Info,
                      tr("This lesson has changed since you were here: its steps are others now, so it begins afresh."));
    const auto left = m_progress->leftAt();
    if (!left)
        return;
    m_banner->say(Banner::Tone::Info,
                  tr("You left this lesson at step %1 of %2.")
                      .arg(*left + 1)
                      .arg(m_session->runner()->lesson().steps.size()),
                  {{tr("Go on at step %1").arg(*left + 1), [this] { m_progress->goOn(); }}, {tr("From the start"), nullptr}});
}

void MainWindow::engineEnded(const QString& report)
{
    if (m_session->onlyWatches())
        return watchingEnded(report);
    if (m_session->labRunning()) { // another one could not begin: a lesson with a mistake, for example
        m_banner->say(Banner::Tone::Problem, report);
        return;
    }
    std::vector<Banner::Answer> answers;
    const QString recording = recordingOf(m_session->lessonId());
    const bool never = m_session->journal().size() == 0;
    if (never && !recording.isEmpty())
        answers.push_back({tr("Show the recorded lesson"), [this, recording] { openRecording(recording); }});
    if (never)
        answers.push_back({tr("This machine"), [this] { showWelcome(); }});
    answers.push_back({never ? tr("Try again") : tr("Start a new lab"), [this] { restart(); }});
    const QString what = never ? tr("The lab could not start.") : tr("The lab has ended. What was recorded is kept.");
    m_banner->say(Banner::Tone::Problem, report.isEmpty() ? what : what + QLatin1Char(' ') + report, answers);
    updateState();
}

void MainWindow::noticed(const Notice& notice)
{
    if (notice.severity == Notice::Severity::Info)
        return;
    const bool problem = notice.severity == Notice::Severity::Problem;
    m_banner->say(problem ? Banner::Tone::Problem : Banner::Tone::Warning,
                  m_context.word("notices", notice.code, {{"detail", notice.detail}}));
}

void MainWindow::writeNote()
{
    m_panels->showView(QStringLiteral("inspector"));
    m_selection->wantNote();
}

void MainWindow::noteWritten(const Status& status)
{
    if (status)
        return;
    const QString why = QString::fromStdString(status.error().message);
    if (m_session->modified())
        m_banner->say(Banner::Tone::Warning, tr("The note is not in the file yet. %1").arg(why),
                      {{tr("Save as…"), [this] { saveAs(); }}});
    else
        m_banner->say(Banner::Tone::Problem, why);
}

void MainWindow::offerLeftSessions()
{
    if (m_left.isEmpty())
        return;
    const LeftSession left = m_left.takeLast();
    const bool today = left.begun.date() == QDate::currentDate();
    const QString begun = left.begun.toString(today ? QStringLiteral("HH:mm") : QStringLiteral("yyyy-MM-dd HH:mm"));
    m_banner->say(Banner::Tone::Info,
                  tr("A session of %1 was not closed: %2 events. Open it?").arg(begun).arg(left.events),
                  {{tr("Open"),
                    [this, path = left.path] {
                        const Status status = mayLose() ? m_session->openLeftSession(path) : Status(Nothing {});
                        if (!status)
                            m_banner->say(Banner::Tone::Problem, QString::fromStdString(status.error().message));
                    }},
                   {tr("Discard"),
                    [this, path = left.path] {
                        QFile::remove(path);
                        offerLeftSessions();
                    }},
                   {tr("Later"), nullptr}});
}

void MainWindow::updateState()
{
    const LabSession::Source source = m_session->source();
    const QWidget* page = m_stack->currentWidget();
    const bool shown = source != LabSession::Source::Nothing && page != m_welcome && page != m_reading;
    const bool running = shown && m_session->labRunning();
    const bool recording = shown && source == LabSession::Source::Recording;
    const bool steps = running && !m_session->onlyWatches();
    const bool held = running && !m_session->liveState().held().empty();
    const auto enable = [this](const char* id, bool on) { action(QString::fromLatin1(id))->setEnabled(on); };
    enable("next-step", steps || recording);
    enable("run", (running && (m_session->runner() != nullptr || source == LabSession::Source::Programs)) || recording);
    for (const char* id : {"step-client", "step-server", "wire-mode", "link"})
        enable(id, steps);
    for (const char* id : {"step-wire", "drop", "copy"})
        enable(id, held);
    enable("forward", steps || (shown && !m_playhead->live()));
    enable("present", shown);
    enable("table", (shown && m_panels) || (m_reading && page == m_reading));
    enable("tour", !m_projector->presenting());
    enable("glossary", !m_projector->presenting()); // it is no diagram to be shown alone
    for (const char* id : {"play-start", "play-back", "play-forward", "play-live", "step-back", "restart", "find", "find-next",
                           "find-previous", "follow-stream", "filter-sequence", "true-time", "fold-lifelines", "taller-rows", "lower-rows",
                           "usual-rows", "whole-recording"})
        enable(id, shown);
    for (const char* id : {"compare", "next-difference", "previous-difference"})
        enable(id, shown && m_panels && m_playhead->journal().size() > 0);
    for (const char* id : {"save", "save-as"})
        enable(id, m_session->journal().size() > 0);
    enable("note", shown && m_panels && m_playhead->journal().size() > 0);
    enable("export", shown && m_panels && m_playhead->journal().size() > 0);
    enable("save-lesson", shown && m_session->journal().size() > 0 && !m_session->onlyWatches());
    // Where text has the keyboard, the same key copies text.
    enable("copy-picture", shown && focusedDiagram());
    const WireMode wire = recording ? m_playhead->state().wire() : m_session->liveState().wire();
    m_topBar->setWire(m_playhead->thisMachine() ? std::nullopt : std::optional(wire), steps);
    m_projector->page().setState(action("forward")->isEnabled(), shown && m_playhead->position() > 0,
                                 action("run")->isEnabled(), m_session->running());
}

void MainWindow::updateTitle()
{
    QString what = m_session->fileName().isEmpty() ? QString() : QFileInfo(m_session->fileName()).fileName();
    if (what.isEmpty() && m_session->runner())
        what = QString::fromStdString(m_session->runner()->lesson().title.in(m_context.language));
    if (what.isEmpty() && m_session->source() == LabSession::Source::Sandbox)
        what = tr("Sandbox");
    if (what.isEmpty() && m_session->source() == LabSession::Source::Programs)
        what = tr("Your own programs");
    if (what.isEmpty() && m_session->source() == LabSession::Source::Sockets)
        what = tr("Sockets of this machine");
    if (what.isEmpty() && m_session->source() == LabSession::Source::Attached)
        what = tr("%1 (pid %2)").arg(QString::fromStdString(m_session->attachedTo().name)).arg(m_session->attachedTo().pid);
    if (what.isEmpty())
        what = growingName();
    if (what.isEmpty() && m_session->source() == LabSession::Source::Recording)
        what = tr("Unsaved recording");
    setWindowTitle(what.isEmpty() ? tr("Socket Lab") : tr("%1[*] – Socket Lab").arg(what));
    setWindowModified(m_session->modified());
}

void MainWindow::save()
{
    saveRecording();
}

void MainWindow::saveAs()
{
    saveRecordingAs();
}

bool MainWindow::saveRecording()
{
    if (m_session->fileName().isEmpty())
        return saveRecordingAs();
    const Status status = m_session->save(m_session->fileName());
    if (!status) {
        m_banner->say(Banner::Tone::Problem, QString::fromStdString(status.error().message));
        return false;
    }
    m_preferences.addRecent(m_session->fileName());
    m_preferences.write();
    updateTitle();
    return true;
}

bool MainWindow::saveRecordingAs()
{
    QFileDialog dialog(this, tr("Save recording as"));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setNameFilter(tr("Recordings (*.pcapng)"));
    dialog.setDefaultSuffix("pcapng");
    const QString lesson = m_session->lessonId();
    const QString other = m_session->growth() ? QStringLiteral("capture")
        : m_session->onlyWatches()            ? QStringLiteral("watched")
                                              : QStringLiteral("sandbox");
    dialog.selectFile((lesson.isEmpty() ? other : lesson) + ".pcapng");
    if (dialog.exec() != QDialog::Accepted || dialog.selectedFiles().isEmpty())
        return false;
    const Status status = m_session->save(dialog.selectedFiles().constFirst());
    if (!status) {
        m_banner->say(Banner::Tone::Problem, QString::fromStdString(status.error().message));
        return false;
    }
    return saveRecording();
}

bool MainWindow::mayLose()
{
    if (!m_session->modified())
        return true;
    QMessageBox box(QMessageBox::Question, tr("Unsaved recording"),
                    tr("What happened in this lab is not saved. Save the recording first?"), QMessageBox::NoButton,
                    this);
    box.setObjectName("unsaved");
    QPushButton* keep = box.addButton(tr("Save…"), QMessageBox::AcceptRole);
    QPushButton* lose = box.addButton(tr("Don't save"), QMessageBox::DestructiveRole);
    QPushButton* stay = box.addButton(tr("Cancel"), QMessageBox::RejectRole);
    box.setDefaultButton(keep);
    box.setEscapeButton(stay);
    box.exec();
    if (box.clickedButton() == lose)
        return true;
    return box.clickedButton() == keep && saveRecording();
}

} // namespace lab
