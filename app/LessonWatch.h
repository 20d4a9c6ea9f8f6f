#pragma once
// LessonWatch: tells that the file of a lesson was saved with other contents, in whatever way an editor does that: written
// in place, or a new file renamed to the old name. It reads nothing into it.

#include <QByteArray>
#include <QFileSystemWatcher>
#include <QTimer>

namespace lab {

class LessonWatch : public QObject
{
    Q_OBJECT

public:
    explicit LessonWatch(QObject* parent = nullptr);

    void watch(const QString& path); ///< instead of the one before; empty: none

signals:
    void saved();

private:
    void look();
    void compare();

    static constexpr int settleMs = 80; ///< a saving editor empties, writes and renames within a few milliseconds

    QFileSystemWatcher m_watcher;
    QTimer m_settle;
    QString m_path;
    QByteArray m_contents; ///< as last told
};

} // namespace lab
