#include "model/packet/TlsRecord.h"

namespace lab {

namespace {

/// 2^14 bytes of text and at most 2048 more for the encryption of TLS 1.2 (RFC 5246, 6.2.3).
constexpr std::size_t longest = (1U << 14) + 2048;

} // namespace

std::string_view tlsRecordName(std::uint8_t type)
{
    switch (type) {
    case 20:
        return "change_cipher_spec";
    case 21:
        return "alert";
    case 22:
        return "handshake";
    case 23:
        return "application_data";
    default:
        return {};
    }
}

std::vector<TlsRecord> tlsRecords(ByteView bytes)
{
    std::vector<TlsRecord> all;
    std::size_t at = 0;
    while (bytes.size() >= at + tlsHeaderLength) {
        const TlsRecord record {bytes[at], be16(&bytes[at + 1]), at, be16(&bytes[at + 3])};
        if (tlsRecordName(record.type).empty() || record.version < 0x0300 || record.version > 0x0304
            || record.length == 0 || record.length > longest)
            break;
        all.push_back(record);
        at += tlsHeaderLength + record.length;
    }
    return all;
}

} // namespace lab
