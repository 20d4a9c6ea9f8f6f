/* Socket Lab, a classic mistake: none here; comes four times, for descriptor-leak-server.c.
 * 이 파일에는 실수가 없다. descriptor-leak-server.c에 네 번 찾아간다.
 * finding: none
 * partner: descriptor-leak-server.c */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what) { perror(what); exit(EXIT_FAILURE); }

static void visit(void)
{
    struct sockaddr_in there = { .sin_family = AF_INET, .sin_port = htons(8080) };
    if (inet_pton(AF_INET, "10.9.0.2", &there.sin_addr) != 1) die("inet_pton");

    int talker = socket(AF_INET, SOCK_STREAM, 0);
    if (talker == -1) die("socket");
    if (connect(talker, (struct sockaddr *)&there, sizeof there) == -1) die("connect");

    char bytes[64];
    ssize_t count = recv(talker, bytes, sizeof bytes, 0);
    if (count == -1) die("recv");
    printf("%.*s", (int)count, bytes);
    close(talker);
}

int main(void)
{
    for (int i = 0; i < 4; ++i) visit();
    return 0;
}
