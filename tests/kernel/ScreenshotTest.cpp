// socketlab screenshot: the window after a step of a lesson that the real lab performs, without a display.

#include "tests/support/Processes.h"
#include "tests/support/ProgramRun.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>

#include <set>

#include <unistd.h>

using namespace lab::tests;

namespace {

constexpr const char* lesson = "first-conversation";

std::size_t colours(const QImage& image)
{
    std::set<QRgb> found;
    for (int y = 0; y < image.height(); y += 2)
        for (int x = 0; x < image.width(); x += 2)
            found.insert(image.pixel(x, y));
    return found.size();
}

} // namespace

class ScreenshotTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_home;

    Outcome shot(const QString& name, const QStringList& more, const QString& what = lesson) const
    {
        return socketlab(QStringList {"screenshot", what, "-o", m_home.filePath(name)} + more, {});
    }

    QImage taken(const QString& name, const QStringList& more, const QString& what = lesson) const
    {
        const Outcome outcome = shot(name, more, what);
        if (outcome.status != 0)
            qWarning("%s", qPrintable(outcome.complained));
        return QImage(m_home.filePath(name));
    }

private slots:
    void initTestCase()
    {
        QVERIFY(m_home.isValid());
        for (const char* name : {"XDG_STATE_HOME", "XDG_CONFIG_HOME"})
            qputenv(name, m_home.filePath("home").toUtf8());
        for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY"})
            qunsetenv(name);
        qputenv("QT_QPA_PLATFORM", "no-such-platform"); // the program chooses its own
        qputenv("LANG", "C.UTF-8");
    }

    void aPictureHasTheSizeAskedForAndIsNotBlank()
    {
        const QImage image = taken("a.png", {"--step", "3", "--size", "1400x820"});
        QCOMPARE(image.size(), QSize(1400, 820));
        QVERIFY2(colours(image) > 100, qPrintable(QString::number(colours(image))));
    }

    void stepsLanguagesAndThemesAreDifferentPictures()
    {
        const QImage first = taken("1.png", {"--step", "1"});
        QCOMPARE(first.size(), QSize(1280, 800));
        for (const QStringList& other : {QStringList {"--step", "4"}, QStringList {}, QStringList {"--step", "1", "--lang", "ko"},
                                         QStringList {"--step", "1", "--theme", "dark"}, QStringList {"--step", "1", "--theme", "contrast"},
                                         QStringList {"--step", "1", "--text", "13"}}) {
            const QImage image = taken("other.png", other);
            QCOMPARE(image.size(), first.size());
            QVERIFY2(image != first, qPrintable(other.join(' ')));
        }
    }

    void oneViewIsAPictureToo()
    {
        const QImage image = taken("view.png", {"--view", "sequence", "--size", "900x500"});
        QCOMPARE(image.size(), QSize(900, 500));
        QVERIFY(colours(image) > 20);
        QVERIFY(image != taken("states.png", {"--view", "states", "--size", "900x500"}));
    }

    void aRecordingShowsItsStepsAsTheLabDid()
    {
        const QString recording = QStringLiteral(SOCKETLAB_SOURCE_DIR "/resources/recordings/first-conversation.pcapng");
        const QImage early = taken("r1.png", {"--step", "2"}, recording);
        const QImage late = taken("r2.png", {}, recording);
        QCOMPARE(early.size(), QSize(1280, 800));
        QVERIFY(early != late);
        const Outcome none = shot("r3.png", {"--step", "999"}, recording);
        QCOMPARE(none.status, 2);
        QVERIFY2(none.complained.contains("has no step 999"), qPrintable(none.complained));
    }

    void whatIsWrongIsOneSentenceAndNoFile_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("no such step") << QStringList {"--step", "99"} << "there is no step 99: the lesson has";
        QTest::newRow("step zero") << QStringList {"--step", "0"} << "--step is the number of a step, from 1";
        QTest::newRow("no number") << QStringList {"--step", "last"} << "--step is the number of a step, from 1";
        QTest::newRow("no size") << QStringList {"--size", "big"} << "--size is WIDTHxHEIGHT";
        QTest::newRow("negative size") << QStringList {"--size", "-3x500"} << "--size is WIDTHxHEIGHT";
        QTest::newRow("huge size") << QStringList {"--size", "99999x500"} << "--size is WIDTHxHEIGHT";
        QTest::newRow("small size") << QStringList {"--size", "200x150"} << "the window needs at least";
        QTest::newRow("theme") << QStringList {"--theme", "pink"} << "--theme is light, dark or contrast";
        QTest::newRow("text") << QStringList {"--text", "99"} << "--text is the size of the text in points, from 9 to 32";
        QTest::newRow("view") << QStringList {"--view", "moon"} << "there is no view \"moon\": expected lesson, sandbox";
        QTest::newRow("option") << QStringList {"--moon", "1"} << "usage: socketlab screenshot";
        QTest::newRow("language") << QStringList {"--lang", "xx"} << "usage: socketlab screenshot";
    }

    void whatIsWrongIsOneSentenceAndNoFile()
    {
        QFETCH(QStringList, words);
        QFETCH(QString, sentence);
        const Outcome outcome = shot("wrong.png", words);
        QCOMPARE(outcome.status, 2);
        QVERIFY2(outcome.complained.contains(sentence), qPrintable(outcome.complained));
        QVERIFY(!QFile::exists(m_home.filePath("wrong.png")));
    }

    void aFileThatCannotBeWrittenIsSaidAndNothingIsLeft()
    {
        QVERIFY(QDir(m_home.path()).mkpath("folder.png"));
        QFile inside(m_home.filePath("folder.png/kept"));
        QVERIFY(inside.open(QIODevice::WriteOnly));
        for (const char* name : {"no/such/folder/a.png", "folder.png"}) {
            const Outcome outcome = shot(name, {"--step", "1"});
            QCOMPARE(outcome.status, 2);
            QVERIFY2(outcome.complained.contains("was not saved"), qPrintable(outcome.complained));
        }
        QVERIFY(inside.exists());
        const Outcome svg = shot("a.svg", {"--step", "1"});
        QCOMPARE(svg.status, 2);
        QVERIFY2(svg.complained.contains("a screenshot is a PNG image"), qPrintable(svg.complained));
        QVERIFY(QDir(m_home.path()).entryList({"*.part-*"}).isEmpty());
    }

    void aLessonWithProgramsOfItsOwnNeedsConsent()
    {
        QFile program(m_home.filePath("own.c"));
        QVERIFY(program.open(QIODevice::WriteOnly));
        program.write("int main(void) { return 0; }\n");
        program.close();
        QFile own(m_home.filePath("own.yaml"));
        QVERIFY(own.open(QIODevice::WriteOnly));
        own.write("format: socketlab-lesson/1\nid: own\nchapter: programs\nlevel: 1\nminutes: 1\n"
                  "title: {en: Own, ko: 내 것}\ngoals:\n  - {en: a, ko: 가}\nseeds: []\nwire: auto\n"
                  "steps:\n  - {run: own.c, at: client, as: p}\n");
        own.close();
        const Outcome outcome = shot("own.png", {}, own.fileName());
        QCOMPARE(outcome.status, 2);
        QVERIFY2(outcome.complained.contains("--allow-"), qPrintable(outcome.complained));
        QVERIFY(!QFile::exists(m_home.filePath("own.png")));
    }

    void nothingStaysBehind()
    {
        const std::string mark = markDescendants();
        QVERIFY(!taken("last.png", {"--step", "2"}).isNull());
        const auto left = survivors(mark);
        QVERIFY2(left.empty(), namesOf(left).c_str());
        QVERIFY(QDir(m_home.filePath("home/socketlab")).entryList({"session-*"}).isEmpty());
        QVERIFY(!QFile::exists(m_home.filePath("home/socketlab/socketlab.conf")));
    }
};

QTEST_GUILESS_MAIN(ScreenshotTest)
#include "ScreenshotTest.moc"
