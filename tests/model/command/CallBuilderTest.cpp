#include "model/command/CallBuilder.h"

#include "model/base/Text.h"
#include "model/calls/CallTable.h"
#include "model/calls/CallText.h"
#include "model/lesson/Lesson.h"

#include <QTest>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>

using namespace lab;

namespace {

std::optional<int> someNames(std::string_view name)
{
    if (name == "C")
        return 3;
    if (name == "L")
        return 4;
    return std::nullopt;
}

Result<PreparedCall> prepare(const std::string& line)
{
    const auto command = parseCommand("client: " + line);
    return command ? prepareCall(*command, someNames) : Result<PreparedCall>(command.error());
}

PreparedCall made(const std::string& line)
{
    const auto call = prepare(line);
    if (!call)
        qFatal("%s: %s", line.c_str(), call.error().message.c_str());
    return *call;
}

template<class Value>
Value valueAt(const PreparedArg& argument)
{
    Value value {};
    if (!argument.isPointer || argument.memory.size() != sizeof value)
        qFatal("%zu bytes instead of %zu", argument.memory.size(), sizeof value);
    std::memcpy(&value, argument.memory.data(), sizeof value);
    return value;
}

std::string textAt(const PreparedArg& argument)
{
    return std::string(asText(argument.memory));
}

} // namespace

class CallBuilderTest : public QObject
{
    Q_OBJECT

private slots:

    void aSocketHasCsUsualValues()
    {
        const PreparedCall call = made("socket as=C");
        QCOMPARE(call.number, int {SYS_socket});
        QCOMPARE(call.as, std::string("C"));
        QCOMPARE(call.args.size(), std::size_t {3});
        QCOMPARE(call.args[0].raw, std::uint64_t {AF_INET});
        QCOMPARE(call.args[1].raw, std::uint64_t {SOCK_STREAM});
        QCOMPARE(call.args[2].raw, std::uint64_t {0});
        QCOMPARE(made("socket domain=AF_INET6 type=SOCK_DGRAM|SOCK_CLOEXEC protocol=17").args[1].raw,
                 std::uint64_t {SOCK_DGRAM | SOCK_CLOEXEC});
        const PreparedCall quick = made("socket nonblock=true");
        QVERIFY(quick.nonblock && quick.args[1].raw == (SOCK_STREAM | SOCK_NONBLOCK));
        QCOMPARE(made("accept L nonblock=1").name, std::string("accept4"));
        QCOMPARE(made("accept L nonblock=1").args[3].raw, std::uint64_t {SOCK_NONBLOCK});
        QCOMPARE(made("accept L nonblock=0").name, std::string("accept"));
    }

    void sendAndRecvAreTheSystemCallsWithoutAddress()
    {
        const PreparedCall send = made("send sockfd=C buf=Hello flags=MSG_NOSIGNAL");
        QCOMPARE(send.number, int {SYS_sendto});
        QCOMPARE(textAt(send.args[1]), std::string("Hello"));
        QCOMPARE(send.args[2].raw, std::uint64_t {5});
        QCOMPARE(send.args[3].raw, std::uint64_t {MSG_NOSIGNAL});
        QVERIFY(!send.args[4].isPointer && send.args[4].raw == 0 && send.args[5].raw == 0);
        const PreparedCall recv = made("recv fd=C len=100");
        QCOMPARE(recv.number, int {SYS_recvfrom});
        QVERIFY(recv.args[1].isPointer && recv.args[1].memory.size() == 100);
        QVERIFY(!recv.args[4].isPointer && recv.args[4].raw == 0);
        QVERIFY(!recv.args[5].isPointer && recv.args[5].raw == 0);
        const PreparedCall from = made("recvfrom fd=C size=70000");
        QVERIFY(from.args[1].memory.size() == 70000 && from.args[4].memory.size() == sizeof(sockaddr_storage));
        QCOMPARE(valueAt<std::uint32_t>(from.args[5]), std::uint32_t {sizeof(sockaddr_storage)});
        QVERIFY(!prepare("send C x addr=10.9.0.2:1"));
    }

