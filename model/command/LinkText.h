#pragma once
// LinkText: a Link as it stands in a command line and in a lesson: "delay=20ms rate=2mbit queue=10". Units as tc(8) has them:
// us, ms, s; bit, kbit, mbit, gbit (of 1000) a second.

#include "model/base/Link.h"
#include "model/base/Result.h"
#include "model/command/Command.h"

namespace lab {

inline constexpr std::uint32_t usualLinkQueue = 100; ///< packets, where a rate is given and no queue

/// From the words delay=, rate=, queue= of a command, any of them: 0 to 10 s; 1 kbit to 10 gbit; 1 to 10000. None: an instant
/// link. The error says what was found and what is allowed.
Result<Link> linkOf(const Command& command);

/// The same words; none for an instant link. linkOf("wire: link " + linkWords(x)) == x.
std::string linkWords(const Link& link);

std::string linkLine(const Link& link); ///< the whole command: "wire: link delay=20ms"

std::string delayWords(std::int64_t ns); ///< "20ms", "1.5s", "250us"
std::string rateWords(std::int64_t bitsPerSecond); ///< "2mbit", "1.5mbit", "64kbit"

} // namespace lab
