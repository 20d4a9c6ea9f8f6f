#include "model/engine/Loopback.h"

#include <algorithm>

namespace lab {

namespace {

constexpr std::uint32_t returning = 0x10; ///< firewall mark of frames on their way back

} // namespace

Loopback::Loopback(Host& host)
    : m_settings(host.sendLoopbackOut(returning))
    , m_sender("lo", returning, host.namespaceFd())
{
}

std::size_t Loopback::inject(std::span<const ByteView> frames)
{
    m_copies.clear();
    m_views.clear();
    for (const ByteView frame : frames) {
        // lo's own hardware address is zero; to any other the frame would be somebody else's (eth_type_trans()).
        Bytes& copy = m_copies.emplace_back(frame.begin(), frame.end());
        std::fill_n(copy.begin(), std::min<std::size_t>(copy.size(), 12), std::uint8_t {0});
        m_views.push_back(copy);
    }
    return m_sender.inject(m_views);
}

} // namespace lab