    void wordsWithoutNamesFillWhatAPersonMustSay()
    {
        QCOMPARE(made("connect C 10.9.0.2:8080").args[1].memory,
                 made("connect fd=C addr=10.9.0.2:8080").args[1].memory);
        QCOMPARE(made("listen L 3").args[1].raw, std::uint64_t {3});
        QCOMPARE(made("setsockopt L SO_REUSEADDR 1").args[2].raw, std::uint64_t {SO_REUSEADDR});
        QCOMPARE(made("recv C 10 MSG_PEEK").args[3].raw, std::uint64_t {MSG_PEEK});
        QCOMPARE(made("poll L:POLLIN 1000").args[2].raw, std::uint64_t {1000});
        QVERIFY(!prepare("close C 1"));
    }

    void addressesAreWrittenAsTheKernelReadsThem()
    {
        const auto four = valueAt<sockaddr_in>(made("bind L 10.9.0.2:8080").args[1]);
        QVERIFY(four.sin_family == AF_INET && ntohs(four.sin_port) == 8080);
        QCOMPARE(ntohl(four.sin_addr.s_addr), 0x0a090002u);
        QCOMPARE(made("bind L 10.9.0.2:8080").args[2].raw, std::uint64_t {16});
        const auto swapped = valueAt<sockaddr_in>(made("bind L addr=0.0.0.0:8080 forget_htons=1").args[1]);
        QCOMPARE(ntohs(swapped.sin_port), std::uint16_t {36895});
        const auto six = valueAt<sockaddr_in6>(made("connect C [fd09::2]:80").args[1]);
        QVERIFY(six.sin6_family == AF_INET6 && six.sin6_addr.s6_addr[15] == 2);
        QCOMPARE(made("connect C [fd09::2]:80").args[2].raw, std::uint64_t {28});
        QCOMPARE(made("connect C unix:@lab").args[1].memory, (Bytes {1, 0, 0, 'l', 'a', 'b'}));
        QCOMPARE(made("connect C unspec").args[1].memory, Bytes(16));
        QCOMPARE(made("connect C raw:0a0b").args[1].memory, (Bytes {10, 11}));
        QVERIFY(made("sendto C x addr=NULL").args[4].raw == 0);
    }

    void wrongArgumentsArePassedOn()
    {
        const PreparedCall null = made("connect -1 NULL addrlen=16");
        QVERIFY(!null.args[1].isPointer && null.args[1].raw == 0 && null.args[2].raw == 16);
        QCOMPARE(null.args[0].raw, ~std::uint64_t {0});
        QCOMPARE(made("connect C ptr:0x10").args[1].raw, std::uint64_t {16});
        QCOMPARE(made("connect C 10.9.0.2:8080 addrlen=3").args[2].raw, std::uint64_t {3});
        QCOMPARE(made("listen 99 -1").args[1].raw, ~std::uint64_t {0});
        QCOMPARE(made("socket 77 99 300").args[1].raw, std::uint64_t {99});
        QCOMPARE(made("shutdown C 7").args[1].raw, std::uint64_t {7});
        QCOMPARE(made("setsockopt C opt=SO_REUSEADDR|SO_REUSEPORT value=1").args[2].raw, std::uint64_t {15});
        QCOMPARE(made("setsockopt C level=SOL_SOCKET opt=TCP_NODELAY value=1").args[1].raw, std::uint64_t {SOL_SOCKET});
        QCOMPARE(made("setsockopt C opt=SO_KEEPALIVE value=1 optlen=1").args[4].raw, std::uint64_t {1});
        // Too long: the kernel reads zeros behind the data, never the actor's secrets.
        const PreparedCall overrun = made("send C Hi len=6");
        QCOMPARE(overrun.args[1].memory, (Bytes {'H', 'i', 0, 0, 0, 0}));
        QCOMPARE(made("send C Hi len=1").args[1].memory.size(), std::size_t {2});
        QCOMPARE(made("write C Hi count=-1").args[2].raw, ~std::uint64_t {0});
        QCOMPARE(made("recv C buf=NULL len=5").args[1].raw, std::uint64_t {0});
    }

    void aRunOfBytesIsTheAlphabet()
    {
        const PreparedCall call = made("send C size=100000");
        QCOMPARE(call.args[1].memory.size(), std::size_t {100000});
        QCOMPARE(call.args[2].raw, std::uint64_t {100000});
        QCOMPARE(textAt(call.args[1]).substr(24, 4), std::string("yzab"));
        QVERIFY(made("sendto C size=0").args[1].isPointer);
        QVERIFY(!prepare("send C size=-1") && !prepare("send C size=99999999999") && !prepare("send C data=a size=3"));
    }

