#pragma once
// Bytes: an owned run of raw bytes; ByteView: a borrowed one; ByteReader: a cursor that can't run past its end.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lab {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

inline ByteView asBytes(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

inline std::string_view asText(ByteView bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Big-endian ("network byte order", RFC 791 appendix B) loads. The caller has checked the length.
inline std::uint16_t be16(const std::uint8_t* p)
{
    return static_cast<std::uint16_t>((p[0] << 8) | p[1]);
}

inline std::uint32_t be32(const std::uint8_t* p)
{
    return (std::uint32_t {p[0]} << 24) | (std::uint32_t {p[1]} << 16) | (std::uint32_t {p[2]} << 8) | p[3];
}

/// A checked cursor over bytes: after a read past the end, failed() is true and every further read yields zero.
class ByteReader
{
public:
    explicit ByteReader(ByteView bytes) : m_bytes(bytes) { }

    template<class Number>
    Number number()
    {
        Number value {};
        if (!take(sizeof(Number)))
            return value;
        std::memcpy(&value, m_bytes.data() + m_position - sizeof(Number), sizeof(Number));
        return value;
    }

    ByteView bytes(std::size_t length)
    {
        if (!take(length))
            return {};
        return m_bytes.subspan(m_position - length, length);
    }

    std::size_t position() const { return m_position; }

    std::size_t remaining() const { return m_bytes.size() - m_position; }

    bool failed() const { return m_failed; }

    void fail() { m_failed = true; }

private:
    bool take(std::size_t length)
    {
        if (m_failed || length > remaining()) {
            m_failed = true;
            return false;
        }
        m_position += length;
        return true;
    }

    ByteView m_bytes;
    std::size_t m_position = 0;
    bool m_failed = false;
};

} // namespace lab
