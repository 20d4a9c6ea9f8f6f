#include "app/LabLibrary.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace lab;

namespace {

const std::string resources = SOCKETLAB_SOURCE_DIR "/resources";

} // namespace

class LabLibraryTest : public QObject
{
    Q_OBJECT

private slots:

    void theLessonsComeOneATurnInTheOrderOfTheirFiles()
    {
        LabLibrary library(resources, [] { return false; });
        QSignalSpy read(&library, &LabLibrary::lessonsRead);
        library.readLessons();
        int turns = 0;
        for (; !library.lessonsAreRead() && turns < 10'000; ++turns)
            QCoreApplication::processEvents();
        const LessonCatalog all = readLessonCatalog(resources + "/lessons");
        QVERIFY(static_cast<std::size_t>(turns) + 1 >= all.lessons.size());
        QTRY_COMPARE(read.count(), 1);
        QCOMPARE(library.lessons().lessons.size(), all.lessons.size());
        for (std::size_t i = 0; i < all.lessons.size(); ++i)
            QCOMPARE(library.lessons().lessons[i].id, all.lessons[i].id);
        QVERIFY(library.lessons().errors.empty());
    }

    void onlyNowAndThenOneIsReadWhileTheWindowIsBusy()
    {
        LabLibrary library(resources, [] { return true; });
        QSignalSpy read(&library, &LabLibrary::lessonsRead);
        library.readLessons();
        QElapsedTimer clock;
        clock.start();
        QTRY_VERIFY(library.lessonsAreRead()); // all the same
        QVERIFY2(clock.elapsed() > 1000, qPrintable(QString::number(clock.elapsed())));
        QTRY_COMPARE(read.count(), 1);
        QVERIFY(library.lessonsAreRead());
    }

    void whoNeedsThemEarlierHasThemAndTheOthersAreToldAllTheSame()
    {
        LabLibrary library(resources, [] { return false; });
        QSignalSpy read(&library, &LabLibrary::lessonsRead);
        QVERIFY(library.lessons().lessons.size() > 30);
        library.readLessons();
        QTRY_COMPARE(read.count(), 1);
    }

    void theWordsAreThoseOfTheFolder()
    {
        LabLibrary library(resources, [] { return false; });
        const auto words = library.words();
        QVERIFY(words);
        QCOMPARE(words->sections().size(), Words::read(resources + "/words")->sections().size());
    }

    void whatCannotBeReadIsSaid()
    {
        const QTemporaryDir nothing;
        LabLibrary library(nothing.filePath("none").toStdString(), [] { return false; });
        for (int i = 0; i < 2; ++i) // who asks again has the same answer
            QVERIFY(!library.words());
        QCOMPARE(library.lessons().errors.size(), std::size_t {1});
        QVERIFY(library.lessonsAreRead());
    }
};

QTEST_MAIN(LabLibraryTest)
#include "LabLibraryTest.moc"
