// A client that has 127.0.0.1 written into it reaches the server on the other host, and hears answers from 127.0.0.1.
#include "model/engine/LocalhostBridge.h"

#include "model/engine/Frames.h"
#include "model/packet/Packet.h"

#include <QTest>

using namespace lab;

namespace {

Bytes segment(const char* source, const char* destination, const char* kind = "TCP")
{
    Forged what;
    what.kind = kind;
    what.source = *parseEndpoint(source);
    what.destination = *parseEndpoint(destination);
    what.data = {'h', 'i'};
    return *forgedFrame(HostId::Server, what);
}

std::string sourceOf(const Bytes& frame)
{
    return toText(decodePacket(frame).ip->source);
}

std::string destinationOf(const Bytes& frame)
{
    return toText(decodePacket(frame).ip->destination);
}

} // namespace

class LocalhostBridgeTest : public QObject
{
    Q_OBJECT

private slots:
    void nothingIsChangedUntilItIsAskedFor()
    {
        LocalhostBridge bridge;
        QVERIFY(!bridge.fromClient(segment("10.9.0.1:40000", "127.0.0.1:8080")));
    }

    void theAddressIsWrittenBothWaysWithRightChecksums()
    {
        for (const char* kind : {"TCP", "UDP"}) {
            LocalhostBridge bridge;
            bridge.turnOn();
            const auto out = bridge.fromClient(segment("10.9.0.1:40000", "127.0.0.1:8080", kind));
            QVERIFY(out);
            QCOMPARE(destinationOf(*out), std::string("10.9.0.2"));
            QCOMPARE(sourceOf(*out), std::string("10.9.0.1"));
            QVERIFY(checksumsRight(*out));
            const auto back = bridge.toClient(segment("10.9.0.2:8080", "10.9.0.1:40000", kind));
            QVERIFY(back);
            QCOMPARE(sourceOf(*back), std::string("127.0.0.1"));
            QVERIFY(checksumsRight(*back));
        }
    }

    void otherConversationsAreLeftAlone()
    {
        LocalhostBridge bridge;
        bridge.turnOn();
        QVERIFY(!bridge.fromClient(segment("10.9.0.1:40000", "10.9.0.2:8080")));
        QVERIFY(!bridge.toClient(segment("10.9.0.2:8080", "10.9.0.1:40000")));
        QVERIFY(bridge.fromClient(segment("10.9.0.1:40000", "127.0.0.1:8080", "TCP")));
        QVERIFY2(!bridge.toClient(segment("10.9.0.2:8080", "10.9.0.1:40000", "UDP")), "another protocol");
        QVERIFY2(!bridge.toClient(segment("10.9.0.2:8080", "10.9.0.1:40001")), "another port");
    }
};

QTEST_GUILESS_MAIN(LocalhostBridgeTest)
#include "LocalhostBridgeTest.moc"
