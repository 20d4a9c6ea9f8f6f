#include "model/words/Words.h"

#include "model/calls/CallTable.h"
#include "model/command/CallBuilder.h"
#include "model/journal/Event.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace lab;

namespace {

const std::string folder = SOCKETLAB_SOURCE_DIR "/resources/words";

const Words& words()
{
    static const Words read = [] {
        auto result = Words::read(folder);
        if (!result)
            qFatal("%s", result.error().message.c_str());
        return *result;
    }();
    return read;
}

/// The error of a folder that has this one file.
QString errorOf(const char* yaml)
{
    QTemporaryDir temporary;
    QFile file(temporary.filePath("calls.yaml"));
    if (!file.open(QIODevice::WriteOnly))
        return "not written";
    file.write(yaml);
    file.close();
    const auto read = Words::read(temporary.path().toStdString());
    return read ? QString() : QString::fromStdString(read.error().message).remove(temporary.path() + "/");
}

QStringList linesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).split('\n') : QStringList();
}

/// Every match of the pattern's first group in the project's sources of these folders.
QSet<QString> mentioned(const QStringList& folders, const QString& filter, const QString& pattern)
{
    QSet<QString> found;
    const QRegularExpression expression(pattern);
    for (const QString& name : folders) {
        const QDir directory(SOCKETLAB_SOURCE_DIR "/" + name);
        for (const QString& file : directory.entryList({filter}, QDir::Files)) {
            auto match = expression.globalMatch(linesOf(directory.filePath(file)).join('\n'));
            while (match.hasNext())
                found << match.next().captured(1);
        }
    }
    return found;
}

void verifyAll(const char* section, const QSet<QString>& keys)
{
    for (const QString& key : keys)
        QVERIFY2(words().find(section, key.toStdString()), qPrintable(QString(section) + " lacks " + key));
}

bool hasHangul(const std::string& text)
{
    return QString::fromStdString(text).contains(QRegularExpression("[\\x{AC00}-\\x{D7A3}]"));
}

} // namespace

class WordsTest : public QObject
{
    Q_OBJECT

private slots:

    void everyCallIsExplained()
    {
        for (const std::string& verb : callVerbs())
            QVERIFY2(words().find("calls", verb), verb.c_str());
        for (const CallRow& row : callTable())
            QVERIFY2(words().find("calls", row.name), row.name.data());
        for (const auto& [name, text] : words().sections().at("calls"))
            QVERIFY2(QString::fromStdString(name) == "send" || name == "recv" || name == "dropcap"
                         || name == "rlimit_nofile" || findCall(name),
                     name.c_str());
    }

    void everyStateIsExplained()
    {
        for (int state = 1; state <= static_cast<int>(SocketState::NewSynRecv); ++state) {
            const auto name = stateName(static_cast<SocketState>(state));
            QVERIFY2(words().find("states", name), std::string(name).c_str());
        }
        for (const auto& [name, text] : words().sections().at("states"))
            QVERIFY2(parseState(name), name.c_str());
    }

    void everyFlagIsExplained()
    {
        for (const char* flag : {"SYN", "ACK", "FIN", "RST", "PSH", "URG", "ECE", "CWR"})
            QVERIFY(words().find("flags", flag));
    }

    void whatTheLessonsMeetIsExplained()
    {
        const QStringList lessons {"resources/lessons"};
        const auto errnos = mentioned(lessons, "*.yaml", "errno: *\"?(E[A-Z0-9]+)");
        QVERIFY(errnos.size() > 15);
        verifyAll("errnos", errnos);
        const auto options = mentioned(lessons, "*.yaml", "opt: *\"?((?:SO|TCP|IP|IPV6)_[A-Z0-9_]+)");
        QVERIFY(options.size() > 10);
        verifyAll("options", options);
        const auto counters = mentioned(lessons, "*.yaml", "\\b((?:TcpExt|Tcp|Udp|Icmp)[A-Z][A-Za-z]+)\\b");
        QVERIFY(counters.size() > 3);
        verifyAll("counters", counters);
    }

    void everyKeyIsARealName()
    {
        for (const auto& [name, text] : words().sections().at("errnos"))
            QVERIFY2(errnoValue(name) && errnoName(*errnoValue(name)) == name, name.c_str());
        for (const auto& [name, text] : words().sections().at("options"))
            QVERIFY2(levelOfOption(name), name.c_str());
    }

    void everyNoticeAndReasonOfTheProgramIsExplained()
    {
        const auto notices = mentioned({"model/engine", "model/journal", "app"}, "*.cpp",
                                       "Notice \\{\\s*Notice::Severity::\\w+,\\s*\"([a-z-]+)\"");
        QVERIFY(notices.size() > 3);
        verifyAll("notices", notices);
        const auto ofFiles = mentioned({"model/capture"}, "*.cpp", "say\\(Notice::Severity::\\w+,\\s*\"([a-z-]+)\"");
        QVERIFY(ofFiles.size() > 3);
        verifyAll("notices", ofFiles);
        const auto joined = mentioned({"model/capture"}, "*.h", "= \"((?:sockets|states|calls)-[a-z-]+)\"");
        QVERIFY(joined.size() > 4);
        verifyAll("notices", joined);
        const auto reasons =
            mentioned({"model/lab"}, "*.cpp", "return \\{?\\w* ?\\{?\"([a-z]+(?:-[a-z]+)+|unknown)\"[,}]");
        QVERIFY(reasons.size() > 4);
        verifyAll("blocked", reasons);
    }

