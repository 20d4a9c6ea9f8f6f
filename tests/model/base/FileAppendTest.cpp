#include "model/base/FileAppend.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace lab;

class FileAppendTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    std::string fileWith(const QByteArray& content) const
    {
        QFile file(m_folder.filePath("file"));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(content) != content.size())
            qFatal("the test's file can't be written");
        return file.fileName().toStdString();
    }

    static QByteArray contentOf(const std::string& path)
    {
        QFile file(QString::fromStdString(path));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
    }

private slots:
    void whatIsAddedComesAfterWhatWasThere()
    {
        const std::string path = fileWith("old");
        QVERIFY(appendToFile(path, 3, asBytes(" new")).has_value());
        QCOMPARE(contentOf(path), QByteArray("old new"));
    }

    void aFileThatWasChangedIsLeftAlone()
    {
        const std::string path = fileWith("older");
        const Status status = appendToFile(path, 3, asBytes(" new"));
        QVERIFY(!status);
        QVERIFY2(status.error().message.find("it has 5 bytes") != std::string::npos, status.error().message.c_str());
        QCOMPARE(contentOf(path), QByteArray("older"));
    }

    void aFullDiskTakesBackWhatWasWritten()
    {
        // RLIMIT_FSIZE cuts a write short as a full disk does (setrlimit(2)), and says EFBIG at the next.
        const std::string path = fileWith("old");
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before {};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
        const rlimit small {10, before.rlim_max};
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
        const Status status = appendToFile(path, 3, asBytes(std::string(100, 'x')));
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
        QVERIFY(!status);
        QVERIFY2(status.error().message.find("nothing was changed") != std::string::npos, status.error().message.c_str());
        QCOMPARE(contentOf(path), QByteArray("old"));
    }

    void whatIsNotWritableSaysSo()
    {
        // A sealed file refuses root, too (memfd_create(2)).
        const int fd = ::memfd_create("sealed", MFD_ALLOW_SEALING);
        QVERIFY(fd >= 0);
        QCOMPARE(::write(fd, "old", 3), ssize_t {3});
        QCOMPARE(::fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW), 0);
        const std::string path = "/proc/self/fd/" + std::to_string(fd);
        const Status sealed = appendToFile(path, 3, asBytes("new"));
        QVERIFY(!sealed && sealed.error().message.find(path) == 0);
        QCOMPARE(contentOf(path), QByteArray("old"));
        ::close(fd);
        for (const char* other : {"/no/such/file", "/proc", "/dev/null"}) {
            const Status status = appendToFile(other, 0, asBytes("new"));
            QVERIFY2(!status && status.error().message.find("can't be added to") != std::string::npos, other);
        }
    }

    void aReadOnlyFileOfAnOrdinaryUserStaysAsItIs()
    {
        if (::geteuid() == 0)
            QSKIP("root may write to any file");
        const std::string path = fileWith("old");
        QCOMPARE(::chmod(path.c_str(), 0444), 0);
        const Status status = appendToFile(path, 3, asBytes("new"));
        QVERIFY(!status);
        QVERIFY2(status.error().message.find("Permission denied") != std::string::npos, status.error().message.c_str());
        QCOMPARE(contentOf(path), QByteArray("old"));
        QCOMPARE(::chmod(path.c_str(), 0644), 0);
    }
};

QTEST_APPLESS_MAIN(FileAppendTest)
#include "FileAppendTest.moc"
