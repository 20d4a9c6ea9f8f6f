#include "views/events/EventsView.h"

#include "views/shared/ChoiceBox.h"
#include "views/shared/LabStyle.h"
#include "views/shared/RowTable.h"
#include "views/shared/TextRow.h"

#include <QComboBox>
#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QScrollBar>
#include <QTableView>

namespace lab {

EventsView::EventsView(ViewContext& viewContext, QWidget* parent)
    : View(viewContext, parent)
    , m_model(new EventTableModel(viewContext, this))
    , m_filterLabel(new QLabel(this))
    , m_filter(new ChoiceBox(this))
    , m_hint(new QLabel(this))
    , m_table(new QTableView(this))
    , m_empty(new QLabel(m_table->viewport()))
{
    build();
    retranslate();
    sizeColumns();

    connect(m_filter, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_model->setFilter(static_cast<EventTableModel::Filter>(index));
        followPlayhead();
        followSelection();
    });
    // Not currentRowChanged: a table that gets the focus makes some row current, which is nobody's choice.
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        const QModelIndexList rows = m_table->selectionModel()->selectedRows();
        chooseRow(rows.isEmpty() ? -1 : rows.first().row());
    });
    connect(m_table, &QTableView::doubleClicked, this, [this](const QModelIndex& index) { goToRow(index.row()); });

    Playhead* playhead = viewContext.playhead;
    connect(playhead, &Playhead::appended, this, [this] {
        if (!isVisible()) // a table has a place for each of its rows, whether it is seen or not
            return;
        m_model->journalGrew();
        sizeNumbers();
    });
    connect(playhead, &Playhead::moved, this, &EventsView::followPlayhead);
    connect(playhead, &Playhead::journalChanged, m_model, &EventTableModel::journalChanged);
    connect(playhead, &Playhead::journalChanged, this, &EventsView::sizeNumbers);
    connect(viewContext.selection, &Selection::changed, this, &EventsView::followSelection);
    followPlayhead();
}

void EventsView::build()
{
    auto* bar = new TextRow;
    bar->setContentsMargins(10, 6, 10, 4);
    bar->addWidget(m_filterLabel);
    bar->addWidget(m_filter);
    bar->addStretch(1);
    bar->addWidget(m_hint);
    m_hint->setProperty("look", "muted");
    m_filterLabel->setBuddy(m_filter);

    m_table->setModel(m_model);
    setUpRowTable(m_table);
    m_empty->setObjectName(QStringLiteral("event-empty"));
    setUpEmptyNote(m_empty, m_table);
    connect(m_model, &QAbstractItemModel::modelReset, this, &EventsView::showEmpty);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &EventsView::showEmpty);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->installEventFilter(this);
    setFocusProxy(m_table);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_table, 1);
}

void EventsView::retranslate()
{
    m_filterLabel->setText(tr("S&how"));
    const QStringList names {tr("All events"), tr("Calls"), tr("Packets"), tr("Sockets")};
    if (m_filter->count() == 0)
        m_filter->addItems(names);
    for (int i = 0; i < names.size(); ++i)
        m_filter->setItemText(i, names[i]);
    m_filter->setAccessibleName(tr("Which events to show"));
    m_table->setAccessibleName(tr("Events"));
    m_hint->setText(tr("Enter: go to this event"));
    m_model->retranslate();
    showEmpty();
}

/// A million events have numbers of seven digits, and a hundred do not need the room.
void EventsView::sizeNumbers()
{
    const auto digits = std::max<qsizetype>(6, QString::number(context().playhead->journal().size()).size());
    if (std::exchange(m_digits, digits) == digits)
        return; // a width that somebody has chosen stays
    m_table->setColumnWidth(EventTableModel::Number, QFontMetrics(monoFont(-1)).horizontalAdvance(QString(digits, QLatin1Char('9'))) + LabStyle::besideText(QFontMetrics(font())));
}

