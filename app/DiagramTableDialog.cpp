#include "app/DiagramTableDialog.h"

#include "app/DiagramTableModel.h"
#include "app/DialogSize.h"
#include "views/ViewCatalog.h"
#include "views/shared/RowTable.h"

#include <QAccessible>
#include <QComboBox>
#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace lab {

namespace {
constexpr int changesTogether = 40; ///< ms: a running lab moves the playhead many times a second
constexpr int measuredRows = 60; ///< of which the columns get their width
}

DiagramTableDialog::DiagramTableDialog(ViewContext& context, std::function<View*(const QString&)> viewOf, QWidget* parent)
    : QDialog(parent)
    , m_context(context)
    , m_viewOf(std::move(viewOf))
    , m_model(new DiagramTableModel(this))
    , m_label(new QLabel(this))
    , m_diagram(new QComboBox(this))
    , m_state(new QLabel(this))
    , m_table(new QTableView(this))
    , m_row(new QLabel(this))
    , m_close(new QPushButton(this))
{
    setObjectName("diagram-table");
    resize(dialogSize(*this, {760, 480}));
    build();
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &DiagramTableDialog::refresh);
    connect(m_diagram, &QComboBox::currentIndexChanged, this, &DiagramTableDialog::chosen);
    // Not currentRowChanged: a table that gets the focus makes some row current, which is nobody's choice.
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &DiagramTableDialog::chooseRow);
    connect(m_table, &QTableView::doubleClicked, this, &DiagramTableDialog::goToRow);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    const Playhead* playhead = context.playhead;
    connect(playhead, &Playhead::journalChanged, this, [this] {
        m_model->show(nullptr); // what it refers to is gone
        m_follows = true;
        later();
    });
    connect(playhead, &Playhead::moved, this, &DiagramTableDialog::later);
    connect(playhead, &Playhead::appended, this, &DiagramTableDialog::later);
    connect(context.selection, &Selection::changed, this, &DiagramTableDialog::later);
    // Qt itself tells a screen reader of other rows, but not of other columns: it would go on reading the cells of before.
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        QAccessibleTableModelChangeEvent reset(m_table, QAccessibleTableModelChangeEvent::ModelReset);
        QAccessible::updateAccessibility(&reset);
    });
    retranslate();
}

void DiagramTableDialog::build()
{
    auto* bar = new QHBoxLayout;
    bar->addWidget(m_label);
    bar->addWidget(m_diagram);
    bar->addWidget(m_state, 1);
    m_label->setBuddy(m_diagram);
    m_state->setProperty("look", "muted");
    m_state->setMinimumWidth(1);
    for (const ViewRow& row : viewCatalog())
        if (row.diagram)
            m_diagram->addItem(viewTitle(row), QString::fromLatin1(row.id));
    setUpRowTable(m_table);
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setResizeContentsPrecision(measuredRows);
    m_table->installEventFilter(this);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this,
            [this](int value) { m_follows = value >= m_table->verticalScrollBar()->maximum(); });
    auto* box = new QVBoxLayout(this);
    box->addLayout(bar);
    box->addWidget(m_table, 1);
    box->addWidget(m_row);
    m_row->setWordWrap(true);
    m_row->setTextFormat(Qt::PlainText);
    m_row->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    box->addWidget(m_close, 0, Qt::AlignRight);
    m_close->setAutoDefault(false); // Enter in the table goes to the row's event
    m_close->installEventFilter(this);
}

void DiagramTableDialog::retranslate()
{
    setWindowTitle(tr("The diagram as a table"));
    m_label->setText(tr("&Diagram"));
    for (const ViewRow& row : viewCatalog())
        if (const int line = m_diagram->findData(QString::fromLatin1(row.id)); line >= 0)
            m_diagram->setItemText(line, viewTitle(row));
    m_diagram->setAccessibleName(tr("Diagram"));
    m_close->setText(tr("Close"));
    const QString what = tr("What the diagram shows at this moment, in words. A chosen row is selected in every view; Enter goes to its event.");
    m_table->setWhatsThis(what);
    m_table->setAccessibleDescription(what);
    m_diagram->setWhatsThis(tr("Which diagram is shown as a table."));
    m_close->setWhatsThis(tr("Closes this table; the lab goes on."));
    later();
}

