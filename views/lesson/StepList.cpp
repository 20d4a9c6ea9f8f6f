#include "views/lesson/StepList.h"

#include "model/lesson/StepText.h"
#include "views/lesson/StepRow.h"

#include <QEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace lab {

StepList::StepList(QWidget* parent)
    : QWidget(parent)
    , m_fold(new QPushButton(this))
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    m_fold->setCheckable(true);
    m_fold->setProperty("flat", true);
    m_layout->addWidget(m_fold, 0, Qt::AlignLeft);
    connect(m_fold, &QPushButton::toggled, this, [this](bool on) {
        m_unfolded = on;
        updateFold(m_position);
    });
}

void StepList::rebuild(std::size_t count)
{
    for (StepRow* row : m_rows) {
        row->hide();
        row->deleteLater();
    }
    m_rows.clear();
    for (std::size_t i = 0; i < count; ++i) {
        m_rows.push_back(new StepRow(this));
        m_layout->addWidget(m_rows.back());
    }
}

void StepList::showSteps(const LessonRunner& runner, Language language, const Theme& theme)
{
    const std::vector<Step>& steps = runner.lesson().steps;
    if (m_rows.size() != steps.size())
        rebuild(steps.size());
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const StepOutcome outcome = runner.result(i).outcome;
        const bool coming = outcome == StepOutcome::Waiting || outcome == StepOutcome::Active;
        const std::string text = coming ? comingText(steps[i], language) : stepText(steps[i], language);
        StepResult result = runner.result(i);
        for (std::string* phrase : {&result.what, &result.expected, &result.found})
            *phrase = phraseText(*phrase, language);
        m_rows[i]->showStep(QString::fromStdString(text), result,
                            i == runner.position() && runner.ready(), theme);
    }
    updateFold(runner.position());
}

void StepList::updateFold(std::size_t position)
{
    m_position = position;
    std::size_t folded = 0;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        // What went differently stays in sight; so do the last few.
        const bool old = i + keptDone < position && !m_rows[i]->failed();
        folded += old ? 1 : 0;
        m_rows[i]->setVisible(m_unfolded || !old);
    }
    m_fold->setVisible(folded > 0);
    const QString sign = m_unfolded ? QStringLiteral("▾ ") : QStringLiteral("▸ ");
    m_fold->setText(sign + tr("Earlier steps: %1").arg(folded));
}

QWidget* StepList::currentRow() const
{
    return m_position < m_rows.size() ? m_rows[m_position] : nullptr;
}

std::vector<QString> StepList::texts() const
{
    std::vector<QString> all;
    for (const StepRow* row : m_rows) {
        if (row->isVisibleTo(this))
            all.push_back(row->text());
    }
    return all;
}

void StepList::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        updateFold(m_position);
    QWidget::changeEvent(event);
}

} // namespace lab
