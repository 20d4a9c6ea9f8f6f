/* For ProgramsLikeStraceTest: signals while calls wait, with and without SA_RESTART (signal(7)). */
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

static char bytes[10];
static int other = -1;

static void ring(int number)
{
    (void)number;
    if (other >= 0)
        write(other, "x", 1);
}

/* An alarm in 50 ms; after it calls go on if `flags` is SA_RESTART. */
static void alarmSoon(int flags)
{
    struct sigaction action;
    struct itimerval time = {{0, 0}, {0, 50000}};
    memset(&action, 0, sizeof action);
    action.sa_handler = ring;
    action.sa_flags = flags;
    sigaction(SIGALRM, &action, 0);
    setitimer(ITIMER_REAL, &time, 0);
}

int main(void)
{
    int pair[2];
    struct timeval patience = {5, 0}, none = {0, 0};
    int talker = socket(AF_INET, SOCK_DGRAM, 0);
    struct pollfd watched = {talker, POLLIN, 0};
    alarmSoon(0);
    recv(talker, bytes, sizeof bytes, 0);
    alarmSoon(SA_RESTART);
    poll(&watched, 1, 5000); /* never made again after a handler, SA_RESTART or not */
    setsockopt(talker, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    alarmSoon(SA_RESTART);
    recv(talker, bytes, sizeof bytes, 0); /* nor with a time limit */
    setsockopt(talker, SOL_SOCKET, SO_RCVTIMEO, &none, sizeof none);
    socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
    other = pair[1];
    alarmSoon(SA_RESTART);
    recv(pair[0], bytes, sizeof bytes, 0); /* made again, and finds what the handler wrote */
    return 0;
}
