#include "views/sockets/SocketsView.h"

#include "model/capture/Recording.h"
#include "views/shared/ChoiceBox.h"
#include "views/shared/FlowLayout.h"
#include "views/shared/LabStyle.h"
#include "views/shared/RowTable.h"
#include "views/sockets/QueuePlotDelegate.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace lab {

namespace {

constexpr int frameTime = 16; ///< ms: of 60 Hz
/// Events whose sockets' history is read in one go; the window answers between two of them.
constexpr std::size_t historyPiece = 4096;
constexpr int usualOrder = -1; ///< no column's
constexpr int historyColumn = static_cast<int>(SocketColumn::History);

} // namespace

SocketsView::SocketsView(ViewContext& viewContext, QWidget* parent)
    : View(viewContext, parent)
    , m_model(new SocketTableModel(viewContext, this))
    , m_filterLabel(new QLabel(this))
    , m_filter(new QLineEdit(this))
    , m_orderLabel(new QLabel(this))
    , m_order(new ChoiceBox(this))
    , m_way(new QToolButton(this))
    , m_closed(new QCheckBox(this))
    , m_count(new QLabel(this))
    , m_table(new QTableView(this))
    , m_empty(new QLabel(m_table->viewport()))
{
    m_frame.setSingleShot(true);
    build();
    buildTable();
    connectAll();
    retranslate();
    sizeColumns();
}

void SocketsView::build()
{
    auto* bar = new FlowLayout;
    bar->growWithText();
    bar->setContentsMargins(10, 6, 10, 4);
    for (QWidget* each :
         std::initializer_list<QWidget*> {m_filterLabel, m_filter, m_count, m_orderLabel, m_order, m_way, m_closed})
        bar->addWidget(each);
    m_filter->setObjectName(QStringLiteral("socket-filter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_filterLabel->setBuddy(m_filter);
    m_count->setObjectName(QStringLiteral("socket-count"));
    m_count->setProperty("look", "muted");
    m_orderLabel->setBuddy(m_order);
    m_order->setObjectName(QStringLiteral("socket-order"));
    m_order->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_way->setProperty("flat", true);
    m_way->setObjectName(QStringLiteral("socket-way"));
    m_way->setFocusPolicy(Qt::StrongFocus);
    m_closed->setObjectName(QStringLiteral("socket-closed-too"));

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_table, 1);
}

void SocketsView::buildTable()
{
    m_table->setModel(m_model);
    m_table->setItemDelegateForColumn(historyColumn, new QueuePlotDelegate(context(), *m_model, this));
    setUpRowTable(m_table);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    QHeaderView* header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setStretchLastSection(true);
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(true);
    header->setSortIndicatorClearable(true); // a third click: the usual order again
    header->setSortIndicator(usualOrder, Qt::AscendingOrder);
    header->moveSection(historyColumn,
                        static_cast<int>(SocketColumn::Sent) + 1); // beside the queues whose history it is
    m_table->installEventFilter(this);
    setFocusProxy(m_table);
    // Tab enters a view at its proxy, past all that comes before it.
    QWidget* before = m_table;
    for (QWidget* each : std::initializer_list<QWidget*> {m_filter, m_order, m_way, m_closed})
        setTabOrder(std::exchange(before, each), each);

    m_empty->setObjectName(QStringLiteral("socket-empty"));
    setUpEmptyNote(m_empty, m_table);
}

void SocketsView::connectAll()
{
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        const bool choosing =
            std::exchange(m_choosing, true); // rows that go take their selection along: nobody's choice
        m_model->setFilter(text);
        m_choosing = choosing;
        followSelection(true);
        tell();
    });
    connect(m_order, &QComboBox::activated, this, [this] { order(m_order->currentData().toInt(), false); });
    connect(m_way, &QToolButton::clicked, this, [this] {
        const QHeaderView* header = m_table->horizontalHeader();
        order(header->sortIndicatorSection(), header->sortIndicatorOrder() == Qt::AscendingOrder);
    });
    connect(m_table->horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, &SocketsView::headerOrders);
    connect(m_closed, &QCheckBox::toggled, this, [this](bool too) {
        m_model->setClosedToo(too);
        sizeColumns(); // that they are closed is said beside the state
        refresh();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &SocketsView::choose);
    connect(m_table, &QTableView::doubleClicked, this, [this](const QModelIndex& index) { goToRow(index.row()); });
    connect(&m_frame, &QTimer::timeout, this, [this] {
        if (m_due && isVisible())
            becomeDue();
    });
    connect(&m_reading, &SliceTimer::timeout, this, &SocketsView::readOn);

    Playhead* playhead = context().playhead;
    connect(playhead, &Playhead::moved, this, &SocketsView::becomeDue);
    connect(playhead, &Playhead::journalChanged, this, [this] {
        m_model->forget();
        sizeColumns();
    });
    connect(context().selection, &Selection::changed, this, [this] { followSelection(true); });
}

