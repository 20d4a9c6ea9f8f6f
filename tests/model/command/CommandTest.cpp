#include "model/command/Command.h"

#include <QTest>

#include <random>

using namespace lab;

namespace {

std::string errorOf(std::string_view line)
{
    const auto command = parseCommand(line);
    return command ? "" : command.error().message;
}

} // namespace

class CommandTest : public QObject
{
    Q_OBJECT

private slots:

    void aLineIsReadToItsParts()
    {
        const auto read =
            parseCommand("client/rx: sendto C \"Hello, \\\"you\\\"\\n\" addr=10.9.0.2:8080 flags=A|B empty=\"\"");
        QVERIFY(read);
        QCOMPARE(read->target, std::string("client/rx"));
        QCOMPARE(read->verb, std::string("sendto"));
        QCOMPARE(read->words, (std::vector<std::string> {"C", "Hello, \"you\"\n"}));
        QCOMPARE(read->get("addr"), std::string("10.9.0.2:8080"));
        QCOMPARE(read->get("flags"), std::string("A|B"));
        QVERIFY(read->has("empty") && read->get("empty", "otherwise").empty());
        QVERIFY(!read->has("len"));
        QCOMPARE(read->get("len", "7"), std::string("7"));
    }

    void whatOnlyLooksLikeANameIsAWord()
    {
        const auto read = parseCommand("lab: sysctl server net.ipv4.tcp_rmem=4096 \"a=b\" 1=2");
        QVERIFY(read);
        QCOMPARE(read->words, (std::vector<std::string> {"server", "net.ipv4.tcp_rmem=4096", "a=b", "1=2"}));
        QVERIFY(read->named.empty());
        QCOMPARE(parseCommand(toLine(*read)).value(), *read);
    }

    void aLineIsWrittenAndReadBackTheSame_data()
    {
        QTest::addColumn<QString>("line");
        for (const char* line : {"wire: hold", "lab: mark step 7", "client: connect sockfd=C addr=10.9.0.2:8080",
                                 "client: send sockfd=C buf=\"Hello, world\"", "client: send sockfd=C buf=\"\"",
                                 "server: send A \"안녕 \\x00\\xff\\\\\"", "c: x \"=\" \"a=b\" \"\\\"\" n=\"=\""})
            QTest::newRow(line) << line;
    }

    void aLineIsWrittenAndReadBackTheSame()
    {
        QFETCH(QString, line);
        const auto once = parseCommand(line.toStdString());
        QVERIFY2(once, once ? "" : once.error().message.c_str());
        const auto twice = parseCommand(toLine(*once));
        QVERIFY(twice);
        QCOMPARE(*twice, *once);
        QCOMPARE(toLine(*twice), toLine(*once));
    }

    void anyBytesSurviveTheLine()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 2000; ++round) {
            std::string bytes;
            for (unsigned length = random() % 12; length > 0; --length)
                bytes += static_cast<char>(random() % 256);
            const Command made = CommandBuilder("client", "send").word(bytes).with("buf", bytes).command();
            const auto read = parseCommand(toLine(made));
            QVERIFY2(read, toLine(made).c_str());
            QCOMPARE(*read, made);
            QVERIFY(toLine(made).find('\n') == std::string::npos);
        }
    }

    void everyMistakeIsToldWithItsColumn_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("begin");
        QTest::newRow("empty") << ""
                               << "column 1: expected a target";
        QTest::newRow("no colon") << "client connect"
                                  << "column 1: expected a target";
        QTest::newRow("no target") << ": connect"
                                   << "column 1: expected a target";
        QTest::newRow("no verb") << "client:  "
                                 << "column 10: expected what client shall do";
        QTest::newRow("open quote") << "client: send buf=\"Hello"
                                    << "column 18: this quotation mark is never closed";
        QTest::newRow("quote ends in escape") << "c: s \"a\\"
                                              << "column 6: this quotation mark is never closed";
        QTest::newRow("after characters, not bytes") << "client: send 안녕 \"a"
                                                     << "column 17: this quotation";
        QTest::newRow("bad escape") << "client: send \"\\q\""
                                    << "column 14: a malformed escape";
        QTest::newRow("no space") << "client: send \"a\"b"
                                  << "column 17: expected a space";
        QTest::newRow("quote inside") << "client: send a\"b"
                                      << "column 15: a quotation mark inside a word";
        QTest::newRow("newline") << "client: send a\nb"
                                 << "column 15: a control character";
    }

    void everyMistakeIsToldWithItsColumn()
    {
        QFETCH(QString, line);
        QFETCH(QString, begin);
        const QString error = QString::fromStdString(errorOf(line.toStdString()));
        QVERIFY2(error.startsWith(begin), qPrintable(error));
    }
};

QTEST_APPLESS_MAIN(CommandTest)
#include "CommandTest.moc"
