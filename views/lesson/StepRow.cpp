#include "views/lesson/StepRow.h"

#include <QEvent>
#include <QPainter>
#include <QtMath>

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

constexpr int above = 2, between = 1;

/// As wide as a mark and a space, whatever the size of the text.
int markWidth(const QFontMetrics& metrics)
{
    return std::max(20, metrics.height() * 5 / 4);
}

} // namespace

StepRow::StepRow(QWidget* parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
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
    const int before = heightForWidth(width());
    m_mark.set(mark.sign, theme.color(mark.role), true);
    m_text.set(text, theme.color(mark.text), current);
    m_failure.set({}, {}, false);
    if (m_failed) {
        QStringList lines {tr("Your kernel did something else.")};
        if (!result.what.empty())
            lines << QString::fromStdString(result.what);
        if (!result.expected.empty())
            lines << tr("expected: %1").arg(QString::fromStdString(result.expected));
        if (!result.found.empty())
            lines << tr("found: %1").arg(QString::fromStdString(result.found));
        m_failure.set(lines.join(QLatin1Char('\n')), theme.color(Role::Lost), false);
    }
    setAccessibleName(this->text());
    if (heightForWidth(width()) != before)
        updateGeometry();
    update();
}

void StepRow::Paragraph::set(const QString& newText, const QColor& newColor, bool isBold)
{
    color = newColor;
    if (newText == text && isBold == bold)
        return;
    text = newText;
    bold = isBold;
    forget();
}

void StepRow::Paragraph::forget()
{
    broken = -1;
    heights.fill({-1, 0});
}

int StepRow::Paragraph::heightFor(int width, const QFont& font)
{
    if (heights[1].first == width)
        std::swap(heights[0], heights[1]);
    if (heights[0].first == width)
        return heights[0].second;
    breakFor(width, font);
    heights[1] = heights[0];
    heights[0] = {width, qCeil(layout.boundingRect().bottom())};
    return heights[0].second;
}

void StepRow::Paragraph::draw(QPainter& painter, const QPointF& at, int width, const QFont& font)
{
    if (broken != width)
        breakFor(width, font);
    painter.setPen(color);
    layout.draw(&painter, at);
}

void StepRow::Paragraph::breakFor(int width, const QFont& font)
{
    broken = width;
    // A line separator breaks a paragraph's line; a new line character is no break to QTextLayout.
    layout.setText(QString(text).replace(QLatin1Char('\n'), QChar::LineSeparator));
    QFont own = font;
    if (bold)
        own.setWeight(QFont::DemiBold);
    layout.setFont(own);
    layout.setCacheEnabled(true);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    qreal bottom = 0;
    layout.beginLayout();
    for (QTextLine one = layout.createLine(); one.isValid(); one = layout.createLine()) {
        one.setLineWidth(std::max(1, width));
        one.setPosition({0, bottom});
        bottom += one.height();
    }
    layout.endLayout();
}

int StepRow::heightForWidth(int width) const
{
    const int marks = markWidth(fontMetrics());
    const int text = m_text.heightFor(width - marks, font());
    return 2 * above + text + (m_failed ? between + m_failure.heightFor(width - marks, font()) : 0);
}

QSize StepRow::sizeHint() const
{
    const int width = std::max(this->width(), 240);
    return {width, heightForWidth(width)};
}

QSize StepRow::minimumSizeHint() const
{
    return {markWidth(fontMetrics()) + fontMetrics().averageCharWidth() * 8, fontMetrics().height() + 2 * above};
}

void StepRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const int marks = markWidth(fontMetrics());
    m_mark.draw(painter, QPointF(0, above), marks, font());
    int y = above;
    for (Paragraph* one : {&m_text, &m_failure}) {
        if (one->text.isEmpty())
            continue;
        one->draw(painter, QPointF(marks, y), width() - marks, font());
        y += one->heightFor(width() - marks, font()) + between;
    }
}

void StepRow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        for (Paragraph* one : {&m_mark, &m_text, &m_failure})
            one->forget();
        updateGeometry();
    }
    QWidget::changeEvent(event);
}

QString StepRow::text() const
{
    QString all = m_mark.text.isEmpty() ? m_text.text : m_mark.text + QLatin1Char(' ') + m_text.text;
    if (m_failed)
        all += QLatin1Char('\n') + m_failure.text;
    return all;
}

} // namespace lab
