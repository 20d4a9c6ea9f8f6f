#include "views/terminal/TerminalView.h"

#include "model/command/Command.h"
#include "views/shared/ChoiceBox.h"
#include "views/shared/LabStyle.h"
#include "views/shared/Labels.h"
#include "views/shared/RowTable.h"
#include "views/shared/TextRow.h"

#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>

namespace lab {

TerminalView::TerminalView(ViewContext& viewContext, QWidget* parent)
    : View(viewContext, parent)
    , m_model(new TerminalModel(viewContext, this))
    , m_programLabel(new QLabel(this))
    , m_program(new ChoiceBox(this))
    , m_hint(new QLabel(this))
    , m_table(new QTableView(this))
    , m_empty(new QLabel(m_table->viewport()))
    , m_inputLabel(new QLabel(this))
    , m_input(new QLineEdit(this))
    , m_end(new QPushButton(this))
{
    build();
    connectAll();
    contextChanged();
    followPlayhead();
    followSelection();
}

void TerminalView::build()
{
    auto* bar = new TextRow;
    bar->setContentsMargins(10, 6, 10, 4);
    bar->addWidget(m_programLabel);
    bar->addWidget(m_program);
    bar->addStretch(1);
    bar->addWidget(m_hint);
    m_hint->setProperty("look", "muted");
    m_program->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_programLabel->setBuddy(m_program);

    m_table->setModel(m_model);
    setUpRowTable(m_table);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->horizontalHeader()->hide();
    m_table->installEventFilter(this);
    m_empty->setObjectName(QStringLiteral("output-empty"));
    setUpEmptyNote(m_empty, m_table);
    setFocusProxy(m_table);

    auto* typing = new TextRow;
    typing->setContentsMargins(10, 4, 10, 8);
    typing->addWidget(m_inputLabel);
    typing->addWidget(m_input, 1);
    typing->addWidget(m_end);
    m_inputLabel->setBuddy(m_input);
    m_end->setAutoDefault(false);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_table, 1);
    layout->addLayout(typing);
}

void TerminalView::connectAll()
{
    connect(m_program, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_model->setProgram(index <= 0 ? std::nullopt : std::optional(static_cast<std::uint32_t>(index - 1)));
        refreshInput();
        followPlayhead();
        followSelection();
    });
    connect(m_input, &QLineEdit::returnPressed, this, &TerminalView::typeLine);
    connect(m_end, &QPushButton::clicked, this, &TerminalView::endInput);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &TerminalView::choose);
    connect(m_table, &QTableView::doubleClicked, this, [this](const QModelIndex& index) {
        context().playhead->moveTo(m_model->eventAt(index.row()) + 1);
    });
    for (const auto changed : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_model, changed, this, &TerminalView::tellEmpty);
    connect(m_model, &QAbstractItemModel::modelReset, this, &TerminalView::tellEmpty);
    Playhead* playhead = context().playhead;
    connect(playhead, &Playhead::appended, this, &TerminalView::grew);
    connect(playhead, &Playhead::moved, this, &TerminalView::followPlayhead);
    connect(playhead, &Playhead::journalChanged, this, [this] {
        m_model->journalChanged();
        refreshPrograms();
        m_program->setCurrentIndex(0);
        refreshInput();
    });
    connect(context().selection, &Selection::changed, this, &TerminalView::followSelection);
    if (context().lesson)
        connect(context().lesson, &LessonDriver::changed, this, &TerminalView::refreshInput);
}

void TerminalView::retranslate()
{
    m_programLabel->setText(tr("Output &of"));
    m_program->setAccessibleName(tr("Program whose output is shown"));
    m_table->setAccessibleName(tr("What programs wrote and read"));
    m_hint->setText(tr("Enter: go to this event"));
    m_input->setAccessibleName(tr("A line for the program's standard input"));
    m_end->setText(tr("End of input"));
    m_end->setToolTip(tr("The program reads the end of its standard input, as after Ctrl+D in a terminal"));
    if (m_program->count() > 0)
        m_program->setItemText(0, tr("All programs"));
    else
        m_program->addItem(tr("All programs"));
}

void TerminalView::sizeColumns()
{
    const QFontMetrics text(font()), mono(monoFont(-1));
    const int beside = LabStyle::besideText(text);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(std::max(text.height(), mono.height()) + 2);
    int name = text.horizontalAdvance(QStringLiteral("server"));
    for (const TerminalProgram& program : m_model->lines().programs())
        name = std::max(name, text.horizontalAdvance(toQString(program.name)));
    m_table->setColumnWidth(TerminalModel::Time, mono.horizontalAdvance(QStringLiteral("999.999999")) + beside);
    m_table->setColumnWidth(TerminalModel::Program, std::min(name, text.averageCharWidth() * 24) + beside);
    m_table->setColumnWidth(TerminalModel::Stream,
                            std::max(text.horizontalAdvance(QStringLiteral("stderr !")),
                                     std::max(text.horizontalAdvance(tr("typed ›")), text.horizontalAdvance(tr("refused ✗")))) + beside);
    // A byte is at most one column wide. Longer lines than the view is wide are scrolled to, never cut.
    int rest = m_table->viewport()->width();
    for (int column = 0; column < TerminalModel::Text; ++column)
        rest -= m_table->columnWidth(column);
    const int longest = static_cast<int>(m_model->lines().longest()) * mono.horizontalAdvance(QLatin1Char('m')) + beside;
    m_table->setColumnWidth(TerminalModel::Text, std::max(rest, longest));
}

void TerminalView::contextChanged()
{
    retranslate();
    refreshPrograms();
    sizeColumns();
    refreshInput();
    m_model->restyle();
    tellEmpty();
}

