/* Socket Lab example. Sends its words (or "Hello") to an echo server and prints what comes back.
 * 에코 서버에 말을 보내고 돌아온 것을 출력하는 클라이언트.
 * echo-client [ADDRESS [WORD...]]; ADDRESS is 10.9.0.2 by default. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what) { perror(what); exit(EXIT_FAILURE); }

static void sendAll(int fd, const char *bytes, size_t count)
{
    while (count > 0) {
        ssize_t sent = send(fd, bytes, count, MSG_NOSIGNAL);
        if (sent == -1) die("send");
        bytes += sent;
        count -= (size_t)sent;
    }
}

int main(int count, char **words)
{
    struct sockaddr_in there = { .sin_family = AF_INET, .sin_port = htons(8080) };
    if (inet_pton(AF_INET, count > 1 ? words[1] : "10.9.0.2", &there.sin_addr) != 1) {
        fprintf(stderr, "%s is no IPv4 address\n", words[1]);
        return EXIT_FAILURE;
    }
    int talker = socket(AF_INET, SOCK_STREAM, 0);
    if (talker == -1) die("socket");
    if (connect(talker, (struct sockaddr *)&there, sizeof there) == -1) die("connect");

    for (int i = 2; i == 2 || i < count; ++i) {
        const char *word = i < count ? words[i] : "Hello";
        size_t length = strlen(word), got = 0;
        sendAll(talker, word, length);
        /* TCP is a stream: the answer may come in several pieces. TCP는 스트림이다. 답이 나뉘어 올 수 있다. */
        while (got < length) {
            char bytes[256];
            ssize_t piece = recv(talker, bytes, sizeof bytes, 0);
            if (piece == -1) die("recv");
            if (piece == 0) { puts("the server has closed"); return EXIT_FAILURE; }
            fwrite(bytes, 1, (size_t)piece, stdout);
            got += (size_t)piece;
        }
        putchar('\n');
    }
    close(talker);
    return 0;
}
