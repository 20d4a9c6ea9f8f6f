// The stage as a table: what both hosts' cards and the wire's card say, from the same items that they paint.

#include "views/stage/StageTable.h"

#include "views/shared/Labels.h"
#include "views/stage/HostCard.h"
#include "views/stage/StageView.h"
#include "views/stage/WireCard.h"

#include <memory>

namespace lab {

namespace {

/// One of the rows that an item of a host's card is.
struct HostRow
{
    enum class Part : std::uint8_t { Itself, Call, Slot, Cut };

    std::uint32_t item = 0;
    Part part = Part::Itself;
    std::uint32_t number = 0; ///< of the call or the place
};

std::vector<HostRow> hostRows(const std::vector<HostItem>& items)
{
    std::vector<HostRow> rows;
    for (std::uint32_t i = 0; i < items.size(); ++i) {
        if (items[i].kind != HostItem::Kind::Slots)
            rows.push_back({i});
        for (std::uint32_t call = 0; call < items[i].calls.size(); ++call)
            rows.push_back({i, HostRow::Part::Call, call});
        for (std::uint32_t place = 0; place < items[i].slots_.size(); ++place)
            rows.push_back({i, HostRow::Part::Slot, place});
        if (items[i].slotsCut > 0)
            rows.push_back({i, HostRow::Part::Cut});
    }
    return rows;
}

Selection::What ofSocket(SocketId socket)
{
    Selection::What what;
    if (socket != 0)
        what.socket = socket;
    return what;
}

} // namespace

std::unique_ptr<DiagramTable> StageView::table()
{
    auto table = std::make_unique<StageTable>(QStringList {tr("Where"), tr("What"), tr("How it stands"), tr("More")});
    if (m_only != HostId::Server)
        m_client->addRows(*table);
    m_wire->addRows(*table);
    if (m_only != HostId::Client)
        m_server->addRows(*table);
    return table;
}

void HostCard::addRows(StageTable& table) const
{
    const QString where = title();
    table.add(1, [where, address = m_address](std::size_t) { return StageTable::Row {{where, tr("address"), address}}; });
    if (m_contents.empty())
        table.add(1, [where](std::size_t) { return StageTable::Row {{where, tr("No program here yet.")}}; });
    // The card may say something else by the time somebody looks; its texts are shared until then.
    const auto items = std::make_shared<const std::vector<HostItem>>(m_contents);
    const auto rows = std::make_shared<const std::vector<HostRow>>(hostRows(m_contents));
    table.add(rows->size(), [where, items, rows](std::size_t number) -> StageTable::Row {
        const HostRow& row = (*rows)[number];
        const HostItem& item = (*items)[row.item];
        if (row.part == HostRow::Part::Cut)
            return {{where, tr("and %n more free", nullptr, static_cast<int>(item.slotsCut))}};
        if (row.part == HostRow::Part::Call) {
            const HostItem::Call& call = item.calls[row.number];
            Selection::What chosen;
            chosen.call = call.call;
            return {{where, call.text, call.note}, chosen};
        }
        if (row.part == HostRow::Part::Slot) {
            const HostItem::Slot& slot = item.slots_[row.number];
            const QString who = (slot.name + QLatin1Char(' ') + slot.port).trimmed();
            return {{where, tr("place in the queue"), slot.taken ? tr("waiting") : tr("free"), who}, ofSocket(slot.socket)};
        }
        QString text = item.texts.value(0);
        if (item.fd >= 0)
            text = tr("descriptor %1: %2").arg(item.fd).arg(text);
        return {{where, text, item.detail, item.note}, ofSocket(item.socket)};
    });
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

void WireCard::addRows(StageTable& table) const
{
    const LabState& state = m_context.playhead->state();
    const QString where = m_context.playhead->thisMachine() ? tr("No wire") : state.onlyHost() ? tr("Wire: the loopback") : tr("Wire");
    table.add(1, [where, mode = modeText()](std::size_t) { return StageTable::Row {{where, mode}}; });
    if (m_context.playhead->thisMachine())
        return;
    std::vector<PacketId> packets;
    const auto addPlaced = [&](bool held) {
        for (const PlacedPacket& placed : m_layout.packets())
            if (placed.held == held && state.packet(placed.packet))
                packets.push_back(placed.packet);
    };
    addPlaced(true);
    for (const PacketState& packet : state.packets())
        if (packet.fate == PacketFate::InFlight)
            packets.push_back(packet.packet);
    addPlaced(false);
    const std::size_t count = packets.size();
    // A copy of a state shares what it has with it: the table says what it said when it was made, wherever the playhead goes.
    const auto then = std::make_shared<const LabState>(state);
    table.add(count, [this, where, then, all = std::move(packets)](std::size_t number) -> StageTable::Row {
        const PacketState* packet = then->packet(all[number]);
        if (!packet)
            return {{where}};
        Selection::What what;
        what.packet = packet->packet;
        const QString label = (toQString(then->packetName(*packet)) + QLatin1Char(' ') + sequenceLabel(*packet)).trimmed();
        return {{where, label, fateText(*packet), portsLabel(*packet)}, what};
    });
}

} // namespace lab
