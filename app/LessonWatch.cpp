#include "app/LessonWatch.h"

#include <QFile>
#include <QFileInfo>

#include <optional>

namespace lab {

namespace {

/// Nothing: it can't be read, as between an editor's two steps.
std::optional<QByteArray> contentsOf(const QString& path)
{
    QFile file(path);
    if (path.isEmpty() || !file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll();
}

} // namespace

LessonWatch::LessonWatch(QObject* parent)
    : QObject(parent)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleMs);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &LessonWatch::look);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &LessonWatch::look);
    connect(&m_settle, &QTimer::timeout, this, &LessonWatch::compare);
}

void LessonWatch::watch(const QString& path)
{
    const QString absolute = path.isEmpty() ? path : QFileInfo(path).absoluteFilePath();
    if (absolute != m_path) {
        const QStringList before = m_watcher.files() + m_watcher.directories();
        if (!before.isEmpty())
            m_watcher.removePaths(before);
        m_path = absolute;
        if (!m_path.isEmpty())
            m_watcher.addPath(QFileInfo(m_path).absolutePath());
    }
    m_settle.stop();
    m_contents = contentsOf(m_path).value_or(QByteArray());
    if (!m_path.isEmpty() && QFileInfo::exists(m_path) && !m_watcher.files().contains(m_path))
        m_watcher.addPath(m_path);
}

void LessonWatch::look()
{
    // A file that was replaced by another is no longer watched (inotify(7): the watch is on the inode).
    if (QFileInfo::exists(m_path) && !m_watcher.files().contains(m_path))
        m_watcher.addPath(m_path);
    m_settle.start();
}

void LessonWatch::compare()
{
    const auto now = contentsOf(m_path);
    if (!now || *now == m_contents)
        return;
    m_contents = *now;
    emit saved();
}

} // namespace lab
