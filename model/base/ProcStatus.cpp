#include "model/base/ProcStatus.h"

#include "model/base/UniqueFd.h"

#include <algorithm>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

namespace lab {

std::string contentsOf(const std::string& path)
{
    constexpr std::size_t most = 16 * 1024 * 1024;
    const UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    std::string all;
    char chunk[4096];
    for (auto count = file ? ::read(file.get(), chunk, sizeof chunk) : -1; count > 0 && all.size() < most;
         count = ::read(file.get(), chunk, sizeof chunk))
        all.append(chunk, static_cast<std::size_t>(count));
    return all;
}

std::int64_t statusNumber(pid_t tid, const char* field)
{
    const std::string text = "\n" + contentsOf("/proc/" + std::to_string(tid) + "/status");
    // The first line has the process's name, in which the kernel escapes a newline: no field can be feigned there.
    const std::string label = std::string("\n") + field + ":";
    const std::size_t at = text.find(label);
    return at == std::string::npos ? -1 : std::strtoll(text.c_str() + at + label.size(), nullptr, 10);
}

char stateOf(pid_t tid)
{
    const std::string text = contentsOf("/proc/" + std::to_string(tid) + "/status");
    const std::size_t at = text.find("\nState:\t");
    return at == std::string::npos || at + 8 >= text.size() ? '\0' : text[at + 8];
}

std::string commandNameOf(pid_t pid)
{
    std::string name = contentsOf("/proc/" + std::to_string(pid) + "/comm");
    while (!name.empty() && name.back() == '\n')
        name.pop_back();
    return name;
}

std::string commandLineOf(pid_t pid)
{
    std::string words = contentsOf("/proc/" + std::to_string(pid) + "/cmdline");
    while (!words.empty() && words.back() == '\0')
        words.pop_back();
    std::replace(words.begin(), words.end(), '\0', ' ');
    return words;
}

std::int64_t statNumber(pid_t pid, int number)
{
    const std::string text = contentsOf("/proc/" + std::to_string(pid) + "/stat");
    std::size_t at = text.rfind(')'); // the name before it may contain anything
    for (int field = 2; field < number && at != std::string::npos; ++field)
        at = text.find(' ', at + 1);
    return at == std::string::npos ? -1 : std::strtoll(text.c_str() + at + 1, nullptr, 10);
}

} // namespace lab
