/* Socket Lab, a classic mistake: bound to 127.0.0.1, the server is not reached from another host.
 * 127.0.0.1에 bind()한 서버에는 다른 호스트가 닿지 못한다.
 * finding: loopback-only
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
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK); /* INADDR_ANY would do. INADDR_ANY면 된다. */
    int on = 1;

    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener == -1) die("socket");
    if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1) die("setsockopt");
    if (bind(listener, (struct sockaddr *)&here, sizeof here) == -1) die("bind");
    if (listen(listener, SOMAXCONN) == -1) die("listen");

    int talker = accept(listener, NULL, NULL);
    if (talker == -1) die("accept");
    close(talker);
    close(listener);
    return 0;
}
