// strace's output as a recording: every shape of line as strace 6.1 writes it, real runs (data/, made with strace -f -ttt -yy of
// programs on 127.0.0.1), and damage.

#include "model/calls/CallTable.h"
#include "model/calls/CallText.h"
#include "model/capture/Recording.h"
#include "model/capture/StraceLine.h"
#include "model/export/TextExports.h"
#include "model/journal/EventKind.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <random>

#include <zlib.h>

using namespace lab;

namespace {

QString data(const char* name)
{
    return QString(SOCKETLAB_SOURCE_DIR "/tests/model/capture/data/") + name;
}

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

template<class Kind>
std::vector<std::pair<Timestamp, Kind>> all(const Journal& journal)
{
    std::vector<std::pair<Timestamp, Kind>> found;
    for (std::size_t i = 0; i < journal.size(); ++i) {
        const Event event = journal.at(i);
        if (const auto* one = std::get_if<Kind>(&event.body))
            found.emplace_back(event.time, *one);
    }
    return found;
}

/// Each call in strace's words, in the order in which they began.
QStringList words(const Journal& journal)
{
    std::map<CallId, CallReturned> returns;
    for (const auto& [time, back] : all<CallReturned>(journal))
        returns[back.call] = back;
    QStringList texts;
    for (const auto& [time, call] : all<CallEntered>(journal)) {
        const auto back = returns.find(call.call);
        texts << QString::fromStdString(straceText(call, back == returns.end() ? nullptr : &back->second));
    }
    return texts;
}

/// The events but notices, one word or two each.
QStringList story(const Journal& journal)
{
    QStringList lines;
    for (std::size_t i = 0; i < journal.size(); ++i) {
        const Event event = journal.at(i);
        QString line = QString::fromStdString(std::string(kindName(event.body)));
        if (const auto* started = std::get_if<ActorStarted>(&event.body))
            line = QString("start %1 %2").arg(QString::fromStdString(started->name)).arg(started->parent);
        else if (const auto* exited = std::get_if<ActorExited>(&event.body))
            line = QString("exit %1 %2 %3").arg(exited->actor).arg(exited->exitStatus).arg(exited->signal);
        else if (const auto* call = std::get_if<CallEntered>(&event.body))
            line = QString("%1 %2 %3").arg(call->actor).arg(call->tid).arg(QString::fromStdString(call->name));
        else if (const auto* back = std::get_if<CallReturned>(&event.body))
            line = QString("= %1 %2").arg(back->result).arg(QString::fromUtf8(errnoName(back->errnum).data()));
        else if (std::holds_alternative<CallBlocked>(event.body))
            line = "blocked";
        else
            continue;
        lines << line.trimmed();
    }
    return lines;
}

QStringList notices(const Journal& journal)
{
    QStringList codes;
    for (const auto& [time, notice] : all<Notice>(journal))
        codes << QString::fromStdString(notice.code + (notice.detail.empty() ? "" : " " + notice.detail));
    return codes;
}

QString damage(const Journal& journal)
{
    return QString::fromStdString(journal.damage().message);
}

} // namespace

class StraceTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    std::string write(const QByteArray& text, const char* name = "t.strace") const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write a file");
        return file.fileName().toStdString();
    }

    std::unique_ptr<Journal> opened(const QByteArray& text) const
    {
        auto journal = openRecording(write(text));
        if (!journal)
            qWarning("%s", journal.error().message.c_str());
        return journal ? std::move(*journal) : nullptr;
    }

