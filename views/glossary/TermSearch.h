#pragma once
// TermSearch: where in the journal a glossary entry shows, read in slices between the window's other work, so that a
// million events stop nobody. It looks for one entry at a time, and ends when it has enough.

#include "model/glossary/TermEvidence.h"
#include "views/shared/SliceTimer.h"
#include "views/shared/View.h"

namespace lab {

class TermSearch : public QObject
{
    Q_OBJECT

public:
    explicit TermSearch(const ViewContext& context, QObject* parent = nullptr);

    void look(const std::string& id); ///< begins anew; empty: for nothing

    const std::vector<std::size_t>& hits() const { return m_scan.hits(); }

    bool enough() const { return m_scan.hits().size() >= EvidenceScan::mostHits; }

    bool finished() const;
    int percent() const; ///< of the journal that has been read

    void journalGrew(); ///< reads on
    void journalChanged(); ///< another journal: begins anew with the same entry

signals:
    void progressed(); ///< more was found, or it is finished

private:
    void readSome();

    const ViewContext& m_context;
    std::string m_id;
    EvidenceScan m_scan;
    SliceTimer m_turn;
};

} // namespace lab
