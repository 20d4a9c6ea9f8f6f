// Every text format, over every shipped recording: one row in TextExports is all that a format needs, and its other half,
// its name in both languages, is missed here.

#include "model/export/TextExports.h"

#include "model/base/FileReplace.h"
#include "model/export/CCall.h"
#include "tests/support/JournalBuilder.h"
#include "tests/support/RecordedCall.h"
#include "tests/support/Stories.h"
#include "model/journal/JournalCodec.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <sys/resource.h>

#include <nlohmann/json.hpp>

using namespace lab;
using namespace lab::tests;

namespace {

const Words& words()
{
    static const Words read = *Words::read(SOCKETLAB_SOURCE_DIR "/resources/words");
    return read;
}

ExportRequest requestFor(const Journal& journal, Language language = Language::English)
{
    ExportRequest request;
    request.journal = &journal;
    request.words = &words();
    request.language = language;
    return request;
}

std::unique_ptr<Journal> journalOf(const std::vector<Event>& events)
{
    auto journal = std::make_unique<Journal>();
    Bytes bytes = journalHeader(0);
    for (const Event& event : events)
        encodeEvent(event, 0, bytes);
    (void)journal->feed(bytes);
    return journal;
}

QString written(const TextExport& row, ExportRequest request)
{
    if (row.ofOneProgram)
        request.program = "client";
    const auto text = row.write(request);
    return text ? QString::fromStdString(*text) : "ERROR: " + QString::fromStdString(text.error().message);
}

QString exported(const char* id, const ExportRequest& request)
{
    std::string program;
    return written(*findTextExport(id, program), request);
}

/// Standard output of a tool; nothing if it is not on this machine.
std::optional<QByteArray> toolOutput(const QString& tool, const QStringList& arguments)
{
    if (QStandardPaths::findExecutable(tool).isEmpty())
        return {};
    QProcess process;
    process.start(tool, arguments);
    process.waitForFinished(60'000);
    return process.readAllStandardOutput();
}

} // namespace

class TextExportsTest : public QObject
{
    Q_OBJECT

private slots:

    void everyFormatHasANameInBothLanguagesAndASuffixOfItsOwn()
    {
        QStringList suffixes;
        for (const TextExport& row : textExports()) {
            QVERIFY2(words().find("exports", std::string("format-") + row.id), row.id);
            suffixes << row.suffix;
        }
        QCOMPARE(suffixes.removeDuplicates(), 0);
        for (const auto& [key, name] : words().sections().at("exports")) {
            std::string program;
            if (key.starts_with("format-"))
                QVERIFY2(findTextExport(key.substr(7), program), key.c_str());
        }
    }

    void everyFormatWritesEveryRecordingInBothLanguages_data()
    {
        QTest::addColumn<QString>("file");
        const QDir folder(SOCKETLAB_SOURCE_DIR "/resources/recordings");
        for (const QString& name : folder.entryList({"*.pcapng"}))
            QTest::newRow(qPrintable(name)) << folder.filePath(name);
    }

    void everyFormatWritesEveryRecordingInBothLanguages()
    {
        QFETCH(QString, file);
        const auto journal = Journal::open(file.toStdString());
        QVERIFY(journal);
        for (const TextExport& row : textExports())
            for (const Language language : {Language::English, Language::Korean}) {
                const QString text = written(row, requestFor(**journal, language));
                // packetdrill plays one connection of one thread, and says so.
                const bool refused = row.write == writePacketdrill && text.startsWith("ERROR: packetdrill plays one ");
                QVERIFY2(refused || (text.size() > 100 && !text.startsWith("ERROR")), qPrintable(row.id + (": " + text.left(200))));
            }
    }

