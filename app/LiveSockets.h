#pragma once
// LiveSockets: the sockets of this machine beside a capture that runs: starts the engine that only watches them, and makes one
// growing journal of both (model/capture/LiveJoin). Whoever reads the capture's bytes hands them in; journal bytes come out. It
// ends with the capture, after one last look at the sockets. No widgets.

#include "app/EngineProcess.h"
#include "model/capture/LiveJoin.h"

#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <memory>
#include <optional>

namespace lab {

class LiveSockets : public QObject
{
    Q_OBJECT

public:
    /// `name`: of the capture. Where the engine cannot be started, the journal says so, and is the capture's alone.
    explicit LiveSockets(const std::string& name, QObject* parent = nullptr);

    Bytes take(const Bytes& capture); ///< journal bytes that are due; further ones come by written()
    void end(); ///< a last look, what still waits is written(), and then it is over()
    void abandon(); ///< at once: nothing more is said, and the engine is gone when this returns
    bool isOver() const { return m_over; }
    Bytes finish() { return m_join.finish(); }

    const LiveJoin& join() const { return m_join; }

signals:
    void written(const lab::Bytes& journal);
    void over(); ///< after end(): there is only finish() left

private:
    void readEngine();
    void engineGone(const std::string& why);
    void handOn();
    void wakeUp();

    LiveJoin m_join;
    std::optional<EngineProcess> m_engine;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QTimer m_due, m_patience;
    bool m_ending = false, m_over = false;
};

} // namespace lab
