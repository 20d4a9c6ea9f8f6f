#include "views/lesson/LessonView.h"

#include "tests/views/shared/ShownLab.h"
#include "views/lesson/PredictCard.h"
#include "views/lesson/StepList.h"
#include "views/shared/Theme.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

using namespace lab;
using namespace lab::tests;

namespace {

constexpr const char* lessonText = R"(format: socketlab-lesson/1
id: tiny
chapter: connect
level: 1
minutes: 3
title: {en: "A tiny lesson", ko: "아주 작은 실습"}
goals: [{en: "See a wire.", ko: "전선을 본다."}]
steps:
  - say: {en: "Look at the wire.", ko: "전선을 보자."}
  - ask:
      q: {en: "What does a held wire do?", ko: "붙잡는 전선은 무엇을 할까?"}
      options: [{en: "it drops packets", ko: "패킷을 버린다"}, {en: "it keeps them", ko: "패킷을 붙잡아 둔다"}]
      answer: 2
      why: {en: "Nothing is lost until you say so.", ko: "버리라고 하기 전에는 아무것도 잃지 않는다."}
  - {wire: hold}
)";

/// Two questions, the second longer than the first.
constexpr const char* questionsText = R"(format: socketlab-lesson/1
id: tiny
chapter: connect
level: 1
minutes: 3
title: {en: "A tiny lesson", ko: "아주 작은 실습"}
goals: [{en: "See a wire.", ko: "전선을 본다."}]
steps:
  - ask:
      q: {en: "A short question about a wire and a host?", ko: "0.0.0.0:8080을 이미 쓰고 있다. 다른 소켓을 10.9.0.2:8080에 바인드할 수 있을까?"}
      options: [{en: "yes", ko: "할 수 있다. 다른 주소다"}, "-1 EADDRINUSE"]
      answer: 2
      why: {en: "One of them is all of them.", ko: "0.0.0.0은 이 호스트의 모든 주소를 뜻하므로 두 주소가 겹친다."}
  - {wire: hold}
  - ask:
      q: {en: "The server listens at 127.0.0.1:8081. What happens when a client on the other host calls connect() to 10.9.0.2:8081, and why should that be?", ko: "서버가 127.0.0.1:8081에서 연결 요청을 기다린다. 다른 호스트의 클라이언트가 10.9.0.2:8081로 connect()하면 어떻게 될까?"}
      options: [{en: "it is connected", ko: "연결된다"}, "-1 ECONNREFUSED", {en: "no answer comes, and the time runs out", ko: "응답이 없어 시간이 초과된다"}]
      answer: 2
      why: {en: "Nobody is there who could take the call.", ko: "127.0.0.1에는 같은 호스트에서만 접근할 수 있다. 10.9.0.2:8081에 바인드된 소켓은 없으므로 커널이 RST로 답한다."}
  - {wire: hold}
)";

/// A driver over the real runner; the lab answers every command at once with "settled".
class TinyDriver : public LessonDriver
{
public:
    explicit TinyDriver(const char* text = lessonText)
    {
        auto lesson = readLessonText(text, "tiny.yaml");
        if (!lesson)
            qFatal("%s", lesson.error().message.c_str());
        m_runner =
            std::make_unique<LessonRunner>(*lesson, [this](const std::string& line) { m_lines.push_back(line); });
        m_runner->begin();
        settle();
    }

    const LessonRunner* runner() const override { return m_open ? m_runner.get() : nullptr; }

    void next() override
    {
        m_runner->next(m_state);
        settle();
    }

    void answer(int option) override
    {
        answers.push_back(option);
        m_runner->answer(option, m_state);
        settle();
    }

    void restart() override { ++restarts; }

    bool labRunning() const override { return true; }

    void leave()
    {
        m_open = false;
        emit changed();
    }

    std::vector<int> answers;
    int restarts = 0;

private:
    void settle()
    {
        while (m_given < m_lines.size()) {
            const std::string line = m_lines[m_given++];
            happen(CommandGiven {static_cast<CommandId>(m_given), line});
            if (line == "wire: hold")
                happen(WireChanged {WireMode::Hold});
            happen(Settled {static_cast<CommandId>(m_given), {}});
        }
        emit changed();
    }

    void happen(EventBody body)
    {
        const Event event {{++m_now}, std::move(body)};
        m_state.apply(event);
        m_runner->onEvent(event, m_state);
    }

    std::unique_ptr<LessonRunner> m_runner;
    LabState m_state;
    std::vector<std::string> m_lines;
    std::size_t m_given = 0;
    std::int64_t m_now = 0;
    bool m_open = true;
};

} // namespace

class LessonViewTest : public QObject
{
    Q_OBJECT

private:
    struct Shown
    {
        explicit Shown(const char* text = lessonText, Language language = Language::English)
            : driver(text)
        {
            lab.context.language = language;
            lab.context.lesson = &driver;
            view = std::make_unique<LessonView>(lab.context);
            view->resize(280, 560);
            view->show();
        }

        bool says(const QString& text) const
        {
            for (const QLabel* label : view->findChildren<QLabel*>()) {
                if (label->isVisible() && label->text().contains(text))
                    return true;
            }
            return false;
        }

