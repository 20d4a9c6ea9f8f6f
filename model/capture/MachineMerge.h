#pragma once
// MachineMerge: a recording of this machine (`socketlab sockets` or `attach`, with --journal) and a capture of the same time, as
// one journal: the packets, and the kernel's rows and processes to which they belong, as well as that can be told
// (docs/capture.md). As in every capture, who begins a conversation is on the client host.

#include "model/capture/RecordingFile.h"
#include "model/capture/RecordingMerge.h"

#include <optional>

namespace lab {

/// Is this journal one of this machine, with neither a wire nor frames?
bool isOfThisMachine(const Journal& journal);

/// What such a joined journal says of how far that went; nothing: it is another.
std::optional<Notice> joinedNotice(const Journal& journal);

Result<MergedRecordings> mergeWithMachine(const RecordingFile& machine, RecordingFile capture);

} // namespace lab
