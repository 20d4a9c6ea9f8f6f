// The words of the calls that only learners' programs make, for which built-in actors have no command: messages,
// vectors, select, epoll. This program makes them itself under strace (see StraceWordsTest).

#include "tests/support/StraceWords.h"

#include <QCoreApplication>
#include <QTest>

#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <linux/close_range.h>
#include <linux/netlink.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/un.h>

using namespace lab;
using namespace lab::tests;

namespace {

std::uint64_t word(std::uint64_t number)
{
    return number;
}

std::uint64_t word(std::nullptr_t)
{
    return 0;
}

template<class Thing>
std::uint64_t word(Thing* pointer)
{
    return reinterpret_cast<std::uint64_t>(pointer);
}

/// Calls that built-in actors have no command for, made here. The texts of all of them, a line each.
class ProgramsCalls
{
public:
    std::string all()
    {
        pairs();
        messages();
        manyMessages();
        vectorsAndFiles();
        readiness();
        epolls();
        return m_texts;
    }

private:
    template<class... Words>
    std::int64_t call(const char* name, Words... words)
    {
        const std::uint64_t raw[6] {word(words)...};
        std::int64_t result = -1;
        m_texts += recorded(*findCall(name), raw, result) + '\n';
        return result;
    }

    void pairs()
    {
        call("socketpair", AF_UNIX, SOCK_STREAM, 0, m_pair);
        int none[2]; // the kernel writes there even when it fails
        call("socketpair", AF_INET, SOCK_STREAM, 0, none);
        int value = 1;
        call("ioctl", m_pair[0], FIONBIO, &value);
        call("ioctl", m_pair[0], FIONREAD, &value);
        call("ioctl", m_pair[0], SIOCATMARK, &value);
        call("ioctl", -1, FIONREAD, &value);
        call("ioctl", m_pair[0], 0xc0046377U, &value);
        call("close_range", 700, 800, 0);
        call("close_range", 700, ~0U, CLOSE_RANGE_CLOEXEC);
        sockaddr_un abstract {AF_UNIX, "\0no-such-name"};
        call("connect", m_pair[0], &abstract, 16);
        sockaddr_nl netlink {AF_NETLINK, 0, 0, 0x11};
        const auto route = call("socket", AF_NETLINK, SOCK_RAW, 0);
        call("bind", route, &netlink, sizeof netlink);
        call("close", route);
    }

    void messages()
    {
        char one[] = "Hello", two[] = ", two pieces, of which this one is longer than strace shows";
        iovec vectors[] {{one, 5}, {two, sizeof two - 1}};
        msghdr message {};
        message.msg_iov = vectors;
        message.msg_iovlen = 2;
        call("sendmsg", m_pair[0], &message, MSG_NOSIGNAL);
        call("sendmsg", -1, &message, 0);
        call("sendmsg", m_pair[0], nullptr, 0);
        char big[20], rest[200];
        sockaddr_storage name {};
        iovec room[] {{big, sizeof big}, {rest, sizeof rest}};
        msghdr into {};
        into.msg_name = &name;
        into.msg_namelen = sizeof name;
        into.msg_iov = room;
        into.msg_iovlen = 2;
        call("recvmsg", m_pair[1], &into, MSG_PEEK);
        call("recvmsg", m_pair[1], &into, 0);
        alignas(cmsghdr) char control[CMSG_SPACE(2 * sizeof(int))] {};
        message.msg_control = control;
        message.msg_controllen = sizeof control;
        cmsghdr* header = CMSG_FIRSTHDR(&message);
        *header = {CMSG_LEN(2 * sizeof(int)), SOL_SOCKET, SCM_RIGHTS};
        std::memcpy(CMSG_DATA(header), m_pair, sizeof m_pair);
        call("sendmsg", m_pair[0], &message, 0);
        into.msg_control = control;
        into.msg_controllen = sizeof control;
        call("recvmsg", m_pair[1], &into, MSG_CMSG_CLOEXEC);
        into.msg_namelen = 7;
        call("recvmsg", m_pair[1], &into, MSG_DONTWAIT);
        msghdr nothing {};
        call("sendmsg", m_pair[0], &nothing, 0);
    }

    void manyMessages()
    {
        const auto fd = call("socket", AF_INET, SOCK_DGRAM, 0);
        sockaddr_in here {};
        here.sin_family = AF_INET;
        here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof here;
        call("bind", fd, &here, length);
        call("getsockname", fd, &here, &length);
        char first[] = "first", second[] = "2nd";
        iovec vectors[] {{first, 5}, {second, 3}};
        mmsghdr messages[2] {};
        for (int i = 0; i < 2; ++i)
            messages[i].msg_hdr = {&here, sizeof here, &vectors[i], 1, nullptr, 0, 0};
        call("sendmmsg", fd, messages, 2, 0);
        call("recvmmsg", fd, messages, 2, MSG_DONTWAIT, nullptr);
        call("recvmmsg", fd, messages, 2, MSG_DONTWAIT, nullptr);
        call("sendmmsg", -1, messages, 2, 0);
        call("close", fd);
    }

