// The same calls, printed by us and by the installed strace: this program performs them under strace, captures them as
// the tracer does, and the two texts must be equal. A call that fails is compared all the same.
#include "model/base/Text.h"
#include "model/calls/CallTable.h"
#include "model/calls/CallText.h"
#include "model/command/CallBuilder.h"
#include "tests/support/StraceWords.h"

#include <QTest>

#include <cstdio>
#include <map>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace lab;
using namespace lab::tests;

namespace {

const char* const lines[] = {
    "socket as=L",
    "setsockopt L SO_REUSEADDR 1",
    "setsockopt L opt=SO_REUSEADDR|SO_REUSEPORT value=1",
    "bind L 127.0.0.1:@",
    "bind L 127.0.0.1:@",
    "listen L 3",
    "listen L -1",
    "fcntl L F_SETFL O_RDWR|O_NONBLOCK",
    "accept L",
    "accept L addr=NULL",
    "accept4 L addr=NULL flags=SOCK_CLOEXEC|SOCK_NONBLOCK",
    "accept4 L addr=NULL flags=0x77",
    "socket type=SOCK_STREAM|SOCK_CLOEXEC nonblock=1 protocol=IPPROTO_TCP as=C",
    "connect C 127.0.0.1:@",
    "poll \"C:POLLOUT|POLLRDHUP L:POLLIN\" 1000",
    "accept L as=A",
    "connect C 127.0.0.1:@",
    "getsockname C",
    "getpeername A",
    "getsockname C addrlen=4",
    "getsockname C addr=NULL",
    "send C \"Hello\\n\\x01\\x012\" flags=MSG_DONTWAIT|MSG_NOSIGNAL",
    "recv A 100",
    "recv A 100 MSG_PEEK|MSG_DONTWAIT",
    "write C size=40",
    "read A 100",
    "write C \"안녕 \\t\\\"\\\\\\xff\\x7f\"",
    "read A 3",
    "read A 100",
    "read -1 0",
    "send -1 \"\"",
    "send -1 buf=NULL",
    "send -1 hi 0x10000000",
    "send -1 hi 0x1010",
    "setsockopt C SO_LINGER 1,0",
    "setsockopt C opt=SO_LINGER value=raw:01000000",
    "setsockopt C SO_RCVTIMEO 300",
    "setsockopt C SO_KEEPALIVE NULL optlen=4",
    "setsockopt C SO_KEEPALIVE 1 optlen=1",
    "setsockopt C TCP_NODELAY 1",
    "setsockopt C TCP_NODELAY 1 optlen=2",
    "setsockopt C TCP_CONGESTION reno",
    "setsockopt C IP_TTL 64",
    "setsockopt C IPV6_V6ONLY 1",
    "setsockopt C level=IPPROTO_TCP opt=99 value=1",
    "setsockopt C opt=9999 value=1",
    "getsockopt C SO_LINGER",
    "getsockopt C SO_RCVTIMEO",
    "getsockopt C SO_ERROR",
    "getsockopt C SO_ERROR optlen=100",
    "getsockopt C SO_TYPE",
    "getsockopt L SO_ACCEPTCONN",
    "getsockopt C SO_RCVBUF",
    "getsockopt C TCP_NODELAY",
    "getsockopt C TCP_CONGESTION",
    "getsockopt C level=77 opt=9",
    "getsockopt C UDP_CORK",
    "getsockopt -1 SO_TYPE",
    "fcntl C F_GETFL",
    "fcntl C F_GETFD",
    "fcntl A F_GETFD",
    "fcntl A F_SETFD FD_CLOEXEC",
    "fcntl A F_SETFD 0",
    "fcntl A F_SETFD 7",
    "fcntl A F_SETFL 0",
    "fcntl A F_DUPFD 90",
    "fcntl A 4242 7",
    "fcntl -1 F_GETFL",
    "dup C",
    "dup2 C 91",
    "dup3 C 92 O_CLOEXEC",
    "dup3 C 92 0",
    "dup3 C 93 7",
    "shutdown C 7",
    "shutdown C SHUT_WR",
    "poll A:POLLIN|POLLRDHUP 1000",
    "poll \"-5:POLLIN 999:POLLIN\" 0",
    "poll A:0 0",
    "poll fds=A:0x4001 timeout=0",
    "poll fds=\"\" timeout=1",
    "poll fds=NULL nfds=0 timeout=0",
    "poll fds=ptr:8 nfds=1 timeout=0",
    "ppoll fds=-5:POLLIN tmo_p=1",
    "socket type=SOCK_DGRAM as=U",
    "sendto U x addr=127.0.0.1:@",
    "recvfrom U 100 MSG_DONTWAIT",
    "connect U unspec",
    "connect U NULL",
    "connect U raw:02",
    "connect U raw:020046a1",
    "connect U raw:6300112233",
    "connect U unix:/tmp/no-such-socket addrlen=110",
    "bind U ptr:1 addrlen=16",
    "accept U",
    "listen U 1",
    "socket AF_INET6 type=SOCK_STREAM as=S",
    "bind S [::1]:0",
    "getsockname S addrlen=4",
    "connect S [fd09::99]:9 addrlen=8",
    "socket AF_UNIX",
    "socket AF_UNIX SOCK_DGRAM 3",
    "socket 99 0 0",
    "socket AF_INET SOCK_STREAM 17",
    "socket AF_INET 77 300",
    "socket AF_INET 0x1000001",
    "prlimit64 0 RLIMIT_NOFILE NULL NULL",
    "prlimit64 0 77 NULL NULL",
    "rlimit_nofile n=128",
    "close A",
    "close A",
};

/// A free port of the loopback.
std::uint16_t freePort()
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    const bool named = ::bind(fd, reinterpret_cast<sockaddr*>(&address), length) == 0
        && ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &length) == 0;
    ::close(fd);
    return named ? ntohs(address.sin_port) : 0;
}

