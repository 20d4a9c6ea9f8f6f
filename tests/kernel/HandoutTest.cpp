// socketlab lesson handout, as a teacher at a terminal uses it: the lesson is performed on a real kernel for its diagrams.

#include "model/lesson/Lesson.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

#include <unistd.h>

using namespace lab;

namespace {

struct Ended
{
    int status = -1;
    QString out, errors;
};

} // namespace

class HandoutTest : public QObject
{
    Q_OBJECT

private slots:

    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aPdfHasAPageAStepInBothLanguagesWithTheRunInIt()
    {
        const Ended made = run({"three-way-handshake", "-o", "h.pdf", "--lang", "both"});
        QVERIFY2(made.status == 0 && made.errors.isEmpty(), qPrintable(made.errors));
        const auto text = tool("pdftotext", {"-layout", "h.pdf", "-"});
        if (!text)
            QSKIP("pdftotext is not installed");
        const auto lesson = readLesson(SOCKETLAB_SOURCE_DIR "/resources/lessons/06-three-way-handshake.yaml");
        const QStringList pages = text->split('\f', Qt::SkipEmptyParts);
        QCOMPARE(pages.size(), qsizetype(lesson->steps.size()) + 1);
        QVERIFY(pages[0].contains(QString::fromStdString(lesson->title.en)));
        for (std::size_t i = 0; i < lesson->steps.size(); ++i) {
            const QString page = pages[qsizetype(i) + 1];
            QVERIFY2(page.contains(QStringLiteral("Step %1 of %2").arg(i + 1).arg(lesson->steps.size())), qPrintable(page));
            QVERIFY2(page.contains(QStringLiteral("%2단계 중 %1단계").arg(i + 1).arg(lesson->steps.size())), qPrintable(page));
        }
        QVERIFY(!pages[1].contains("SYN+ACK seq 0 ack 1")); // what has not happened yet is in no diagram
        QVERIFY(pages[12].contains("SYN+ACK seq 0 ack 1")); // the diagrams' texts are text
        // The question that is the last step stands under the whole run, the title page under none.
        QVERIFY2(pages.last().contains("up to here"), qPrintable(pages.last()));
        QVERIFY(!pages[0].contains("up to here"));
    }

    void everyQuestionHasRoomAndItsExplanation()
    {
        QCOMPARE(run({"two-queues", "-o", "q.html", "--lang", "ko"}).status, 0);
        const QString html = read("q.html");
        const auto lesson = readLesson(SOCKETLAB_SOURCE_DIR "/resources/lessons/12-two-queues.yaml");
        qsizetype asked = 0;
        for (const Step& step : lesson->steps)
            if (const auto* ask = std::get_if<AskStep>(&step.body)) {
                ++asked;
                QVERIFY(html.contains(QString::fromStdString(ask->question.ko).toHtmlEscaped()));
                QVERIFY(html.contains(QString::fromStdString(ask->why.ko).toHtmlEscaped()));
            }
        QVERIFY(asked > 0);
        QCOMPARE(html.count("<div class=\"room\">"), asked);
        QCOMPARE(html.count("<section class=\"page\">"), qsizetype(lesson->steps.size()) + 1);
        QVERIFY(html.contains("data:image/svg+xml;base64,"));
        QVERIFY(!html.contains(QRegularExpression("(src|href)=\"(?!data:)"))); // nothing is fetched from elsewhere
        const auto checked = tool("xmllint", {"--noout", "--nonet", "q.html"});
        if (!checked)
            QSKIP("xmllint is not installed");
        QCOMPARE(*checked, QString());
    }

    void aProgramThatCameWithALessonIsNotRunUnasked()
    {
        writeLessonWithProgram();
        const Ended refused = run({"theirs.yaml", "-o", "t.html"});
        QCOMPARE(refused.status, 0);
        QVERIFY2(refused.errors.contains("--allow-programs"), qPrintable(refused.errors));
        QVERIFY(read("t.html").contains("theirs.c") && !read("t.html").contains("data:image"));
        if (::geteuid() == 0) {
            QVERIFY(run({"theirs.yaml", "-o", "t.html", "--allow-programs"}).errors.contains("--allow-root"));
            QVERIFY(!read("t.html").contains("data:image"));
        }
        const Ended allowed = run({"theirs.yaml", "-o", "t.html", "--allow-programs", "--allow-root"});
        QVERIFY2(allowed.status == 0 && allowed.errors.isEmpty(), qPrintable(allowed.errors));
        QVERIFY(read("t.html").contains("data:image"));
    }

    void aLessonThatGoesOtherwiseHereSaysSoOnItsPage()
    {
        write("other.yaml", header() + "  - {at: client, call: socket, as: C, expect: {ret: 77}}\n  - {wire: cut}\n");
        const Ended made = run({"other.yaml", "-o", "o.html", "--lang", "en"});
        QCOMPARE(made.status, 1);
        QVERIFY(read("o.html").contains("This kernel did something else."));
    }

    void whatCannotBeWrittenLeavesWhatWasThere()
    {
        QVERIFY(run({"first-conversation", "-o", "/nowhere/at/all.pdf"}).errors.contains("/nowhere/at/all.pdf"));
        QVERIFY(QDir(m_folder->path()).mkdir("folder.pdf"));
        QCOMPARE(run({"first-conversation", "-o", "folder.pdf"}).status, 2);
        QCOMPARE(run({"first-conversation", "-o", "x.docx"}).status, 2);
        QCOMPARE(run({"first-conversation"}).status, 2);
        QCOMPARE(run({"no-such-lesson", "-o", "x.pdf"}).status, 2);
        QVERIFY(QDir(m_folder->path()).entryList(QDir::Files).isEmpty());
    }

private:
    static QByteArray header()
    {
        return "format: socketlab-lesson/1\nid: mine\nchapter: basics\nlevel: 1\nminutes: 1\n"
               "title: {en: \"Mine & <yours>\", ko: 나의 실습}\ngoals: []\nsteps:\n";
    }

    void writeLessonWithProgram() const
    {
        write("theirs.yaml",
              header() + "  - {run: theirs.c, at: client, as: p}\n  - {exits: p, expect: {status: 0}}\n");
        write("theirs.c", "#include <sys/socket.h>\nint main(void) { return socket(AF_INET, SOCK_STREAM, 0) < 0; }\n");
    }

    Ended run(const QStringList& arguments) const
    {
        QProcess process;
        process.setWorkingDirectory(m_folder->path());
        process.start(QStringLiteral(SOCKETLAB_BUILD_BIN "/socketlab"), QStringList {"lesson", "handout"} + arguments);
        if (!process.waitForFinished(120'000))
            return {};
        return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
                QString::fromUtf8(process.readAllStandardError())};
    }

    std::optional<QString> tool(const QString& name, const QStringList& arguments) const
    {
        if (QStandardPaths::findExecutable(name).isEmpty())
            return {};
        QProcess process;
        process.setWorkingDirectory(m_folder->path());
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(name, arguments);
        process.waitForFinished(60'000);
        return QString::fromUtf8(process.readAll());
    }

    QString read(const QString& name) const
    {
        QFile file(m_folder->filePath(name));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }

    void write(const QString& name, const QByteArray& content) const
    {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(HandoutTest)
#include "HandoutTest.moc"
