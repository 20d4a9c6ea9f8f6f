#include "model/findings/BufferStory.h"

#include <algorithm>
#include <cctype>

namespace lab {

namespace {

constexpr std::size_t keptOfABuffer = 4096, mostBuffers = 64, mostSuspects = 32, keptOfTheStream = 16 * 1024;
/// Fewer could be chance: a program's own text may end like an old message.
constexpr std::size_t fewestStale = 3, mostStale = 8;

/// Letters or digits, and not one over and over: blanks and zeros are in many a program's own output.
bool isTelling(const std::string& stale)
{
    const auto letters =
        std::count_if(stale.begin(), stale.end(), [](unsigned char c) { return std::isalnum(c) != 0; });
    return static_cast<std::size_t>(letters) >= fewestStale
        && stale.find_first_not_of(stale.front()) != std::string::npos;
}

std::string textOf(ByteView bytes, std::size_t most)
{
    return {reinterpret_cast<const char*>(bytes.data()), std::min(bytes.size(), most)};
}

void keepEnd(std::string& text, std::size_t most)
{
    if (text.size() > most)
        text.erase(0, text.size() - most);
}

} // namespace

void BufferStory::received(CallId call, const SourcePlace& place, std::uint64_t address, ByteView bytes)
{
    const std::string fresh = textOf(bytes, keptOfABuffer);
    m_stream += fresh;
    keepEnd(m_stream, keptOfTheStream);
    if (m_buffers.size() >= mostBuffers && !m_buffers.contains(address))
        m_buffers.clear();
    std::string& content = m_buffers[address];
    if (!fresh.empty() && fresh.size() < content.size() && fresh.find('\0') == std::string::npos) {
        std::string stale = content.substr(fresh.size(), mostStale);
        stale.resize(std::min(stale.size(), stale.find('\0')));
        if (isTelling(stale)) {
            m_suspects.push_back({call, place, fresh.size(), stale, fresh + stale});
            if (m_suspects.size() > mostSuspects)
                m_suspects.pop_front();
        }
    }
    content.replace(0, std::min(content.size(), fresh.size()), fresh);
}

std::optional<BufferStory::Receipt> BufferStory::wrote(ByteView bytes, bool isOutput)
{
    if (m_suspects.empty())
        return {};
    std::string text = textOf(bytes, 64 * 1024);
    if (isOutput) {
        m_output += text;
        text = m_output;
        keepEnd(m_output, keptOfABuffer); // one message may come in two events
    }
    for (auto suspect = m_suspects.begin(); suspect != m_suspects.end(); ++suspect) {
        // What came over the network in this order was not made up by the buffer.
        if (text.find(suspect->trail) == std::string::npos || m_stream.find(suspect->trail) != std::string::npos)
            continue;
        const Receipt receipt = *suspect;
        m_suspects.erase(suspect);
        return receipt;
    }
    return {};
}

} // namespace lab
