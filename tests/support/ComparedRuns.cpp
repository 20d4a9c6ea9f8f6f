#include "tests/support/ComparedRuns.h"

#include "model/compare/RunFacts.h"
#include "model/journal/JournalCodec.h"

#include <stdexcept>

namespace lab::tests {

namespace {

constexpr std::uint8_t synFlag = TcpFlag::syn, ackFlag = TcpFlag::ack;

/// The packets of one connection, with relative numbers.
class Segments
{
public:
    Segments(JournalBuilder& builder, const RunVariant& variant)
        : m_builder(builder)
        , m_variant(variant)
    {
    }

    void client(std::uint8_t flags, std::uint32_t seq, std::uint32_t ack, const std::string& data = {}, bool dropped = false)
    {
        const PacketId packet = m_builder.sent(
            HostId::Client, tcpFrame({clientEnd(m_variant.clientPort), serverEnd(8080), flags, m_variant.clientNumber + seq,
                                      flags & ackFlag ? m_variant.serverNumber + ack : 0, data}));
        dropped ? m_builder.dropped(packet) : m_builder.delivered(packet);
    }

    void server(std::uint8_t flags, std::uint32_t seq, std::uint32_t ack)
    {
        m_builder.delivered(m_builder.sent(
            HostId::Server, tcpFrame({serverEnd(8080), clientEnd(m_variant.clientPort), flags, m_variant.serverNumber + seq,
                                      m_variant.clientNumber + ack, {}})));
    }

private:
    JournalBuilder& m_builder;
    const RunVariant& m_variant;
};

} // namespace

std::vector<Event> conversation(const RunVariant& variant)
{
    JournalBuilder builder("hello");
    Segments segments(builder, variant);
    const Endpoint local = clientEnd(variant.clientPort), remote = serverEnd(8080);
    CommandId command = builder.command("lab: actor client client");
    const ActorId actor = builder.actor(HostId::Client, "client");
    builder.settled(command);

    command = builder.command("client: connect sockfd=C addr=10.9.0.2:8080");
    const CallId connect = builder.enter(actor, "connect", {number(3), address(remote), number(16)});
    segments.client(synFlag, 0, 0);
    if (variant.seenOnTheWay)
        builder.socket(socketRow(HostId::Client, variant.firstSocket, SocketState::SynSent, local, remote));
    segments.server(synFlag | ackFlag, 0, 1);
    segments.client(ackFlag, 1, 1);
    builder.socket(socketRow(HostId::Client, variant.firstSocket, SocketState::Established, local, remote));
    builder.returned(connect, variant.connectError ? -1 : 0, variant.connectError);
    builder.settled(command);

    builder.done(variant.mark);
    command = builder.command("client: send sockfd=C buf=Hello");
    const CallId send = builder.enter(actor, "sendto", {number(3), text(variant.data), number(5), number(0), number(0), number(0)});
    builder.returned(send, static_cast<std::int64_t>(variant.data.size()));
    if (variant.dropped)
        segments.client(ackFlag, 1, 1, variant.data, true);
    segments.client(ackFlag, 1, 1, variant.data);
    segments.server(ackFlag, 1, 1 + static_cast<std::uint32_t>(variant.data.size()));
    builder.settled(command);
    return builder.events();
}

std::unique_ptr<Journal> journalOf(const std::vector<Event>& events)
{
    const auto* started = events.empty() ? nullptr : std::get_if<LabStarted>(&events.front().body);
    const std::int64_t wallClock = started ? started->wallClock : 0;
    Bytes bytes = journalHeader(wallClock);
    for (const Event& event : events)
        encodeEvent(event, wallClock, bytes);
    auto journal = Journal::read(std::move(bytes), "hand-made");
    if (!journal)
        throw std::runtime_error(journal.error().message);
    return std::move(*journal);
}

QStringList comparedLines(const std::vector<Event>& left, const std::vector<Event>& right, bool all)
{
    const auto leftJournal = journalOf(left), rightJournal = journalOf(right);
    RunFacts leftFacts, rightFacts;
    while (leftFacts.follow(*leftJournal, 3)) { } // in slices it is the same
    rightFacts.follow(*rightJournal);
    QStringList lines;
    for (const ComparedRow& row : compareRuns(leftFacts.all(), rightFacts.all()).rows) {
        if (row.verdict == RowVerdict::Same && !all)
            continue;
        const RunFact& fact = row.left != ComparedRow::none ? leftFacts.all()[row.left] : rightFacts.all()[row.right];
        static const char* const signs[] {"=", "-", "+", "≠"};
        QString line = QStringLiteral("%1 %2").arg(QString::fromUtf8(signs[static_cast<int>(row.verdict)]), QString::fromUtf8(kindName(fact.kind).data()));
        QStringList parts;
        for (int i = 1; i < factPartCount; ++i)
            if (row.parts & bitOf(static_cast<FactPart>(i)))
                parts << QString::fromUtf8(partName(static_cast<FactPart>(i)).data());
        lines << (parts.isEmpty() ? line : line + " [" + parts.join(", ") + "]");
    }
    return lines;
}

} // namespace lab::tests
