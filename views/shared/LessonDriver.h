#pragma once
// LessonDriver: what the lesson panel and the step buttons ask for; implemented by app/LabSession. Views know the
// runner's results through it, and no process.

#include "model/lesson/LessonRunner.h"

#include <QObject>

namespace lab {

class LessonDriver : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual const LessonRunner* runner() const = 0; ///< nullptr: no lesson (sandbox, recording)
    virtual void next() = 0;
    virtual void answer(int option) = 0; ///< from 1; 0: show me
    void answerAndRun(int option); ///< and what the question was about is done
    virtual void restart() = 0;
    virtual bool labRunning() const = 0; ///< an engine is there and commands may be submitted

signals:
    void changed(); ///< a step's outcome, the position, the lesson
};

} // namespace lab