private slots:
    void aCallIsReadBackWordForWord_data()
    {
        QTest::addColumn<QString>("line");
        // Every kind of argument in CallTable.
        for (const QByteArray& line : contents(data("words.strace")).split('\n'))
            if (!line.isEmpty())
                QTest::newRow(line.constData()) << QString::fromUtf8(line);
    }

    void aCallIsReadBackWordForWord()
    {
        QFETCH(QString, line);
        const QString known = "7 1700000000.000001 socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 3\n"
                              "7 1700000000.000002 epoll_create1(0) = 6\n7 1700000000.000003 ";
        const auto journal = opened((known + line + " <0.000012>\n").toUtf8());
        QVERIFY(journal);
        QCOMPARE(words(*journal).value(2), line);
        QCOMPARE(notices(*journal), QStringList {"calls-by-strace"});
        QCOMPARE(damage(*journal), QString());
    }

    void aRealRunOfEveryCallIsReadBackWordForWord()
    {
        const auto journal = openRecording(data("every-call.strace").toStdString());
        QVERIFY(journal);
        // The file's own lines, put together by hand: without times, durations, padding and annotations.
        static const QRegularExpression leader("^(\\d+) +\\S+ "), annotation("<[\\w-]+:\\[[^\\]]*\\]>|</dev/null<char 1:3>>"),
            duration(" <\\d\\.\\d{6}>$"), padding("\\) +=");
        std::map<QString, QString> open;
        QStringList theirs;
        QList<std::pair<QString, qsizetype>> places;
        for (QString line : QString::fromUtf8(contents(data("every-call.strace"))).split('\n', Qt::SkipEmptyParts)) {
            const QString pid = leader.match(line).captured(1);
            line.remove(leader).remove(annotation).remove(duration).replace(padding, ") =");
            if (line.startsWith("<... ")) {
                const qsizetype end = line.indexOf("resumed>") + 8;
                for (auto& [who, at] : places)
                    if (who == pid)
                        theirs[at].replace(" <unfinished ...>", line.mid(end)).replace(padding, ") =");
                places.removeIf([&](const auto& one) { return one.first == pid; });
            } else if (!line.startsWith("+++") && !line.startsWith("---")) {
                if (line.endsWith(" <unfinished ...>"))
                    places.append({pid, theirs.size()});
                theirs << line;
            }
        }
        const QStringList ours = words(**journal);
        QCOMPARE(ours.size(), 40);
        qsizetype found = 0;
        for (const QString& line : theirs)
            if (found < ours.size() && line == ours[found])
                ++found;
        QVERIFY2(found == ours.size(), qPrintable("not in strace's own output, in this order: " + ours.value(found)));
        QCOMPARE(notices(**journal), (QStringList {"calls-by-strace", "strace-left-out 38"}));
    }

    void whatTheLabExportsAsStraceOpensWithTheSameCalls()
    {
        int recordings = 0;
        for (const QString& file : QDir(SOCKETLAB_SOURCE_DIR "/resources/recordings").entryList({"*.pcapng"})) {
            const auto journal = openRecording((SOCKETLAB_SOURCE_DIR "/resources/recordings/" + file).toStdString());
            QVERIFY(journal);
            ExportRequest request;
            request.journal = journal->get();
            request.to = (*journal)->size();
            const auto text = writeStraceText(request);
            QVERIFY(text);
            if (text->find(") = ") == std::string::npos)
                continue; // its programs made no call
            const auto again = opened(QByteArray::fromStdString(*text));
            QVERIFY(again);
            QStringList theirs = words(**journal);
            theirs.removeIf([](const QString& line) { // the lab's own actors' helpers: no calls on sockets
                return findCall(line.section('(', 0, 0).toStdString())->helper;
            });
            // The export has the threads' lines in the order of time, and so have both journals.
            QCOMPARE(words(*again), theirs);
            ++recordings;
        }
        QVERIFY(recordings > 1);
    }

    void bothWaysOfNamingAThreadAreOne_data()
    {
        QTest::addColumn<QByteArray>("text");
        const QByteArray socket = "socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 3\n", listen = "listen(3, 5)    = 0\n";
        QTest::newRow("-o FILE") << "7     1700000000.5 " + socket + "7     1700000000.6 " + listen;
        QTest::newRow("[pid N]") << "[pid     7] 1700000000.5 " + socket + "[pid     7] 1700000000.6 " + listen;
        QTest::newRow("ns") << "7 1700000000.500000000 " + socket + "7 1700000000.600000000 " + listen;
        QTest::newRow("-yy") << QByteArray("7 1700000000.5 socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 3<TCP:[4711]>\n"
                                "7 1700000000.6 listen(3<TCP:[0.0.0.0:80]>, 5) = 0\n");
        QTest::newRow("a line of its own words before") << "7 1700000000.5 " + socket + "strace: Process 7 attached\n7 1700000000.6 " + listen;
    }

    void bothWaysOfNamingAThreadAreOne()
    {
        QFETCH(QByteArray, text);
        const auto journal = opened(text);
        QVERIFY(journal);
        QCOMPARE(story(*journal), (QStringList {"start pid 7 0", "1 7 socket", "= 3", "1 7 listen", "= 0"}));
        QCOMPARE(all<CallEntered>(*journal)[1].first.ns, 100'000'000);
        QCOMPARE(notices(*journal), (QStringList {"calls-by-strace", "strace-without-durations"}));
        QCOMPARE(foreignNotice(*journal), straceNotice);
    }

    void theFirstProgramHasItsNumberBeforeStraceWritesIt()
    {
        const auto journal = opened("1700000000.1 execve(\"/usr/bin/curl\", [\"curl\", \"-s\"], 0x7f /* 37 vars */) = 0\n"
                                    "1700000000.2 socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 3\n"
                                    "strace: Process 9 attached\n"
                                    "[pid     9] 1700000000.3 socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 4\n"
                                    "[pid     8] 1700000000.4 listen(3, 1) = 0\n"
                                    "[pid     9] 1700000000.5 +++ exited with 0 +++\n"
                                    "1700000000.6 close(3) = 0\n"
                                    "1700000000.7 +++ exited with 2 +++\n");
        QVERIFY(journal);
        QCOMPARE(story(*journal), (QStringList {"start curl 0", "1 8 socket", "= 3", "start pid 9 0", "2 9 socket", "= 4",
                                                "1 8 listen", "= 0", "exit 2 0 0", "1 8 close", "= 0", "exit 1 2 0"}));
        QCOMPARE(QString::fromStdString(all<ActorStarted>(*journal)[0].second.commandLine), QString("curl -s"));
        QCOMPARE(all<ActorStarted>(*journal)[0].second.pid, 8);
    }

    void aChildHasItsParentAndAThreadIsNone()
    {
        const auto journal = opened("7 1700000000.1 execve(\"./a.out\", [\"./a.out\"], 0x7f) = 0\n"
                                    "7 1700000000.1 socket(AF_INET, SOCK_STREAM, 0) = 3\n"
                                    "7 1700000000.2 clone3({flags=CLONE_VM|CLONE_FILES|CLONE_THREAD, stack=0x7f} => {parent_tid=[8]}, 88) = 8\n"
                                    "8 1700000000.3 write(3, \"a\", 1) = 1\n"
                                    "7 1700000000.4 vfork( <unfinished ...>\n"
                                    "9 1700000000.5 write(3, \"b\", 1) = 1\n"
                                    "9 1700000000.6 execve(\"/bin/date\", [\"date\", \"+%s\"], 0x7f) = 0\n"
                                    "9 1700000000.7 +++ exited with 0 +++\n"
                                    "7 1700000000.8 <... vfork resumed>) = 9\n"
                                    "8 1700000000.9 +++ exited with 0 +++\n"
                                    "7 1700000001.0 clone(child_stack=NULL, flags=CLONE_CHILD_SETTID|SIGCHLD) = 2 /* 10 in strace's PID NS */\n"
                                    "10 1700000001.1 write(4, \"not a socket\", 12) = 12\n"
                                    "10 1700000001.1 write(3, \"c\", 1) = 1\n"
                                    "10 1700000001.2 +++ killed by SIGSEGV (core dumped) +++\n");
        QVERIFY(journal);
        QCOMPARE(story(*journal), (QStringList {"start a.out 0", "1 7 socket", "= 3", "1 8 write", "= 1", "start date 1", "2 9 write",
                                                "= 1", "exit 2 0 0", "start a.10 1", "3 10 write", "= 1", "exit 3 0 11"}));
    }

    void anInterruptedLineIsOneCallThatKnowsItsLaterArguments()
    {
        const auto journal = opened("7 1700000000.1 socket(AF_INET, SOCK_STREAM, 0) = 3 <0.000010>\n"
                                    "7 1700000000.2 recvfrom(3,  <unfinished ...>\n"
                                    "8 1700000000.3 socket(AF_INET, SOCK_STREAM, 0) = 3 <0.000010>\n"
                                    "8 1700000000.3 shutdown(3, SHUT_WR <unfinished ...>\n"
                                    "7 1700000000.5 <... recvfrom resumed>\"bye\", 10, MSG_PEEK, NULL, NULL) = 3 <0.300000>\n"
                                    "8 1700000000.6 <... shutdown resumed>) = -1 ENOTCONN (Transport endpoint is not connected) <0.3>\n"
                                    "7 1700000000.7 accept(3,  <unfinished ...>\n");
        QVERIFY(journal);
        const auto calls = all<CallEntered>(*journal);
        QCOMPARE(calls[1].second.args[2].raw, 10U);
        QCOMPARE(words(*journal)[1], QString("recvfrom(3, \"bye\", 10, MSG_PEEK, NULL, NULL) = 3"));
        QCOMPARE(story(*journal), (QStringList {"start pid 7 0", "1 7 socket", "= 3", "1 7 recvfrom", "blocked", "start pid 8 0",
                                                "2 8 socket", "= 3", "2 8 shutdown", "= 3", "= -1 ENOTCONN", "1 7 accept", "blocked"}));
        QCOMPARE(all<CallReturned>(*journal)[0].first.ns, 10'000); // -T tells when
        QCOMPARE(all<CallReturned>(*journal)[2].first.ns, 400'000'000);
    }

    void aReturnWithoutADurationStandsWhereTheNextLineBegins()
    {
        const auto journal = opened("7 1700000000.1 socket(AF_INET, SOCK_STREAM, 0) = 3\n7 1700000002.1 close(3) = 0\n");
        QVERIFY(journal);
        QCOMPARE(all<CallReturned>(*journal)[0].first.ns, 2'000'000'000);
        QVERIFY(all<CallBlocked>(*journal).empty());
    }

    void aCallThatASignalInterruptsIsMadeAgainOrFailsWithEintr()
    {
        const QByteArray begin = "7 1700000000.1 socket(AF_INET, SOCK_STREAM, 0) = 3\n"
                                 "7 1700000000.2 recvfrom(3, 0x7ffe, 10, 0, NULL, NULL) = ? ERESTARTSYS (To be restarted if SA_RESTART is set)\n"
                                 "7 1700000000.3 --- SIGALRM {si_signo=SIGALRM, si_code=SI_KERNEL} ---\n";
        const auto again = opened(begin + "7 1700000000.4 rt_sigreturn({mask=[]}) = 45\n"
                                          "7 1700000000.5 recvfrom(3, \"x\", 10, 0, NULL, NULL) = 1\n");
        QVERIFY(again);
        QCOMPARE(story(*again), (QStringList {"start pid 7 0", "1 7 socket", "= 3", "1 7 recvfrom", "= 1"}));
        QCOMPARE(words(*again)[1], QString("recvfrom(3, \"x\", 10, 0, NULL, NULL) = 1"));
        const auto failed = opened(begin + "7 1700000000.4 rt_sigreturn({mask=[]}) = -1 EINTR (Interrupted system call)\n"
                                           "7 1700000000.5 close(3) = 0\n");
        QVERIFY(failed);
        QCOMPARE(story(*failed),
                 (QStringList {"start pid 7 0", "1 7 socket", "= 3", "1 7 recvfrom", "= -1 EINTR", "1 7 close", "= 0"}));
        const auto poll = opened("7 1700000000.1 socket(AF_INET, SOCK_STREAM, 0) = 3\n"
                                 "7 1700000000.2 poll([{fd=3, events=POLLIN}], 1, 1000) = ? ERESTART_RESTARTBLOCK (Interrupted by signal)\n"
                                 "7 1700000000.3 --- SIGSTOP {si_signo=SIGSTOP} ---\n"
                                 "7 1700000000.5 restart_syscall(<... resuming interrupted poll ...>) = 0\n");
        QVERIFY(poll);
        QCOMPARE(story(*poll), (QStringList {"start pid 7 0", "1 7 socket", "= 3", "1 7 poll", "= 0"}));
    }

    void onlyCallsOnSocketsAreToldAndTheOthersCounted()
    {
        const auto journal = opened("7 1700000000.1 openat(AT_FDCWD, \"/etc/hosts\", O_RDONLY) = 3\n"
                                    "7 1700000000.2 read(3, \"127.0.0.1\", 4096) = 9\n"
                                    "7 1700000000.3 read(4</tmp/a, b:[c>, \"x\", 4096) = 1\n"
                                    "7 1700000000.3 read(5<pipe:[4711]>, \"x\", 4096) = 1\n"
                                    "7 1700000000.3 read(5<TCPv6:[[::1]:8080->[::1]:40000]>, \"x\", 4096) = 1\n"
                                    "7 1700000000.4 close(5) = 0\n"
                                    "7 1700000000.4 read(5, 0x7ffe, 4096) = -1 EBADF (Bad file descriptor)\n"
                                    "7 1700000000.5 poll([{fd=5, events=POLLIN}], 1, 0) = 1 ([{fd=5, revents=POLLNVAL}])\n"
                                    "7 1700000000.6 poll([{fd=3, events=POLLIN}], 1, 0) = 0 (Timeout)\n");
        QVERIFY(journal);
        QCOMPARE(story(*journal), (QStringList {"start pid 7 0", "1 7 read", "= 1", "1 7 close", "= 0", "1 7 read", "= -1 EBADF",
                                                "1 7 poll", "= 1"}));
        QCOMPARE(notices(*journal), (QStringList {"calls-by-strace", "strace-without-durations", "strace-left-out 5"}));
    }

    void whatTimesAreMissingIsSaid_data()
    {
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<QByteArray>("second");
        QTest::addColumn<QString>("notice");
        QTest::addColumn<qint64>("between");
        QTest::newRow("none") << QByteArray("") << QByteArray("") << "strace-without-times" << qint64 {1000};
        QTest::newRow("none, with pids") << QByteArray("[pid 7] ") << QByteArray("[pid 7] ") << "strace-without-times" << qint64 {1000};
        QTest::newRow("-r") << QByteArray("     0.000000 ") << QByteArray("     0.000250 ") << "strace-without-dates" << qint64 {250'000};
        QTest::newRow("-t") << QByteArray("7 12:00:01 ") << QByteArray("7 12:00:03 ") << "strace-without-dates" << qint64 {2'000'000'000};
        QTest::newRow("-tt, over midnight") << QByteArray("7 23:59:59.900000 ") << QByteArray("7 00:00:00.100000 ")
                                            << "strace-without-dates" << qint64 {200'000'000};
    }

    void whatTimesAreMissingIsSaid()
    {
        QFETCH(QByteArray, first);
        QFETCH(QByteArray, second);
        QFETCH(QString, notice);
        QFETCH(qint64, between);
        const QByteArray text = first + "socket(AF_INET, SOCK_STREAM, 0) = 3\n" + second + "listen(3, 1) = 0\n";
        const auto journal = opened(text);
        QVERIFY(journal);
        QVERIFY(notices(*journal).contains(notice));
        const auto calls = all<CallEntered>(*journal);
        QCOMPARE(calls[1].first.ns - calls[0].first.ns, between);
        const auto merged = openRecordings({write(text), data("loopback.pcap").toStdString()});
        QVERIFY(!merged);
        QVERIFY2(merged.error().message.find("Run strace again with -ttt") != std::string::npos, merged.error().message.c_str());
    }

    void aRunMergedWithItsCaptureIsInTheOrderOfItsTimes()
    {
        const auto merged = openRecordings({data("client.strace").toStdString(), data("loopback.pcap").toStdString(),
                                            data("server.strace").toStdString()});
        QVERIFY2(merged, merged ? "" : merged.error().message.c_str());
        const Journal& journal = **merged;
        for (std::size_t i = 1; i < journal.size(); ++i)
            QVERIFY(journal.timeOf(i - 1) <= journal.timeOf(i));
        const auto programs = all<ActorStarted>(journal);
        QCOMPARE(programs.size(), 2U);
        for (const auto& [time, program] : programs)
            QCOMPARE(program.host, program.name == "s" ? HostId::Server : HostId::Client);
        QCOMPARE(all<PacketSent>(journal).size(), 12U);
        QVERIFY(isInferred(journal));
        QVERIFY(notices(journal).contains("calls-by-strace"));
        // The data has been on the wire before whoever waited for it has it.
        QStringList order;
        for (std::size_t i = 0; i < journal.size(); ++i) {
            const Event event = journal.at(i);
            if (const auto* sent = std::get_if<PacketSent>(&event.body); sent && decodePacket(sent->frame).payloadLength > 0)
                order << QString("%1 bytes").arg(decodePacket(sent->frame).payloadLength);
            if (const auto* call = std::get_if<CallEntered>(&event.body); call && call->name == "sendto")
                order << "send";
            if (const auto* back = std::get_if<CallReturned>(&event.body); back && back->outArgs.size() > 1 && back->outArgs[1].memory.size() > 3)
                order << "received";
        }
        QCOMPARE(order, (QStringList {"send", "4 bytes", "received", "send", "5 bytes", "received"}));
        QVERIFY(!openRecordings({data("loopback.pcap").toStdString(), data("loopback.pcap").toStdString()}));
        QVERIFY(!openRecordings({data("client.strace").toStdString(),
                                 SOCKETLAB_SOURCE_DIR "/resources/recordings/three-way-handshake.pcapng"}));
    }

    void aPacketOfACaptureOfLoReachesTheOtherEnd()
    {
        const auto journal = openRecording(data("loopback.pcap").toStdString());
        QVERIFY(journal);
        for (const auto& [time, sent] : all<PacketSent>(**journal))
            QVERIFY(!returnsToSender(sent.frame));
    }

    void linesThatAreNotUnderstoodAreCountedAndTheFirstIsSaid()
    {
        const auto journal = opened("usage: a.out PORT\n7 1700000000.1 socket(AF_INET, SOCK_STREAM, 0) = 3\n\nHello (world)\n"
                                    "7 1700000000.2 close(3) = 0\n");
        QVERIFY(journal);
        QCOMPARE(words(*journal).size(), 2);
        QVERIFY2(damage(*journal).contains("2 lines were not understood and left out, the first in line 1: found \"usage: a.out PORT\", "
                                           "expected a call as strace prints it"),
                 qPrintable(damage(*journal)));
        const auto similar = opened("7 1700000000.1 socket(AF_INET, SOCK_STREAM, 0) = 3\nlisten(9) = 1\n7 1700000000.2 close(3) = 0\n");
        QVERIFY(similar && damage(*similar).contains("1 line was not understood and left out, the first in line 2: found \"listen(9) = 1\""));
        QCOMPARE(words(*similar).size(), 2);
        const auto partly = opened("7 1700000000.1 sendto(3<NETLINK:[ROUTE:7]>, [{nlmsg_len=20, nlmsg_type=RTM_GETADDR}, {ifa_family=AF_UNSPEC}], "
                                   "20, 0, {sa_family=AF_NETLINK, nl_pid=0, nl_groups=00000000}, 12) = 20\n");
        QVERIFY(partly);
        QVERIFY(notices(*partly).contains("strace-partly-read 1"));
    }

    void aFileThatIsCutOpensUpToThere()
    {
        const auto journal = opened("7 1700000000.1 socket(AF_INET, SOCK_STREAM, 0) = 3\n7 1700000000.2 close(");
        QVERIFY(journal);
        QCOMPARE(words(*journal).size(), 1);
        QVERIFY2(damage(*journal).contains("is cut off in line 2: found \"7 1700000000.2 close(\", expected a call"), qPrintable(damage(*journal)));
    }

    void aTextWithoutACallSaysWhatWasExpected()
    {
        for (const char* text : {"hello\nworld\n", "hello", "print(x) == 3\n", "int main(void) { return 0; }\n"}) {
            const auto journal = openRecording(write(text));
            QVERIFY(!journal);
            QVERIFY2(QString::fromStdString(journal.error().message).contains(QRegularExpression("in line 1: found \".*\", expected strace's output")),
                     journal.error().message.c_str());
        }
    }

    void aSourceThatQuotesALineIsNoRecording()
    {
        const std::string_view source = "#include <stdio.h>\n/*\nsocket(AF_INET, SOCK_STREAM, 0) = 3\n*/\nint main(void)\n{\n}\n";
        QVERIFY(!beginsLikeRecording(asBytes(source)));
        QVERIFY(beginsLikeRecording(asBytes("usage: a.out PORT\n[pid 7] socket(AF_INET, SOCK_STREAM, 0) = 3\n")));
        QVERIFY(beginsLikeRecording(asBytes("1 1700000000.1 close(3) = 0\n1 1700000000.2 clo")));
        QVERIFY(!beginsLikeRecording(asBytes("hello\n")));
    }

    void aPackedFileOpensToo()
    {
        const std::string name = m_folder.filePath("t.gz").toStdString();
        const QByteArray text = contents(data("client.strace"));
        gzFile file = gzopen(name.c_str(), "wb");
        gzwrite(file, text.constData(), static_cast<unsigned>(text.size()));
        gzclose(file);
        const auto packed = openRecording(name), plain = openRecording(data("client.strace").toStdString());
        QVERIFY(packed && plain);
        QCOMPARE(words(**packed), words(**plain));
    }

    void noTextMakesItCrashOrWaitForEver()
    {
        const QByteArray whole = contents(data("every-call.strace"));
        for (qsizetype length = 0; length < whole.size(); length += 97)
            (void)openRecording(write(whole.left(length)));
        std::mt19937 random(4711);
        static const QByteArray likely = "<>()[]{}\"\\,= \n0-9x.";
        for (int round = 0; round < 100; ++round) {
            QByteArray text = whole;
            for (int change = 0; change < 40; ++change)
                text[static_cast<qsizetype>(random() % static_cast<unsigned>(text.size()))] =
                    likely[static_cast<qsizetype>(random() % static_cast<unsigned>(likely.size()))];
            (void)openRecording(write(text));
        }
        for (const char* piece : {"(", "[", "{", "\"", "a<", "<... ", "1<", "/*", "a=[", "{fd=", " ", "7 "})
            for (const char* ending : {"", ") = 0\n", " <unfinished ...>\n"})
                (void)openRecording(write("7 1700000000.1 socket(AF_INET, SOCK_STREAM, 0) = 3\n7 1700000000.2 sendmsg(3, "
                                          + QByteArray(piece).repeated(4000) + ending));
    }

    void shortCallsTakeNoMoreMemoryThanIsPromised()
    {
        const QByteArray text = "1 socket(2, 1, 0) = 3\n" + QByteArray("1 close(3) = 0\n1 socket(2, 1, 0) = 3\n").repeated(150'000);
        const auto journal = opened(text);
        QVERIFY(journal);
        QVERIFY((*journal).wholeBytes() <= static_cast<std::size_t>(text.size()) * 3 + (17U << 20));
        QVERIFY2(damage(*journal).contains(QRegularExpression("it is shown up to line \\d+; split it")), qPrintable(damage(*journal)));
    }

    void textIsSplitOnlyOutsideOfBracketsStringsAndAnnotations()
    {
        const auto parts = splitStrace("3<TCP:[1.2.3.4:5->6.7.8.9:10]>, \"a,\\\"b\", {x=1, y=[2, 3]}, 4</tmp/a, b<char 1:3>>, 0x7f /* 3, 4 */, 1<<2");
        QCOMPARE(parts.size(), 6U);
        QVERIFY(parts[1] == "\"a,\\\"b\"" && parts[3] == "4</tmp/a, b<char 1:3>>" && parts[4] == "0x7f /* 3, 4 */");
        QVERIFY(annotationOf(parts[0]) == "TCP:[1.2.3.4:5->6.7.8.9:10]" && withoutAnnotation(parts[0]) == "3");
    }
};

QTEST_APPLESS_MAIN(StraceTest)
#include "StraceTest.moc"
