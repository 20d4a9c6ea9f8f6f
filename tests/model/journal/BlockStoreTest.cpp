// Blocks that were copied and blocks that were taken over, each at its own address.
#include "model/journal/BlockStore.h"

#include <QTest>

#include <algorithm>

using namespace lab;

class BlockStoreTest : public QObject
{
    Q_OBJECT

private slots:

    void eachBlockIsWhereItsAddressSays()
    {
        BlockStore store;
        std::vector<std::pair<BlockStore::Address, Bytes>> blocks;
        std::uint64_t before = 0;
        for (std::size_t i = 0; i < 60; ++i) {
            Bytes block(i * 3000 + 12, static_cast<std::uint8_t>(i));
            const BlockStore::Address address = store.append(block);
            QCOMPARE(store.offsetOf(address), before);
            before += block.size();
            blocks.emplace_back(address, std::move(block));
        }
        QVERIFY(store.pages() > 1);
        QCOMPARE(store.size(), before);
        for (const auto& [address, block] : blocks) {
            const ByteView there = store.at(address);
            QVERIFY(there.size() >= block.size() && std::equal(block.begin(), block.end(), there.begin()));
        }
    }

    void whatIsTakenOverIsNotCopiedAndMayBeCutAtItsEnd()
    {
        BlockStore store;
        store.append(Bytes(20, 1));
        Bytes many(5 << 20, 2);
        const std::uint8_t* first = many.data();
        const BlockStore::Address address = store.adopt(std::move(many));
        QCOMPARE(static_cast<const void*>(store.at(address).data()), static_cast<const void*>(first));
        QCOMPARE(store.offsetOf(address + 16), std::uint64_t {36});
        store.cut(1000);
        QCOMPARE(store.size(), std::uint64_t {1020});
        const BlockStore::Address next = store.append(Bytes(8, 3));
        QCOMPARE(store.offsetOf(next), std::uint64_t {1020});
        QCOMPARE(int(store.at(next)[0]), 3);
    }

    void nothingStaysOfBytesThatWereNoBlocks()
    {
        BlockStore store;
        store.adopt(Bytes(100, 1));
        store.cut(0);
        QCOMPARE(store.pages(), std::size_t {0});
        QCOMPARE(store.size(), std::uint64_t {0});
    }
};

QTEST_APPLESS_MAIN(BlockStoreTest)
#include "BlockStoreTest.moc"
