/* Socket Lab, a classic mistake: listen() is missing.
 * listen()을 빠뜨렸다.
 * finding: accept-without-listen
 * partner: none */
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
    /* here listen() should be. 여기에 listen()이 있어야 한다. */
    int talker = accept(listener, NULL, NULL);
    if (talker == -1) die("accept");
    close(talker);
    return 0;
}
