#include "model/calls/MessageMemory.h"

#include <QTest>

#include <string>

using namespace lab;

namespace {

std::vector<MessageValue> twoMessages()
{
    MessageValue first;
    first.nameAt = 0x7ffe0010;
    first.nameLength = 16;
    first.name = {2, 0, 31, 144};
    first.piecesAt = 0x7ffe0100;
    first.pieceCount = 3;
    first.pieces = {{0x1000, 5, {'H', 'e', 'l', 'l', 'o'}}, {0x2000, 100, {'!'}}};
    first.controlAt = 0x7ffe0200;
    first.controlLength = 24;
    first.control = Bytes(24, 7);
    first.flags = 0x8;
    first.moved = 6;
    return {first, MessageValue()};
}

} // namespace

class MessageMemoryTest : public QObject
{
    Q_OBJECT

private slots:

    void whatIsPackedComesBack()
    {
        QVERIFY(unpackMessages(packMessages(twoMessages())) == twoMessages());
        QVERIFY(unpackMessages({}).empty());
    }

    void theDataOfAllPiecesIsJoined()
    {
        const Bytes data = messageData(packMessages(twoMessages()));
        QCOMPARE(std::string(data.begin(), data.end()), std::string("Hello!"));
    }

    void ofACutRunTheWholeMessagesAreLeft()
    {
        const Bytes whole = packMessages(twoMessages());
        const std::size_t first = packMessages({twoMessages()[0]}).size();
        for (std::size_t length = 0; length < whole.size(); ++length) {
            const auto messages = unpackMessages(ByteView(whole).first(length));
            QCOMPARE(messages.size(), length < first ? 0u : 1u);
            QVERIFY(messages.empty() || messages[0] == twoMessages()[0]);
        }
    }

    void lengthsThatLieAreNotBelieved()
    {
        for (std::size_t at = 0; at < packMessages(twoMessages()).size(); ++at) {
            Bytes bytes = packMessages(twoMessages());
            bytes[at] = 0xff;
            QVERIFY(unpackMessages(bytes).size() <= 2); // and no memory is asked for that the bytes don't fill
        }
    }
};

QTEST_APPLESS_MAIN(MessageMemoryTest)
#include "MessageMemoryTest.moc"
