#pragma once
// openRecording: any capture as a journal: a recording of this program as it is, every other one with its ends as the two
// hosts, its connections as sockets, and their states inferred from the packets (and said to be); and what strace has written
// of programs, alone or merged with a capture by time (docs/strace.md).

#include "model/journal/Journal.h"

namespace lab {

/// pcap and pcapng in both byte orders, strace's output; packed with gzip or Zstandard or not; "-" is standard input. Who
/// begins a conversation is on the client host. A journal of a foreign capture begins with the notice "states-inferred", one of
/// strace's output with "calls-by-strace"; inferred sockets have numbers from inferredSockets on. An error if nothing can be
/// read; Journal::damage() if only the end or some lines are lost.
Result<std::unique_ptr<Journal>> openRecording(const std::string& path);

/// Several files that were recorded at the same time: any number of strace's, and at most one capture.
Result<std::unique_ptr<Journal>> openRecordings(const std::vector<std::string>& paths);

inline constexpr SocketId inferredSockets = SocketId {1} << 62;
inline constexpr std::string_view inferredNotice = "states-inferred";
inline constexpr std::string_view straceNotice = "calls-by-strace";

/// Was this journal made of a capture of another program? Then its packets are facts, and nothing else is.
bool isInferred(const Journal& journal);

/// The notice that a journal made of other programs' files begins with; empty: it is a recording of the lab.
std::string_view foreignNotice(const Journal& journal);

/// Do these first bytes of a file look like one that openRecording() reads, and not like a program's source?
bool beginsLikeRecording(ByteView begins);

} // namespace lab
