#include "views/sequence/SequenceView.h"

#include "views/sequence/SequenceCanvas.h"
#include "views/sequence/SequenceFoldMenu.h"
#include "views/sequence/SequenceTable.h"
#include "views/shared/FlowLayout.h"
#include "views/shared/Labels.h"
#include "views/shared/TextRow.h"

#include <QCheckBox>
#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QResizeEvent>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

namespace lab {

namespace {

constexpr std::array<const char*, 4> foldNames {"program", "family", "programs", "kernel"}; ///< as SequenceFold::Kind

/// The bar takes as many rows as it needs. But a view whose height followed from its width would, in a panel that scrolls, get
/// its diagram's preferred height rather than what room there is.
class BarAbove : public QVBoxLayout
{
public:
    using QVBoxLayout::QVBoxLayout;

    bool hasHeightForWidth() const override { return false; }
};

} // namespace

SequenceView::SequenceView(ViewContext& viewContext, QWidget* parent)
    : View(viewContext, parent)
    , m_canvas(new SequenceCanvas(viewContext, this))
    , m_bar(new QWidget(this))
    , m_filterPart(new QWidget(m_bar))
    , m_words(new QLineEdit(m_bar))
    , m_count(new QLabel(m_bar))
    , m_scale(new QLabel(m_bar))
    , m_timed(new QCheckBox(m_bar))
    , m_leave(button("sequence-filter-close", QStringLiteral("✕")))
    , m_less(button("sequence-time-in", QStringLiteral("+")))
    , m_more(button("sequence-time-out", QStringLiteral("−")))
{
    buildBar();
    auto* box = new BarAbove(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(0);
    box->addWidget(m_bar);
    box->addWidget(m_canvas, 1);
    setFocusProxy(m_canvas);
    connect(context().playhead, &Playhead::moved, m_canvas, &SequenceCanvas::refresh);
    connect(context().playhead, &Playhead::appended, m_canvas, &SequenceCanvas::refresh);
    connect(context().selection, &Selection::changed, m_canvas, &SequenceCanvas::showSelection);
    connect(m_canvas, &SequenceCanvas::progressed, this, &SequenceView::tell);
    connect(m_canvas, &SequenceCanvas::folded, this, &SequenceView::tableChanged);
    connect(m_canvas, &SequenceCanvas::filterLeft, this, &SequenceView::leaveFilter);
    connect(m_words, &QLineEdit::textChanged, this, &SequenceView::filterEdited);
    connect(m_leave, &QToolButton::clicked, this, &SequenceView::leaveFilter);
    connect(m_timed, &QCheckBox::toggled, this, &SequenceView::setTrueTime);
    connect(m_less, &QToolButton::clicked, m_canvas, [this] { m_canvas->changeScale(-1); });
    connect(m_more, &QToolButton::clicked, m_canvas, [this] { m_canvas->changeScale(1); });
    retranslate();
    showParts();
}

QToolButton* SequenceView::button(const char* name, const QString& sign)
{
    auto* tool = new QToolButton(m_bar);
    tool->setObjectName(name);
    tool->setText(sign);
    tool->setProperty("flat", true);
    tool->setFocusPolicy(Qt::StrongFocus);
    return tool;
}

void SequenceView::buildBar()
{
    m_bar->setObjectName("sequence-bar");
    m_bar->setProperty("onScreenOnly", true);
    m_words->setObjectName("sequence-filter");
    m_words->setClearButtonEnabled(true);
    m_words->installEventFilter(this);
    m_words->setMinimumWidth(160);
    m_count->setObjectName("sequence-count");
    m_count->setProperty("look", "muted");
    m_count->setMinimumWidth(0);
    m_scale->setProperty("look", "muted");
    m_timed->setObjectName("sequence-true-time");
    auto* filter = new TextRow(m_filterPart);
    filter->setContentsMargins(0, 0, 0, 0);
    filter->addWidget(m_words, 1);
    filter->addWidget(m_count);
    filter->addWidget(m_leave);
    m_filterPart->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    // No fixed height: it would be that of one row.
    auto* row = new FlowLayout(m_bar);
    row->growWithText();
    row->setContentsMargins(10, 4, 10, 4);
    for (QWidget* part : {m_filterPart, static_cast<QWidget*>(m_timed), static_cast<QWidget*>(m_more),
                          static_cast<QWidget*>(m_scale), static_cast<QWidget*>(m_less)})
        row->addWidget(part);
}

void SequenceView::retranslate()
{
    m_words->setPlaceholderText(tr("client · tcp · port=8080 · call=connect · flag=SYN · errno=ECONNREFUSED"));
    m_words->setAccessibleName(tr("Filter of the sequence diagram"));
    m_words->setToolTip(tr("Only rows with these words are shown. Words of one kind are alternatives; words of different kinds "
                           "must all hold.\n%1")
                            .arg(QStringLiteral("calls packets states · client server · tcp udp icmp arp · port=8080 · "
                                                "connection=40001-8080\nprogram=server · call=connect · flag=SYN flag=FIN+ACK · "
                                                "errno=ECONNREFUSED")));
    m_timed->setText(tr("True time"));
    m_timed->setToolTip(tr("Rows stand as far apart as they are in time: never nearer than a row, and a long wait is broken. "
                           "Where the line at the left is dotted, they are nearer in time than they are drawn."));
    const std::pair<QToolButton*, QString> names[] {{m_leave, tr("Show all rows (Escape)")},
                                                    {m_less, tr("Less time in a row (+)")},
                                                    {m_more, tr("More time in a row (−)")}};
    for (const auto& [tool, name] : names) {
        tool->setToolTip(name);
        tool->setAccessibleName(name);
    }
    tell();
}

void SequenceView::showParts()
{
    const bool timed = trueTime();
    m_filterPart->setVisible(m_filtering);
    for (QWidget* part : {static_cast<QWidget*>(m_more), static_cast<QWidget*>(m_scale), static_cast<QWidget*>(m_less)})
        part->setVisible(timed);
    m_bar->setVisible(m_filtering || timed);
}

void SequenceView::beginFilter()
{
    m_filtering = true;
    showParts();
    tell();
    m_words->setFocus();
    m_words->selectAll();
}

void SequenceView::leaveFilter()
{
    m_words->clear();
    m_filtering = false;
    if (m_filterPart->isAncestorOf(focusWidget()))
        m_canvas->setFocus();
    showParts();
}

QString SequenceView::filterText() const
{
    return m_filtering ? m_words->text() : QString();
}

void SequenceView::setFilterText(const QString& text)
{
    m_filtering = !text.isEmpty();
    m_words->setText(text);
    showParts();
}

bool SequenceView::trueTime() const
{
    return m_canvas->reading().axis().timed();
}

void SequenceView::setTrueTime(bool on)
{
    m_canvas->setTimed(on);
    m_timed->setChecked(on);
    showParts();
    tell();
}

qlonglong SequenceView::nsPerRow() const
{
    return m_canvas->reading().axis().scale();
}

void SequenceView::setNsPerRow(qlonglong ns)
{
    m_canvas->setScale(ns);
}

double SequenceView::rowZoom() const
{
    return m_canvas->rowZoom();
}

void SequenceView::setRowZoom(double zoom)
{
    m_canvas->setRowZoom(zoom);
}

void SequenceView::zoomRows(int steps)
{
    m_canvas->zoomRows(steps);
}

void SequenceView::showWholeRecording()
{
    m_canvas->setRowZoom(m_canvas->wholeZoom());
}

QStringList SequenceView::folded() const
{
    QStringList all;
    for (const SequenceFold& fold : m_canvas->folds().all())
        all << QStringLiteral("%1 %2").arg(QLatin1String(foldNames[static_cast<std::size_t>(fold.kind)])).arg(fold.of);
    return all;
}

void SequenceView::setFolded(const QStringList& all)
{
    SequenceFolds folds;
    for (const QString& one : all) {
        const QStringList parts = one.split(QLatin1Char(' '));
        const auto name = std::find(foldNames.begin(), foldNames.end(), parts.front().toStdString());
        if (name != foldNames.end())
            folds.set({static_cast<SequenceFold::Kind>(name - foldNames.begin()), parts.value(1).toUInt()}, true);
    }
    m_canvas->setFolds(folds);
}

void SequenceView::chooseFolds()
{
    m_canvas->openFoldMenu();
}

/// What is not understood yet hides and shows nothing: the rows stay as they were.
void SequenceView::filterEdited()
{
    if (auto filter = EventFilter::parse(m_words->text().toStdString()))
        m_canvas->setFilter(std::move(*filter));
    tell();
    emit tableChanged();
}

QString SequenceView::misunderstood() const
{
    const std::string word = EventFilter::misunderstood(m_words->text().toStdString());
    return word.empty() ? QString() : tr("“%1” is not understood").arg(toQString(word));
}

QString SequenceView::counted() const
{
    const SequenceReading& reading = m_canvas->reading();
    if (!reading.filter().active())
        return {};
    const Journal& journal = context().playhead->journal();
    QString text = tr("%1 of %2 rows").arg(m_canvas->shownSlots()).arg(m_canvas->rows());
    if (reading.filter().followed() < journal.size())
        text += QStringLiteral("  ") + tr("(%1 % read)").arg(reading.percent(journal));
    return text;
}

void SequenceView::tell()
{
    m_scale->setText(tr("1 row = %1").arg(waitText(m_canvas->reading().axis().scale())));
    const QString wrong = misunderstood();
    const QString look = wrong.isEmpty() ? QStringLiteral("muted") : QStringLiteral("lost");
    if (m_count->property("look").toString() != look) {
        m_count->setProperty("look", look);
        m_count->style()->unpolish(m_count);
        m_count->style()->polish(m_count);
    }
    // However long a word is, the line stays wide enough to correct it.
    const QString text = wrong.isEmpty() ? counted() : wrong;
    m_count->setText(m_count->fontMetrics().elidedText(text, Qt::ElideMiddle, std::max(160, width() / 2)));
    m_count->setToolTip(wrong.isEmpty() ? QString() : wrong + QStringLiteral("\n\n") + m_words->toolTip());
    m_words->setAccessibleDescription(text);
    // Not each time: a table that is made makes the diagram read on, and that comes here.
    if (const std::size_t rows = m_canvas->reading().axis().size(); rows != std::exchange(m_told, rows))
        emit tableChanged();
}

void SequenceView::contextChanged()
{
    retranslate();
    m_canvas->refresh();
}

void SequenceView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    View::changeEvent(event);
}

bool SequenceView::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_words && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Down:
            m_canvas->setFocus();
            return true;
        case Qt::Key_Escape:
            m_canvas->setFocus();
            leaveFilter();
            return true;
        default:
            break;
        }
    }
    return View::eventFilter(watched, event);
}

QSize SequenceView::minimumSizeHint() const
{
    const QSize least = m_canvas->minimumSize();
    if (m_bar->isHidden())
        return least;
    const QSize bar = m_bar->minimumSizeHint();
    return {std::max(least.width(), bar.width()), least.height() + m_bar->heightForWidth(std::max(width(), bar.width()))};
}

void SequenceView::resizeEvent(QResizeEvent* event)
{
    View::resizeEvent(event);
    if (event->size().width() != event->oldSize().width() && !m_bar->isHidden())
        updateGeometry(); // the bar may have another number of rows
}

QSize SequenceView::pictureSize(int width, std::size_t from) const
{
    return m_canvas->wholeSize(width, from);
}

std::unique_ptr<DiagramTable> SequenceView::table()
{
    m_canvas->refresh();
    return std::make_unique<SequenceTable>(m_canvas->reading(), m_canvas->texts(), m_canvas->columns(), *context().playhead);
}

} // namespace lab
