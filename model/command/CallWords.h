#pragma once
// CallWords: the words of a command sorted to the arguments of its call. Nothing is translated yet: each argument has
// the text that was given for it, or none.

#include "model/base/Result.h"
#include "model/calls/CallTable.h"
#include "model/command/Command.h"

#include <optional>
#include <string>
#include <vector>

namespace lab {

struct CallWords
{
    struct Slot
    {
        std::optional<std::string> text;
        std::string word; ///< the name under which it was given, for errors
    };

    std::vector<Slot> slots; ///< one an argument of the row
    std::string as;
    bool nonblock = false;
    bool forgetHtons = false;
};

Result<CallWords> sortWords(const Command& command, const CallRow& row);

} // namespace lab
