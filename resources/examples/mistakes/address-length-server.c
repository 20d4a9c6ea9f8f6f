/* Socket Lab, a classic mistake: the size of a pointer is passed as that of the address.
 * 주소의 크기 대신 포인터의 크기를 넘긴다.
 * finding: address-length
 * partner: none */
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what) { perror(what); exit(EXIT_FAILURE); }

int main(void)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons(8080) };
    struct sockaddr_in *here = &address;
    address.sin_addr.s_addr = htonl(INADDR_ANY);

    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener == -1) die("socket");
    /* should be sizeof *here. sizeof *here여야 한다. */
    if (bind(listener, (struct sockaddr *)here, sizeof here) == -1) die("bind");
    close(listener);
    return 0;
}
