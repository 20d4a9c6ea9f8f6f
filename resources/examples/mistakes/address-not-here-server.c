/* Socket Lab, a classic mistake: the server binds to the address of its client.
 * 서버가 클라이언트의 주소에 bind()한다.
 * finding: address-not-here
 * partner: none */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what) { perror(what); exit(EXIT_FAILURE); }

int main(void)
{
    struct sockaddr_in here = { .sin_family = AF_INET, .sin_port = htons(8080) };
    /* the client's; a server has INADDR_ANY or its own. 클라이언트의 주소이다. */
    if (inet_pton(AF_INET, "10.9.0.1", &here.sin_addr) != 1) die("inet_pton");
    int on = 1;

    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener == -1) die("socket");
    if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1) die("setsockopt");
    if (bind(listener, (struct sockaddr *)&here, sizeof here) == -1) die("bind");
    if (listen(listener, SOMAXCONN) == -1) die("listen");
    close(listener);
    return 0;
}
