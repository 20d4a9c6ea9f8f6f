#include "views/compare/CompareView.h"

#include "views/shared/RowTable.h"
#include "views/shared/TextRow.h"

#include <QCheckBox>
#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace lab {

namespace {

constexpr int compareAgain = 400; ///< ms between two looks at a journal that grows
constexpr int detailLines = 3;
constexpr int leastRows = 2, leastWords = 12; ///< rows, and characters of what happened, that are in sight in large text, too

/// What to light in every view for an event that a row is about.
Selection::What whatOf(const Journal& journal, std::size_t index)
{
    Selection::What what;
    what.event = index;
    const Event event = journal.at(index);
    if (const auto* entered = std::get_if<CallEntered>(&event.body))
        what.call = entered->call;
    else if (const auto* returned = std::get_if<CallReturned>(&event.body))
        what.call = returned->call;
    else if (const auto* sent = std::get_if<PacketSent>(&event.body))
        what.packet = sent->packet;
    else if (const auto* dropped = std::get_if<PacketDropped>(&event.body))
        what.packet = dropped->packet;
    else if (const auto* delivered = std::get_if<PacketDelivered>(&event.body))
        what.packet = delivered->packet;
    else if (const auto* held = std::get_if<PacketHeld>(&event.body))
        what.packet = held->packet;
    else if (const auto* copied = std::get_if<PacketCopied>(&event.body))
        what.packet = copied->packet;
    else if (const auto* sampled = std::get_if<SocketSampled>(&event.body))
        what.socket = sampled->row.socket;
    else if (const auto* gone = std::get_if<SocketGone>(&event.body))
        what.socket = gone->socket;
    return what;
}

} // namespace

CompareView::CompareView(ViewContext& viewContext, QWidget* parent)
    : View(viewContext, parent)
    , m_comparison(new RunComparison(viewContext, this))
    , m_model(new CompareModel(viewContext, *m_comparison, this))
    , m_count(new QLabel(this))
    , m_only(new QCheckBox(this))
    , m_table(new QTableView(this))
    , m_empty(new QLabel(this))
    , m_details(new QPlainTextEdit(this))
{
    m_again.setSingleShot(true);
    build();
    connectAll();
    retranslate();
    sizeColumns();
    tell();
}

void CompareView::build()
{
    auto* bar = new TextRow;
    bar->setContentsMargins(10, 6, 10, 4);
    bar->addWidget(m_count, 1);
    bar->addWidget(m_only);
    m_previous = addButton("compare-previous");
    m_next = addButton("compare-next");
    m_close = addButton("compare-close");
    for (QToolButton* button : {m_previous, m_next, m_close})
        bar->addWidget(button);
    m_previous->setText(QStringLiteral("▲"));
    m_next->setText(QStringLiteral("▼"));
    m_close->setText(QStringLiteral("✕"));
    m_count->setObjectName("compare-count");
    m_count->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // it is elided
    m_only->setObjectName("compare-only");
    m_only->setChecked(true);
    m_empty->setObjectName("compare-empty");
    m_empty->setProperty("look", "muted");
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);

    m_table->setModel(m_model);
    setUpRowTable(m_table);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setMinimumSectionSize(16);
    m_details->setObjectName("compare-details");
    m_details->setReadOnly(true);
    m_details->setTabChangesFocus(true);
    setMono(m_details, -1);
    for (QWidget* one : std::initializer_list<QWidget*> {m_table, m_details, m_only, m_previous, m_next, m_close})
        one->installEventFilter(this);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_details);
}

