#include "app/TopBar.h"

#include "views/shared/FlowLayout.h"
#include "views/shared/Segments.h"

#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QStyle>
#include <QStyleOptionComboBox>

namespace lab {

namespace {

/// "12" of "12-two-queues.yaml": the order in which lessons are meant to be read; empty for other files.
QString numberOf(const LessonEntry& lesson)
{
    const QString file = QFileInfo(QString::fromStdString(lesson.path)).fileName();
    const QString number = file.section('-', 0, 0);
    return number.toInt() > 0 ? number : QString();
}

constexpr int titleRole = Qt::UserRole + 1; ///< a lesson's line without what was done of it

/// Open, its lines say what was done of each lesson; closed, there is room for the title.
class LessonChooser : public QComboBox
{
public:
    using QComboBox::QComboBox;

protected:
    void initStyleOption(QStyleOptionComboBox* option) const override
    {
        QComboBox::initStyleOption(option);
        if (const QString title = currentData(titleRole).toString(); !title.isEmpty())
            option->currentText = title;
    }
};

} // namespace

TopBar::TopBar(const QHash<QString, QAction*>& actions, QWidget* parent)
    : QWidget(parent)
{
    auto* row = new FlowLayout(this);
    row->setContentsMargins(10, 6, 10, 2);
    m_chooser = new LessonChooser(this);
    m_chooser->setObjectName("lesson-chooser");
    m_chooser->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_chooser->setMinimumContentsLength(12);
    m_chooser->setMaxVisibleItems(24);
    QSizePolicy twice(QSizePolicy::Expanding, QSizePolicy::Fixed);
    twice.setHorizontalStretch(2);
    m_chooser->setSizePolicy(twice);
    row->addWidget(m_chooser);
    m_recorded = new QLabel(this);
    m_recorded->setObjectName("recorded");
    m_recorded->setProperty("look", "held");
    m_recorded->hide();
    row->addWidget(m_recorded);
    m_stop = addButton(row, "follow", actions);
    m_stop->hide();
    row->addStretch();
    addButton(row, "step-client", actions);
    addButton(row, "step-wire", actions);
    addButton(row, "step-server", actions);
    m_next = addButton(row, "next-step", actions);
    m_next->setProperty("primary", true);
    m_run = addButton(row, "run", actions);
    auto* wire = new QWidget(this); // its label and buttons stay together
    auto* segments = new QHBoxLayout(wire);
    segments->setContentsMargins(8, 0, 0, 0);
    segments->setSpacing(0);
    m_wire = new QLabel(wire);
    m_wire->setProperty("look", "muted");
    segments->addWidget(m_wire);
    segments->addSpacing(6);
    m_hold = addSegment(segments, "hold", "first");
    m_flow = addSegment(segments, "flow", "last");
    row->addWidget(wire);
    row->addStretch();
    addButton(row, "language", actions)->setProperty("flat", true);
    m_theme = addButton(row, "theme", actions);
    m_theme->setProperty("flat", true);

    connect(m_chooser, &QComboBox::activated, this, &TopBar::chosen);
    connect(m_hold, &QAbstractButton::clicked, this, &TopBar::holdChosen);
    connect(m_flow, &QAbstractButton::clicked, this, &TopBar::flowChosen);
    retranslate();
}

QPushButton* TopBar::addButton(QLayout* row, const char* actionId, const QHash<QString, QAction*>& actions)
{
    auto* button = new QPushButton(this);
    button->setObjectName(QStringLiteral("button-") + QLatin1String(actionId));
    row->addWidget(button);
    bind(button, actions.value(QLatin1String(actionId)));
    return button;
}

QAbstractButton* TopBar::addSegment(QBoxLayout* row, const char* name, const char* place)
{
    auto* button = new SegmentButton(place, this);
    button->setObjectName(name);
    row->addWidget(button);
    return button;
}

void TopBar::bind(QPushButton* button, QAction* action)
{
    const auto follow = [this, button, action] {
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        button->setEnabled(action->isEnabled());
        button->setToolTip(keys.isEmpty() ? action->text() : QStringLiteral("%1 (%2)").arg(action->text(), keys));
        button->setAccessibleName(action->text());
        button->setWhatsThis(action->whatsThis());
        if (action->objectName() == QLatin1String("next-step"))
            button->setText(QStringLiteral("%1  ␣").arg(action->text()));
        else if (button != m_run && button != m_theme && button != m_stop)
            button->setText(action->text());
    };
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::changed, button, follow);
    follow();
}

void TopBar::setLessons(const std::vector<LessonEntry>& lessons, Language language)
{
    m_lessons = lessons;
    m_language = language;
    m_chooser->hidePopup(); // its lines are others now: Enter would choose one of them
    fillChooser();
}

void TopBar::fillChooser()
{
    const QSignalBlocker silent(m_chooser);
    m_chooser->clear();
    m_chooser->addItem(tr("Sandbox"), QStringLiteral("sandbox"));
    m_chooser->addItem(tr("Your own programs…"), QStringLiteral("programs"));
    std::string chapter;
    for (const LessonEntry& lesson : m_lessons) {
        if (std::exchange(chapter, lesson.chapter) != lesson.chapter)
            m_chooser->insertSeparator(m_chooser->count());
        m_chooser->addItem(lineOf(lesson), QString::fromStdString(lesson.id));
        m_chooser->setItemData(m_chooser->count() - 1, titleOf(lesson), titleRole);
    }
    fitList();
    setCurrent(m_current);
}

