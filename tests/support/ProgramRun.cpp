#include "tests/support/ProgramRun.h"

#include "tests/support/Processes.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>

#include <unistd.h>

namespace lab::tests {

ProgramRun::ProgramRun() : m_mark(markDescendants())
{
    qputenv("XDG_STATE_HOME", path("state").toUtf8());
    qputenv("LANG", "C.UTF-8");
}

QString ProgramRun::written(const QString& name, const QByteArray& text) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write %s", qPrintable(name));
    file.close();
    file.setPermissions(file.permissions() | QFile::ExeOwner);
    return file.fileName();
}

void ProgramRun::compile(const QStringList& arguments) const
{
    if (QProcess::execute("cc", arguments) != 0)
        qFatal("cc fails");
}

Outcome ProgramRun::run(QStringList arguments, int endSignal)
{
    arguments.prepend("run");
    if (::geteuid() == 0)
        arguments << "--allow-root";
    QProcess lab;
    lab.setStandardInputFile(QProcess::nullDevice());
    lab.setWorkingDirectory(path(""));
    QElapsedTimer timer;
    timer.start();
    lab.start(SOCKETLAB_BUILD_BIN "/socketlab", arguments);
    Outcome outcome;
    if (endSignal != 0) {
        while (!outcome.said.contains("program") && lab.waitForReadyRead(30'000))
            outcome.said += QString::fromUtf8(lab.readAllStandardOutput());
        ::kill(static_cast<pid_t>(lab.processId()), endSignal);
    }
    if (!lab.waitForFinished(100'000)) {
        lab.kill();
        qFatal("socketlab does not end: %s", qPrintable(arguments.join(' ')));
    }
    outcome.seconds = static_cast<double>(timer.elapsed()) / 1000;
    outcome.status = lab.exitStatus() == QProcess::NormalExit ? lab.exitCode() : -lab.exitCode();
    outcome.said += QString::fromUtf8(lab.readAllStandardOutput());
    outcome.complained = QString::fromUtf8(lab.readAllStandardError());
    outcome.survivors = QString::fromStdString(namesOf(survivors(m_mark)));
    return outcome;
}

} // namespace lab::tests
