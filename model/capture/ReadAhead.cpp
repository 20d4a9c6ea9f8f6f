#include "model/capture/ReadAhead.h"

#include <system_error>
#include <utility>

namespace lab {

ReadAhead::ReadAhead(FollowedFile file, RecordingStream stream)
    : m_file(std::move(file))
    , m_stream(std::move(stream))
    , m_offset(m_file.offset())
    , m_asked(true)
{
}

bool ReadAhead::begin(Journal& journal)
try {
    UniqueFd again = m_file.again();
    if (!again)
        return false;
    m_thread = std::thread([this] { run(); });
    journal.readAgainFrom(std::move(again), m_file.path());
    return true;
} catch (const std::system_error&) {
    return false;
}

void ReadAhead::tell(std::function<void()> ready)
{
    const std::lock_guard lock(m_mutex);
    m_ready = std::move(ready);
}

bool ReadAhead::isAwaited()
{
    return m_ready && std::exchange(m_asked, false);
}

void ReadAhead::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_wanted = false;
    }
    m_changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void ReadAhead::run()
{
    std::exception_ptr thrown;
    try {
        while (!m_stream.broken()) {
            auto bytes = m_file.read(piece, m_stream.half());
            if (!bytes)
                m_error = bytes.error();
            if (!bytes || bytes->empty())
                break;
            CapturedPart part = m_stream.read(std::move(*bytes));
            part.leave();
            if (!hand(std::move(part)))
                break;
        }
    } catch (...) {
        thrown = std::current_exception();
    }
    bool asked = false;
    {
        const std::lock_guard lock(m_mutex);
        m_thrown = thrown;
        m_ended = true;
        asked = isAwaited();
    }
    m_changed.notify_all();
    if (asked)
        m_ready();
}

bool ReadAhead::hand(CapturedPart part)
{
    bool asked = false, wanted = false;
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_waiting.size() < mostWaiting || !m_wanted; });
        m_waiting.push_back({std::move(part), m_file.offset()}); // also the last one: its bytes are read
        asked = isAwaited();
        wanted = m_wanted;
    }
    m_changed.notify_all();
    if (asked)
        m_ready();
    return wanted;
}

std::optional<CapturedPart> ReadAhead::taken()
{
    if (m_waiting.empty()) {
        m_asked = !m_ended;
        if (m_thrown)
            std::rethrow_exception(std::exchange(m_thrown, nullptr));
        return {};
    }
    CapturedPart part = std::move(m_waiting.front().part);
    m_offset = m_waiting.front().offset;
    m_waiting.pop_front();
    if (m_waiting.size() + 1 == mostWaiting)
        m_changed.notify_all();
    return part;
}

std::optional<CapturedPart> ReadAhead::next()
{
    const std::lock_guard lock(m_mutex);
    return taken();
}

std::optional<CapturedPart> ReadAhead::waitForNext()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !m_waiting.empty() || m_ended; });
    return taken();
}

bool ReadAhead::over() const
{
    const std::lock_guard lock(m_mutex);
    return m_ended && m_waiting.empty();
}

std::uint64_t ReadAhead::offset() const
{
    const std::lock_guard lock(m_mutex);
    return m_offset;
}

} // namespace lab
