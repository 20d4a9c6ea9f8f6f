// AnalogyCanvas's picture as a table: each telephone, line, pipe or layer with what it stands for, and the two sentences.

#include "views/analogy/AnalogyCanvas.h"

namespace lab {

namespace {

template<class Scene>
void addSentences(ListedTable& table, const Scene& scene)
{
    if (!scene.empty.isEmpty())
        table.add({scene.empty});
    table.add({scene.nowTitle, scene.now});
    table.add({scene.failsTitle, scene.fails});
}

Selection::What ofSocket(SocketId socket)
{
    Selection::What what;
    if (socket != 0)
        what.socket = socket;
    return what;
}

Selection::What ofPacket(PacketId packet)
{
    Selection::What what;
    if (packet != 0)
        what.packet = packet;
    return what;
}

void addPhones(ListedTable& table, const TelephoneScene& scene, const QString& line)
{
    for (std::size_t side = 0; side < 2; ++side) {
        for (const Phone& phone : scene.phones[side]) {
            table.add({scene.titles[side], phone.name, phone.says, phone.real}, ofSocket(phone.socket));
            if (!phone.queue.isEmpty())
                table.add({scene.titles[side], phone.name, phone.queue, phone.waiting.join(QStringLiteral(", "))}, ofSocket(phone.socket));
        }
        if (!scene.more[side].isEmpty())
            table.add({scene.titles[side], scene.more[side]});
    }
    const auto name = [&scene](std::size_t side, int phone) {
        const auto& all = scene.phones[side];
        return phone >= 0 && static_cast<std::size_t>(phone) < all.size() ? all[static_cast<std::size_t>(phone)].name : QStringLiteral("–");
    };
    for (const PhoneLine& one : scene.lines)
        table.add({line, name(0, one.left) + QStringLiteral(" ↔ ") + name(1, one.right), one.words.join(QStringLiteral(", "))},
                  ofPacket(one.packets.empty() ? 0 : one.packets.front()));
}

void addPipes(ListedTable& table, const PipeScene& scene)
{
    for (std::size_t way = 0; way < scene.ways.size() && scene.empty.isEmpty(); ++way) {
        const PipeWay& pipe = scene.ways[way];
        const QString name = pipe.writer + QStringLiteral(" → ") + pipe.reader;
        for (std::size_t part = 0; part < std::size(scene.names); ++part)
            table.add({name, scene.names[part], scene.texts[way][part][0], scene.texts[way][part][1]});
        for (const PipePiece& piece : pipe.wire)
            table.add({name, scene.names[2], piece.text, piece.tip}, ofPacket(piece.packet));
    }
}

void addLayers(ListedTable& table, const StackScene& scene, const QString& bytes)
{
    for (std::size_t side = 0; side < 2 && scene.empty.isEmpty(); ++side)
        for (const StackPart& part : scene.parts[side])
            table.add({scene.titles[side], part.name, part.holds, part.tip});
    if (scene.packet != 0)
        table.add({scene.wire, scene.packetText, {}, scene.packetTip}, ofPacket(scene.packet));
    for (const StackPiece& piece : scene.pieces)
        table.add({scene.wire, piece.name, bytes.arg(piece.bytes)}, ofPacket(scene.packet));
}

} // namespace

std::unique_ptr<DiagramTable> AnalogyCanvas::table() const
{
    auto table = std::make_unique<ListedTable>(QStringList {tr("Where"), tr("What"), tr("How it stands"), tr("In the kernel's words")});
    const Talk shown = talk();
    if (m_kind == AnalogyKind::Telephone) {
        const TelephoneScene scene = telephoneScene(m_context, shown);
        addPhones(*table, scene, tr("line"));
        addSentences(*table, scene);
    } else if (m_kind == AnalogyKind::Pipe) {
        const PipeScene scene = pipeScene(m_context, shown);
        addPipes(*table, scene);
        addSentences(*table, scene);
    } else {
        const StackScene scene = stackScene(m_context, shown);
        addLayers(*table, scene, tr("%1 B"));
        addSentences(*table, scene);
    }
    return table;
}

} // namespace lab
