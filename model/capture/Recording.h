#pragma once
// openRecording: any capture as a journal: a recording of this program as it is, every other one with its ends as the two
// hosts, its connections as sockets, and their states inferred from the packets (and said to be).

#include "model/capture/RecordingStream.h"

namespace lab {

/// pcap and pcapng in both byte orders, packed with gzip or Zstandard or not; "-" is standard input. Who begins a
/// conversation is on the client host. A journal of a foreign capture begins with the notice "states-inferred"; its sockets
/// have numbers from inferredSockets on. An error if nothing can be read; Journal::damage() if only the end is lost.
Result<std::unique_ptr<Journal>> openRecording(const std::string& path);

/// The same of bytes that are already read; `name` is what messages call them.
Result<std::unique_ptr<Journal>> readRecording(Bytes file, const std::string& name);

enum class Waits {
    ForNothing, ///< these are all bytes that there will ever be
    ForMore, ///< of what is there, which has to be a recording
    ForAll, ///< nothing at all needs to be there yet
};

struct GrowingRecording
{
    std::unique_ptr<Journal> journal; ///< of what is there; what is half at the end is said in damage()
    RecordingStream stream; ///< takes what is still written …
    bool grows = false; ///< … unless it is packed, or damaged in the middle
};

/// The same of bytes that were read from a file that may still grow.
Result<GrowingRecording> readGrowing(Bytes bytes, const std::string& name, Waits waits);

inline constexpr SocketId inferredSockets = SocketId {1} << 62;
inline constexpr std::string_view inferredNotice = "states-inferred";

/// Was this journal made of a capture of another program?
bool isInferred(const Journal& journal);

} // namespace lab
