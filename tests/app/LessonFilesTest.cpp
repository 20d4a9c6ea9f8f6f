// socketlab lesson check and lesson new, as a teacher at a terminal uses them.

#include "app/LessonPrograms.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

using namespace lab;

namespace {

struct Ended
{
    int status = -1;
    QString out, errors;
};

} // namespace

class LessonFilesTest : public QObject
{
    Q_OBJECT

private slots:

    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aNewLessonIsInOrderAndNeverWrittenOverAnother()
    {
        QCOMPARE(run({"lesson", "new", "my-own"}).out, QString("my-own.yaml\n"));
        const Ended checked = run({"lesson", "check", "my-own.yaml"});
        QCOMPARE(checked.status, 0);
        QVERIFY2(checked.out.startsWith("my-own.yaml: in order, "), qPrintable(checked.out));
        const auto lesson = readLesson(m_folder->filePath("my-own.yaml").toStdString());
        QVERIFY(lesson);
        QCOMPARE(lesson->id, std::string("my-own"));

        write("my-own.yaml", "precious");
        const Ended again = run({"lesson", "new", "my-own"});
        QCOMPARE(again.status, 2);
        QVERIFY2(again.errors.contains("my-own.yaml can't be written: File exists"), qPrintable(again.errors));
        QCOMPARE(read("my-own.yaml"), QByteArray("precious"));
    }

    void anIdThatIsNoneIsRefusedInWords()
    {
        const Ended made = run({"lesson", "new", "../My Lesson"});
        QCOMPARE(made.status, 2);
        QVERIFY2(made.errors.contains("small letters, digits and hyphens"), qPrintable(made.errors));
    }

    void everyFileWithAMistakeIsNamedWithItsLine()
    {
        run({"lesson", "new", "good"});
        const QByteArray lesson = read("good.yaml");
        write("language.yaml", QByteArray(lesson).replace(", ko: \"나의 첫 실습\"", ""));
        write("key.yaml", QByteArray(lesson).replace("backlog: 3", "backlgo: 3"));
        write("address.yaml", QByteArray(lesson).replace("10.9.0.2:8080", "10.9.0.2"));
        write("program.yaml", lesson + "  - {run: nowhere.c, at: client, as: p}\n");
        const Ended checked = run(
            {"lesson", "check", "good.yaml", "language.yaml", "key.yaml", "address.yaml", "program.yaml", "no.yaml"});
        QCOMPARE(checked.status, 1);
        QVERIFY(checked.out.startsWith("good.yaml: in order"));
        QVERIFY(!checked.out.contains('\n' + QString("language.yaml")));
        for (const char* expected :
             {R"(^language\.yaml:10:8: found the title without "ko", expected the key "ko"$)",
              R"(^key\.yaml:18:\d+: found the unknown key "backlgo", expected in a call of listen one of .*backlog)",
              R"(^address\.yaml:17:5: .*"10\.9\.0\.2" is no address; expected ADDRESS:PORT)",
              R"(^program\.yaml:\d+:5: found nowhere\.c, expected an example of the lab or a file beside the lesson$)",
              R"(^no\.yaml: the lesson can't be opened)"})
            QVERIFY2(checked.errors.contains(QRegularExpression(expected, QRegularExpression::MultilineOption)),
                     qPrintable(QString(expected) + "\n" + checked.errors));
    }

    void theLabsExamplesMayRunAndOthersOnlyWhenAllowed()
    {
        run({"lesson", "new", "mine"});
        const QByteArray lesson = read("mine.yaml");
        write("mine.yaml", lesson + "  - {run: greet-client.c, at: client, as: own}\n");
        write("theirs.yaml", lesson + "  - {run: theirs.c, at: client, as: p}\n");
        write("theirs.c", "int main(void) { return 7; }\n");
        const auto own = readLesson(m_folder->filePath("mine.yaml").toStdString());
        QVERIFY(foreignPrograms(*own).empty());
        const auto ready = prepareLessonPrograms(*own, false);
        QVERIFY(ready && ready->paths.size() == 1 && !ready->built); // built with the lab

        const auto foreign = readLesson(m_folder->filePath("theirs.yaml").toStdString());
        QCOMPARE(foreignPrograms(*foreign).size(), std::size_t {1});
        const auto refused = prepareLessonPrograms(*foreign, false);
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.find("--allow-programs") != std::string::npos,
                 refused.error().message.c_str());
        const auto allowed = prepareLessonPrograms(*foreign, true);
        QVERIFY2(allowed, allowed ? "" : allowed.error().message.c_str());
        QCOMPARE(QProcess::execute(QString::fromStdString(allowed->paths.begin()->second), {}), 7);
    }

    void wrongWordsGetTheUsage()
    {
        for (const QStringList& words :
             {QStringList {"lesson"}, {"lesson", "check"}, {"lesson", "make"}, {"lesson", "new", "a", "b"}}) {
            const Ended ended = run(words);
            QCOMPARE(ended.status, 2);
            QVERIFY(ended.errors.startsWith("usage: socketlab lesson check"));
        }
    }

private:
    Ended run(const QStringList& arguments)
    {
        QProcess process;
        process.setWorkingDirectory(m_folder->path());
        process.start(QStringLiteral(SOCKETLAB_BUILD_BIN "/socketlab"), arguments);
        if (!process.waitForFinished(60'000))
            return {};
        return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
                QString::fromUtf8(process.readAllStandardError())};
    }

    void write(const QString& name, const QByteArray& text)
    {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    QByteArray read(const QString& name)
    {
        QFile file(m_folder->filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(LessonFilesTest)
#include "LessonFilesTest.moc"
