#pragma once
// LessonProgress: watches a session and keeps what the learner does of each lesson ($XDG_DATA_HOME/socketlab/progress); it
// knows where the lesson that is shown was left, and leads back there. No widgets.

#include "app/LabSession.h"
#include "model/lesson/LearnerProgress.h"

namespace lab {

class LessonProgress : public QObject
{
    Q_OBJECT

public:
    explicit LessonProgress(LabSession* session, QObject* parent = nullptr);
    ~LessonProgress() override; ///< keeps what is not kept yet

    /// Reads what was kept, at the latest when a session starts. A sentence for each file that could not be used, told once.
    std::vector<BothText> read();

    QString text(const LessonEntry& lesson, Language language) const; ///< progressText()

    /// The step (from 0) where the lesson that was started last had been left; nothing: it begins at its beginning.
    std::optional<std::size_t> leftAt() const;
    bool changedSince() const { return m_changedSince; } ///< it was begun, but had other steps then

    void goOn(); ///< to leftAt(), in the lab that runs

signals:
    void kept();
    void notKept(const QString& why); ///< once: what is done from now on is forgotten at the end

private:
    void readOnce();
    void sessionStarted();
    void sessionChanged();
    void keep();

    static constexpr int delayMs = 300; ///< steps of a lesson that runs by itself are not each worth a write to the disk

    LabSession* m_session;
    LearnerProgress m_progress;
    std::vector<BothText> m_unusable;
    std::optional<LessonRecord> m_before; ///< of the lesson that was started last, when it was started
    std::optional<LessonRecord> m_pending;
    QTimer m_delay;
    bool m_read = false, m_changedSince = false, m_saidNotKept = false;
};

} // namespace lab