        /// The visible labels that have less room than their text needs.
        QString cut() const
        {
            QStringList all;
            for (const QLabel* label : view->findChildren<QLabel*>())
                if (label->isVisible() && label->wordWrap() && label->height() < label->heightForWidth(label->width()))
                    all << QStringLiteral("%1 of %2 px: %3").arg(label->height()).arg(label->heightForWidth(label->width())).arg(label->text());
            return all.join('\n');
        }

        void reachQuestion()
        {
            for (int i = 0; i < 5 && !view->findChild<PredictCard*>()->isVisible(); ++i)
                driver.next();
        }

        QRadioButton* option(int i) const { return view->findChildren<QRadioButton*>().at(i); }

        ShownLab lab {std::vector<Event> {}};
        TinyDriver driver;
        std::unique_ptr<LessonView> view;
    };

private slots:
    void theTermsOfWhatIsSaidAskedAndExplainedLeadToTheGlossary()
    {
        Shown shown;
        QStringList opened;
        shown.lab.context.showTerm = [&opened](const std::string& id) { opened << QString::fromStdString(id); };
        const auto termOf = [&shown](const QString& text) {
            for (QLabel* label : shown.view->findChildren<QLabel*>()) {
                if (label->text() != text || !label->isVisible())
                    continue;
                QTest::keyClick(label, Qt::Key_Tab); // to its first term
                QTest::keyClick(label, Qt::Key_Return);
            }
        };
        shown.driver.next();
        termOf("Look at the wire.");
        QCOMPARE(opened, QStringList {"terms/wire"});
        shown.reachQuestion();
        termOf("What does a held wire do?");
        QCOMPARE(opened, (QStringList {"terms/wire", "terms/wire"}));
    }

    void noQuestionIsCutWhenALongerOneFollows_data()
    {
        QTest::addColumn<bool>("korean");
        QTest::addColumn<int>("width");
        for (const int width : {280, 320, 250})
            for (const bool korean : {true, false})
                QTest::addRow("%s, %d px", korean ? "Korean" : "English", width) << korean << width;
    }

    void noQuestionIsCutWhenALongerOneFollows()
    {
        QFETCH(bool, korean);
        QFETCH(int, width);
        Shown shown(questionsText, korean ? Language::Korean : Language::English);
        shown.view->resize(width, 620);
        for (int question = 0; question < 2; ++question) {
            shown.reachQuestion();
            QApplication::processEvents();
            QCOMPARE(shown.cut(), QString());
            const auto options = shown.view->findChildren<QRadioButton*>();
            QTest::mouseClick(options.last(), Qt::LeftButton);
            QApplication::processEvents();
            QCOMPARE(shown.cut(), QString());
            QTest::keyClick(options.last(), Qt::Key_Return);
            QApplication::processEvents();
            QCOMPARE(shown.cut(), QString());
            shown.driver.next();
        }
    }

    void theLessonTellsWhatItIsAndWhatIsSaid()
    {
        Shown shown;
        QVERIFY(shown.says(QStringLiteral("A tiny lesson")));
        QVERIFY(shown.says(QStringLiteral("Step 1 of 3")));
        QVERIFY(!shown.says(QStringLiteral("See a wire.")));
        shown.driver.next();
        QVERIFY(shown.says(QStringLiteral("Look at the wire.")));
    }

    void enterAnswersAndTheStepAfterTheQuestionRuns()
    {
        Shown shown;
        shown.reachQuestion();
        QVERIFY(shown.says(QStringLiteral("What does a held wire do?")));
        QTest::keyClick(shown.option(0), Qt::Key_Return); // nothing chosen yet
        QVERIFY(shown.driver.answers.empty());
        QTest::keyClick(shown.option(1), Qt::Key_Space);
        QTest::keyClick(shown.option(1), Qt::Key_Return);
        QCOMPARE(shown.driver.answers, std::vector<int> {2});
        QVERIFY(shown.driver.runner()->finished()); // "wire: hold" was performed
        QVERIFY(shown.says(QStringLiteral("Right: it keeps them")));
        QVERIFY(shown.says(QStringLiteral("Nothing is lost until you say so.")));
        QVERIFY(shown.says(QStringLiteral("You predicted 1 of 1 right.")));
        QCOMPARE(shown.driver.restarts, 0);
        QVERIFY(!qobject_cast<QPushButton*>(QApplication::focusWidget())); // a second Enter must not restart
    }

    void aWrongAnswerIsToldWithTheReason()
    {
        Shown shown;
        shown.reachQuestion();
        shown.option(0)->click();
        QTest::keyClick(shown.option(0), Qt::Key_Enter);
        QVERIFY(shown.says(QStringLiteral("✗")));
        QVERIFY(shown.says(QStringLiteral("it keeps them")));
        QVERIFY(shown.says(QStringLiteral("Nothing is lost until you say so.")));
        QVERIFY(shown.says(QStringLiteral("You predicted 0 of 1 right.")));
    }

