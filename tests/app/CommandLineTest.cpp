#include "app/Paths.h"
#include "model/lesson/LearnerProgress.h"
#include "tests/support/JournalBuilder.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

using namespace lab;
using namespace lab::tests;

namespace {

struct Ended
{
    int status = -1;
    bool crashed = true;
    QString out, errors;
};

/// Runs the program itself, as a person at a terminal would, with these variables set or (null) unset.
Ended run(const QStringList& arguments, const QList<std::pair<QString, QString>>& changed = {})
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        environment.remove(name);
    for (const auto& [name, value] : changed)
        environment.insert(name, value);
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(SOCKETLAB_BUILD_BIN "/socketlab"), arguments);
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000))
        return {};
    return {process.exitCode(), process.exitStatus() == QProcess::CrashExit,
            QString::fromUtf8(process.readAllStandardOutput()), QString::fromUtf8(process.readAllStandardError())};
}

} // namespace

class CommandLineTest : public QObject
{
    Q_OBJECT

private slots:

    void helpAndVersionNeedNoDisplay()
    {
        const Ended help = run({"--help"});
        QCOMPARE(help.status, 0);
        for (const char* word : {"run", "lessons", "lesson check", "lesson new", "dump", "doctor", "--version", "FILE.pcapng"})
            QVERIFY2(help.out.contains(word), word);
        const Ended version = run({"--version"});
        QCOMPARE(version.status, 0);
        QCOMPARE(version.out, QStringLiteral("socketlab " SOCKETLAB_VERSION "\n"));
    }

    void theListOfLessonsNeedsNoDisplay()
    {
        const Ended lessons = run({"lessons"});
        QCOMPARE(lessons.status, 0);
        QVERIFY(lessons.out.contains("three-way-handshake"));
    }

    void theListOfLessonsSaysHowFarTheLearnerIsWhenAsked()
    {
        QTemporaryDir data;
        const QString folder = data.filePath("socketlab/progress");
        QVERIFY(QDir().mkpath(folder));
        const auto lesson = readLesson(resourceFolder() + "/lessons/06-three-way-handshake.yaml");
        LessonRecord record;
        record.lesson = lesson->id;
        record.shape = shapeOf(*lesson);
        record.steps = lesson->steps.size();
        record.position = 4;
        QVERIFY(LearnerProgress(folder.toStdString()).keep(record));
        const QList<std::pair<QString, QString>> home {{"XDG_DATA_HOME", data.path()}};
        const QRegularExpression line("^three-way-handshake +\\d +\\d+ +\\S.*\\S  +◐ at step 5 of \\d+$",
                                      QRegularExpression::MultilineOption);
        QVERIFY2(line.match(run({"lessons", "--progress"}, home).out).hasMatch(),
                 qPrintable(run({"lessons", "--progress"}, home).out));
        QVERIFY(run({"lessons", "--progress", "--lang", "ko"}, home).out.contains("단계 중 5단계"));
        // Those who read the columns in a script get the same as ever.
        QCOMPARE(run({"lessons"}, home).out, run({"lessons"}, {{"XDG_DATA_HOME", data.filePath("nowhere")}}).out);
        QVERIFY(!run({"lessons"}, home).out.contains(QStringLiteral("◐")));
    }

    void anUnknownWordIsASentence()
    {
        for (const QStringList& words :
             {QStringList {"--frobnicate"}, QStringList {"no-such-file.pcapng"}, QStringList {"--help-me", "please"}}) {
            const Ended ended = run(words);
            QVERIFY(!ended.crashed);
            QCOMPARE(ended.status, 2);
            QVERIFY(ended.errors.startsWith("socketlab: "));
            QCOMPARE(ended.errors.count('\n'), 1);
        }
    }

    void aRecordingWithoutADisplayNamesTheCommandThatReadsIt()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath("a.pcapng");
        const lab::Bytes bytes = JournalBuilder().bytes();
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(reinterpret_cast<const char*>(bytes.data()), qint64(bytes.size()));
        file.close();
        const Ended ended = run({path});
        QCOMPARE(ended.status, 2);
        QVERIFY(ended.errors.contains("socketlab dump " + path));
    }

    void conversationsAreListedSearchedAndFollowed()
    {
        const QString file = SOCKETLAB_SOURCE_DIR "/resources/recordings/first-conversation.pcapng";
        const Ended all = run({"conversations", file});
        QCOMPARE(all.status, 0);
        QCOMPARE(all.out.count('\n'), 1);
        QVERIFY2(all.out.contains("5 + 3 bytes"), qPrintable(all.out));
        QCOMPARE(run({"conversations", file, "--search", "reset"}).out, QString());
        QCOMPARE(run({"conversations", file, "--search", ":8080 time-wait"}).out, all.out);

        const Ended english = run({"conversations", file, "--follow", "1", "--lang", "en"});
        QCOMPARE(english.status, 0);
        QVERIFY2(english.out.contains(" s\nHello\n◀ server 10.9.0.2:8080, "), qPrintable(english.out));
        QVERIFY(run({"conversations", file, "--follow", "1", "--lang", "ko"}).out.contains("◀ 서버 10.9.0.2:8080, "));
        QVERIFY(run({"conversations", file, "--follow", "1", "--hex"}).out.contains("00000000  48 65 6c 6c 6f  "));
        QCOMPARE(run({"conversations", file, "--follow", "1", "--raw", "server"}).out, QStringLiteral("Hi!"));
    }

    void aConversationThatIsNotThereIsSaid()
    {
        const QString file = SOCKETLAB_SOURCE_DIR "/resources/recordings/first-conversation.pcapng";
        for (const char* number : {"0", "2", "-1", "one"}) {
            const Ended ended = run({"conversations", file, "--follow", number});
            QCOMPARE(ended.status, 2);
            QVERIFY2(ended.errors.contains("there are 1 conversations"), qPrintable(ended.errors));
        }
        for (const QStringList& wrong : {QStringList {"--raw", "client"}, {"--hex"}, {"--follow", "1", "--raw", "both"},
                                         {"--follow", "1", "--hex", "--raw", "client"}, {"--lang", "fr"}})
            QCOMPARE(run(QStringList {"conversations", file} + wrong).status, 2);
    }

    void nobodySeesQtsAbort_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::newRow("no X server") << "DISPLAY"
                                     << ":987";
        QTest::newRow("no host") << "DISPLAY"
                                 << "no-such-host.invalid:0";
        QTest::newRow("no number") << "DISPLAY"
                                   << "nonsense";
        QTest::newRow("no Wayland") << "WAYLAND_DISPLAY"
                                    << "wayland-987";
        QTest::newRow("no such plugin") << "QT_QPA_PLATFORM"
                                        << "no-such-plugin";
        QTest::newRow("xcb without X") << "QT_QPA_PLATFORM"
                                       << "xcb";
    }

    void nobodySeesQtsAbort()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);
        // With a recording's name, so that no lab is needed to see how it ends.
        const Ended ended = run({"/proc/self/status"}, {{name, value}});
        QVERIFY(!ended.crashed);
        QCOMPARE(ended.status, 2);
        QVERIFY2(ended.errors.contains("socketlab dump"), qPrintable(ended.errors));
    }
};

QTEST_GUILESS_MAIN(CommandLineTest)
#include "CommandLineTest.moc"
