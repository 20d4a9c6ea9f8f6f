#include "views/sequence/SequenceFoldMenu.h"

#include <algorithm>

namespace lab {

SequenceFoldMenu::SequenceFoldMenu(const SequenceIndex& index, const SequenceTexts& texts, const SequenceColumns& columns,
                                   const SequenceFolds& folds, QWidget* parent)
    : QMenu(parent)
    , m_index(index)
    , m_texts(texts)
    , m_columns(columns)
    , m_folds(folds)
{
    setObjectName("sequence-folds");
    setAccessibleName(tr("Folded lifelines"));
    setAttribute(Qt::WA_DeleteOnClose);
    for (const HostId host : {HostId::Client, HostId::Server})
        addHost(host);
    addSeparator();
    QAction* all = addAction(tr("Unfold everything"));
    all->setObjectName("unfold");
    all->setEnabled(!folds.empty());
    connect(all, &QAction::triggered, this, &SequenceFoldMenu::everythingUnfolded);
}

std::vector<std::uint32_t> SequenceFoldMenu::lanesOf(HostId host) const
{
    std::vector<std::uint32_t> lanes;
    for (std::uint32_t lane = 0; lane < m_columns.columnOf.size(); ++lane)
        if (m_columns.columnOf[lane] != noRow && m_index.lanes()[lane].host == host)
            lanes.push_back(lane);
    return lanes;
}

void SequenceFoldMenu::addHost(HostId host)
{
    const std::vector<std::uint32_t> lanes = lanesOf(host);
    const bool kernel = host == HostId::Client ? !m_index.oneHost() : !m_index.thisMachine();
    if (!actions().isEmpty() && (kernel || !lanes.empty()))
        addSeparator();
    if (lanes.size() > 1)
        addFold(SequenceFold::programs(host));
    std::vector<bool> forked(m_index.lanes().size());
    for (const SequenceLane& lane : m_index.lanes())
        if (lane.parent != noRow)
            forked[lane.parent] = true;
    for (std::size_t i = 0; i < std::min(lanes.size(), mostListed); ++i) {
        addFold(SequenceFold::program(lanes[i]));
        if (forked[lanes[i]])
            addFold(SequenceFold::family(lanes[i]));
    }
    if (lanes.size() > mostListed)
        addAction(tr("%n more programs", nullptr, static_cast<int>(lanes.size() - mostListed)))->setEnabled(false);
    if (kernel)
        addFold(SequenceFold::kernel(host));
}

void SequenceFoldMenu::addFold(const SequenceFold& fold)
{
    QString name = m_texts.fold(fold);
    QAction* action = addAction(name.replace(QLatin1Char('&'), QLatin1String("&&")));
    action->setCheckable(true);
    action->setChecked(m_folds.has(fold));
    connect(action, &QAction::triggered, this, [this, fold](bool on) { emit chosen(fold, on); });
}

} // namespace lab
