#include "model/lab/CaptureFold.h"

#include "tests/support/CapturedStory.h"
#include "tests/support/StateText.h"
#include "tests/support/Stories.h"

#include <QTest>

using namespace lab;
using namespace lab::tests;

namespace {

LabState applied(const Journal& journal, std::size_t events)
{
    LabState state;
    while (state.applied() < events)
        state.apply(journal.at(state.applied()));
    return state;
}

} // namespace

class CaptureFoldTest : public QObject
{
    Q_OBJECT

private slots:
    void whoPassesOverPacketsComesToTheSameState()
    {
        const Journal journal = capturedStory(6, 500);
        for (const std::size_t end : {journal.size(), journal.size() - 1, journal.size() / 2}) {
            const auto kept = keptFrom(journal, 0, end);
            QVERIFY(kept && *kept > 0);
            LabState passed;
            for (std::size_t step = 1; passed.applied() < *kept; step = step % 7 + 1) { // also between sent and delivered
                const std::size_t to = std::min(passed.applied() + step, *kept);
                passEvents(passed, journal, to);
                QCOMPARE(passed.applied(), to);
                QVERIFY(passed.packets().empty());
                QVERIFY(passed.packetsForgotten());
            }
            QCOMPARE(passed.now(), applied(journal, *kept).now());
            while (passed.applied() < end)
                passed.apply(journal.at(passed.applied()));
            QCOMPARE(stateText(passed), stateText(applied(journal, end)));
            QVERIFY(!passed.packetsForgotten());
            QVERIFY(stateText(passed).contains(QLatin1String("again")));
        }
    }

    void thatManyPacketsAreKeptAndTheFirstOfThemIsFound()
    {
        const Journal journal = capturedStory(3, 500);
        const std::size_t kept = *keptFrom(journal, 0, journal.size());
        QCOMPARE(journal.kindOf(kept), kindIndexOf<PacketSent>());
        QCOMPARE(applied(journal, journal.size()).packets().front().packet, journal.capturedFrame(kept)->packet);
        QVERIFY(keptFrom(journal, kept, journal.size()));
        QVERIFY(!keptFrom(journal, kept + 1, journal.size())); // one was sent before
        QVERIFY(!keptFrom(capturedStory(1, 500), 0, 1000)); // there are fewer
    }

    void aLabsPacketsHaveAFateAndAreNotPassedOver()
    {
        QVERIFY(isOfCapture(LabState()));
        LabState state;
        const std::vector<Event> story = handshakeStory();
        for (const Event& event : story)
            state.apply(event);
        QVERIFY(!isOfCapture(state));
    }
};

QTEST_APPLESS_MAIN(CaptureFoldTest)
#include "CaptureFoldTest.moc"
