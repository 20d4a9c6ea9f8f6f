#include "views/shared/LinkText.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace lab {

namespace {

/// The largest unit in which the value is at least 1. Units differ by a factor of 1000.
template<std::size_t N>
QString measured(double value, const char* const (&units)[N])
{
    std::size_t unit = 0;
    for (; unit + 1 < N && value >= 1000; ++unit)
        value /= 1000;
    return QLocale::c().toString(value, 'g', 6) + QLatin1Char(' ') + QString::fromUtf8(units[unit]);
}

} // namespace

QString durationText(std::int64_t ns)
{
    return measured(static_cast<double>(ns), {"ns", "µs", "ms", "s"});
}

QString rateText(std::int64_t bitsPerSecond)
{
    return measured(static_cast<double>(bitsPerSecond), {"bit/s", "kbit/s", "Mbit/s", "Gbit/s"});
}

QString linkText(const Link& link)
{
    if (link.isInstant())
        return QCoreApplication::translate("LinkText", "at once");
    QStringList parts;
    if (link.delay > 0)
        parts << durationText(link.delay);
    if (link.rate > 0)
        parts << rateText(link.rate) << QCoreApplication::translate("LinkText", "queue of %1").arg(link.queue);
    return parts.join(QStringLiteral(", "));
}

} // namespace lab
