#include "views/lesson/LessonView.h"

#include "views/lesson/PredictCard.h"
#include "views/lesson/StepList.h"
#include "views/shared/FlowLayout.h"
#include "views/shared/TermMarks.h"

#include <QEvent>
#include <QFrame>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>

#include <functional>
#include <utility>

namespace lab {

namespace {

/// A scroll area that says when it has another height, after what is in it has.
class Sheet : public QScrollArea
{
public:
    Sheet(QWidget* parent, std::function<void()> resized)
        : QScrollArea(parent)
        , m_resized(std::move(resized))
    {
    }

protected:
    void resizeEvent(QResizeEvent* event) override
    {
        const int height = viewport()->height();
        QScrollArea::resizeEvent(event);
        if (std::exchange(m_height, height) != height)
            m_resized();
    }

private:
    std::function<void()> m_resized;
    int m_height = -1;
};

/// As wide as there is room, and content with little: it does not break a row.
class ProgressLine : public QProgressBar
{
public:
    using QProgressBar::QProgressBar;

    QSize sizeHint() const override { return {40, QProgressBar::sizeHint().height()}; }
};

} // namespace

LessonView::LessonView(ViewContext& viewContext, QWidget* parent)
    : View(viewContext, parent)
    , m_scroll(new Sheet(this, [this] {
        if (m_scroll->verticalScrollBar()->value() == m_keptAt) // nobody has scrolled since
            keepInSight();
    }))
    , m_chapter(new QLabel)
    , m_title(new QLabel)
    , m_goals(new QLabel)
    , m_say(new QLabel)
    , m_stepsCaption(new QLabel)
    , m_summary(new QLabel)
    , m_progressText(new QLabel)
    , m_goalsButton(new QToolButton)
    , m_card(new PredictCard)
    , m_steps(new StepList)
    , m_summaryCard(new QFrame)
    , m_progress(new ProgressLine)
    , m_restart(new QPushButton)
    , m_foot(new QWidget(this))
{
    build();
    setFocusPolicy(Qt::ClickFocus);
    connect(m_goalsButton, &QToolButton::toggled, this, [this](bool on) {
        m_goals->setVisible(on);
        m_goalsButton->setArrowType(on ? Qt::DownArrow : Qt::RightArrow);
    });
    connect(m_card, &PredictCard::answered, this, &LessonView::answered);
    connect(m_restart, &QPushButton::clicked, this, [this] { this->context().lesson->restart(); });
    if (viewContext.lesson)
        connect(viewContext.lesson, &LessonDriver::changed, this, &LessonView::refresh);
    contextChanged();
}

void LessonView::build()
{
    makeCaption(m_chapter);
    makeCaption(m_stepsCaption);
    makeTitle(m_title);
    m_goals->setProperty("look", "muted");
    m_progressText->setProperty("look", "muted");
    for (QLabel* label : {m_chapter, m_title, m_goals, m_say, m_summary}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    }
    m_say->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_goalsButton->setCheckable(true);
    m_goalsButton->setProperty("flat", true);
    m_goalsButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_goalsButton->setArrowType(Qt::RightArrow);
    m_goals->setVisible(false);

    m_scroll->setWidget(buildInside());
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_scroll->widget()->setAutoFillBackground(false);

    m_progress->setTextVisible(false);
    m_progress->setMinimumWidth(40);
    m_progress->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto* foot = new FlowLayout(m_foot); // in a row it would be wider than the panel in large text, and what is read would be cut
    foot->growWithText();
    foot->setContentsMargins(14, 6, 14, 10);
    foot->addWidget(m_progressText);
    foot->addWidget(m_progress);
    foot->addWidget(m_restart);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_foot);
}

