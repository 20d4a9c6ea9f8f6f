/* Socket Lab example. Says its words to a chat server while a second thread prints what everybody says.
 * 채팅 서버에 말을 보내고, 두 번째 스레드가 모두의 말을 출력하는 클라이언트.
 * chat-client [ADDRESS [WORD...]]; ADDRESS is 10.9.0.2 by default. */
#include <arpa/inet.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what) { perror(what); exit(EXIT_FAILURE); }

static void *hear(void *argument)
{
    int talker = (int)(intptr_t)argument;
    char bytes[1024];
    ssize_t count;
    while ((count = recv(talker, bytes, sizeof bytes, 0)) > 0) {
        fwrite(bytes, 1, (size_t)count, stdout);
        fflush(stdout);
    }
    return NULL;
}

static void say(int talker, const char *word)
{
    char line[256];
    size_t count = (size_t)snprintf(line, sizeof line, "%.200s\n", word);
    for (size_t done = 0; done < count;) {
        ssize_t sent = send(talker, line + done, count - done, MSG_NOSIGNAL);
        if (sent == -1) die("send");
        done += (size_t)sent;
    }
}

int main(int count, char **words)
{
    struct sockaddr_in there = { .sin_family = AF_INET, .sin_port = htons(9000) };
    if (inet_pton(AF_INET, count > 1 ? words[1] : "10.9.0.2", &there.sin_addr) != 1) {
        fprintf(stderr, "%s is no IPv4 address\n", words[1]);
        return EXIT_FAILURE;
    }
    int talker = socket(AF_INET, SOCK_STREAM, 0);
    if (talker == -1) die("socket");
    if (connect(talker, (struct sockaddr *)&there, sizeof there) == -1) die("connect");

    pthread_t hearing;
    if (pthread_create(&hearing, NULL, hear, (void *)(intptr_t)talker) != 0) die("pthread_create");
    if (count <= 2) {
        say(talker, "Hello, everybody");
        say(talker, "Goodbye");
    }
    for (int i = 2; i < count; ++i) say(talker, words[i]);
    /* "I am done talking"; the server closes then, and recv() in the other thread returns 0.
     * "할 말은 끝났다". 그러면 서버가 닫고, 다른 스레드의 recv()가 0을 돌려준다. */
    if (shutdown(talker, SHUT_WR) == -1) die("shutdown");
    pthread_join(hearing, NULL);
    close(talker);
    return 0;
}
