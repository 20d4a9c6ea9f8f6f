#include "model/compare/Alignment.h"

#include <QElapsedTimer>
#include <QTest>

#include <random>

using namespace lab;

namespace {

using Elements = std::vector<std::uint64_t>;

Elements letters(const char* text)
{
    return {text, text + std::strlen(text)};
}

/// What is common, as letters; empty if the pairs are not in order or not of equals.
QString common(const Elements& left, const Elements& right)
{
    QString text;
    std::uint32_t nextLeft = 0, nextRight = 0;
    for (const auto& [l, r] : alignSequences(left, right)) {
        if (l < nextLeft || r < nextRight || left[l] != right[r])
            return QStringLiteral("out of order");
        nextLeft = l + 1;
        nextRight = r + 1;
        text += QChar(static_cast<char16_t>(left[l]));
    }
    return text;
}

} // namespace

class AlignmentTest : public QObject
{
    Q_OBJECT

private slots:

    void whatIsCommonIsFoundInOrder()
    {
        QCOMPARE(common(letters("abcdef"), letters("abcdef")), "abcdef");
        QCOMPARE(common(letters("abcdef"), letters("abxdef")), "abdef");
        QCOMPARE(common(letters("abc"), letters("xabyc")), "abc");
        QCOMPARE(common(letters("xaybz"), letters("ab")), "ab");
        QCOMPARE(common(letters("abcabba"), letters("cbabac")).size(), 4); // Myers' own example
        QCOMPARE(common(letters("abc"), letters("xyz")), "");
        QCOMPARE(common({}, letters("a")), "");
    }

    void aHundredThousandWithAFewChangesAreAlignedExactly()
    {
        Elements left;
        for (std::uint64_t i = 0; i < 100'000; ++i)
            left.push_back(i % 3 == 0 ? 7 : i); // every third is nothing to go by
        Elements right = left;
        right[100] = 500'000;
        right.erase(right.begin() + 50'000, right.begin() + 50'010);
        right.insert(right.begin() + 70'000, {500'001, 500'002});
        QCOMPARE(alignSequences(left, right).size(), std::size_t {100'000 - 1 - 10});
    }

    void nothingIsSoBadThatItTakesLong()
    {
        std::mt19937 random(1);
        const auto drawn = [&](std::uint64_t kinds) {
            Elements all(100'000);
            for (auto& one : all)
                one = random() % kinds;
            return all;
        };
        QElapsedTimer clock;
        clock.start();
        for (const std::uint64_t kinds : {std::uint64_t {2}, std::uint64_t {50}, std::uint64_t {5'000}, std::uint64_t {100'000}}) {
            const Elements left = drawn(kinds), right = drawn(kinds);
            QVERIFY(common(left, right) != "out of order");
        }
        // Quadratic would be an hour; this machine takes two seconds without optimising.
        QVERIFY2(clock.elapsed() < 60'000, qPrintable(QString::number(clock.elapsed())));
    }
};

QTEST_APPLESS_MAIN(AlignmentTest)
#include "AlignmentTest.moc"
