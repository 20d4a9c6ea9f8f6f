/* Socket Lab example. A server that hands each connection to a worker process made beforehand. Port 8080; echo-client.c talks
 * to it. 연결을 미리 만들어 둔 작업 프로세스에 건네는 서버. 포트 8080. echo-client.c와 짝이다. */
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what) { perror(what); exit(EXIT_FAILURE); }

/* One byte goes along: a stream socket carries no descriptors without data (unix(7)).
 * 데이터가 없으면 디스크립터도 실어 보낼 수 없으므로 한 바이트를 함께 보낸다. */
static void give(int channel, int fd)
{
    char byte = '!', room[CMSG_SPACE(sizeof fd)] = { 0 };
    struct iovec one = { &byte, 1 };
    struct msghdr message = { .msg_iov = &one, .msg_iovlen = 1, .msg_control = room, .msg_controllen = sizeof room };
    struct cmsghdr *right = CMSG_FIRSTHDR(&message);
    right->cmsg_level = SOL_SOCKET;
    right->cmsg_type = SCM_RIGHTS;
    right->cmsg_len = CMSG_LEN(sizeof fd);
    memcpy(CMSG_DATA(right), &fd, sizeof fd);
    if (sendmsg(channel, &message, MSG_NOSIGNAL) == -1) die("sendmsg");
}

/* -1: nobody gives any more. 더 건네줄 쪽이 없다. */
static int take(int channel)
{
    char byte, room[CMSG_SPACE(sizeof(int))];
    struct iovec one = { &byte, 1 };
    struct msghdr message = { .msg_iov = &one, .msg_iovlen = 1, .msg_control = room, .msg_controllen = sizeof room };
    int fd = -1;
    if (recvmsg(channel, &message, 0) <= 0) return -1;
    struct cmsghdr *right = CMSG_FIRSTHDR(&message);
    if (right != NULL && right->cmsg_type == SCM_RIGHTS) memcpy(&fd, CMSG_DATA(right), sizeof fd);
    return fd;
}

static void work(int channel)
{
    int talker;
    while ((talker = take(channel)) != -1) {
        char bytes[4096];
        ssize_t count;
        while ((count = recv(talker, bytes, sizeof bytes, 0)) > 0)
            for (ssize_t done = 0; done < count;) {
                ssize_t sent = send(talker, bytes + done, (size_t)(count - done), MSG_NOSIGNAL);
                if (sent == -1) break;
                done += sent;
            }
        close(talker);
    }
}

int main(void)
{
    struct sockaddr_in here = { .sin_family = AF_INET, .sin_port = htons(8080) };
    here.sin_addr.s_addr = htonl(INADDR_ANY);
    int on = 1, channel[2];

    if (socketpair(AF_UNIX, SOCK_STREAM, 0, channel) == -1) die("socketpair");
    pid_t worker = fork();
    if (worker == -1) die("fork");
    if (worker == 0) {
        close(channel[0]);
        work(channel[1]);
        close(channel[1]);
        _exit(0);
    }
    close(channel[1]);

    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener == -1) die("socket");
    if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1) die("setsockopt");
    if (bind(listener, (struct sockaddr *)&here, sizeof here) == -1) die("bind");
    if (listen(listener, SOMAXCONN) == -1) die("listen");
    for (;;) {
        int talker = accept(listener, NULL, NULL);
        if (talker == -1) die("accept");
        give(channel[0], talker);
        close(talker); /* the worker has it now. 이제 작업 프로세스가 갖고 있다. */
    }
}
