// The recordings that are shown where this machine refuses the lab: whole, and each of the lesson it is named after.

#include "model/journal/Journal.h"

#include <QDir>
#include <QTest>

using namespace lab;

class RecordingsTest : public QObject
{
    Q_OBJECT

private slots:
    void everyShippedRecordingIsWholeAndOfItsLesson_data()
    {
        QTest::addColumn<QString>("path");
        const QDir folder(QStringLiteral(SOCKETLAB_SOURCE_DIR "/resources/recordings"));
        const QFileInfoList files = folder.entryInfoList({"*.pcapng"});
        QVERIFY(files.size() >= 9);
        for (const QFileInfo& file : files)
            QTest::newRow(qPrintable(file.completeBaseName())) << file.filePath();
    }

    void everyShippedRecordingIsWholeAndOfItsLesson()
    {
        QFETCH(QString, path);
        const auto journal = Journal::open(path.toStdString());
        QVERIFY(journal);
        QCOMPARE((*journal)->damage().message, std::string());
        const Event first = (*journal)->at(0);
        const auto* started = std::get_if<LabStarted>(&first.body);
        QVERIFY(started);
        QCOMPARE(QString::fromStdString(started->lesson), QFileInfo(path).completeBaseName());
        bool marked = false;
        for (std::size_t i = 0; i < (*journal)->size(); ++i) {
            const Event event = (*journal)->at(i);
            if (const auto* command = std::get_if<CommandGiven>(&event.body))
                marked |= command->line.rfind("lab: mark step", 0) == 0;
        }
        QVERIFY(marked);
    }
};

QTEST_APPLESS_MAIN(RecordingsTest)
#include "RecordingsTest.moc"
