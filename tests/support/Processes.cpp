#include "tests/support/Processes.h"

#include "model/base/UniqueFd.h"

#include <chrono>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace lab::tests {

namespace {

std::string contentsOf(const std::string& path)
{
    const UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    std::string all;
    char chunk[4096];
    for (auto count = file ? ::read(file.get(), chunk, sizeof chunk) : -1; count > 0;
         count = ::read(file.get(), chunk, sizeof chunk))
        all.append(chunk, static_cast<std::size_t>(count));
    return all;
}

} // namespace

std::string markDescendants()
{
    static int count = 0;
    const std::string mark = "mark-" + std::to_string(::getpid()) + "-" + std::to_string(++count) + "-";
    ::setenv("SOCKETLAB_TEST_MARK", mark.c_str(), 1);
    return mark;
}

std::vector<pid_t> marked(const std::string& mark)
{
    std::vector<pid_t> found;
    DIR* proc = ::opendir("/proc");
    while (const dirent* entry = ::readdir(proc)) {
        const auto pid = static_cast<pid_t>(std::atoi(entry->d_name));
        if (pid <= 0 || pid == ::getpid())
            continue;
        // A zombie has no environment any more: it is gone as far as anybody can notice.
        if (contentsOf(std::string("/proc/") + entry->d_name + "/environ").find("SOCKETLAB_TEST_MARK=" + mark)
            != std::string::npos)
            found.push_back(pid);
    }
    ::closedir(proc);
    return found;
}

std::vector<pid_t> survivors(const std::string& mark, int milliseconds)
{
    using Clock = std::chrono::steady_clock;
    const auto deadline = Clock::now() + std::chrono::milliseconds(milliseconds);
    for (;;) {
        const auto left = marked(mark);
        const auto rest = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
        if (left.empty() || rest <= 0)
            return left;
        // Woken by the end of the first of them.
        const UniqueFd pidfd(static_cast<int>(::syscall(SYS_pidfd_open, left.front(), 0)));
        pollfd watched {pidfd.get(), POLLIN, 0};
        if (pidfd)
            ::poll(&watched, 1, static_cast<int>(rest));
    }
}

std::string namesOf(const std::vector<pid_t>& pids)
{
    std::string names;
    for (const pid_t pid : pids)
        names += std::to_string(pid) + " " + contentsOf("/proc/" + std::to_string(pid) + "/comm");
    return names;
}

} // namespace lab::tests
