#include "views/conversations/ConversationsView.h"

#include "views/conversations/StreamPane.h"
#include "views/shared/LabStyle.h"
#include "views/shared/RowTable.h"
#include "views/shared/TextRow.h"

#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>

namespace lab {

namespace {

constexpr int streamAgain = 250; ///< ms between two looks at a stream that grows
constexpr std::size_t measured = 200; ///< conversations that say how wide the columns are
enum Page { ListPage, StreamPage };

} // namespace

ConversationsView::ConversationsView(ViewContext& viewContext, QWidget* parent)
    : View(viewContext, parent)
    , m_model(new ConversationModel(viewContext, this))
    , m_wordsLabel(new QLabel(this))
    , m_words(new QLineEdit(this))
    , m_count(new QLabel(this))
    , m_follow(new QPushButton(this))
    , m_table(new QTableView(this))
    , m_empty(new QLabel(this))
    , m_stream(new StreamPane(viewContext, this))
    , m_pages(new QStackedWidget(this))
{
    m_again.setSingleShot(true);
    build();
    connectAll();
    retranslate();
    sizeColumns();
    tell();
}

void ConversationsView::build()
{
    auto* bar = new TextRow;
    bar->setContentsMargins(10, 6, 10, 4);
    bar->addWidget(m_wordsLabel);
    bar->addWidget(m_words, 1);
    bar->addWidget(m_count);
    bar->addWidget(m_follow);
    m_words->setObjectName("conversation-words");
    m_words->setClearButtonEnabled(true);
    m_words->installEventFilter(this);
    m_wordsLabel->setBuddy(m_words);
    m_count->setObjectName("conversation-count");
    m_count->setProperty("look", "muted");
    m_follow->setObjectName("conversation-follow");
    m_follow->setAutoDefault(false);
    m_empty->setProperty("look", "muted");
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);

    m_table->setModel(m_model);
    setUpRowTable(m_table);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSortIndicator(ConversationModel::Number, Qt::AscendingOrder);
    m_table->setSortingEnabled(true);
    m_table->installEventFilter(this);

    auto* list = new QWidget(this);
    auto* rows = new QVBoxLayout(list);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addLayout(bar);
    rows->addWidget(m_table, 1);
    rows->addWidget(m_empty, 1);
    m_pages->insertWidget(ListPage, list);
    m_pages->insertWidget(StreamPage, m_stream);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);
    setFocusProxy(m_table);
}

void ConversationsView::connectAll()
{
    connect(m_words, &QLineEdit::textChanged, m_model, &ConversationModel::setWords);
    connect(m_follow, &QPushButton::clicked, this, [this] { openStream(*m_chosen); });
    connect(m_model, &ConversationModel::progressed, this, &ConversationsView::progressed);
    connect(m_model, &ConversationModel::modelReset, this, &ConversationsView::rowsChanged);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ConversationsView::chooseRow);
    connect(m_table, &QTableView::doubleClicked, this,
            [this](const QModelIndex& index) { openStream(m_model->conversationAt(index.row())); });
    connect(m_stream, &StreamPane::left, this, &ConversationsView::closeStream);
    connect(m_stream, &StreamPane::chosen, this, &ConversationsView::selectEvent);
    connect(&m_again, &QTimer::timeout, this, &ConversationsView::refreshStream);
    Playhead* playhead = context().playhead;
    connect(playhead, &Playhead::appended, this, [this] {
        if (isVisible())
            m_model->read();
    });
    connect(playhead, &Playhead::moved, this, [this] {
        m_model->playheadMoved();
        if (streamOpen())
            m_stream->playheadMoved();
    });
    connect(playhead, &Playhead::journalChanged, this, [this] {
        m_chosen.reset();
        m_wanted = false;
        closeStream();
        m_model->journalChanged();
        if (isVisible())
            m_model->read();
    });
    connect(context().selection, &Selection::changed, this, &ConversationsView::followSelection);
}

