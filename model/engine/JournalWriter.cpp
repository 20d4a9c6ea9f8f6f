#include "model/engine/JournalWriter.h"

#include "model/engine/SystemCall.h"

#include <fcntl.h>
#include <sys/socket.h>

namespace lab {

JournalWriter::JournalWriter(int pipe, const std::string& file, std::int64_t wallClockOfZero)
    : m_pipe(pipe), m_path(file), m_wallClockOfZero(wallClockOfZero), m_fresh(journalHeader(wallClockOfZero))
{
    sys("fcntl(O_NONBLOCK)", ::fcntl(pipe, F_SETFL, ::fcntl(pipe, F_GETFL) | O_NONBLOCK));
    // A socket (the window's) holds 208 kB by default: a burst of packets would wait for the reader's every turn.
    const int large = 4 * 1024 * 1024;
    ::setsockopt(pipe, SOL_SOCKET, SO_SNDBUF, &large, sizeof large);
    if (!file.empty())
        m_file.reset(sys("creating " + file, ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)));
}

void JournalWriter::append(Timestamp time, const EventBody& body)
{
    encodeEvent(time, body, m_wallClockOfZero, m_fresh);
    ++m_events;
}

void JournalWriter::append(const SentFrame& sent, Timestamp time)
{
    encodePacket(sent, time, m_wallClockOfZero, m_fresh);
    ++m_events;
}

int JournalWriter::flush()
{
    const int failed = writeFile();
    if (m_taken == m_waiting.size()) {
        m_waiting.clear();
        m_taken = 0;
        std::swap(m_waiting, m_fresh);
    } else {
        // A reader that keeps up without ever catching up must not make this grow for ever.
        if (m_taken > m_waiting.size() / 2) {
            m_waiting.erase(m_waiting.begin(), m_waiting.begin() + static_cast<std::ptrdiff_t>(m_taken));
            m_taken = 0;
        }
        m_waiting.insert(m_waiting.end(), m_fresh.begin(), m_fresh.end());
        m_fresh.clear();
    }
    writePipe();
    return failed;
}

int JournalWriter::writeFile()
{
    if (!m_file || m_fresh.empty())
        return 0;
    std::size_t written = 0;
    while (written < m_fresh.size()) {
        const auto count = ::write(m_file.get(), m_fresh.data() + written, m_fresh.size() - written);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0) {
            const int failed = errno;
            // No half event at the end: what was recorded before stays readable.
            if (::ftruncate(m_file.get(), static_cast<off_t>(m_fileLength)) != 0)
                m_fileLength += written;
            m_file.reset();
            return failed;
        }
        written += static_cast<std::size_t>(count);
    }
    m_fileLength += written;
    return 0;
}

void JournalWriter::writePipe()
{
    while (m_taken < m_waiting.size() && !m_readerGone) {
        const auto count = ::write(m_pipe, m_waiting.data() + m_taken, m_waiting.size() - m_taken);
        if (count >= 0)
            m_taken += static_cast<std::size_t>(count);
        else if (errno == EAGAIN)
            return;
        else if (errno != EINTR)
            m_readerGone = true;
    }
}

} // namespace lab
