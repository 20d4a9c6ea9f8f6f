#pragma once
// CCall: one recorded call as C statements that make the same call again: what the kernel reads is written out, what it
// writes gets room. For CProgram.cpp, which puts the calls together.

#include "model/base/Result.h"
#include "model/journal/Event.h"

#include <map>
#include <string>
#include <vector>

namespace lab {

struct CCall
{
    std::vector<std::string> before; ///< declarations, one a line
    std::string expression; ///< connect(C, (struct sockaddr *)&addr, sizeof addr)

    /// `names`: number → variable of the descriptors that are open. The error: which argument can't be written as C.
    static Result<CCall> of(const CallEntered& call, const std::map<int, std::string>& names);
};

/// "Hello\n" with its quotes, as C reads it.
std::string cLiteral(ByteView bytes);

} // namespace lab
