// Pieces of a capture that are kept, and pieces that are left in their file: each frame's bytes, wherever its piece is.
#include "model/journal/CapturedBytes.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

#include <fcntl.h>

using namespace lab;

namespace {

constexpr std::size_t pieces = 20, pieceLength = 1000; ///< more than are read again at the same time

/// A file of such pieces, each full of its number.
Bytes contents()
{
    Bytes all;
    for (std::size_t i = 0; i < pieces; ++i)
        all.insert(all.end(), pieceLength, static_cast<std::uint8_t>(i));
    return all;
}

bool isFull(const Result<ByteView>& bytes, std::size_t length, std::size_t number)
{
    return bytes && bytes->size() == length && std::all_of(bytes->begin(), bytes->end(), [number](auto byte) { return byte == number; });
}

} // namespace

class CapturedBytesTest : public QObject
{
    Q_OBJECT

private slots:

    void whatIsKeptIsThere()
    {
        CapturedBytes bytes;
        bytes.keep(Bytes(10, 1), 0);
        bytes.keep(Bytes(20, 2), 3);
        QVERIFY(!bytes.readsAgain());
        QVERIFY(isFull(bytes.at(0, 0, 10), 10, 1));
        QVERIFY(isFull(bytes.at(2, 9, 1), 1, 1));
        QVERIFY(isFull(bytes.at(3, 5, 15), 15, 2));
        QVERIFY(isFull(bytes.at(99, 20, 0), 0, 2));
    }

    void whatIsLeftIsReadAgainInAnyOrder()
    {
        CapturedBytes bytes;
        leaveAll(bytes);
        bytes.keep(Bytes(7, 99), pieces * 2); // what came later
        QVERIFY(bytes.readsAgain());
        for (std::size_t i = 0; i < pieces * 6; ++i) {
            const std::size_t piece = i * 7 % pieces;
            QVERIFY(isFull(bytes.at(piece * 2 + i % 2, i, 100), 100, piece));
        }
        QVERIFY(isFull(bytes.at(pieces * 2, 0, 7), 7, 99));
    }

    void itStaysThereWhenTheFileHasAnotherNameOrNone()
    {
        CapturedBytes bytes;
        leaveAll(bytes);
        QVERIFY(QFile::remove(path()));
        QVERIFY(isFull(bytes.at(8, 0, pieceLength), pieceLength, 4));
    }

    void whatIsNoLongerThereIsSaidWithItsPlace()
    {
        CapturedBytes bytes;
        leaveAll(bytes);
        QVERIFY(QFile::resize(path(), 4500));
        QVERIFY(isFull(bytes.at(6, 0, 10), 10, 3));
        const auto cut = bytes.at(8, 0, 10);
        QVERIFY(!cut);
        QCOMPARE(QString::fromStdString(cut.error().message),
                 "the capture has changed since it was read: at byte 4500 found its end, expected the 1000 bytes that were there from byte 4000 on");
        QVERIFY(!bytes.at(30, 0, 10));
    }

    void whatIsSomethingElseNowIsNotTakenForIt()
    {
        CapturedBytes bytes;
        leaveAll(bytes);
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(5999) && file.putChar('x'));
        file.close();
        const auto changed = bytes.at(10, 0, 10); // though these ten are the same
        QVERIFY(!changed);
        QVERIFY(QString::fromStdString(changed.error().message).contains("at byte 5000 found other bytes"));
        QVERIFY(isFull(bytes.at(12, 0, 10), 10, 6));
    }

private:
    QString path() const { return m_folder.filePath("capture"); }

    void leaveAll(CapturedBytes& bytes) const
    {
        const Bytes all = contents();
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        QCOMPARE(file.write(reinterpret_cast<const char*>(all.data()), qint64(all.size())), qint64(all.size()));
        file.close();
        bytes.readAgainFrom(UniqueFd(::open(path().toLocal8Bit().data(), O_RDONLY | O_CLOEXEC)), "the capture");
        for (std::size_t i = 0; i < pieces; ++i)
            bytes.leave(LeftPiece::of(i * pieceLength, ByteView(all).subspan(i * pieceLength, pieceLength)), i * 2);
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(CapturedBytesTest)
#include "CapturedBytesTest.moc"
