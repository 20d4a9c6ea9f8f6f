#include "app/cli/Cli.h"
#include "model/journal/JournalCodec.h"
#include "tests/support/Stories.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <fcntl.h>
#include <unistd.h>

using namespace lab;

namespace {

struct Ended
{
    int status = -1;
    QByteArray out, errors;
};

/// Points a descriptor elsewhere for a while.
class Redirected
{
public:
    Redirected(int fd, int to)
        : m_fd(fd)
        , m_before(::dup(fd))
    {
        ::dup2(to, fd);
        ::close(to);
    }

    Redirected(const Redirected&) = delete;
    Redirected& operator=(const Redirected&) = delete;

    ~Redirected()
    {
        ::dup2(m_before, m_fd);
        ::close(m_before);
    }

private:
    int m_fd, m_before;
};

int opened(const QString& path)
{
    return ::open(path.toUtf8().constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
}

QByteArray content(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class DumpTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyEventIsOneObjectOnOneLine();
    void aTornTailIsDumpedAndSaid();
    void whatCannotBeReadHasStatusTwo();
    void aReaderThatLeavesIsNoError();
    void aFullDiskIsSaid();

private:
    /// Runs the subcommand in this process with standard output to `out` (a path or a descriptor).
    Ended dump(const QString& file, int out = -1)
    {
        const QString outPath = m_folder.filePath("out"), errorPath = m_folder.filePath("errors");
        Ended ended;
        std::fflush(nullptr);
        {
            const Redirected toOut(1, out >= 0 ? out : opened(outPath));
            const Redirected toErrors(2, opened(errorPath));
            ended.status = runDump({file.toStdString()});
            std::fflush(nullptr);
            std::clearerr(stdout);
        }
        ended.out = content(outPath);
        ended.errors = content(errorPath);
        return ended;
    }

    QString written(const char* name, const QByteArray& bytes) const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("the test cannot write %s", name);
        return file.fileName();
    }

    QTemporaryDir m_folder;
    QByteArray m_journal;
    int m_events = 0;
};

void DumpTest::initTestCase()
{
    const std::vector<Event> events = tests::handshakeStory();
    const std::int64_t wallClock = std::get<LabStarted>(events.at(0).body).wallClock;
    Bytes bytes = journalHeader(wallClock);
    for (const Event& event : events)
        encodeEvent(event, wallClock, bytes);
    m_journal = QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    m_events = static_cast<int>(events.size());
}

void DumpTest::everyEventIsOneObjectOnOneLine()
{
    const Ended ended = dump(written("good.pcapng", m_journal));
    QCOMPARE(ended.status, 0);
    QCOMPARE(ended.errors, QByteArray());
    QList<QByteArray> lines = ended.out.split('\n');
    QCOMPARE(lines.takeLast(), QByteArray()); // the last line ends as well
    QCOMPARE(lines.size(), m_events);
    for (const QByteArray& line : lines)
        QVERIFY2(QJsonDocument::fromJson(line).object().contains("kind"), line.constData());
}

void DumpTest::aTornTailIsDumpedAndSaid()
{
    const Ended ended = dump(written("torn.pcapng", m_journal.chopped(1)));
    QCOMPARE(ended.status, 0);
    QCOMPARE(ended.out.count('\n'), m_events - 1);
    QVERIFY2(ended.errors.contains("torn.pcapng ends in the middle of a block at byte "), ended.errors.constData());
    QVERIFY2(ended.errors.contains(QByteArray::number(m_events - 1) + " events before it recovered."),
             ended.errors.constData());
}

void DumpTest::whatCannotBeReadHasStatusTwo()
{
    QByteArray damaged = m_journal;
    damaged[static_cast<qsizetype>(journalHeader(0).size()) + 30] ^= 1;
    for (const QString& file :
         {m_folder.filePath("missing"), m_folder.path(), written("empty", ""), written("text", "hello, world\n"),
          written("header", m_journal.first(20)), written("first-event", damaged)}) {
        const Ended ended = dump(file);
        QCOMPARE(ended.status, 2);
        QCOMPARE(ended.out, QByteArray());
        QVERIFY2(ended.errors.contains(file.toUtf8()) && ended.errors.count('\n') == 1, ended.errors.constData());
    }
    QCOMPARE(runDump({}), 2);
    QCOMPARE(runDump({"a", "b"}), 2);
}

void DumpTest::aReaderThatLeavesIsNoError()
{
    int ends[2] = {-1, -1};
    QVERIFY(::pipe2(ends, O_CLOEXEC) == 0);
    ::close(ends[0]);
    const auto before = std::signal(SIGPIPE, SIG_DFL);
    const Ended ended = dump(written("good.pcapng", m_journal), ends[1]);
    std::signal(SIGPIPE, before);
    QCOMPARE(ended.status, 0);
    QCOMPARE(ended.errors, QByteArray());
}

void DumpTest::aFullDiskIsSaid()
{
    const int full = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
    if (full < 0)
        QSKIP("there is no /dev/full here: not tried what a full disk does");
    const Ended ended = dump(written("good.pcapng", m_journal), full);
    QCOMPARE(ended.status, 2);
    QVERIFY2(ended.errors.contains("No space left on device"), ended.errors.constData());
}

QTEST_APPLESS_MAIN(DumpTest)
#include "DumpTest.moc"
