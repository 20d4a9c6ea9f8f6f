#pragma once
// CommandInput: the engine's input as lines. It never waits for the rest of one.

#include <deque>
#include <string>

namespace lab {

class CommandInput
{
public:
    explicit CommandInput(int fd); ///< made non-blocking here, not owned

    int fd() const { return m_fd; }

    /// Takes what there is now. false: its end. Throws SystemError at a line of more than 8 MB.
    bool read();

    bool empty() const { return m_lines.empty(); }

    std::string next(); ///< the oldest line; there must be one

private:
    int m_fd;
    std::string m_unfinished;
    std::deque<std::string> m_lines;
};

} // namespace lab
