#pragma once
// LabLibrary: the words and the list of lessons that came with the lab. Reading their files takes a fifth of a second, in which no window
// would answer: the words, which every view needs, are read by a thread of their own, and the lessons one by one. Who needs them
// earlier has them read at once.

#include "model/lesson/Lesson.h"
#include "model/words/Words.h"
#include "views/shared/SliceTimer.h"

#include <QTimer>

#include <functional>
#include <future>
#include <optional>

namespace lab {

class LabLibrary : public QObject
{
    Q_OBJECT

public:
    /// `folder`: of the lab's resources, with "words" and "lessons" in it. While the window is `busy`, a lesson is read now and then.
    LabLibrary(const std::string& folder, std::function<bool()> busy, QObject* parent = nullptr);

    Result<Words>& words(); ///< waits for them; who asks may take them away, and an error stays

    void readLessons(); ///< when there is time; lessonsRead() says when they are there
    bool lessonsAreRead() const { return m_lessons.over(); }
    const LessonCatalog& lessons(); ///< now

signals:
    void lessonsRead();

private:
    void readOne();

    std::function<bool()> m_busy;
    std::future<Result<Words>> m_comingWords;
    std::optional<Result<Words>> m_words;
    LessonCatalogReader m_lessons;
    SliceTimer m_turn;
    QTimer m_later;
};

} // namespace lab
