/* Socket Lab example. Asks udp-time-server.c for the time, three times at most: a datagram may be lost.
 * udp-time-server.c에 시각을 묻는다. 데이터그램은 사라질 수 있으므로 세 번까지 묻는다.
 * udp-time-client [ADDRESS]; ADDRESS is 10.9.0.2 by default. */
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

static void die(const char *what) { perror(what); exit(EXIT_FAILURE); }

int main(int count, char **words)
{
    struct sockaddr_in there = { .sin_family = AF_INET, .sin_port = htons(3700) };
    struct timeval patience = { .tv_sec = 1 };
    if (inet_pton(AF_INET, count > 1 ? words[1] : "10.9.0.2", &there.sin_addr) != 1) {
        fprintf(stderr, "%s is no IPv4 address\n", words[1]);
        return EXIT_FAILURE;
    }
    int mailbox = socket(AF_INET, SOCK_DGRAM, 0);
    if (mailbox == -1) die("socket");
    if (setsockopt(mailbox, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) == -1) die("setsockopt");
    /* Sends no packet: it only remembers the address. 패킷을 보내지 않고 주소만 기억한다. */
    if (connect(mailbox, (struct sockaddr *)&there, sizeof there) == -1) die("connect");

    for (int asked = 0; asked < 3; ++asked) {
        char answer[64];
        if (send(mailbox, "?", 1, 0) == -1) die("send");
        ssize_t length = recv(mailbox, answer, sizeof answer, 0);
        if (length >= 0) {
            printf("%.*s\n", (int)length, answer);
            close(mailbox);
            return 0;
        }
        if (errno != EAGAIN) die("recv"); /* not merely late. 늦는 것이 아니다. */
    }
    puts("no answer");
    return EXIT_FAILURE;
}
