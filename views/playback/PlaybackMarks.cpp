#include "views/playback/PlaybackMarks.h"

#include <algorithm>
#include <array>
#include <type_traits>

namespace lab {

namespace {

template<class Body>
constexpr std::uint8_t markOf()
{
    if constexpr (std::is_same_v<Body, CallEntered> || std::is_same_v<Body, CallReturned>)
        return CallMark;
    else if constexpr (std::is_same_v<
                           Body,
                           PacketSent> || std::is_same_v<Body, PacketDelivered> || std::is_same_v<Body, PacketCopied>)
        return PacketMark;
    else if constexpr (std::is_same_v<Body, PacketHeld> || std::is_same_v<Body, CallBlocked>)
        return HeldMark;
    else if constexpr (std::is_same_v<Body, PacketDropped>)
        return LostMark;
    else if constexpr (std::is_same_v<Body, SocketSampled> || std::is_same_v<Body, SocketGone>)
        return StateMark;
    else
        return 0;
}

template<std::size_t... I>
constexpr auto markTable(std::index_sequence<I...>)
{
    return std::array<std::uint8_t, sizeof...(I)> {markOf<std::variant_alternative_t<I, EventVariant>>()...};
}

constexpr auto marksOfKinds = markTable(std::make_index_sequence<std::variant_size_v<EventVariant>>());

} // namespace

std::uint8_t playbackMark(int kind)
{
    return kind >= 0 && static_cast<std::size_t>(kind) < marksOfKinds.size() ? marksOfKinds[static_cast<std::size_t>(kind)] : 0;
}

void PlaybackMarks::clear()
{
    *this = PlaybackMarks();
}

void PlaybackMarks::grow(const Journal& journal)
{
    m_journal = &journal;
    while (m_size < journal.size()) {
        if (m_size % block == 0)
            m_blocks.push_back(0);
        const auto has = journal.summary(m_size);
        if (!has.blocks && m_size % block == 0 && m_size + block <= journal.size()) {
            m_blocks.back() = static_cast<std::uint8_t>((has.frames ? PacketMark : 0) | (has.states ? StateMark : 0));
            m_size += block;
        } else {
            m_blocks.back() |= markAt(m_size++);
        }
    }
}

std::vector<std::uint8_t> PlaybackMarks::buckets(int width) const
{
    std::vector<std::uint8_t> out(static_cast<std::size_t>(std::max(width, 0)), 0);
    const std::size_t pixels = out.size();
    if (pixels == 0 || m_size == 0)
        return out;
    const std::size_t count = m_size;
    for (std::size_t i = 0; count < pixels && i < count; ++i)
        out[i * pixels / count] |= markAt(i);
    if (count < pixels)
        return out;
    for (std::size_t x = 0; x < pixels; ++x) {
        std::size_t i = x * count / pixels;
        const std::size_t end = (x + 1) * count / pixels;
        while (i < end) {
            if (i % block == 0 && i + block <= end) {
                out[x] |= m_blocks[i / block];
                i += block;
            } else {
                out[x] |= markAt(i++);
            }
        }
    }
    return out;
}

} // namespace lab
