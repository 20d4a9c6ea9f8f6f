// Every kind of finding has its sentences and its example; nothing is left over.

#include "model/findings/FindingRule.h"
#include "model/words/Words.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace lab;

namespace {

QSet<QString> codes()
{
    QSet<QString> all;
    for (const FindingRule& rule : findingRules())
        all << QString::fromUtf8(rule.code.data(), static_cast<int>(rule.code.size()));
    return all;
}

} // namespace

class FindingWordsTest : public QObject
{
    Q_OBJECT

private slots:

    void noCodeIsThereTwice() { QCOMPARE(static_cast<std::size_t>(codes().size()), findingRules().size()); }

    void everyKindHasItsThreeSentences()
    {
        const auto words = Words::read(SOCKETLAB_SOURCE_DIR "/resources/words");
        QVERIFY(words);
        for (const QString& code : codes())
            for (const char* part : {".title", ".what", ".todo"})
                QVERIFY2(words->find("findings", code.toStdString() + part), qPrintable(code + part));
        for (const auto& [key, text] : words->sections().at("findings"))
            QVERIFY2(codes().contains(QString::fromStdString(key).section('.', 0, 0)), key.c_str());
    }

    void everyKindIsDocumented()
    {
        QFile file(SOCKETLAB_SOURCE_DIR "/docs/findings.md");
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        for (const QString& code : codes())
            QVERIFY2(text.contains('`' + code + '`'), qPrintable(code));
    }

    void everyKindHasItsMistakeInTheGallery()
    {
        static const QRegularExpression head(R"(^ \* finding: ([a-z-]+)$)", QRegularExpression::MultilineOption);
        const QDir folder(SOCKETLAB_SOURCE_DIR "/resources/examples/mistakes");
        QSet<QString> shown;
        for (const QString& name : folder.entryList({"*.c"})) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const auto match = head.match(QString::fromUtf8(file.readAll()));
            QVERIFY2(match.hasMatch(), qPrintable(name + " has no line \" * finding: CODE\""));
            const QString code = match.captured(1);
            if (code == "none")
                continue;
            QVERIFY2(name.startsWith(code + '-'), qPrintable(name + " shows " + code));
            shown << code;
        }
        QCOMPARE(shown, codes());
    }
};

QTEST_APPLESS_MAIN(FindingWordsTest)
#include "FindingWordsTest.moc"
