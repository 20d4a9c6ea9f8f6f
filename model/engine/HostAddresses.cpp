#include "model/engine/HostAddresses.h"

namespace lab {

IpAddress hostAddress(HostId host, int version)
{
    const char* text = version == 6 ? (host == HostId::Client ? "fd09::1" : "fd09::2")
                                    : (host == HostId::Client ? "10.9.0.1" : "10.9.0.2");
    return *parseIpAddress(text);
}

MacAddress hostMac(HostId host)
{
    // 02: locally administered, unicast (IEEE 802). The rest spells the IPv4 address.
    return {0x02, 0x00, 10, 9, 0, static_cast<std::uint8_t>(host == HostId::Client ? 1 : 2)};
}

} // namespace lab
