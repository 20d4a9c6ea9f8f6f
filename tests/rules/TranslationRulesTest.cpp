#include "tests/rules/SourceTree.h"

#include <QLibraryInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace lab::rules;

namespace {

struct Message
{
    QString context, source, translation;
    bool finished = false;
};

QList<Message> messagesIn(const QString& path)
{
    QFile file(path);
    QList<Message> found;
    if (!file.open(QIODevice::ReadOnly))
        return found;
    QString context;
    Message message;
    for (QXmlStreamReader xml(&file); !xml.atEnd(); xml.readNext()) {
        if (xml.isEndElement() && xml.name() == u"message")
            found << message;
        if (!xml.isStartElement())
            continue;
        if (xml.name() == u"name") {
            context = xml.readElementText();
        } else if (xml.name() == u"message") {
            message = {context, {}, {}, false};
        } else if (xml.name() == u"source") {
            message.source = xml.readElementText();
        } else if (xml.name() == u"translation") {
            message.finished = !xml.attributes().hasAttribute("type");
            message.translation = xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
        }
    }
    return found;
}

/// %1, %2, %n in order of size.
QStringList placesIn(const QString& text)
{
    static const QRegularExpression place("%L?(\\d|n)");
    QStringList found;
    for (auto match = place.globalMatch(text); match.hasNext();)
        found << match.next().captured(1);
    found.removeDuplicates();
    found.sort();
    return found;
}

} // namespace

class TranslationRulesTest : public QObject
{
    Q_OBJECT

private slots:

    /// A copy of the Korean file, brought up to date with what the sources say now.
    void initTestCase()
    {
        const QString file = m_folder.filePath("socketlab_ko.ts");
        QVERIFY(QFile::copy(QDir(sourceRoot()).filePath("resources/i18n/socketlab_ko.ts"), file));
        QProcess update;
        update.setWorkingDirectory(sourceRoot());
        update.start(QLibraryInfo::path(QLibraryInfo::BinariesPath) + "/lupdate",
                     {"-silent", "-no-obsolete", "-locations", "none", "-I", ".", "app", "views", "-ts", file});
        QVERIFY(update.waitForFinished(60'000));
        QVERIFY2(update.exitCode() == 0, update.readAllStandardError());
        m_messages = messagesIn(file);
        QVERIFY(m_messages.size() > 50);
    }

    void everySentenceOfTheWindowIsInKorean()
    {
        QStringList missing;
        for (const Message& message : m_messages)
            if (!message.finished || message.translation.isEmpty())
                missing << message.context + ": " + message.source;
        QVERIFY2(missing.isEmpty(), qPrintable('\n' + missing.join('\n')));
    }

    void everyPlaceIsFilledInBothLanguages()
    {
        QStringList different;
        for (const Message& message : m_messages)
            if (message.finished && placesIn(message.source) != placesIn(message.translation))
                different << message.context + ": " + message.source + " → " + message.translation;
        QVERIFY2(different.isEmpty(), qPrintable('\n' + different.join('\n')));
    }

private:
    QTemporaryDir m_folder;
    QList<Message> m_messages;
};

QTEST_GUILESS_MAIN(TranslationRulesTest)
#include "TranslationRulesTest.moc"