void EventsView::sizeColumns()
{
    const QFontMetrics text(font()), mono(monoFont(-1));
    const int beside = LabStyle::besideText(text);
    constexpr int leastLetters = 24; // of what happened
    m_digits = 0;
    sizeNumbers();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(std::max(text.height(), mono.height()) + 6);
    m_leastWithTime = m_table->columnWidth(EventTableModel::Number) + mono.averageCharWidth() * leastLetters;
    const std::pair<int, int> widths[] = {{EventTableModel::Time, mono.horizontalAdvance(QStringLiteral("999.999999"))},
                                          {EventTableModel::Where, text.horizontalAdvance(QStringLiteral("client kernel "))},
                                          {EventTableModel::What, text.horizontalAdvance(QStringLiteral("program started "))}};
    for (const auto& [column, width] : widths) {
        m_table->setColumnWidth(column, width + beside);
        m_leastWithTime += width + beside;
    }
    fitColumns();
}

/// What happened is more than when, which the inspector tells.
void EventsView::fitColumns()
{
    showColumn(m_table, EventTableModel::Time, width() >= m_leastWithTime, EventTableModel::Detail);
}

void EventsView::showEmpty()
{
    const bool empty = m_model->rowCount() == 0;
    if (empty)
        m_empty->setText(context().playhead->journal().size() == 0 ? tr("Nothing has happened yet.") : tr("No event is of this kind yet."));
    m_empty->setVisible(empty);
}

void EventsView::resizeEvent(QResizeEvent* event)
{
    View::resizeEvent(event);
    fitColumns();
}

void EventsView::contextChanged()
{
    retranslate();
    sizeColumns();
    m_table->viewport()->update();
}

void EventsView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        sizeColumns();
    View::changeEvent(event);
}

void EventsView::showEvent(QShowEvent* event)
{
    View::showEvent(event);
    m_model->journalGrew();
    sizeNumbers();
    followPlayhead();
    followSelection();
    const int row = m_model->lastRowBefore(context().playhead->position());
    if (row >= 0)
        m_table->scrollTo(m_model->index(row, 0), QAbstractItemView::PositionAtCenter);
}

bool EventsView::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if ((key == Qt::Key_Return || key == Qt::Key_Enter) && m_table->currentIndex().isValid()) {
            goToRow(m_table->currentIndex().row());
            return true;
        }
    }
    return View::eventFilter(watched, event);
}

void EventsView::chooseRow(int row)
{
    if (m_choosing || row < 0)
        return;
    m_choosing = true;
    context().selection->select(context().playhead->lookup().whatOf(m_model->eventAt(row)));
    m_choosing = false;
}

void EventsView::goToRow(int row)
{
    context().playhead->moveTo(m_model->eventAt(row) + 1);
}

void EventsView::followSelection()
{
    if (m_choosing)
        return;
    const auto& event = context().selection->what().event;
    const int row = event ? m_model->rowOf(*event) : -1;
    m_choosing = true;
    if (row < 0) {
        m_table->selectionModel()->clearSelection();
    } else {
        m_table->selectRow(row);
        m_table->scrollTo(m_model->index(row, 0));
    }
    m_choosing = false;
}

void EventsView::followPlayhead()
{
    m_model->playheadMoved();
    const int row = m_model->lastRowBefore(context().playhead->position());
    // Who reads in the table keeps the place; at the live end without a selection it follows.
    const bool reads = m_table->hasFocus() && m_table->selectionModel()->hasSelection();
    if (row < 0 || reads)
        return;
    if (!m_table->selectionModel()->hasSelection())
        m_table->selectionModel()->setCurrentIndex(m_model->index(row, 0), QItemSelectionModel::NoUpdate);
    // Rows that were added just now are not laid out yet: only scrollToBottom() sees to that first.
    if (row == m_model->rowCount() - 1)
        m_table->scrollToBottom();
    else
        m_table->scrollTo(m_model->index(row, 0));
}

} // namespace lab
