// The stage as a table: what both hosts' cards and the wire's card say, from the same items that they paint.

#include "views/shared/Labels.h"
#include "views/stage/HostCard.h"
#include "views/stage/StageView.h"
#include "views/stage/WireCard.h"

namespace lab {

std::unique_ptr<DiagramTable> StageView::table()
{
    auto table = std::make_unique<ListedTable>(QStringList {tr("Where"), tr("What"), tr("How it stands"), tr("More")});
    if (m_only != HostId::Server)
        m_client->addRows(*table);
    m_wire->addRows(*table);
    if (m_only != HostId::Client)
        m_server->addRows(*table);
    return table;
}

void HostCard::addRows(ListedTable& table) const
{
    const QString where = title();
    table.add({where, tr("address"), m_address});
    if (m_contents.empty())
        table.add({where, tr("No program here yet.")});
    for (const HostItem& item : m_contents) {
        Selection::What what;
        if (item.socket != 0)
            what.socket = item.socket;
        QString text = item.texts.value(0);
        if (item.fd >= 0)
            text = tr("descriptor %1: %2").arg(item.fd).arg(text);
        if (item.kind != HostItem::Kind::Slots)
            table.add({where, text, item.detail, item.note}, what);
        for (const HostItem::Call& call : item.calls) {
            Selection::What chosen;
            chosen.call = call.call;
            table.add({where, call.text, call.note}, chosen);
        }
        for (const HostItem::Slot& slot : item.slots_) {
            Selection::What chosen;
            if (slot.socket != 0)
                chosen.socket = slot.socket;
            const QString who = (slot.name + QLatin1Char(' ') + slot.port).trimmed();
            table.add({where, tr("place in the queue"), slot.taken ? tr("waiting") : tr("free"), who}, chosen);
        }
        if (item.slotsCut > 0)
            table.add({where, tr("and %n more free", nullptr, static_cast<int>(item.slotsCut))});
    }
}

QString WireCard::fateText(const PacketState& packet) const
{
    QStringList all;
    switch (packet.fate) {
    case PacketFate::InFlight:
        all << tr("on the way");
        break;
    case PacketFate::Held:
        all << tr("held");
        break;
    case PacketFate::Delivered:
        all << tr("delivered");
        break;
    case PacketFate::Dropped:
        all << tr("lost");
        break;
    }
    if (packet.repeats > 0)
        all << tr("sent again %n times while held", nullptr, static_cast<int>(packet.repeats));
    if (packet.original != 0)
        all << tr("a copy");
    return all.join(QStringLiteral(", "));
}

void WireCard::addRows(ListedTable& table) const
{
    const LabState& state = m_context.playhead->state();
    const QString where = m_context.playhead->thisMachine() ? tr("No wire") : state.onlyHost() ? tr("Wire: the loopback") : tr("Wire");
    table.add({where, modeText()});
    if (m_context.playhead->thisMachine())
        return;
    const auto add = [&](const PacketState& packet) {
        Selection::What what;
        what.packet = packet.packet;
        const QString label = (toQString(state.packetName(packet)) + QLatin1Char(' ') + sequenceLabel(packet)).trimmed();
        table.add({where, label, fateText(packet), portsLabel(packet)}, what);
    };
    for (const PlacedPacket& placed : m_layout.packets())
        if (const PacketState* packet = placed.held ? state.packet(placed.packet) : nullptr)
            add(*packet);
    for (const PacketState& packet : state.packets())
        if (packet.fate == PacketFate::InFlight)
            add(packet);
    for (const PlacedPacket& placed : m_layout.packets())
        if (const PacketState* packet = placed.held ? nullptr : state.packet(placed.packet))
            add(*packet);
}

} // namespace lab