    void theDiagramsSayWhoSaysWhatToWhom()
    {
        const auto journal = journalOf(handshakeStory());
        const QString mermaid = exported("mermaid", requestFor(*journal));
        QVERIFY2(mermaid.contains("participant p1 as server"), qPrintable(mermaid));
        QVERIFY(mermaid.contains("k0->>k1: SYN seq=0\n"));
        QVERIFY(mermaid.contains("#34;Hello#34;")); // a quote as Mermaid's entity
        QVERIFY(mermaid.contains("Note over k1: LISTEN"));
        const QString plant = exported("plantuml", requestFor(*journal));
        QVERIFY(plant.startsWith("@startuml\n") && plant.endsWith("@enduml\n"));
        QVERIFY(plant.contains("k1 -> k0 : SYN+ACK seq=0 ack=1\n"));
    }

    void aDroppedPacketIsACrossInTheDiagramsAndACommentInTheCapture()
    {
        JournalBuilder lab;
        const PacketId packet = lab.held(HostId::Client, tcpFrame({clientEnd(40000), serverEnd(8080), TcpFlag::syn, 7}));
        lab.after(2000).dropped(packet);
        const auto journal = journalOf(lab.events());
        QVERIFY(exported("mermaid", requestFor(*journal)).contains("k0-xk1: SYN seq=0 (dropped)"));
        QVERIFY(exported("plantuml", requestFor(*journal)).contains("k0 ->x k1 : SYN seq=0 (dropped)"));
        const QString capture = exported("capture", requestFor(*journal));
        QVERIFY(capture.contains("then lost: dropped by hand. Cause: the kernel by itself"));
    }

    void straceTextTellsACallThatOthersCameBetweenInTwoLines()
    {
        const auto journal = journalOf(handshakeStory());
        const QString text = exported("strace", requestFor(*journal));
        QVERIFY2(text.contains("accept(3, <unfinished ...>\n"), qPrintable(text));
        QVERIFY2(text.contains("<... accept resumed>"), qPrintable(text));
        QVERIFY(text.contains("listen(3, "));
        QCOMPARE(text.count("<unfinished ...>"), text.count("resumed>"));
    }

    void aTableRowQuotesWhatWouldEndAField()
    {
        const auto journal = journalOf(handshakeStory());
        const QStringList lines = exported("csv", requestFor(*journal)).split("\r\n");
        QVERIFY(lines.first().startsWith("event,t,kind,"));
        QCOMPARE(lines.size(), static_cast<qsizetype>(journal->size()) + 2);
        for (const QString& line : lines.mid(1, lines.size() - 2)) {
            QString outside = line;
            outside.remove(QRegularExpression("\"([^\"]|\"\")*\""));
            QCOMPARE(outside.count(','), lines.first().count(','));
        }
    }

    void partOfARecordingIsShownWithTheNumbersOfTheWhole()
    {
        const auto journal = journalOf(handshakeStory());
        ExportRequest request = requestFor(*journal);
        request.filter = *EventFilter::parse("packets server");
        const QString csv = exported("csv", request);
        QVERIFY(csv.contains("packet-sent,server"));
        QVERIFY(!csv.contains("packet-sent,client"));
        QVERIFY(!csv.contains("call-entered"));
        request.filter = {};
        request.from = journal->size() / 2;
        const QString later = exported("jsonl", request);
        QCOMPARE(later.count('\n'), static_cast<qsizetype>(journal->size() - request.from));
        const auto whole = exported("jsonl", requestFor(*journal));
        QVERIFY(whole.endsWith(later)); // relative numbers and names are the same
    }

    void aWrongFilterIsASentence()
    {
        const auto filter = EventFilter::parse("packets port=http");
        QVERIFY(!filter);
        QVERIFY(QString::fromStdString(filter.error().message).contains("\"port=http\" is not understood"));
    }