/// Performs one line as the built-in actor does.
std::string perform(const std::string& line, std::map<std::string, int, std::less<>>& names)
{
    const auto byName = [&](std::string_view name) {
        const auto found = names.find(name);
        return found == names.end() ? std::optional<int>() : std::optional<int>(found->second);
    };
    const auto command = parseCommand("c: " + line);
    auto prepared = command ? prepareCall(*command, byName) : Result<PreparedCall>(command.error());
    if (!prepared)
        return line + ": " + prepared.error().message;
    std::uint64_t raw[6] {};
    for (std::size_t i = 0; i < prepared->args.size(); ++i) {
        PreparedArg& argument = prepared->args[i];
        argument.memory.reserve(1); // an empty buffer has an address, too
        raw[i] = argument.isPointer ? reinterpret_cast<std::uint64_t>(argument.memory.data()) : argument.raw;
    }
    std::int64_t result = -1;
    const std::string text = recorded(*findCall(prepared->name), raw, result);
    if (!prepared->as.empty())
        names[prepared->as] = static_cast<int>(result);
    return text;
}

int performAll()
{
    std::map<std::string, int, std::less<>> names;
    std::string texts;
    const std::string port = std::to_string(freePort());
    beginTrace();
    for (std::string line : lines) {
        if (const auto at = line.find(":@"); at != std::string::npos)
            line.replace(at + 1, 1, port);
        texts += perform(line, names) + "\n";
    }
    endTrace();
    std::fputs(texts.c_str(), stdout);
    return 0;
}

} // namespace

class StraceWordsTest : public QObject
{
    Q_OBJECT

private slots:

    void ourWordsAreStraces()
    {
        const WordsCompared compared = compareWords(QCoreApplication::applicationFilePath());
        if (!compared.obstacle.isEmpty())
            QSKIP(qPrintable(compared.obstacle));
        QCOMPARE(compared.calls, static_cast<qsizetype>(std::size(lines)));
        QVERIFY2(compared.differences.isEmpty(), qPrintable(compared.differences));
    }
};

int main(int argc, char** argv)
{
    if (argc == 2 && std::string_view(argv[1]) == "--perform")
        return performAll();
    QCoreApplication application(argc, argv);
    StraceWordsTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "StraceWordsTest.moc"
