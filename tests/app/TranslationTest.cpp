#include <QFile>
#include <QRegularExpression>
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

/// That the sources have no sentence which the file lacks is tests/rules' business.
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

    void theCompiledTranslationIsInTheProgram()
    {
        QTranslator korean;
        QVERIFY(korean.load(":/i18n/socketlab_ko.qm"));
        QCOMPARE(korean.translate("ActionCatalog", "Next step"), QStringLiteral("다음 단계"));
        // A class in a namespace has its full name as the context: lupdate must be told where headers are to know it.
        QCOMPARE(korean.translate("lab::TopBar", "Hold"), QStringLiteral("붙잡기"));
    }
};

QTEST_GUILESS_MAIN(TranslationTest)
#include "TranslationTest.moc"
