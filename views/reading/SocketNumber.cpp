#include "views/reading/SocketNumber.h"

#include <algorithm>

namespace lab {

const std::vector<NumberScheme>& numberSchemes()
{
    static const std::vector<NumberScheme> schemes {
        {"rfc147", {{"number", 31}, {"gender", 1}}},
        {"rfc129-arbitrary", {{"arbitrary", 31}, {"gender", 1}}},
        {"rfc129-user", {{"user", 24}, {"tag", 7}, {"gender", 1}}},
        {"rfc175-rand", {{"zero", 16}, {"assigned", 8}, {"dynamic", 7}, {"gender", 1}}},
    };
    return schemes;
}

const std::vector<BitField>& endpointFields()
{
    static const std::vector<BitField> fields {{"address", 32}, {"port", 16}};
    return fields;
}

std::uint64_t fieldOf(std::uint64_t value, const std::vector<BitField>& fields, std::size_t field)
{
    int below = 0;
    for (std::size_t i = field + 1; i < fields.size(); ++i)
        below += fields[i].bits;
    return (value >> below) & ((std::uint64_t {1} << fields[field].bits) - 1);
}

QString numberText(std::uint32_t value, NumberBase base)
{
    switch (base) {
    case NumberBase::Decimal:
        return QString::number(value);
    case NumberBase::Hexadecimal:
        return QStringLiteral("0x%1").arg(value, 8, 16, QLatin1Char('0'));
    case NumberBase::Binary:
        break;
    }
    QString text = QStringLiteral("%1").arg(value, 32, 2, QLatin1Char('0'));
    for (int at = 24; at > 0; at -= 8)
        text.insert(at, QLatin1Char(' '));
    return text;
}

std::optional<std::uint32_t> readNumber(const QString& text, NumberBase base)
{
    QString digits = text;
    digits.remove(QLatin1Char(' ')).remove(QLatin1Char('_'));
    const int radix = base == NumberBase::Decimal ? 10 : base == NumberBase::Hexadecimal ? 16 : 2;
    const QLatin1String prefix(base == NumberBase::Hexadecimal ? "0x" : base == NumberBase::Binary ? "0b" : "");
    if (!prefix.isEmpty() && digits.startsWith(prefix, Qt::CaseInsensitive))
        digits.remove(0, prefix.size());
    if (digits.isEmpty() || digits.startsWith(QLatin1Char('-')) || digits.startsWith(QLatin1Char('+')))
        return {};
    bool good = false;
    const quint64 value = digits.toULongLong(&good, radix);
    return good && value <= 0xffffffffU ? std::optional(static_cast<std::uint32_t>(value)) : std::nullopt;
}

std::optional<std::uint64_t> endpointBits(const Endpoint& endpoint)
{
    const auto& bytes = endpoint.address.bytes;
    const bool mapped = endpoint.address.isMapped();
    if (endpoint.address.version != 4 && !mapped)
        return {};
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = (value << 8) | bytes[i + (mapped ? 12 : 0)];
    return (value << 16) | endpoint.port;
}

} // namespace lab
