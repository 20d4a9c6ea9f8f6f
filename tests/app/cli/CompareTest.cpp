#include "tests/support/ComparedRuns.h"
#include "tests/support/ProgramRun.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace lab;
using namespace lab::tests;

class CompareTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString written(const QString& name, const QByteArray& bytes) const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("the test cannot write a file");
        return file.fileName();
    }

    QString run(const QString& name, const RunVariant& variant) const
    {
        const auto journal = journalOf(conversation(variant));
        const Bytes bytes = journal->encoded();
        return written(name, {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())});
    }

    static Outcome compare(const QStringList& arguments) { return socketlab(QStringList {"compare", "--lang", "en"} + arguments); }

private slots:

    void initTestCase() { QVERIFY(m_folder.isValid()); }

    void equalRunsHaveStatusZero()
    {
        RunVariant other;
        other.clientPort = 50'000;
        const Outcome outcome = compare({run("a", {}), run("b", other)});
        QCOMPARE(outcome.status, 0);
        QCOMPARE(outcome.said, QStringLiteral("No differences.\n"));
    }

    void differencesStandUnderTheirCommandAndHaveStatusOne()
    {
        RunVariant other;
        other.connectError = 111;
        other.dropped = true;
        const QString left = run("a", {}), right = run("b", other);
        const Outcome outcome = compare({left, right});
        QCOMPARE(outcome.status, 1);
        const QStringList lines = outcome.said.split('\n');
        QCOMPARE(lines.value(0), "--- " + left);
        QCOMPARE(lines.value(1), "+++ " + right);
        QCOMPARE(lines.value(3), QStringLiteral("@@ 2  client: connect sockfd=C addr=10.9.0.2:8080"));
        QVERIFY2(lines.value(4).startsWith("- ") && lines.value(4).endsWith(") = 0  [result, errno]"), qPrintable(outcome.said));
        QVERIFY2(lines.value(5).startsWith("+ ") && lines.value(5).contains("ECONNREFUSED"), qPrintable(outcome.said));
        QCOMPARE(lines.value(7), QStringLiteral("@@ 4  client: send sockfd=C buf=Hello"));
        QVERIFY2(lines.value(8).startsWith("+ ") && lines.value(8).contains("seq 1 ack 1  dropped (by-command)"), qPrintable(outcome.said));
        QCOMPARE(lines.value(10), QStringLiteral("Differences: 2 (only left 0, only right 1, changed 1)"));
    }

    void allShowsWhatIsEqualToo()
    {
        const Outcome outcome = compare({run("a", {}), run("b", {}), "--all"});
        QCOMPARE(outcome.status, 0);
        QVERIFY2(outcome.said.contains(" @ 4  client: send") && outcome.said.contains("SYN+ACK"), qPrintable(outcome.said));
    }

    void jsonIsOneObjectADifference()
    {
        RunVariant other;
        other.connectError = 111;
        const Outcome outcome = compare({run("a", {}), run("b", other), "--json"});
        QCOMPARE(outcome.status, 1);
        const QStringList lines = outcome.said.split('\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 1);
        const QJsonObject row = QJsonDocument::fromJson(lines[0].toUtf8()).object();
        QCOMPARE(row["verdict"].toString(), QStringLiteral("different"));
        QCOMPARE(row["kind"].toString(), QStringLiteral("call"));
        QCOMPARE(row["differs_in"].toArray(), QJsonArray({"result", "errno"}));
        QCOMPARE(row["left"].toObject()["command"].toString(), QStringLiteral("client: connect sockfd=C addr=10.9.0.2:8080"));
        QVERIFY(row["right"].toObject()["text"].toString().contains("ECONNREFUSED"));
    }

    void whatCannotBeComparedHasStatusTwo()
    {
        const QString good = run("a", {});
        QCOMPARE(compare({}).status, 2);
        QCOMPARE(compare({good}).status, 2);
        QCOMPARE(compare({good, good, "--sideways"}).status, 2);
        const Outcome missing = compare({good, m_folder.filePath("missing")});
        QCOMPARE(missing.status, 2);
        QVERIFY2(missing.complained.contains("missing"), qPrintable(missing.complained));
        QCOMPARE(compare({written("text", "int main(void) { }\n"), good}).status, 2);
    }

    void aDamagedEndIsSaid()
    {
        QFile file(run("a", {}));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        const Outcome outcome = compare({file.fileName(), written("torn", bytes.left(bytes.size() - 10))});
        QCOMPARE(outcome.status, outcome.said.startsWith("No ") ? 0 : 1);
        QVERIFY2(outcome.complained.contains("torn"), qPrintable(outcome.complained));
    }
};

QTEST_GUILESS_MAIN(CompareTest)
#include "CompareTest.moc"
