/* Socket Lab example. An echo server for many clients in one thread, with select(). Port 8080; echo-client.c talks to it.
 * select()로 여러 클라이언트를 한 스레드에서 처리하는 에코 서버. 포트 8080. echo-client.c와 짝이다. */
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>

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

    fd_set watched;
    FD_ZERO(&watched);
    FD_SET(listener, &watched);
    int top = listener;
    for (;;) {
        fd_set ready = watched; /* select() writes its answer here. select()가 여기에 답을 써넣는다. */
        if (select(top + 1, &ready, NULL, NULL, NULL) == -1) die("select");
        for (int fd = 0, last = top; fd <= last; ++fd) {
            if (!FD_ISSET(fd, &ready)) continue;
            if (fd == listener) {
                int talker = accept(listener, NULL, NULL);
                if (talker == -1) die("accept");
                if (talker >= FD_SETSIZE) { /* no room in an fd_set. fd_set에 들어갈 자리가 없다. */
                    close(talker);
                    continue;
                }
                FD_SET(talker, &watched);
                if (talker > top) top = talker;
            } else if (!serve(fd)) {
                FD_CLR(fd, &watched);
                close(fd);
            }
        }
    }
}
