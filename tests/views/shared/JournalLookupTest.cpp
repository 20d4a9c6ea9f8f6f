// What is known of ids: of a lab, and of a capture that has a million packets between two states.
#include "views/shared/JournalLookup.h"

#include "tests/support/CapturedStory.h"
#include "tests/support/Stories.h"
#include "tests/views/shared/ShownLab.h"

#include <QTest>

using namespace lab;
using namespace lab::tests;

class JournalLookupTest : public QObject
{
    Q_OBJECT

private slots:

    void aPacketOfALabIsFoundAndOneOfACapture()
    {
        const ShownLab lab(handshakeStory());
        const Journal capture = capturedStory(3, 70);
        for (const Journal* journal : {&lab.journal, &capture}) {
            JournalLookup lookup;
            lookup.follow(*journal);
            std::size_t packets = 0;
            for (std::size_t i = 0; i < journal->size(); ++i) {
                const Event event = journal->at(i);
                if (const auto* sent = std::get_if<PacketSent>(&event.body)) {
                    ++packets;
                    QCOMPARE(lookup.sent(sent->packet), std::optional(i));
                    QVERIFY(lookup.frameOf(sent->packet)->frame == sent->frame);
                }
            }
            QVERIFY(packets > 2);
            QVERIFY(!lookup.sent(packets + 100));
        }
    }

    void theStateBeforeIsFoundHoweverManyPacketsAreBetween()
    {
        Journal journal = capturedStory(1, 10); // ESTAB at packet 4
        journal.take(capturedPart(10, 140)); // nothing until packet 154
        CapturedPart download;
        const Bytes frame = tcpFrame({serverEnd(8080), clientEnd(40000), TcpFlag::ack, 1, 1});
        download.lieIn(frame, 0);
        for (int i = 0; i < 60'000; ++i)
            download.appendFrame({200'000 + i}, HostId::Server, 1, frame, static_cast<std::uint32_t>(frame.size()), false);
        download.appendState({300'000}, {0, HostId::Server, SocketState::FinWait1});
        download.keep(frame);
        journal.take(std::move(download));
        JournalLookup lookup;
        lookup.follow(journal);
        const Event last = journal.at(journal.size() - 1);
        const SocketRow& row = std::get<SocketSampled>(last.body).row;
        const auto before = lookup.earlierRow(row.socket, journal.size() - 1);
        QVERIFY(before && before->state == SocketState::Established && before->socket == row.socket);
        QVERIFY(!lookup.earlierRow(row.socket, 8)); // before it was first told of
        QVERIFY(!lookup.earlierRow(row.socket + 100, journal.size()));
        QVERIFY(!JournalLookup().earlierRow(row.socket, 3));
    }
};

QTEST_MAIN(JournalLookupTest)
#include "JournalLookupTest.moc"
