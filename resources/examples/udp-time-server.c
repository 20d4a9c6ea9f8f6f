/* Socket Lab example. Answers every datagram with the time of day. UDP, port 3700; udp-time-client.c asks it.
 * 데이터그램을 받으면 현재 시각으로 답하는 서버. UDP 포트 3700. udp-time-client.c와 짝이다. */
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

static void die(const char *what) { perror(what); exit(EXIT_FAILURE); }

int main(void)
{
    struct sockaddr_in here = { .sin_family = AF_INET, .sin_port = htons(3700) };
    here.sin_addr.s_addr = htonl(INADDR_ANY);

    int mailbox = socket(AF_INET, SOCK_DGRAM, 0);
    if (mailbox == -1) die("socket");
    if (bind(mailbox, (struct sockaddr *)&here, sizeof here) == -1) die("bind");

    for (;;) { /* no listen(), no accept(): every datagram brings its sender. 데이터그램마다 보낸 곳이 적혀 있다. */
        char question[64], answer[32];
        struct sockaddr_in asker;
        socklen_t size = sizeof asker;
        if (recvfrom(mailbox, question, sizeof question, 0, (struct sockaddr *)&asker, &size) == -1) die("recvfrom");
        time_t now = time(NULL);
        struct tm parts;
        size_t length = strftime(answer, sizeof answer, "%Y-%m-%d %H:%M:%S", localtime_r(&now, &parts));
        if (sendto(mailbox, answer, length, 0, (struct sockaddr *)&asker, size) == -1) perror("sendto");
    }
}
