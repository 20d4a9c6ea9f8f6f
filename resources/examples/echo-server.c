/* Socket Lab example. Sends back whatever it receives, one client after the other. Port 8080.
 * 받은 것을 그대로 돌려보내는 서버. 클라이언트를 하나씩 처리한다. 포트 8080. */
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what) { perror(what); exit(EXIT_FAILURE); }

/* send() may take only a part: go on where it ended.
 * send()는 일부만 받아들일 수 있다. 끝난 곳부터 이어서 보낸다. */
static int sendAll(int fd, const char *bytes, size_t count)
{
    while (count > 0) {
        ssize_t sent = send(fd, bytes, count, MSG_NOSIGNAL);
        if (sent == -1) return -1;
        bytes += sent;
        count -= (size_t)sent;
    }
    return 0;
}

int main(void)
{
    struct sockaddr_in here = { .sin_family = AF_INET, .sin_port = htons(8080) };
    here.sin_addr.s_addr = htonl(INADDR_ANY);
    int on = 1;

    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener == -1) die("socket");
    /* Before bind(): old connections in TIME-WAIT do not keep the port.
     * bind() 전에: TIME-WAIT에 남은 연결이 포트를 붙잡지 않는다. */
    if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1) die("setsockopt");
    if (bind(listener, (struct sockaddr *)&here, sizeof here) == -1) die("bind");
    if (listen(listener, SOMAXCONN) == -1) die("listen");

    for (;;) {
        int talker = accept(listener, NULL, NULL);
        if (talker == -1) die("accept");
        char bytes[4096];
        ssize_t count;
        /* 0 is the end of the client's data. 0은 클라이언트의 데이터가 끝났다는 뜻이다. */
        while ((count = recv(talker, bytes, sizeof bytes, 0)) > 0)
            if (sendAll(talker, bytes, (size_t)count) == -1) break;
        close(talker);
    }
}
