/* Socket Lab, a classic mistake: the client knocks at another port than the server's.
 * 서버와 다른 포트에 연결하려 한다.
 * finding: nobody-listens
 * partner: ../echo-server.c */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what) { perror(what); exit(EXIT_FAILURE); }

int main(void)
{
    struct sockaddr_in there = { .sin_family = AF_INET, .sin_port = htons(8181) }; /* the server has 8080. 서버는 8080이다. */
    if (inet_pton(AF_INET, "10.9.0.2", &there.sin_addr) != 1) die("inet_pton");

    int talker = socket(AF_INET, SOCK_STREAM, 0);
    if (talker == -1) die("socket");
    if (connect(talker, (struct sockaddr *)&there, sizeof there) == -1) die("connect");
    close(talker);
    return 0;
}
