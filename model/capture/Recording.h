#pragma once
// openRecording: any capture as a journal: a recording of this program as it is, every other one with its ends as the two
// hosts, its connections as sockets, and their states inferred from the packets (and said to be); and what strace has written
// of programs, alone or merged with a capture by time (docs/strace.md).

#include "model/capture/RecordingStream.h"

namespace lab {

/// pcap and pcapng in both byte orders, strace's output; packed with gzip or Zstandard or not; "-" is standard input. Who
/// begins a conversation is on the client host. A journal of a foreign capture begins with the notice "states-inferred", one of
/// strace's output with "calls-by-strace"; inferred sockets have numbers from inferredSockets on. An error if nothing can be
/// read; Journal::damage() if only the end or some lines are lost.
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
    bool grows = false; ///< … unless it is packed, strace's, or damaged in the middle
};

/// The same of bytes that were read from a file that may still grow.
Result<GrowingRecording> readGrowing(Bytes bytes, const std::string& name, Waits waits);

/// Several files that were recorded at the same time: any number of strace's, and at most one capture; or one of this machine and
/// one capture.
Result<std::unique_ptr<Journal>> openRecordings(const std::vector<std::string>& paths);

/// Was this journal made of a capture of another program? Then its packets are facts, and nothing else is.
bool isInferred(const Journal& journal);

/// The notice that a journal made of other programs' files begins with; empty: it is a recording of the lab.
std::string_view foreignNotice(const Journal& journal);

/// Do these first bytes of a file look like one that openRecording() reads, and not like a program's source?
bool beginsLikeRecording(ByteView begins);

} // namespace lab
