/* The other end of every-way-server.c. */
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

int main(void)
{
    int pipes[2], spare, u;
    fd_set reading;
    struct timeval time = {5, 0};
    struct pollfd watched = {0, POLLIN};
    prepare();
    int file = open("/proc/self/exe", O_RDONLY);
    read(file, bytes, 1);
    int talker = socket(AF_INET, SOCK_STREAM, 0);
    spare = dup(talker);
    dup2(file, spare);
    close(spare);
    fcntl(talker, F_GETFL);
    if (connect(talker, (struct sockaddr*)&address, sizeof address))
        return 1;
    pipe(pipes);
    write(pipes[1], "abc", 3);
    splice(pipes[0], 0, talker, 0, 3, 0);
    sendfile(talker, file, 0, 3);
    FD_ZERO(&reading);
    FD_SET(talker, &reading);
    select(talker + 1, &reading, 0, 0, &time);
    watched.fd = talker;
    poll(&watched, 1, 5000);
    watched.fd = pipes[0];
    poll(&watched, 1, 0);
    recv(talker, bytes, 6, MSG_WAITALL);
    read(talker, bytes, 1);
    close(talker);
    u = socket(AF_INET, SOCK_DGRAM, 0);
    struct mmsghdr two[2] = {{message, 0}, {message, 0}};
    address.sin_addr.s_addr = inet_addr("10.9.0.1");
    bind(u, (struct sockaddr*)&address, sizeof address);
    connect(u, (struct sockaddr*)&address, sizeof address);
    sendmmsg(u, two, 2, 0);
    recvmmsg(u, two, 2, MSG_DONTWAIT, 0);
    recv(u, bytes, 1, MSG_DONTWAIT);
    close(u);
    return 0;
}
