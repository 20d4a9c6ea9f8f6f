#pragma once
// TlsRecord: what TLS shows to everybody who sees the bytes: the five bytes before each record (RFC 8446, 5.1). What is
// inside a record is not looked at.

#include "model/base/Bytes.h"

#include <string>
#include <string_view>
#include <vector>

namespace lab {

inline constexpr std::size_t tlsHeaderLength = 5; ///< type u8, version u16, length u16

struct TlsRecord
{
    std::uint8_t type = 0; ///< 20 change_cipher_spec, 21 alert, 22 handshake, 23 application_data
    std::uint16_t version = 0; ///< as written, 0x0303 also for TLS 1.3
    std::size_t offset = 0; ///< of the five bytes, from the beginning
    std::size_t length = 0; ///< bytes after the five, as announced; the last record may go on beyond what is here
};

/// The records one after the other from the first byte on, as far as all five bytes of each are here. Empty if the bytes
/// do not begin like a record: they are something else, or begin in the middle of one.
std::vector<TlsRecord> tlsRecords(ByteView bytes);

/// RFC 8446's name, "handshake"; empty for a number that is none of the four.
std::string_view tlsRecordName(std::uint8_t type);

} // namespace lab
