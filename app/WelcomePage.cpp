#include "app/WelcomePage.h"

#include "views/shared/FlowLayout.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace lab {

namespace {

QLabel* label(QWidget* parent, const char* look)
{
    auto* made = new QLabel(parent);
    made->setWordWrap(true);
    made->setProperty("look", look);
    return made;
}

void clear(QLayout* layout)
{
    while (QLayoutItem* item = layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

} // namespace

WelcomePage::WelcomePage(QWidget* parent)
    : QScrollArea(parent)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    // The scroll area itself has no text to read: its buttons take the focus, arrow keys still scroll from them.
    setFocusPolicy(Qt::NoFocus);
    auto* page = new QWidget;
    setWidget(page);
    auto* outer = new QGridLayout(page);
    outer->setColumnStretch(0, 1);
    outer->setColumnStretch(2, 1);
    outer->setRowStretch(1, 1);
    auto* card = new QFrame(page);
    card->setProperty("card", true);
    m_card = card;
    fitCard();
    outer->addWidget(card, 0, 1);
    auto* box = new QVBoxLayout(card);
    box->setContentsMargins(32, 26, 32, 26);
    box->setSpacing(12);
    box->addWidget(m_title = label(card, "title"));
    makeTitle(m_title);
    box->addWidget(m_what = label(card, "text"));
    box->addWidget(m_how = label(card, "muted"));
    auto* buttons = new FlowLayout;
    box->addLayout(buttons);
    for (QPushButton** button : {&m_first, &m_tour, &m_sandbox, &m_programs, &m_open, &m_reading}) {
        *button = new QPushButton(card);
        buttons->addWidget(*button);
    }
    m_first->setProperty("primary", true);
    m_first->setObjectName("welcome-first");
    m_sandbox->setObjectName("welcome-sandbox");
    m_programs->setObjectName("welcome-programs");
    m_open->setObjectName("welcome-open");
    m_reading->setObjectName("welcome-reading");
    m_tour->setObjectName("welcome-tour");
    box->addSpacing(6);
    box->addWidget(m_recordedTitle = label(card, "heading"));
    m_recordingList = new QWidget(card);
    (new QVBoxLayout(m_recordingList))->setContentsMargins(0, 0, 0, 0);
    box->addWidget(m_recordingList);
    box->addWidget(m_machine = label(card, "heading"));
    box->addWidget(m_verdict = label(card, "text"));
    m_table = new QWidget(card);
    auto* grid = new QGridLayout(m_table);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setColumnStretch(2, 1);
    grid->setHorizontalSpacing(12);
    box->addWidget(m_table);
    m_again = new QPushButton(card);
    box->addWidget(m_again, 0, Qt::AlignLeft);
    connect(m_first, &QPushButton::clicked, this, &WelcomePage::firstLessonWanted);
    connect(m_sandbox, &QPushButton::clicked, this, &WelcomePage::sandboxWanted);
    connect(m_programs, &QPushButton::clicked, this, &WelcomePage::programsWanted);
    connect(m_open, &QPushButton::clicked, this, &WelcomePage::openWanted);
    connect(m_reading, &QPushButton::clicked, this, &WelcomePage::readingWanted);
    connect(m_tour, &QPushButton::clicked, this, &WelcomePage::tourWanted);
    connect(m_again, &QPushButton::clicked, this, &WelcomePage::checkWanted);
    retranslate();
}

/// As wide as lines are read easily, in large text, too.
void WelcomePage::fitCard()
{
    m_card->setMaximumWidth(std::max(820, fontMetrics().averageCharWidth() * 110));
    m_card->setMinimumWidth(560);
}

void WelcomePage::setLanguage(Language language)
{
    m_language = language;
    fillTable();
}

void WelcomePage::setRequirements(std::vector<Requirement> requirements)
{
    m_requirements = std::move(requirements);
    fillTable();
    fillRecordings();
}

void WelcomePage::setRecordings(const QList<std::pair<QString, QString>>& recordings)
{
    m_recordings = recordings;
    fillRecordings();
}

void WelcomePage::fillTable()
{
    auto* grid = static_cast<QGridLayout*>(m_table->layout());
    clear(grid);
    int row = 0;
    for (const Requirement& requirement : m_requirements) {
        auto* mark = label(m_table, requirement.ok ? "good" : requirement.required ? "lost" : "held");
        mark->setWordWrap(false);
        mark->setText(requirement.ok ? tr("✓ ok") : tr("✗ missing"));
        auto* name = label(m_table, "text");
        name->setWordWrap(false);
        name->setText(QString::fromStdString(requirement.name.in(m_language)));
        auto* found = label(m_table, "muted");
        found->setText(QString::fromStdString(requirement.found.in(m_language)));
        for (QLabel* cell : {mark, name, found})
            cell->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        grid->addWidget(mark, row, 0);
        grid->addWidget(name, row, 1);
        grid->addWidget(found, row++, 2);
        if (!requirement.ok && !requirement.remedy.empty())
            addRemedy(row, QString::fromStdString(requirement.remedy));
    }
    const bool ready = m_requirements.empty() || machineIsReady(m_requirements);
    m_verdict->setText(m_requirements.empty() ? tr("Looking at this machine…")
                           : ready            ? tr("This machine can run the lab.")
                                   : tr("This machine does not let the lab run yet. Below is what to type; until then "
                                        "the recorded lessons can be looked at."));
    m_again->setVisible(!ready);
}

void WelcomePage::addRemedy(int& row, const QString& remedy)
{
    auto* grid = static_cast<QGridLayout*>(m_table->layout());
    auto* text = label(m_table, "mono");
    text->setText(remedy);
    text->setTextFormat(Qt::PlainText);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setAccessibleName(tr("What to type"));
    grid->addWidget(text, row++, 1, 1, 2);
}

void WelcomePage::fillRecordings()
{
    clear(m_recordingList->layout());
    const bool wanted = !m_recordings.isEmpty() && !m_requirements.empty() && !machineIsReady(m_requirements);
    m_recordedTitle->setVisible(wanted);
    m_recordingList->setVisible(wanted);
    for (const auto& [title, path] : wanted ? m_recordings : QList<std::pair<QString, QString>> {}) {
        auto* button = new QPushButton(tr("Recorded: %1").arg(title), m_recordingList);
        m_recordingList->layout()->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, file = path] { emit recordingWanted(file); });
    }
}

