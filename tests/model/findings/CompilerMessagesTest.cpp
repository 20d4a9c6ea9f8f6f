// What a compiler writes for people, read line by line.

#include "model/findings/CompilerMessages.h"

#include <QTest>

using namespace lab;
using Kind = CompilerMessage::Kind;

namespace {

const CompilerMessage undeclared {Kind::Error, "/home/a/server.c", 12, 5, "'sock' undeclared (first use in this function)"};

} // namespace

class CompilerMessagesTest : public QObject
{
    Q_OBJECT

private slots:
    void gccsErrorsWarningsAndNotesHaveTheirLines()
    {
        const auto read = compilerMessages("/home/a/server.c: In function 'main':\n"
                                           "/home/a/server.c:12:5: error: 'sock' undeclared (first use in this function)\n"
                                           "   12 |     sock = 3;\n"
                                           "      |     ^~~~\n"
                                           "/home/a/server.c:12:5: note: each undeclared identifier is reported only once\n"
                                           "/home/a/server.c:20:9: warning: unused variable 'n' [-Wunused-variable]\n");
        QCOMPARE(read.size(), std::size_t {3});
        QVERIFY(read[0] == undeclared);
        QVERIFY(read[1].kind == Kind::Note);
        QVERIFY(read[2] == (CompilerMessage {Kind::Warning, "/home/a/server.c", 20, 9, "unused variable 'n' [-Wunused-variable]"}));
    }

    void clangSaysTheSameAndItsTotalsAreNoMessages()
    {
        const auto read = compilerMessages("server.c:3:10: fatal error: 'sys/sockets.h' file not found\n"
                                           "#include <sys/sockets.h>\n"
                                           "         ^~~~~~~~~~~~~~~\n"
                                           "1 error generated.\n");
        QCOMPARE(read.size(), std::size_t {1});
        QVERIFY(read[0] == (CompilerMessage {Kind::Error, "server.c", 3, 10, "'sys/sockets.h' file not found"}));
    }

    void aMissingColumnAndAColonInTheNameAreNoHindrance()
    {
        const auto read = compilerMessages("a.c:7: error: no column\r\n/tmp/a:1: b/서버 2.c:9:1: warning: 경고\n");
        QCOMPARE(read.size(), std::size_t {2});
        QVERIFY(read[0] == (CompilerMessage {Kind::Error, "a.c", 7, 0, "no column"}));
        QVERIFY(read[1] == (CompilerMessage {Kind::Warning, "/tmp/a:1: b/서버 2.c", 9, 1, "경고"}));
    }

    void theLinkerNamesTheLineOfWhatIsMissing()
    {
        const auto read = compilerMessages("/usr/bin/ld: /tmp/cc1.o: in function `main':\n"
                                           "/home/a/client.c:31: undefined reference to `recieve'\n"
                                           "collect2: error: ld returned 1 exit status\n");
        QCOMPARE(read.size(), std::size_t {1});
        QVERIFY(read[0] == (CompilerMessage {Kind::Error, "/home/a/client.c", 31, 0, "undefined reference to `recieve'"}));
    }

    void whatOnlyLooksLikeAPlaceIsNone()
    {
        for (const char* text : {"", "\n\n", "error: no file", "a.c:99999999999: error: too far",
                                 "a.c:-3: error: before", "a.c:12:5:error: no space", "a.c:12:5: remark: neither",
                                 ":12:5: error: no name", "a.c:12", "a.c:", "In file included from a.c:1:"})
            QVERIFY2(compilerMessages(text).empty(), text);
    }

    void everyBeginningOfAMessageIsReadWithoutHarm()
    {
        const std::string whole = "/home/a/server.c:12:5: error: 'sock' undeclared (first use in this function)";
        for (std::size_t length = 0; length < whole.size(); ++length)
            QVERIFY(compilerMessages(whole.substr(0, length)).size() <= 1);
        QVERIFY(compilerMessages(whole).front() == undeclared);
    }
};

QTEST_GUILESS_MAIN(CompilerMessagesTest)
#include "CompilerMessagesTest.moc"