void TerminalView::tellEmpty()
{
    const bool empty = m_model->rowCount() == 0;
    m_empty->setText(empty ? whyEmpty() : QString());
    m_empty->setVisible(empty);
}

QString TerminalView::whyEmpty() const
{
    if (context().playhead->journal().size() == 0)
        return tr("Nothing has happened yet.");
    if (!context().playhead->ofLab())
        return tr("No lab started these programs: what they write to their output is not recorded.");
    if (m_model->lines().programs().empty())
        return tr("No program of yours has been started. The built-in ones write nothing.");
    if (m_model->everShown() > 0)
        return tr("Nothing has been written up to the playhead.");
    return m_program->currentIndex() > 0 ? tr("This program has written nothing yet.") : tr("No program has written anything yet.");
}

void TerminalView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        contextChanged();
    else if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        sizeColumns();
    View::changeEvent(event);
}

void TerminalView::resizeEvent(QResizeEvent* event)
{
    View::resizeEvent(event);
    sizeColumns();
}

void TerminalView::showEvent(QShowEvent* event)
{
    View::showEvent(event);
    sizeColumns();
    m_table->scrollToBottom();
}

bool TerminalView::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        const QModelIndex current = m_table->currentIndex();
        if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && current.isValid()) {
            context().playhead->moveTo(m_model->eventAt(current.row()) + 1);
            return true;
        }
        if (key->matches(QKeySequence::Copy)) {
            copyLines();
            return true;
        }
    }
    return View::eventFilter(watched, event);
}

void TerminalView::grew()
{
    const std::size_t programs = m_model->lines().programs().size();
    const std::uint32_t longest = m_model->lines().longest();
    m_model->journalGrew();
    if (m_model->lines().programs().size() != programs)
        refreshPrograms();
    tellEmpty();
    if (m_model->lines().longest() != longest || m_model->lines().programs().size() != programs)
        sizeColumns();
    refreshInput();
}

void TerminalView::refreshPrograms()
{
    const QSignalBlocker quiet(m_program);
    const auto& programs = m_model->lines().programs();
    const int wanted = static_cast<int>(programs.size()) + 1;
    while (m_program->count() > wanted)
        m_program->removeItem(m_program->count() - 1);
    for (int i = 1; i < wanted; ++i) {
        const QString name = toQString(programs[static_cast<std::size_t>(i - 1)].name);
        if (i < m_program->count())
            m_program->setItemText(i, name);
        else
            m_program->addItem(name);
    }
}

const TerminalProgram* TerminalView::listener() const
{
    if (!context().running())
        return nullptr;
    const auto& programs = m_model->lines().programs();
    const int chosen = m_program->currentIndex() - 1;
    const TerminalProgram* only = nullptr;
    int hearing = 0;
    for (std::size_t i = 0; i < programs.size(); ++i) {
        if (!programs[i].hears || (chosen >= 0 && static_cast<std::size_t>(chosen) != i))
            continue;
        only = &programs[i];
        ++hearing;
    }
    return hearing == 1 ? only : nullptr;
}

void TerminalView::refreshInput()
{
    const TerminalProgram* to = listener();
    m_input->setEnabled(to != nullptr);
    m_end->setEnabled(to != nullptr);
    m_inputLabel->setText(to ? tr("Typ&e to %1").arg(toQString(to->name)) : tr("Typ&e"));
    const auto& programs = m_model->lines().programs();
    const bool several = std::any_of(programs.begin(), programs.end(), [](const auto& one) { return one.hears; });
    QString why;
    if (!context().running())
        why = tr("No lab runs: this is what was recorded");
    else if (to)
        why = tr("A line for its standard input; Enter sends it");
    else if (several && m_program->currentIndex() <= 0)
        why = tr("Several programs read: choose one above");
    else
        why = tr("No program whose input is typed here: start it with stdin=type");
    m_input->setPlaceholderText(why);
}

void TerminalView::typeLine()
{
    const TerminalProgram* to = listener();
    if (!to)
        return;
    const std::string line = m_input->text().toStdString() + "\n";
    context().submit(toQString(CommandBuilder(to->name, "type").word(line).line()));
    m_input->clear();
}

void TerminalView::endInput()
{
    if (const TerminalProgram* to = listener())
        context().submit(toQString(CommandBuilder(to->name, "eof").line()));
}

void TerminalView::copyLines()
{
    QModelIndexList rows = m_table->selectionModel()->selectedRows(TerminalModel::Text);
    std::sort(rows.begin(), rows.end());
    QString text;
    for (const QModelIndex& row : rows)
        text += row.data().toString() + QLatin1Char('\n');
    QGuiApplication::clipboard()->setText(text);
}

void TerminalView::choose()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (m_choosing || rows.size() != 1) // several: to copy them
        return;
    m_choosing = true;
    context().selection->select({.event = m_model->eventAt(rows.first().row())});
    m_choosing = false;
}

void TerminalView::followSelection()
{
    if (m_choosing)
        return;
    const auto& event = context().selection->what().event;
    const auto row = event ? m_model->rowOf(*event) : std::nullopt;
    m_choosing = true;
    if (row) {
        m_table->selectRow(*row);
        m_table->scrollTo(m_model->index(*row, 0));
    } else {
        m_table->selectionModel()->clearSelection();
    }
    m_choosing = false;
}

void TerminalView::followPlayhead()
{
    const bool choosing = std::exchange(m_choosing, true); // lines that go take their selection along: nobody's choice
    m_model->playheadMoved();
    m_choosing = choosing;
    // Who reads further up keeps the place.
    if (!m_table->hasFocus() || !m_table->selectionModel()->hasSelection())
        m_table->scrollToBottom();
}

} // namespace lab
