#include "app/LessonProgress.h"

#include "app/Paths.h"

namespace lab {

LessonProgress::LessonProgress(LabSession* session, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_progress(dataFolder() + "/progress")
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(delayMs);
    connect(&m_delay, &QTimer::timeout, this, &LessonProgress::keep);
    connect(session, &LabSession::ending, this, [this] {
        sessionChanged();
        keep();
    });
    connect(session, &LabSession::started, this, &LessonProgress::sessionStarted);
    connect(session, &LabSession::changed, this, &LessonProgress::sessionChanged);
}

LessonProgress::~LessonProgress()
{
    sessionChanged();
    keep();
}

std::vector<BothText> LessonProgress::read()
{
    readOnce();
    return std::exchange(m_unusable, {});
}

void LessonProgress::readOnce()
{
    if (!std::exchange(m_read, true))
        m_unusable = m_progress.read();
}

QString LessonProgress::text(const LessonEntry& lesson, Language language) const
{
    return QString::fromStdString(progressText(lesson, m_progress.of(lesson.id)).in(language));
}

std::optional<std::size_t> LessonProgress::leftAt() const
{
    return m_before && m_before->leftInside() && m_session->runner() ? std::optional(m_before->position) : std::nullopt;
}

void LessonProgress::goOn()
{
    if (const auto step = leftAt()) {
        std::map<std::size_t, int> answers;
        for (const auto& [question, answer] : m_before->answers)
            answers[question] = answer.option;
        m_session->goOnTo(*step, std::move(answers));
    }
}

void LessonProgress::sessionStarted()
{
    readOnce();
    m_before.reset();
    m_changedSince = false;
    const LessonRunner* runner = m_session->runner();
    const LessonRecord* record = runner ? m_progress.of(runner->lesson().id) : nullptr;
    if (!record)
        return;
    m_changedSince = record->shape != shapeOf(runner->lesson());
    if (!m_changedSince)
        m_before = *record;
}

void LessonProgress::sessionChanged()
{
    const LessonRunner* runner = m_session->runner();
    // On the way back to where a learner was, they are not where the lab is.
    if (!runner || runner->goingOn() || runner->position() == 0)
        return;
    const LessonRecord* last = m_pending ? &*m_pending : m_progress.of(runner->lesson().id);
    LessonRecord record = recordOf(*runner, last);
    if (last && record == *last)
        return;
    m_pending = std::move(record);
    if (!m_delay.isActive())
        m_delay.start();
}

void LessonProgress::keep()
{
    m_delay.stop();
    if (!m_pending)
        return;
    const Status status = m_progress.keep(*std::exchange(m_pending, std::nullopt));
    if (!status && !std::exchange(m_saidNotKept, true))
        emit notKept(QString::fromStdString(status.error().message));
    emit kept();
}

} // namespace lab
