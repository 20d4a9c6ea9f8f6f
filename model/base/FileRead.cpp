#include "model/base/FileRead.h"

#include "model/base/UniqueFd.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lab {

Error cannotBeRead(const std::string& path, int errnum)
{
    return Error {path + " cannot be read: " + std::strerror(errnum)};
}

Result<Bytes> readFile(const std::string& path, const std::function<Status(ByteView)>& begins)
{
    const bool standardInput = path == "-";
    const auto cannotRead = [&](int errnum) { return cannotBeRead(standardInput ? "standard input" : path, errnum); };
    const UniqueFd opened(standardInput ? -1 : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    const int fd = standardInput ? STDIN_FILENO : opened.get();

    struct stat status
    {
    };

    if (fd < 0 || ::fstat(fd, &status) < 0)
        return cannotRead(errno);
    if (S_ISDIR(status.st_mode))
        return cannotRead(EISDIR);
    static constexpr std::size_t chunk = 1 << 20;
    Bytes bytes(S_ISREG(status.st_mode) ? static_cast<std::size_t>(status.st_size) + 1 : chunk);
    std::size_t length = 0;
    for (bool looked = false;;) {
        if (length == bytes.size())
            bytes.resize(bytes.size() + std::max(chunk, bytes.size() / 2));
        const ssize_t got = ::read(fd, bytes.data() + length, bytes.size() - length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return cannotRead(errno);
        length += static_cast<std::size_t>(got);
        if (begins && !looked && length > 0 && (length >= 4 || got == 0)) {
            looked = true;
            if (const Status known = begins({bytes.data(), length}); !known)
                return known.error();
        }
        if (got == 0)
            break;
    }
    bytes.resize(length);
    return bytes;
}

Result<std::size_t> readFileInto(int fd, std::uint64_t offset, std::span<std::uint8_t> place, const std::string& path)
{
    std::size_t length = 0;
    while (length < place.size()) {
        const ssize_t got = ::pread(fd, place.data() + length, place.size() - length, static_cast<off_t>(offset + length));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return cannotBeRead(path, errno);
        if (got == 0)
            break;
        length += static_cast<std::size_t>(got);
    }
    return length;
}

Result<Bytes> readFileAt(int fd, std::uint64_t offset, std::size_t most, const std::string& path, ByteView front)
{
    Bytes bytes(front.size() + most);
    std::copy(front.begin(), front.end(), bytes.begin());
    const auto length = readFileInto(fd, offset, std::span(bytes).subspan(front.size()), path);
    if (!length)
        return length.error();
    bytes.resize(front.size() + *length);
    return bytes;
}

} // namespace lab
