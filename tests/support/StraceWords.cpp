#include "tests/support/StraceWords.h"

#include "model/calls/CallText.h"
#include "model/engine/CallCapture.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <unistd.h>

namespace lab::tests {

namespace {

constexpr int beginMark = -4711;
constexpr int endMark = -4712;

std::string tracedCalls()
{
    std::string names;
    for (const CallRow& row : callTable()) {
        if (row.number >= 0)
            names += (names.empty() ? "" : ",") + std::string(row.name);
    }
    return names;
}

/// strace's lines between the two marks, with one space where it pads.
QStringList straceLines(const QString& path)
{
    QFile file(path);
    QStringList found;
    bool between = false;
    if (!file.open(QIODevice::ReadOnly))
        return found;
    const QStringList all = QString::fromUtf8(file.readAll()).split('\n');
    for (QString line : all) {
        if (line.startsWith(QString("close(%1)").arg(endMark)))
            return found;
        line.replace(QRegularExpression("\\) +="), ") =");
        if (between)
            found << line;
        between = between || line.startsWith(QString("close(%1)").arg(beginMark));
    }
    return {};
}

} // namespace

std::string recorded(const CallRow& row, const std::uint64_t (&raw)[6], std::int64_t& result)
{
    CallEntered entered;
    entered.name = row.name;
    captureEntry(::getpid(), row, raw, entered.args);
    CallReturned returned;
    returned.result = result = ::syscall(row.number, raw[0], raw[1], raw[2], raw[3], raw[4], raw[5]);
    returned.errnum = returned.result < 0 ? errno : 0;
    captureExit(::getpid(), row, entered.args, returned.result, returned.outArgs);
    return straceText(entered, &returned);
}

void beginTrace()
{
    ::close(beginMark);
}

void endTrace()
{
    ::close(endMark);
}

WordsCompared compareWords(const QString& program)
{
    WordsCompared compared;
    const QString strace = QStandardPaths::findExecutable("strace");
    if (strace.isEmpty())
        return {"strace is not installed", 0, {}};
    QTemporaryDir folder;
    QProcess process;
    process.start(strace,
                  {"-e", "trace=" + QString::fromStdString(tracedCalls()), "-e", "signal=none", "-o",
                   folder.filePath("trace"), program, "--perform"});
    if (!process.waitForFinished(60000))
        return {{}, 0, "the program does not end"};
    const QStringList theirs = straceLines(folder.filePath("trace"));
    if (theirs.isEmpty() && process.exitCode() != 0)
        return {"strace can't trace a program here", 0, {}};
    QStringList ours = QString::fromUtf8(process.readAllStandardOutput()).split('\n');
    ours.removeLast();
    compared.calls = ours.size();
    for (qsizetype i = 0; i < std::max(ours.size(), theirs.size()); ++i)
        if (ours.value(i) != theirs.value(i))
            compared.differences += "\nours:   " + ours.value(i) + "\nstrace: " + theirs.value(i);
    return compared;
}

} // namespace lab::tests