QToolButton* CompareView::addButton(const char* name)
{
    auto* button = new QToolButton(this);
    button->setObjectName(name);
    button->setProperty("flat", true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

void CompareView::connectAll()
{
    connect(m_comparison, &RunComparison::compared, this, &CompareView::compared);
    connect(m_comparison, &RunComparison::progressed, this, &CompareView::tell);
    connect(m_only, &QCheckBox::toggled, this, [this](bool only) {
        m_model->setOnlyDifferences(only);
        tell();
        if (m_chosen)
            goTo(m_model->rowOfLeft(*m_chosen));
    });
    connect(m_previous, &QToolButton::clicked, this, &CompareView::previous);
    connect(m_next, &QToolButton::clicked, this, &CompareView::next);
    connect(m_close, &QToolButton::clicked, this, &CompareView::closed);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &CompareView::chooseRow);
    connect(&m_again, &QTimer::timeout, m_comparison, &RunComparison::begin);
    Playhead* playhead = context().playhead;
    connect(playhead, &Playhead::appended, this, [this] {
        if (isVisible() && hasOther() && !m_again.isActive())
            m_again.start(compareAgain);
    });
    connect(playhead, &Playhead::journalChanged, this, [this] {
        m_chosen.reset();
        m_comparison->journalChanged();
    });
    connect(context().selection, &Selection::changed, this, &CompareView::followSelection);
}

void CompareView::setOther(std::shared_ptr<const Journal> other, const QString& name)
{
    m_model->setOtherName(name);
    m_comparison->setOther(std::move(other));
}

void CompareView::retranslate()
{
    m_only->setText(tr("Differences &only"));
    m_table->setAccessibleName(tr("Both recordings side by side"));
    m_details->setAccessibleName(tr("The chosen row in full"));
    const std::pair<QToolButton*, QString> names[] {{m_previous, tr("Previous difference (Shift+F4)")},
                                                    {m_next, tr("Next difference (F4)")},
                                                    {m_close, tr("Close (Escape)")}};
    for (const auto& [button, name] : names) {
        button->setToolTip(name);
        button->setAccessibleName(name);
    }
    m_model->retranslate();
    tell();
}

void CompareView::sizeColumns()
{
    const QFontMetrics words(font()), mono(monoFont(-1));
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(std::max(words.height(), mono.height()) + 6);
    QHeaderView* header = m_table->horizontalHeader();
    const int title = QFontMetrics(header->font()).horizontalAdvance(m_model->headerData(CompareModel::LeftTime, Qt::Horizontal, Qt::DisplayRole).toString());
    const int time = std::max(title + 24, mono.horizontalAdvance(QStringLiteral("999.999")) + 16);
    int part = 0;
    for (int i = 1; i < factPartCount; ++i)
        part = std::max(part, words.horizontalAdvance(context().word("compare", "part-" + std::string(partName(static_cast<FactPart>(i))))));
    const std::pair<int, int> widths[] {
        {CompareModel::Sign, mono.horizontalAdvance(QStringLiteral("≠")) + 18},
        {CompareModel::LeftTime, time},
        {CompareModel::RightTime, time},
    };
    m_partWidth = part + 24;
    for (const auto& [column, width] : widths) {
        header->setSectionResizeMode(column, QHeaderView::Interactive);
        m_table->setColumnWidth(column, width);
    }
    header->setSectionResizeMode(CompareModel::Left, QHeaderView::Stretch);
    header->setSectionResizeMode(CompareModel::Right, QHeaderView::Stretch);
    header->setSectionResizeMode(CompareModel::Differs, QHeaderView::Interactive);
    m_leastWithTimes = widths[0].second + m_partWidth + 2 * (time + mono.averageCharWidth() * leastWords);
    m_table->setMinimumHeight(header->sizeHint().height() + leastRows * m_table->verticalHeader()->defaultSectionSize() + 2 * m_table->frameWidth());
    fitColumns();
    const QFontMetrics details(m_details->font());
    m_details->setFixedHeight(detailLines * details.lineSpacing() + 16);
}

/// What happened is more than when, which the chosen row tells in full.
void CompareView::fitColumns()
{
    for (const int column : {CompareModel::LeftTime, CompareModel::RightTime})
        showColumn(m_table, column, width() >= m_leastWithTimes, CompareModel::Left);
    if (const int wide = std::min(m_partWidth, width() / 4); std::exchange(m_differs, wide) != wide) // else it is as wide as a person has made it
        m_table->setColumnWidth(CompareModel::Differs, wide);
}

void CompareView::contextChanged()
{
    retranslate();
    sizeColumns();
    m_table->viewport()->update();
    chooseRow();
}

void CompareView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        sizeColumns();
    View::changeEvent(event);
}

