#include "model/calls/CallText.h"

#include "model/calls/MessageMemory.h"
#include "model/command/ArgumentText.h"
#include "tests/support/RecordedCall.h"

#include <QTest>

#include <cerrno>

#include <poll.h>

using namespace lab;

namespace {

std::string strace(const std::string& line, std::int64_t result, const std::vector<Written>& written = {})
{
    const CallEntered call = enteredCall(line);
    const CallReturned returned = returnedCall(call, result, written);
    return straceText(call, &returned);
}

std::string failing(const std::string& line, int errnum)
{
    const CallEntered call = enteredCall(line);
    const CallReturned returned = failedCall(errnum);
    return straceText(call, &returned);
}

std::string shortly(const std::string& line)
{
    return shortText(enteredCall(line));
}

std::string result(const std::string& line, std::int64_t value, const std::vector<Written>& written = {})
{
    const CallEntered call = enteredCall(line);
    return resultText(call, returnedCall(call, value, written));
}

Bytes address(const char* text)
{
    return socketAddress(text, false).value();
}

Bytes number(std::uint32_t value)
{
    return bytesOf(value);
}

Bytes text(std::string_view characters)
{
    return {characters.begin(), characters.end()};
}

Bytes polled(std::vector<pollfd> entries)
{
    Bytes bytes(entries.size() * sizeof(pollfd));
    std::memcpy(bytes.data(), entries.data(), bytes.size());
    return bytes;
}

void same(const std::string& found, const std::string& expected)
{
    QCOMPARE(QString::fromStdString(found), QString::fromStdString(expected));
}

} // namespace

class CallTextTest : public QObject
{
    Q_OBJECT

private slots:

    // The expected lines are strace 6.1's own for the same calls; tests/kernel/StraceWordsTest compares many more live.
    void callsArePrintedInStracesWords()
    {
        same(strace("socket", 3), "socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 3");
        same(strace("socket domain=AF_PACKET type=SOCK_RAW", 3),
             "socket(AF_PACKET, SOCK_RAW, htons(0 /* ETH_P_??? */)) = 3");
        same(strace("connect 3 10.9.0.2:8080", 0),
             "connect(3, {sa_family=AF_INET, sin_port=htons(8080), sin_addr=inet_addr(\"10.9.0.2\")}, 16) = 0");
        same(
            strace("accept 3", 4, {{1, address("10.9.0.1:40001")}, {2, number(16)}}),
            "accept(3, {sa_family=AF_INET, sin_port=htons(40001), sin_addr=inet_addr(\"10.9.0.1\")}, [128 => 16]) = 4");
        same(failing("accept 3", EAGAIN),
             "accept(3, 0x7ffc00002000, [128]) = -1 EAGAIN (Resource temporarily unavailable)");
        same(strace("send 4 abcdefghijklmnopqrstuvwxyzabcdefghijklmn flags=MSG_NOSIGNAL", 40),
             "sendto(4, \"abcdefghijklmnopqrstuvwxyzabcdef\"..., 40, MSG_NOSIGNAL, NULL, 0) = 40");
        same(strace("recv 5 100", 9, {{1, text("Hello\n\1\0012")}}),
             "recvfrom(5, \"Hello\\n\\1\\0012\", 100, 0, NULL, NULL) = 9");
        same(strace("setsockopt 4 SO_LINGER 1,0", 0),
             "setsockopt(4, SOL_SOCKET, SO_LINGER, {l_onoff=1, l_linger=0}, 8) = 0");
        same(strace("getsockopt 4 SO_ERROR", 0, {{3, number(ECONNREFUSED)}, {4, number(4)}}),
             "getsockopt(4, SOL_SOCKET, SO_ERROR, [ECONNREFUSED], [4]) = 0");
        same(strace("poll \"4:POLLIN|POLLOUT 3:POLLIN -5:POLLIN\" 1000", 1,
                    {{0, polled({{4, POLLIN | POLLOUT, POLLOUT}, {3, POLLIN, 0}, {-5, POLLIN, 0}})}}),
             "poll([{fd=4, events=POLLIN|POLLOUT}, {fd=3, events=POLLIN}, {fd=-5}], 3, 1000) = 1 "
             "([{fd=4, revents=POLLOUT}])");
        same(strace("poll 3:POLLIN 5", 0, {{0, polled({{3, POLLIN, 0}})}}),
             "poll([{fd=3, events=POLLIN}], 1, 5) = 0 (Timeout)");
        same(strace("fcntl 4 F_GETFL", 0x802), "fcntl(4, F_GETFL) = 0x802 (flags O_RDWR|O_NONBLOCK)");
    }

    void whatIsNotBackYetIsUnfinished()
    {
        same(straceText(enteredCall("accept 3")), "accept(3, <unfinished ...>");
        same(straceText(enteredCall("recv 3 10")), "recvfrom(3, <unfinished ...>");
        same(straceText(enteredCall("listen 3 1")), "listen(3, 1 <unfinished ...>");
    }

