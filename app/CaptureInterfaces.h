#pragma once
// CaptureInterfaces: the network interfaces of this machine, as the kernel lists them to anybody. Nothing is opened. No Qt.

#include <string>
#include <vector>

namespace lab {

struct CaptureInterface
{
    std::string name; ///< "eth0"; "any": all at once
    bool up = true, loopback = false;
    std::vector<std::string> addresses; ///< "192.168.0.2", "fe80::1"
};

/// Those that are up come first, the loopback after them, then "any", then those that are down.
std::vector<CaptureInterface> captureInterfaces();

} // namespace lab
