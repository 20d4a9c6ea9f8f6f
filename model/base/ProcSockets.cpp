#include "model/base/ProcSockets.h"

#include <algorithm>
#include <cstdlib>
#include <dirent.h>
#include <memory>
#include <string_view>
#include <unistd.h>

namespace lab {

namespace {

struct CloseFolder
{
    void operator()(DIR* folder) const { ::closedir(folder); }
};
using Folder = std::unique_ptr<DIR, CloseFolder>;

} // namespace

std::vector<pid_t> processesNow()
{
    std::vector<pid_t> all;
    const Folder folder(::opendir("/proc"));
    while (const dirent* entry = folder ? ::readdir(folder.get()) : nullptr)
        if (const int pid = std::atoi(entry->d_name); pid > 0)
            all.push_back(pid);
    std::sort(all.begin(), all.end());
    return all;
}

std::vector<ProcSocket> socketsHeldBy(pid_t pid)
{
    constexpr std::string_view begins = "socket:[";
    std::vector<ProcSocket> sockets;
    const Folder folder(::opendir(("/proc/" + std::to_string(pid) + "/fd").c_str()));
    while (const dirent* entry = folder ? ::readdir(folder.get()) : nullptr) {
        char target[64] {};
        const auto length = ::readlinkat(::dirfd(folder.get()), entry->d_name, target, sizeof target - 1);
        if (length > 0 && std::string_view(target).starts_with(begins))
            sockets.push_back({std::atoi(entry->d_name), std::strtoull(target + begins.size(), nullptr, 10)});
    }
    std::sort(sockets.begin(), sockets.end(), [](const ProcSocket& a, const ProcSocket& b) { return a.fd < b.fd; });
    return sockets;
}

} // namespace lab
