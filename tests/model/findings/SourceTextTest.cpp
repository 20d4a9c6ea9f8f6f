#include "model/findings/SourceText.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace lab;

class SourceTextTest : public QObject
{
    Q_OBJECT

private slots:

    void aStatementIsReadToItsSemicolon()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath("a.c"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("int a;\ncall(one,\n  two);\nint b;\n1,\n2,\n3,\n4;");
        file.close();
        const std::string name = file.fileName().toStdString();
        QCOMPARE(sourceTextOnDisk(name, 1), std::string("int a;\n"));
        QCOMPARE(sourceTextOnDisk(name, 2), std::string("call(one,\n  two);\n"));
        QCOMPARE(sourceTextOnDisk(name, 5), std::string("1,\n2,\n3,\n"));
        QCOMPARE(sourceTextOnDisk(name, 8), std::string("4;\n"));
        QCOMPARE(sourceTextOnDisk(name, 9), std::string());
    }

    void aFileThatIsGoneIsNoText() { QCOMPARE(sourceTextOnDisk("/no/such/file.c", 1), std::string()); }
};

QTEST_APPLESS_MAIN(SourceTextTest)
#include "SourceTextTest.moc"
