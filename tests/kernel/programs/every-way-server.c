/* For ProgramsLikeStraceTest: waits and moves bytes in every way there is, and makes mistakes on purpose. Each call
   stands on a line that names it. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>
static struct sockaddr_in address = {.sin_family = AF_INET};
static char bytes[100];
static struct iovec vectors[] = {{"one", 3}, {"two", 3}};
static struct msghdr message = {.msg_iov = vectors, .msg_iovlen = 2};

static void prepare(void)
{
    address.sin_port = htons(7010);
    address.sin_addr.s_addr = inet_addr("10.9.0.2");
}

static void* echo(void* talker)
{
    int s = *(int*)talker;
    recvmsg(s, &(struct msghdr) {.msg_iov = &(struct iovec) {bytes, 6}, .msg_iovlen = 1}, MSG_WAITALL);
    sendmsg(s, &message, MSG_NOSIGNAL);
    shutdown(s, SHUT_WR);
    close(s);
    return 0;
}

int main(void)
{
    pthread_t thread;
    struct epoll_event event = {.events = EPOLLIN}, found[4];
    int on = 1, left, pair[2], talker;
    prepare();
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    ioctl(listener, FIONBIO, &on);
    bind(listener, (struct sockaddr*)&address, sizeof address);
    epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event);
    listen(listener, 5);
    epoll_wait(epoll, found, 4, -1);
    talker = accept4(listener, 0, 0, SOCK_CLOEXEC);
    epoll_ctl(epoll, EPOLL_CTL_DEL, listener, 0);
    close(epoll);
    close(epoll);
    accept(listener, 0, 0);
    pthread_create(&thread, 0, echo, &talker);
    pthread_join(thread, 0);
    socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
    if (fork() == 0) {
        close(pair[0]);
        writev(pair[1], vectors, 2);
        _exit(0);
    }
    close(pair[1]);
    wait(0);
    ioctl(pair[0], FIONREAD, &left);
    readv(pair[0], (struct iovec[]) {{bytes, 2}, {bytes + 2, 50}}, 2);
    read(pair[0], bytes, 1);
    close(pair[0]);
    close(listener);
    close(listener);
    send(listener, "x", 1, 0);
    return 0;
}
