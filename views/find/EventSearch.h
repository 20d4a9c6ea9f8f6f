#pragma once
// EventSearch: which events of the journal have all the words that a person looks for, in the text that the table of
// events shows. It reads in slices between the window's other work, so that a million events stop nobody.

#include "views/shared/EventText.h"
#include "views/shared/SliceTimer.h"

#include <QObject>

#include <vector>

namespace lab {

class EventSearch : public QObject
{
    Q_OBJECT

public:
    explicit EventSearch(const ViewContext& context, QObject* parent = nullptr);

    /// Begins anew; several words must all occur, in any order and in upper or lower case. Empty: nothing is found.
    void search(const QString& words);

    const QStringList& words() const { return m_words; }

    /// Indexes into the journal, ascending, as far as it has been read.
    const std::vector<std::size_t>& found() const { return m_found; }

    bool finished() const; ///< the whole journal has been read, as long as it is now
    int percent() const; ///< of it that has been read
    void journalGrew(); ///< reads on
    void journalChanged(); ///< another journal: begins anew with the same words

signals:
    void progressed();

private:
    void readSome();
    bool matches(std::size_t event) const;

    const ViewContext& m_context;
    EventText m_text;
    SliceTimer m_turn;
    QStringList m_words;
    std::vector<std::size_t> m_found;
    std::size_t m_read = 0;
};

} // namespace lab
