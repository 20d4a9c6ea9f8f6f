#include "model/base/FileAppend.h"

#include "model/base/UniqueFd.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

// Theory: O_APPEND writes at the end whatever else happens (write(2)); a write that was cut short, by a full disk, is taken
// back with ftruncate(2) to the size before it. flock(2) keeps two windows that have the same file open from one another
// between the look at the size and the end of the writing.

namespace lab {

Status appendToFile(const std::string& path, std::uint64_t size, ByteView bytes)
{
    const auto failed = [&](const std::string& why) { return Error {path + " can't be added to: " + why + "; nothing was changed."}; };
    const UniqueFd file(::open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC | O_NONBLOCK)); // a FIFO has no size to keep
    if (!file)
        return failed(std::strerror(errno));
    struct stat status
    {
    };
    if (::flock(file.get(), LOCK_EX) != 0 || ::fstat(file.get(), &status) != 0)
        return failed(std::strerror(errno));
    if (!S_ISREG(status.st_mode))
        return failed("it is not a regular file");
    if (static_cast<std::uint64_t>(status.st_size) != size)
        return failed("it has " + std::to_string(status.st_size) + " bytes and the recording that was opened has "
                      + std::to_string(size) + " (changed meanwhile, packed, or damaged at its end)");
    int problem = 0;
    while (!bytes.empty() && problem == 0) {
        const ssize_t wrote = ::write(file.get(), bytes.data(), bytes.size());
        if (wrote >= 0)
            bytes = bytes.subspan(static_cast<std::size_t>(wrote));
        else if (errno != EINTR)
            problem = errno;
    }
    if (problem == 0 && ::fsync(file.get()) != 0)
        problem = errno;
    if (problem == 0)
        return Nothing {};
    if (::ftruncate(file.get(), static_cast<off_t>(size)) != 0)
        return Error {path + " was added to in part: " + std::strerror(problem) + "; what was in it before is whole."};
    return failed(std::strerror(problem));
}

} // namespace lab
