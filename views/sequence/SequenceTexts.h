#pragma once
// SequenceTexts: the labels of the sequence diagram, made from the journal when a row comes into sight and kept for
// the next painting. Texts only; where they stand is SequenceLayout's.

#include "views/sequence/SequenceColumns.h"
#include "views/shared/Playhead.h"

#include <QCoreApplication>
#include <QHash>
#include <QString>

namespace lab {

class SequenceTexts
{
    Q_DECLARE_TR_FUNCTIONS(SequenceView)

public:
    SequenceTexts(const SequenceIndex& index, const Playhead& playhead)
        : m_index(index)
        , m_playhead(playhead)
    {
    }

    void forget(); ///< another journal or language

    /// What the row says: connect(3, 10.9.0.2:8080), "= 0", SYN seq 0, held on the wire …
    QString row(std::uint32_t row) const;
    QString brief(std::uint32_t row) const; ///< row(), in as few words as tell it; where it has no room
    QString what(std::uint32_t row) const; ///< the same where no arrow tells which packet it is about
    QString packet(std::uint32_t flight) const;
    QString bar(std::uint32_t bar) const; ///< ":8080 LISTEN"
    QString briefBar(std::uint32_t bar) const; ///< "LISTEN"
    QString lane(std::uint32_t lane) const;
    QString column(const SequenceColumn& column) const; ///< its program, or how many are folded together
    QString brief(const SequenceColumn& column) const; ///< the same for a head, which has little room
    QString fold(const SequenceFold& fold) const; ///< what would be folded, for a list
    QString kernel(HostId host) const;
    static QString oneKernel(); ///< where all programs are on one host
    static QString loopback();
    static QString blocked();

    /// The whole row for the pointer and for screen readers: time, who, what, and every state that began in it.
    QString whole(std::uint32_t row) const;

private:
    bool moreWillBeKnown() const;
    QString make(std::uint32_t row) const;
    QString makePacket(std::uint32_t flight) const;
    QString dropped(DropReason why) const;
    QString counted(std::size_t event) const;

    const SequenceIndex& m_index;
    const Playhead& m_playhead;
    mutable QHash<std::uint32_t, QString> m_texts; ///< by row
    mutable QHash<std::uint32_t, QString> m_packets; ///< by flight
};

} // namespace lab
