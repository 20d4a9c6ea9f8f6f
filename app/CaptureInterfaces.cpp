#include "app/CaptureInterfaces.h"

#include <algorithm>
#include <array>
#include <memory>

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>

namespace lab {

namespace {

std::string addressText(const sockaddr* address)
{
    std::array<char, INET6_ADDRSTRLEN> text {};
    const void* bytes = nullptr;
    if (address->sa_family == AF_INET)
        bytes = &reinterpret_cast<const sockaddr_in*>(address)->sin_addr;
    if (address->sa_family == AF_INET6)
        bytes = &reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr;
    return bytes != nullptr && ::inet_ntop(address->sa_family, bytes, text.data(), text.size()) != nullptr ? text.data() : "";
}

int place(const CaptureInterface& one)
{
    return !one.up ? 3 : one.name == "any" ? 2 : one.loopback ? 1 : 0;
}

} // namespace

std::vector<CaptureInterface> captureInterfaces()
{
    std::vector<CaptureInterface> all;
    ifaddrs* list = nullptr;
    if (::getifaddrs(&list) != 0)
        return all;
    const std::unique_ptr<ifaddrs, void (*)(ifaddrs*)> owned(list, ::freeifaddrs);
    for (const ifaddrs* each = list; each != nullptr; each = each->ifa_next) {
        auto known = std::find_if(all.begin(), all.end(), [each](const CaptureInterface& one) { return one.name == each->ifa_name; });
        if (known == all.end()) // also those without an address: they are listed with their hardware's (AF_PACKET)
            known = all.insert(all.end(), {each->ifa_name, (each->ifa_flags & IFF_UP) != 0, (each->ifa_flags & IFF_LOOPBACK) != 0, {}});
        if (const std::string text = each->ifa_addr != nullptr ? addressText(each->ifa_addr) : ""; !text.empty())
            known->addresses.push_back(text);
    }
    all.push_back({"any", true, false, {}}); // libpcap's name for all of them (pcap_open_live(3PCAP))
    std::stable_sort(all.begin(), all.end(), [](const CaptureInterface& a, const CaptureInterface& b) { return place(a) < place(b); });
    return all;
}

} // namespace lab