void TopBar::setProgress(const QHash<QString, QString>& progress)
{
    m_progress = progress;
    // The list may be open: its lines stay where they are.
    for (const LessonEntry& lesson : m_lessons)
        if (const int index = m_chooser->findData(QString::fromStdString(lesson.id)); index >= 0)
            m_chooser->setItemText(index, lineOf(lesson));
    fitList();
}

QString TopBar::titleOf(const LessonEntry& lesson) const
{
    const QString number = numberOf(lesson), title = QString::fromStdString(lesson.title.in(m_language));
    return number.isEmpty() ? title : QStringLiteral("%1  %2").arg(number, title);
}

QString TopBar::lineOf(const LessonEntry& lesson) const
{
    const QString line = titleOf(lesson);
    const QString progress = m_progress.value(QString::fromStdString(lesson.id));
    return progress.isEmpty() ? line : QStringLiteral("%1  –  %2").arg(line, progress);
}

/// As wide as its longest line, and not only as the closed box: what was done stands at the end.
void TopBar::fitList()
{
    QAbstractItemView* list = m_chooser->view();
    const int width = list->sizeHintForColumn(0) + list->verticalScrollBar()->sizeHint().width() + 12;
    if (list->minimumWidth() != width)
        list->setMinimumWidth(width);
}

void TopBar::setCurrent(const QString& id)
{
    m_current = id;
    const QSignalBlocker silent(m_chooser);
    m_chooser->setCurrentIndex(id.isEmpty() ? -1 : m_chooser->findData(id));
    m_chooser->setToolTip(m_chooser->currentText());
}

void TopBar::chosen(int index)
{
    const QString id = m_chooser->itemData(index).toString();
    // The window decides (a recording may have to be saved first) and then says what is shown.
    setCurrent(m_current);
    if (id == QLatin1String("sandbox"))
        emit sandboxChosen();
    if (id == QLatin1String("programs"))
        emit programsChosen();
    for (const LessonEntry& lesson : m_lessons) {
        if (id == QString::fromStdString(lesson.id))
            emit lessonChosen(QString::fromStdString(lesson.path));
    }
}

void TopBar::setRunning(bool running)
{
    m_running = running;
    retranslate();
}

void TopBar::setWire(std::optional<WireMode> mode, bool canChange)
{
    m_hold->setEnabled(canChange);
    m_flow->setEnabled(canChange);
    m_hold->setChecked(mode == WireMode::Hold);
    m_flow->setChecked(mode == WireMode::Flow);
}

void TopBar::setMark(Mark mark, int percent)
{
    m_mark = mark;
    m_percent = percent;
    m_recorded->setVisible(mark != Mark::None);
    m_stop->setVisible(mark != Mark::None && mark != Mark::Recorded && mark != Mark::Opening);
    m_recorded->setProperty("look", m_stop->isVisibleTo(this) ? "good" : "held");
    m_recorded->style()->polish(m_recorded);
    retranslate();
}

void TopBar::setScheme(Scheme scheme)
{
    m_scheme = scheme;
    retranslate();
}

void TopBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void TopBar::retranslate()
{
    setWhatsThis(tr("The actions that are used most; the menus have all of them."));
    m_chooser->setAccessibleName(tr("Lesson"));
    m_chooser->setWhatsThis(tr("Starts a lesson, the sandbox or your own programs in a lab of its own."));
    m_chooser->setPlaceholderText(tr("Choose a lesson…"));
    if (m_chooser->count() > 0)
        m_chooser->setItemText(0, tr("Sandbox"));
    const bool capturing = m_mark == Mark::Capturing, following = m_mark == Mark::Following, watching = m_mark == Mark::Watching,
               opening = m_mark == Mark::Opening;
    m_recorded->setText(capturing       ? tr("● Capturing")
                            : following ? tr("● Following")
                            : watching  ? tr("● Watching")
                            : opening   ? tr("● Opening… %1 %").arg(m_percent)
                                        : tr("● Recorded"));
    m_recorded->setToolTip(watching      ? tr("This machine is watched as it is: nothing can be stepped or held. No lab is running.")
                           : capturing ? tr("Packets are shown as they are captured. No lab is running.")
                           : following ? tr("Another program is writing this recording; what it adds is shown as it comes.")
                           : opening   ? tr("A long recording is being read; what you see is its beginning. Nothing waits for the rest.")
                                       : tr("This was recorded: no lab is running."));
    m_stop->setText(tr("■ Stop"));
    m_run->setText(m_running ? tr("Ⅱ Pause") : tr("▶ Run"));
    m_wire->setText(tr("Wire"));
    m_hold->setText(tr("Hold"));
    m_hold->setToolTip(tr("Every packet waits on the wire until you release it (F7)"));
    m_hold->setWhatsThis(m_hold->toolTip());
    m_flow->setText(tr("Flow"));
    m_flow->setToolTip(tr("Packets cross the wire at once (F7)"));
    m_flow->setWhatsThis(m_flow->toolTip());
    const QString next[] = {tr("Dark"), tr("High contrast"), tr("Light")}; // in the order of Scheme: the one after it
    m_theme->setText(next[static_cast<int>(m_scheme)]);
}

} // namespace lab
