/* Socket Lab, a classic mistake: the 0 of recv() at the end of the data is not noticed.
 * 데이터의 끝에서 recv()가 주는 0을 알아채지 못한다.
 * finding: end-of-file-ignored
 * partner: ../echo-client.c */
#include <netinet/in.h>
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

    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener == -1) die("socket");
    if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1) die("setsockopt");
    if (bind(listener, (struct sockaddr *)&here, sizeof here) == -1) die("bind");
    if (listen(listener, SOMAXCONN) == -1) die("listen");

    int talker = accept(listener, NULL, NULL);
    if (talker == -1) die("accept");

    for (int round = 0; round < 20; ++round) { /* for ever in earnest. 실제 프로그램이라면 끝없이 돈다. */
        char bytes[1024];
        ssize_t count = recv(talker, bytes, sizeof bytes, 0);
        if (count == -1) die("recv"); /* and 0? 0이라면? */
        if (send(talker, bytes, (size_t)count, MSG_NOSIGNAL) == -1) die("send");
    }
    close(talker);
    close(listener);
    return 0;
}
