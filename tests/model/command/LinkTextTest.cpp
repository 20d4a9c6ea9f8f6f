// A link in words: what a command and a lesson say of it.

#include "model/command/LinkText.h"

#include <QTest>

using namespace lab;

namespace {

Result<Link> linkIn(const std::string& words)
{
    return linkOf(*parseCommand("wire: link " + words));
}

} // namespace

class LinkTextTest : public QObject
{
    Q_OBJECT

private slots:
    void whatIsSaidIsReadAndSaidAgain_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<qint64>("delay");
        QTest::addColumn<qint64>("rate");
        QTest::addColumn<quint32>("queue");
        QTest::newRow("all three") << "delay=20ms rate=2mbit queue=10" << qint64 {20'000'000} << qint64 {2'000'000} << 10U;
        QTest::newRow("a delay only") << "delay=1.5s" << qint64 {1'500'000'000} << qint64 {0} << 0U;
        QTest::newRow("below a millisecond") << "delay=250us" << qint64 {250'000} << qint64 {0} << 0U;
        QTest::newRow("a rate with its usual queue") << "rate=56kbit queue=100" << qint64 {0} << qint64 {56'000} << 100U;
        QTest::newRow("a fraction of a unit") << "rate=1.544mbit queue=7" << qint64 {0} << qint64 {1'544'000} << 7U;
        QTest::newRow("the fastest") << "delay=10s rate=10gbit queue=10000" << qint64 {10'000'000'000} << qint64 {10'000'000'000} << 10'000U;
    }

    void whatIsSaidIsReadAndSaidAgain()
    {
        QFETCH(QString, words);
        QFETCH(qint64, delay);
        QFETCH(qint64, rate);
        QFETCH(quint32, queue);
        const auto link = linkIn(words.toStdString());
        QVERIFY2(link, link ? "" : link.error().message.c_str());
        QCOMPARE(link->delay, delay);
        QCOMPARE(link->rate, rate);
        QCOMPARE(link->queue, queue);
        QCOMPARE(linkWords(*link), words.toStdString());
    }

    void withoutWordsPacketsCrossAtOnce()
    {
        const auto link = linkOf(*parseCommand("wire: link"));
        QVERIFY(link && link->isInstant());
        QCOMPARE(linkLine(*link), std::string("wire: link"));
    }

    void aRateWithoutAQueueHasTheUsualOne()
    {
        QCOMPARE(linkIn("rate=1mbit")->queue, usualLinkQueue);
    }

    void whatIsWrongIsNamedWithWhatIsAllowed_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("says");
        QTest::newRow("no unit") << "delay=20" << "delay '20': expected a time from 0ms to 10s";
        QTest::newRow("too long") << "delay=11s" << "from 0ms to 10s";
        QTest::newRow("negative") << "delay=-1ms" << "from 0ms to 10s";
        QTest::newRow("no number") << "delay=nanms" << "from 0ms to 10s";
        QTest::newRow("too slow") << "rate=1bit" << "from 1kbit to 10gbit";
        QTest::newRow("bytes") << "rate=1mbyte" << "from 1kbit to 10gbit";
        QTest::newRow("a queue for nothing") << "delay=1ms queue=5" << "queue without a rate";
        QTest::newRow("no room at all") << "rate=1mbit queue=0" << "expected 1 to 10000 packets";
        QTest::newRow("another word") << "loss=3" << "has no 'loss'";
        QTest::newRow("no name") << "20ms" << "'20ms' is not understood";
    }

    void whatIsWrongIsNamedWithWhatIsAllowed()
    {
        QFETCH(QString, words);
        QFETCH(QString, says);
        const auto link = linkIn(words.toStdString());
        QVERIFY(!link);
        QVERIFY2(link.error().message.find(says.toStdString()) != std::string::npos, link.error().message.c_str());
    }
};

QTEST_APPLESS_MAIN(LinkTextTest)
#include "LinkTextTest.moc"
