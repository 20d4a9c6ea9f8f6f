#pragma once
// Inspector: takes one event of the journal apart: a packet's fields and bytes, a call's arguments and result, a
// socket's row in the kernel's table. No widgets.

#include "views/inspector/Inspection.h"
#include "views/shared/JournalLookup.h"
#include "views/shared/View.h"

#include <QCoreApplication>

namespace lab {

class Inspector
{
    Q_DECLARE_TR_FUNCTIONS(Inspector)

public:
    Inspector(const ViewContext& context, const JournalLookup& lookup)
        : m_context(context)
        , m_lookup(lookup)
    {
    }

    Inspection event(std::size_t index) const;
    Inspection packet(PacketId packet) const;
    Inspection call(CallId call) const;
    Inspection socket(const SocketRow& row) const;

private:
    Inspection describe(const LabStarted& event) const;
    Inspection describe(const SettingWritten& event) const;
    Inspection describe(const CommandGiven& event) const;
    Inspection describe(const Settled& event) const;
    Inspection describe(const Notice& event) const;
    Inspection describe(const ActorStarted& event) const;
    Inspection describe(const ActorExited& event) const;
    Inspection describe(const ActorOutput& event) const;
    Inspection describe(const DescriptorsChanged& event) const;
    Inspection describe(const WireChanged& event) const;
    Inspection describe(const LinkChanged& event) const;
    Inspection describe(const CountersChanged& event) const;
    Inspection describe(const NoteWritten& event) const;
    Inspection gone(const SocketGone& event, std::size_t index) const;

    Inspection ofBody(const EventBody& body, std::size_t index) const;
    /// People's notes on this event, and on the others of the same call or packet.
    void addNotes(std::size_t index, Inspection& to) const;
    void addFate(const PacketState& state, Inspection& to) const;
    void addArguments(const CallEntered& entered, const CallReturned* returned, Inspection& to) const;
    void addAddress(const Bytes& memory, int buffer, InspectionGroup& to) const;
    void addPlace(const CallEntered& entered, Inspection& to) const;
    void addCallOutcome(const CallEntered& entered, const CallReturned* returned, Inspection& to) const;
    static QString frameName(const StackFrame& frame);
    static QString frameValue(const StackFrame& frame);
    void addTcpInfo(const SocketRow& row, Inspection& to) const;
    /// The words of `key`, if there are any.
    void explain(std::string_view section, std::string_view key, Inspection& to,
                 Explanation::Tone tone = Explanation::Tone::Plain, const QString& heading = {}) const;
    QString actorText(ActorId actor) const;
    QString dropReason(DropReason why) const;
    QString timeText(std::int64_t ns) const;

    const ViewContext& m_context;
    const JournalLookup& m_lookup;
};

} // namespace lab
