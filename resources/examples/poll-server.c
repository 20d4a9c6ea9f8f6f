/* Socket Lab example. An echo server for many clients in one thread, with poll(). Port 8080; echo-client.c talks to it.
 * poll()로 여러 클라이언트를 한 스레드에서 처리하는 에코 서버. 포트 8080. echo-client.c와 짝이다. */
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { most = 64 };

static void die(const char *what) { perror(what); exit(EXIT_FAILURE); }

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

    struct pollfd watched[most] = { { .fd = listener, .events = POLLIN } };
    nfds_t count = 1;
    for (;;) {
        if (poll(watched, count, -1) == -1) die("poll");
        for (nfds_t i = count; i-- > 1;) /* from the end: the last one fills a gap. 뒤에서부터: 빈자리는 마지막 것이 채운다. */
            if (watched[i].revents != 0 && !serve(watched[i].fd)) {
                close(watched[i].fd);
                watched[i] = watched[--count];
            }
        if ((watched[0].revents & POLLIN) != 0) {
            int talker = accept(listener, NULL, NULL);
            if (talker == -1) die("accept");
            if (count < most)
                watched[count++] = (struct pollfd){ .fd = talker, .events = POLLIN };
            else
                close(talker); /* no room. 자리가 없다. */
        }
    }
}