    void tsharkShowsTheFateOfEveryPacket()
    {
        const auto journal = Journal::open(SOCKETLAB_SOURCE_DIR "/resources/recordings/three-way-handshake.pcapng");
        QVERIFY(journal);
        QTemporaryDir folder;
        const auto text = writeCommentedCapture(requestFor(**journal));
        QVERIFY(replaceFile(folder.filePath("c.pcapng").toStdString(), asBytes(*text)));
        const auto shown = toolOutput("tshark", {"-r", folder.filePath("c.pcapng"), "-T", "fields", "-e", "frame.comment"});
        if (!shown)
            QSKIP("tshark is not installed");
        const QStringList lines = QString::fromUtf8(*shown).trimmed().split('\n');
        QVERIFY(lines.size() >= 3);
        for (const QString& line : lines)
            QVERIFY2(line.contains("elivered") && line.contains("Cause:"), qPrintable(line));
        QVERIFY2(lines.first().contains("client called connect(3, 10.9.0.2:8080)"), qPrintable(lines.first()));
    }

    void theProgramsCompileWithoutAWarning_data() { everyFormatWritesEveryRecordingInBothLanguages_data(); }

    void theProgramsCompileWithoutAWarning()
    {
        if (QStandardPaths::findExecutable("cc").isEmpty())
            QSKIP("cc is not installed");
        QFETCH(QString, file);
        const auto journal = Journal::open(file.toStdString());
        QTemporaryDir folder;
        ExportRequest request = requestFor(**journal);
        for (const char* host : {"client", "server"}) {
            request.program = host;
            const auto program = writeCProgram(request);
            QVERIFY2(program, host);
            const QString source = folder.filePath(QString(host) + ".c");
            QVERIFY(replaceFile(source.toStdString(), asBytes(*program)));
            QProcess cc;
            cc.setProcessChannelMode(QProcess::MergedChannels);
            cc.start("cc", {"-Wall", "-Wextra", "-Werror", "-O2", "-pthread", "-o", folder.filePath(host), source});
            cc.waitForFinished(60'000);
            QVERIFY2(cc.exitCode() == 0, cc.readAll() + QByteArray::fromStdString(*program));
        }
    }

    void whatAPersonGotWrongStaysWrongInC()
    {
        const std::map<int, std::string> names {{3, "S"}};
        const auto inC = [&](const std::string& line) {
            const auto call = CCall::of(enteredCall(line), names);
            return QString::fromStdString(call ? call->expression : "ERROR: " + call.error().message);
        };
        QCOMPARE(inC("recv sockfd=3 len=10 buf=NULL"), QString("recv(S, pointer(0), 10, 0)"));
        QCOMPARE(inC("close fd=99"), QString("close(99)"));
        QCOMPARE(inC("shutdown sockfd=3 how=7"), QString("shutdown(S, 0x7)"));
        QCOMPARE(inC("send sockfd=3 buf=\"a\\0b\""), QString("send(S, \"a\\000b\", 3, 0)"));
        QCOMPARE(inC("setsockopt 3 SO_LINGER 1,0"), QString("setsockopt(S, SOL_SOCKET, SO_LINGER, &(struct linger){1, 0}, 8)"));
    }

    void aFileThatCannotBeWrittenLeavesNothingBehind()
    {
        QTemporaryDir folder;
        QFile old(folder.filePath("out.md"));
        QVERIFY(old.open(QIODevice::WriteOnly));
        old.write("before");
        old.close();
        // RLIMIT_FSIZE stands in for a full disk: write(2) fails after some bytes, here with EFBIG.
        struct rlimit former
        {
        };
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &former), 0);
        struct rlimit small = former;
        small.rlim_cur = 4096;
        auto* handler = signal(SIGXFSZ, SIG_IGN);
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
        const Status status = replaceFile(folder.filePath("out.md").toStdString(), Bytes(1 << 20, 'x'));
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &former), 0);
        signal(SIGXFSZ, handler);
        QVERIFY(!status);
        QVERIFY(QString::fromStdString(status.error().message).contains("nothing was changed"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList {"out.md"});
        QVERIFY(old.open(QIODevice::ReadOnly));
        QCOMPARE(old.readAll(), QByteArray("before"));
    }
};

QTEST_APPLESS_MAIN(TextExportsTest)
#include "TextExportsTest.moc"
