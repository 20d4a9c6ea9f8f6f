/* Socket Lab, a classic mistake: none here; counts what arrives, for rest-not-sent-client.c.
 * 이 파일에는 실수가 없다. 도착한 바이트를 센다.
 * finding: none
 * partner: rest-not-sent-client.c */
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what) { perror(what); exit(EXIT_FAILURE); }

int main(void)
{
    struct sockaddr_in here = { .sin_family = AF_INET, .sin_port = htons(8080) };
    here.sin_addr.s_addr = htonl(INADDR_ANY);
    int on = 1;

    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener == -1) die("socket");
    if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1) die("setsockopt");
    if (bind(listener, (struct sockaddr *)&here, sizeof here) == -1) die("bind");
    if (listen(listener, SOMAXCONN) == -1) die("listen");

    int talker = accept(listener, NULL, NULL);
    if (talker == -1) die("accept");

    static char bytes[65536];
    ssize_t count, all = 0;
    while ((count = recv(talker, bytes, sizeof bytes, 0)) > 0) all += count;
    if (count == -1) die("recv");
    printf("%zd bytes\n", all);
    close(talker);
    close(listener);
    return 0;
}
