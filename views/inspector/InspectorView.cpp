#include "views/inspector/InspectorView.h"

#include "views/inspector/HexView.h"
#include "views/inspector/NoteEditor.h"
#include "views/shared/FlowLayout.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QResizeEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QTreeWidget>

#include <algorithm>

namespace lab {

namespace {

constexpr int frameMs = 20; ///< one of 60 Hz, and what it takes to paint it
constexpr int openingMs = 500;
constexpr int bytesRole = Qt::UserRole; ///< on items: index into the rows, as group * 1000 + row

} // namespace

InspectorView::InspectorView(ViewContext& viewContext, QWidget* parent)
    : View(viewContext, parent)
    , m_inspector(viewContext, viewContext.playhead->lookup())
    , m_title(new QLabel(this))
    , m_pill(new QLabel(this))
    , m_number(new QLabel(this))
    , m_subtitle(new QLabel(this))
    , m_bufferTitle(new QLabel(this))
    , m_explanations(new QWidget)
    , m_explanationLayout(new QVBoxLayout(m_explanations))
    , m_note(new NoteEditor)
    , m_scroll(new QScrollArea(this))
    , m_fields(new QTreeWidget)
    , m_hex(new HexView(this))
{
    build();
    connect(m_fields, &QTreeWidget::currentItemChanged, this, &InspectorView::fieldChosen);
    connect(m_fields, &QTreeWidget::itemActivated, this, &InspectorView::fieldChosen);
    connect(m_fields, &QTreeWidget::itemClicked, this, &InspectorView::fieldChosen);
    connect(m_fields, &QTreeWidget::itemExpanded, this, &InspectorView::fitTree);
    connect(m_fields, &QTreeWidget::itemCollapsed, this, &InspectorView::fitTree);
    connect(m_hex, &HexView::byteChosen, this, [this](qulonglong index) { byteChosen(index); });
    // Taking an event apart costs more than showing it: the stage and the diagram are painted first.
    connect(&m_frame, &QTimer::timeout, this, &InspectorView::refresh);
    const auto soon = [this] {
        // While a long recording is being opened its newest event is another one all the time: nobody reads that.
        const Playhead& playhead = *this->context().playhead;
        const int wait = playhead.live() && !playhead.folded() ? openingMs : frameMs;
        if (!m_frame.isActive() || m_frame.remainingTime() > wait)
            m_frame.start(wait);
    };
    connect(viewContext.playhead, &Playhead::moved, this, soon);
    connect(viewContext.playhead, &Playhead::appended, this, soon); // perhaps by a note
    connect(viewContext.playhead, &Playhead::journalChanged, this, &InspectorView::journalChanged);
    connect(viewContext.selection, &Selection::changed, this, &InspectorView::refresh);
    connect(viewContext.selection, &Selection::noteWanted, this, &InspectorView::editNote);
    connect(m_note, &NoteEditor::written, this, [this](qulonglong event, const QString& text) {
        if (context().writeNote)
            context().writeNote(static_cast<std::size_t>(event), text);
    });
    connect(m_note, &NoteEditor::closing, this, [this] {
        m_fields->setFocus(); // chooses its first row and brings that in sight
        m_scroll->verticalScrollBar()->setValue(0);
    });
    contextChanged();
}

void InspectorView::build()
{
    makeTitle(m_title);
    m_title->setMinimumWidth(1); // the panel's width tells where its lines are broken, and not they how wide it is
    m_number->setProperty("look", "muted");
    m_subtitle->setProperty("look", "muted");
    m_subtitle->setWordWrap(true);
    makeCaption(m_bufferTitle);
    auto* head = new FlowLayout; // a long name and a long result go into two rows
    head->growWithText();
    head->addWidget(m_title);
    head->addWidget(m_pill);
    head->addStretch();
    head->addWidget(m_number);

    m_fields->setColumnCount(2);
    m_fields->header()->hide();
    m_fields->setRootIsDecorated(true);
    m_fields->setUniformRowHeights(true);
    m_fields->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_fields->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_explanationLayout->setContentsMargins(10, 4, 10, 4);
    m_explanationLayout->setSpacing(6);

    auto* inside = new QWidget;
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    auto* note = new QVBoxLayout;
    note->setContentsMargins(10, 0, 10, 0);
    note->addWidget(m_note);
    column->addLayout(note);
    column->addWidget(m_explanations);
    column->addWidget(m_fields);
    column->addStretch(1);
    m_scroll->setWidget(inside);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    inside->setAutoFillBackground(false);
    m_scroll->viewport()->setAutoFillBackground(false);

    auto* top = new QVBoxLayout;
    top->setContentsMargins(headMargin, 10, headMargin, 2);
    top->setSpacing(2);
    top->addLayout(head);
    top->addWidget(m_subtitle);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 6);
    layout->setSpacing(2);
    layout->addLayout(top);
    layout->addWidget(m_scroll, 3);
    m_bufferTitle->setContentsMargins(12, 2, 12, 0);
    layout->addWidget(m_bufferTitle);
    layout->addWidget(m_hex, 1);
    setFocusProxy(m_fields);
    setTabOrder(m_fields, m_hex);
}

