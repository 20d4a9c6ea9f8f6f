/* Socket Lab, a classic mistake: sin_port without htons().
 * sin_port에 htons()를 쓰지 않는다.
 * finding: port-byte-order
 * partner: ../echo-server.c */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what) { perror(what); exit(EXIT_FAILURE); }

int main(void)
{
    struct sockaddr_in there = { .sin_family = AF_INET, .sin_port = 8080 }; /* should be htons(8080). htons(8080)이어야 한다. */
    if (inet_pton(AF_INET, "10.9.0.2", &there.sin_addr) != 1) die("inet_pton");

    int talker = socket(AF_INET, SOCK_STREAM, 0);
    if (talker == -1) die("socket");
    if (connect(talker, (struct sockaddr *)&there, sizeof there) == -1) die("connect");
    close(talker);
    return 0;
}
