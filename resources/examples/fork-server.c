/* Socket Lab example. An echo server with one process a client. Port 8080; echo-client.c talks to it.
 * 클라이언트마다 프로세스를 하나씩 만드는 에코 서버. 포트 8080. echo-client.c와 짝이다. */
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what) { perror(what); exit(EXIT_FAILURE); }

static void serve(int talker)
{
    char bytes[4096];
    ssize_t count;
    while ((count = recv(talker, bytes, sizeof bytes, 0)) > 0) {
        for (ssize_t done = 0; done < count;) {
            ssize_t sent = send(talker, bytes + done, (size_t)(count - done), MSG_NOSIGNAL);
            if (sent == -1) return;
            done += sent;
        }
    }
}

int main(void)
{
    struct sockaddr_in here = { .sin_family = AF_INET, .sin_port = htons(8080) };
    here.sin_addr.s_addr = htonl(INADDR_ANY);
    int on = 1;
    signal(SIGCHLD, SIG_IGN); /* no zombies: nobody waits for the children. 자식을 기다리지 않아도 좀비가 남지 않는다. */

    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener == -1) die("socket");
    if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1) die("setsockopt");
    if (bind(listener, (struct sockaddr *)&here, sizeof here) == -1) die("bind");
    if (listen(listener, SOMAXCONN) == -1) die("listen");

    for (;;) {
        int talker = accept(listener, NULL, NULL);
        if (talker == -1) die("accept");
        pid_t child = fork();
        if (child == -1) die("fork");
        if (child == 0) {
            close(listener); /* the parent's. 부모의 것이다. */
            serve(talker);
            close(talker);
            _exit(0);
        }
        /* Both have it now: the connection ends when both have closed it.
         * 이제 둘 다 갖고 있다. 둘 다 닫아야 연결이 끝난다. */
        close(talker);
    }
}