void SocketsView::retranslate()
{
    m_filterLabel->setText(tr("F&ilter"));
    m_filter->setPlaceholderText(tr("such as: listen 8080"));
    m_filter->setAccessibleName(tr("Words that a socket's row has to have"));
    m_filter->setToolTip(tr("Addresses, ports, states and programs; every word has to be in the row."));
    m_orderLabel->setText(tr("O&rder"));
    m_order->setAccessibleName(tr("Order of the sockets"));
    m_closed->setText(tr("&Closed ones, too"));
    m_closed->setToolTip(tr("Also sockets that have left the kernel's table before the playhead"));
    m_table->setAccessibleName(tr("Sockets"));
    m_table->setAccessibleDescription(tr("Enter: go to the socket's newest change"));
    fillOrders();
    const bool choosing = std::exchange(m_choosing, true);
    m_model->retranslate();
    m_choosing = choosing;
    tell();
}

void SocketsView::fillOrders()
{
    const int chosen = m_table->horizontalHeader()->sortIndicatorSection();
    m_order->clear();
    m_order->addItem(tr("Listening first"), usualOrder);
    for (int column = 0; column < historyColumn; ++column)
        if (!m_table->isColumnHidden(column))
            m_order->addItem(SocketTexts::columnName(static_cast<SocketColumn>(column)), column);
    m_order->setCurrentIndex(std::max(0, m_order->findData(chosen)));
    const bool downwards = m_table->horizontalHeader()->sortIndicatorOrder() == Qt::DescendingOrder;
    m_way->setText(downwards ? QStringLiteral("▲") : QStringLiteral("▼")); // as the header's arrow
    m_way->setEnabled(chosen != usualOrder);
    m_way->setAccessibleName(downwards ? tr("Descending; press for ascending") : tr("Ascending; press for descending"));
    m_way->setToolTip(m_way->accessibleName());
}

void SocketsView::sizeColumns()
{
    const QFontMetrics text(font()), mono(monoFont(-1));
    const auto width = [&](SocketColumn column, const QFontMetrics& metrics, const QString& sample) {
        const int name = text.horizontalAdvance(SocketTexts::columnName(column)) + text.height() + 12; // and the arrow
        m_table->setColumnWidth(static_cast<int>(column), std::max(name, metrics.horizontalAdvance(sample) + LabStyle::besideText(text)));
    };
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(std::max(text.height(), mono.height()) + 8);
    const QString address = QStringLiteral("192.168.100.20:65535");
    width(SocketColumn::Host, text, context().hostLabel(HostId::Server));
    width(SocketColumn::Protocol, text, QStringLiteral("ICMPv6"));
    const bool inferred = isInferred(context().playhead->journal());
    width(SocketColumn::State, text,
          m_model->closedToo() ? (inferred ? tr("closed (FIN-WAIT-2, inferred)") : tr("closed (FIN-WAIT-2)"))
                               : (inferred ? tr("FIN-WAIT-2 (inferred)") : QStringLiteral("FIN-WAIT-2 .")));
    width(SocketColumn::Received, mono, QStringLiteral("9999999"));
    width(SocketColumn::Sent, mono, QStringLiteral("9999999"));
    width(SocketColumn::Local, mono, address);
    width(SocketColumn::Peer, mono, address);
    width(SocketColumn::Owner, text, QStringLiteral("server (4194304) fd 3, 4"));
    width(SocketColumn::Timer, text, QStringLiteral("TIME-WAIT 60.0 s"));
    m_table->setColumnWidth(historyColumn, std::max(text.averageCharWidth() * 16, socketChangesShown * 3 + 12));
    m_table->setColumnHidden(static_cast<int>(SocketColumn::Host), context().playhead->thisMachine());
    fillOrders();
}

void SocketsView::contextChanged()
{
    retranslate();
    sizeColumns();
    m_table->viewport()->update();
}

void SocketsView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        sizeColumns();
    View::changeEvent(event);
}

void SocketsView::showEvent(QShowEvent* event)
{
    View::showEvent(event);
    refresh();
    followSelection(true);
}

bool SocketsView::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && m_table->currentIndex().isValid()) {
            goToRow(m_table->currentIndex().row());
            return true;
        }
        if (key->matches(QKeySequence::Copy)) {
            copyRows();
            return true;
        }
    }
    return View::eventFilter(watched, event);
}

