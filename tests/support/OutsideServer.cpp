#include "tests/support/OutsideServer.h"

#include "model/base/UniqueFd.h"
#include "tests/support/Patience.h"

#include <QFile>

#include <arpa/inet.h>
#include <linux/close_range.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace lab::tests {

namespace {

constexpr const char* source = R"(#define _GNU_SOURCE
#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>
static void said(int number) { (void)number; }
static int listening(void) {
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int l = socket(AF_INET, SOCK_STREAM, 0);
    if (bind(l, (struct sockaddr *)&a, sizeof a) || listen(l, 100)) exit(99);
    return l;
}
static void answer(int c) {
    char text[256];
    ssize_t n;
    while ((n = recv(c, text, sizeof text, 0)) > 0) {
        for (ssize_t i = 0; i < n; ++i) text[i] = toupper(text[i]);
        if (send(c, text, n, MSG_NOSIGNAL) != n) puts("send");
        if (memchr(text, '.', n)) break;
    }
    if (n < 0) puts(strerrorname_np(errno));
    close(c);
}
static int accepted(int l) {
    int c;
    while ((c = accept(l, NULL, NULL)) < 0) puts(strerrorname_np(errno));
    return c;
}
static void *client(void *c) { answer((int)(long)c); return NULL; }
static void *accepting(void *l) {
    for (;;) {
        pthread_t t;
        pthread_create(&t, NULL, client, (void *)(long)accepted((int)(long)l));
        pthread_detach(t);
    }
}
static void waiting(int l) {
    int e = epoll_create1(0);
    struct epoll_event on = {.events = EPOLLIN, .data.fd = l}, is;
    epoll_ctl(e, EPOLL_CTL_ADD, l, &on);
    for (;;) {
        if (epoll_wait(e, &is, 1, -1) < 0) puts(strerrorname_np(errno));
        else answer(accept(l, NULL, NULL));
    }
}
int main(int argc, char **argv) {
    const char *how = argv[argc - 1];
    setvbuf(stdout, NULL, _IOLBF, 0);
    struct sigaction again = {.sa_handler = said, .sa_flags = SA_RESTART}, fails = {.sa_handler = said};
    sigaction(SIGUSR1, &again, NULL);
    sigaction(SIGUSR2, &fails, NULL);
    signal(SIGCHLD, SIG_IGN);
    int l = listening();
    struct timeval hour = {3600, 0};
    if (!strcmp(how, "timeout")) setsockopt(l, SOL_SOCKET, SO_RCVTIMEO, &hour, sizeof hour);
    struct sockaddr_in a;
    socklen_t length = sizeof a;
    getsockname(l, (struct sockaddr *)&a, &length);
    printf("%d\n", ntohs(a.sin_port));
    pthread_t t;
    if (!strcmp(how, "threads")) pthread_create(&t, NULL, accepting, (void *)(long)l), accepting((void *)(long)l);
    if (!strcmp(how, "epoll")) waiting(l);
    for (;;) {
        int c = accepted(l);
        if (strcmp(how, "fork")) answer(c);
        else if (fork() == 0) answer(c), exit(0);
        else close(c);
    }
}
)";

/// Compiled once.
QString program()
{
    static const QTemporaryDir folder;
    static const QString path = [] {
        QFile text(folder.filePath("server.c"));
        if (!text.open(QIODevice::WriteOnly) || text.write(source) < 0)
            qFatal("cannot write %s", qPrintable(text.fileName()));
        text.close();
        const QString made = folder.filePath("outside-server");
        if (QProcess::execute("cc", {"-g", "-pthread", "-o", made, text.fileName()}) != 0)
            qFatal("the server does not compile");
        return made;
    }();
    return path;
}

} // namespace

OutsideServer::OutsideServer(const QString& how)
    : m_process(std::make_unique<QProcess>())
{
    // Its first socket is 3, whatever those who started this test have left open.
    m_process->setChildProcessModifier([] { ::close_range(3, ~0U, CLOSE_RANGE_CLOEXEC); });
    m_process->start(program(), {how});
    m_port = line().toInt();
    if (m_port == 0)
        qFatal("the server does not start");
}

OutsideServer::~OutsideServer()
{
    m_process->kill();
    m_process->waitForFinished();
}

QByteArray OutsideServer::line()
{
    while (!m_process->canReadLine())
        if (!m_process->waitForReadyRead(patienceMs))
            return {};
    return m_process->readLine().trimmed();
}

int OutsideServer::connected() const
{
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(m_port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    UniqueFd socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        return -1;
    return socket.release();
}

QByteArray OutsideServer::ask(const QByteArray& text) const
{
    const UniqueFd socket(connected());
    if (!socket || ::send(socket.get(), text.data(), static_cast<std::size_t>(text.size()), MSG_NOSIGNAL) != text.size())
        return {};
    ::shutdown(socket.get(), SHUT_WR);
    QByteArray answer;
    char chunk[256];
    pollfd readable {socket.get(), POLLIN, 0};
    while (::poll(&readable, 1, patienceMs) == 1) {
        const auto length = ::recv(socket.get(), chunk, sizeof chunk, 0);
        if (length <= 0)
            break;
        answer.append(chunk, length);
    }
    return answer;
}

} // namespace lab::tests
