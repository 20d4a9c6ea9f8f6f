#pragma once
// FollowedFile: a file that another program may still be writing: what is new in it, and whether it is still the same one.
// It looks when it is asked; who asks knows when.

#include "model/base/Bytes.h"
#include "model/base/Result.h"
#include "model/base/UniqueFd.h"

#include <string>

namespace lab {

class FollowedFile
{
public:
    enum class Fate { Same, Truncated, Rewritten, Replaced, Removed };

    /// An ordinary file; of others (a pipe) ordinary() is false, and nothing is to be followed.
    static Result<FollowedFile> open(const std::string& path);

    bool ordinary() const { return m_ordinary; }

    UniqueFd release() { return std::move(m_fd); }

    UniqueFd again() const; ///< the same file a second time, also when it has another name by now; none: no more files may be open

    /// What was written since the last time, at most so much; empty: nothing, or fate() is no longer Same.
    /// `front`: what is to lie in front of them.
    Result<Bytes> read(std::size_t most, ByteView front = {});

    /// Asked after read() had nothing: the file under that name. What a removed or replaced one still had was read before.
    Fate fate() const { return m_fate; }

    void skip(ByteView written); ///< what we have appended ourselves

    const std::string& path() const { return m_path; }

    std::uint64_t offset() const { return m_offset; } ///< bytes read

private:
    FollowedFile() = default;
    Fate look() const;
    void remember(ByteView bytes);

    std::string m_path;
    UniqueFd m_fd;
    bool m_ordinary = false;
    std::uint64_t m_offset = 0;
    Bytes m_tail; ///< the last bytes read: a file that was begun anew and is longer by now has others there
    Fate m_fate = Fate::Same;
};

} // namespace lab
