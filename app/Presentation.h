#pragma once
// Presentation: the page for a projector: one diagram, what the lesson says now, and a few large controls. It shows a
// view that is lent to it and asks for steps; what a step is, the window knows.

#include "views/shared/View.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QScrollArea;

namespace lab {

class PredictCard;

class Presentation : public QWidget
{
    Q_OBJECT

public:
    /// Points. The smallest text of a diagram is 2 points smaller than the rest, and has to be 20.
    static constexpr int leastFont = 22;

    explicit Presentation(ViewContext& context, QWidget* parent = nullptr);

    /// Shows `view`, one of those with the ids `choices`. The one before must have been taken away.
    void present(View* view, const QStringList& choices);
    void forget(); ///< the view goes back to where it came from

    View* shown() const { return m_view; } ///< nullptr: none

    void setState(bool mayStep, bool mayGoBack, bool mayRun, bool running);
    void contextChanged(); ///< language or theme

    /// A question comes without its answers, so that an audience thinks first. Shows them; false: there are none to show.
    bool showAnswers();

signals:
    void nextWanted();
    void backWanted();
    void runWanted();
    void blackWanted();
    void leaveWanted();
    void diagramWanted(const QString& id);
    void answered(int option); ///< of the question shown, from 1; 0: show me

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    QPushButton* add(const char* name, void (Presentation::*wanted)());
    void retranslate();
    void refresh(); ///< what the lesson says
    void fitText();
    QString neighbour(int step) const; ///< the id of the diagram before or after the one shown, round and round
    QString inLanguage(const BothText& text) const;

    ViewContext& m_context;
    View* m_view = nullptr;
    bool m_running = false;
    std::optional<std::size_t> m_heldBack; ///< the question whose answers are not shown yet
    std::optional<std::size_t> m_asked; ///< the question that waits now
    QScrollArea* m_scroll; ///< of what is said: a long text must not push the diagram away
    QLabel *m_say, *m_now;
    PredictCard* m_question;
    QScrollArea* m_stage; ///< where the diagram is; scrolls where it needs more than the screen
    QWidget* m_controls;
    QComboBox* m_diagram;
    QPushButton *m_back, *m_next, *m_run, *m_black, *m_leave;
};

} // namespace lab