void ConversationsView::retranslate()
{
    m_wordsLabel->setText(tr("&Search"));
    m_words->setPlaceholderText(tr("10.9.0.2 · :8080 · ESTAB · reset · retransmission"));
    m_words->setAccessibleName(tr("Words to search the conversations for"));
    m_follow->setText(tr("Follow stream"));
    m_follow->setToolTip(tr("What the two ends said to each other (Enter)"));
    m_table->setAccessibleName(tr("TCP conversations"));
    m_model->retranslate();
    tell();
}

void ConversationsView::sizeColumns()
{
    using Model = ConversationModel;
    const QFontMetrics words(font()), mono(monoFont(-1));
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(std::max(words.height(), mono.height()) + 6);
    // As wide as the first ones need it: whoever looks at IPv6 needs more than others.
    const auto& all = m_model->conversations().all();
    std::size_t end = std::string_view("10.9.0.2:65535").size();
    int states = words.horizontalAdvance(QStringLiteral("FIN-WAIT-2 / CLOSE-WAIT"));
    for (std::size_t i = 0; i < std::min(all.size(), measured); ++i) {
        for (const Endpoint& one : all[i].ends)
            end = std::max(end, toText(one).size());
        states = std::max(states, words.horizontalAdvance(m_model->states(i)));
    }
    const int endWidth = mono.horizontalAdvance(QString(static_cast<qsizetype>(end), QLatin1Char('0')));
    const std::pair<int, int> widths[] {
        {Model::Number, mono.horizontalAdvance(QStringLiteral("99999"))},
        {Model::Client, endWidth},
        {Model::Server, endWidth},
        {Model::States, states},
        {Model::Packets, mono.horizontalAdvance(QStringLiteral("9999 + 9999"))},
        {Model::ClientBytes, mono.horizontalAdvance(QStringLiteral("99999999"))},
        {Model::ServerBytes, mono.horizontalAdvance(QStringLiteral("99999999"))},
        {Model::Again, mono.horizontalAdvance(QStringLiteral("9999"))},
        {Model::Began, mono.horizontalAdvance(QStringLiteral("999.999999"))},
        {Model::Lasted, mono.horizontalAdvance(QStringLiteral("999.999"))},
    };
    const QFontMetrics header(m_table->horizontalHeader()->font());
    for (const auto& [column, width] : widths) {
        const QString title = m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        m_table->setColumnWidth(column, std::max(width, header.horizontalAdvance(title) + header.height()) + LabStyle::besideText(words));
    }
}

void ConversationsView::contextChanged()
{
    retranslate();
    sizeColumns();
    m_stream->contextChanged();
    m_table->viewport()->update();
}

void ConversationsView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        sizeColumns();
    View::changeEvent(event);
}

void ConversationsView::showEvent(QShowEvent* event)
{
    View::showEvent(event);
    m_model->read();
    followSelection();
}

bool ConversationsView::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
        if (watched == m_table && enter && m_table->selectionModel()->hasSelection()) {
            openStream(*m_chosen);
            return true;
        }
        if (watched == m_words && (enter || key == Qt::Key_Down) && m_model->rowCount() > 0) {
            if (!m_table->selectionModel()->hasSelection())
                m_table->selectRow(0);
            m_table->setFocus();
            return true;
        }
    }
    return View::eventFilter(watched, event);
}

bool ConversationsView::streamOpen() const
{
    return m_pages->currentIndex() == StreamPage;
}

void ConversationsView::progressed()
{
    tell();
    const std::size_t known = m_model->conversations().all().size();
    if (m_sizedFor < measured || known < m_sizedFor) { // of a few, the states may become longer, too; or it is another journal
        m_sizedFor = known;
        sizeColumns();
    }
    if (m_wanted)
        wantStream();
    else if (!m_chosen)
        followSelection();
    if (streamOpen() && m_model->conversations().segments(m_shown) != m_segments && !m_again.isActive())
        m_again.start(streamAgain);
}

