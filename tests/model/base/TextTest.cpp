#include "model/base/Text.h"

#include <QTest>

using namespace lab;

class TextTest : public QObject
{
    Q_OBJECT

private slots:
    void wildcardsMatchAsFnmatchDoes_data();
    void wildcardsMatchAsFnmatchDoes();
    void manyStarsStayFast();
    void everyByteSurvivesEscaping();
    void koreanStaysReadable();
    void cutTextEndsBetweenCharacters();
    void malformedEscapesAreRefused();
    void splitKeepsEmptyParts();
    void numbersAreWholeAndFit();
    void secondsAreCutNotRounded();
};

void TextTest::wildcardsMatchAsFnmatchDoes_data()
{
    QTest::addColumn<std::string>("pattern");
    QTest::addColumn<std::string>("text");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char* pattern, const char* text, bool matches) {
        QTest::addRow("%s ~ %s", pattern, text) << std::string(pattern) << std::string(text) << matches;
    };
    row("", "", true);
    row("", "a", false);
    row("*", "", true);
    row("DATA(*)", "DATA(5)", true);
    row("DATA(*)", "DATA(5", false);
    row("*>server SYN", "c3>server SYN", true);
    row("*>server SYN", "c3>server SYN+ACK", false);
    row("a*b*c", "a1b2b3c", true);
    row("a*b*c", "a1b2b3", false);
    row("c?", "c1", true);
    row("c?", "c", false);
    row("?", "전", true);
    row("c[123]", "c2", true);
    row("c[1-3]", "c4", false);
    row("c[!1-3]", "c4", true);
    row("[]x]", "]", true);
    row("a[b", "a[b", true);
    row("\\*", "*", true);
    row("\\*", "x", false);
}

void TextTest::wildcardsMatchAsFnmatchDoes()
{
    QFETCH(std::string, pattern);
    QFETCH(std::string, text);
    QTEST(matchesWildcard(pattern, text), "matches");
}

void TextTest::manyStarsStayFast()
{
    // Backtracking into every star would take longer than the universe has.
    const std::string pattern = "*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b";
    QVERIFY(!matchesWildcard(pattern, std::string(5000, 'a')));
}

void TextTest::everyByteSurvivesEscaping()
{
    Bytes all;
    for (int first = 0; first < 256; ++first) {
        for (const int second : {0x00, 0x30, 0x5C, 0x80, 0xFF}) {
            all.push_back(static_cast<std::uint8_t>(first));
            all.push_back(static_cast<std::uint8_t>(second));
        }
    }
    const std::string text = escaped(all);
    const auto back = unescaped(text);
    QVERIFY(back);
    QCOMPARE(Bytes(asBytes(*back).begin(), asBytes(*back).end()), all);
    QVERIFY(text.find('\n') == std::string::npos);
}

void TextTest::koreanStaysReadable()
{
    QCOMPARE(escaped(asBytes("안녕\r\n\x01\"")), std::string("안녕\\r\\n\\x01\\\""));
    QCOMPARE(escaped(asBytes("\xED\xA0\x80")), std::string("\\xed\\xa0\\x80")); // a surrogate is no character
    QCOMPARE(escaped(asBytes("\xC0\x80")), std::string("\\xc0\\x80")); // an overlong NUL
}

void TextTest::cutTextEndsBetweenCharacters()
{
    QCOMPARE(escaped(asBytes("Hello"), 5), std::string("Hello"));
    QCOMPARE(escaped(asBytes("Hello"), 4), std::string("Hell…"));
    QCOMPARE(escaped(asBytes("a전선"), 3), std::string("a…"));
    QCOMPARE(escaped(asBytes("a전선"), 4), std::string("a전…"));
    QCOMPARE(escaped(asBytes("x"), 0), std::string("…"));
}

void TextTest::malformedEscapesAreRefused()
{
    for (const char* text : {"\\", "\\q", "\\x", "\\x4", "\\xg0"})
        QVERIFY2(!unescaped(text), text);
}

void TextTest::splitKeepsEmptyParts()
{
    QCOMPARE(split("", ','), std::vector<std::string> {""});
    QCOMPARE(split(",a,", ','), (std::vector<std::string> {"", "a", ""}));
    QCOMPARE(trimmed(" \t a b \n"), std::string_view("a b"));
    QCOMPARE(trimmed(" \n"), std::string_view());
}

void TextTest::numbersAreWholeAndFit()
{
    QCOMPARE(parseNumber("0x1F"), std::optional<std::int64_t>(31));
    QCOMPARE(parseNumber("-9223372036854775808"), std::optional<std::int64_t>(INT64_MIN));
    for (const char* text : {"", "-", "0x", "1 ", " 1", "+1", "1a", "--1", "9223372036854775808"})
        QVERIFY2(!parseNumber(text), text);
}

void TextTest::secondsAreCutNotRounded()
{
    QCOMPARE(secondsText(12'003'411'999), std::string("12.003411"));
    QCOMPARE(secondsText(999'999'999, 3), std::string("0.999"));
    QCOMPARE(secondsText(-1'500'000'000, 1), std::string("-1.5"));
    QCOMPARE(secondsText(5'000'000'000, 0), std::string("5"));
}

QTEST_APPLESS_MAIN(TextTest)
#include "TextTest.moc"
