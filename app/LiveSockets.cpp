#include "app/LiveSockets.h"

#include <QPointer>

#include <algorithm>
#include <chrono>
#include <limits>

namespace lab {

namespace {

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
    Bytes journal = m_join.written(arrivedNow());
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
    if (m_ending)
        m_due.start(0);
    else
        wakeUp();
}

void LiveSockets::end()
{
    if (std::exchange(m_ending, true))
        return;
    m_patience.start(lastLookMs);
    if (!m_engine || !m_engine->send("lab: settle") || !m_engine->send("lab: end"))
        engineGone({});
}

void LiveSockets::abandon()
{
    disconnect();
    m_ending = false;
    m_over = true;
    engineGone({});
    m_due.stop();
}

/// In pieces: the first look at a busy machine is thousands of rows.
void LiveSockets::handOn()
{
    const bool rest = m_ending && !m_engine; // nothing else comes
    const Bytes journal = m_join.written(rest ? std::numeric_limits<std::int64_t>::max() : arrivedNow());
    if (!rest)
        wakeUp();
    else if (m_join.due())
        m_due.start(0);
    else
        m_over = true;
    const QPointer<LiveSockets> here(this);
    if (!journal.empty())
        emit written(journal);
    if (here && m_over)
        emit over();
}

void LiveSockets::wakeUp()
{
    constexpr std::int64_t nsInMs = 1'000'000;
    if (const auto due = m_join.due(); due && !m_due.isActive())
        m_due.start(static_cast<int>(std::clamp<std::int64_t>((*due - arrivedNow()) / nsInMs + 1, 0, LiveJoin::patience / nsInMs)));
}

} // namespace lab
