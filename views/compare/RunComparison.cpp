#include "views/compare/RunComparison.h"

#include "views/shared/Turn.h"

#include <QThread>

namespace lab {

namespace {

constexpr std::size_t eventsBetweenLooks = 64; ///< at the clock

} // namespace

RunComparison::RunComparison(const ViewContext& context, QObject* parent)
    : QObject(parent)
    , m_context(context)
{
    connect(&m_turn, &SliceTimer::timeout, this, &RunComparison::readSome);
    reset();
}

RunComparison::~RunComparison()
{
    *m_cancelled = true;
    if (m_thread) {
        m_thread->disconnect(this);
        m_thread->wait();
        delete m_thread;
    }
}

/// A thread that still compares what was there before keeps that alive, and is not waited for.
void RunComparison::reset()
{
    if (m_cancelled)
        *m_cancelled = true;
    m_turn.stop();
    m_left = std::make_shared<RunFacts>();
    m_right = std::make_shared<RunFacts>();
    m_result = std::make_shared<Comparison>();
    m_cancelled = std::make_shared<std::atomic<bool>>(false);
    m_compared = SIZE_MAX;
}

void RunComparison::setOther(std::shared_ptr<const Journal> other)
{
    reset();
    m_other = std::move(other);
    emit compared();
    begin();
}

void RunComparison::journalChanged()
{
    setOther(m_other);
}

bool RunComparison::finished() const
{
    return !m_other || m_compared == m_context.playhead->journal().size();
}

int RunComparison::percent() const
{
    const std::size_t all = m_context.playhead->journal().size() + (m_other ? m_other->size() : 0);
    return all == 0 ? 100 : static_cast<int>((m_left->followed() + m_right->followed()) * 100 / all);
}

void RunComparison::begin()
{
    if (!finished() && !m_thread)
        m_turn.start();
}

void RunComparison::readSome()
{
    if (!m_other || m_thread)
        return;
    const auto until = Turn::until();
    bool more = true;
    while (more && Turn::Clock::now() < until)
        more = m_right->follow(*m_other, eventsBetweenLooks) || m_left->follow(m_context.playhead->journal(), eventsBetweenLooks);
    if (more)
        m_turn.start();
    else
        startThread();
    emit progressed();
}

void RunComparison::startThread()
{
    m_coming = std::make_shared<Comparison>();
    m_thread = QThread::create([left = m_left, right = m_right, into = m_coming, cancelled = m_cancelled] {
        *into = compareRuns(left->all(), right->all(), cancelled.get());
    });
    connect(m_thread, &QThread::finished, this, [this, cancelled = m_cancelled, events = m_left->followed()] {
        if (!*cancelled) {
            m_result = std::exchange(m_coming, nullptr);
            m_compared = events;
        }
        threadEnded();
    });
    m_thread->start();
}

void RunComparison::threadEnded()
{
    m_thread->wait();
    m_thread->deleteLater();
    m_thread = nullptr;
    if (m_compared != SIZE_MAX)
        emit compared();
    emit progressed();
    if (m_compared == SIZE_MAX)
        begin(); // it compared what is gone
}

} // namespace lab
