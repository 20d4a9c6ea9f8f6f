#include "views/reading/PacketLayers.h"

#include "tests/support/JournalBuilder.h"
#include "tests/support/Stories.h"
#include "tests/views/shared/ShownLab.h"
#include "views/reading/LayersCanvas.h"

#include <QTest>

#include <algorithm>

using namespace lab;
using namespace lab::tests;

class PacketLayersTest : public QObject
{
    Q_OBJECT

private slots:

    void theLayersCoverTheFrameWithoutAGap()
    {
        const Bytes frames[] {tcpFrame({clientEnd(40000), serverEnd(8080), TcpFlag::psh | TcpFlag::ack, 1, 1, "Hello"}),
                              udpFrame(clientEnd(40000), serverEnd(53), "Hello")};
        for (const Bytes& frame : frames) {
            std::size_t at = 0;
            for (const PacketLayer& layer : layersOf(frame)) {
                QCOMPARE(layer.offset, at);
                at += layer.length;
                for (const char* part : {".name", ".text"})
                    QVERIFY2(ShownLab::words().find("reading", std::string("layer.") + layerKey(layer) + part), layerKey(layer));
            }
            QCOMPARE(at, frame.size());
            QCOMPARE(layersOf(frame).back().length, std::size_t {5});
        }
    }

    void aTlsRecordIsTheProgramsAndNoLayerOfTheKernels()
    {
        const std::string alert("\x15\x03\x03\x00\x02\x01\x00", 7);
        const auto layers = layersOf(tcpFrame({clientEnd(40000), serverEnd(443), TcpFlag::psh | TcpFlag::ack, 1, 1, alert}));
        QCOMPARE(layers.size(), std::size_t {5}); // Ethernet, IP, TCP, the socket, the program
        QCOMPARE(layers.back().kind, PacketLayer::Kind::Program);
        QCOMPARE(layers.back().length, alert.size());
        QVERIFY(std::any_of(layers.back().fields.begin(), layers.back().fields.end(), [](const PacketField& field) { return field.layer == "TLS"; }));
    }

    void aPacketWithoutDataHasNothingForTheProgram()
    {
        const auto layers = layersOf(tcpFrame({clientEnd(40000), serverEnd(8080), TcpFlag::syn, 1}));
        QCOMPARE(layers.size(), std::size_t {5});
        QCOMPARE(layers.back().kind, PacketLayer::Kind::Program);
        QCOMPARE(layers.back().length, std::size_t {0});
    }

    void theFirstPacketWithDataIsShownUnlessOneIsSelected()
    {
        ShownLab lab(handshakeStory());
        const auto choose = [&] { return choosePacket(lab.journal, lab.playhead.state(), lab.selection.what()); };
        QCOMPARE(choose().choice, PacketChoice::FirstWithData);
        QCOMPARE(decodePacket(choose().frame).payloadLength, std::size_t {5});
        Selection::What what;
        what.packet = 1;
        lab.selection.select(what);
        QCOMPARE(choose().choice, PacketChoice::Selected);
        QVERIFY(decodePacket(choose().frame).has(TcpFlag::syn));
    }

    void theCallThatWroteTheDataIsFound()
    {
        ShownLab lab(handshakeStory());
        JournalLookup lookup;
        lookup.follow(lab.journal);
        const std::size_t sent = *lookup.sent(choosePacket(lab.journal, lab.playhead.state(), {}).packet);
        const auto call = callBehind(lab.journal, lookup, sent);
        QVERIFY(call && *call < sent);
        QCOMPARE(std::get<CallEntered>(lab.journal.at(*call).body).name, std::string("sendto"));
        const std::size_t syn = lab.afterFirst<PacketSent>() - 1;
        QVERIFY(!callBehind(lab.journal, lookup, syn));
    }

    void withoutDataItIsTheFirstOneAndWithoutPacketsNone()
    {
        JournalBuilder journal;
        ShownLab empty(journal.events());
        QCOMPARE(choosePacket(empty.journal, empty.playhead.state(), {}).choice, PacketChoice::None);
        journal.sent(HostId::Client, tcpFrame({clientEnd(40000), serverEnd(8080), TcpFlag::syn, 1}));
        ShownLab one(journal.events());
        QCOMPARE(choosePacket(one.journal, one.playhead.state(), {}).choice, PacketChoice::First);
    }

    void eachBoxHoldsTheNextAndTheirTitlesAreFree()
    {
        for (const double points : {10.0, 28.0}) {
            QFont font;
            font.setPointSizeF(points);
            const LayersLayout layout(5, font, 420);
            for (std::size_t i = 0; i < layout.boxes.size(); ++i) {
                QVERIFY(layout.boxes[i].contains(layout.titles[i]));
                QVERIFY(layout.boxes[i].bottom() <= layout.height);
                if (i == 0)
                    continue;
                QVERIFY(layout.boxes[i - 1].contains(layout.boxes[i]));
                QVERIFY(!layout.titles[i - 1].intersects(layout.boxes[i]));
                QCOMPARE(layout.boxAt(layout.titles[i].center()), static_cast<int>(i));
            }
        }
    }
};

QTEST_MAIN(PacketLayersTest)
#include "PacketLayersTest.moc"