QWidget* LessonView::buildInside()
{
    auto* inside = new QWidget;
    auto* layout = new QVBoxLayout(inside);
    layout->setContentsMargins(14, 12, 14, 8);
    layout->setSpacing(7);
    layout->addWidget(m_chapter);
    layout->addWidget(m_title);
    layout->addWidget(m_goalsButton, 0, Qt::AlignLeft);
    layout->addWidget(m_goals);
    layout->addWidget(m_say);
    layout->addWidget(m_card);
    m_summaryCard->setProperty("tone", "good");
    auto* summary = new QVBoxLayout(m_summaryCard);
    summary->setContentsMargins(11, 8, 11, 9);
    summary->addWidget(m_summary);
    layout->addWidget(m_summaryCard);
    layout->addSpacing(2);
    layout->addWidget(m_stepsCaption);
    layout->addWidget(m_steps);
    layout->addStretch(1);
    return inside;
}

QString LessonView::in(const BothText& text) const
{
    return QString::fromStdString(text.in(context().language));
}

void LessonView::retranslate()
{
    m_goalsButton->setText(tr("Goals"));
    m_stepsCaption->setText(tr("STEPS"));
    m_restart->setText(tr("Restart"));
    m_restart->setToolTip(tr("Begin this lesson again with a fresh lab"));
    m_progress->setAccessibleName(tr("Progress of the lesson"));
    m_scroll->setAccessibleName(tr("Lesson"));
}

void LessonView::contextChanged()
{
    retranslate();
    refresh();
}

void LessonView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        contextChanged();
    View::changeEvent(event);
}

QString LessonView::chapterText(const std::string& chapter) const
{
    const std::pair<const char*, QString> names[] = {
        {"basics", tr("Basics")},     {"connect", tr("Connecting")},
        {"data", tr("Data")},         {"closing", tr("Closing")},
        {"udp", tr("UDP")},           {"many", tr("Many clients")},
        {"programs", tr("Programs")},
    };
    for (const auto& [id, name] : names) {
        if (chapter == id)
            return name;
    }
    return QString::fromStdString(chapter);
}

void LessonView::refresh()
{
    const LessonRunner* runner = context().lesson ? context().lesson->runner() : nullptr;
    for (QWidget* widget : std::initializer_list<QWidget*> {m_chapter, m_goalsButton, m_stepsCaption, m_steps, m_foot})
        widget->setVisible(runner != nullptr);
    if (!runner)
        return showNoLesson();
    const bool another = m_lessonShown != runner->lesson().id;
    m_lessonShown = runner->lesson().id;
    if (another)
        m_goalsButton->setChecked(false);
    m_goals->setVisible(m_goalsButton->isChecked());
    showHead(runner->lesson());
    showSayAndQuestion(*runner);
    m_steps->showSteps(*runner, context().language, context().theme);
    showProgress(*runner);
    showSummary(*runner);
    for (QWidget* text : std::initializer_list<QWidget*> {m_goals, m_say, m_card, m_summaryCard})
        markTermsIn(text, context());
    if (another || runner->position() != m_positionShown)
        keepInSight();
    m_positionShown = runner->position();
}

void LessonView::showNoLesson()
{
    m_lessonShown.clear();
    m_title->setText(tr("No lesson is open"));
    const bool running = context().running();
    m_say->setText(
        running ? tr("Here you are on your own: in the sandbox you let programs call what you like, in any order, right or "
                     "wrong; your own programs go as they were written. The other panels show what the kernels make of it.")
                : tr("This is a recording, or there is no lab yet. Look around with the playback bar below, or "
                     "choose a lesson above."));
    m_say->setVisible(true);
    m_goals->setVisible(false);
    m_card->setVisible(false);
    m_summaryCard->setVisible(false);
}

void LessonView::showHead(const Lesson& lesson)
{
    QString chapter = tr("%1 · level %2").arg(chapterText(lesson.chapter)).arg(lesson.level);
    if (lesson.minutes > 0)
        chapter += QStringLiteral(" · ") + tr("%1 min").arg(lesson.minutes);
    m_chapter->setText(chapter);
    m_title->setText(in(lesson.title));
    QStringList goals;
    for (const BothText& goal : lesson.goals)
        goals << QStringLiteral("• ") + in(goal);
    m_goals->setText(goals.join(QLatin1Char('\n')));
    m_goalsButton->setVisible(!goals.isEmpty());
}

