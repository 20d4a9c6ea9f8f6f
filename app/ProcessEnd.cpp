#include "app/ProcessEnd.h"

#include "model/base/UniqueFd.h"

#include <cerrno>
#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>

namespace lab {

bool waitAtMost(pid_t pid, int milliseconds, int& status)
{
    const UniqueFd pidfd(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
    pollfd watched {pidfd.get(), POLLIN, 0};
    if (pidfd)
        while (::poll(&watched, 1, milliseconds) < 0 && errno == EINTR) { }
    return ::waitpid(pid, &status, pidfd ? WNOHANG : 0) == pid;
}

} // namespace lab
