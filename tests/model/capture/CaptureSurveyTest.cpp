// The quick way to a capture's conversations, beside the long one.

#include "model/capture/CaptureSurvey.h"
#include "model/capture/ConversationIndex.h"
#include "model/capture/Recording.h"
#include "tests/support/AgreementCaptures.h"
#include "tests/support/JournalBuilder.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace lab;
using namespace lab::tests;

namespace {

void number(Bytes& to, std::uint32_t value)
{
    for (int shift = 0; shift < 32; shift += 8)
        to.push_back(static_cast<std::uint8_t>(value >> shift));
}

/// A pcap file with times in nanoseconds.
Bytes pcapFile(const std::vector<TimedFrame>& frames)
{
    Bytes file;
    for (const std::uint32_t word : {0xA1B23C4DU, 0x0004'0002U, 0U, 0U, 262'144U, 1U})
        number(file, word);
    for (const TimedFrame& one : frames) {
        const auto size = static_cast<std::uint32_t>(one.frame.size());
        for (const std::uint32_t word : {1'700'000'000U, static_cast<std::uint32_t>(one.ns), size, one.fullLength != 0 ? one.fullLength : size})
            number(file, word);
        file.insert(file.end(), one.frame.begin(), one.frame.end());
    }
    return file;
}

} // namespace

class CaptureSurveyTest : public QObject
{
    Q_OBJECT

private slots:

    void itFindsTheSameConversations()
    {
        std::size_t found = 0;
        for (const auto& [name, packets] : agreementCaptures()) {
            const std::string path = written(name, pcapFile(packets));
            const auto survey = surveyCapture(path);
            QVERIFY2(survey, name);
            compare(*survey, path);
            found += survey->conversations().size();
        }
        QVERIFY(found > 10);
    }

    void blocksThatStretchOverItsChunksAreWhole()
    {
        std::vector<TimedFrame> packets;
        for (std::uint32_t i = 0; i < 2000; ++i)
            packets.push_back({std::int64_t {i} * 1000,
                               tcpFrame({clientEnd(static_cast<std::uint16_t>(40000 + i % 7)), serverEnd(8080), TcpFlag::ack, i, 1,
                                         std::string(i % 1400, 'x')}), 0});
        packets.push_back({9'000'000, Bytes(700'000, 0x45), 0}); // one is larger than a chunk
        const std::string path = written("chunks", pcapFile(packets));
        const auto survey = surveyCapture(path);
        QVERIFY(survey);
        QCOMPARE(survey->conversations().size(), 7U);
        compare(*survey, path);
    }

    void whateverIsNotPlainAndWholeIsForTheLongWay()
    {
        const Bytes good = pcapFile(agreementCaptures().front().second);
        QVERIFY(surveyCapture(written("good", good)));
        Bytes torn = good;
        torn.resize(torn.size() - 3);
        QVERIFY(!surveyCapture(written("torn", torn)));
        Bytes damaged = good;
        damaged[24 + 11] = 0xff; // the first record's length
        QVERIFY(!surveyCapture(written("damaged", damaged)));
        QVERIFY(!surveyCapture(written("empty", {})));
        QVERIFY(!surveyCapture(written("ours", JournalBuilder().bytes())));
        QVERIFY(!surveyCapture(m_folder.path().toStdString()));
        QVERIFY(!surveyCapture("/dev/zero"));
        QVERIFY(!surveyCapture("-"));
    }

private:
    std::string written(const char* name, const Bytes& bytes)
    {
        QFile file(m_folder.filePath(QString::fromLatin1(name)));
        if (!file.open(QIODevice::WriteOnly)
            || file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size())) != qint64(bytes.size()))
            qFatal("cannot write %s", name);
        return file.fileName().toStdString();
    }

    static void compare(const TcpAnalysis& survey, const std::string& path)
    {
        const auto journal = openRecording(path);
        QVERIFY(journal);
        ConversationIndex index;
        index.follow(**journal);
        QCOMPARE(survey.conversations().size(), index.all().size());
        for (std::size_t i = 0; i < index.all().size(); ++i) {
            const Conversation &quick = survey.conversations()[i], &slow = index.all()[i];
            QCOMPARE(toText(quick.ends[0]) + toText(quick.ends[1]), toText(slow.ends[0]) + toText(slow.ends[1]));
            QVERIFY(quick.states == slow.states && quick.packets == slow.packets && quick.bytes == slow.bytes);
            QVERIFY(quick.retransmissions == slow.retransmissions && quick.synSeen == slow.synSeen && quick.reset == slow.reset);
            QCOMPARE(quick.first.ns, slow.first.ns);
            QCOMPARE(quick.last.ns, slow.last.ns);
        }
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(CaptureSurveyTest)
#include "CaptureSurveyTest.moc"
