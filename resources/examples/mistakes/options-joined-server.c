/* Socket Lab, a classic mistake: two socket options are joined with |; option names are no bits.
 * 소켓 옵션 둘을 |로 묶는다. 옵션 이름은 비트가 아니다.
 * finding: options-joined
 * partner: ../echo-client.c */
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
    if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR | SO_REUSEPORT, &on, sizeof on) == -1) die("setsockopt");
    if (bind(listener, (struct sockaddr *)&here, sizeof here) == -1) die("bind");
    if (listen(listener, SOMAXCONN) == -1) die("listen");

    int talker = accept(listener, NULL, NULL);
    if (talker == -1) die("accept");
    char bytes[1024];
    ssize_t count = recv(talker, bytes, sizeof bytes, 0);
    if (count == -1) die("recv");
    if (send(talker, bytes, (size_t)count, MSG_NOSIGNAL) != count) die("send");
    close(talker);
    close(listener);
    return 0;
}
