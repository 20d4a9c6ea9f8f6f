// MainWindow's look, and what an audience needs: theme, size of the text, presentation, and a presenter's remote.

#include "app/ActionCatalog.h"
#include "app/HelpDesk.h"
#include "app/MainWindow.h"
#include "app/Panels.h"
#include "app/Projector.h"

#include <QActionGroup>
#include <QApplication>
#include <QMenu>
#include <QRadioButton>

#include <algorithm>

namespace lab {

void MainWindow::switchTheme()
{
    chooseTheme(static_cast<Scheme>((static_cast<int>(m_context.theme.scheme()) + 1) % schemeCount));
}

void MainWindow::chooseTheme(Scheme scheme)
{
    m_context.theme = Theme(scheme);
    m_preferences.scheme = scheme;
    m_preferences.write();
    applyTheme();
}

void MainWindow::fillThemes()
{
    m_themeMenu->clear();
    delete m_themeMenu->findChild<QActionGroup*>();
    auto* group = new QActionGroup(m_themeMenu);
    const QString names[] = {tr("Light"), tr("Dark"), tr("High contrast")}; // in the order of Scheme
    for (int i = 0; i < schemeCount; ++i) {
        QAction* line = group->addAction(m_themeMenu->addAction(names[i]));
        line->setCheckable(true);
        line->setChecked(static_cast<int>(m_context.theme.scheme()) == i);
        connect(line, &QAction::triggered, this, [this, i] { chooseTheme(static_cast<Scheme>(i)); });
    }
}

double MainWindow::textPoints() const
{
    if (m_projector && m_projector->presenting())
        return m_presentedPoints;
    return m_preferences.fontSize > 0 ? m_preferences.fontSize : m_desktopPoints;
}

void MainWindow::changeText(int step)
{
    const int least = m_projector->presenting() ? Presentation::leastFont : Preferences::smallestFont;
    const double before = textPoints();
    const int wanted = std::clamp(qRound(before) + step, least, Preferences::largestFont);
    if (m_projector->presenting()) {
        m_presentedPoints = step == 0 ? least : wanted;
    } else {
        m_preferences.fontSize = step == 0 ? 0 : wanted;
        m_preferences.write();
    }
    if (textPoints() != before)
        applyTheme();
}

void MainWindow::largerText()
{
    changeText(1);
}

void MainWindow::smallerText()
{
    changeText(-1);
}

void MainWindow::usualText()
{
    changeText(0);
}

void MainWindow::connectProjector()
{
    Presentation& page = m_projector->page();
    connect(&page, &Presentation::nextWanted, this, &MainWindow::stepOn);
    connect(&page, &Presentation::backWanted, this, &MainWindow::stepBack);
    connect(&page, &Presentation::runWanted, this, &MainWindow::runOrPause);
    connect(&page, &Presentation::leaveWanted, this, &MainWindow::leavePresentation);
    connect(&page, &Presentation::answered, m_session.get(), &LabSession::answerAndRun);
}

void MainWindow::present()
{
    if (m_projector->presenting())
        return leavePresentation();
    if (m_session->source() == LabSession::Source::Nothing)
        return;
    m_help->endTour();
    showLab();
    m_presentedPoints = std::clamp(qRound(textPoints()), Presentation::leastFont, Preferences::largestFont);
    m_projector->begin(m_panels);
    applyTheme();
    updateState();
}

void MainWindow::leavePresentation()
{
    if (!m_projector->presenting())
        return;
    m_projector->end();
    applyTheme();
    updateState();
}

void MainWindow::black()
{
    m_projector->black();
}

bool MainWindow::asked() const
{
    const LessonRunner* runner = m_session->runner();
    return runner && runner->ready() && !runner->finished()
        && std::holds_alternative<AskStep>(runner->lesson().steps[runner->position()].body)
        && runner->result(runner->position()).outcome == StepOutcome::Shown;
}

void MainWindow::nextStep()
{
    if (m_projector->presenting())
        return stepOn();
    if (!asked()) {
        m_session->next();
        return;
    }
    // A question waits: the keyboard goes to its answers.
    m_panels->showView(QStringLiteral("lesson"));
    for (QRadioButton* choice : m_panels->view(QStringLiteral("lesson"))->findChildren<QRadioButton*>()) {
        if (choice->isVisible() && choice->isEnabled()) {
            choice->setFocus(Qt::ShortcutFocusReason);
            return;
        }
    }
    m_session->next();
}

void MainWindow::stepOn()
{
    if (!m_playhead->live())
        return m_playhead->restForward();
    // A remote has no key for an answer: once the question has been seen (here: once it has the keyboard), on it goes.
    const bool seen = m_projector->presenting() || qobject_cast<QRadioButton*>(QApplication::focusWidget());
    if (asked() && m_projector->presenting() && m_projector->page().showAnswers())
        return;
    if (asked() && seen)
        m_session->answerAndRun(0);
    else if (m_projector->presenting())
        m_session->next();
    else
        nextStep();
}

void MainWindow::stepBack()
{
    m_playhead->restBack();
}

} // namespace lab