void InspectorView::contextChanged()
{
    m_fields->setAccessibleName(tr("Fields of the selected event"));
    m_hex->setAccessibleName(tr("Bytes"));
    m_hex->setTheme(context().theme);
    m_note->setTheme(context().theme);
    m_fields->setIndentation(std::max(12, fontMetrics().height() * 2 / 3));
    m_outdated = true;
    refresh();
}

void InspectorView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        contextChanged();
    else if (event->type() == QEvent::FontChange)
        showTitle();
    View::changeEvent(event);
}

void InspectorView::journalChanged()
{
    m_note->hide(); // it was on an event of the other one
    m_outdated = true;
}

std::optional<std::size_t> InspectorView::newestInteresting() const
{
    const Journal& journal = context().playhead->journal();
    for (std::size_t i = context().playhead->position(); i > 0; --i) {
        if (isStepStop(journal.kindOf(i - 1)))
            return i - 1;
    }
    return std::nullopt;
}

std::optional<std::size_t> InspectorView::chosenEvent() const
{
    const Selection::What& what = context().selection->what();
    if (what.event && *what.event < context().playhead->journal().size())
        return what.event;
    if (what.packet)
        return context().playhead->lookup().sent(*what.packet);
    if (what.call)
        return context().playhead->lookup().entered(*what.call);
    return newestInteresting();
}

void InspectorView::editNote()
{
    const Journal& journal = context().playhead->journal();
    auto event = chosenEvent();
    if (!event && context().playhead->position() > 0)
        event = context().playhead->position() - 1;
    if (!event)
        return;
    const Event chosen = journal.at(*event);
    if (const auto* note = std::get_if<NoteWritten>(&chosen.body); note && note->event > 0 && note->event <= *event)
        event = note->event - 1;
    const Note* there = context().playhead->notes().on(*event);
    m_note->open(*event, there ? QString::fromStdString(there->text) : QString());
    m_scroll->ensureVisible(0, 0);
}

Inspection InspectorView::inspect() const
{
    const Selection::What& what = context().selection->what();
    const Journal& journal = context().playhead->journal();
    if (what.event && *what.event < journal.size())
        return m_inspector.event(*what.event);
    if (what.packet && context().playhead->lookup().sent(*what.packet))
        return m_inspector.event(*context().playhead->lookup().sent(*what.packet));
    if (what.call && context().playhead->lookup().entered(*what.call))
        return m_inspector.event(*context().playhead->lookup().entered(*what.call));
    if (what.socket) {
        if (const SocketRow* row = state().socket(*what.socket))
            return m_inspector.socket(*row);
        if (const auto row = context().playhead->lookup().earlierRow(*what.socket, context().playhead->position()))
            return m_inspector.socket(*row);
    }
    if (const auto newest = newestInteresting())
        return m_inspector.event(*newest);
    return {};
}

void InspectorView::refresh()
{
    const auto& chosen = context().selection->what();
    std::optional<std::size_t> event = chosen.event;
    if (chosen == Selection::What {})
        event = newestInteresting();
    Inspection now = inspect();
    if (!std::exchange(m_outdated, false) && event == m_event && now == m_shown)
        return;
    m_event = event;
    m_shown = std::move(now);
    showHeader();
    showExplanations();
    showFields();
}

