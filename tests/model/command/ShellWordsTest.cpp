// A command line as people type it: quoting is a shell's, but no shell runs.
#include "model/command/ShellWords.h"

#include <QTest>

using namespace lab;

using Words = std::vector<std::string>;

class ShellWordsTest : public QObject
{
    Q_OBJECT

private:
    static std::string refusal(const char* line)
    {
        const auto words = shellWords(line);
        return words ? "" : words.error().message;
    }

private slots:
    void spacesSeparateAndQuotesKeepTogether()
    {
        QVERIFY(*shellWords("nc -l 8080") == (Words {"nc", "-l", "8080"}));
        QVERIFY(*shellWords("  ./my\\ server 'two words' \"three \\\"quoted\\\" words\"  ")
                == (Words {"./my server", "two words", "three \"quoted\" words"}));
        QVERIFY(*shellWords("a'b'\"c\"d '' \"\"") == (Words {"abcd", "", ""}));
        QVERIFY(*shellWords("sh -c 'exec nc -l 8080 | cat'") == (Words {"sh", "-c", "exec nc -l 8080 | cat"}));
        QVERIFY(*shellWords("./서버 포트=8080") == (Words {"./서버", "포트=8080"}));
    }

    void singleQuotesKeepBackslashesAndDoubleQuotesKeepMost()
    {
        QVERIFY(*shellWords("printf 'a\\n' \"b\\n\" \"\\\\\"") == (Words {"printf", "a\\n", "b\\n", "\\"}));
    }

    void whatNeedsAShellIsRefusedAndNamed()
    {
        QCOMPARE(refusal("./server > log"), std::string("column 10: '>' would need a shell: quote it, or name sh -c '…' as "
                                                        "the program"));
        for (const char* line : {"a | b", "a; b", "a $HOME", "a `b`", "a *.c", "~/server", "a & b"})
            QVERIFY2(refusal(line).find("would need a shell") != std::string::npos, line);
    }

    void wordsBecomeALineThatBecomesTheseWords()
    {
        QCOMPARE(shellLine({"cc", "-g", "-o", "/tmp/a", "my file.c"}), std::string("cc -g -o /tmp/a 'my file.c'"));
        const std::vector<std::string> words {"서버 하나.c", "it's", "a\"b", "$HOME", "", "back\\slash", "~", "plain"};
        const auto again = shellWords(shellLine(words));
        QVERIFY(again);
        QCOMPARE(*again, words);
    }

    void anUnfinishedLineNamesItsColumn()
    {
        QCOMPARE(refusal("nc 'localhost"), std::string("column 4: this quotation mark is never closed"));
        QCOMPARE(refusal("nc \\"), std::string("column 4: a backslash at the very end quotes nothing"));
        QVERIFY(refusal("   ").find("empty command") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(ShellWordsTest)
#include "ShellWordsTest.moc"
