#include "views/lesson/StepRow.h"

#include <QGridLayout>
#include <QLabel>

namespace lab {

namespace {

struct Mark
{
    QString sign;
    Role role = Role::MutedText;
    Role text = Role::Text;
};

Mark markOf(StepOutcome outcome, bool current)
{
    switch (outcome) {
    case StepOutcome::Held:
    case StepOutcome::Done:
        return {QStringLiteral("✓"), Role::Good, Role::MutedText};
    case StepOutcome::Failed:
        return {QStringLiteral("✗"), Role::Lost, Role::Text};
    case StepOutcome::Active:
    case StepOutcome::Shown:
        return {QStringLiteral("●"), Role::Accent, Role::Text};
    case StepOutcome::Waiting:
        break;
    }
    return current ? Mark {QStringLiteral("●"), Role::Accent, Role::Text}
                   : Mark {QString(), Role::MutedText, Role::Text};
}

QString coloured(const Theme& theme, Role role, bool bold)
{
    return QStringLiteral("color: %1;%2")
        .arg(theme.color(role).name(), bold ? QStringLiteral(" font-weight: 600;") : QString());
}

} // namespace

StepRow::StepRow(QWidget* parent)
    : QWidget(parent)
    , m_mark(new QLabel(this))
    , m_text(new QLabel(this))
    , m_failure(new QLabel(this))
{
    m_mark->setFixedWidth(18);
    m_mark->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    for (QLabel* label : {m_text, m_failure}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    }
    m_failure->setVisible(false);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 2, 0, 2);
    grid->setHorizontalSpacing(2);
    grid->setVerticalSpacing(1);
    grid->addWidget(m_mark, 0, 0, Qt::AlignTop);
    grid->addWidget(m_text, 0, 1);
    grid->addWidget(m_failure, 1, 1);
    grid->setColumnStretch(1, 1);
}

void StepRow::showStep(const QString& text, const StepResult& result, bool current, const Theme& theme)
{
    const QString key = QStringLiteral("%1|%2|%3|%4|%5|%6|%7")
                            .arg(text)
                            .arg(int(result.outcome))
                            .arg(current)
                            .arg(int(theme.scheme()))
                            .arg(QString::fromStdString(result.what), QString::fromStdString(result.expected),
                                 QString::fromStdString(result.found))
        + tr("Your kernel did something else.");
    if (key == m_key)
        return;
    m_key = key;
    const Mark mark = markOf(result.outcome, current);
    m_failed = result.outcome == StepOutcome::Failed;
    m_mark->setText(mark.sign);
    m_mark->setStyleSheet(coloured(theme, mark.role, true));
    m_text->setText(text);
    m_text->setStyleSheet(coloured(theme, mark.text, current));
    m_failure->setVisible(m_failed);
    if (m_failed) {
        QStringList lines {tr("Your kernel did something else.")};
        if (!result.what.empty())
            lines << QString::fromStdString(result.what);
        if (!result.expected.empty())
            lines << tr("expected: %1").arg(QString::fromStdString(result.expected));
        if (!result.found.empty())
            lines << tr("found: %1").arg(QString::fromStdString(result.found));
        m_failure->setText(lines.join(QLatin1Char('\n')));
        m_failure->setStyleSheet(coloured(theme, Role::Lost, false));
    }
    setAccessibleName(this->text());
}

QString StepRow::text() const
{
    QString all = m_mark->text().isEmpty() ? m_text->text() : m_mark->text() + QLatin1Char(' ') + m_text->text();
    if (m_failed)
        all += QLatin1Char('\n') + m_failure->text();
    return all;
}

} // namespace lab
