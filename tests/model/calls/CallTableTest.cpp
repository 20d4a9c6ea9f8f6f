#include "model/calls/CallTable.h"

#include <QTest>

#include <algorithm>
#include <set>
#include <string>

#include <sys/socket.h>
#include <sys/syscall.h>

using namespace lab;

namespace {

std::string text(std::string_view view)
{
    return std::string(view);
}

/// What the argument after one of this kind must be, so that tracer and builder know how long the memory is.
std::optional<ArgKind> lengthKind(ArgKind kind)
{
    switch (kind) {
    case ArgKind::Address:
        return ArgKind::AddressLength;
    case ArgKind::AddressOut:
        return ArgKind::AddressLengthOut;
    case ArgKind::Buffer:
    case ArgKind::BufferOut:
        return ArgKind::Size;
    case ArgKind::OptValue:
        return ArgKind::OptLength;
    case ArgKind::OptValueOut:
        return ArgKind::OptLengthOut;
    case ArgKind::PollFds:
        return ArgKind::PollCount;
    case ArgKind::SignalSet:
        return ArgKind::Size;
    case ArgKind::MessagesIn:
    case ArgKind::MessagesOut:
        return ArgKind::UnsignedInt;
    case ArgKind::VectorIn:
    case ArgKind::VectorOut:
    case ArgKind::EpollEventsOut:
        return ArgKind::Int;
    default:
        return std::nullopt;
    }
}

} // namespace

class CallTableTest : public QObject
{
    Q_OBJECT

private slots:

    void everyCallIsFoundByNameAndNumber()
    {
        for (const CallRow& row : callTable()) {
            QCOMPARE(findCall(row.name), &row);
            if (row.number >= 0)
                QCOMPARE(findCall(row.number), &row);
        }
        QCOMPARE(text(findCall(SYS_connect)->name), text("connect"));
        QVERIFY(!findCall("send")); // C's name; the system call is sendto
        QVERIFY(!findCall(-1));
        QVERIFY(!findCall(SYS_getpid));
        QVERIFY(!findCall(1 << 20));
    }

    void noTwoRowsShareANameOrANumber()
    {
        std::set<std::string> names;
        std::set<int> numbers;
        for (const CallRow& row : callTable()) {
            QVERIFY2(names.insert(text(row.name)).second, row.name.data());
            QVERIFY2(row.number < 0 || numbers.insert(row.number).second, row.name.data());
        }
    }

    void everyPointerIsFollowedByItsLength()
    {
        for (const CallRow& row : callTable()) {
            QVERIFY(row.args.size() <= 6);
            for (std::size_t i = 0; i < row.args.size(); ++i) {
                QVERIFY(!row.args[i].name.empty());
                const auto length = lengthKind(row.args[i].kind);
                QVERIFY2(!length || (i + 1 < row.args.size() && row.args[i + 1].kind == *length), row.name.data());
            }
        }
    }

    void theCallsOfTheLessonsAreThere()
    {
        for (const char* name :
             {"socket",      "setsockopt",  "getsockopt", "bind",  "listen",    "accept", "accept4", "connect",
              "sendto",      "recvfrom",    "write",      "read",  "shutdown",  "close",  "dup",     "fcntl",
              "getsockname", "getpeername", "poll",       "ppoll", "prlimit64", "capset", "ls_fd"})
            QVERIFY2(findCall(name), name);
        QVERIFY(findCall("accept")->returnsFd && findCall("accept")->mayBlock);
        QVERIFY(findCall("close")->closesFd);
        QVERIFY(findCall("ls_fd")->helper && findCall("capset")->helper && !findCall("read")->helper);
    }

    void whatWaitsForSeveralDescriptorsIsKnown()
    {
        for (const char* name : {"poll", "ppoll", "select", "pselect6", "epoll_wait", "epoll_pwait", "epoll_pwait2"})
            QVERIFY2(findCall(name) && waitsForReadiness(*findCall(name)) && findCall(name)->mayBlock, name);
        for (const char* name : {"accept", "read", "epoll_ctl", "epoll_create1"})
            QVERIFY2(findCall(name) && !waitsForReadiness(*findCall(name)), name);
    }

    void aCallThatOnlySocketsHaveSaysSo()
    {
        for (const char* name : {"socket", "socketpair", "connect", "sendto", "recvmsg", "shutdown", "getsockopt"})
            QVERIFY2(findCall(name)->socketsOnly, name);
        for (const char* name : {"read", "write", "close", "dup", "fcntl", "ioctl", "poll", "splice", "epoll_ctl"})
            QVERIFY2(!findCall(name)->socketsOnly, name);
    }

    void everyConstantIsFoundByItsName()
    {
        for (int kind = 0; kind <= static_cast<int>(ArgKind::Pointer); ++kind) {
            for (const int level : {SOL_SOCKET, 6, 17, 0, 41}) {
                for (const NamedValue& named : namedValues(static_cast<ArgKind>(kind), level)) {
                    QCOMPARE(valueOf(static_cast<ArgKind>(kind), named.name, level), named.value);
                    QVERIFY(!nameOf(static_cast<ArgKind>(kind), named.value, level).empty());
                }
            }
        }
        QCOMPARE(text(nameOf(ArgKind::Domain, AF_UNIX)), text("AF_UNIX")); // not AF_LOCAL
        QCOMPARE(text(nameOf(ArgKind::OptLevel, 6)), text("IPPROTO_TCP"));
        QCOMPARE(text(nameOf(ArgKind::OptName, 9, SOL_SOCKET)), text("SO_KEEPALIVE"));
        QCOMPARE(text(nameOf(ArgKind::OptName, 9, 6)), text("TCP_DEFER_ACCEPT"));
        QVERIFY(nameOf(ArgKind::ShutHow, 7).empty());
        QVERIFY(!valueOf(ArgKind::MsgFlags, "SO_ERROR"));
    }

    void anOptionsNameTellsItsLevel()
    {
        QCOMPARE(levelOfOption("SO_REUSEADDR"), std::optional<int>(SOL_SOCKET));
        QCOMPARE(levelOfOption("TCP_NODELAY"), std::optional<int>(6));
        QCOMPARE(levelOfOption("IP_TTL"), std::optional<int>(0));
        QCOMPARE(levelOfOption("IPV6_V6ONLY"), std::optional<int>(41));
        QVERIFY(!levelOfOption("MSG_PEEK"));
    }

    void errnosAndSignalsHaveTheirFirstNames()
    {
        QCOMPARE(text(errnoName(11)), text("EAGAIN"));
        QCOMPARE(text(errnoName(95)), text("EOPNOTSUPP"));
        QCOMPARE(text(errnoName(0)), text(""));
        QCOMPARE(errnoValue("EWOULDBLOCK"), std::optional<int>(11));
        QCOMPARE(errnoValue("ENOTSUP"), std::optional<int>(95));
        QVERIFY(!errnoValue("ENOSUCHNAME") && !errnoValue(""));
        for (int errnum = 1; errnum <= 133; ++errnum) {
            if (!errnoName(errnum).empty())
                QCOMPARE(errnoValue(errnoName(errnum)), std::optional<int>(errnum));
        }
        QCOMPARE(text(signalName(13)), text("SIGPIPE"));
        QCOMPARE(text(signalName(9)), text("SIGKILL"));
        QVERIFY(signalName(0).empty());
    }
};

QTEST_APPLESS_MAIN(CallTableTest)
#include "CallTableTest.moc"