    void showMeGoesOnWithoutAnAnswer()
    {
        Shown shown;
        shown.reachQuestion();
        for (QPushButton* button : shown.view->findChildren<QPushButton*>()) {
            if (button->text() == QStringLiteral("Show me"))
                button->click();
        }
        QCOMPARE(shown.driver.answers, std::vector<int> {0});
        QVERIFY(shown.says(QStringLiteral("Answer: it keeps them")));
    }

    void theLanguageChangesAndTheChoiceStays()
    {
        Shown shown;
        shown.reachQuestion();
        shown.option(1)->click();
        shown.lab.context.language = Language::Korean;
        shown.view->contextChanged();
        QVERIFY(shown.says(QStringLiteral("아주 작은 실습")));
        const auto options = shown.view->findChildren<QRadioButton*>();
        QCOMPARE(options.last()->text(), QStringLiteral("패킷을 붙잡아 둔다"));
        QVERIFY(options.last()->isChecked());
    }

    void stepsAreMarkedDoneAndCurrent()
    {
        Shown shown;
        shown.reachQuestion();
        const auto texts = shown.view->findChild<StepList*>()->texts();
        QCOMPARE(texts.size(), std::size_t {3});
        QVERIFY(texts[0].startsWith(QStringLiteral("✓")));
        QVERIFY(texts[1].startsWith(QStringLiteral("●")));
        QVERIFY(!texts[2].startsWith(QStringLiteral("✓")) && !texts[2].startsWith(QStringLiteral("●")));
    }

    /// What is read is never wider than the narrowest panel, so that one need not scroll to and fro for each line.
    void inLargeTextItIsNoWiderThanANarrowPanel_data()
    {
        QTest::addColumn<bool>("korean");
        QTest::newRow("English") << false;
        QTest::newRow("Korean") << true;
    }

    void inLargeTextItIsNoWiderThanANarrowPanel()
    {
        QFETCH(bool, korean);
        const double before = QApplication::font().pointSizeF();
        setFontSize(28);
        {
            Shown shown(lessonText, korean ? Language::Korean : Language::English);
            shown.view->resize(300, 560);
            shown.reachQuestion();
            const auto* scroll = shown.view->findChild<QScrollArea*>();
            QVERIFY2(shown.view->minimumSizeHint().width() <= 300, qPrintable(QString::number(shown.view->minimumSizeHint().width())));
            QVERIFY2(scroll->widget()->minimumSizeHint().width() <= scroll->viewport()->width(), qPrintable(QString::number(scroll->widget()->minimumSizeHint().width())));
        }
        setFontSize(before);
    }

    void theTitleStaysInSightAsLongAsTheStepIsToo()
    {
        Shown shown;
        shown.view->resize(280, 120); // no room for both
        shown.driver.next();
        auto* scroll = shown.view->findChild<QScrollArea*>();
        QTRY_VERIFY(scroll->verticalScrollBar()->value() > 0);
        shown.view->resize(280, 560);
        QTRY_COMPARE(scroll->verticalScrollBar()->value(), 0);
    }

    void aLongAnswerWrapsInsteadOfBeingCut()
    {
        Shown shown;
        PredictCard card;
        AskStep ask;
        const std::string words = "the kernel keeps the connection in the accept queue until the program calls accept, "
                                  "however long that takes and however many clients come in the meantime";
        ask.question = {"Q", "Q"};
        ask.options = {{words, words}, {"no", "no"}};
        card.showQuestion(7, ask, Language::English, 0, true);
        card.resize(card.minimumSizeHint().width(), 300);
        card.show();
        QVERIFY(QTest::qWaitForWindowExposed(&card));
        const auto* first = card.findChildren<QRadioButton*>().first();
        QVERIFY(card.width() < first->fontMetrics().horizontalAdvance(QString::fromStdString(words)) / 2);
        QVERIFY(first->width() <= card.width());
        QVERIFY(first->height() >= 3 * first->fontMetrics().height());
        // Else a narrow lesson panel scrolls sideways and the beginning of every line is out of sight.
        QVERIFY2(card.minimumSizeHint().width() < 220, qPrintable(QString::number(card.minimumSizeHint().width())));
    }

    void enterChoosesTheOptionThatHasTheKeyboardAndThenChecksIt()
    {
        Shown shown;
        shown.reachQuestion();
        shown.view->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(shown.view.get()));
        shown.option(1)->setFocus();
        QTest::keyClick(shown.option(1), Qt::Key_Return);
        QVERIFY(shown.option(1)->isChecked());
        QVERIFY(shown.driver.answers.empty());
        QTest::keyClick(shown.option(1), Qt::Key_Return);
        QCOMPARE(shown.driver.answers, std::vector<int> {2});
    }

    void withoutALessonItSaysWhatToDo()
    {
        Shown shown;
        shown.driver.leave();
        QVERIFY(shown.says(QStringLiteral("No lesson is open")));
        QVERIFY(!shown.view->findChild<PredictCard*>()->isVisible());
        QVERIFY(!shown.view->findChild<StepList*>()->isVisible());
    }
};

QTEST_MAIN(LessonViewTest)
#include "LessonViewTest.moc"
