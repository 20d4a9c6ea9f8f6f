// Two runs of a lesson on the real kernel are equal; a packet that was dropped in one of them is a difference with what followed.

#include "tests/support/ProgramRun.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace lab::tests;

class CompareRunsTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_home;

    QString path(const QString& name) const { return m_home.filePath(name); }

    QString recorded(const QString& lesson, const QString& name) const
    {
        const Outcome outcome = socketlab({"run", lesson, "--journal", path(name), "--lang", "en"});
        if (outcome.status != 0)
            qWarning("status %d: %s", outcome.status, qPrintable(outcome.said + outcome.complained));
        return path(name);
    }

    static Outcome compare(const QString& left, const QString& right)
    {
        return socketlab({"compare", left, right, "--lang", "en"});
    }

    /// One segment of data, which is then released or dropped.
    QString lesson(const QString& decision) const
    {
        QFile file(path(decision + ".yaml"));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("the test cannot write a lesson");
        file.write(R"(format: socketlab-lesson/1
id: one-segment
chapter: data
level: 1
minutes: 1
title: {en: "One segment", ko: "세그먼트 하나"}
goals:
  - {en: "See it.", ko: "본다."}
seeds: [B14]
wire: auto
retransmissions: show
steps:
  - {at: server, call: socket, as: L}
  - {at: server, call: bind, fd: L, addr: "10.9.0.2:8080"}
  - {at: server, call: listen, fd: L, backlog: 3}
  - {at: client, call: socket, as: C}
  - {at: client, call: connect, fd: C, addr: "10.9.0.2:8080"}
  - {at: server, call: accept, fd: L, as: A, expect: {ret: 4}}
  - {wire: hold}
  - {at: client, call: send, fd: C, data: "AAA", expect: {ret: 3}}
  - {)" + decision.toUtf8() + R"(: next}
  - {wire: auto}
  - {at: server, call: recv, fd: A, len: 100, expect: {ret: 3, data: AAA}}
)");
        return file.fileName();
    }

private slots:
    void initTestCase()
    {
        QVERIFY(m_home.isValid());
        qputenv("XDG_STATE_HOME", path("state").toUtf8());
    }

    void twoRunsOfALessonAreEqual_data()
    {
        QTest::addColumn<QString>("id");
        QTest::newRow("calls and states") << "three-way-handshake";
        QTest::newRow("compiled programs") << "program-12345";
        QTest::newRow("processes that fork") << "fork-and-descriptors";
        QTest::newRow("UDP") << "udp-first-datagram";
    }

    void twoRunsOfALessonAreEqual()
    {
        QFETCH(QString, id);
        const Outcome outcome = compare(recorded(id, id + "-1.pcapng"), recorded(id, id + "-2.pcapng"));
        QVERIFY2(outcome.status == 0, qPrintable(outcome.said + outcome.complained));
        QCOMPARE(outcome.said, QStringLiteral("No differences.\n"));
    }

    void aDroppedPacketIsSaidWithWhatFollowed()
    {
        const Outcome outcome = compare(recorded(lesson("release"), "released.pcapng"), recorded(lesson("drop"), "dropped.pcapng"));
        QCOMPARE(outcome.status, 1);
        const QStringList lines = outcome.said.split('\n');
        const auto has = [&](char sign, const char* text) {
            return std::any_of(lines.begin(), lines.end(), [&](const QString& line) { return line.startsWith(QLatin1Char(sign)) && line.contains(text); });
        };
        QVERIFY2(has('-', "wire: release") && has('+', "wire: drop"), qPrintable(outcome.said));
        QVERIFY2(has('-', "DATA(3)") && has('+', "dropped (by-command)"), qPrintable(outcome.said));
        // The client's kernel sends the same bytes again, and its program is told the same in the end.
        QVERIFY2(has('+', "seq 1 ack 1"), qPrintable(outcome.said));
        QVERIFY2(!has('-', "recv(") && !has('+', "recv("), qPrintable(outcome.said));
        QVERIFY2(!has('-', "SYN") && !has('+', "SYN"), qPrintable(outcome.said));
    }
};

QTEST_GUILESS_MAIN(CompareRunsTest)
#include "CompareRunsTest.moc"
