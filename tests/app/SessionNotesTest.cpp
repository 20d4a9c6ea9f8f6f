// A person's note on an event: into the lab that runs, and into the file of a finished recording.

#include "app/LabSession.h"
#include "model/base/FileReplace.h"
#include "tests/support/FakeEngine.h"
#include "tests/support/JournalBuilder.h"
#include "tests/support/Stories.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

using namespace lab;
using namespace lab::tests;

class SessionNotesTest : public QObject
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

    void aLabThatRunsIsToldInOneLine()
    {
        FakeEngine engine(bytes());
        QVERIFY(m_session->startSandbox().has_value());
        QTRY_VERIFY(m_session->journal().size() > 5);
        QVERIFY(m_session->writeNote(4, QStringLiteral("여기서 \"wait\"\ntwo")).has_value());
        QTRY_VERIFY(engine.commands().contains(QStringLiteral("lab: note 5 \"여기서 \\\"wait\\\"\\ntwo\"")));
        QVERIFY(m_session->modified());
    }

    void aFinishedRecordingHasItInItsFileAtOnce()
    {
        const QString path = recording();
        QVERIFY(m_session->openRecording(path).has_value());
        m_playhead->moveTo(3);
        QVERIFY(m_session->writeNote(4, QStringLiteral("Look")).has_value());
        QVERIFY(!m_session->modified());
        QCOMPARE(m_playhead->position(), std::size_t {3}); // who looks back goes on looking there
        QVERIFY(m_playhead->notes().on(4));
        const QByteArray after = contentOf(path);
        QVERIFY(after.startsWith(before()) && after.size() > before().size());
        const auto again = Journal::open(path.toStdString());
        QVERIFY(again && (*again)->damage().message.empty());
        QCOMPARE((*again)->size(), m_session->journal().size());
        Notes notes;
        notes.follow(**again);
        QCOMPARE(notes.on(4)->text, std::string("Look"));
    }

    void manyNotesComeOneAfterTheOther()
    {
        const QString path = recording();
        QVERIFY(m_session->openRecording(path).has_value());
        for (int i = 0; i < 20; ++i)
            QVERIFY(m_session->writeNote(static_cast<std::size_t>(i), QString::number(i)).has_value());
        QVERIFY(m_session->writeNote(0, {}).has_value());
        QVERIFY(m_session->openRecording(path).has_value());
        QCOMPARE(m_playhead->notes().all().size(), std::size_t {19});
    }

    void aFileThatCannotBeWrittenKeepsItsContentAndTheNoteIsUnsaved()
    {
        // A sealed file refuses root, too (memfd_create(2)).
        const int fd = ::memfd_create("sealed", MFD_ALLOW_SEALING);
        const QByteArray content = before();
        QCOMPARE(::write(fd, content.constData(), static_cast<std::size_t>(content.size())), ssize_t {content.size()});
        QCOMPARE(::fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW), 0);
        const QString path = QStringLiteral("/proc/self/fd/%1").arg(fd);
        QVERIFY(m_session->openRecording(path).has_value());
        const Status status = m_session->writeNote(4, QStringLiteral("Look"));
        QVERIFY(!status && status.error().message.find(path.toStdString()) != std::string::npos);
        QCOMPARE(contentOf(path), content);
        QVERIFY(m_playhead->notes().on(4));
        QVERIFY(m_session->modified());
        const QString other = m_home->filePath("other.pcapng");
        QVERIFY(m_session->save(other).has_value());
        QVERIFY(!m_session->modified());
        QVERIFY(m_session->writeNote(5, QStringLiteral("And here")).has_value());
        QVERIFY(m_session->openRecording(other).has_value());
        QCOMPARE(m_playhead->notes().all().size(), std::size_t {2});
        ::close(fd);
    }

    void aFileThatSomebodyElseChangedIsLeftAlone()
    {
        const QString path = recording();
        QVERIFY(m_session->openRecording(path).has_value());
        QFile file(path);
        QVERIFY(file.open(QIODevice::Append) && file.write("more") == 4);
        file.close();
        const Status status = m_session->writeNote(4, QStringLiteral("Look"));
        QVERIFY(!status);
        QCOMPARE(contentOf(path), before() + "more");
        QVERIFY(m_session->modified());
    }

    void whatCannotBeANoteIsSaidAndChangesNothing()
    {
        QVERIFY(m_session->openRecording(QStringLiteral(SOCKETLAB_SOURCE_DIR "/resources/recordings/two-queues.pcapng")).has_value());
        const std::size_t last = m_session->journal().size();
        const Status none = m_session->writeNote(last, QStringLiteral("beyond the end"));
        QVERIFY(!none && none.error().message.find("there is no event") == 0);
        QVERIFY(!m_session->modified());
        const Status tooLong = m_session->writeNote(0, QString(20'000, QLatin1Char('x')));
        QVERIFY(!tooLong && tooLong.error().message.find("at most 10000 bytes") != std::string::npos);
        QCOMPARE(m_session->journal().size(), last);
    }

private:
    static Bytes bytes()
    {
        JournalBuilder builder;
        for (const Event& event : handshakeStory())
            builder.add(event.body);
        return builder.bytes();
    }

    static QByteArray before()
    {
        const Bytes all = bytes();
        return QByteArray(reinterpret_cast<const char*>(all.data()), static_cast<qsizetype>(all.size()));
    }

    QString recording() const
    {
        const QString path = m_home->filePath("a.pcapng");
        if (!replaceFile(path.toStdString(), bytes()))
            qFatal("the recording can't be written");
        return path;
    }

    static QByteArray contentOf(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
    }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Playhead> m_playhead;
    std::unique_ptr<LabSession> m_session;
};

QTEST_GUILESS_MAIN(SessionNotesTest)
#include "SessionNotesTest.moc"