void SocketsView::becomeDue()
{
    m_due = true;
    if (isVisible() && !m_frame.isActive())
        refresh();
}

void SocketsView::refresh()
{
    QElapsedTimer clock;
    clock.start();
    m_due = false;
    // What goes takes its selection along: nobody's choice.
    const bool choosing = std::exchange(m_choosing, true);
    const bool whole = m_model->readOn(historyPiece);
    m_model->refresh();
    m_choosing = choosing;
    // The first event of a journal that grows says which it is.
    if (m_table->isColumnHidden(static_cast<int>(SocketColumn::Host)) != context().playhead->thisMachine())
        sizeColumns();
    followSelection(false);
    tell();
    m_table->viewport()->update(); // what is left of the timers, the history
    if (!whole)
        m_reading.start();
    // A table that takes long has at most a third of the time.
    m_frame.start(std::max(frameTime, static_cast<int>(3 * clock.elapsed())));
}

void SocketsView::readOn()
{
    if (!isVisible())
        return;
    const bool whole = m_model->readOn(historyPiece);
    if (!whole)
        m_reading.start();
    if (m_model->closedToo())
        becomeDue();
    else if (whole)
        m_table->viewport()->update();
}

void SocketsView::order(int column, bool downwards)
{
    m_table->horizontalHeader()->setSortIndicator(column, downwards ? Qt::DescendingOrder : Qt::AscendingOrder);
}

void SocketsView::headerOrders(int column, Qt::SortOrder way)
{
    if (column == historyColumn) // a drawing has no order
        return order(usualOrder, false);
    m_model->setOrder(column == usualOrder
                          ? SocketOrder()
                          : SocketOrder(static_cast<SocketColumn>(column), way == Qt::DescendingOrder));
    fillOrders();
}

void SocketsView::tell()
{
    const int shown = m_model->rowCount(), all = m_model->all();
    m_count->setText(m_filter->text().trimmed().isEmpty() ? tr("%n sockets", nullptr, all)
                                                          : tr("%1 of %2").arg(shown).arg(all));
    m_empty->setText(shown == 0 ? whyEmpty() : QString());
    m_empty->setVisible(shown == 0);
}

QString SocketsView::whyEmpty() const
{
    const Playhead& playhead = *context().playhead;
    if (m_model->all() > 0)
        return tr("No socket's row has all these words.");
    if (playhead.journal().size() == 0)
        return tr("Nothing has happened yet.");
    if (isInferred(playhead.journal()))
        return tr("No conversation of TCP or UDP has begun before the playhead.");
    if (!foreignNotice(playhead.journal()).empty())
        return tr("These are calls that strace recorded: they tell nothing of the kernel's table of sockets.");
    return tr("There is no socket in the kernel's table at the playhead. A TCP socket enters it when it listens or "
              "connects, a UDP "
              "socket when it gets a port.");
}

void SocketsView::choose()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (m_choosing || rows.size() != 1) // several: to copy them
        return;
    const int row = rows.first().row();
    m_choosing = true;
    Selection::What what;
    what.socket = m_model->entry(row).row.socket;
    if (m_model->readOn(historyPiece)) // else what is read so far may not be the newest
        what.event = m_model->newestChange(row);
    context().selection->select(what);
    m_choosing = false;
}

void SocketsView::goToRow(int row)
{
    m_model->readOn(SIZE_MAX);
    if (const auto event = m_model->newestChange(row))
        context().playhead->moveTo(*event + 1);
}

void SocketsView::copyRows()
{
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QString text;
    for (const QModelIndex& row : rows) {
        QStringList cells;
        for (int column = 0; column < historyColumn; ++column)
            if (!m_table->isColumnHidden(column))
                cells << row.siblingAtColumn(column).data().toString();
        text += cells.join(QLatin1Char('\t')) + QLatin1Char('\n');
    }
    QGuiApplication::clipboard()->setText(text);
}

void SocketsView::followSelection(bool scrolls)
{
    if (m_choosing)
        return;
    const auto& socket = context().selection->what().socket;
    const int row = socket ? m_model->rowOf(*socket) : -1;
    const QModelIndexList lit = m_table->selectionModel()->selectedRows();
    m_choosing = true;
    if (row < 0) {
        if (scrolls)
            m_table->selectionModel()->clearSelection();
    } else {
        if (lit.isEmpty() || (scrolls && (lit.size() != 1 || lit.first().row() != row)))
            m_table->selectRow(row);
        if (scrolls)
            m_table->scrollTo(m_model->index(row, 0));
    }
    m_choosing = false;
}

} // namespace lab
