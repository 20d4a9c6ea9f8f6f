#include "model/base/Endpoint.h"

#include "model/base/Text.h"

#include <algorithm>
#include <charconv>
#include <iterator>

#include <arpa/inet.h>

namespace lab {

bool IpAddress::isMapped() const
{
    constexpr std::uint8_t prefix[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    return version == 6 && std::equal(std::begin(prefix), std::end(prefix), bytes.begin());
}

IpAddress IpAddress::unmapped() const
{
    if (!isMapped())
        return *this;
    IpAddress inner {4, {}};
    std::copy(bytes.begin() + 12, bytes.end(), inner.bytes.begin());
    return inner;
}

bool IpAddress::isLoopback() const
{
    constexpr std::uint8_t localhost6[16] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    if (version == 4)
        return bytes[0] == 127;
    return version == 6
        && (isMapped() ? bytes[12] == 127 : std::equal(std::begin(localhost6), std::end(localhost6), bytes.begin()));
}

bool IpAddress::isAny() const
{
    return version != 0 && std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte == 0; });
}

std::string toText(const IpAddress& address)
{
    if (address.version != 4 && address.version != 6)
        return {};
    char text[INET6_ADDRSTRLEN] = {};
    if (address.version == 6) {
        inet_ntop(AF_INET6, address.bytes.data(), text, sizeof(text));
        return text;
    }
    char* at = text; // a list of conversations has many: inet_ntop() prints with sprintf()
    for (std::size_t i = 0; i < 4; ++i) {
        if (i > 0)
            *at++ = '.';
        at = std::to_chars(at, std::end(text), address.bytes[i]).ptr;
    }
    return {text, at};
}

std::string toText(const Endpoint& endpoint)
{
    std::string text = toText(endpoint.address);
    if (text.empty())
        return {};
    if (endpoint.address.version == 6)
        text.insert(0, 1, '[').append("]");
    char port[8];
    return text.append(1, ':').append(port, std::to_chars(port, std::end(port), endpoint.port).ptr);
}

std::optional<IpAddress> parseIpAddress(std::string_view text)
{
    if (text.find('\0') != std::string_view::npos)
        return {}; // inet_pton() would stop there and accept the rest unseen
    const std::string terminated(text);
    IpAddress address;
    if (inet_pton(AF_INET, terminated.c_str(), address.bytes.data()) == 1)
        address.version = 4;
    else if (inet_pton(AF_INET6, terminated.c_str(), address.bytes.data()) == 1)
        address.version = 6;
    else
        return {};
    return address;
}

std::optional<Endpoint> parseEndpoint(std::string_view text)
{
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos)
        return {};
    std::string_view addressText = text.substr(0, colon);
    const std::string_view portText = text.substr(colon + 1);
    const bool bracketed = addressText.size() >= 2 && addressText.front() == '[' && addressText.back() == ']';
    if (bracketed)
        addressText = addressText.substr(1, addressText.size() - 2);

    const auto address = parseIpAddress(addressText);
    if (!address || (address->version == 6) != bracketed)
        return {};
    const bool digits =
        !portText.empty() && std::all_of(portText.begin(), portText.end(), [](char c) { return c >= '0' && c <= '9'; });
    const auto port = digits ? parseNumber(portText) : std::nullopt;
    if (!port || *port > 65535)
        return {};
    return Endpoint {*address, static_cast<std::uint16_t>(*port)};
}

} // namespace lab
