#include "views/inspector/Inspector.h"

#include "tests/support/JournalBuilder.h"
#include "tests/support/Stories.h"
#include "tests/views/shared/ShownLab.h"

#include <QTest>

#include <cerrno>

using namespace lab;
using namespace lab::tests;

class InspectorTest : public QObject
{
    Q_OBJECT

private:
    static const InspectionRow* row(const Inspection& inspection, const QString& name)
    {
        for (const InspectionGroup& group : inspection.groups) {
            for (const InspectionRow& one : group.rows) {
                if (one.name == name)
                    return &one;
            }
        }
        return nullptr;
    }

    static bool explains(const Inspection& inspection, const QString& heading)
    {
        for (const Explanation& one : inspection.explanations) {
            if (one.heading == heading && !one.text.isEmpty())
                return true;
        }
        return false;
    }

private slots:

    void everyEventOfAStoryCanBeTakenApart()
    {
        for (const auto& story : {handshakeStory(), queuesStory(), datagramStory()}) {
            ShownLab lab(story);
            JournalLookup lookup;
            lookup.follow(lab.journal);
            const Inspector inspector(lab.context, lookup);
            for (std::size_t i = 0; i < lab.journal.size(); ++i) {
                const Inspection made = inspector.event(i);
                QVERIFY(!made.title.isEmpty());
                for (const InspectionGroup& group : made.groups) {
                    for (const InspectionRow& one : group.rows) {
                        if (one.bytes.buffer < 0)
                            continue;
                        const auto& buffer = made.buffers.at(static_cast<std::size_t>(one.bytes.buffer));
                        QVERIFY(one.bytes.offset + one.bytes.length <= buffer.bytes.size());
                    }
                }
            }
        }
    }

    void onePacketWhoseFileNoLongerHasItSaysSo()
    {
        ShownLab lab({{Timestamp {0}, PacketSent {1, HostId::Client, PacketOrigin::Kernel, {}, 54}}});
        JournalLookup lookup;
        lookup.follow(lab.journal);
        const Inspection gone = Inspector(lab.context, lookup).packet(1);
        QCOMPARE(gone.title, QString("Packet 1"));
        QVERIFY(explains(gone, "Not here"));
        QVERIFY(gone.groups.empty() && gone.buffers.empty());
    }

    void aPacketHasItsFateItsFlagsAndRelativeNumbers()
    {
        ShownLab lab(handshakeStory());
        JournalLookup lookup;
        lookup.follow(lab.journal);
        const Inspector inspector(lab.context, lookup);
        const Inspection synAck = inspector.packet(2);
        QCOMPARE(synAck.title, QStringLiteral("SYN+ACK"));
        QCOMPARE(synAck.pill, QStringLiteral("delivered"));
        QVERIFY(explains(synAck, QStringLiteral("SYN")));
        QVERIFY(row(synAck, QStringLiteral("Sequence number"))->value.startsWith(QStringLiteral("0 (relative)")));
        lab.playhead.moveTo(lab.afterFirst<PacketHeld>());
        QCOMPARE(inspector.packet(1).pill, QStringLiteral("held"));
        QCOMPARE(inspector.packet(1).pillRole, Role::Held);
        QCOMPARE(inspector.packet(2).pill, QStringLiteral("not at the playhead"));
    }

    void anAddressShowsItsPortInNetworkByteOrder()
    {
        ShownLab lab(handshakeStory());
        JournalLookup lookup;
        lookup.follow(lab.journal);
        const std::size_t bind =
            lab.after<CallEntered>([](const CallEntered& call) { return call.name == "bind"; }) - 1;
        const Inspection made = Inspector(lab.context, lookup).event(bind);
        QCOMPARE(made.title, QStringLiteral("bind()"));
        const InspectionRow* port = row(made, QStringLiteral("sin_port"));
        QVERIFY(port);
        QCOMPARE(port->value, QStringLiteral("8080"));
        const Bytes& memory = made.buffers.at(static_cast<std::size_t>(port->bytes.buffer)).bytes;
        QCOMPARE(memory.at(port->bytes.offset), std::uint8_t {0x1f});
        QCOMPARE(memory.at(port->bytes.offset + 1), std::uint8_t {0x90});
        QCOMPARE(row(made, QStringLiteral("network order"))->value, QStringLiteral("1f 90"));
    }

