#include "app/LiveSockets.h"

#include <algorithm>
#include <chrono>

namespace lab {

namespace {

constexpr std::size_t leastAtOnce = 256 << 10; ///< bytes
constexpr int lastLookMs = 2000; ///< an engine that does not end is not waited for

std::int64_t arrivedNow()
{
    return std::chrono::steady_clock::now().time_since_epoch().count();
}

} // namespace

LiveSockets::LiveSockets(const std::string& name, QObject* parent)
    : QObject(parent)
    , m_join(name)
{
    m_due.setSingleShot(true);
    m_patience.setSingleShot(true);
    connect(&m_due, &QTimer::timeout, this, &LiveSockets::handOn);
    connect(&m_patience, &QTimer::timeout, this, [this] { engineGone({}); });
    auto engine = EngineProcess::start({.sockets = true});
    if (!engine) {
        m_join.machineEnded(engine.error().message);
        return;
    }
    m_engine.emplace(std::move(*engine));
    m_notifier = std::make_unique<QSocketNotifier>(m_engine->fd(), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &LiveSockets::readEngine);
}

Bytes LiveSockets::take(const Bytes& capture)
{
    m_join.takeCapture(capture, arrivedNow());
    Bytes journal = m_join.written(arrivedNow(), leastAtOnce + 2 * capture.size()); // as much as comes in, or it would pile up
    wakeUp();
    return journal;
}

void LiveSockets::readEngine()
{
    m_join.takeMachine(m_engine->read(), arrivedNow());
    if (m_engine->ended())
        return engineGone(m_engine->endReport());
    wakeUp();
}

void LiveSockets::engineGone(const std::string& why)
{
    if (m_notifier) {
        m_notifier->setEnabled(false); // this may be its own signal
        m_notifier.release()->deleteLater();
    }
    m_patience.stop();
    m_engine.reset();
    m_join.machineEnded(why);
    wakeUp();
    if (m_ending)
        emit over();
}

void LiveSockets::end()
{
    if (!m_engine || std::exchange(m_ending, true))
        return;
    m_patience.start(lastLookMs);
    if (!m_engine->send("lab: settle") || !m_engine->send("lab: end"))
        engineGone({});
}

void LiveSockets::abandon()
{
    disconnect();
    m_ending = false;
    engineGone({});
    m_due.stop();
}

/// In pieces: the first look at a busy machine is thousands of rows.
void LiveSockets::handOn()
{
    const Bytes journal = m_join.written(arrivedNow());
    wakeUp();
    if (!journal.empty())
        emit written(journal);
}

void LiveSockets::wakeUp()
{
    constexpr std::int64_t nsInMs = 1'000'000;
    if (const auto due = m_join.due(); due && !m_due.isActive())
        m_due.start(static_cast<int>(std::clamp<std::int64_t>((*due - arrivedNow()) / nsInMs + 1, 0, LiveJoin::patience / nsInMs)));
}

} // namespace lab
