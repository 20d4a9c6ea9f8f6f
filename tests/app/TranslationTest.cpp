#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTranslator>
#include <QXmlStreamReader>
#include <QtTest>

namespace {

struct Message
{
    QString context, source, translation, type;
};

QList<Message> messagesOf(const QString& path)
{
    QFile file(path);
    QList<Message> messages;
    if (!file.open(QIODevice::ReadOnly))
        return messages;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("name"))
            context = xml.readElementText();
        else if (xml.name() == QLatin1String("message"))
            messages.push_back({context, {}, {}, {}});
        else if (xml.name() == QLatin1String("source"))
            messages.back().source = xml.readElementText();
        else if (xml.name() == QLatin1String("translation")) {
            messages.back().type = xml.attributes().value("type").toString();
            messages.back().translation = xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
        }
    }
    return messages;
}

QString sourceFile()
{
    return QStringLiteral(SOCKETLAB_SOURCE_DIR "/resources/i18n/socketlab_ko.ts");
}

QString placeholders(const QString& text)
{
    static const QRegularExpression pattern(QStringLiteral("%[0-9n]|\\[\\*\\]"));
    QStringList found;
    for (auto match = pattern.globalMatch(text); match.hasNext();)
        found << match.next().captured();
    found.sort();
    found.removeDuplicates();
    return found.join(' ');
}

} // namespace

class TranslationTest : public QObject
{
    Q_OBJECT

private slots:

    void everySentenceIsFinished()
    {
        const QList<Message> messages = messagesOf(sourceFile());
        QVERIFY(messages.size() > 100);
        for (const Message& message : messages) {
            const QByteArray where = (message.context + ": " + message.source).toUtf8();
            QVERIFY2(message.type.isEmpty(), where);
            QVERIFY2(!message.translation.isEmpty(), where);
            QVERIFY2(placeholders(message.source) == placeholders(message.translation), where);
        }
    }

    void theSourcesHaveNoSentenceThatTheTranslationLacks()
    {
        const QString lupdate =
            QStandardPaths::findExecutable("lupdate", {"/usr/lib/qt6/bin", "/usr/lib64/qt6/bin", "/usr/bin"});
        if (lupdate.isEmpty())
            QSKIP("lupdate (package qt6-tools-dev-tools) is not installed");
        QTemporaryDir folder;
        const QString copy = folder.filePath("socketlab_ko.ts");
        QVERIFY(QFile::copy(sourceFile(), copy));
        QProcess process;
        process.setWorkingDirectory(QStringLiteral(SOCKETLAB_SOURCE_DIR));
        process.start(lupdate, {"-silent", "-locations", "none", "-no-ui-lines", "-I", ".", "views", "app", "-ts", copy});
        QVERIFY(process.waitForFinished(120'000));
        QCOMPARE(process.exitCode(), 0);
        QStringList open;
        for (const Message& message : messagesOf(copy)) {
            if (!message.type.isEmpty())
                open << message.context + ": " + message.source + " (" + message.type + ")";
        }
        QVERIFY2(open.isEmpty(), qPrintable("run the target lab_app_lupdate and translate:\n" + open.join('\n')));
    }

    void theCompiledTranslationIsInTheProgram()
    {
        QTranslator korean;
        QVERIFY(korean.load(":/i18n/socketlab_ko.qm"));
        QCOMPARE(korean.translate("ActionCatalog", "Next step"), QStringLiteral("다음 단계"));
    }
};

QTEST_GUILESS_MAIN(TranslationTest)
#include "TranslationTest.moc"