    void aResultIsNotToldBeforeThePlayheadHasReachedIt()
    {
        ShownLab lab(handshakeStory());
        JournalLookup lookup;
        lookup.follow(lab.journal);
        const Inspector inspector(lab.context, lookup);
        const std::size_t blocked = lab.after<CallBlocked>([](const CallBlocked&) { return true; });
        const CallId call = std::get<CallBlocked>(lab.journal.at(blocked - 1).body).call;
        lab.playhead.moveTo(blocked);
        const Inspection waiting = inspector.call(call);
        QCOMPARE(waiting.pill, QStringLiteral("blocked"));
        QVERIFY(explains(waiting, QStringLiteral("Why does it wait?")));
        QVERIFY(!row(waiting, QStringLiteral("returned")));
        lab.playhead.goLive();
        QCOMPARE(inspector.call(call).pill, QStringLiteral("= 4"));
    }

    void anErrnoIsNamedAndExplained()
    {
        JournalBuilder journal;
        const ActorId client = journal.actor(HostId::Client, "client");
        const CallId call = journal.enter(client, "connect", {number(3), address(serverEnd(9)), number(16)});
        journal.returned(call, -1, ECONNREFUSED);
        ShownLab lab(journal.events());
        JournalLookup lookup;
        lookup.follow(lab.journal);
        const Inspection made = Inspector(lab.context, lookup).call(call);
        QCOMPARE(made.pill, QStringLiteral("ECONNREFUSED"));
        QCOMPARE(made.pillRole, Role::Lost);
        QVERIFY(explains(made, QStringLiteral("ECONNREFUSED")));
        QCOMPARE(row(made, QStringLiteral("errno"))->value, QStringLiteral("ECONNREFUSED (111)"));
    }

    void theWayToACallIsShownInnermostFirst()
    {
        ShownLab lab(stackStory("/home/me"));
        JournalLookup lookup;
        lookup.follow(lab.journal);
        const Inspection made = Inspector(lab.context, lookup).call(1);
        const InspectionGroup& stack = made.groups.at(1); // below the result, above the arguments
        QStringList rows;
        for (const InspectionRow& one : stack.rows)
            rows << one.name + " " + one.value;
        QCOMPARE(rows, QStringList({"recv recv.c:28", "take net.c:2, inlined", "reply net.c:7", "0x7f02 libc.so.6", "main main.c:5",
                                    QStringLiteral("… further out are more")}));
        QCOMPARE(stack.rows[0].role, Role::MutedText); // the C library's, though its lines are known
        QCOMPARE(stack.rows[1].role, Role::Call);
        QCOMPARE(stack.rows[2].role, Role::Text);
        QCOMPARE(stack.rows[3].role, Role::MutedText);
        QCOMPARE(stack.rows[4].frame, std::optional<std::size_t>(4));
        QVERIFY(!row(made, QStringLiteral("line")));
    }

    void aListeningSocketTellsHowManyMayWait()
    {
        ShownLab lab(queuesStory());
        JournalLookup lookup;
        lookup.follow(lab.journal);
        const std::size_t full = lab.after<SocketSampled>([](const SocketSampled& sampled) {
            return sampled.row.state == SocketState::Listen && sampled.row.recvQueue == 2;
        });
        const Inspection made = Inspector(lab.context, lookup).event(full - 1);
        QCOMPARE(made.pill, QStringLiteral("LISTEN"));
        QVERIFY(explains(made, QStringLiteral("LISTEN")));
        QCOMPARE(row(made, QStringLiteral("accept queue"))->value, QStringLiteral("2 waiting"));
        QCOMPARE(row(made, QStringLiteral("backlog"))->value, QStringLiteral("1, Linux lets 2 wait"));
    }
};

QTEST_APPLESS_MAIN(InspectorTest)
#include "InspectorTest.moc"
