#include "model/command/CallBuilder.h"

#include "model/base/Text.h"
#include "model/calls/CallTable.h"
#include "model/command/ArgumentText.h"
#include "model/command/CallWriter.h"

#include <algorithm>

#include <linux/capability.h>
#include <sys/resource.h>
#include <sys/syscall.h>

namespace lab {

namespace {

/// rlimit_nofile n=5: the soft and the hard limit of the number of descriptors.
Result<PreparedCall> prepareLimit(const Command& command)
{
    const std::string text = command.words.empty() ? command.get("n") : command.words.front();
    const auto count = parseNumber(text);
    if (!count || *count < 0 || command.words.size() + command.named.size() != 1)
        return Error {"rlimit_nofile needs n=COUNT and nothing else, for example n=5"};
    const rlimit64 limits {static_cast<rlim64_t>(*count), static_cast<rlim64_t>(*count)};
    PreparedCall call;
    call.number = SYS_prlimit64;
    call.name = "prlimit64";
    call.args = {{0, {}, false}, {RLIMIT_NOFILE, {}, false}, {0, bytesOf(limits), true}, {0, {}, false}};
    return call;
}

/// dropcap: all capabilities, of all three sets (capset(2)); there is no way back for the process.
Result<PreparedCall> prepareCapabilities(const Command& command)
{
    if (!command.words.empty() || !command.named.empty())
        return Error {"dropcap takes no arguments"};
    const __user_cap_header_struct header {_LINUX_CAPABILITY_VERSION_3, 0};
    const __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] {};
    PreparedCall call;
    call.number = SYS_capset;
    call.name = "capset";
    call.args = {{0, bytesOf(header), true}, {0, bytesOf(none), true}};
    return call;
}

std::string_view callOfVerb(const Command& command)
{
    if (command.verb == "send")
        return "sendto";
    if (command.verb == "recv")
        return "recvfrom";
    // accept() has no flags: what nonblock=1 wants is accept4(2).
    if (command.verb == "accept" && parseSwitch(command.get("nonblock")).value_or(false))
        return "accept4";
    return command.verb;
}

} // namespace

Result<PreparedCall> prepareCall(const Command& command, const DescriptorByName& descriptorByName)
{
    if (command.verb == "rlimit_nofile")
        return prepareLimit(command);
    if (command.verb == "dropcap")
        return prepareCapabilities(command);
    const CallRow* row = findCall(callOfVerb(command));
    if (!row || row->programsOnly) {
        std::string known;
        for (const std::string& verb : callVerbs())
            known += (known.empty() ? "" : ", ") + verb;
        return Error {"\"" + command.verb + "\" is no call; known are " + known};
    }
    return CallWriter(command, *row, descriptorByName).write();
}

std::vector<std::string> callVerbs()
{
    std::vector<std::string> verbs {"send", "recv", "rlimit_nofile", "dropcap"};
    for (const CallRow& row : callTable())
        if (!row.programsOnly)
            verbs.emplace_back(row.name);
    std::sort(verbs.begin(), verbs.end());
    return verbs;
}

} // namespace lab
