#include "app/LabSession.h"

#include "tests/support/FakeEngine.h"
#include "tests/support/JournalBuilder.h"
#include "tests/support/Stories.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>

using namespace lab;
using namespace lab::tests;

class LabSessionTest : public QObject
{
    Q_OBJECT

private slots:

    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        qputenv("XDG_STATE_HOME", m_home->path().toUtf8());
        m_playhead = std::make_unique<Playhead>();
        m_session = std::make_unique<LabSession>(m_playhead.get());
    }

    void cleanup()
    {
        m_session.reset();
        m_playhead.reset();
    }

    void theEnginesBytesBecomeTheJournalAndMoveThePlayhead()
    {
        const JournalBuilder builder = story();
        FakeEngine engine(builder.bytes());
        QVERIFY(m_session->startSandbox().has_value());
        QTRY_COMPARE(m_playhead->position(), builder.events().size());
        QVERIFY(m_playhead->live());
        QVERIFY(m_session->labRunning());
        QCOMPARE(m_session->liveState().applied(), builder.events().size());
    }

    void commandsReachTheEngineInOrder()
    {
        FakeEngine engine(story().bytes());
        QVERIFY(m_session->startSandbox().has_value());
        QVERIFY(m_session->submit("wire: hold"));
        QTRY_VERIFY(!engine.commands().isEmpty() && engine.commands().value(engine.commands().size() - 1) == "wire: hold");
        QCOMPARE(engine.commands().constFirst(), QStringLiteral("lab: actor server server"));
    }

    void nothingIsUnsavedBeforeSomebodyDidSomething()
    {
        FakeEngine engine(story().bytes());
        QVERIFY(m_session->startSandbox().has_value());
        QTRY_VERIFY(m_session->journal().size() > 0);
        QVERIFY(!m_session->modified());
        m_session->submit("wire: hold");
        QVERIFY(m_session->modified());
    }

    void aSavedSessionOpensAgainWithTheSameEvents()
    {
        const JournalBuilder builder = story();
        FakeEngine engine(builder.bytes());
        QVERIFY(m_session->startSandbox().has_value());
        QTRY_COMPARE(m_session->journal().size(), builder.events().size());
        m_session->submit("wire: hold");
        const QString path = m_home->filePath("saved.pcapng");
        QVERIFY(m_session->save(path).has_value());
        QVERIFY(!m_session->modified());
        QVERIFY(m_session->openRecording(path).has_value());
        QCOMPARE(m_session->journal().size(), builder.events().size());
        QVERIFY(!m_session->labRunning());
        QVERIFY(!m_session->modified());
        QVERIFY(!m_session->submit("wire: hold"));
    }

    void savingWhereItIsImpossibleSaysSoAndLosesNothing()
    {
        FakeEngine engine(story().bytes());
        QVERIFY(m_session->startSandbox().has_value());
        QTRY_VERIFY(m_session->journal().size() > 0);
        m_session->submit("wire: hold");
        const Status status = m_session->save("/nowhere/at/all.pcapng");
        QVERIFY(!status);
        QVERIFY(QString::fromStdString(status.error().message).contains("/nowhere/at/all.pcapng"));
        QVERIFY(m_session->modified());
        QVERIFY(m_session->fileName().isEmpty());
    }

    void anEngineThatDiesIsReportedAndTheJournalStays()
    {
        const JournalBuilder builder = story();
        FakeEngine engine(builder.bytes(), "echo 'the wire fell down' >&2; read line; exit 3");
        QSignalSpy ended(m_session.get(), &LabSession::engineEnded);
        QVERIFY(m_session->startSandbox().has_value());
        QTRY_COMPARE(ended.size(), 1);
        QVERIFY(ended[0][0].toString().contains("the wire fell down"));
        QVERIFY(!m_session->labRunning());
        QCOMPARE(m_session->journal().size(), builder.events().size());
        QVERIFY(!m_session->submit("wire: hold"));
    }

    void aKilledEngineIsReported()
    {
        FakeEngine engine(story().bytes(), "read line; kill -9 $$");
        QSignalSpy ended(m_session.get(), &LabSession::engineEnded);
        QVERIFY(m_session->startSandbox().has_value());
        QTRY_COMPARE(ended.size(), 1);
        QVERIFY(ended[0][0].toString().contains("killed"));
    }

    void bytesThatAreNoJournalEndTheLabWithASentence()
    {
        const std::string text = "this is not a capture, it only says so in words and for long enough";
        FakeEngine engine(Bytes(text.begin(), text.end()));
        QSignalSpy ended(m_session.get(), &LabSession::engineEnded);
        QVERIFY(m_session->startSandbox().has_value());
        QTRY_COMPARE(ended.size(), 1);
        QVERIFY(ended[0][0].toString().contains("byte"));
    }

    void anEngineThatIsNotThereIsAnErrorNotAnEnd()
    {
        qputenv("SOCKETLAB_ENGINE", "/nowhere/engine");
        const Status status = m_session->startSandbox();
        qunsetenv("SOCKETLAB_ENGINE");
        QVERIFY(!status);
        QVERIFY(!m_session->labRunning());
    }

    void theSandboxStepsAStoppedCallFirstAndThenTheWire()
    {
        JournalBuilder builder;
        const ActorId client = builder.actor(HostId::Client, "client");
        builder.enter(client, "socket", {number(2), number(1), number(0)});
        builder.held(HostId::Client, tcpFrame({clientEnd(40000), serverEnd(8080), 2, 1000}));
        FakeEngine engine(builder.bytes());
        QVERIFY(m_session->startSandbox().has_value());
        QTRY_COMPARE(m_session->journal().size(), builder.events().size());
        m_session->next();
        QTRY_COMPARE(engine.commands().value(engine.commands().size() - 1), QStringLiteral("client: step"));
    }

    void withNothingStoppedTheSandboxReleasesThePacketThatWaits()
    {
        JournalBuilder builder;
        builder.held(HostId::Client, tcpFrame({clientEnd(40000), serverEnd(8080), 2, 1000}));
        FakeEngine engine(builder.bytes());
        QVERIFY(m_session->startSandbox().has_value());
        QTRY_COMPARE(m_session->journal().size(), builder.events().size());
        m_session->next();
        QTRY_COMPARE(engine.commands().value(engine.commands().size() - 1), QStringLiteral("wire: release next"));
    }

    void aRecordingIsWalkedThroughByItself()
    {
        const QString path = saved();
        QVERIFY(m_session->openRecording(path).has_value());
        m_playhead->moveTo(0);
        m_session->setPace(0);
        m_session->setRunning(true);
        QTRY_VERIFY(!m_session->running());
        QVERIFY(m_playhead->live());
    }

    void aRecoveredSessionIsUnsavedAndGoesWhenItIsClosed()
    {
        const QString path = saved();
        QVERIFY(m_session->openLeftSession(path).has_value());
        QVERIFY(m_session->modified());
        QVERIFY(QFile::exists(path));
        m_session->close();
        QVERIFY(!QFile::exists(path));
        QVERIFY(!m_session->modified());
    }

    void aRecoveredSessionIsKeptWhenItIsSaved()
    {
        QVERIFY(m_session->openLeftSession(saved()).has_value());
        const QString path = m_home->filePath("kept.pcapng");
        QVERIFY(m_session->save(path).has_value());
        QVERIFY(!m_session->modified());
        m_session->close();
        QVERIFY(QFile::exists(path));
    }

    void aFileThatIsNoRecordingLeavesTheSessionAsItWas()
    {
        FakeEngine engine(story().bytes());
        QVERIFY(m_session->startSandbox().has_value());
        QTRY_VERIFY(m_session->journal().size() > 0);
        QVERIFY(!m_session->openRecording("/proc/self/status"));
        QVERIFY(m_session->labRunning());
        QVERIFY(m_session->journal().size() > 0);
    }

private:
    static JournalBuilder story()
    {
        JournalBuilder builder;
        const std::vector<Event> events = handshakeStory();
        for (std::size_t i = 1; i < events.size(); ++i)
            builder.add(events[i].body);
        return builder;
    }

    QString saved()
    {
        const Bytes bytes = story().bytes();
        const QString path = m_home->filePath("story.pcapng");
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("cannot write %s", qPrintable(path));
        file.write(reinterpret_cast<const char*>(bytes.data()), qint64(bytes.size()));
        return path;
    }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Playhead> m_playhead;
    std::unique_ptr<LabSession> m_session;
};

QTEST_GUILESS_MAIN(LabSessionTest)
#include "LabSessionTest.moc"
