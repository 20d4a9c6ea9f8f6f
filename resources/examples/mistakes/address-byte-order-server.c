/* Socket Lab, a classic mistake: INADDR_LOOPBACK without htonl() is 1.0.0.127.
 * htonl() 없는 INADDR_LOOPBACK은 1.0.0.127이다.
 * finding: address-byte-order
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
    here.sin_addr.s_addr = INADDR_LOOPBACK; /* should be htonl(INADDR_LOOPBACK). htonl()이 필요하다. */
    int on = 1;

    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener == -1) die("socket");
    if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1) die("setsockopt");
    if (bind(listener, (struct sockaddr *)&here, sizeof here) == -1) die("bind");
    if (listen(listener, SOMAXCONN) == -1) die("listen");
    close(listener);
    return 0;
}
