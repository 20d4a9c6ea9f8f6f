#include "model/lesson/LessonHandout.h"

#include "tests/support/LabSim.h"

#include <QtTest>

using namespace lab;
using namespace lab::tests;

/// A lesson as pages of text; the pictures and the paper are tested with the program.
class LessonHandoutTest : public QObject
{
    Q_OBJECT

private slots:

    void textCanHoldNothingThatBreaksAPage()
    {
        QCOMPARE(htmlText("a < b && \"c\" > d\nnext"), std::string("a &lt; b &amp;&amp; &quot;c&quot; &gt; d<br/>next"));
        QCOMPARE(htmlText(std::string("한\0\x1b[1m글", 12)).find('\x1b'), std::string::npos);
        QVERIFY(htmlText("한글").find("한글") == 0);
    }

    void aLessonThatWasNotPerformedSaysWhatIsExpected()
    {
        const LabSim lab("  - {at: client, call: connect, fd: C, addr: \"10.9.0.2:8080\", expect: {ret: -1, errno: ECONNREFUSED}}\n");
        const HandoutRequest request {&lab.lesson, {Language::English, Language::Korean}, {}};
        const HandoutPage page = handoutPage(request, 0);
        QVERIFY2(page.head.find("Expected: result -1, ECONNREFUSED") != std::string::npos, page.head.c_str());
        QVERIFY(page.head.find("예상: 결과 -1, ECONNREFUSED") != std::string::npos);
        QVERIFY(!page.room);
    }

    void whatTheKernelDidTakesThePlaceOfWhatWasExpected()
    {
        const LabSim lab("  - {at: client, call: socket, as: C, expect: {ret: 3}}\n");
        HandoutRequest request {&lab.lesson, {Language::English}, {{StepOutcome::Held, "= 3", {}, {}}}};
        QVERIFY(handoutPage(request, 0).head.find("→ = 3") != std::string::npos);
        request.results = {{StepOutcome::Failed, "ret", "3", "= 4"}};
        const std::string other = handoutPage(request, 0).head;
        QVERIFY2(other.find("This kernel did something else.") != std::string::npos && other.find("= 4") != std::string::npos,
                 other.c_str());
    }

    void aQuestionHasRoomBeforeItsAnswer()
    {
        const LabSim lab("  - {ask: {q: {en: \"How many?\", ko: \"몇 개?\"}, options: [\"1\", \"2\"], answer: 2, why: {en: Because., ko: 그래서.}}}\n");
        const HandoutPage page = handoutPage({&lab.lesson, {Language::Korean}, {}}, 0);
        QVERIFY(page.room);
        QVERIFY(page.head.find("몇 개?") != std::string::npos && page.head.find("그래서.") == std::string::npos);
        QVERIFY(page.tail.find("정답: 2. 2") != std::string::npos && page.tail.find("그래서.") != std::string::npos);
    }

    void theRecordingSaysWhereEachStepIs()
    {
        LabSim lab("  - {wire: hold}\n  - {say: {en: S, ko: S}}\n  - {wire: cut}\n");
        lab.begin();
        lab.next();
        lab.next();
        Journal journal;
        QVERIFY(journal.feed(lab.journal.bytes()));
        const auto spans = stepSpans(journal, 3);
        QVERIFY(spans[0].begin > 0 && spans[0].end == spans[1].begin);
        QCOMPARE(spans[1].end, journal.size());
        QCOMPARE(spans[2].end, std::size_t {0});
    }
};

QTEST_GUILESS_MAIN(LessonHandoutTest)
#include "LessonHandoutTest.moc"
