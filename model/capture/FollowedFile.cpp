#include "model/capture/FollowedFile.h"

#include "model/base/FileRead.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lab {

namespace {

constexpr std::size_t tailLength = 64; ///< more than any two records have in common at their end

} // namespace

Result<FollowedFile> FollowedFile::open(const std::string& path)
{
    FollowedFile file;
    file.m_path = path;
    file.m_fd.reset(::open(path.c_str(), O_RDONLY | O_CLOEXEC));

    struct stat status
    {
    };

    if (!file.m_fd || ::fstat(file.m_fd.get(), &status) != 0)
        return cannotBeRead(path, errno);
    if (S_ISDIR(status.st_mode))
        return cannotBeRead(path, EISDIR);
    file.m_ordinary = S_ISREG(status.st_mode);
    return file;
}

UniqueFd FollowedFile::again() const
{
    return UniqueFd(::fcntl(m_fd.get(), F_DUPFD_CLOEXEC, 0));
}

Result<Bytes> FollowedFile::read(std::size_t most, ByteView front)
{
    if (m_fate != Fate::Same)
        return Bytes();

    struct stat status
    {
    };

    if (::fstat(m_fd.get(), &status) != 0)
        return cannotBeRead(m_path, errno);
    const auto size = static_cast<std::uint64_t>(status.st_size);
    if (size > m_offset) {
        const auto tail = readFileAt(m_fd.get(), m_offset - m_tail.size(), m_tail.size(), m_path);
        if (!tail || *tail != m_tail) {
            m_fate = Fate::Rewritten;
            return tail ? Result<Bytes>(Bytes()) : tail;
        }
        const std::size_t there = static_cast<std::size_t>(std::min<std::uint64_t>(most, size - m_offset));
        auto bytes = readFileAt(m_fd.get(), m_offset, there, m_path, front);
        if (!bytes || bytes->size() == front.size())
            return bytes ? Result<Bytes>(Bytes()) : bytes;
        remember(ByteView(*bytes).subspan(front.size()));
        return bytes;
    }
    m_fate = size < m_offset ? Fate::Truncated : look();
    return Bytes();
}

FollowedFile::Fate FollowedFile::look() const
{
    struct stat here
    {
    };

    struct stat there
    {
    };

    if (::fstat(m_fd.get(), &here) != 0 || ::stat(m_path.c_str(), &there) != 0)
        return errno == ENOENT ? Fate::Removed : Fate::Same; // a folder that can't be searched now says nothing of the file
    return here.st_ino == there.st_ino && here.st_dev == there.st_dev ? Fate::Same : Fate::Replaced;
}

void FollowedFile::skip(ByteView written)
{
    remember(written);
}

void FollowedFile::remember(ByteView bytes)
{
    m_offset += bytes.size();
    m_tail.insert(m_tail.end(), bytes.end() - static_cast<std::ptrdiff_t>(std::min(bytes.size(), tailLength)), bytes.end());
    if (m_tail.size() > tailLength)
        m_tail.erase(m_tail.begin(), m_tail.end() - static_cast<std::ptrdiff_t>(tailLength));
}

} // namespace lab
