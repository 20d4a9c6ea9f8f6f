#pragma once
// Selection: the one event, socket, packet or line that is lit in every view. Views talk to each other through it.

#include "model/base/Ids.h"

#include <QObject>

#include <optional>

namespace lab {

class Selection : public QObject
{
    Q_OBJECT

public:
    struct What
    {
        std::optional<std::size_t> event; ///< index into the journal
        std::optional<PacketId> packet;
        std::optional<SocketId> socket;
        std::optional<CallId> call;
        std::optional<std::size_t> frame; ///< of the call's CallStack: its line is shown instead of the call's own

        friend bool operator==(const What&, const What&) = default;
    };

    using QObject::QObject;

    const What& what() const { return m_what; }

    void select(const What& what);

    void clear() { select({}); }

    void wantNote() { emit noteWanted(); } ///< a person wants to write on what is selected, or else on what is shown

signals:
    void changed();
    void noteWanted();

private:
    What m_what;
};

} // namespace lab
