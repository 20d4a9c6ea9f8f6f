/* Socket Lab, a classic mistake: none here; a long message and a short one, for read-past-end-server.c.
 * 이 파일에는 실수가 없다. 긴 메시지와 짧은 메시지를 보낸다.
 * finding: none
 * partner: read-past-end-server.c */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what) { perror(what); exit(EXIT_FAILURE); }

static void say(int talker, const char *message)
{
    char answer;
    if (send(talker, message, strlen(message), MSG_NOSIGNAL) == -1) die("send");
    if (recv(talker, &answer, 1, 0) == -1) die("recv");
}

int main(void)
{
    struct sockaddr_in there = { .sin_family = AF_INET, .sin_port = htons(8080) };
    if (inet_pton(AF_INET, "10.9.0.2", &there.sin_addr) != 1) die("inet_pton");

    int talker = socket(AF_INET, SOCK_STREAM, 0);
    if (talker == -1) die("socket");
    if (connect(talker, (struct sockaddr *)&there, sizeof there) == -1) die("connect");

    say(talker, "Good morning, server");
    say(talker, "Bye");
    close(talker);
    return 0;
}
