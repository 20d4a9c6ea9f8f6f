#pragma once
// CallWriter: writes the arguments of one call from left to right, because a length follows what it measures.

#include "model/calls/CallTable.h"
#include "model/command/CallBuilder.h"
#include "model/command/CallWords.h"

#include <cstdint>
#include <optional>
#include <string>

namespace lab {

class CallWriter
{
public:
    CallWriter(const Command& command, const CallRow& row, const DescriptorByName& descriptorByName)
        : m_command(command)
        , m_row(row)
        , m_descriptorByName(descriptorByName)
    {
    }

    Result<PreparedCall> write();

private:
    using Written = Result<PreparedArg>;

    Written argument(std::size_t index);
    Written number(std::size_t index, std::optional<std::int64_t> otherwise) const;
    Written pointer(std::size_t index);
    Written memoryFor(std::size_t index);
    Written buffer(std::size_t index) const;
    Written address(std::size_t index) const;
    Written scratch(std::size_t index, std::optional<std::int64_t> length, std::size_t least) const;
    Written optionScratch(std::size_t index) const;
    Written lengthOut(std::size_t index) const;
    Written lengthOfPrevious(std::size_t index);
    Written optionMemory(std::size_t index) const;
    Written otherMemory(std::size_t index) const;
    Result<int> option() const;
    Result<int> level() const;
    std::optional<std::int64_t> numberGiven(std::size_t index) const;
    Error missing(std::size_t index) const;
    Error unlike(std::size_t index, const std::string& expected) const;

    const std::optional<std::string>& text(std::size_t index) const { return m_words.slots[index].text; }

    const Command& m_command;
    const CallRow& m_row;
    const DescriptorByName& m_descriptorByName;
    CallWords m_words;
    PreparedCall m_call;
};

} // namespace lab