    void vectorsAndFiles()
    {
        char one[] = "one", two[] = "two";
        iovec vectors[] {{one, 3}, {two, 3}};
        call("writev", m_pair[0], vectors, 2);
        call("readv", m_pair[1], vectors, 2);
        call("readv", -1, vectors, 2);
        call("writev", m_pair[0], vectors, 0);
        const int file = ::open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
        off_t offset = 1;
        call("sendfile", m_pair[0], file, &offset, 3);
        call("sendfile", m_pair[0], file, nullptr, 3);
        call("sendfile", m_pair[0], -1, &offset, 3);
        call("splice", m_pair[1], nullptr, file, nullptr, 3, SPLICE_F_MOVE | SPLICE_F_NONBLOCK);
        call("close", file);
    }

    void readiness()
    {
        fd_set reading, writing;
        FD_ZERO(&reading);
        FD_ZERO(&writing);
        FD_SET(m_pair[1], &reading);
        FD_SET(m_pair[1], &writing);
        FD_SET(m_pair[0], &writing);
        const int count = m_pair[1] + 1;
        call("select", count, &reading, &writing, nullptr, nullptr);
        timeval soon {0, 1};
        FD_ZERO(&writing);
        FD_ZERO(&reading);
        call("select", count, nullptr, &writing, &reading, &soon);
        timespec sooner {0, 1000};
        call("pselect6", 0, nullptr, nullptr, nullptr, &sooner, nullptr);
        const std::uint64_t two = 1U << (SIGINT - 1) | 1U << (SIGTERM - 1), most = ~0ULL;

        const struct
        {
            const std::uint64_t* set;
            std::size_t size;
        } pair {&two, sizeof two};

        call("pselect6", 0, nullptr, nullptr, nullptr, &sooner, &pair);
        call("ppoll", nullptr, 0, &sooner, &two, sizeof two);
        call("ppoll", nullptr, 0, &sooner, &most, sizeof most);
        call("select", -1, nullptr, nullptr, nullptr, nullptr);
    }

    void epolls()
    {
        call("epoll_create", 1);
        call("epoll_create", 0);
        call("epoll_create1", 7);
        const auto epoll = call("epoll_create1", EPOLL_CLOEXEC);
        epoll_event event {};
        event.events = EPOLLIN | EPOLLET | EPOLLRDHUP;
        event.data.u64 = 0x1234567890;
        call("epoll_ctl", epoll, EPOLL_CTL_ADD, m_pair[1], &event);
        call("epoll_ctl", epoll, EPOLL_CTL_ADD, m_pair[1], &event);
        epoll_event found[8];
        call("epoll_wait", epoll, found, 8, -1);
        call("epoll_pwait", epoll, found, 8, 0, nullptr, 8);
        event.events = EPOLLOUT;
        call("epoll_ctl", epoll, EPOLL_CTL_MOD, m_pair[1], &event);
        const timespec soon {0, 1000};
        call("epoll_pwait2", epoll, found, 8, &soon, nullptr, 8);
        call("epoll_ctl", epoll, EPOLL_CTL_DEL, m_pair[1], nullptr);
        call("epoll_wait", epoll, found, 8, 0);
        call("epoll_wait", epoll, found, 0, 0);
        call("epoll_ctl", epoll, 9, m_pair[1], nullptr);
    }

    int m_pair[2] {-1, -1};
    std::string m_texts;
};

} // namespace

class StraceWordsOfProgramsTest : public QObject
{
    Q_OBJECT

private slots:

    void ourWordsAreStraces()
    {
        const WordsCompared compared = compareWords(QCoreApplication::applicationFilePath());
        if (!compared.obstacle.isEmpty())
            QSKIP(qPrintable(compared.obstacle));
        QVERIFY(compared.calls > 50);
        QVERIFY2(compared.differences.isEmpty(), qPrintable(compared.differences));
    }
};

int main(int argc, char** argv)
{
    if (argc == 2 && std::strcmp(argv[1], "--perform") == 0) {
        beginTrace();
        const std::string texts = ProgramsCalls().all();
        endTrace();
        std::fputs(texts.c_str(), stdout);
        return 0;
    }
    QCoreApplication application(argc, argv);
    StraceWordsOfProgramsTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "StraceWordsOfProgramsTest.moc"