void ConversationsView::rowsChanged()
{
    if (m_chosen)
        showRow(*m_chosen);
    tell();
}

void ConversationsView::tell()
{
    const int shown = m_model->rowCount();
    const int all = static_cast<int>(m_model->conversations().all().size());
    QString text = shown == all ? tr("%n conversation(s)", nullptr, all) : tr("%1 of %2").arg(shown).arg(all);
    if (!m_model->finished() && isVisible())
        text += QStringLiteral(" · ") + tr("%1 % read").arg(m_model->percent());
    m_count->setText(text);
    m_empty->setText(all > 0                                     ? tr("No conversation has all these words.")
                         : context().playhead->journal().lost() ? tr("The packets' bytes are gone: the file was written over while it was open.")
                                                                : tr("There is no TCP conversation yet."));
    m_empty->setVisible(shown == 0);
    m_table->setVisible(shown > 0);
    m_follow->setEnabled(m_table->selectionModel()->hasSelection());
}

void ConversationsView::chooseRow()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    m_follow->setEnabled(!rows.isEmpty());
    if (m_choosing || rows.isEmpty())
        return;
    m_chosen = m_model->conversationAt(rows.first().row());
    selectEvent(m_model->conversations().firstEvent(*m_chosen));
}

void ConversationsView::selectEvent(std::size_t event)
{
    const Event what = context().playhead->journal().at(event);
    const auto* sent = std::get_if<PacketSent>(&what.body);
    m_choosing = true;
    context().selection->select({event, sent ? std::optional(sent->packet) : std::nullopt, {}, {}, {}});
    m_choosing = false;
}

void ConversationsView::showRow(std::size_t conversation)
{
    m_chosen = conversation;
    const int row = m_model->rowOf(conversation);
    m_choosing = true;
    if (row < 0) {
        m_table->selectionModel()->clearSelection();
    } else {
        m_table->selectRow(row);
        m_table->scrollTo(m_model->index(row, ConversationModel::Client));
    }
    m_choosing = false;
    m_follow->setEnabled(row >= 0);
}

void ConversationsView::followSelection()
{
    if (m_choosing || !isVisible())
        return;
    const Selection::What& what = context().selection->what();
    const auto conversation = m_model->conversationOf(what);
    if (!conversation)
        return;
    showRow(*conversation);
    if (streamOpen() && *conversation == m_shown && what.event)
        m_stream->goTo(*what.event);
}

void ConversationsView::followSelected()
{
    m_wanted = true;
    wantStream();
    if (m_wanted)
        m_model->read();
}

void ConversationsView::wantStream()
{
    const auto chosen = m_model->conversationOf(context().selection->what());
    const std::size_t position = context().playhead->position();
    if (!chosen && !m_model->finished() && m_model->conversations().followed() < position)
        return; // later
    m_wanted = false;
    if (const auto found = chosen ? chosen : m_model->conversations().newestBefore(position))
        openStream(*found);
    else
        closeStream();
}

void ConversationsView::openStream(std::size_t conversation)
{
    m_shown = conversation;
    showRow(conversation);
    m_pages->setCurrentIndex(StreamPage);
    setFocusProxy(m_stream);
    refreshStream();
    if (const auto& event = context().selection->what().event)
        m_stream->goTo(*event);
    m_stream->setFocus();
}

void ConversationsView::closeStream()
{
    const bool had = m_stream->isAncestorOf(focusWidget()) || m_stream->hasFocus();
    m_again.stop();
    m_pages->setCurrentIndex(ListPage);
    setFocusProxy(m_table);
    if (had)
        m_table->setFocus();
}

void ConversationsView::refreshStream()
{
    const ConversationIndex& index = m_model->conversations();
    m_segments = index.segments(m_shown);
    m_stream->showStream(index.all()[m_shown], m_shown,
                   index.stream(context().playhead->journal(), m_shown, StreamPane::mostBytes));
}

} // namespace lab