void DiagramTableDialog::offer(const QString& id)
{
    if (m_diagram->findData(id) < 0)
        m_diagram->addItem(m_viewOf(id)->accessibleName(), id);
}

void DiagramTableDialog::showDiagram(const QString& id)
{
    const int line = m_diagram->findData(id);
    if (line >= 0 && line != m_diagram->currentIndex())
        m_diagram->setCurrentIndex(line);
    show();
    raise();
    activateWindow();
    refresh();
    m_table->setFocus();
}

QString DiagramTableDialog::shown() const
{
    return m_diagram->currentData().toString();
}

void DiagramTableDialog::chosen()
{
    m_model->show(nullptr);
    m_follows = true;
    m_sized = false;
    refresh();
}

void DiagramTableDialog::later()
{
    if (isVisible() && !m_timer.isActive())
        m_timer.start(changesTogether);
}

void DiagramTableDialog::refresh()
{
    View* view = isVisible() ? m_viewOf(shown()) : nullptr;
    if (!view)
        return;
    connect(view, &View::tableChanged, this, &DiagramTableDialog::later, Qt::UniqueConnection);
    if (!view->accessibleName().isEmpty() && !rowOf(*view)) // in another language since
        m_diagram->setItemText(m_diagram->currentIndex(), view->accessibleName());
    const bool follows = m_follows;
    m_model->show(view->table());
    const DiagramTable* table = m_model->table();
    m_table->setAccessibleName(tr("%1 as a table").arg(m_diagram->currentText()));
    if (!m_sized && m_model->rowCount() > 0)
        sizeColumns();
    const bool reads = m_table->selectionModel()->hasSelection();
    if (follows && !reads && table && table->newestLast())
        m_table->scrollToBottom();
    showRow();
    const bool whole = !table || table->whole();
    const QString rows = tr("%n rows", nullptr, m_model->rowCount());
    m_state->setText(whole ? rows : tr("%1, still reading…").arg(rows));
    if (!whole)
        later();
}

/// As wide as their words, but none so wide that it pushes the others out of sight.
void DiagramTableDialog::sizeColumns()
{
    m_sized = true;
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 6);
    const int most = m_table->viewport()->width() * 2 / 5;
    for (int column = 0; column + 1 < m_model->columnCount(); ++column) {
        m_table->resizeColumnToContents(column);
        m_table->setColumnWidth(column, std::min(m_table->columnWidth(column) + 8, std::max(most, 60)));
    }
}

void DiagramTableDialog::showRow()
{
    QStringList words;
    for (const QModelIndex& row : m_table->selectionModel()->selectedRows())
        for (int column = 0; column < m_model->columnCount(); ++column)
            if (const QString cell = row.siblingAtColumn(column).data().toString(); !cell.isEmpty())
                words << cell;
    m_row->setText(words.join(QStringLiteral(" · ")));
    // Two lines always, so that the table does not move under the pointer.
    m_row->setMinimumHeight(2 * m_row->fontMetrics().lineSpacing());
}

void DiagramTableDialog::chooseRow()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    showRow();
    if (rows.isEmpty() || !m_model->table())
        return;
    const Selection::What what = m_model->table()->what(static_cast<std::size_t>(rows.first().row()));
    if (what != Selection::What {})
        m_context.selection->select(what);
}

void DiagramTableDialog::goToRow()
{
    const QModelIndex row = m_table->currentIndex();
    if (!row.isValid() || !m_model->table())
        return;
    if (const auto event = m_model->table()->what(static_cast<std::size_t>(row.row())).event)
        m_context.playhead->moveTo(*event + 1);
}

bool DiagramTableDialog::eventFilter(QObject* object, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            object == m_table ? goToRow() : reject(); // Space is the lab's next step here, too
            return true;
        }
    }
    return QDialog::eventFilter(object, event);
}

void DiagramTableDialog::showEvent(QShowEvent* event)
{
    QDialog::showEvent(event);
    later();
}

void DiagramTableDialog::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::FontChange)
        m_sized = false;
    QDialog::changeEvent(event);
}

} // namespace lab
