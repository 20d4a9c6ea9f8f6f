#pragma once
// LessonsAbout: which lessons speak of a glossary entry, by their own texts. Reads them when first asked, one at a time
// between the window's other work.

#include "views/shared/SliceTimer.h"
#include "views/shared/View.h"

#include <map>
#include <optional>
#include <set>

namespace lab {

class LessonsAbout : public QObject
{
    Q_OBJECT

public:
    explicit LessonsAbout(const ViewContext& context, QObject* parent = nullptr);

    void want(); ///< reads on, if there is more
    bool finished() const;

    /// In the catalog's order, as far as they have been read.
    std::vector<const LessonEntry*> about(const std::string& id) const;

signals:
    void progressed(); ///< all have been read

private:
    void readOne();
    const std::vector<LessonEntry>& lessons() const;

    const ViewContext& m_context;
    std::map<std::string, std::set<std::size_t>> m_places; ///< of lessons, by entry
    std::optional<TermFinder> m_finder;
    std::size_t m_read = 0;
    SliceTimer m_turn;
};

} // namespace lab
