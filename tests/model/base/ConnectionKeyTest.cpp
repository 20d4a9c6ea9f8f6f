#include "model/base/ConnectionKey.h"

#include <QTest>

#include <set>

#include <netinet/in.h>

using namespace lab;

class ConnectionKeyTest : public QObject
{
    Q_OBJECT

private:
    static ConnectionKey keyTo(std::uint8_t host, std::uint16_t port)
    {
        Endpoint local, remote;
        local.address.version = remote.address.version = 4;
        local.address.bytes = {10, 9, 0, 1};
        remote.address.bytes = {192, 168, 7, host};
        local.port = 40000;
        remote.port = port;
        return connectionKey(HostId::Client, IPPROTO_TCP, local, remote);
    }

private slots:

    /// As a scan makes them. A hash table takes the lowest bits.
    void neighboursAreFarFromEachOtherInATable()
    {
        std::set<std::size_t> hosts, ports;
        for (int i = 0; i < 256; ++i) {
            hosts.insert(ConnectionKey::Hash {}(keyTo(static_cast<std::uint8_t>(i), 80)) & 511);
            ports.insert(ConnectionKey::Hash {}(keyTo(1, static_cast<std::uint16_t>(i + 1))) & 511);
        }
        QVERIFY2(hosts.size() > 150, qPrintable(QString::number(hosts.size()))); // by chance 201 of 512
        QVERIFY2(ports.size() > 150, qPrintable(QString::number(ports.size())));
    }

    void everyPartOfItCounts()
    {
        const ConnectionKey::Hash hash;
        QVERIFY(keyTo(1, 80) == keyTo(1, 80) && hash(keyTo(1, 80)) == hash(keyTo(1, 80)));
        QVERIFY(!(keyTo(1, 80) == keyTo(2, 80)) && !(keyTo(1, 80) == keyTo(1, 81)));
        ConnectionKey changed = keyTo(1, 80);
        std::set<std::size_t> hashes {hash(changed)};
        for (std::uint8_t& byte : changed.bytes) {
            ++byte;
            hashes.insert(hash(changed));
        }
        QCOMPARE(hashes.size(), changed.bytes.size() + 1);
    }
};

QTEST_APPLESS_MAIN(ConnectionKeyTest)
#include "ConnectionKeyTest.moc"
