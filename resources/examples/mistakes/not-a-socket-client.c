/* Socket Lab, a classic mistake: < binds tighter than =: the descriptor is 0.
 * <가 =보다 먼저 계산되어 디스크립터가 0이 된다.
 * finding: not-a-socket
 * partner: none */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what) { perror(what); exit(EXIT_FAILURE); }

int main(void)
{
    struct sockaddr_in there = { .sin_family = AF_INET, .sin_port = htons(8080) };
    if (inet_pton(AF_INET, "10.9.0.2", &there.sin_addr) != 1) die("inet_pton");

    int talker;
    if (talker = socket(AF_INET, SOCK_STREAM, 0) < 0) die("socket"); /* talker = (socket(...) < 0) */
    if (connect(talker, (struct sockaddr *)&there, sizeof there) == -1) die("connect");
    close(talker);
    return 0;
}
