#pragma once
// EventText: one event as a row for people: where, what, and the detail. Words only; it paints nothing and keeps
// nothing.

#include "views/shared/JournalLookup.h"
#include "views/shared/View.h"

#include <QCoreApplication>

namespace lab {

struct EventRow
{
    QString where; ///< "client", "c1 (client)", "wire", "server kernel"
    QString what; ///< the kind, in words
    QString detail;
    Role role = Role::Text; ///< of `what`: calls, packets, states, losses
};

class EventText
{
    Q_DECLARE_TR_FUNCTIONS(EventText)

public:
    EventText(const ViewContext& context, const JournalLookup& lookup)
        : m_context(context)
        , m_lookup(lookup)
    {
    }

    EventRow row(std::size_t index) const;

private:
    EventRow describe(const LabStarted& event) const;
    EventRow describe(const SettingWritten& event) const;
    EventRow describe(const CommandGiven& event) const;
    EventRow describe(const Settled& event) const;
    EventRow describe(const Notice& event) const;
    EventRow describe(const ActorStarted& event) const;
    EventRow describe(const ActorExited& event) const;
    EventRow describe(const ActorOutput& event) const;
    EventRow describe(const CallEntered& event) const;
    EventRow describe(const CallStopped& event) const;
    EventRow describe(const CallResumed& event) const;
    EventRow describe(const CallInjected& event) const;
    EventRow describe(const CallStack& event) const;
    EventRow describe(const CallBlocked& event) const;
    EventRow describe(const CallReturned& event) const;
    EventRow describe(const DescriptorsChanged& event) const;
    EventRow describe(const PacketSent& event) const;
    EventRow describe(const WireChanged& event) const;
    EventRow describe(const LinkChanged& event) const;
    EventRow describe(const PacketHeld& event) const;
    EventRow describe(const PacketDelivered& event) const;
    EventRow describe(const PacketDropped& event) const;
    EventRow describe(const PacketCopied& event) const;
    EventRow describe(const PacketRepeated& event) const;
    EventRow describe(const SocketSampled& event, std::size_t index) const;
    EventRow describe(const SocketGone& event, std::size_t index) const;
    EventRow describe(const CountersChanged& event) const;
    EventRow describe(const NoteWritten& event) const;

    QString actorText(ActorId actor) const;
    QString kernelText(HostId host) const;
    QString packetText(PacketId packet) const;
    EventRow ofCall(CallId call, const QString& what, Role role) const;
    EventRow ofWire(PacketId packet, const QString& what, Role role) const;

    const ViewContext& m_context;
    const JournalLookup& m_lookup;
};

} // namespace lab
