#pragma once
// HostAddresses: the fixed addresses of the lab's two hosts. Values only.

#include "model/base/Endpoint.h"
#include "model/base/Ids.h"

#include <array>

namespace lab {

using MacAddress = std::array<std::uint8_t, 6>;

/// Addresses of the lab: client 10.9.0.1, fd09::1; server 10.9.0.2, fd09::2.
IpAddress hostAddress(HostId host, int version);
MacAddress hostMac(HostId host);

} // namespace lab
