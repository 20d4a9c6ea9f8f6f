#include "model/packet/LinkHeader.h"

namespace lab {

namespace {

enum LinkType : std::uint32_t { null_ = 0, ethernet = 1, rawBsd = 12, raw = 101, loop = 108, cooked = 113, ipv4 = 228, ipv6 = 229, cooked2 = 276 };

/// The length of the link's own header; nothing behind it is known to be there.
std::size_t linkHeader(std::uint32_t linkType)
{
    return linkType == cooked ? 16 : linkType == cooked2 ? 20 : linkType == null_ || linkType == loop ? 4 : 0;
}

} // namespace

bool isKnownLink(std::uint32_t linkType)
{
    switch (linkType) {
    case null_:
    case ethernet:
    case rawBsd:
    case raw:
    case loop:
    case cooked:
    case ipv4:
    case ipv6:
    case cooked2:
        return true;
    default:
        return false;
    }
}

Bytes asEthernet(std::uint32_t linkType, ByteView frame)
{
    if (linkType == ethernet)
        return Bytes(frame.begin(), frame.end());
    const std::size_t header = linkHeader(linkType);
    if (!isKnownLink(linkType) || frame.size() <= header)
        return {};
    constexpr std::size_t addresses = 12;
    Bytes out;
    out.reserve(addresses + 2 + frame.size());
    out.resize(addresses);
    if (linkType == cooked || linkType == cooked2) {
        const std::size_t at = linkType == cooked ? 14 : 0; // the protocol is an EtherType
        out.insert(out.end(), frame.begin() + static_cast<std::ptrdiff_t>(at),
                   frame.begin() + static_cast<std::ptrdiff_t>(at + 2));
    } else { // IP by its own version: the family of null and loopback has another number on every system
        const bool six = frame[header] >> 4 == 6;
        out.push_back(six ? 0x86 : 0x08);
        out.push_back(six ? 0xdd : 0x00);
    }
    out.insert(out.end(), frame.begin() + static_cast<std::ptrdiff_t>(header), frame.end());
    return out;
}

} // namespace lab
