/* Socket Lab, a classic mistake: received bytes are printed as a string without a terminator.
 * 받은 바이트를 끝 표시 없이 문자열로 출력한다.
 * finding: read-past-end
 * partner: two-messages-client.c */
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

    char bytes[1024] = { 0 }; /* one 0 at the end of the first message, by chance. 첫 메시지 뒤의 0은 우연이다. */
    ssize_t count;
    while ((count = recv(talker, bytes, sizeof bytes - 1, 0)) > 0) {
        printf("%s\n", bytes); /* bytes[count] = 0 is missing. bytes[count] = 0이 없다. */
        if (send(talker, "+", 1, MSG_NOSIGNAL) == -1) die("send");
    }
    close(talker);
    close(listener);
    return 0;
}
