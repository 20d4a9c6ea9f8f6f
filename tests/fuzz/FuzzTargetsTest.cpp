// The fuzzers' functions over every file that was kept: what fuzzing once found stays found, here and under the sanitizers
// that ./test.sh builds with. Fuzzing itself is started by a person: tests/fuzz/README.md.

#include "tests/fuzz/FuzzTargets.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace lab;

namespace {

constexpr qint64 largestCorpus = 1 << 20;
constexpr int leastFiles = 20;

QDir folder(const QString& name = {})
{
    return QDir(QStringLiteral(SOCKETLAB_SOURCE_DIR "/tests/fuzz/") + name);
}

QStringList sorted(QStringList names)
{
    names.sort();
    return names;
}

QStringList targetNames()
{
    QStringList names;
    for (const fuzz::Target& target : fuzz::targets())
        names << QString::fromUtf8(target.name.data(), static_cast<qsizetype>(target.name.size()));
    return sorted(names);
}

QFileInfoList keptFiles(const QString& target)
{
    return folder("corpus/" + target).entryInfoList(QDir::Files, QDir::Name);
}

} // namespace

class FuzzTargetsTest : public QObject
{
    Q_OBJECT

private slots:

    void everyReaderHasItsTargetAndItsCorpus()
    {
        QStringList sources;
        for (QString source : folder().entryList({"*Fuzz.cpp"}, QDir::Files))
            sources << source.remove("Fuzz.cpp").toLower();
        QCOMPARE(sorted(sources), targetNames());
        QCOMPARE(sorted(folder("corpus").entryList(QDir::Dirs | QDir::NoDotAndDotDot)), targetNames());
        for (const QString& target : targetNames())
            QVERIFY2(keptFiles(target).size() >= leastFiles, qPrintable(target));
    }

    void theCorpusIsSmall()
    {
        qint64 bytes = 0;
        for (const QString& target : targetNames())
            for (const QFileInfo& file : keptFiles(target))
                bytes += file.size();
        QVERIFY2(bytes > 0 && bytes <= largestCorpus, qPrintable(QString("%1 bytes").arg(bytes)));
    }

    void whatHoldsOfAnyBytesHoldsOfEveryKeptFile_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("path");
        for (const QString& target : targetNames())
            for (const QFileInfo& file : keptFiles(target))
                QTest::newRow(qPrintable(target + '/' + file.fileName())) << target << file.filePath();
    }

    void whatHoldsOfAnyBytesHoldsOfEveryKeptFile()
    {
        QFETCH(QString, target);
        QFETCH(QString, path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        for (const fuzz::Target& one : fuzz::targets()) {
            if (target.toStdString() != one.name)
                continue;
            try {
                one.run({reinterpret_cast<const std::uint8_t*>(bytes.data()), static_cast<std::size_t>(bytes.size())});
            } catch (const fuzz::Broken& broken) {
                QFAIL(broken.sentence.c_str());
            }
        }
    }

    void nothingAtAllIsReadByEveryTarget()
    {
        for (const fuzz::Target& target : fuzz::targets())
            target.run({});
    }

    void aPropertyThatDoesNotHoldIsSaid()
    {
        const auto said = [](const char* message) {
            try {
                fuzz::expectOffsetsWithin(message, 10);
            } catch (const fuzz::Broken& broken) {
                return QString::fromStdString(broken.sentence);
            }
            return QString();
        };
        QCOMPARE(said("x is damaged at byte 10: found 1, expected 2"), QString());
        QCOMPARE(said("at byte 0: found \"at byte 99 \\\" at byte x\", expected 2"), QString()); // quoted from the file
        QCOMPARE(said("at byte 4: found more at byte 11"),
                 QString("an error names a byte of the file: at byte 4: found more at byte 11"));
    }
};

QTEST_GUILESS_MAIN(FuzzTargetsTest)
#include "FuzzTargetsTest.moc"
