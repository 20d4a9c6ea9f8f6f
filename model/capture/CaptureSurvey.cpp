#include "model/capture/CaptureSurvey.h"

#include "model/base/UniqueFd.h"
#include "model/capture/CaptureReader.h"
#include "model/capture/RecordingFile.h"
#include "model/journal/PcapngLayout.h"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lab {

namespace {

/// Small enough to stay in the processor's cache while its frames are looked at.
constexpr std::size_t chunkSize = 256 << 10;

class Survey
{
public:
    /// false: a frame that takes more than this.
    bool take(const CapturedFrame& captured)
    {
        if (!m_zero)
            m_zero = captured.time;
        const Timestamp time = pcapng::journalTimeSince(*m_zero, captured.time);
        constexpr std::uint32_t ethernet = 1; // LINKTYPE_ETHERNET
        if (captured.linkType == ethernet) {
            see(captured.bytes, captured.fullLength, time);
            return true;
        }
        const Bytes frame = asEthernet(captured);
        if (frame.empty())
            return false;
        see(frame, captured.fullLength + frame.size() - captured.bytes.size(), time);
        return true;
    }

    TcpAnalysis analysis;

private:
    void see(ByteView frame, std::size_t fullLength, Timestamp time)
    {
        if (const auto segment = segmentIn(frame, fullLength))
            analysis.take(*segment, time);
    }

    std::optional<std::int64_t> m_zero;
};

} // namespace

std::optional<TcpAnalysis> surveyCapture(const std::string& path)
{
    const UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat about {};
    if (file.get() < 0 || ::fstat(file.get(), &about) != 0 || !S_ISREG(about.st_mode))
        return {};
    Survey survey;
    CaptureScanner scanner;
    Bytes room(chunkSize);
    std::size_t have = 0;
    bool known = false, good = true;
    while (true) {
        if (have == room.size())
            room.resize(room.size() * 2); // one block is larger than that; the scanner refuses what no writer makes
        const ssize_t got = ::read(file.get(), room.data() + have, room.size() - have);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got == 0 && known && have == 0 ? std::optional(std::move(survey.analysis)) : std::nullopt;
        have += static_cast<std::size_t>(got);
        const ByteView there(room.data(), have);
        if (!known) {
            if (!isCapture(there) || isOwnRecording(there, there.size() == static_cast<std::size_t>(about.st_size)) != false)
                return {};
            known = true;
        }
        const auto taken = scanner.scan(there, [&](const CapturedFrame& frame) { good = survey.take(frame) && good; });
        if (!taken || !good)
            return {};
        have -= *taken;
        std::copy_n(room.data() + *taken, have, room.data());
    }
}

} // namespace lab