    void theTranscriptHasAllItsWords()
    {
        const auto keys = mentioned({"app/cli"}, "Transcript.cpp", "\\bword\\(\"([a-z-]+)\"");
        QVERIFY(keys.size() > 10);
        verifyAll("transcript", keys);
    }

    void bothLanguagesAreThereAndDiffer()
    {
        for (const auto& [section, texts] : words().sections()) {
            QVERIFY2(!texts.empty(), section.c_str());
            for (const auto& [key, text] : texts) {
                const std::string where = section + " " + key;
                QVERIFY2(!text.en.empty() && text.en != text.ko, where.c_str());
                QVERIFY2(!hasHangul(text.en), where.c_str());
                QVERIFY2(hasHangul(text.ko), where.c_str());
            }
        }
    }

    void bothLanguagesHaveTheSamePlaceholders()
    {
        const QRegularExpression placeholder("\\{[a-z]+\\}");
        const auto placeholders = [&](const std::string& text) {
            QSet<QString> found;
            for (auto match = placeholder.globalMatch(QString::fromStdString(text)); match.hasNext();)
                found << match.next().captured();
            return found;
        };
        for (const auto& [section, texts] : words().sections()) {
            for (const auto& [key, text] : texts)
                QVERIFY2(placeholders(text.en) == placeholders(text.ko), (section + " " + key).c_str());
        }
    }

    void theKeysOfEveryFileAreSorted()
    {
        for (const QString& file : QDir(QString::fromStdString(folder)).entryList({"*.yaml"})) {
            QStringList keys;
            for (const QString& line : linesOf(QString::fromStdString(folder) + "/" + file)) {
                if (!line.isEmpty() && !line.startsWith(' ') && !line.startsWith('#'))
                    keys << line.section(':', 0, 0);
            }
            QStringList sorted = keys;
            std::sort(sorted.begin(), sorted.end());
            QVERIFY2(keys == sorted, qPrintable(file));
        }
    }

    void theGlossaryHasEveryTerm()
    {
        QSet<QString> rows;
        for (const QString& line : linesOf(SOCKETLAB_SOURCE_DIR "/GLOSSARY.md")) {
            if (line.startsWith("| ") && !line.startsWith("| English "))
                rows << line;
        }
        int terms = 0;
        for (const auto& [key, name] : words().sections().at("terms")) {
            if (!key.ends_with(".name"))
                continue;
            ++terms;
            const BothText* meaning = words().find("terms", key.substr(0, key.size() - 5) + ".meaning");
            QVERIFY2(meaning, key.c_str());
            const QString row = QString("| %1 | %2 | %3 | %4 |")
                                    .arg(name.en.c_str(), name.ko.c_str(), meaning->en.c_str(), meaning->ko.c_str());
            QVERIFY2(rows.contains(row), qPrintable(row));
        }
        QCOMPARE(rows.size(), terms);
    }

    void aMissingWordIsItsKey()
    {
        QCOMPARE(words().text("calls", "no_such_call", Language::Korean), std::string("no_such_call"));
        QCOMPARE(words().text("no-section", "key", Language::English), std::string("key"));
        QVERIFY(!words().find("no-section", "key"));
    }

    void placeholdersAreFilledOnce()
    {
        const auto filled = words().text("notices", "setting-unknown", Language::English, {{"detail", "net.{detail}"}});
        QVERIFY2(filled.find("net.{detail};") != std::string::npos, filled.c_str());
        const auto open = words().text("notices", "setting-unknown", Language::English);
        QVERIFY(open.find("{detail}") != std::string::npos);
    }

    void everyMistakeIsToldWithItsPlace()
    {
        QCOMPARE(errorOf("bind:\n  en: Gives\n"), QString("calls.yaml:2:3: bind: ko: is missing"));
        QCOMPARE(errorOf("bind:\n  en: Gives\n  ko: \"\"\n"),
                 QString("calls.yaml:3:7: bind: expected a text, found an empty one"));
        QCOMPARE(errorOf("bind: text\n"), QString("calls.yaml:1:7: bind: expected en: and ko:"));
        QCOMPARE(errorOf("bind:\n  en: a\n  ko: b\n  fr: c\n"),
                 QString("calls.yaml:2:3: bind: expected only en: and ko:, found \"fr:\""));
        QCOMPARE(errorOf("a:\n  en: a\n  ko: b\na:\n  en: a\n  ko: b\n"),
                 QString("calls.yaml:4:1: \"a\" is there twice"));
        QVERIFY(errorOf("bind: {en: a, ko: [}\n").startsWith("calls.yaml:1:"));
        QVERIFY(errorOf("- 1\n").contains("expected KEY:"));
        QVERIFY(!Words::read("/no/such/folder"));
    }
};

QTEST_APPLESS_MAIN(WordsTest)
#include "WordsTest.moc"