    void aDiagramHasTheShortWords()
    {
        same(shortly("socket"), "socket(AF_INET, SOCK_STREAM)");
        same(shortly("socket nonblock=1 protocol=17"), "socket(AF_INET, SOCK_STREAM|SOCK_NONBLOCK, IPPROTO_UDP)");
        same(shortly("connect 3 10.9.0.2:8080"), "connect(3, 10.9.0.2:8080)");
        same(shortly("bind 3 [::]:80"), "bind(3, [::]:80)");
        same(shortly("connect 3 NULL"), "connect(3, NULL)");
        same(shortly("connect 3 unspec"), "connect(3, AF_UNSPEC)");
        same(shortly("listen 3 1"), "listen(3, 1)");
        same(shortly("accept 3"), "accept(3)");
        same(shortly("send 4 Hello"), "send(4, \"Hello\")");
        same(shortly("send 4 size=100000 flags=MSG_DONTWAIT"),
             "send(4, \"abcdefghijklmnopqrstuvwx…\", 100000, MSG_DONTWAIT)");
        same(shortly("sendto 4 Hi addr=10.9.0.2:5000"), "sendto(4, \"Hi\", 10.9.0.2:5000)");
        same(shortly("recv 4 100"), "recv(4, 100)");
        same(shortly("setsockopt 3 SO_REUSEADDR 1"), "setsockopt(3, SO_REUSEADDR, 1)");
        same(shortly("setsockopt 3 SO_RCVTIMEO 300"), "setsockopt(3, SO_RCVTIMEO, 300 ms)");
        same(shortly("getsockopt 3 SO_ERROR"), "getsockopt(3, SO_ERROR)");
        same(shortly("poll \"3:POLLIN 4:POLLOUT\" 1000"), "poll(3 POLLIN, 4 POLLOUT, 1000 ms)");
        same(shortly("shutdown 4 SHUT_WR"), "shutdown(4, SHUT_WR)");
        same(shortly("close 4"), "close(4)");
        same(shortly("fcntl 4 F_GETFL"), "fcntl(4, F_GETFL)");
        same(shortly("rlimit_nofile n=5"), "prlimit(0, RLIMIT_NOFILE, 5)");
        same(shortly("ls_fd"), "ls_fd()");
    }

    void aResultHasWhatTheKernelGave()
    {
        same(result("socket", 3), "= 3");
        same(resultText(enteredCall("connect 3 10.9.0.2:1"), failedCall(ECONNREFUSED)), "= -1 ECONNREFUSED");
        same(result("recv 4 100", 5, {{1, text("Hello")}}), "= 5 \"Hello\"");
        same(result("recv 4 100", 0), "= 0");
        same(result("accept 3", 4, {{1, address("10.9.0.1:40001")}, {2, number(16)}}), "= 4 10.9.0.1:40001");
        same(result("recvfrom 3 100", 2, {{1, text("Hi")}, {4, address("10.9.0.1:7")}}), "= 2 \"Hi\" 10.9.0.1:7");
        same(result("getsockopt 3 SO_ERROR", 0, {{3, number(ECONNREFUSED)}}), "= 0 ECONNREFUSED");
        same(result("getsockopt 3 SO_RCVBUF", 0, {{3, number(8192)}}), "= 0 8192");
        same(result("poll 3:POLLIN 9", 1, {{0, polled({{3, POLLIN, POLLIN | POLLHUP}})}}), "= 1 3 POLLIN|POLLHUP");
    }

    void theCLineIsWhatAPersonWouldWrite()
    {
        const auto c = [](const std::string& line) { return cText(enteredCall(line), {{3, "L"}, {4, "A"}}); };
        same(c("socket nonblock=1"), "socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0)");
        same(c("bind 3 0.0.0.0:8080"), "bind(L, (struct sockaddr *)&addr, sizeof addr)");
        same(c("bind 3 0.0.0.0:8080 addrlen=3"), "bind(L, (struct sockaddr *)&addr, 3)");
        same(c("accept 3"), "accept(L, (struct sockaddr *)&addr, &addrlen)");
        same(c("accept 3 addr=NULL"), "accept(L, NULL, NULL)");
        same(c("send 4 \"Hi\\n\""), "send(A, \"Hi\\n\", 3, 0)");
        same(c("send 4 \"\\x01f\""), "send(A, \"\\1f\", 2, 0)");
        same(c("send 4 size=1000"), "send(A, data, 1000, 0)");
        same(c("recv 4 100"), "recv(A, buf, 100, 0)");
        same(c("setsockopt 3 SO_REUSEADDR 1"), "setsockopt(L, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof (int))");
        same(c("setsockopt 4 TCP_NODELAY 1"), "setsockopt(A, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof (int))");
        same(c("poll 3:POLLIN 100"), "poll((struct pollfd[]){{L, POLLIN}}, 1, 100)");
        same(c("close 7"), "close(7)");
    }

