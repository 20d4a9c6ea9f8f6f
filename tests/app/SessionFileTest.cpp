#include "app/SessionFile.h"

#include "app/Paths.h"
#include "tests/support/JournalBuilder.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <unistd.h>

using namespace lab;
using namespace lab::tests;

namespace {

void write(const QString& path, const Bytes& bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly)
        || file.write(reinterpret_cast<const char*>(bytes.data()), qint64(bytes.size())) < 0)
        qFatal("cannot write %s", qPrintable(path));
}

/// The number of a process that has been and gone.
qint64 deadPid()
{
    QProcess process;
    process.start("true", QStringList());
    process.waitForStarted();
    const qint64 pid = process.processId();
    process.waitForFinished();
    return pid;
}

QString leftName(const QString& begun, qint64 pid)
{
    return QString::fromStdString(stateFolder()) + QStringLiteral("/session-%1-%2-12345-1.pcapng").arg(begun).arg(pid);
}

} // namespace

class SessionFileTest : public QObject
{
    Q_OBJECT

private slots:

    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        qputenv("XDG_STATE_HOME", m_home->path().toUtf8());
    }

    void aFileIsRemovedWithItsOwner()
    {
        QString path;
        {
            const SessionFile file = SessionFile::create();
            path = file.path();
            QVERIFY(path.startsWith(m_home->path()));
            write(path, JournalBuilder().bytes());
            QVERIFY(leftSessions().isEmpty()); // this process is alive: its own session is nobody's leftover
            QVERIFY(QFile::exists(path));
        }
        QVERIFY(!QFile::exists(path));
    }

    void twoLabsOfOneSecondHaveTwoFiles()
    {
        const SessionFile one = SessionFile::create(), two = SessionFile::create();
        QVERIFY(one.path() != two.path());
    }

    void whatADeadSessionLeftIsOffered()
    {
        JournalBuilder builder;
        builder.done("lab: settle");
        const QString path = leftName("20260102T140300", deadPid());
        write(path, builder.bytes());
        const QList<LeftSession> left = leftSessions();
        QCOMPARE(left.size(), 1);
        QCOMPARE(left[0].path, path);
        QCOMPARE(left[0].begun, QDateTime(QDate(2026, 1, 2), QTime(14, 3)));
        QCOMPARE(left[0].events, builder.events().size());
        QVERIFY(QFile::exists(path));
    }

    void aTornFileIsOfferedWithItsWholeEvents()
    {
        JournalBuilder builder;
        builder.done("lab: settle");
        Bytes bytes = builder.bytes();
        bytes.resize(bytes.size() - 3);
        write(leftName("20260102T140301", deadPid()), bytes);
        const QList<LeftSession> left = leftSessions();
        QCOMPARE(left.size(), 1);
        QCOMPARE(left[0].events, builder.events().size() - 1);
    }

    void anEmptyOneIsTidiedAway()
    {
        const QString path = leftName("20260102T140302", deadPid());
        write(path, {});
        QVERIFY(leftSessions().isEmpty());
        QVERIFY(!QFile::exists(path));
    }

    void aPidThatWasUsedAgainIsNotTheOwner()
    {
        JournalBuilder builder;
        builder.done("lab: settle");
        // This very process has the number, but it started at another time than the name says.
        write(leftName("20260102T140303", getpid()), builder.bytes());
        QCOMPARE(leftSessions().size(), 1);
    }

    void otherFilesAreLeftAlone()
    {
        const QString path = QString::fromStdString(stateFolder()) + "/session-of-mine.pcapng";
        write(path, {});
        QVERIFY(leftSessions().isEmpty());
        QVERIFY(QFile::exists(path));
    }

private:
    std::unique_ptr<QTemporaryDir> m_home;
};

QTEST_GUILESS_MAIN(SessionFileTest)
#include "SessionFileTest.moc"
