// MainWindow, where a file is opened: a lesson or a recording, chosen, dropped or named on the command line. A lesson is
// data: the programs that came with it run only after a person has seen their command lines.

#include "app/Banner.h"
#include "app/Confirm.h"
#include "app/LessonPrograms.h"
#include "app/MainWindow.h"
#include "model/lesson/Lesson.h"

#include <QFileDialog>
#include <QMessageBox>

namespace lab {

void MainWindow::open(const QString& path)
{
    if (isLessonFile(path.toStdString()))
        startLesson(path);
    else
        openRecording(path);
}

void MainWindow::chooseFile()
{
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Open recording or lesson"), {},
        tr("Recordings, captures, strace and lessons (*.pcapng *.pcap *.cap *.strace *.gz *.zst *.yaml *.yml);;All files (*)"));
    if (!path.isEmpty())
        open(path);
}

void MainWindow::startLesson(const QString& path)
{
    const auto lesson = readLesson(path.toStdString());
    const std::vector<std::string> commands = lesson ? foreignCommands(*lesson) : std::vector<std::string> {};
    const QString file = path.section('/', -1);
    if (!commands.empty() && refusedAsRoot()) {
        m_banner->say(Banner::Tone::Problem,
                      tr("%1 runs programs that came with it, and you are root: they could do anything to this machine. "
                         "Start the lab as an ordinary user, or with: socketlab --allow-root")
                          .arg(file));
        return;
    }
    if ((!commands.empty() && !mayRun(file, commands)) || !mayLose())
        return;
    m_banner->dismiss();
    cannotStart(lesson ? m_session->startLesson(*lesson, !commands.empty()) : Status(lesson.error()));
}

void MainWindow::lessonSaved()
{
    const LessonRunner* runner = m_session->runner();
    if (!runner)
        return;
    const QString path = QString::fromStdString(runner->lesson().file), file = path.section('/', -1);
    auto lesson = readLesson(path.toStdString());
    if (!lesson) {
        sayOfSaved(true, tr("%1. The lesson goes on as it was.").arg(QString::fromStdString(lesson.error().message)));
        return;
    }
    const std::vector<std::string> commands = foreignCommands(*lesson);
    const bool agreed = commands == foreignCommands(runner->lesson());
    if (!commands.empty() && !agreed && refusedAsRoot()) {
        sayOfSaved(true, tr("%1 was saved and runs programs that came with it, but you are root. The lesson goes on as it was.").arg(file));
        return;
    }
    if (!runner->canTakeOver(*lesson)) {
        sayOfSaved(false, tr("%1 was saved, and something that was performed already is different there. This run goes on as it was.").arg(file),
                   tr("Begin anew"), [this, path] { startLesson(path); });
        return;
    }
    if (commands.empty() || agreed)
        takeOver(*lesson, agreed);
    else
        sayOfSaved(false, tr("%1 was saved and now runs other programs that came with it. Until you agree, the lesson goes on as it was.").arg(file),
                   tr("See what it runs…"), [this, path, file, commands] {
                       // Only what was asked about is run: the file may be another one by now.
                       const auto now = readLesson(path.toStdString());
                       if (!now || foreignCommands(*now) != commands || !m_session->runner() || !m_session->runner()->canTakeOver(*now))
                           lessonSaved();
                       else if (mayRun(file, commands))
                           takeOver(*now, true);
                   });
}

void MainWindow::sayOfSaved(bool problem, const QString& text, const QString& button, std::function<void()> chosen)
{
    std::vector<Banner::Answer> answers;
    if (!button.isEmpty())
        answers.push_back({button, std::move(chosen)});
    m_banner->say(problem ? Banner::Tone::Problem : Banner::Tone::Info, text, answers);
    m_saidOfSaved = text;
}

void MainWindow::takeOver(Lesson lesson, bool foreignAllowed)
{
    const Status status = m_session->takeOver(std::move(lesson), foreignAllowed);
    if (!status)
        sayOfSaved(true, QString::fromStdString(status.error().message));
    else if (m_banner->text() == m_saidOfSaved)
        m_banner->dismiss();
    updateState();
    updateTitle();
}

bool MainWindow::mayRun(const QString& file, const std::vector<std::string>& commands)
{
    QStringList lines;
    for (const std::string& command : commands)
        lines << QString::fromStdString(command);
    QMessageBox box(QMessageBox::Warning, tr("Programs of a lesson"),
                    tr("The lesson %1 runs programs that came with it. They may do whatever you may do: read and delete "
                       "your files, for example. Run them only if you trust who wrote them.")
                        .arg(file),
                    QMessageBox::NoButton, this);
    box.setObjectName("lesson-programs");
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(tr("These commands would be run:") + QStringLiteral("\n\n") + lines.join('\n'));
    return confirmed(box, tr("Run them"), tr("Cancel"));
}

} // namespace lab
