/* Socket Lab example. A server with one process a client, whose parent forgets that it has the connection, too. Port 8080.
 * 클라이언트마다 프로세스를 하나씩 만드는 서버. 부모는 자기도 그 연결을 가지고 있다는 것을 잊는다. 포트 8080. */
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what) { perror(what); exit(EXIT_FAILURE); }

int main(void)
{
    struct sockaddr_in here = { .sin_family = AF_INET, .sin_port = htons(8080) };
    here.sin_addr.s_addr = htonl(INADDR_ANY);
    int on = 1;
    signal(SIGCHLD, SIG_IGN); /* no zombies. 좀비가 남지 않는다. */

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
            close(listener);
            if (send(talker, "bye", 3, MSG_NOSIGNAL) == -1) die("send");
            close(talker);
            _exit(0);
        }
        /* close(talker) is missing. 여기에 close(talker)가 빠졌다. */
    }
}
