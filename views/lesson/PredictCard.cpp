#include "views/lesson/PredictCard.h"

#include "views/lesson/WrapRadio.h"
#include "views/shared/Painting.h"
#include "views/shared/Theme.h"

#include <QButtonGroup>
#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace lab {

PredictCard::PredictCard(QWidget* parent)
    : QFrame(parent)
    , m_caption(new QLabel(this))
    , m_question(new QLabel(this))
    , m_verdict(new QLabel(this))
    , m_why(new QLabel(this))
    , m_options(new QVBoxLayout)
    , m_group(new QButtonGroup(this))
    , m_check(new QPushButton(this))
    , m_show(new QPushButton(this))
{
    build();
    retranslate();
    connect(m_group, &QButtonGroup::idToggled, this, &PredictCard::updateButtons);
    connect(m_check, &QPushButton::clicked, this, [this] { emit answered(chosenAnswer()); });
    connect(m_show, &QPushButton::clicked, this, [this] { emit answered(0); });
}

void PredictCard::build()
{
    setProperty("tone", "accent");
    m_caption->setProperty("look", "accent");
    m_question->setProperty("look", "heading");
    for (QLabel* label : {m_question, m_verdict, m_why}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    m_check->setProperty("primary", true);
    m_show->setProperty("flat", true);
    m_options->setSpacing(0);
    auto* buttons = new QVBoxLayout; // one above the other: side by side they are wider than a narrow lesson panel
    buttons->setSpacing(3);
    buttons->addWidget(m_check, 0, Qt::AlignLeft);
    buttons->addWidget(m_show, 0, Qt::AlignLeft);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(11, 8, 11, 10);
    layout->setSpacing(6);
    layout->addWidget(m_caption);
    layout->addWidget(m_question);
    layout->addLayout(m_options);
    layout->addLayout(buttons);
    layout->addWidget(m_verdict);
    layout->addWidget(m_why);
}

void PredictCard::retranslate()
{
    m_caption->setText(tr("PREDICT"));
    const auto say = [this](QPushButton* button, const QString& text) {
        constexpr int widest = 210; // px, in the narrowest panel; a button breaks no lines of its own
        button->setText(linesOf(text, boldFont(font()), widest, 9).join(QLatin1Char('\n')));
        button->setAccessibleName(text);
    };
    say(m_check, tr("Check by running"));
    say(m_show, tr("Show me"));
    m_show->setToolTip(tr("Run on without an answer"));
}

void PredictCard::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        retranslate();
    QFrame::changeEvent(event);
}

void PredictCard::showQuestion(std::size_t step, const AskStep& question, Language language, int chosen, bool open)
{
    QStringList texts;
    for (const BothText& option : question.options)
        texts << QString::fromStdString(option.in(language));
    const bool fresh = step != m_step || (open && !m_open);
    const int choosing = fresh ? 0 : chosenAnswer(); // a choice being made outlives a change of language
    m_step = step;
    m_open = open;
    m_question->setText(QString::fromStdString(question.question.in(language)));
    setAccessibleName(m_question->text());
    if (texts != m_texts)
        rebuildOptions(texts);
    clearChoice();
    const int mark = open ? choosing : chosen;
    if (QAbstractButton* button = mark > 0 ? m_group->button(mark) : nullptr)
        button->setChecked(true);
    for (QAbstractButton* button : m_group->buttons())
        button->setEnabled(open);
    m_check->setVisible(open);
    m_show->setVisible(open);
    m_verdict->setVisible(!open);
    m_why->setVisible(!open);
    if (!open)
        showVerdict(question, language, chosen);
    updateButtons();
}

void PredictCard::setHeldBack(bool on)
{
    for (QAbstractButton* button : m_group->buttons())
        button->setVisible(!on);
    m_check->setVisible(!on && m_open);
    m_show->setVisible(!on && m_open);
}

void PredictCard::clearChoice()
{
    m_group->setExclusive(false); // an exclusive group never lets go of its last choice
    for (QAbstractButton* button : m_group->buttons())
        button->setChecked(false);
    m_group->setExclusive(true);
}

void PredictCard::rebuildOptions(const QStringList& texts)
{
    m_texts = texts;
    for (QAbstractButton* old : m_group->buttons()) {
        m_group->removeButton(old);
        m_options->removeWidget(old);
        old->hide();
        old->deleteLater();
    }
    QWidget* before = nullptr;
    for (int i = 0; i < texts.size(); ++i) {
        auto* option = new WrapRadio(texts[i], this);
        option->setAccessibleName(texts[i]);
        m_group->addButton(option, i + 1);
        m_options->addWidget(option);
        if (before)
            setTabOrder(before, option);
        before = option;
    }
    if (before)
        setTabOrder(before, m_check);
    setTabOrder(m_check, m_show);
}

void PredictCard::showVerdict(const AskStep& question, Language language, int chosen)
{
    const int right = question.answer;
    const QString answer = right >= 1 && right <= static_cast<int>(question.options.size())
        ? QString::fromStdString(question.options[static_cast<std::size_t>(right - 1)].in(language))
        : QString();
    if (chosen == right)
        m_verdict->setText(QStringLiteral("✓ ") + tr("Right: %1").arg(answer));
    else if (chosen > 0)
        m_verdict->setText(QStringLiteral("✗ ") + tr("Not quite. It is: %1").arg(answer));
    else
        m_verdict->setText(tr("Answer: %1").arg(answer));
    setLook(m_verdict, "look",
            chosen == right  ? QStringLiteral("good")
                : chosen > 0 ? QStringLiteral("lost")
                             : QStringLiteral("accent"));
    m_why->setText(QString::fromStdString(question.why.in(language)));
}

int PredictCard::chosenAnswer() const
{
    return std::max(0, m_group->checkedId());
}

void PredictCard::updateButtons()
{
    m_check->setEnabled(m_open && chosenAnswer() > 0);
}

void PredictCard::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && m_open && m_show->hasFocus())
        emit answered(0);
    else if (enter && m_open && chosenAnswer() > 0)
        emit answered(chosenAnswer());
    else if (auto* option = qobject_cast<QAbstractButton*>(focusWidget()); enter && m_open && option && m_group->id(option) > 0)
        option->setChecked(true); // the keyboard was moved to it; Enter once more checks the answer
    else
        QFrame::keyPressEvent(event);
}

} // namespace lab
