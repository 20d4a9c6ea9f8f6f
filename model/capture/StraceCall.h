#pragma once
// StraceCall: a call's text read back into what the tracer would have recorded of it: registers, and the memory they point to
// as far as strace shows it. The reverse of model/calls/StraceArguments.h.

#include "model/calls/CallTable.h"
#include "model/capture/StraceLine.h"
#include "model/journal/Event.h"

namespace lab {

struct StraceResult
{
    std::int64_t value = 0; ///< as the C library's function gives it
    int errnum = 0;
    bool returned = true; ///< false: "?", the program ended in it, or it was interrupted
    bool restarts = false; ///< "? ERESTARTSYS (…)": interrupted by a signal, and perhaps made again
    std::string_view detail; ///< what stands in parentheses: "[{fd=3, revents=POLLIN}]", "Timeout"
};

StraceResult readStraceResult(std::string_view text);

struct StraceArguments
{
    Arguments given; ///< one for each of the row
    Arguments written; ///< by the kernel; empty where nothing was
    bool whole = true; ///< false: of an argument more was printed than is read: its memory is not known
};

StraceArguments readStraceArguments(const CallRow& row, const StraceCallText& call, const StraceResult& result);

} // namespace lab