void CompareView::showEvent(QShowEvent* event)
{
    View::showEvent(event);
    m_comparison->begin();
}

bool CompareView::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        emit closed();
        return true;
    }
    return View::eventFilter(watched, event);
}

void CompareView::compared()
{
    m_model->compared();
    tell();
    if (m_chosen) { // the row is another one, or gone; nobody has chosen anything now
        m_choosing = true;
        goTo(m_model->rowOfLeft(*m_chosen));
        m_choosing = false;
    }
    if (!m_comparison->finished() && isVisible() && !m_again.isActive()) // it has grown meanwhile
        m_again.start(compareAgain);
}

void CompareView::tell()
{
    const Comparison& result = m_comparison->result();
    QString count, empty;
    if (!hasOther()) {
        empty = tr("Choose a recording to compare this one with: File, Compare with another recording…");
    } else if (result.rows.empty()) {
        empty = tr("%1 % read").arg(m_comparison->percent());
    } else if (result.differences.empty()) {
        count = context().word("compare", "none");
        empty = count;
    } else {
        const auto number = [&](RowVerdict verdict) { return std::to_string(result.count(verdict)); };
        count = context().word("compare", "different",
                               {{"count", std::to_string(result.differences.size())},
                                {"left", number(RowVerdict::OnlyLeft)},
                                {"right", number(RowVerdict::OnlyRight)},
                                {"changed", number(RowVerdict::Different)}});
    }
    m_said = count;
    showCount();
    m_empty->setText(empty);
    const bool rows = m_model->rowCount() > 0;
    // For rows. Not hasFocus(): a dialog that is just going may still have the keyboard.
    const bool waited = focusProxy() == m_close && window()->focusWidget() == m_close;
    setFocusProxy(rows ? static_cast<QWidget*>(m_table) : m_close); // a hidden one would end Tab's way
    m_empty->setVisible(!rows);
    m_table->setVisible(rows);
    m_details->setVisible(rows && currentRow() >= 0);
    if (waited && rows)
        m_table->setFocus();
    m_only->setEnabled(hasOther());
    m_previous->setEnabled(!result.differences.empty());
    m_next->setEnabled(!result.differences.empty());
}

void CompareView::showCount()
{
    m_count->setText(m_count->fontMetrics().elidedText(m_said, Qt::ElideRight, m_count->width()));
    m_count->setToolTip(m_said);
    m_count->setAccessibleName(m_said);
}

void CompareView::resizeEvent(QResizeEvent* event)
{
    View::resizeEvent(event);
    layout()->activate(); // the label is as wide as it will be
    showCount();
    fitColumns();
}

int CompareView::currentRow() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? -1 : rows.first().row();
}

void CompareView::next()
{
    goTo(m_model->nextDifference(currentRow()));
}

void CompareView::previous()
{
    const int row = currentRow();
    goTo(m_model->previousDifference(row < 0 ? m_model->rowCount() : row));
}

void CompareView::goTo(int row)
{
    if (row < 0 || row >= m_model->rowCount())
        return;
    m_table->selectRow(row);
    m_table->scrollTo(m_model->index(row, CompareModel::Left));
}

void CompareView::chooseRow()
{
    const int row = currentRow();
    const QStringList lines = row < 0 ? QStringList() : m_model->details(row);
    m_details->setVisible(row >= 0);
    m_details->setPlainText(lines.join('\n'));
    if (row < 0)
        return;
    const auto event = m_model->leftEvent(row);
    m_chosen = event;
    if (m_choosing)
        return;
    if (!event)
        return; // what is only in the other recording happened nowhere here
    m_choosing = true;
    // The views show what has happened up to the playhead.
    if (*event >= context().playhead->position())
        context().playhead->moveTo(*event + 1);
    context().selection->select(whatOf(context().playhead->journal(), *event));
    m_choosing = false;
}

void CompareView::followSelection()
{
    const auto& event = context().selection->what().event;
    if (m_choosing || !isVisible() || !event)
        return;
    if (const int row = m_model->rowOfLeft(*event); row >= 0) {
        m_choosing = true;
        goTo(row);
        m_choosing = false;
    }
}

} // namespace lab
