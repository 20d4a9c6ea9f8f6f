// There and back: a lesson is performed by built-in actors, exported as C, compiled, and performed again by those programs,
// stopped at each call and let go on in the recorded order, with what was done to the wire in between. The calls, their
// results and the states of every socket are the same.

#include "app/Paths.h"
#include "model/calls/CallMemory.h"
#include "model/calls/CallText.h"
#include "model/command/Command.h"
#include "model/base/FileReplace.h"
#include "model/export/TextExports.h"
#include "model/lab/Standing.h"
#include "tests/support/LabRun.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace lab;
using namespace lab::tests;

namespace {

/// What can't be there and back, and why.
const QMap<QString, QString>& exceptions()
{
    static const QMap<QString, QString> all {
        {"04-who-does-the-work.yaml", "a C program has no capability unless a lesson gives it one"},
        {"19-two-way-threads.yaml", "a step can't say which thread of a program goes on"},
        {"26-peer-vanished.yaml", "its server is started afresh, and the C program begins again from the first call"},
        {"31-one-at-a-time.yaml", "a step can't say which thread of a program goes on"},
        {"34-program-12345.yaml", "its programs are not built-in actors"},
        {"35-program-12345-split.yaml", "its programs are not built-in actors"},
        {"36-program-8080.yaml", "its programs are not built-in actors"},
        {"44-fork-and-descriptors.yaml", "its programs are not built-in actors"},
        {"45-epoll-level-and-edge.yaml", "its programs are not built-in actors"},
        {"50-select.yaml", "its programs are not built-in actors"},
        {"51-passing-a-descriptor.yaml", "its programs are not built-in actors"},
        {"53-name-resolution.yaml", "its programs are not built-in actors"},
        {"54-tls-from-outside.yaml", "its programs are not built-in actors"},
    };
    return all;
}

/// Lessons about the kernel's own timers, which take 10 s and more: only where SOCKETLAB_EVERY_LESSON is set.
bool lastsLong(const QString& file)
{
    return QStringList {"11-refused-silent-unreachable.yaml", "13-full-backlog.yaml", "40-keep-alive.yaml"}.contains(file);
}

QStringList lessonFiles()
{
    return QDir(SOCKETLAB_SOURCE_DIR "/resources/lessons").entryList({"*.yaml"});
}

/// Ports that the kernel chose become the number of their first appearance.
class Ports
{
public:
    QString without(QString text)
    {
        static const QRegularExpression chosen("\\b(3[2-9]\\d{3}|[45]\\d{4}|60\\d{3})\\b");
        for (auto match = chosen.match(text); match.hasMatch(); match = chosen.match(text)) {
            const QString port = match.captured();
            if (!m_names.contains(port))
                m_names[port] = QString("P%1").arg(m_names.size() + 1);
            text.replace(match.capturedStart(), match.capturedLength(), m_names[port]);
        }
        return text;
    }

private:
    QMap<QString, QString> m_names;
};

/// "client: connect(3, …) = 0", in order of return; helpers of the lab are not stopped at in programs.
QStringList callsIn(const Journal& journal)
{
    static const QRegularExpression pointer("0x[57][0-9a-f]{8,}");
    static const QRegularExpression measured("TCP_INFO, \".*\"\\.*"); // times
    Ports ports;
    QStringList calls;
    QMap<QString, QStringList> byProgram;
    LabState state;
    for (std::size_t i = 0; i < journal.size(); ++i) {
        const Event event = journal.at(i);
        state.apply(event);
        const auto* back = std::get_if<CallReturned>(&event.body);
        const CallState* call = back ? state.call(back->call) : nullptr;
        const ActorState* actor = call ? state.actor(call->entered.actor) : nullptr;
        if (!actor || findCall(call->entered.name)->helper)
            continue;
        QString text = QString::fromStdString(straceText(call->entered, back)).replace(pointer, "POINTER");
        text.replace(measured, "TCP_INFO, ...");
        byProgram[QString::fromStdString(actor->started.name)] << ports.without(text);
    }
    for (auto it = byProgram.cbegin(); it != byProgram.cend(); ++it)
        for (const QString& call : it.value())
            calls << it.key() + ": " + call;
    return calls;
}

/// How many calls have come back; each journal is read once.
class Returns
{
public:
    std::size_t in(const Journal& journal) { return m_replayed.upTo(journal, journal.size()); }

    std::size_t before(const Journal& journal, std::size_t end) { return m_recorded.upTo(journal, end); }

private:
    struct Count
    {
        std::size_t read = 0, returned = 0;
        std::set<CallId> helpers;

        std::size_t upTo(const Journal& journal, std::size_t end)
        {
            for (; read < end; ++read) {
                const Event event = journal.at(read);
                if (const auto* call = std::get_if<CallEntered>(&event.body); call && findCall(call->name)->helper)
                    helpers.insert(call->call);
                if (const auto* back = std::get_if<CallReturned>(&event.body); back && !helpers.count(back->call))
                    ++returned;
            }
            return returned;
        }
    };

