#include "model/base/FileReplace.h"

#include "model/base/UniqueFd.h"

#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <sys/stat.h>

// Theory: rename(2) replaces a file in one step, but only what fsync(2) has brought to the disk before it survives a
// power cut; the folder is synced after it for the same reason. Some file systems report a full disk only at fsync or
// close.

namespace lab {

namespace {

Status writeAll(int fd, ByteView bytes)
{
    while (!bytes.empty()) {
        const ssize_t wrote = ::write(fd, bytes.data(), bytes.size());
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote < 0)
            return Error {std::strerror(errno)};
        bytes = bytes.subspan(static_cast<std::size_t>(wrote));
    }
    return Nothing {};
}

Status toDisk(int fd)
{
    if (::fsync(fd) < 0)
        return Error {std::strerror(errno)};
    return Nothing {};
}

/// Removes the file unless it was renamed into place.
class TemporaryFile
{
public:
    explicit TemporaryFile(const std::filesystem::path& target)
    {
        static std::atomic<unsigned> counter {0};
        m_path = target;
        m_path += ".part-" + std::to_string(::getpid()) + "-" + std::to_string(counter++);
        m_fd.reset(::open(m_path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    }

    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    ~TemporaryFile()
    {
        if (m_fd && !m_renamed)
            ::unlink(m_path.c_str());
    }

    int fd() const { return m_fd.get(); }

    bool renameTo(const std::filesystem::path& target)
    {
        m_renamed = ::rename(m_path.c_str(), target.c_str()) == 0;
        return m_renamed;
    }

private:
    std::filesystem::path m_path;
    UniqueFd m_fd;
    bool m_renamed = false;
};

} // namespace

Status replaceFile(const std::string& path, ByteView content)
{
    return replaceFile(path, [content](const PutBytes& put) { return put(content); });
}

Status replaceFile(const std::string& path, const std::function<Status(const PutBytes&)>& write)
{
    const auto failed = [&](const std::string& why) {
        return Error {path + " was not saved: " + why + "; nothing was changed."};
    };
    std::error_code error;
    std::filesystem::path target = path;
    if (std::filesystem::exists(target, error)) {
        target = std::filesystem::canonical(target, error); // keeps a symbolic link, replaces what it points to
        if (error || !std::filesystem::is_regular_file(target, error))
            return failed("it is not a regular file");
    }
    {
        TemporaryFile file(target);
        if (file.fd() < 0)
            return failed(std::strerror(errno));

        struct stat before
        {
        };

        if (::stat(target.c_str(), &before) == 0)
            (void)::fchmod(file.fd(), before.st_mode & 07777); // best effort: the content matters more
        const Status wrote = write([&file](ByteView piece) { return writeAll(file.fd(), piece); });
        if (const Status safe = wrote ? toDisk(file.fd()) : wrote; !safe)
            return failed(safe.error().message);
        if (!file.renameTo(target))
            return failed(std::strerror(errno));
    }
    const std::filesystem::path folder = target.has_parent_path() ? target.parent_path() : ".";
    const UniqueFd opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened)
        ::fsync(opened.get());
    return Nothing {};
}

} // namespace lab
