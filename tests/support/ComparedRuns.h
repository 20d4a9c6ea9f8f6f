#pragma once
// ComparedRuns: two hand-made runs of the same commands, with other process ids, ports, sequence numbers and socket cookies, and
// their comparison as lines of text.

#include "model/compare/Comparison.h"
#include "model/journal/Journal.h"
#include "tests/support/JournalBuilder.h"

#include <QStringList>

namespace lab::tests {

/// What a run of conversation() can have of its own.
struct RunVariant
{
    std::uint16_t clientPort = 41000;
    std::uint32_t clientNumber = 100, serverNumber = 500; ///< initial sequence numbers
    SocketId firstSocket = 1;
    bool dropped = false; ///< the data's first segment, which is then sent again
    int connectError = 0;
    std::string data = "Hello";
    std::string mark = "lab: mark step 2";
    bool seenOnTheWay = false; ///< SYN-SENT, before ESTAB
};

/// Two programs; connect() and send(), with the packets and states that they cause.
std::vector<Event> conversation(const RunVariant& variant);

/// "≠ call [result, errno]", "+ packet", "- state", "= command" …: of the differences only, or of all rows.
QStringList comparedLines(const std::vector<Event>& left, const std::vector<Event>& right, bool all = false);

std::unique_ptr<Journal> journalOf(const std::vector<Event>& events);

} // namespace lab::tests
