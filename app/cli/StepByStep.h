#pragma once
// StepByStep: socketlab run --step: what a person (or a pipe) writes, line by line, as commands to the lab. It waits with a
// line that is meant for a program until that program stands at a call. It prints nothing.

#include "model/lab/LabState.h"

#include <functional>
#include <optional>
#include <string>

namespace lab {

class StepByStep
{
public:
    /// `input`: read when poll(2) says so. `nobodyStands` is called for a line without a program while none stands at a call.
    StepByStep(int input, std::function<void()> nobodyStands) : m_input(input), m_nobodyStands(std::move(nobodyStands)) { }

    /// To be polled for read(); -1 (which poll(2) passes over) while a line waits and after the end of input.
    int fd() const { return m_ended || m_text.find('\n') != std::string::npos ? -1 : m_input; }
    void read();

    /// The next command line, if the lab is ready for one: every command given is settled. `idle`: ns since the last event.
    /// `isToStart`: will the program of that name still be started? After the end of input: everything runs on, said once.
    std::optional<std::string> next(const LabState& state, std::int64_t idle,
                                    const std::function<bool(const std::string&)>& isToStart);

    /// The command with that number was a person's: its refusal is an answer, and no reason to end.
    void gave(CommandId command) { m_lastGiven = command; }
    bool isLast(CommandId command) const { return m_lastGiven == command; }

private:
    int m_input;
    std::function<void()> m_nobodyStands;
    std::string m_text; ///< read and not used yet
    bool m_ended = false, m_ranOn = false;
    CommandId m_lastGiven = 0;
};

} // namespace lab
