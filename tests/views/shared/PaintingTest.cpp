#include "views/shared/Painting.h"

#include <QFontMetricsF>
#include <QTest>

using namespace lab;

class PaintingTest : public QObject
{
    Q_OBJECT

private slots:

    void textInLinesIsWholeWhereThereAreEnough()
    {
        const QString text = QStringLiteral("It waits in the accept queue for a connection that has arrived");
        const QFont font;
        const double width = QFontMetricsF(font).horizontalAdvance(text) / 2.5;
        const QStringList lines = linesOf(text, font, width, 9);
        QVERIFY(lines.size() >= 3);
        QCOMPARE(lines.join(QLatin1Char(' ')), text);
        for (const QString& line : lines)
            QVERIFY2(QFontMetricsF(font).horizontalAdvance(line) <= width, qPrintable(line));
    }

    void whatHasNoRoomInTheLastLineIsSaidToBeMissing()
    {
        const QString text = QStringLiteral("It waits in the accept queue for a connection that has arrived");
        const QFont font;
        const double width = QFontMetricsF(font).horizontalAdvance(text) / 2.5;
        const QStringList lines = linesOf(text, font, width, 2);
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines.last().endsWith(QStringLiteral("…")) && QFontMetricsF(font).horizontalAdvance(lines.last()) <= width);
        QCOMPARE(linesOf(text, font, 10 * width, 2), QStringList {text});
    }

    void aLongWordIsBroken()
    {
        const QString address(60, QLatin1Char('f'));
        const QStringList lines = linesOf(address, QFont(), QFontMetricsF(QFont()).horizontalAdvance(address) / 3, 9);
        QVERIFY(lines.size() >= 3);
        QCOMPARE(lines.join(QString()), address);
    }
};

QTEST_MAIN(PaintingTest)
#include "PaintingTest.moc"
