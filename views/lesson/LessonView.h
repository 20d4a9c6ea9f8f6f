#pragma once
// LessonView: the lesson panel: title, goals, what is said now, the question to predict, the steps with their marks,
// and at the end what was learnt. It drives nothing itself: it asks the LessonDriver.

#include "views/shared/View.h"

class QFrame;
class QLabel;
class QProgressBar;
class QPushButton;
class QScrollArea;
class QToolButton;

namespace lab {

class PredictCard;
class StepList;

class LessonView : public View
{
    Q_OBJECT

public:
    explicit LessonView(ViewContext& context, QWidget* parent = nullptr);

    void contextChanged() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    QWidget* buildInside();
    void retranslate();
    void refresh();
    void showNoLesson();
    void showHead(const Lesson& lesson);
    void showSayAndQuestion(const LessonRunner& runner);
    void showProgress(const LessonRunner& runner);
    void showSummary(const LessonRunner& runner);
    void answered(int option);
    void keepInSight();
    QString chapterText(const std::string& chapter) const;
    QString in(const BothText& text) const;

    std::string m_lessonShown; ///< its id
    std::size_t m_positionShown = 0;

    QScrollArea* m_scroll;
    int m_keptAt = 0; ///< of its scroll bar, where the step was kept in sight
    QLabel *m_chapter, *m_title, *m_goals, *m_say, *m_stepsCaption, *m_summary, *m_progressText;
    QToolButton* m_goalsButton;
    PredictCard* m_card;
    StepList* m_steps;
    QFrame* m_summaryCard;
    QProgressBar* m_progress;
    QPushButton* m_restart;
    QWidget* m_foot;
};

} // namespace lab
