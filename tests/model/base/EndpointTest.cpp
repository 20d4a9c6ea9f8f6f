#include "model/base/Endpoint.h"

#include <QTest>

using namespace lab;

class EndpointTest : public QObject
{
    Q_OBJECT

private slots:
    void whatIsWrittenIsReadBack();
    void whatIsNoEndpointIsRefused();
    void anyIsKnown();
    void noneIsEmptyText();
};

void EndpointTest::whatIsWrittenIsReadBack()
{
    for (const char* text : {"10.9.0.1:8080", "0.0.0.0:0", "[fd09::1]:65535", "[::]:80", "[::ffff:10.9.0.1]:1"}) {
        const auto endpoint = parseEndpoint(text);
        QVERIFY2(endpoint, text);
        QCOMPARE(toText(*endpoint), std::string(text));
    }
    QCOMPARE(parseEndpoint("10.9.0.2:8080")->port, std::uint16_t {8080});
}

void EndpointTest::whatIsNoEndpointIsRefused()
{
    for (const char* text :
         {"", "10.9.0.1", "10.9.0.1:", "10.9.0.1:65536", "10.9.0.1:-1", "10.9.0.1:0x50", "10.9.0:80", "fd09::1:80",
          "[10.9.0.1]:80", "[fd09::1]", "[fd09::1:80", ":80", "name:80", "1.2.3.4: 80"})
        QVERIFY2(!parseEndpoint(text), text);
    QVERIFY(!parseIpAddress(std::string_view("10.9.0.1\0x", 10)));
}

void EndpointTest::anyIsKnown()
{
    QVERIFY(parseIpAddress("0.0.0.0")->isAny());
    QVERIFY(parseIpAddress("::")->isAny());
    QVERIFY(!parseIpAddress("::1")->isAny());
    QVERIFY(!IpAddress {}.isAny());
}

void EndpointTest::noneIsEmptyText()
{
    QCOMPARE(toText(IpAddress {}), std::string());
    QCOMPARE(toText(Endpoint {{}, 80}), std::string());
}

QTEST_APPLESS_MAIN(EndpointTest)
#include "EndpointTest.moc"
