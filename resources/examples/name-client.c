/* Socket Lab example. Looks up the addresses of a name and tries one after the other until one lets it in.
 * 이름으로 주소들을 찾아, 연결될 때까지 하나씩 차례로 시도한다.
 * name-client [NAME [PORT]]; "server" and 8080 by default. echo-server.c listens there. */
#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what) { perror(what); exit(EXIT_FAILURE); }

/* A connected socket, or -1. 연결된 소켓, 실패하면 -1. */
static int attempt(const struct addrinfo *one)
{
    char address[NI_MAXHOST] = "?";
    getnameinfo(one->ai_addr, one->ai_addrlen, address, sizeof address, NULL, 0, NI_NUMERICHOST);
    int talker = socket(one->ai_family, one->ai_socktype, one->ai_protocol);
    if (talker != -1 && connect(talker, one->ai_addr, one->ai_addrlen) == 0) {
        printf("%s: connected\n", address);
        return talker;
    }
    printf("%s: %s\n", address, strerror(errno));
    /* After a failed connect() a socket is no good for another address.
     * connect()에 실패한 소켓은 다른 주소에 다시 쓰지 않는다. */
    if (talker != -1) close(talker);
    return -1;
}

int main(int count, char **words)
{
    const char *name = count > 1 ? words[1] : "server", *port = count > 2 ? words[2] : "8080";
    /* Whichever of IPv4 and IPv6 there is. IPv4든 IPv6든 있는 대로. */
    struct addrinfo wish = { .ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM }, *found;
    setvbuf(stdout, NULL, _IOLBF, 0); /* each line when it happens. 한 줄씩 바로 내보낸다. */

    int problem = getaddrinfo(name, port, &wish, &found);
    if (problem != 0) { /* no errno: these numbers have texts of their own. errno가 아니며 설명 함수가 따로 있다. */
        fprintf(stderr, "%s: %s\n", name, gai_strerror(problem));
        return EXIT_FAILURE;
    }
    int talker = -1;
    for (const struct addrinfo *one = found; one != NULL && talker == -1; one = one->ai_next) talker = attempt(one);
    freeaddrinfo(found);
    if (talker == -1) return EXIT_FAILURE;

    char answer[256];
    if (send(talker, "Hello", 5, MSG_NOSIGNAL) == -1) die("send");
    if (shutdown(talker, SHUT_WR) == -1) die("shutdown");
    ssize_t length;
    while ((length = recv(talker, answer, sizeof answer, 0)) > 0) fwrite(answer, 1, (size_t)length, stdout);
    if (length == -1) die("recv");
    putchar('\n');
    close(talker);
    return 0;
}