void WelcomePage::showEvent(QShowEvent* event)
{
    QScrollArea::showEvent(event);
    m_first->setFocus();
}

void WelcomePage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::FontChange)
        fitCard();
    QScrollArea::changeEvent(event);
}

void WelcomePage::retranslate()
{
    m_title->setText(tr("Socket Lab"));
    m_what->setText(
        tr("Here a client and a server hold a real conversation: real programs, real sockets, the real Linux "
           "kernel, in two small networks of their own on this computer. You perform each call, and you "
           "hold every packet on the wire between them until you let it go."));
    m_how->setText(tr("Space performs the next step of a lesson. Nothing leaves this computer, and nothing is left "
                      "behind when you close the window. F1 lists the keys."));
    m_first->setText(tr("Start the first lesson"));
    m_sandbox->setText(tr("Sandbox"));
    m_programs->setText(tr("Your own programs…"));
    m_open->setText(tr("Open recording or lesson…"));
    m_reading->setText(tr("Reading room"));
    m_tour->setText(tr("Take the tour"));
    setWhatsThis(tr("The start page: where to begin, and what this machine allows."));
    m_tour->setWhatsThis(tr("Starts the first lesson and points at the seven most important parts of the window."));
    m_recordedTitle->setText(tr("Recorded lessons"));
    m_machine->setText(tr("This machine"));
    m_again->setText(tr("Check again"));
    fillTable();
    fillRecordings();
}

} // namespace lab
