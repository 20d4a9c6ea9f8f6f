#pragma once
// TelephoneScene: every socket at the playhead as a telephone, with the lines between them. A list without geometry.

#include "views/analogy/Talk.h"
#include "views/shared/Painting.h"
#include "views/shared/View.h"

#include <QStringList>

#include <array>
#include <vector>

namespace lab {

struct Phone
{
    SocketId socket = 0;
    Moment moment = Moment::Socket;
    QString says; ///< in the words of the telephone: "ready to ring"
    QString name; ///< whose it is, and its number: "server · 3 · :8080"
    QString real; ///< what the kernel says: "LISTEN · accept(3) blocked"
    QString tip;
    Tone tone = Tone::Plain;
    bool lifted = false; ///< its handset
    bool rings = false; ///< somebody waits in its accept queue
    bool letters = false; ///< UDP: no telephone at all
    bool shown = false; ///< the one that the sentences are about
    QStringList waiting; ///< a listening one: who waits in the accept queue
    std::size_t waitingCount = 0, room = 0; ///< those waiting, and how many may
    QString queue; ///< "accept queue 1 of 4"
};

struct PhoneLine
{
    int left = -1, right = -1; ///< into the sides' phones; -1: the other end is not there
    Moment moment = Moment::Talking;
    QStringList words; ///< what is on the line now: "SYN →", "\"Hello\" →"
    std::vector<PacketId> packets; ///< the same
};

struct TelephoneScene
{
    std::array<QString, 2> titles;
    std::array<std::vector<Phone>, 2> phones;
    std::array<QString, 2> more; ///< "and 12 more"; empty: all are there
    std::vector<PhoneLine> lines;
    QString nowTitle, now, failsTitle, fails;
    QString empty; ///< instead of a picture
};

TelephoneScene telephoneScene(const ViewContext& context, const Talk& talk);

/// "client · descriptor 3"; "no program has it"
QString holderText(const ViewContext& context, const TalkEnd& end);
/// The bytes that a packet carries, as a person reads them: "\"Hello\""; empty: none, or not recorded.
QString payloadText(const PacketState& packet, int most = 24);
/// "accept(3) blocked", "send(3, \"Hello\") = 5"; empty: no call.
QString callText(const ViewContext& context, const CallState* call);

} // namespace lab
