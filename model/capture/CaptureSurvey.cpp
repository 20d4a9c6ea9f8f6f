#include "model/capture/CaptureSurvey.h"

#include "model/base/UniqueFd.h"
#include "model/capture/CaptureReader.h"
#include "model/capture/RecordingFile.h"
#include "model/journal/PcapngLayout.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <condition_variable>
#include <future>
#include <mutex>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lab {

namespace {

/// Small enough to stay in the processor's cache while its frames are looked at.
constexpr std::size_t chunkSize = 256 << 10;

struct TimedSegment
{
    TcpSegment segment;
    Timestamp time;
};

/// From the thread that reads to the one that judges: a ring of batches, large enough that handing one over costs nothing beside
/// it, and small enough to stay in the processor's cache.
class SegmentBatches
{
public:
    static constexpr std::size_t batchSize = 2048;

    /// Of the reader. A place to write the next segment to, and taking it back: it was none.
    TimedSegment& place() { return filling().emplace_back(); }
    void takeBack() { filling().pop_back(); }

    /// Of the reader, after each. false: nobody judges any more.
    bool wanted() { return filling().size() < batchSize || handOver(); }

    /// Of the reader, at its end: there will be no more.
    void close()
    {
        handOver();
        const std::lock_guard lock(m_mutex);
        m_closed = true;
        m_changed.notify_all();
    }

    /// Of the judge; the batch before is free again. Null: that was all.
    const std::vector<TimedSegment>* next()
    {
        std::unique_lock lock(m_mutex);
        if (m_lent) {
            m_ring[m_judged++ % ringSize].clear();
            m_lent = false;
            m_changed.notify_all();
        }
        m_changed.wait(lock, [&] { return m_judged < m_filled || m_closed; });
        m_lent = m_judged < m_filled;
        return m_lent ? &m_ring[m_judged % ringSize] : nullptr;
    }

    /// Of a judge that has to give up.
    void abandon()
    {
        const std::lock_guard lock(m_mutex);
        m_abandoned = true;
        m_changed.notify_all();
    }

private:
    static constexpr std::size_t ringSize = 4;

    std::vector<TimedSegment>& filling() { return m_ring[m_filled % ringSize]; }

    bool handOver()
    {
        std::unique_lock lock(m_mutex);
        ++m_filled;
        m_changed.notify_all();
        m_changed.wait(lock, [&] { return m_filled - m_judged < ringSize || m_abandoned; });
        return !m_abandoned;
    }

    std::array<std::vector<TimedSegment>, ringSize> m_ring; ///< [m_filled] is the reader's, the others behind m_judged the judge's
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::size_t m_filled = 0, m_judged = 0; ///< batches; written under the lock, m_filled read by the reader without
    bool m_lent = false, m_closed = false, m_abandoned = false;
};

TcpAnalysis judged(SegmentBatches& batches)
{
    TcpAnalysis analysis;
    try {
        while (const auto* batch = batches.next()) {
            const TimedSegment* const end = batch->data() + batch->size();
            for (const TimedSegment* one = batch->data(); one != end; ++one) {
                // Another processor wrote them, into its own cache: they are on their way here while one is judged.
                if (constexpr int ahead = 8; end - one > ahead)
                    __builtin_prefetch(one + ahead);
                analysis.take(one->segment, one->time);
            }
        }
    } catch (...) {
        batches.abandon();
        throw;
    }
    return analysis;
}

/// Of one frame after the other, those that are TCP segments.
class Survey
{
public:
    explicit Survey(SegmentBatches& batches)
        : m_batches(batches)
    {
    }

    /// false: a frame that takes more than this.
    bool take(const CapturedFrame& captured)
    {
        if (!m_zero)
            m_zero = captured.time;
        const Timestamp time = pcapng::journalTimeSince(*m_zero, captured.time);
        if (captured.linkType == pcapng::linkTypeEthernet)
            return see(captured.bytes, captured.fullLength, time);
        const Bytes frame = asEthernet(captured);
        return !frame.empty() && see(frame, captured.fullLength + frame.size() - captured.bytes.size(), time);
    }

private:
    bool see(ByteView frame, std::size_t fullLength, Timestamp time)
    {
        TimedSegment& next = m_batches.place();
        next.time = time;
        if (readSegment(frame, fullLength, next.segment))
            return m_batches.wanted();
        m_batches.takeBack();
        return true;
    }

    SegmentBatches& m_batches;
    std::optional<std::int64_t> m_zero;
};

/// false: no whole, plain capture of another program.
bool read(int file, std::size_t fileSize, SegmentBatches& batches)
{
    Survey survey(batches);
    CaptureScanner scanner;
    Bytes room(chunkSize);
    std::size_t have = 0;
    bool known = false, good = true;
    while (true) {
        if (have == room.size())
            room.resize(room.size() * 2); // one block is larger than that; the scanner refuses what no writer makes
        const ssize_t got = ::read(file, room.data() + have, room.size() - have);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got == 0 && known && have == 0;
        have += static_cast<std::size_t>(got);
        const ByteView there(room.data(), have);
        if (!known) {
            if (!isCapture(there) || isOwnRecording(there, there.size() == fileSize) != false)
                return false;
            known = true;
        }
        const auto taken = scanner.scan(there, [&](const CapturedFrame& frame) { good = good && survey.take(frame); });
        if (!taken || !good)
            return false;
        have -= *taken;
        std::copy_n(room.data() + *taken, have, room.data());
    }
}

} // namespace

std::optional<TcpAnalysis> surveyCapture(const std::string& path)
{
    const UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat about {};
    if (file.get() < 0 || ::fstat(file.get(), &about) != 0 || !S_ISREG(about.st_mode))
        return {};
    SegmentBatches batches;
    std::future<TcpAnalysis> analysis;
    try {
        analysis = std::async(std::launch::async, [&] { return judged(batches); });
    } catch (const std::system_error&) { // no second thread is allowed here
        return {};
    }
    bool whole = false;
    try {
        whole = read(file.get(), static_cast<std::size_t>(about.st_size), batches);
    } catch (...) { // no memory: without an end the judge would be waited for
        batches.close();
        throw;
    }
    batches.close();
    TcpAnalysis result = analysis.get();
    return whole ? std::optional(std::move(result)) : std::nullopt;
}

} // namespace lab
