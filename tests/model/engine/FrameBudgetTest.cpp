// Of each connection's frames so many bytes are recorded whole, then headers only.
#include "model/engine/FrameBudget.h"

#include "model/engine/Frames.h"
#include "model/packet/Packet.h"

#include <QTest>

using namespace lab;

namespace {

Bytes segment(const char* source, const char* destination, std::size_t payload, const char* kind = "TCP")
{
    Forged what;
    what.kind = kind;
    what.source = *parseEndpoint(source);
    what.destination = *parseEndpoint(destination);
    what.data.assign(payload, 'x');
    return *forgedFrame(HostId::Server, what);
}

constexpr const char *client = "10.9.0.1:40000", *server = "10.9.0.2:7000";

} // namespace

class FrameBudgetTest : public QObject
{
    Q_OBJECT

private slots:

    void framesAreWholeUpToTheLimitAndHeadersOnlyAfterIt()
    {
        FrameBudget budget;
        const Bytes frame = segment(client, server, 1000);
        budget.setLimit(2 * frame.size());
        QCOMPARE(budget.keep(frame).bytes, frame.size());
        QCOMPARE(budget.keep(frame).bytes, frame.size());
        const FrameBudget::Kept third = budget.keep(frame), fourth = budget.keep(frame);
        QVERIFY(third.first && !fourth.first);
        QCOMPARE(third.bytes, decodePacket(frame).payloadOffset);
        QCOMPARE(fourth.bytes, decodePacket(frame).payloadOffset);
    }

    void whatIsLeftOfAFrameStillTellsHowLongItWas()
    {
        FrameBudget budget;
        budget.setLimit(0);
        for (const char* kind : {"TCP", "UDP"})
            for (const bool v6 : {false, true}) {
                const Bytes frame =
                    segment(v6 ? "[fd09::1]:40000" : client, v6 ? "[fd09::2]:7000" : server, 1000, kind);
                const Packet cut = decodePacket(ByteView(frame).first(budget.keep(frame).bytes));
                QCOMPARE(cut.payloadLength, std::size_t {1000});
                QCOMPARE(packetKind(cut), packetKind(decodePacket(frame)));
            }
    }

    void bothDirectionsCountTogetherAndOtherConnectionsDoNot()
    {
        FrameBudget budget;
        const Bytes there = segment(client, server, 1000), back = segment(server, client, 1000);
        budget.setLimit(there.size());
        QCOMPARE(budget.keep(there).bytes, there.size());
        QVERIFY(budget.keep(back).first);
        const Bytes other = segment("10.9.0.1:40001", server, 1000);
        QCOMPARE(budget.keep(other).bytes, other.size());
        const Bytes udp = segment(client, server, 1000, "UDP");
        QCOMPARE(budget.keep(udp).bytes, udp.size());
    }

    void smallAndStrangeFramesStayWhole()
    {
        FrameBudget budget;
        budget.setLimit(0);
        const Bytes small = segment(client, server, 10);
        QCOMPARE(budget.keep(small).bytes, small.size());
        Bytes strange = segment(client, server, 1000);
        strange[12] = 0x12; // no EtherType of IP
        QCOMPARE(budget.keep(strange).bytes, strange.size());
        Bytes fragment = segment(client, server, 1000);
        fragment[21] = 1; // fragment offset: no ports in here
        QCOMPARE(budget.keep(fragment).bytes, fragment.size());
    }

    void theConnectionHasAName()
    {
        QCOMPARE(connectionText(segment(client, server, 1)), std::string("10.9.0.1:40000 - 10.9.0.2:7000"));
    }
};

QTEST_GUILESS_MAIN(FrameBudgetTest)
#include "FrameBudgetTest.moc"
