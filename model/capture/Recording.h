#pragma once
// openRecording: any capture as a journal: a recording of this program as it is, every other one with its ends as the two
// hosts, its connections as sockets, and their states inferred from the packets (and said to be).

#include "model/journal/Journal.h"

namespace lab {

/// pcap and pcapng in both byte orders, packed with gzip or Zstandard or not; "-" is standard input. Who begins a
/// conversation is on the client host. A journal of a foreign capture begins with the notice "states-inferred"; its sockets
/// have numbers from inferredSockets on. An error if nothing can be read; Journal::damage() if only the end is lost.
Result<std::unique_ptr<Journal>> openRecording(const std::string& path);

/// The same of bytes that are already read; `name` is what messages call them.
Result<std::unique_ptr<Journal>> readRecording(Bytes file, const std::string& name);

inline constexpr SocketId inferredSockets = SocketId {1} << 62;
inline constexpr std::string_view inferredNotice = "states-inferred";

/// Was this journal made of a capture of another program?
bool isInferred(const Journal& journal);

} // namespace lab
