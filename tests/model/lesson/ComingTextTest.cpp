// What the list of steps says of a step to come.

#include "model/lesson/Lesson.h"
#include "model/lesson/StepText.h"

#include <QTest>

using namespace lab;

namespace {

Step stepOf(const char* yaml)
{
    const auto lesson = readLessonText(std::string("format: socketlab-lesson/1\nid: x\nchapter: basics\nlevel: 1\nminutes: 1\n"
                                                   "title: {en: \"X\", ko: \"엑스\"}\ngoals: []\nsteps:\n  - ")
                                           + yaml + "\n",
                                       "x.yaml");
    return lesson ? lesson->steps.at(0) : Step {};
}

} // namespace

class ComingTextTest : public QObject
{
    Q_OBJECT

private slots:
    void aCheckToComeDoesNotSayWhatWillBeFound_data()
    {
        QTest::addColumn<QString>("yaml");
        QTest::addColumn<QString>("answer");
        QTest::newRow("sockets") << "{see: server, tcp: [{state: SYN-RECV}]}" << "SYN-RECV";
        QTest::newRow("packets") << "{packets: [\"client>server SYN\"]}" << "SYN";
        QTest::newRow("flight") << "{flight: [\"client>server SYN\"]}" << "SYN";
        QTest::newRow("counter") << "{counter: server, expect: {TcpExtListenOverflows: 2}}" << "2";
        QTest::newRow("still blocked") << "{at: server, returns: accept, expect: {blocks: true}}" << "still";
    }

    void aCheckToComeDoesNotSayWhatWillBeFound()
    {
        QFETCH(QString, yaml);
        QFETCH(QString, answer);
        const Step step = stepOf(yaml.toUtf8().constData());
        QVERIFY(QString::fromStdString(stepText(step, Language::English)).contains(answer));
        QVERIFY(!QString::fromStdString(comingText(step, Language::English)).contains(answer));
        QVERIFY(!QString::fromStdString(comingText(step, Language::Korean)).contains(answer));
        QVERIFY(comingText(step, Language::English) != comingText(step, Language::Korean));
    }

    void aCallToComeIsSaidWhole()
    {
        const Step step = stepOf("{at: server, call: socket, as: L}");
        QCOMPARE(comingText(step, Language::English), stepText(step, Language::English));
    }
};

QTEST_APPLESS_MAIN(ComingTextTest)
#include "ComingTextTest.moc"
