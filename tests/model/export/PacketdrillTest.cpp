// Scripts for packetdrill: what one end did and what reached it, in its language.

#include "model/export/TextExports.h"
#include "tests/support/JournalBuilder.h"
#include "tests/support/Stories.h"

#include <QTest>

#include <memory>

using namespace lab;
using namespace lab::tests;

namespace {

const Words& noWords()
{
    static const Words none;
    return none;
}

/// The script without its comments at the beginning; "ERROR: …".
QString script(const std::vector<Event>& events, const char* program)
{
    Journal journal;
    Bytes bytes = journalHeader(0);
    for (const Event& event : events)
        encodeEvent(event, 0, bytes);
    (void)journal.feed(bytes);
    ExportRequest request;
    request.journal = &journal;
    request.words = &noWords();
    request.program = program;
    const auto text = writePacketdrill(request);
    return text ? QString::fromStdString(*text) : "ERROR: " + QString::fromStdString(text.error().message);
}

/// Its lines without the times.
QStringList lines(const QString& script)
{
    QStringList all;
    for (QString line : script.split('\n')) {
        if (line.isEmpty() || line.startsWith("//") || !line.at(0).isDigit())
            continue;
        all << line.section(' ', 1);
    }
    return all;
}

/// The story, with these settings of the server's written when it began.
std::vector<Event> withSettings(const std::vector<std::pair<std::string, std::string>>& settings)
{
    std::vector<Event> events = handshakeStory();
    for (const auto& [name, value] : settings)
        events.insert(events.begin() + 1, {events[0].time, SettingWritten {HostId::Server, name, value, true}});
    return events;
}

} // namespace

class PacketdrillTest : public QObject
{
    Q_OBJECT

private slots:
    void theServersScriptExpectsWhatItSentAndPutsInWhatCame()
    {
        const QStringList all = lines(script(handshakeStory(), "server"));
        const auto has = [&all](const QString& start) {
            const bool found = std::any_of(all.begin(), all.end(), [&](const QString& line) { return line.startsWith(start); });
            return found ? QString() : start + " is not in\n" + all.join('\n');
        };
        for (const char* line : {"socket(..., SOCK_STREAM, IPPROTO_TCP) = 3", "bind(3, ..., ...) = 0", "listen(3, ", "< S 0:0(0) win ",
                                 "> S. 0:0(0) ack 1 win ", "< . 1:1(0) ack 1 win ", "accept(3, ..., ...) = 4", "< P. 1:6(5) ack 1 win ",
                                 "> . 1:1(0) ack 6 win ", "close(4) = 0"})
            QCOMPARE(has(line), QString());
    }

    void theClientsScriptIsTheOtherWayRound()
    {
        const QString all = lines(script(handshakeStory(), "client")).join('\n');
        QVERIFY2(all.contains("\n> S 0:0(0) win "), qPrintable(all));
        QVERIFY2(all.contains("\n< S. 0:0(0) ack 1 win "), qPrintable(all));
        QVERIFY2(all.contains("\n> P. 1:6(5) ack 1 win "), qPrintable(all));
        QVERIFY2(!all.contains("listen("), qPrintable(all));
    }

    void aCallThatBlockedIsMadeInAThreadOfItsOwn()
    {
        const QString text = script(handshakeStory(), "server");
        const QRegularExpression range(R"(^\d+\.\d{6}\.\.\.\d+\.\d{6} accept\(3, \.\.\., \.\.\.\) = 4$)", QRegularExpression::MultilineOption);
        QVERIFY2(range.match(text).hasMatch(), qPrintable(text));
        QVERIFY2(text.contains("\n0.000000 socket("), qPrintable(text));
    }

    void theHostsSettingsComeFirst()
    {
        const QString text = script(withSettings({{"net.ipv4.tcp_sack", "0"}, {"route quickack", "1"}, {"offload tx-checksum", "off"}}), "server");
        QVERIFY2(text.contains("sysctl -q net.ipv4.tcp_sack=\"0\""), qPrintable(text));
        QVERIFY2(text.contains("dev tun0 quickack 1"), qPrintable(text));
        QVERIFY2(!text.contains("offload"), qPrintable(text));
    }

    void aRecordingCannotPutCommandsIntoTheScript()
    {
        const QString text = script(withSettings({{"net.ipv4.tcp_sack", "0; touch /tmp/x"},
                                                  {"net.ipv4.tcp_`id`", "1"},
                                                  {"route quickack", "1 && id"},
                                                  {"route rto_min", "$(id)"},
                                                  {"net.ipv4.tcp_rmem", "1\n2"}}),
                                    "server");
        for (const char* harm : {"touch", "`id`", "&&", "$(", "tcp_rmem"})
            QVERIFY2(!text.contains(harm), harm);
        std::vector<Event> events = handshakeStory();
        for (Event& event : events)
            if (auto* started = std::get_if<ActorStarted>(&event.body); started && started->host == HostId::Server)
                started->name = "se\n`id`\nrver";
        const QString named = script(events, "server");
        QVERIFY2(!named.contains("\n`id`"), qPrintable(named));
    }

    void whatPacketdrillCannotPlayIsSaid()
    {
        QVERIFY2(script(queuesStory(), "server").startsWith("ERROR: packetdrill plays one TCP connection, and \"server\" has "), "several");
        QVERIFY2(script(datagramStory(), "server").contains("has none"), "UDP");
        QVERIFY2(script(handshakeStory(), "nobody").contains("no program called \"nobody\""), "nobody");
        QVERIFY2(script({}, "client").startsWith("ERROR: "), "empty");
    }
};

QTEST_APPLESS_MAIN(PacketdrillTest)
#include "PacketdrillTest.moc"
