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
        tr("Recordings, captures and lessons (*.pcapng *.pcap *.cap *.gz *.zst *.yaml *.yml);;All files (*)"));
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