    void optionsHaveTheirStructs()
    {
        QCOMPARE(valueAt<int>(made("setsockopt L opt=SO_RCVBUF value=4096").args[3]), 4096);
        const auto nodelay = made("setsockopt C opt=TCP_NODELAY value=1");
        QVERIFY(nodelay.args[1].raw == IPPROTO_TCP && nodelay.args[4].raw == 4);
        const auto lingering = valueAt<linger>(made("setsockopt C opt=SO_LINGER value=1,0").args[3]);
        QVERIFY(lingering.l_onoff == 1 && lingering.l_linger == 0);
        for (const char* value : {"300", "300ms", "0.3s", "0,300000"}) {
            const auto time =
                valueAt<timeval>(made(std::string("setsockopt C opt=SO_RCVTIMEO value=") + value).args[3]);
            QCOMPARE(time.tv_sec * 1000000 + time.tv_usec, 300000L);
        }
        QCOMPARE(textAt(made("setsockopt C opt=TCP_CONGESTION value=reno").args[3]), std::string("reno"));
        const auto error = made("getsockopt C opt=SO_ERROR");
        QVERIFY(error.args[3].memory.size() == 4 && valueAt<std::uint32_t>(error.args[4]) == 4);
        QCOMPARE(valueAt<std::uint32_t>(made("getsockopt C TCP_INFO").args[4]), 256u);
        QCOMPARE(valueAt<std::uint32_t>(made("getsockopt C SO_LINGER").args[4]), 8u);
        QCOMPARE(valueAt<std::uint32_t>(made("getsockopt C SO_RCVTIMEO").args[4]), 16u);
        QVERIFY(!prepare("setsockopt C opt=SO_LINGER value=yes") && !prepare("setsockopt C opt=SO_RCVTIMEO value=1.x"));
    }

    void pollNamesItsDescriptors()
    {
        const PreparedCall call = made("poll fds=\"L:POLLIN C:POLLIN|POLLRDHUP 99:0\" timeout=50");
        QCOMPARE(call.args[1].raw, std::uint64_t {3});
        const auto entries = valueAt<std::array<pollfd, 3>>(call.args[0]);
        QVERIFY(entries[0].fd == 4 && entries[0].events == POLLIN && entries[1].events == (POLLIN | POLLRDHUP));
        QVERIFY(entries[2].fd == 99 && entries[2].events == 0);
        QCOMPARE(made("poll fds=L:POLLIN").args[2].raw, ~std::uint64_t {0});
        const PreparedCall fine = made("ppoll fds=L:POLLIN tmo_p=1500");
        QCOMPARE(valueAt<timespec>(fine.args[2]).tv_nsec, 500000000L);
        QCOMPARE(fine.args[4].raw, std::uint64_t {8});
    }

    void helpersAreTheirSystemCalls()
    {
        const PreparedCall limit = made("rlimit_nofile n=5");
        QCOMPARE(limit.number, int {SYS_prlimit64});
        QCOMPARE(valueAt<rlimit64>(limit.args[2]).rlim_cur, rlim64_t {5});
        QCOMPARE(made("dropcap").number, int {SYS_capset});
        QCOMPARE(made("ls_fd").number, -1);
        QCOMPARE(made("fcntl C F_SETFL O_NONBLOCK|O_RDWR").args[2].raw, std::uint64_t {04002});
        QCOMPARE(made("fcntl fd=C cmd=F_DUPFD arg=10 as=D").as, std::string("D"));
        QCOMPARE(made("dup2 C 9").args[1].raw, std::uint64_t {9});
    }

