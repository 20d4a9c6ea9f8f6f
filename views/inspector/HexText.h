#pragma once
// HexText: bytes as the inspector writes them beside a value.

#include <QString>

#include <cstddef>
#include <cstdint>

namespace lab {

/// "1f 90"
inline QString hexText(const std::uint8_t* bytes, std::size_t length)
{
    QString text;
    for (std::size_t i = 0; i < length; ++i)
        text +=
            QStringLiteral("%1%2").arg(i == 0 ? QString() : QStringLiteral(" ")).arg(bytes[i], 2, 16, QLatin1Char('0'));
    return text;
}

} // namespace lab
