#include "app/Presentation.h"

#include "model/lesson/StepText.h"
#include "views/ViewCatalog.h"
#include "views/lesson/PredictCard.h"
#include "views/shared/FlowLayout.h"

#include <QComboBox>
#include <QEvent>
#include <QKeySequence>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace lab {

namespace {

/// What a lesson shows at this moment.
struct Said
{
    const SayStep* say = nullptr;
    std::optional<std::size_t> ask; ///< the question that waits, or was answered since the last step
    std::optional<std::size_t> now; ///< the step being performed, or the next one
};

Said saidNow(const LessonRunner& runner)
{
    Said said;
    const std::vector<Step>& steps = runner.lesson().steps;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (runner.result(i).outcome == StepOutcome::Waiting)
            continue;
        if (const auto* words = std::get_if<SayStep>(&steps[i].body)) {
            said.say = words;
            said.ask.reset();
        } else if (std::holds_alternative<AskStep>(steps[i].body)) {
            said.ask = i;
        } else if (said.ask && i > *said.ask + 1) {
            said.ask.reset(); // its answer stays while the step that shows it is looked at
        }
    }
    if (!runner.finished())
        said.now = runner.position();
    return said;
}

} // namespace

Presentation::Presentation(ViewContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_scroll(new QScrollArea(this))
    , m_say(new QLabel)
    , m_now(new QLabel)
    , m_question(new PredictCard)
    , m_stage(new QScrollArea(this))
    , m_controls(new QWidget(this))
    , m_diagram(new QComboBox(m_controls))
{
    setObjectName("presentation");
    build();
    const auto key = [this](const char* keys, auto perform) {
        auto* shortcut = new QShortcut(QKeySequence(QLatin1String(keys)), this);
        shortcut->setContext(Qt::WindowShortcut);
        connect(shortcut, &QShortcut::activated, this, perform);
    };
    key("Escape", &Presentation::leaveWanted);
    key("Ctrl+Tab", [this] { emit diagramWanted(neighbour(1)); });
    key("Ctrl+Shift+Tab", [this] { emit diagramWanted(neighbour(-1)); });
    connect(m_diagram, &QComboBox::activated, this,
            [this](int index) { emit diagramWanted(m_diagram->itemData(index).toString()); });
    connect(m_question, &PredictCard::answered, this, &Presentation::answered);
    connect(context.lesson, &LessonDriver::changed, this, &Presentation::refresh);
    connect(context.playhead, &Playhead::moved, this, &Presentation::refresh);
    contextChanged();
}

void Presentation::build()
{
    auto* inside = new QWidget;
    auto* words = new QVBoxLayout(inside);
    words->setContentsMargins(0, 0, 0, 0);
    for (QLabel* label : {m_say, m_now}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        words->addWidget(label);
    }
    m_say->setObjectName("presentation-say");
    m_now->setObjectName("presentation-now");
    m_now->setProperty("look", "accent");
    words->insertWidget(1, m_question);
    m_scroll->setWidget(inside);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    inside->setAutoFillBackground(false);
    inside->installEventFilter(this);

    m_stage->setWidgetResizable(true);
    m_stage->setFrameShape(QFrame::NoFrame);
    m_stage->setFocusPolicy(Qt::NoFocus);
    m_stage->viewport()->setAutoFillBackground(false);
    m_scroll->setFocusPolicy(Qt::NoFocus);

    auto* row = new FlowLayout(m_controls);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    m_back = add("present-back", &Presentation::backWanted);
    m_next = add("present-next", &Presentation::nextWanted);
    m_next->setProperty("primary", true);
    m_run = add("present-run", &Presentation::runWanted);
    m_diagram->setObjectName("present-diagram");
    m_diagram->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_diagram->setMinimumContentsLength(8);
    row->addStretch();
    row->addWidget(m_diagram);
    m_black = add("present-black", &Presentation::blackWanted);
    m_leave = add("present-leave", &Presentation::leaveWanted);

    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(16, 10, 16, 12);
    box->setSpacing(8);
    box->addWidget(m_scroll);
    box->addWidget(m_stage, 1);
    box->addWidget(m_controls);
}

QPushButton* Presentation::add(const char* name, void (Presentation::*wanted)())
{
    auto* button = new QPushButton(m_controls);
    button->setObjectName(QLatin1String(name));
    m_controls->layout()->addWidget(button);
    connect(button, &QPushButton::clicked, this, wanted);
    return button;
}

void Presentation::forget()
{
    if (m_view)
        m_stage->takeWidget();
    m_view = nullptr;
}

void Presentation::present(View* view, const QStringList& choices)
{
    m_view = view;
    m_stage->setWidget(view);
    view->setAutoFillBackground(false);
    view->show();
    const QSignalBlocker silent(m_diagram);
    m_diagram->clear();
    for (const ViewRow& row : viewCatalog())
        if (choices.contains(QLatin1String(row.id)))
            m_diagram->addItem(viewTitle(row), QString::fromLatin1(row.id));
    m_diagram->setCurrentIndex(m_diagram->findData(view->objectName()));
    refresh();
}

QString Presentation::neighbour(int step) const
{
    const int count = m_diagram->count();
    return m_diagram->itemData((m_diagram->currentIndex() + step + count) % std::max(1, count)).toString();
}

void Presentation::setState(bool mayStep, bool mayGoBack, bool mayRun, bool running)
{
    m_next->setEnabled(mayStep);
    m_back->setEnabled(mayGoBack);
    m_run->setEnabled(mayRun);
    if (m_running != running) {
        m_running = running;
        retranslate();
    }
}

QString Presentation::inLanguage(const BothText& text) const
{
    return QString::fromStdString(text.in(m_context.language));
}

void Presentation::refresh()
{
    const LessonRunner* runner = m_context.lesson->runner();
    m_scroll->setVisible(runner != nullptr);
    if (!runner)
        return;
    const Said said = saidNow(*runner);
    const std::vector<Step>& steps = runner->lesson().steps;
    m_say->setText(said.say ? inLanguage(said.say->text) : inLanguage(runner->lesson().title));
    m_say->setVisible(!said.ask); // a question needs the room
    m_question->setVisible(said.ask.has_value());
    const bool waits = said.ask && runner->result(*said.ask).outcome == StepOutcome::Shown;
    const auto asked = waits ? said.ask : std::nullopt;
    if (asked != m_asked)
        m_heldBack = asked;
    m_asked = asked;
    if (said.ask) {
        m_question->showQuestion(*said.ask, std::get<AskStep>(steps[*said.ask].body), m_context.language,
                                 runner->answerOf(*said.ask), waits);
        m_question->setHeldBack(m_heldBack.has_value());
    }
    const Playhead& playhead = *m_context.playhead;
    QString now;
    if (!playhead.live())
        now = tr("Looking back: event %1 of %2").arg(playhead.position()).arg(playhead.journal().size());
    else if (!runner->ready())
        now = tr("The lab is being set up…");
    else if (!said.now)
        now = tr("The lesson is finished.");
    else if (waits)
        now = m_heldBack ? tr("Next: the answers to choose from") : QString(); // then the card's own buttons say it
    else if (const std::string text = comingText(steps[*said.now], m_context.language); !text.empty())
        now = runner->active() ? tr("Now: %1").arg(QString::fromStdString(text)) : tr("Next: %1").arg(QString::fromStdString(text));
    m_now->setText(now);
    m_now->setVisible(!now.isEmpty());
    fitText();
}

bool Presentation::showAnswers()
{
    if (!m_heldBack)
        return false;
    m_heldBack.reset();
    refresh();
    return true;
}

/// As high as the words are, but at most two fifths of the page, and three for a question with its answers.
void Presentation::fitText()
{
    const QLayout* words = m_scroll->widget()->layout();
    const int wanted = words->hasHeightForWidth() ? words->heightForWidth(width() - 32) : words->sizeHint().height();
    m_scroll->setFixedHeight(std::clamp(wanted, 0, std::max(80, height() * (m_question->isHidden() ? 2 : 3) / 5)));
}

void Presentation::contextChanged()
{
    retranslate();
    refresh();
}

bool Presentation::eventFilter(QObject* object, QEvent* event)
{
    // The words were laid out anew, and may need another height.
    if (event->type() == QEvent::LayoutRequest && object == m_scroll->widget()) {
        m_scroll->widget()->layout()->activate();
        fitText();
    }
    return QWidget::eventFilter(object, event);
}

void Presentation::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitText();
}

