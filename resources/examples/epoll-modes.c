/* Socket Lab example. Reads from one client four bytes at a time, whenever epoll reports it. With the argument "edge" it is
 * reported only when something new has come. Port 8080.
 * epoll이 알려 줄 때마다 클라이언트 하나에게서 4바이트씩 읽는다. 인자로 edge를 주면 새로 온 것이 있을 때만 알려 준다. 포트 8080. */
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what) { perror(what); exit(EXIT_FAILURE); }

int main(int argc, char **argv)
{
    int edge = argc > 1 && strcmp(argv[1], "edge") == 0;
    struct sockaddr_in here = { .sin_family = AF_INET, .sin_port = htons(8080) };
    here.sin_addr.s_addr = htonl(INADDR_ANY);
    int on = 1;

    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener == -1) die("socket");
    if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1) die("setsockopt");
    if (bind(listener, (struct sockaddr *)&here, sizeof here) == -1) die("bind");
    if (listen(listener, 1) == -1) die("listen");
    int talker = accept(listener, NULL, NULL);
    if (talker == -1) die("accept");

    int epoll = epoll_create1(EPOLL_CLOEXEC);
    if (epoll == -1) die("epoll_create1");
    struct epoll_event event = { .events = EPOLLIN | (edge ? EPOLLET : 0), .data.fd = talker };
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, talker, &event) == -1) die("epoll_ctl");
    for (;;) {
        if (epoll_wait(epoll, &event, 1, -1) == -1) die("epoll_wait");
        char bytes[4]; /* on purpose less than may be there. 일부러 작게 잡았다. */
        ssize_t count = recv(talker, bytes, sizeof bytes, 0);
        if (count == -1) die("recv");
        if (count == 0) break;
        printf("%.*s\n", (int)count, bytes);
        fflush(stdout);
    }
    close(epoll);
    close(talker);
    close(listener);
    return 0;
}
