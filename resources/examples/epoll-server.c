/* Socket Lab example. An echo server for many clients in one thread, with epoll. Port 8080; echo-client.c talks to it.
 * epoll로 여러 클라이언트를 한 스레드에서 처리하는 에코 서버. 포트 8080. echo-client.c와 짝이다. */
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what) { perror(what); exit(EXIT_FAILURE); }

static void watch(int epoll, int fd)
{
    struct epoll_event event = { .events = EPOLLIN, .data.fd = fd };
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) == -1) die("epoll_ctl");
}

/* Echoes what is there; 0: the client is done. 온 것을 돌려보낸다. 0: 클라이언트가 끝났다. */
static int serve(int talker)
{
    char bytes[4096];
    ssize_t count = recv(talker, bytes, sizeof bytes, 0);
    if (count <= 0) return 0;
    for (ssize_t done = 0; done < count;) {
        ssize_t sent = send(talker, bytes + done, (size_t)(count - done), MSG_NOSIGNAL);
        if (sent == -1) return 0;
        done += sent;
    }
    return 1;
}

int main(void)
{
    struct sockaddr_in here = { .sin_family = AF_INET, .sin_port = htons(8080) };
    here.sin_addr.s_addr = htonl(INADDR_ANY);
    int on = 1;

    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener == -1) die("socket");
    if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1) die("setsockopt");
    if (bind(listener, (struct sockaddr *)&here, sizeof here) == -1) die("bind");
    if (listen(listener, SOMAXCONN) == -1) die("listen");

    int epoll = epoll_create1(EPOLL_CLOEXEC);
    if (epoll == -1) die("epoll_create1");
    watch(epoll, listener);
    for (;;) {
        struct epoll_event ready[16];
        int count = epoll_wait(epoll, ready, 16, -1);
        if (count == -1) die("epoll_wait");
        for (int i = 0; i < count; ++i) {
            int fd = ready[i].data.fd;
            if (fd == listener) {
                int talker = accept(listener, NULL, NULL);
                if (talker == -1) die("accept");
                watch(epoll, talker);
            } else if (!serve(fd)) {
                close(fd); /* takes it out of the epoll set, too. epoll 집합에서도 빠진다. */
            }
        }
    }
}
