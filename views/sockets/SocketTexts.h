#pragma once
// SocketTexts: a row of the table of sockets in words: its cells, what its tooltip adds, and its history read aloud.

#include "views/shared/View.h"
#include "views/sockets/SocketHistory.h"
#include "views/sockets/SocketOrder.h"

#include <QCoreApplication>

namespace lab {

class SocketTexts
{
    Q_DECLARE_TR_FUNCTIONS(SocketTexts)

public:
    explicit SocketTexts(const ViewContext& context)
        : m_context(context)
    {
    }

    static QString columnName(SocketColumn column);
    static QString columnMeaning(SocketColumn column); ///< a sentence for who points at the header

    QString cell(const SocketEntry& entry, SocketColumn column) const; ///< "" for the history, which is drawn
    QString owner(const SocketEntry& entry) const; ///< "server (4711) fd 3, 5"
    QString words(const SocketEntry& entry) const; ///< what a filter looks at
    /// `first`: the event that told of the socket first, if it is known.
    QString tip(const SocketEntry& entry, SocketColumn column, std::optional<std::size_t> first) const;
    static QString wrapping(const QString& text); ///< for a tooltip: only rich text wraps in one
    /// A line a change, oldest first, "0.075402 s: ESTAB, Recv-Q 5, Send-Q 0": the same as is drawn.
    QString history(const SocketEntry& entry, const std::vector<SocketMoment>& moments) const;

private:
    QString state(const SocketEntry& entry) const;
    QString timer(const SocketRow& row) const;
    QStringList queueLines(const SocketRow& row) const;
    QStringList ownerLines(const SocketEntry& entry) const;
    QStringList tcpLines(const TcpInfo& info) const;
    QString timeOf(std::size_t event) const;

    const ViewContext& m_context;
};

} // namespace lab
