#include "model/engine/StopRules.h"

#include "model/base/Text.h"
#include "model/calls/CallTable.h"

#include <algorithm>

namespace lab {

StopRules StopRules::everyCall()
{
    StopRules rules;
    rules.m_everyCall = true;
    return rules;
}

bool StopRules::onLine(const SourcePlace& place) const
{
    return std::any_of(m_lines.begin(), m_lines.end(), [&](const auto& line) {
        const auto& [file, number] = line;
        // "server.c" means any file of that name, "src/server.c" only one in such a folder.
        const bool whole = place.file.size() == file.size() || (place.file.size() > file.size()
            && place.file[place.file.size() - file.size() - 1] == '/');
        return place.line == number && whole && place.file.ends_with(file);
    });
}

Status StopRules::add(const std::string& kind, const std::string& value)
{
    if (kind == "line") {
        const auto colon = value.rfind(':');
        const auto number = colon == std::string::npos ? std::nullopt : parseNumber(value.substr(colon + 1));
        if (!number || *number < 1 || colon == 0)
            return Error {"line=" + value + ": give a file and a line, for example line=server.c:31"};
        m_lines.emplace_back(value.substr(0, colon), static_cast<int>(*number));
        return Nothing {};
    }
    for (const std::string& one : split(value, ',')) {
        if (kind == "call") {
            // send() and recv() of the C library are sendto and recvfrom to the kernel.
            const std::string name = one == "send" ? "sendto" : one == "recv" ? "recvfrom" : one;
            if (findCall(name) == nullptr)
                return Error {"call=" + one + ": the lab knows no such socket call"};
            m_calls.insert(name);
        } else if (kind == "fd") {
            const auto number = parseNumber(one);
            if (!number || *number < 0)
                return Error {"fd=" + one + ": a descriptor is a number from 0"};
            m_descriptors.insert(static_cast<int>(*number));
        } else if (kind == "errno" && one == "any") {
            m_anyErrno = true;
        } else if (kind == "errno") {
            const auto number = errnoValue(one);
            if (!number)
                return Error {"errno=" + one + ": give an error's name, for example ECONNRESET, or any"};
            m_errnos.insert(*number);
        } else {
            return Error {"'" + kind + "' is nothing to stop at; there are call=, fd=, line= and errno="};
        }
    }
    return Nothing {};
}

Result<StopRules> StopRules::parse(const Command& command)
{
    const bool word = command.words.size() == 1 && command.named.empty();
    if (word && command.words[0] == "none")
        return StopRules();
    if (word && command.words[0] == "calls")
        return everyCall();
    if (!command.words.empty() || command.named.empty())
        return Error {command.target
                      + ": stops none, stops calls, or any of call=recv,accept fd=4 line=server.c:31 errno=any"};
    StopRules rules;
    for (const auto& [kind, value] : command.named)
        if (const Status added = rules.add(kind, value); !added)
            return added.error();
    return rules;
}

} // namespace lab
