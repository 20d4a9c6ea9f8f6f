#include "model/engine/CommandInput.h"

#include "model/engine/SystemCall.h"

#include <fcntl.h>
#include <unistd.h>

namespace lab {

namespace {

constexpr std::size_t longestCommand = 8 * 1024 * 1024;

} // namespace

CommandInput::CommandInput(int fd) : m_fd(fd)
{
    sys("fcntl(O_NONBLOCK)", ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK));
}

bool CommandInput::read()
{
    char chunk[65536];
    for (;;) {
        const auto length = ::read(m_fd, chunk, sizeof chunk);
        if (length < 0 && errno == EINTR)
            continue;
        if (length < 0 && errno == EAGAIN)
            return true;
        if (length <= 0)
            return false;
        m_unfinished.append(chunk, static_cast<std::size_t>(length));
        for (std::size_t end = m_unfinished.find('\n'); end != std::string::npos; end = m_unfinished.find('\n')) {
            m_lines.push_back(m_unfinished.substr(0, end));
            m_unfinished.erase(0, end + 1);
        }
        if (m_unfinished.size() > longestCommand)
            throw SystemError("a command line of more than 8 MB", EMSGSIZE);
    }
}

std::string CommandInput::next()
{
    std::string line = std::move(m_lines.front());
    m_lines.pop_front();
    return line;
}

} // namespace lab
