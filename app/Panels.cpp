#include "app/Panels.h"

#include "app/PanelScroll.h"

#include <QAction>
#include <QDataStream>
#include <QEvent>
#include <QFrame>
#include <QLabel>
#include <QMenu>
#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include <array>

namespace lab {

namespace {

constexpr quint32 layoutVersion = 2;

QSplitter* column(QSplitter* columns)
{
    auto* splitter = new QSplitter(Qt::Vertical, columns);
    splitter->setHandleWidth(8);
    splitter->setChildrenCollapsible(false);
    return splitter;
}

} // namespace

Panels::Panels(ViewContext& context, QWidget* parent)
    : QWidget(parent)
{
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(8, 8, 8, 8);
    m_columns = new QSplitter(Qt::Horizontal, this);
    m_columns->setHandleWidth(8);
    m_columns->setChildrenCollapsible(false);
    outer->addWidget(m_columns);
    m_left = column(m_columns);
    m_centre = column(m_columns);
    m_right = column(m_columns);
    m_leftTabs = makeTabs(m_left);
    m_leftTabs->setObjectName("left-tabs");
    // The stage comes above the tabs whatever the order of the rows.
    for (const Place place :
         {Place::Left, Place::CentreTop, Place::CentreTabs, Place::Bottom, Place::RightTop, Place::RightBottom}) {
        if (place == Place::CentreTabs) {
            m_centreTabs = makeTabs(m_centre);
            m_centreTabs->setObjectName("centre-tabs");
        }
        for (const ViewRow& row : viewCatalog()) {
            if (row.place == place)
                add(row, context);
        }
    }
    m_columns->setStretchFactor(1, 1);
    m_appearing.setSingleShot(true);
    connect(&m_appearing, &QTimer::timeout, this, &Panels::paintNext);
    retranslate();
    defaultSizes();
}

QFrame* Panels::makeCard(QSplitter* into)
{
    auto* card = new QFrame(into);
    card->setProperty("card", true);
    auto* box = new QVBoxLayout(card);
    box->setContentsMargins(1, 1, 1, 1);
    box->setSpacing(0);
    return card;
}

QTabWidget* Panels::makeTabs(QSplitter* into)
{
    QFrame* card = makeCard(into);
    auto* tabs = new QTabWidget(card);
    tabs->setDocumentMode(true);
    tabs->tabBar()->setDrawBase(false);
    card->layout()->addWidget(tabs);
    return tabs;
}

void Panels::add(const ViewRow& row, ViewContext& context)
{
    Panel panel {&row, nullptr, nullptr, nullptr};
    const auto make = [&row, &context](QWidget* parent) {
        View* view = row.make(context, parent);
        view->setObjectName(row.id);
        name(*view, row);
        return view;
    };
    if (row.place == Place::Left || row.place == Place::CentreTabs) {
        panel.tabs = row.place == Place::Left ? m_leftTabs : m_centreTabs;
        panel.card = static_cast<QFrame*>(panel.tabs->parentWidget());
        panel.scroll = new PanelScroll(false, make, panel.tabs);
        panel.tabs->addTab(panel.scroll, viewTitle(row));
    } else {
        const bool right = row.place == Place::RightTop || row.place == Place::RightBottom;
        panel.card = makeCard(right ? m_right : m_centre);
        if (row.place == Place::CentreTop) // its hosts and its wire are cards themselves
            panel.card->setProperty("card", false);
        panel.scroll = new PanelScroll(row.place == Place::Bottom, make, panel.card);
        panel.card->layout()->addWidget(panel.scroll);
    }
    m_panels.push_back(panel);
}

void Panels::name(View& view, const ViewRow& row)
{
    view.setAccessibleName(viewTitle(row));
    view.setWhatsThis(viewHelp(row));
}

void Panels::contextChanged()
{
    for (const Panel& panel : m_panels) {
        if (View* view = panel.scroll->made())
            view->contextChanged();
        panel.scroll->fit();
    }
    retranslate();
}

bool Panels::makeNext()
{
    for (const Panel& panel : m_panels) {
        const bool inFront = shown(panel) && (!panel.tabs || panel.tabs->currentWidget() == panel.scroll);
        if (!inFront || panel.scroll->made())
            continue;
        panel.scroll->view().ensurePolished(); // its style is most of the work
        return true;
    }
    return false;
}

bool Panels::prepareNext(const QSize& size)
{
    if (makeNext())
        return true;
    const std::array columns {m_centre, m_left, m_right};
    if (isVisible() || m_painted == columns.size())
        return false;
    resize(size);
    QWidget* column = columns[m_painted++];
    if (!column->isHidden()) // by whoever wants no such column; this itself is hidden
        (void)column->grab(); // of what is hidden, Qt polishes and lays out everything first
    return true;
}

void Panels::appear()
{
    m_unpainted = {m_right, m_left};
    for (const Panel& panel : m_panels)
        if (panel.row->place == Place::CentreTop)
            m_unpainted.prepend(panel.card);
    for (QWidget* part : m_unpainted)
        part->setUpdatesEnabled(false);
    m_appearing.start(0); // a timer comes behind the painting that is due; QTimer::singleShot(0) would come before it
}

void Panels::paintNext()
{
    m_unpainted.takeFirst()->setUpdatesEnabled(true);
    if (!m_unpainted.isEmpty())
        m_appearing.start(0);
}

View* Panels::view(const QString& id) const
{
    for (const Panel& panel : m_panels) {
        if (id == QLatin1String(panel.row->id))
            return &panel.scroll->view();
    }
    return nullptr;
}

void Panels::showView(const QString& id)
{
    for (const Panel& panel : m_panels) {
        if (id != QLatin1String(panel.row->id))
            continue;
        setShown(panel, true);
        if (panel.tabs)
            panel.tabs->setCurrentWidget(panel.scroll);
    }
}

void Panels::hideView(const QString& id)
{
    for (const Panel& panel : m_panels) {
        if (id == QLatin1String(panel.row->id))
            setShown(panel, false);
    }
}

QString Panels::inFront(const QString& id) const
{
    QTabWidget* tabs = nullptr;
    for (const Panel& panel : m_panels)
        if (id == QLatin1String(panel.row->id))
            tabs = panel.tabs;
    for (const Panel& panel : m_panels)
        if (tabs && panel.tabs == tabs && tabs->currentWidget() == panel.scroll)
            return QString::fromLatin1(panel.row->id);
    return {};
}

QStringList Panels::shownOne() const
{
    QStringList ids;
    for (const Panel& panel : m_panels)
        if ((panel.row->place == Place::CentreTop || panel.row->place == Place::CentreTabs) && (!panel.row->hidden || shown(panel)))
            ids << QString::fromLatin1(panel.row->id);
    return ids;
}

View* Panels::lend(const QString& id)
{
    for (const Panel& panel : m_panels)
        if (id == QLatin1String(panel.row->id))
            return panel.scroll->lend();
    return nullptr;
}

void Panels::takeBack(View* view)
{
    for (const Panel& panel : m_panels)
        if (panel.scroll->made() == view)
            panel.scroll->takeBack();
}

bool Panels::shown(const Panel& panel) const
{
    return panel.tabs ? panel.tabs->isTabVisible(panel.tabs->indexOf(panel.scroll)) : !panel.card->isHidden();
}

void Panels::setShown(const Panel& panel, bool on)
{
    if (panel.tabs) {
        panel.tabs->setTabVisible(panel.tabs->indexOf(panel.scroll), on);
        bool any = false;
        for (int i = 0; i < panel.tabs->count(); ++i)
            any = any || panel.tabs->isTabVisible(i);
        panel.card->setVisible(any);
    } else {
        panel.card->setVisible(on);
    }
    // A column without a visible card would leave its width empty.
    for (QSplitter* splitter : {m_left, m_centre, m_right}) {
        bool any = false;
        for (int i = 0; i < splitter->count(); ++i)
            any = any || !splitter->widget(i)->isHidden();
        splitter->setVisible(any);
    }
}

void Panels::fillMenu(QMenu* menu)
{
    for (const Panel& panel : m_panels) {
        QAction* line = menu->addAction(viewTitle(*panel.row));
        line->setCheckable(true);
        line->setChecked(shown(panel));
        connect(line, &QAction::toggled, this, [this, panel](bool on) { setShown(panel, on); });
    }
}

QByteArray Panels::layoutState() const
{
    QByteArray state;
    QDataStream out(&state, QIODevice::WriteOnly);
    out << layoutVersion;
    for (const QSplitter* splitter : {m_columns, m_left, m_centre, m_right})
        out << splitter->saveState();
    QStringList hidden;
    for (const Panel& panel : m_panels) {
        if (!shown(panel))
            hidden << QString::fromLatin1(panel.row->id);
    }
    out << hidden;
    return state;
}

void Panels::restoreLayout(const QByteArray& state)
{
    QDataStream in(state);
    quint32 version = 0;
    in >> version;
    QByteArrayList sizes(4);
    QStringList hidden;
    if (version == layoutVersion)
        in >> sizes[0] >> sizes[1] >> sizes[2] >> sizes[3] >> hidden;
    const bool good = version == layoutVersion && in.status() == QDataStream::Ok;
    for (const Panel& panel : m_panels)
        setShown(panel, good ? !hidden.contains(QLatin1String(panel.row->id)) : !panel.row->hidden);
    if (!good) {
        defaultSizes();
        return;
    }
    const QList<QSplitter*> splitters {m_columns, m_left, m_centre, m_right};
    for (int i = 0; i < splitters.size(); ++i)
        splitters[i]->restoreState(sizes[i]);
}

void Panels::defaultSizes()
{
    m_columns->setSizes({280, 760, 300});
    m_centre->setSizes({330, 300, 44, 44});
    m_right->setSizes({300, 300});
}

void Panels::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void Panels::retranslate()
{
    setWhatsThis(tr("The panels of the lab. Drag the gaps between them; the View menu hides and shows each."));
    for (const Panel& panel : m_panels) {
        const QString title = viewTitle(*panel.row);
        if (View* view = panel.scroll->made())
            name(*view, *panel.row);
        if (panel.tabs)
            panel.tabs->setTabText(panel.tabs->indexOf(panel.scroll), title);
        if (panel.tabs)
            panel.tabs->setTabWhatsThis(panel.tabs->indexOf(panel.scroll), viewHelp(*panel.row));
    }
}

} // namespace lab
