// A call in strace's words (6.1, x86-64), which every example in books and on the web uses. Where strace pads the call
// to a column before " = ", we write one space.
#include "model/calls/CallText.h"
#include "model/calls/MessageText.h"
#include "model/calls/StraceArguments.h"

#include <cstring>

#include <fcntl.h>

namespace lab {

namespace {

/// ([{fd=3, revents=POLLIN}], left {tv_sec=0, tv_nsec=500}): what poll and select found.
std::string readinessText(const CallEntered& call, const CallRow& row, const CallReturned& returned)
{
    if (returned.result == 0)
        return " (Timeout)";
    std::string found;
    for (std::size_t i = 0; i < row.args.size(); ++i) {
        const ByteView memory = memoryOut(&returned, i);
        const ArgKind kind = row.args[i].kind;
        std::string part;
        if (kind == ArgKind::PollFds)
            part = pollText(memory, true);
        else if (kind == ArgKind::FdSet && !descriptorsIn(memory, static_cast<int>(rawOf(call, 0))).empty())
            part = std::string(i == 1       ? "in "
                                   : i == 2 ? "out "
                                            : "except ")
                + fdSetText(memory, static_cast<int>(rawOf(call, 0)));
        else if ((kind == ArgKind::TimeSpec || kind == ArgKind::TimeVal) && !memory.empty())
            part = "left " + timeText(kind, memory);
        if (!part.empty())
            found += (found.empty() ? "" : ", ") + part;
    }
    return " (" + found + ")";
}

std::string returnText(const CallEntered& call, const CallRow* row, const CallReturned& returned)
{
    if (returned.result == -1 && returned.errnum != 0) {
        const char* meaning = strerrordesc_np(returned.errnum);
        return "-1 " + std::string(errnoName(returned.errnum)) + " (" + (meaning ? meaning : "") + ")";
    }
    const std::string number = std::to_string(returned.result);
    if (row && waitsForReadiness(*row) && !indexOf(*row, ArgKind::EpollEventsOut))
        return number + readinessText(call, *row, returned);
    const int command = call.name == "fcntl" ? static_cast<int>(rawOf(call, 1)) : -1;
    const auto flags = static_cast<std::uint32_t>(returned.result);
    if (command == F_GETFL)
        return hexText(flags) + " (flags " + statusFlagsText(flags) + ")";
    if (command == F_GETFD && flags == FD_CLOEXEC)
        return "0x1 (flags FD_CLOEXEC)";
    return number;
}

} // namespace

std::string argumentText(const CallEntered& call, std::size_t index, const CallReturned* returned)
{
    const CallRow* row = findCall(call.name);
    if (!row || index >= row->args.size())
        return hexText(rawOf(call, index));
    return index < call.args.size() ? textOf({call, returned, *row, index}) : "?";
}

std::string straceText(const CallEntered& call, const CallReturned* returned)
{
    const CallRow* row = findCall(call.name);
    std::string text = call.name + "(";
    for (std::size_t i = 0; i < call.args.size(); ++i) {
        if (call.name == "fcntl" && i == 2 && fcntlTakesNone(static_cast<int>(rawOf(call, 1))))
            break;
        if (i > 0)
            text += ", ";
        // strace prints on entry what the kernel reads, and the rest when the call is back.
        if (!returned && row && i < row->args.size() && isWrittenByKernel(row->args[i].kind))
            return text + "<unfinished ...>";
        text += argumentText(call, i, returned);
    }
    if (!returned)
        return text + (call.args.empty() ? "" : " ") + "<unfinished ...>";
    return text + ") = " + returnText(call, row, *returned);
}

} // namespace lab