    Count m_replayed, m_recorded;
};

/// It lasts until the peer's kernel answers (RFC 9293, 3.3.2). While the wire flows whether a sample falls into that is chance.
bool passing(SocketState state)
{
    return state == SocketState::SynSent || state == SocketState::SynRecv || state == SocketState::FinWait1 ||
           state == SocketState::Closing || state == SocketState::LastAck;
}

/// "server LISTEN CLOSE", one line a socket in order of first sight; of those passed through on a flowing wire, none.
QStringList statesIn(const Journal& journal)
{
    LabState lab;
    std::vector<SocketId> order;
    std::map<SocketId, QString> states;
    std::map<SocketId, SocketState> now;
    for (std::size_t i = 0; i < journal.size(); ++i) {
        const Event event = journal.at(i);
        lab.apply(event);
        const auto* sampled = std::get_if<SocketSampled>(&event.body);
        if (sampled && lab.wire() == WireMode::Flow && passing(sampled->row.state))
            continue;
        if (!sampled || (now.count(sampled->row.socket) && now[sampled->row.socket] == sampled->row.state))
            continue;
        const SocketRow& row = sampled->row;
        if (!now.count(row.socket)) {
            order.push_back(row.socket);
            states[row.socket] = QString::fromStdString(std::string(hostName(row.host)));
        }
        now[row.socket] = row.state;
        states[row.socket] += " " + QString::fromStdString(std::string(stateName(row.state)));
    }
    QStringList lines;
    for (const SocketId id : order)
        lines << states[id];
    lines.sort(); // two hosts are looked at one after the other, in either order
    return lines;
}

/// Does the program that "NAME: step" is for stand at a call?
bool stands(const LabState& state, const std::string& step)
{
    const std::string name = step.substr(0, step.find(':'));
    return longestStanding(state, [&name](const ActorState& actor, const Standing& one) {
               return actor.started.name == name && one.call.stopped;
           }).has_value();
}

/// What a packet is, whatever its number, its ports and the kernel's first sequence numbers are.
QString likeness(const LabState& state, const PacketState& packet)
{
    QString text = QString::fromStdString(state.packetName(packet));
    if (packet.decoded.tcp && packet.base) {
        const bool acknowledges = packet.decoded.has(TcpFlag::ack);
        text += QString(" %1 %2").arg(packet.decoded.tcp->seq - packet.base->seq)
                    .arg(acknowledges ? packet.decoded.tcp->ack - packet.base->ack : 0);
    }
    const ByteView payload = packet.decoded.payloadIn(packet.frame);
    return text + " " + QByteArray(reinterpret_cast<const char*>(payload.data()), static_cast<qsizetype>(payload.size())).toHex();
}

/// The held packets that are so, oldest first.
std::vector<PacketId> heldLike(const LabState& state, const QString& wanted)
{
    std::vector<PacketId> all;
    for (const PacketState* packet : state.held())
        if (likeness(state, *packet) == wanted)
            all.push_back(packet->packet);
    return all;
}

/// "wire: release 31", as it is given to a lab where that packet has another number: how many window probes and repeats the
/// kernel sent before is a matter of time. Nothing: it does not come.
std::optional<std::string> forHeldPacket(const std::string& line, const LabState& recorded, LabRun& lab)
{
    const auto command = parseCommand(line);
    const auto number = command && command->target == "wire" && !command->words.empty() ? parseNumber(command->words[0]) : std::nullopt;
    const PacketState* meant = number ? recorded.packet(static_cast<PacketId>(*number)) : nullptr;
    if (!meant || meant->fate != PacketFate::Held)
        return line;
    const QString wanted = likeness(recorded, *meant);
    const std::vector<PacketId> alike = heldLike(recorded, wanted);
    const auto place = static_cast<std::size_t>(std::ranges::find(alike, meant->packet) - alike.begin());
    std::vector<PacketId> found;
    if (!lab.until([&](const LabState& state) { return (found = heldLike(state, wanted)).size() > place; }))
        return {};
    CommandBuilder same("wire", command->verb);
    same.word(std::to_string(found[place]));
    for (std::size_t i = 1; i < command->words.size(); ++i)
        same.word(command->words[i]);
    return same.line();
}

/// The first line that is not the same; empty: all are.
QString difference(const QStringList& found, const QStringList& expected)
{
    for (int i = 0; i < std::max(found.size(), expected.size()); ++i)
        if (found.value(i) != expected.value(i))
            return "found " + found.value(i, "nothing more") + ", expected " + expected.value(i, "nothing more");
    return {};
}

} // namespace

class CProgramsTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    /// The recorded line, as it is given to a lab in which the programs are C.
    std::string replayed(const std::string& line, const QStringList& programs) const
    {
        const auto command = parseCommand(line);
        if (!command)
            return line;
        const std::string name = command->target.substr(0, command->target.find('/'));
        if (command->target == "lab" && command->verb == "actor" && command->words.size() == 2)
            return CommandBuilder("lab", "program").word(command->words[0]).word(command->words[1])
                .word("./" + command->words[0]).with("path", m_folder.filePath(QString::fromStdString(command->words[0])).toStdString())
                .line();
        if (!programs.contains(QString::fromStdString(name)))
            return line;
        const CallRow* row = findCall(command->verb);
        if (command->verb == "send" || command->verb == "recv" || (row && !row->helper))
            return name + ": step"; // of the threads that stand, the one that has stood longest
        return row || command->verb == "dropcap" || command->verb == "rlimit_nofile" || command->verb == "ls_fd" ? "lab: settle" : line;
    }

    QString compiled(const Journal& recorded, const Words& words, QStringList& programs) const
    {
        for (std::size_t i = 0; i < recorded.size(); ++i) {
            const Event event = recorded.at(i);
            const auto* actor = std::get_if<ActorStarted>(&event.body);
            if (!actor || programs.contains(QString::fromStdString(actor->name)))
                continue;
            ExportRequest request;
            request.journal = &recorded;
            request.words = &words;
            request.program = actor->name;
            const auto text = writeCProgram(request);
            if (!text)
                continue; // it never made a call
            const QString name = QString::fromStdString(actor->name), source = m_folder.filePath(name + ".c");
            (void)replaceFile(source.toStdString(), asBytes(*text));
            QProcess cc;
            cc.setProcessChannelMode(QProcess::MergedChannels);
            cc.start("cc", {"-Wall", "-Wextra", "-Werror", "-pthread", "-o", m_folder.filePath(name), source});
            cc.waitForFinished(60'000);
            if (cc.exitCode() != 0)
                return cc.readAll();
            programs << name;
        }
        return {};
    }

private slots:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        QFile::setPermissions(m_folder.path(), QFile::permissions(m_folder.path()) | QFile::ExeOther | QFile::ReadOther);
    }

    void aLessonIsTheSameWhenItsProgramsAreC_data()
    {
        QTest::addColumn<QString>("file");
        for (const QString& file : lessonFiles())
            QTest::newRow(qPrintable(file)) << file;
    }

    void aLessonIsTheSameWhenItsProgramsAreC()
    {
        QFETCH(QString, file);
        if (exceptions().contains(file))
            QSKIP(qPrintable(exceptions()[file]));
        if (lastsLong(file) && !qEnvironmentVariableIsSet("SOCKETLAB_EVERY_LESSON"))
            QSKIP("it waits for the kernel's timers; set SOCKETLAB_EVERY_LESSON");
        const QString path = m_folder.filePath(file + ".pcapng");
        QProcess lesson;
        lesson.start(QString::fromStdString(ownProgram("socketlab")),
                     {"run", QString(SOCKETLAB_SOURCE_DIR "/resources/lessons/") + file, "--journal", path});
        QVERIFY(lesson.waitForFinished(120'000));
        const auto recorded = Journal::open(path.toStdString());
        QVERIFY2(recorded, lesson.readAllStandardError());
        const auto words = Words::read(SOCKETLAB_SOURCE_DIR "/resources/words");
        QStringList programs;
        const QString wrong = compiled(**recorded, *words, programs);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));

        LabRun lab;
        lab.perform({"lab: stops calls"});
        Returns returns;
        LabState recordedState;
        for (std::size_t i = 0; i < (*recorded)->size(); ++i) {
            const Event event = (*recorded)->at(i);
            recordedState.apply(event);
            if (const auto* given = std::get_if<CommandGiven>(&event.body); given && given->line != "lab: end") {
                // A call may come back long after the command that let it (a time-out): not before it did then, either.
                if (!lab.until([&](const LabState&) { return returns.in(lab.journal()) >= returns.before(**recorded, i); }))
                    break; // the difference below says what did not come back
                const auto line = forHeldPacket(replayed(given->line, programs), recordedState, lab);
                QVERIFY2(line, ("no packet for " + given->line + " is held").c_str());
                // A program that computes for long is at rest as far as commands go; its next call is still to be reached.
                if (line->ends_with(": step") && !lab.until([&](const LabState& state) { return stands(state, *line); }))
                    break;
                lab.give(*line);
            }
        }
        lab.until([&](const LabState&) { return returns.in(lab.journal()) >= returns.before(**recorded, (*recorded)->size()); });
        QCOMPARE(difference(callsIn(lab.journal()), callsIn(**recorded)), QString());
        QCOMPARE(difference(statesIn(lab.journal()), statesIn(**recorded)), QString());
    }

    void everyExceptionIsALesson()
    {
        for (const QString& file : exceptions().keys())
            QVERIFY2(lessonFiles().contains(file), qPrintable(file));
    }
};

QTEST_GUILESS_MAIN(CProgramsTest)
#include "CProgramsTest.moc"