    void everyRefusalNamesTheWord_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("part");
        const std::pair<const char*, const char*> rows[] = {
            {"fly C", "\"fly\" is no call; known are accept"},
            {"connect C", "connect needs addr="},
            {"connect addr=10.9.0.2:80", "connect needs sockfd="},
            {"connect X 10.9.0.2:80", "sockfd: \"X\" is neither a number nor the name"},
            {"connect C nonsense", "addr: \"nonsense\" is no address; expected ADDRESS:PORT"},
            {"connect C raw:0g", "expected pairs of hexadecimal digits"},
            {"connect C 10.9.0.2:80 adrlen=3", "connect has no argument adrlen; it has sockfd, addr, addrlen"},
            {"connect fd=C sockfd=C addr=unspec", "given twice"},
            {"connect C unspec as=D", "as: connect makes no descriptor"},
            {"connect C unspec nonblock=1", "nonblock is for socket and accept"},
            {"close C forget_htons=1", "forget_htons: close is given no address"},
            {"socket nonblock=perhaps", "nonblock: expected 1 or 0, found \"perhaps\""},
            {"socket domain=AF_INTE", "domain: expected a number or a name such as"},
            {"listen L", "listen needs backlog="},
            {"recv C", "recv needs len="},
            {"recv C buf=here len=4", "buf: expected NULL or ptr:0xADDRESS, because the kernel writes here"},
            {"setsockopt C opt=SO_NOTHING value=1", "opt: expected a number or a name"},
            {"setsockopt C opt=SO_RCVBUF value=big", "value: expected a number or raw:HEX, found \"big\""},
            {"poll fds=L", "fds: expected DESCRIPTOR:EVENTS such as L:POLLIN, found \"L\""},
            {"poll fds=X:POLLIN", "fds: \"X\" is neither"},
            {"rlimit_nofile", "rlimit_nofile needs n=COUNT"},
        };
        for (const auto& [line, part] : rows)
            QTest::newRow(line) << line << part;
    }

    void everyRefusalNamesTheWord()
    {
        QFETCH(QString, line);
        QFETCH(QString, part);
        const auto call = prepare(line.toStdString());
        QVERIFY(!call);
        const QString error = QString::fromStdString(call.error().message);
        QVERIFY2(error.contains(part), qPrintable(error));
    }

    void everyRowCanBePrepared()
    {
        // Each argument by the man page's name, with the least that its kind wants.
        for (const CallRow& row : callTable()) {
            if (row.programsOnly) {
                const auto refused = prepareCall(CommandBuilder("client", std::string(row.name)).command(), someNames);
                QVERIFY2(!refused && refused.error().message.find("is no call") != std::string::npos, row.name.data());
                continue;
            }
            CommandBuilder line("client", std::string(row.name));
            for (const ArgSpec& spec : row.args) {
                switch (spec.kind) {
                case ArgKind::Buffer:
                case ArgKind::Address:
                case ArgKind::OptValue:
                case ArgKind::PollFds:
                    line.with(std::string(spec.name), "raw:0000000000000000");
                    break;
                case ArgKind::BufferOut:
                case ArgKind::AddressOut:
                case ArgKind::OptValueOut:
                case ArgKind::AddressLengthOut:
                case ArgKind::OptLengthOut:
                    line.with(std::string(spec.name), "NULL");
                    break;
                default:
                    line.with(std::string(spec.name), "1");
                }
            }
            const auto call = prepareCall(line.command(), someNames);
            QVERIFY2(call, call ? "" : call.error().message.c_str());
            QCOMPARE(call->number, row.number);
            QCOMPARE(call->args.size(), row.args.size());
        }
    }

    void everyCallOfEveryLessonCanBePrepared()
    {
        const LessonCatalog catalog = readLessonCatalog(SOCKETLAB_SOURCE_DIR "/resources/lessons");
        QVERIFY(catalog.errors.empty());
        int calls = 0;
        for (const LessonEntry& entry : catalog.lessons) {
            const auto lesson = readLesson(entry.path);
            QVERIFY2(lesson, lesson ? "" : lesson.error().message.c_str());
            for (const Step& step : lesson->steps) {
                const auto* call = std::get_if<CallStep>(&step.body);
                if (!call)
                    continue;
                ++calls;
                const auto again = parseCommand(toLine(call->command));
                QVERIFY(again && *again == call->command);
                const auto ready = prepareCall(*again, [](std::string_view) { return 3; });
                QVERIFY2(ready,
                         ready ? ""
                               : (entry.id + ":" + std::to_string(step.line) + ": " + ready.error().message).c_str());
            }
        }
        QVERIFY(calls > 400);
    }
};

QTEST_APPLESS_MAIN(CallBuilderTest)
#include "CallBuilderTest.moc"
