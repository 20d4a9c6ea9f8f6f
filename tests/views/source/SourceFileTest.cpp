// A learner's source as text, in whatever encoding it was saved.

#include "views/source/SourceFile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace lab;

class SourceFileTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    std::string written(const char* name, const QByteArray& bytes) const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", name);
        return file.fileName().toStdString();
    }

private slots:
    void utf8IsReadAsItIs()
    {
        SourceFile source;
        QVERIFY(source.load(written("utf8.c", "int a; /* 서버 */\r\nint b;\n")));
        QCOMPARE(source.text(), QString("int a; /* 서버 */\nint b;\n"));
        QVERIFY(!source.cp949());
        QCOMPARE(source.lineCount(), 3);
    }

    void cp949IsRecognised()
    {
        SourceFile source;
        QVERIFY(source.load(written("cp949.c", "/* \xBC\xAD\xB9\xF6 \xB6\xCB */ int a;\n"))); // 서버, and 똠 is only in CP949
        QVERIFY(source.cp949());
        QVERIFY2(source.text().contains("서버"), qPrintable(source.text()));
    }

    void whatIsNoTextIsNotShown()
    {
        SourceFile source;
        QVERIFY(!source.load(written("binary", QByteArray("\x7f"
                                                          "ELF\0\0\0",
                                                          7))));
        QVERIFY(!source.load(m_folder.filePath("missing.c").toStdString()));
        QVERIFY(!source.load(m_folder.path().toStdString()));
    }
};

QTEST_APPLESS_MAIN(SourceFileTest)
#include "SourceFileTest.moc"
