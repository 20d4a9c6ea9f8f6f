#include "tests/support/ProgramRun.h"

#include "tests/support/Processes.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>

#include <unistd.h>

namespace lab::tests {

namespace {

/// What most of the C programs need.
constexpr const char* head = R"(#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>
static struct sockaddr_in at(const char *host, int port) {
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(port)};
    inet_pton(AF_INET, host, &a.sin_addr);
    return a;
}
static int listening(int port) {
    struct sockaddr_in a = at("0.0.0.0", port);
    int l = socket(AF_INET, SOCK_STREAM, 0);
    if (bind(l, (struct sockaddr *)&a, sizeof a) || listen(l, 1000)) exit(99);
    return l;
}
static int connected(int port) {
    struct sockaddr_in a = at("10.9.0.2", port);
    int s = socket(AF_INET, SOCK_STREAM, 0);
    return connect(s, (struct sockaddr *)&a, sizeof a) ? -1 : s;
}
)";

} // namespace

Outcome socketlab(const QStringList& arguments, const QByteArray& typed)
{
    QProcess lab;
    lab.start(SOCKETLAB_BUILD_BIN "/socketlab", arguments);
    lab.write(typed);
    lab.closeWriteChannel();
    if (!lab.waitForFinished(60'000)) {
        lab.kill();
        qFatal("socketlab does not end: %s", qPrintable(arguments.join(' ')));
    }
    const int status = lab.exitStatus() == QProcess::NormalExit ? lab.exitCode() : -lab.exitCode(); // a signal's number
    return {status, 0, QString::fromUtf8(lab.readAllStandardOutput()), QString::fromUtf8(lab.readAllStandardError()), {}};
}

ProgramRun::ProgramRun()
    : m_mark(markDescendants())
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

QString ProgramRun::source(const QString& name, const QByteArray& body) const
{
    return written(name, head + ("#line 1\n" + body));
}

bool ProgramRun::compile(const QStringList& arguments) const
{
    return QProcess::execute("cc", arguments) == 0;
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
    lab.start(SOCKETLAB_BUILD_BIN "/socketlab", arguments);
    Outcome outcome;
    while (!outcome.said.contains("  program  ") && lab.waitForReadyRead(60'000))
        outcome.said += QString::fromUtf8(lab.readAllStandardOutput());
    timer.start(); // how long the compiler took is nobody's fault here
    if (endSignal != 0 && lab.processId() > 0)
        ::kill(static_cast<pid_t>(lab.processId()), endSignal);
    if (lab.state() != QProcess::NotRunning && !lab.waitForFinished(100'000)) {
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

Outcome ProgramRun::client(const QString& name, const QByteArray& body, const QStringList& options, int endSignal)
{
    return run(QStringList {"--client", source(name, body)} + options, endSignal);
}

QString fault(const Outcome& outcome, int status, const QStringList& sentences, double seconds)
{
    QString wrong;
    if (outcome.status != status)
        wrong += QString("status %1 instead of %2; ").arg(outcome.status).arg(status);
    if (outcome.seconds > seconds)
        wrong += QString("took %1 s; ").arg(outcome.seconds);
    if (!outcome.survivors.isEmpty())
        wrong += "left behind: " + outcome.survivors;
    const QString all = outcome.said + outcome.complained;
    for (const QString& sentence : sentences)
        if (!all.contains(sentence))
            wrong += "not said: " + sentence + "; ";
    return wrong.isEmpty() ? wrong : wrong + "\n" + all.left(1500) + "\n[…]\n" + all.right(1500);
}

} // namespace lab::tests
