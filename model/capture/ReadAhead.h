#pragma once
// ReadAhead: a capture of another program that is there as a file, read to its end on a thread of its own. Whoever shows it takes over
// what follows from its bytes, part by part, when it has time. The bytes themselves are left in the file.

#include "model/capture/FollowedFile.h"
#include "model/capture/RecordingStream.h"

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace lab {

class ReadAhead
{
public:
    /// `stream` is of another program's capture, and has had what was read of the file.
    ReadAhead(FollowedFile file, RecordingStream stream);
    ~ReadAhead() { stop(); }

    ReadAhead(const ReadAhead&) = delete;
    ReadAhead& operator=(const ReadAhead&) = delete;

    /// `journal`, which all parts go into, will read them again there. False: no thread is allowed here, or no more open files.
    bool begin(Journal& journal);

    /// Of whoever takes the parts, once: called on the thread, whenever there is something again after next() had nothing.
    void tell(std::function<void()> ready);

    /// The next part; nothing: none is there yet, or over(). Throws what the thread threw (std::bad_alloc).
    std::optional<CapturedPart> next();
    std::optional<CapturedPart> waitForNext(); ///< nothing: over()

    bool over() const; ///< all parts were taken: the file has no more now, can't be read, or is damaged

    std::uint64_t offset() const; ///< bytes of the file in the parts that were taken

    void stop(); ///< the thread ends where it is, and is waited for

    // Once it is over(), or stopped.
    FollowedFile& file() { return m_file; }
    RecordingStream& stream() { return m_stream; }
    const std::optional<Error>& error() const { return m_error; } ///< of reading the file

private:
    static constexpr std::size_t piece = 64 << 10; ///< bytes at once: they stay in the processor's cache while they are looked at
    static constexpr std::size_t mostWaiting = 1024; ///< parts: a page that is built for a fifth of a second does not stop the reading

    struct Waiting
    {
        CapturedPart part;
        std::uint64_t offset = 0; ///< of the file, behind it
    };

    void run();
    bool hand(CapturedPart part); ///< false: nobody wants another
    bool isAwaited(); ///< under the lock; whoever waits is to be told
    std::optional<CapturedPart> taken(); ///< under the lock

    FollowedFile m_file; ///< these three are the thread's, until it has ended
    RecordingStream m_stream;
    std::optional<Error> m_error;
    mutable std::mutex m_mutex;
    std::function<void()> m_ready;
    std::condition_variable m_changed;
    std::deque<Waiting> m_waiting;
    std::exception_ptr m_thrown;
    std::uint64_t m_offset = 0;
    bool m_wanted = true, m_ended = false, m_asked = false; ///< asked: next() had nothing
    std::thread m_thread;
};

} // namespace lab
