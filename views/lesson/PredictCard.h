#pragma once
// PredictCard: a question of a lesson: choose an answer and check it by running, or be shown. Afterwards: right or not,
// and why. It knows no lesson runner; the owner says what to show and acts on the signals.

#include "model/base/Text.h"
#include "model/lesson/Lesson.h"

#include <QFrame>

class QButtonGroup;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace lab {

class PredictCard : public QFrame
{
    Q_OBJECT

public:
    explicit PredictCard(QWidget* parent = nullptr);

    /// `step` tells one question from another. `chosen`: the answer given, 0: none. `open`: it can still be answered.
    void showQuestion(std::size_t step, const AskStep& question, Language language, int chosen, bool open);

    /// Only the question, while an audience thinks: no answers to choose from. Of the question shown.
    void setHeldBack(bool on);

    int chosenAnswer() const; ///< from 1; 0: none chosen yet

signals:
    void answered(int option); ///< from 1; 0: show me

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void build();
    void retranslate();
    void rebuildOptions(const QStringList& texts);
    void clearChoice();
    void showVerdict(const AskStep& question, Language language, int chosen);
    void updateButtons();

    QLabel *m_caption, *m_question, *m_verdict, *m_why;
    QVBoxLayout* m_options;
    QButtonGroup* m_group;
    QPushButton *m_check, *m_show;
    QStringList m_texts; ///< of the options shown
    std::size_t m_step = 0;
    bool m_open = false;
};

} // namespace lab
