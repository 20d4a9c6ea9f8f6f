/* Socket Lab, a classic mistake: socket() fails, and its -1 is used as a descriptor.
 * socket()이 실패했는데 -1을 디스크립터로 쓴다.
 * finding: unchecked-result
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

    /* A stream is no UDP: EPROTONOSUPPORT. Nobody looks. 스트림은 UDP가 아니다. 아무도 확인하지 않는다. */
    int talker = socket(AF_INET, SOCK_STREAM, IPPROTO_UDP);
    if (connect(talker, (struct sockaddr *)&there, sizeof there) == -1) die("connect");
    close(talker);
    return 0;
}
