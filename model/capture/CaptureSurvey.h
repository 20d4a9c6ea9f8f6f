#pragma once
// surveyCapture: the TCP conversations of a capture in one pass and in little memory, without a journal of it. For a quick look;
// openRecording() is for everything else.

#include "model/capture/TcpAnalysis.h"

#include <string>

namespace lab {

/// Nothing: `path` is no whole, plain capture of another program, and openRecording() has to be asked, which says why. Times are
/// from the first frame on, as in the journal that it would make.
std::optional<TcpAnalysis> surveyCapture(const std::string& path);

} // namespace lab
