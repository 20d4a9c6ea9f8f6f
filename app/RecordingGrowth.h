#pragma once
// RecordingGrowth: where a recording that is shown still grows from: a file that another program writes, a pipe, or a capture
// program started here. It appends to the journal, waits for news without asking for them, and says when there will be none.

#include "app/CaptureProcess.h"
#include "app/OpenedFile.h"
#include "views/shared/SliceTimer.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <memory>
#include <optional>

namespace lab {

class LiveSockets;

class RecordingGrowth : public QObject
{
    Q_OBJECT

public:
    enum class Kind { File, Pipe, Interface };

    /// Of one that grows, whose journal it is. If there is more of it already, that is taken over from a thread, or read in small slices
    /// if it is a recording of ours.
    RecordingGrowth(Journal& journal, OpenedFile file);
    RecordingGrowth(Journal& journal, UniqueFd pipe, const QString& name);
    /// Ends by itself after `mostBytes` of the capture (0: not).
    /// With `sockets`, the journal is that of both.
    RecordingGrowth(Journal& journal, CaptureProcess process, std::uint64_t mostBytes, std::unique_ptr<LiveSockets> sockets);
    ~RecordingGrowth() override;

    Kind kind() const { return m_kind; }

    QString name() const { return m_name; } ///< file, "standard input", or interface

    bool behind() const { return m_behind; } ///< a file has more than was read so far; caughtUp() will be said

    int percent() const; ///< of a file that is behind: how much was read

    void readToEnd(); ///< at once, if it is behind

    bool active() const { return m_active; } ///< there may be more

    void stop(); ///< of a capture: what the child still has is read, and then it is over
    void abandon(); ///< nothing more is said, and a child is gone when this returns
    void resume(); ///< only of a file: what came meanwhile is read

    QString damage() const; ///< what is lost if nothing follows; empty: nothing

    void skip(ByteView written); ///< what we have appended to the file ourselves

    const CaptureProcess* process() const { return m_process ? &*m_process : nullptr; }

signals:
    void grew(std::size_t from); ///< the first new event
    void caughtUp(); ///< once: what comes from now on is new in the file, or nothing comes
    /// Nothing follows. An empty sentence: it was stopped, or ended in order.
    void over(const QString& sentence, bool problem);

private:
    void watchPipe(int fd);
    void readPipe();
    void readFile();
    bool readSlice();
    bool takeRead(); ///< what was read ahead; false: nothing is there now
    void endReadAhead();
    void catchUp();
    void tell(std::size_t before, const Status& taken);
    void take(Bytes bytes);
    void append(const Bytes& blocks);
    bool broken() const;
    void leavePipe();
    void end(const QString& sentence, bool problem);
    void pipeEnded();
    QString fateText() const;

    Journal& m_journal;
    Kind m_kind;
    QString m_name;
    RecordingStream m_stream;
    std::optional<FollowedFile> m_file;
    std::unique_ptr<ReadAhead> m_ahead; ///< has the stream and the file meanwhile
    std::optional<CaptureProcess> m_process;
    std::unique_ptr<LiveSockets> m_sockets;
    UniqueFd m_pipe;
    std::unique_ptr<QSocketNotifier> m_notifier;
    std::unique_ptr<QFileSystemWatcher> m_watcher;
    QTimer m_look;
    SliceTimer m_next;
    std::uint64_t m_mostBytes = 0, m_bytes = 0;
    bool m_active = true, m_full = false, m_behind = false;
};

} // namespace lab
