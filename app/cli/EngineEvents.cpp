#include "app/cli/EngineEvents.h"

#include <chrono>
#include <csignal>
#include <cstdio>

#include <sys/signalfd.h>

namespace lab {

Status EngineEvents::read(const std::function<bool(const Event&)>& take)
{
    // Not until there is no more: an engine in a flood of events always has more, and its reader has a clock to look at.
    constexpr int mostChunks = 4;
    for (int count = 0; count < mostChunks; ++count) {
        const Bytes chunk = m_engine.read();
        if (chunk.empty())
            break;
        if (const auto kept = m_journal ? m_journal->feed(chunk) : Result<std::size_t>(0); !kept)
            return kept.error();
        m_decoder.feed(chunk);
        while (true) {
            const auto decoded = m_decoder.next();
            if (!decoded)
                return decoded.error();
            if (!*decoded)
                break;
            if (!take((*decoded)->event))
                return Nothing {};
        }
    }
    return Nothing {};
}

std::int64_t monotonicNs()
{
    return std::chrono::steady_clock::now().time_since_epoch().count();
}

int complain(const std::string& message)
{
    std::fflush(stdout);
    std::fprintf(stderr, "socketlab: %s\n", message.c_str());
    return couldNotRun;
}

UniqueFd endSignals()
{
    sigset_t ends;
    ::sigemptyset(&ends);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        ::sigaddset(&ends, signal);
    ::sigprocmask(SIG_BLOCK, &ends, nullptr);
    return UniqueFd(::signalfd(-1, &ends, SFD_CLOEXEC));
}

} // namespace lab