void Presentation::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        contextChanged();
    if (event->type() == QEvent::FontChange)
        fitText();
    QWidget::changeEvent(event);
}

void Presentation::retranslate()
{
    setAccessibleName(tr("Presentation"));
    setWhatsThis(tr("One diagram for an audience, with what the lesson says. A presenter's remote steps on and back; Escape leaves."));
    const auto name = [](QPushButton* button, const QString& sign, const QString& text, const QString& keys) {
        button->setText(sign + QLatin1Char(' ') + text);
        button->setAccessibleName(text);
        button->setToolTip(QStringLiteral("%1 (%2)").arg(text, keys));
    };
    name(m_back, QStringLiteral("◀"), tr("Back"), tr("Page Up"));
    name(m_next, QStringLiteral("▶"), tr("Next step"), tr("Page Down, Space"));
    name(m_run, m_running ? QStringLiteral("Ⅱ") : QStringLiteral("▶▶"), m_running ? tr("Pause") : tr("Play"), QStringLiteral("F6"));
    name(m_black, QStringLiteral("■"), tr("Black"), QStringLiteral("."));
    name(m_leave, QStringLiteral("✕"), tr("Leave"), tr("Escape, F5, F11"));
    m_diagram->setAccessibleName(tr("Diagram"));
    m_diagram->setToolTip(tr("Which diagram is shown (Ctrl+Tab)"));
    for (const ViewRow& row : viewCatalog())
        if (const int index = m_diagram->findData(QString::fromLatin1(row.id)); index >= 0)
            m_diagram->setItemText(index, viewTitle(row));
}

} // namespace lab
