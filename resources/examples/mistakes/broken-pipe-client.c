/* Socket Lab, a classic mistake: sends on and on although the server has closed; SIGPIPE ends it.
 * 서버가 닫았는데도 계속 보내다가 SIGPIPE로 끝난다.
 * finding: broken-pipe
 * partner: hang-up-server.c */
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

    int talker = socket(AF_INET, SOCK_STREAM, 0);
    if (talker == -1) die("socket");
    if (connect(talker, (struct sockaddr *)&there, sizeof there) == -1) die("connect");

    char bytes[64];
    ssize_t count = recv(talker, bytes, sizeof bytes, 0);
    if (count == -1) die("recv");
    /* count is 0: the server has closed. 0은 서버가 닫았다는 뜻이다. */
    for (;;) /* the first is answered with RST, the next with SIGPIPE. 처음에는 RST, 다음에는 SIGPIPE가 온다. */
        if (send(talker, "Hello", 5, 0) == -1) die("send");
}
