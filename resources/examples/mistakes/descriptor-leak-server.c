/* Socket Lab, a classic mistake: accepted descriptors are never closed.
 * accept()가 준 디스크립터를 닫지 않는다.
 * finding: descriptor-leak
 * partner: four-visits-client.c */
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

    for (;;) {
        int talker = accept(listener, NULL, NULL);
        if (talker == -1) die("accept");
        if (send(talker, "Hello\n", 6, MSG_NOSIGNAL) == -1) perror("send");
        /* close(talker) is missing. close(talker)가 없다. */
    }
}
