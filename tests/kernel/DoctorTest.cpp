#include "app/Doctor.h"

#include <QProcess>
#include <QTest>

using namespace lab;

namespace {

struct Outcome
{
    int status = -1;
    QString output;
};

/// `socketlab doctor`, with strace refusing it what `refusal` says.
Outcome doctorUnder(const QStringList& refusal, const QString& language = "en")
{
    QProcess process;
    QStringList line = refusal.isEmpty() ? QStringList {} : QStringList {"strace", "-f", "-o", "/dev/null"} + refusal;
    line << SOCKETLAB_BUILD_BIN "/socketlab"
         << "doctor"
         << "--lang" << language;
    process.start(line.takeFirst(), line);
    process.waitForFinished();
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput())};
}

QString rowAbout(const QString& output, const QString& name)
{
    for (const QString& row : output.split('\n'))
        if (row.contains(name))
            return row;
    return {};
}

} // namespace

class DoctorTest : public QObject
{
    Q_OBJECT

private slots:

    void thisMachineIsReady()
    {
        const auto requirements = checkMachine();
        for (const Requirement& row : requirements)
            QVERIFY2(row.ok || !row.required, qPrintable(QString::fromStdString(row.id + ": " + row.found.en)));
        QVERIFY(machineIsReady(requirements));
        QCOMPARE(doctorUnder({}).status, 0);
    }

    void everyRowIsInBothLanguages()
    {
        for (const Requirement& row : checkMachine()) {
            QVERIFY2(!row.name.en.empty() && !row.name.ko.empty(), row.id.c_str());
            QVERIFY2(!row.found.en.empty() && !row.found.ko.empty(), row.id.c_str());
        }
        QVERIFY(doctorUnder({}, "ko").output.contains("네임스페이스"));
    }

    void refusedNamespacesAreNamedWithTheStep_data()
    {
        QTest::addColumn<QStringList>("refusal");
        QTest::addColumn<QString>("step");
        QTest::newRow("unshare") << QStringList {"-e", "trace=unshare", "-e", "inject=unshare:error=EPERM"}
                                 << "unshare(CLONE_NEWUSER): EPERM";
        // What Ubuntu 24.04 does: the namespace is made, but gives no rights.
        QTest::newRow("uid_map") << QStringList {"-P", "/proc/self/uid_map",        "-e", "trace=openat",
                                                 "-e", "inject=openat:error=EACCES"}
                                 << "/proc/self/uid_map: EACCES";
        QTest::newRow("network") << QStringList {"-e", "trace=unshare", "-e", "inject=unshare:error=ENOSPC:when=2"}
                                 << "unshare(CLONE_NEWNET): ENOSPC";
    }

    void refusedNamespacesAreNamedWithTheStep()
    {
        QFETCH(QStringList, refusal);
        QFETCH(QString, step);
        const Outcome outcome = doctorUnder(refusal);
        QCOMPARE(outcome.status, 1);
        const QString row = rowAbout(outcome.output, "namespaces");
        QVERIFY2(row.startsWith("missing") && row.contains(step), qPrintable(outcome.output));
        QVERIFY2(rowAbout(outcome.output, "veth").contains("not tried"), qPrintable(outcome.output));
    }

    void aRefusedPacketSocketIsOneRow()
    {
        const Outcome outcome = doctorUnder({"-e", "trace=bind", "-e", "inject=bind:error=EPERM"});
        QCOMPARE(outcome.status, 1);
        QVERIFY2(rowAbout(outcome.output, "packet sockets").contains("refused: EPERM"), qPrintable(outcome.output));
        QVERIFY2(rowAbout(outcome.output, "veth").startsWith("ok"), qPrintable(outcome.output));
    }

    void aWrongOptionIsNoVerdict() { QCOMPARE(doctorUnder({}, "fr").status, 2); }
};

QTEST_APPLESS_MAIN(DoctorTest)
#include "DoctorTest.moc"
