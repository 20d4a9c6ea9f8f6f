#pragma once
// StepList: the steps of a lesson with their marks: done, current, "your kernel did something else". Finished steps
// fold away behind one line. It shows what it is told and starts nothing.

#include "model/lesson/LessonRunner.h"
#include "views/shared/Theme.h"

#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace lab {

class StepRow;

class StepList : public QWidget
{
    Q_OBJECT

public:
    explicit StepList(QWidget* parent = nullptr);

    void showSteps(const LessonRunner& runner, Language language, const Theme& theme);
    QWidget* currentRow() const; ///< nullptr at the end

    std::vector<QString> texts() const; ///< of the rows that are not folded, for tests and screen readers

protected:
    void changeEvent(QEvent* event) override;

private:
    void rebuild(std::size_t count);
    void updateFold(std::size_t position);

    static constexpr std::size_t keptDone = 3; ///< finished steps that stay in sight

    QPushButton* m_fold;
    QVBoxLayout* m_layout;
    std::vector<StepRow*> m_rows;
    std::size_t m_position = 0;
    bool m_unfolded = false;
};

} // namespace lab
