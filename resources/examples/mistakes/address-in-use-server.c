/* Socket Lab, a classic mistake: the same port is bound twice.
 * 같은 포트에 두 번 bind()한다.
 * finding: address-in-use
 * partner: none */
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what) { perror(what); exit(EXIT_FAILURE); }

static int listenOn(unsigned short port)
{
    struct sockaddr_in here = { .sin_family = AF_INET, .sin_port = htons(port) };
    here.sin_addr.s_addr = htonl(INADDR_ANY);
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener == -1) die("socket");
    if (bind(listener, (struct sockaddr *)&here, sizeof here) == -1) die("bind");
    if (listen(listener, SOMAXCONN) == -1) die("listen");
    return listener;
}

int main(void)
{
    int first = listenOn(8080);
    int second = listenOn(8080); /* taken. 이미 사용 중이다. */
    close(second);
    close(first);
    return 0;
}
