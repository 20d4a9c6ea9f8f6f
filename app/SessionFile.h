#pragma once
// SessionFile: the recovery journal of one running lab (the engine writes it; this owns its name and removes it at a
// regular end), and the ones that sessions which never got there have left behind.

#include <QDateTime>
#include <QList>
#include <QString>

#include <cstddef>
#include <utility>

namespace lab {

class SessionFile
{
public:
    SessionFile() = default;

    ~SessionFile() { remove(); }

    SessionFile(SessionFile&& other) noexcept
        : m_path(std::exchange(other.m_path, {}))
    {
    }

    SessionFile& operator=(SessionFile&& other) noexcept;

    static SessionFile create(); ///< a fresh name in stateFolder(); the file itself is made by the engine
    static SessionFile adopt(const QString& path); ///< one that a dead session left

    const QString& path() const { return m_path; }

    void remove(); ///< deletes the file, if there is one

    void keep() { m_path.clear(); } ///< somebody may want it: a later start offers it

private:
    QString m_path;
};

struct LeftSession
{
    QString path;
    QDateTime begun;
    std::size_t events = 0;
};

/// Recovery journals whose owner is gone. Those without an event in them are deleted on the way.
QList<LeftSession> leftSessions();

} // namespace lab