void InspectorView::showFields()
{
    m_choosing = true;
    m_fields->clear();
    const Theme& theme = context().theme;
    QFont bold = font();
    bold.setBold(true);
    const QFont mono = monoFont(-1);
    for (std::size_t g = 0; g < m_shown.groups.size(); ++g) {
        const InspectionGroup& group = m_shown.groups[g];
        auto* top = new QTreeWidgetItem(m_fields, {group.title});
        top->setFont(0, bold);
        top->setToolTip(0, group.title);
        for (std::size_t r = 0; r < group.rows.size(); ++r) {
            const InspectionRow& row = group.rows[r];
            auto* item = new QTreeWidgetItem(top, {row.name, row.value});
            item->setData(0, bytesRole, static_cast<int>(g * 1000 + r));
            item->setForeground(0, theme.color(Role::MutedText));
            item->setForeground(1, theme.color(row.role));
            item->setFont(1, mono);
            item->setToolTip(0, row.name);
            item->setToolTip(1, row.value);
        }
    }
    // Only now: each of these lays the tree out again if anything was added since.
    for (std::size_t g = 0; g < m_shown.groups.size(); ++g)
        m_fields->topLevelItem(static_cast<int>(g))->setFirstColumnSpanned(true);
    for (std::size_t g = 0; g < m_shown.groups.size(); ++g)
        m_fields->topLevelItem(static_cast<int>(g))->setExpanded(m_shown.groups[g].open);
    fitColumns();
    m_choosing = false;
    fitTree();
    m_buffer = -1;
    showBuffer(m_shown.buffers.empty() ? -1 : 0);
}

/// Names whole while they leave the values half of the room.
void InspectorView::fitColumns()
{
    m_fields->resizeColumnToContents(0);
    m_fields->setColumnWidth(0, std::min(m_fields->columnWidth(0) + 6, std::max(110, width() * 45 / 100)));
}

void InspectorView::resizeEvent(QResizeEvent* event)
{
    View::resizeEvent(event);
    if (event->size().width() == event->oldSize().width())
        return;
    showTitle();
    fitColumns();
}

void InspectorView::fitTree()
{
    int rows = 0;
    for (int i = 0; i < m_fields->topLevelItemCount(); ++i)
        rows += 1 + (m_fields->topLevelItem(i)->isExpanded() ? m_fields->topLevelItem(i)->childCount() : 0);
    const int height = m_fields->topLevelItemCount() > 0 ? m_fields->sizeHintForRow(0) : 0;
    m_fields->setFixedHeight(rows * height + 2 * m_fields->frameWidth() + 4);
}

void InspectorView::showBuffer(int buffer)
{
    const bool any = buffer >= 0 && buffer < static_cast<int>(m_shown.buffers.size());
    m_hex->setVisible(any);
    m_bufferTitle->setVisible(any);
    if (!any || buffer == m_buffer)
        return;
    m_buffer = buffer;
    const ByteBuffer& one = m_shown.buffers[static_cast<std::size_t>(buffer)];
    m_bufferTitle->setText(one.title);
    m_hex->setBytes(one.bytes);
}

void InspectorView::fieldChosen()
{
    const QTreeWidgetItem* item = m_fields->currentItem();
    if (!item)
        return;
    const QRect at = m_fields->visualItemRect(item).translated(m_fields->pos());
    m_scroll->ensureVisible(at.left(), at.center().y(), 0, at.height());
    const QVariant place = item->data(0, bytesRole);
    if (m_choosing || !place.isValid())
        return;
    const int key = place.toInt();
    const InspectionRow& row =
        m_shown.groups[static_cast<std::size_t>(key / 1000)].rows[static_cast<std::size_t>(key % 1000)];
    if (row.frame)
        return showLine(*row.frame); // after that the row may be another
    if (row.bytes.buffer < 0)
        return m_hex->mark(0, 0);
    showBuffer(row.bytes.buffer);
    m_hex->mark(row.bytes.offset, row.bytes.length);
}

/// In the source view, which follows the selection.
void InspectorView::showLine(std::size_t frame)
{
    Selection::What what = m_event ? context().playhead->lookup().whatOf(*m_event) : context().selection->what();
    what.frame = frame;
    context().selection->select(what);
}

void InspectorView::byteChosen(std::size_t index)
{
    // The narrowest field that has the byte: flags lie within a byte that other fields share.
    QTreeWidgetItem* best = nullptr;
    ByteRange range;
    for (int g = 0; g < m_fields->topLevelItemCount(); ++g) {
        for (int r = 0; r < m_fields->topLevelItem(g)->childCount(); ++r) {
            const ByteRange bytes = m_shown.groups[static_cast<std::size_t>(g)].rows[static_cast<std::size_t>(r)].bytes;
            const bool has = bytes.buffer == m_buffer && index >= bytes.offset && index < bytes.offset + bytes.length;
            if (has && (!best || bytes.length < range.length)) {
                best = m_fields->topLevelItem(g)->child(r);
                range = bytes;
            }
        }
    }
    if (best) {
        m_choosing = true;
        best->parent()->setExpanded(true);
        m_fields->setCurrentItem(best);
        m_choosing = false;
        m_hex->mark(range.offset, range.length);
    } else {
        m_hex->mark(index, 1);
    }
}

} // namespace lab
