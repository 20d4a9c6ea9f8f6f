#pragma once
// LinkText: the wire's delay, rate and queue in words of the interface's language.

#include "model/base/Link.h"

#include <QString>

namespace lab {

QString durationText(std::int64_t ns); ///< "20 ms"
QString rateText(std::int64_t bitsPerSecond); ///< "2 Mbit/s"
QString linkText(const Link& link); ///< "20 ms, 2 Mbit/s, queue of 10"; "at once"

} // namespace lab
