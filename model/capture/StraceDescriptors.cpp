// StraceReader, which of the calls are told: those that make a socket or an epoll, or are given one, or should have been: as
// the lab does it with a program of its own. With -y and -yy strace writes behind each descriptor what it is; without, it
// follows from the calls.
#include "model/capture/StraceReader.h"
#include "model/capture/StraceValues.h"

#include <algorithm>
#include <array>
#include <fcntl.h>

namespace lab {

namespace {

/// TCP:[…], UNIX-STREAM:[…], socket:[4711]; net:[…] is a namespace, pipe:[…] a pipe, and a path begins with a slash.
bool namesSocket(std::string_view annotation)
{
    const std::size_t colon = annotation.find(":[");
    const char first = annotation.empty() ? '/' : annotation.front();
    return colon != std::string_view::npos && ((first >= 'A' && first <= 'Z') || annotation.starts_with("socket:["));
}

/// The descriptors in [{fd=3<TCP:[…]>, events=POLLIN}] and in [3<TCP:[…]> 4].
std::vector<std::string_view> descriptorsIn(ArgKind kind, std::string_view text)
{
    const auto inside = insideBrackets(text, '[');
    if (!inside || (kind != ArgKind::PollFds && kind != ArgKind::FdSet))
        return {};
    std::vector<std::string_view> found = splitStrace(*inside, kind == ArgKind::FdSet ? ' ' : ',');
    if (kind == ArgKind::PollFds)
        for (std::string_view& one : found)
            one = straceField(one, "fd");
    return found;
}

bool isOneOf(std::string_view name, std::initializer_list<std::string_view> names)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace

bool StraceReader::isSocket(std::string_view descriptor, const Process& process) const
{
    if (const std::string_view annotation = annotationOf(descriptor); !annotation.empty())
        return namesSocket(annotation) || annotation == "anon_inode:[eventpoll]";
    const auto fd = straceNumber(descriptor);
    const auto known = fd ? process.descriptors->find(static_cast<int>(*fd)) : process.descriptors->end();
    return known != process.descriptors->end() && known->second != Kind::Other;
}

bool StraceReader::concernsSocket(const CallRow& row, const StraceCallText& call, const Process& process) const
{
    if (row.helper)
        return false;
    if (row.socketsOnly || row.name.starts_with("epoll_create"))
        return true;
    const auto texts = splitStrace(call.arguments);
    if (row.name == "close_range" && texts.size() > 1) {
        const std::uint64_t first = straceNumber(texts[0]).value_or(0), last = straceNumber(texts[1]).value_or(UINT32_MAX);
        return std::any_of(process.descriptors->begin(), process.descriptors->end(), [&](const auto& each) {
            const auto fd = static_cast<std::uint64_t>(each.first);
            return fd >= first && fd <= last && (each.second == Kind::Socket || each.second == Kind::Epoll);
        });
    }
    for (std::size_t i = 0; i < row.args.size() && i < texts.size(); ++i) {
        const ArgKind kind = row.args[i].kind;
        if (kind == ArgKind::Fd && ((texts[i] == "-1" && !row.closesFd) || isSocket(texts[i], process)))
            return true;
        for (const std::string_view one : descriptorsIn(kind, texts[i]))
            if (isSocket(one, process))
                return true;
    }
    return false;
}

/// What the descriptors are after the call.
void StraceReader::follow(const StraceCallText& call, Process& process)
{
    std::map<int, Kind>& known = *process.descriptors;
    const auto texts = splitStrace(call.arguments);
    const auto note = [&](std::string_view descriptor, std::optional<Kind> otherwise) {
        const auto fd = straceNumber(descriptor.substr(0, descriptor.find(' ')));
        const std::string_view annotation = annotationOf(descriptor);
        if (!fd || *fd > INT32_MAX)
            return;
        if (annotation.empty() ? otherwise.has_value() : true)
            known[static_cast<int>(*fd)] = annotation.empty()  ? *otherwise
                : namesSocket(annotation)                      ? Kind::Socket
                : annotation == "anon_inode:[eventpoll]"       ? Kind::Epoll
                                                               : Kind::Other;
    };
    const CallRow* row = findCall(call.name);
    for (std::size_t i = 0; row != nullptr && i < row->args.size() && i < texts.size(); ++i)
        if (row->args[i].kind == ArgKind::Fd)
            note(texts[i], {});
    if (call.result.starts_with('-') || texts.empty())
        return;
    const std::optional<std::uint64_t> fd = straceNumber(texts[0]);
    const auto source = fd ? known.find(static_cast<int>(*fd)) : known.end();
    if (call.name == "close" && source != known.end())
        source->second = source->second == Kind::Other ? Kind::Other : Kind::WasSocket;
    else if (isOneOf(call.name, {"socket", "accept", "accept4"}))
        note(call.result, Kind::Socket);
    else if (call.name.starts_with("epoll_create"))
        note(call.result, Kind::Epoll);
    else if (isOneOf(call.name, {"dup", "dup2", "dup3"}) || (call.name == "fcntl" && texts.size() > 1 && texts[1].starts_with("F_DUPFD")))
        note(call.result, source == known.end() ? Kind::Other : source->second);
    else if (call.name == "socketpair" && texts.size() > 3)
        for (const std::string_view one : splitStrace(insideBrackets(texts[3], '[').value_or("")))
            note(one, Kind::Socket);
    else if (call.name.starts_with("open") || isOneOf(call.name, {"creat", "eventfd2", "timerfd_create", "signalfd4", "memfd_create"}))
        note(call.result, Kind::Other);
    else if (call.name.starts_with("pipe"))
        for (const std::string_view one : splitStrace(insideBrackets(texts[0], '[').value_or("")))
            note(one, Kind::Other);
}

} // namespace lab
