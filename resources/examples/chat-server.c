/* Socket Lab example. What one client says, every client hears; one thread a client. Port 9000; chat-client.c talks to it.
 * 한 클라이언트의 말을 모두에게 전하는 서버. 클라이언트마다 스레드 하나. 포트 9000. chat-client.c와 짝이다. */
#include <netinet/in.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { most = 32 };

static int talkers[most], talkerCount;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER; /* of both. 둘을 지킨다. */

static void die(const char *what) { perror(what); exit(EXIT_FAILURE); }

static void tellAll(const char *bytes, size_t count)
{
    pthread_mutex_lock(&lock);
    for (int i = 0; i < talkerCount; ++i)
        for (size_t done = 0; done < count;) {
            ssize_t sent = send(talkers[i], bytes + done, count - done, MSG_NOSIGNAL);
            if (sent == -1) break; /* its own thread will notice. 그 클라이언트의 스레드가 알아챈다. */
            done += (size_t)sent;
        }
    pthread_mutex_unlock(&lock);
}

static void *serve(void *argument)
{
    int talker = (int)(intptr_t)argument;
    char bytes[1024];
    ssize_t count;
    while ((count = recv(talker, bytes, sizeof bytes, 0)) > 0)
        tellAll(bytes, (size_t)count);
    pthread_mutex_lock(&lock); /* nobody sends to a closed number. 닫은 번호로 보내는 일이 없게 한다. */
    for (int i = 0; i < talkerCount; ++i)
        if (talkers[i] == talker) talkers[i] = talkers[--talkerCount];
    close(talker);
    pthread_mutex_unlock(&lock);
    return NULL;
}

int main(void)
{
    struct sockaddr_in here = { .sin_family = AF_INET, .sin_port = htons(9000) };
    here.sin_addr.s_addr = htonl(INADDR_ANY);
    int on = 1;

    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener == -1) die("socket");
    if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1) die("setsockopt");
    if (bind(listener, (struct sockaddr *)&here, sizeof here) == -1) die("bind");
    if (listen(listener, SOMAXCONN) == -1) die("listen");

    for (;;) {
        int talker = accept(listener, NULL, NULL);
        if (talker == -1) die("accept");
        pthread_mutex_lock(&lock);
        int room = talkerCount < most;
        if (room) talkers[talkerCount++] = talker;
        pthread_mutex_unlock(&lock);
        pthread_t thread;
        if (!room)
            close(talker);
        else if (pthread_create(&thread, NULL, serve, (void *)(intptr_t)talker) != 0)
            die("pthread_create");
        else
            pthread_detach(thread);
    }
}