    void valuesAreFoundInArgumentsAndResults()
    {
        const CallEntered accepted = enteredCall("accept 3");
        const CallReturned back = returnedCall(accepted, 4, {{1, address("[fd09::1]:40001")}, {2, number(28)}});
        QCOMPARE(toText(*addressOf(accepted, &back)), std::string("[fd09::1]:40001"));
        QVERIFY(!addressOf(accepted));
        QCOMPARE(toText(*addressOf(enteredCall("bind 3 10.9.0.2:80"))), std::string("10.9.0.2:80"));
        QCOMPARE(dataOf(enteredCall("write 3 Hello")), text("Hello"));
        const CallEntered cut = enteredCall("recv 3 3 MSG_TRUNC");
        const CallReturned longer = returnedCall(cut, 5, {{1, text("Hel")}});
        QCOMPARE(dataOf(cut, &longer), text("Hel"));
        QVERIFY(dataOf(cut).empty());
        const CallEntered option = enteredCall("getsockopt 3 SO_TYPE");
        QCOMPARE(optionValueOf(option, returnedCall(option, 0, {{3, number(2)}})), std::optional<std::int64_t>(2));
        QVERIFY(!optionValueOf(option, failedCall(EBADF)));
        const CallEntered waiting = enteredCall("poll \"3:POLLIN 4:POLLIN\" 9");
        const auto events = polled({{3, POLLIN, 0}, {4, POLLIN, POLLOUT | POLLERR | POLLHUP}});
        same(reventsText(waiting, returnedCall(waiting, 1, {{0, events}})), "0, POLLOUT|POLLERR|POLLHUP");
        QCOMPARE(fdOf(accepted), 3);
        QCOMPARE(fdOf(enteredCall("close -1")), -1);
        QCOMPARE(fdOf(enteredCall("poll 3:POLLIN 9")), -1);
    }

    void memoryThatIsCutOrMissingIsNeverReadPast()
    {
        for (const char* line : {"connect 3 10.9.0.2:80", "accept 3", "send 3 Hello", "recv 3 10", "poll 3:POLLIN 1",
                                 "getsockopt 3 SO_LINGER", "setsockopt 3 SO_LINGER 1,0", "rlimit_nofile n=5",
                                 "ppoll fds=3:POLLIN tmo_p=5", "fcntl 3 F_SETFL 2"}) {
            CallEntered call = enteredCall(line);
            for (int bytes = 20; bytes >= 0; --bytes) {
                CallReturned returned = returnedCall(call, 1);
                for (ArgumentValue& value : call.args)
                    value.memory.resize(std::min<std::size_t>(value.memory.size(), static_cast<std::size_t>(bytes)));
                for (ArgumentValue& value : returned.outArgs)
                    value.memory.resize(static_cast<std::size_t>(bytes), 2);
                QVERIFY(!straceText(call, &returned).empty() && !shortText(call).empty() && !cText(call).empty());
                resultText(call, returned);
                addressOf(call, &returned);
                reventsText(call, returned);
                optionValueOf(call, returned);
            }
            call.args.resize(1);
            QVERIFY(!straceText(call).empty() && !shortText(call).empty() && !cText(call).empty());
        }
        CallEntered unknown;
        unknown.name = "io_uring_enter";
        unknown.args.resize(2);
        unknown.args[1].raw = 255;
        const CallReturned returned = failedCall(ENOSYS);
        same(straceText(unknown, &returned), "io_uring_enter(0, 0xff) = -1 ENOSYS (Function not implemented)");
        same(shortText(unknown), "io_uring_enter()");
    }

    // The calls that no command performs; tests/kernel/StraceWordsOfProgramsTest has strace's words for them.
    void aDiagramShowsWhatMessagesAndSetsContain()
    {
        MessageValue message;
        message.name = {2, 0, 31, 144, 10, 9, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0};
        message.pieces = {{0x1000, 3, {'o', 'n', 'e'}}, {0x2000, 3, {'t', 'w', 'o'}}};
        CallEntered send {1, 1, 1, {}, "sendmsg", {{3, {}, 0}, {0x3000, packMessages({message}), 0}, {0, {}, 0}}, {}};
        same(shortText(send), "sendmsg(3, \"onetwo\", 10.9.0.2:8080)");
        same(toText(*addressOf(send)), "10.9.0.2:8080");
        const Bytes sent = dataOf(send);
        same(std::string(sent.begin(), sent.end()), "onetwo");
        same(cText(send), "sendmsg(3, &message, 0)");

        CallEntered watch {2, 1, 1, {}, "select", {}, {}};
        watch.args = {{6, {}, 0}, {0x1000, {0x28, 0, 0, 0, 0, 0, 0, 0}, 8}, {0, {}, 0}, {0, {}, 0}, {0, {}, 0}};
        same(shortText(watch), "select(read [3 5])");
        same(readinessWanted(watch), "read [3 5]");
        same(cText(watch), "select(6, &readfds, NULL, NULL, NULL)");
        CallReturned ready {2, 1, 0, watch.args};
        ready.outArgs[1].memory[0] = 0x20;
        same(resultText(watch, ready), "= 1 read [5]");
        same(straceText(watch, &ready), "select(6, [3 5], NULL, NULL, NULL) = 1 (in [5])");
    }
};

QTEST_APPLESS_MAIN(CallTextTest)
#include "CallTextTest.moc"