void LessonView::showSayAndQuestion(const LessonRunner& runner)
{
    // What was said last stays until something else is said; a question goes when something is said after it.
    const std::vector<Step>& steps = runner.lesson().steps;
    const SayStep* say = nullptr;
    std::optional<std::size_t> ask;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (runner.result(i).outcome == StepOutcome::Waiting)
            continue;
        if (const auto* said = std::get_if<SayStep>(&steps[i].body)) {
            say = said;
            ask.reset();
        } else if (std::holds_alternative<AskStep>(steps[i].body)) {
            ask = i;
        }
    }
    m_say->setVisible(say != nullptr || !runner.ready());
    m_say->setText(say ? in(say->text) : tr("The lab is being set up…"));
    m_card->setVisible(ask.has_value());
    if (ask) {
        m_card->showQuestion(*ask, std::get<AskStep>(steps[*ask].body), context().language, runner.answerOf(*ask),
                             runner.result(*ask).outcome == StepOutcome::Shown);
    }
}

void LessonView::showProgress(const LessonRunner& runner)
{
    const int count = static_cast<int>(runner.lesson().steps.size());
    const int done = std::min(count, static_cast<int>(runner.position()));
    // QProgressBar paints a new value at once, and with it all that waits to be painted, before it is laid out.
    m_progress->setUpdatesEnabled(false);
    m_progress->setRange(0, std::max(1, count));
    m_progress->setValue(done);
    m_progress->setUpdatesEnabled(true);
    m_progressText->setText(runner.finished() ? tr("All %1 steps").arg(count)
                                              : tr("Step %1 of %2").arg(done + 1).arg(count));
}

void LessonView::showSummary(const LessonRunner& runner)
{
    m_summaryCard->setVisible(runner.finished());
    if (!runner.finished())
        return;
    int questions = 0, right = 0, different = 0;
    const std::vector<Step>& steps = runner.lesson().steps;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        different += runner.result(i).outcome == StepOutcome::Failed ? 1 : 0;
        if (const auto* ask = std::get_if<AskStep>(&steps[i].body)) {
            ++questions;
            right += runner.answerOf(i) == ask->answer ? 1 : 0;
        }
    }
    QStringList lines {tr("The lesson is finished.")};
    if (questions > 0)
        lines << tr("You predicted %1 of %2 right.").arg(right).arg(questions);
    if (different > 0)
        lines << tr("Steps that went differently on your kernel: %1").arg(different);
    for (const BothText& goal : runner.lesson().goals)
        lines << (different == 0 ? QStringLiteral("✓ ") : QStringLiteral("• ")) + in(goal);
    m_summary->setText(lines.join(QLatin1Char('\n')));
}

void LessonView::answered(int option)
{
    // The answers are about to be disabled; the focus must not slip on to Restart, where Enter would throw the lab
    // away.
    setFocus(Qt::OtherFocusReason);
    context().lesson->answerAndRun(option);
}

void LessonView::keepInSight()
{
    const LessonRunner* runner = context().lesson ? context().lesson->runner() : nullptr;
    if (!runner)
        return;
    // The rows' places are needed now: scrolled after the next layout, everything would be painted twice.
    m_scroll->widget()->layout()->activate();
    QWidget* row = m_steps->currentRow();
    const bool atTop = runner->finished() || runner->position() == 0
        || runner->result(runner->position()).outcome == StepOutcome::Shown;
    constexpr int around = 40;
    // The title and what the lesson is about stay, too, as long as there is room.
    const auto fitsFromTop = [&] { return row->mapTo(m_scroll->widget(), QPoint(0, row->height())).y() + around <= m_scroll->viewport()->height(); };
    if (atTop || !row || fitsFromTop())
        m_scroll->ensureVisible(0, 0);
    else
        m_scroll->ensureWidgetVisible(row, 0, around);
    m_keptAt = m_scroll->verticalScrollBar()->value();
}

} // namespace lab
