#pragma once
// RunComparison: the shown journal compared with another one. Both are read in slices between the window's other work; what was
// read is then compared in a thread of its own, which touches nothing else, and nobody touches it meanwhile.

#include "model/compare/Comparison.h"
#include "model/compare/RunFacts.h"
#include "views/shared/SliceTimer.h"
#include "views/shared/View.h"

#include <QObject>

#include <atomic>
#include <memory>

class QThread;

namespace lab {

class RunComparison : public QObject
{
    Q_OBJECT

public:
    explicit RunComparison(const ViewContext& context, QObject* parent = nullptr);
    ~RunComparison() override; ///< waits for the thread

    /// nullptr: none.
    void setOther(std::shared_ptr<const Journal> other);

    const Journal* other() const { return m_other.get(); }

    void begin(); ///< goes on with what is left to do; nothing if nothing is
    void journalChanged(); ///< another one is shown

    bool finished() const; ///< both journals are compared as they are now
    int percent() const; ///< of them that was read

    /// The last one that was finished, and what its rows are about.
    const Comparison& result() const { return *m_result; }
    const std::vector<RunFact>& left() const { return m_left->all(); }
    const std::vector<RunFact>& right() const { return m_right->all(); }

signals:
    void progressed();
    void compared(); ///< another result()

private:
    void reset();
    void readSome();
    void startThread();
    void threadEnded();

    const ViewContext& m_context;
    std::shared_ptr<const Journal> m_other;
    std::shared_ptr<RunFacts> m_left, m_right; ///< shared with the thread
    std::shared_ptr<Comparison> m_result, m_coming;
    std::shared_ptr<std::atomic<bool>> m_cancelled;
    QThread* m_thread = nullptr;
    SliceTimer m_turn;
    std::size_t m_compared = SIZE_MAX; ///< events of the left journal in result()
};

} // namespace lab
