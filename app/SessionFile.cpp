#include "app/SessionFile.h"

#include "app/Paths.h"
#include "model/journal/Journal.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

#include <unistd.h>

namespace lab {

namespace {

QString folder()
{
    return QString::fromStdString(stateFolder());
}

/// Field 22 of /proc/PID/stat: when the process started, in clock ticks since boot (proc(5)). With the pid it names one
/// process for good: a pid alone is used again. Empty: there is no such process.
QByteArray startTime(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray line = file.readAll();
    // The second field is the program's name in parentheses and may hold spaces.
    const QList<QByteArray> fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
    return fields.value(19);
}

} // namespace

SessionFile& SessionFile::operator=(SessionFile&& other) noexcept
{
    if (this != &other) {
        remove();
        m_path = std::exchange(other.m_path, {});
    }
    return *this;
}

SessionFile SessionFile::create()
{
    static int count = 0;
    SessionFile file;
    file.m_path = QStringLiteral("%1/session-%2-%3-%4-%5.pcapng")
                      .arg(folder(), QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd'T'HHmmss")))
                      .arg(getpid())
                      .arg(QString::fromLatin1(startTime(getpid())))
                      .arg(++count);
    return file;
}

SessionFile SessionFile::adopt(const QString& path)
{
    SessionFile file;
    file.m_path = path;
    return file;
}

void SessionFile::remove()
{
    if (!m_path.isEmpty())
        QFile::remove(m_path);
    m_path.clear();
}

QList<LeftSession> leftSessions()
{
    static const QRegularExpression pattern(QStringLiteral("^session-(\\d{8}T\\d{6})-(\\d+)-(\\d+)-\\d+\\.pcapng$"));
    QList<LeftSession> left;
    for (const QFileInfo& info : QDir(folder()).entryInfoList({QStringLiteral("session-*.pcapng")}, QDir::Files)) {
        const auto match = pattern.match(info.fileName());
        if (!match.hasMatch() || startTime(match.captured(2).toLongLong()) == match.captured(3).toLatin1())
            continue;
        const auto journal = Journal::open(info.filePath().toStdString());
        const std::size_t events = journal ? (*journal)->size() : 0;
        if (events == 0) {
            QFile::remove(info.filePath());
            continue;
        }
        const auto begun = QDateTime::fromString(match.captured(1), QStringLiteral("yyyyMMdd'T'HHmmss"));
        left.push_back({info.filePath(), begun, events});
    }
    return left;
}

} // namespace lab
