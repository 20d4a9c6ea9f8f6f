#pragma once
// RecordingMerge: several files that were recorded at the same time as one journal, event by event: any number of strace's,
// and at most one capture (docs/strace.md); or a recording of this machine and one capture (docs/capture.md).

#include "model/capture/RecordingFile.h"
#include "model/journal/Journal.h"

#include <vector>

namespace lab {

struct MergedRecordings
{
    Bytes journal; ///< of all, in the order of time
    std::string name; ///< of the capture, else of the first file
    JournalDamage damage; ///< what of the files is not in it
};

/// None of a lab. The error names the file and what can't be merged.
Result<MergedRecordings> mergeRecordings(std::vector<RecordingFile> files);

} // namespace lab
