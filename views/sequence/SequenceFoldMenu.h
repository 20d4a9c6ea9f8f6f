#pragma once
// SequenceFoldMenu: everything in the sequence diagram that can be folded, as a menu with marks, for the keyboard and for groups.

#include "views/sequence/SequenceTexts.h"

#include <QMenu>

namespace lab {

class SequenceFoldMenu : public QMenu
{
    Q_OBJECT

public:
    SequenceFoldMenu(const SequenceIndex& index, const SequenceTexts& texts, const SequenceColumns& columns, const SequenceFolds& folds,
                     QWidget* parent);

    static constexpr std::size_t mostListed = 20; ///< programs of a host, by name

signals:
    void chosen(const lab::SequenceFold& fold, bool folded);
    void everythingUnfolded();

private:
    void addHost(HostId host);
    void addFold(const SequenceFold& fold);
    std::vector<std::uint32_t> lanesOf(HostId host) const; ///< that have a column

    const SequenceIndex& m_index;
    const SequenceTexts& m_texts;
    const SequenceColumns& m_columns;
    const SequenceFolds& m_folds;
};

} // namespace lab
