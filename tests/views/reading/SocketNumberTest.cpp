#include "views/reading/SocketNumber.h"

#include "tests/views/shared/ShownLab.h"

#include <QTest>

using namespace lab;
using namespace lab::tests;

class SocketNumberTest : public QObject
{
    Q_OBJECT

private slots:

    void everySchemeHas32BitsAndEndsWithTheDirection()
    {
        for (const NumberScheme& scheme : numberSchemes()) {
            int bits = 0;
            for (const BitField& field : scheme.fields) {
                bits += field.bits;
                QVERIFY2(ShownLab::words().find("reading", std::string("field.") + field.key), field.key);
            }
            QCOMPARE(bits, 32);
            QCOMPARE(scheme.fields.back().bits, 1);
            for (const char* part : {".name", ".source"})
                QVERIFY2(ShownLab::words().find("reading", std::string("scheme.") + scheme.key + part), scheme.key);
        }
    }

    void onlyConfirmedDivisionsAreThere()
    {
        // 8 + 16 + 8 is told of RFC 147 and was not found in what could be read of it.
        for (const NumberScheme& scheme : numberSchemes())
            QVERIFY(scheme.fields.front().bits != 8);
        QCOMPARE(numberSchemes().front().fields.size(), std::size_t {2});
    }

    void evenReceivesAndOddSends()
    {
        QVERIFY(!sends(0) && sends(1) && !sends(8) && sends(0xffffffffU));
    }

    void fieldsAreTakenFromTheMostSignificantOn()
    {
        const auto& user = numberSchemes()[2].fields; // 24 + 7 + 1
        QCOMPARE(fieldOf(0xabcdef03U, user, 0), std::uint64_t {0xabcdef});
        QCOMPARE(fieldOf(0xabcdef03U, user, 1), std::uint64_t {1});
        QCOMPARE(fieldOf(0xabcdef03U, user, 2), std::uint64_t {1});
    }

    void aNumberIsReadAsItIsWritten()
    {
        for (const std::uint32_t value : {0U, 1U, 1026U, 0x80000000U, 0xffffffffU})
            for (const NumberBase base : {NumberBase::Decimal, NumberBase::Hexadecimal, NumberBase::Binary})
                QCOMPARE(readNumber(numberText(value, base), base), std::optional(value));
        QCOMPARE(readNumber("ff", NumberBase::Hexadecimal), std::optional<std::uint32_t>(255));
        QCOMPARE(readNumber("0b101", NumberBase::Binary), std::optional<std::uint32_t>(5));
    }

    void whatIsNoSuchNumberIsRefused()
    {
        for (const char* text : {"", "-1", "+1", "4294967296", "12a", "1.5", "0x10", "99999999999999999999999"})
            QVERIFY2(!readNumber(text, NumberBase::Decimal), text);
        QVERIFY(!readNumber("2", NumberBase::Binary));
        QVERIFY(!readNumber("100000000", NumberBase::Hexadecimal));
        QVERIFY(!readNumber("111111111111111111111111111111111", NumberBase::Binary));
    }

    void anEndpointIs48Bits()
    {
        QCOMPARE(endpointBits(*parseEndpoint("10.9.0.2:8080")), std::optional<std::uint64_t>(0x0a090002'1f90ULL));
        QCOMPARE(endpointBits(*parseEndpoint("[::ffff:10.9.0.2]:8080")), std::optional<std::uint64_t>(0x0a090002'1f90ULL));
        QVERIFY(!endpointBits(*parseEndpoint("[fd09::1]:8080")));
    }
};

QTEST_APPLESS_MAIN(SocketNumberTest)
#include "SocketNumberTest.moc"
