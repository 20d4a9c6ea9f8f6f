// At which calls a program is kept, and what is no rule.

#include "model/engine/StopRules.h"

#include <QTest>

#include <cerrno>

using namespace lab;

namespace {

Result<StopRules> rulesOf(const std::string& line)
{
    return StopRules::parse(*parseCommand("p: stops " + line));
}

bool before(const StopRules& rules, const char* call, std::optional<int> fd = {}, const SourcePlace& place = {})
{
    return rules.before(call, fd, [&]() -> const SourcePlace& { return place; });
}

} // namespace

class StopRulesTest : public QObject
{
    Q_OBJECT

private slots:
    void nowhereIsTheBeginning()
    {
        QVERIFY(StopRules().nowhere());
        QVERIFY(rulesOf("none")->nowhere());
        QVERIFY(!before(StopRules(), "accept", 3));
        QVERIFY(!StopRules().after(ECONNRESET));
    }

    void everyCallIsEveryCall()
    {
        const auto rules = rulesOf("calls");
        QVERIFY(rules && !rules->nowhere());
        QVERIFY(before(*rules, "socket") && before(*rules, "close", 7));
        QVERIFY(!rules->after(ECONNRESET));
    }

    void anyOneRuleIsEnough()
    {
        const auto rules = rulesOf("call=recv,accept fd=5");
        QVERIFY(before(*rules, "recvfrom", 4)); // what recv() is to the kernel
        QVERIFY(before(*rules, "accept", 3));
        QVERIFY(before(*rules, "close", 5));
        QVERIFY(!before(*rules, "close", 4));
    }

    void aFailedCallIsKeptByItsError()
    {
        QVERIFY(rulesOf("errno=any")->after(EAGAIN));
        QVERIFY(!rulesOf("errno=any")->after(0));
        QVERIFY(rulesOf("errno=ECONNRESET,EPIPE")->after(EPIPE));
        QVERIFY(!rulesOf("errno=ECONNRESET,EPIPE")->after(EAGAIN));
    }

    void aLineIsOfAFileOfThatName()
    {
        const auto rules = rulesOf("line=server.c:31");
        QVERIFY(before(*rules, "accept", 3, {"/home/kim/과제/server.c", 31, "main", 0}));
        QVERIFY(before(*rules, "accept", 3, {"server.c", 31, "main", 0}));
        QVERIFY(!before(*rules, "accept", 3, {"/home/kim/my-server.c", 31, "main", 0}));
        QVERIFY(!before(*rules, "accept", 3, {"/home/kim/server.c", 32, "main", 0}));
        QVERIFY(!before(*rules, "accept", 3, {}));
    }

    void whatIsNoRuleIsASentence_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("says");
        QTest::newRow("nothing") << "" << "call=recv,accept";
        QTest::newRow("a word") << "sometimes" << "call=recv,accept";
        QTest::newRow("no call") << "call=dance" << "no such socket call";
        QTest::newRow("no descriptor") << "fd=L" << "a number";
        QTest::newRow("no line") << "line=server.c" << "server.c:31";
        QTest::newRow("line 0") << "line=server.c:0" << "server.c:31";
        QTest::newRow("no error") << "errno=EWHAT" << "error's name";
        QTest::newRow("no kind") << "weather=bad" << "call=, fd=, line= and errno=";
    }

    void whatIsNoRuleIsASentence()
    {
        QFETCH(QString, line);
        QFETCH(QString, says);
        const auto rules = rulesOf(line.toStdString());
        QVERIFY(!rules);
        QVERIFY2(QString::fromStdString(rules.error().message).contains(says), rules.error().message.c_str());
    }
};

QTEST_APPLESS_MAIN(StopRulesTest)
#include "StopRulesTest.moc"
