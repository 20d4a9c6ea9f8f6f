#pragma once
// HostContents: what one host's card says at the playhead, as a list of items without geometry: its programs, their
// descriptors, listening queues as slots, sockets that no program has, counters. HostLayout gives them places.

#include "views/shared/Painting.h"
#include "views/shared/View.h"

#include <QStringList>

#include <vector>

namespace lab {

struct HostItem
{
    enum class Kind { Actor, Heading, Socket, Slots, Counter };

    struct Call
    {
        CallId call = 0;
        QString text; ///< connect(3, 10.9.0.2:8080)
        QString note; ///< "= 3", or why it waits; may be long
        Tone tone = Tone::Plain;

        bool operator==(const Call&) const = default;
    };

    struct Slot
    {
        SocketId socket = 0;
        QString name, port; ///< both empty: a free place
        bool taken = false;

        bool operator==(const Slot&) const = default;
    };

    Kind kind = Kind::Heading;
    ActorId actor = 0;
    int fd = -1; ///< Socket: -1 where no program has it
    SocketId socket = 0;
    QStringList texts; ///< what to write, longest first; the first that fits is taken
    QString detail; ///< at the right: status, state, "2 of backlog 1 (+1) full"
    QString note; ///< a second, muted line of a socket: its queues and timer
    QString tip; ///< everything, for the pointer
    Tone tone = Tone::Plain; ///< of the detail
    bool dim = false; ///< an ended program
    std::vector<Call> calls; ///< Actor: one a thread
    std::vector<Slot> slots_; ///< Slots (moc reads "slots" as a keyword)
    std::size_t slotsCut = 0; ///< places that are not listed because there are too many

    bool operator==(const HostItem&) const = default;
};

/// `now`: for waiting times and timers; the playhead's time, or the lab's clock while it runs.
std::vector<HostItem> hostContents(const ViewContext& context, HostId host, Timestamp now);

/// Does something in the lab wait, so that times on the stage grow?
bool anythingWaits(const LabState& state);

/// The counters worth a line on the stage: what the kernel threw away, refused or sent again.
bool isTellingCounter(std::string_view name);

} // namespace lab
