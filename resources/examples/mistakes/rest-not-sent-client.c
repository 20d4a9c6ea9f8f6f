/* Socket Lab, a classic mistake: send() took a part only, and the rest is forgotten.
 * send()가 일부만 받아들였는데 나머지를 잊는다.
 * finding: rest-not-sent
 * partner: discard-server.c */
#include <arpa/inet.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what) { perror(what); exit(EXIT_FAILURE); }

int main(void)
{
    static char bytes[16 * 1024 * 1024];
    struct sockaddr_in there = { .sin_family = AF_INET, .sin_port = htons(8080) };
    if (inet_pton(AF_INET, "10.9.0.2", &there.sin_addr) != 1) die("inet_pton");

    int talker = socket(AF_INET, SOCK_STREAM, 0);
    if (talker == -1) die("socket");
    if (connect(talker, (struct sockaddr *)&there, sizeof there) == -1) die("connect");
    if (fcntl(talker, F_SETFL, O_NONBLOCK) == -1) die("fcntl");

    /* Non-blocking: as much as fits into the send buffer. 논블로킹: 송신 버퍼에 들어가는 만큼만 보낸다. */
    if (send(talker, bytes, sizeof bytes, MSG_NOSIGNAL) == -1) die("send");
    close(talker);
    return 0;
}
