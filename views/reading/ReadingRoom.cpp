#include "views/reading/ReadingRoom.h"

#include "views/reading/CallsPage.h"
#include "views/reading/LayersPage.h"
#include "views/reading/NumberPage.h"
#include "views/shared/FlowLayout.h"
#include "views/shared/Segments.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace lab {

ReadingRoom::ReadingRoom(ViewContext& viewContext, const QString& recording, QWidget* parent)
    : View(viewContext, parent)
    , m_title(new QLabel(this))
{
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(20, 12, 12, 12);
    box->setSpacing(10);
    auto* bar = new FlowLayout;
    box->addLayout(bar);
    makeTitle(m_title);
    m_title->setProperty("look", "title");
    bar->addWidget(m_title);
    auto* chapterRow = new QWidget(this);
    chapterRow->setLayout(segmentRow(chapterRow, m_tabs, [this](int chapter) { open(static_cast<Chapter>(chapter)); }));
    for (int i = 0; i < chapters; ++i)
        m_tabs[static_cast<std::size_t>(i)]->setObjectName(QStringLiteral("chapter-%1").arg(i));
    bar->addWidget(chapterRow);
    bar->addStretch();
    // In this order the Tab key goes through them: the chapters, the way back, the page.
    m_leave = new QPushButton(this);
    m_pages = new QStackedWidget(this);
    m_numbers = new NumberPage(context(), this);
    m_layers = new LayersPage(context(), recording, this);
    m_calls = new CallsPage(context(), this);
    bar->addWidget(m_leave);
    m_leave->setObjectName("reading-leave");
    box->addWidget(m_pages, 1);
    m_pages->addWidget(scrolled(m_numbers, m_pages));
    m_pages->addWidget(scrolled(m_layers, m_pages));
    m_pages->addWidget(m_calls);
    connect(m_leave, &QPushButton::clicked, this, &ReadingRoom::leaveWanted);
    connect(m_calls, &CallsPage::eventWanted, this, &ReadingRoom::eventWanted);
    connect(context().playhead, &Playhead::moved, this, &ReadingRoom::refresh);
    connect(context().playhead, &Playhead::appended, this, &ReadingRoom::refresh);
    connect(context().playhead, &Playhead::journalChanged, m_calls, &CallsPage::forget);
    connect(context().playhead, &Playhead::journalChanged, m_layers, &LayersPage::forget);
    connect(context().selection, &Selection::changed, m_layers, &LayersPage::refresh);
    connect(m_numbers, &NumberPage::numberChanged, this, &ReadingRoom::tableChanged);
    open(Numbers);
    retranslate();
}

void ReadingRoom::open(Chapter chapter)
{
    m_pages->setCurrentIndex(chapter);
    checkSegment(m_tabs, chapter);
    refresh();
    emit tableChanged();
}

void ReadingRoom::takeKeyboard()
{
    m_tabs[static_cast<std::size_t>(chapter())]->setFocus(Qt::ShortcutFocusReason);
}

int ReadingRoom::chapter() const
{
    return m_pages->currentIndex();
}

void ReadingRoom::refresh()
{
    m_numbers->refresh();
    m_layers->refresh();
    m_calls->refresh();
}

void ReadingRoom::retranslate()
{
    m_title->setText(context().word("reading", "title"));
    setAccessibleName(m_title->text());
    setWhatsThis(tr("Three chapters to read beside the lab. What they show is taken from the run that is open."));
    const char* const keys[] {"chapter.numbers", "chapter.layers", "chapter.calls"};
    for (std::size_t i = 0; i < m_tabs.size(); ++i)
        m_tabs[i]->setText(context().word("reading", keys[i]));
    m_leave->setText(tr("Back to the lab"));
}

void ReadingRoom::showEvent(QShowEvent* event)
{
    View::showEvent(event);
    refresh(); // the pages read the run only while somebody looks
}

void ReadingRoom::contextChanged()
{
    retranslate();
    m_numbers->contextChanged();
    m_layers->contextChanged();
    m_calls->contextChanged();
    update();
}

std::unique_ptr<DiagramTable> ReadingRoom::table()
{
    if (chapter() == Calls)
        return nullptr;
    refresh();
    const bool numbers = chapter() == Numbers;
    auto table = std::make_unique<ListedTable>(numbers ? QStringList {tr("Number"), tr("Field"), tr("Bits"), tr("Value")}
                                                       : m_layers->rowColumns());
    if (numbers)
        m_numbers->addRows(*table);
    else
        m_layers->addRows(*table);
    return table;
}

void ReadingRoom::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    View::changeEvent(event);
}

} // namespace lab
