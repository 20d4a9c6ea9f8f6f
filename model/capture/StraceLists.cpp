// Values that are made of several: descriptors to be waited for, signals, messages and vectors. See StraceValues.h.
#include "model/calls/CallMemory.h"
#include "model/capture/StraceLine.h"
#include "model/capture/StraceValues.h"

#include <algorithm>
#include <map>
#include <string>

#include <poll.h>
#include <sys/epoll.h>
#include <sys/socket.h>

namespace lab {

namespace {

/// "128 => 16": what was there before the call, and after it.
std::string_view beforeOrAfter(std::string_view text, bool before)
{
    const std::size_t arrow = text.find(" => ");
    if (arrow == std::string_view::npos)
        return text;
    return before ? text.substr(0, arrow) : text.substr(arrow + 4);
}

std::optional<int> signalNumber(std::string_view name)
{
    static const auto numbers = [] {
        std::map<std::string, int, std::less<>> made;
        for (int signal = 1; signal <= 64; ++signal)
            if (const std::string_view known = signalName(signal); !known.empty())
                made.emplace(known.substr(3), signal);
        return made;
    }();
    if (const auto found = numbers.find(name); found != numbers.end())
        return found->second;
    constexpr int firstRealTime = 32;
    if (name == "RTMIN")
        return firstRealTime;
    const auto number = name.starts_with("RT_") ? straceNumber(name.substr(3)) : std::nullopt;
    return number && *number <= 32 ? std::optional(firstRealTime + static_cast<int>(*number)) : std::nullopt;
}

/// [{cmsg_len=20, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, cmsg_data=[5]}]
std::optional<Bytes> control(std::string_view text)
{
    const auto inside = insideBrackets(text, '[');
    if (!inside)
        return {};
    Bytes bytes;
    for (const std::string_view one : splitStrace(*inside)) {
        const auto level = straceFlags(ArgKind::OptLevel, straceField(one, "cmsg_level"));
        const auto length = straceNumber(straceField(one, "cmsg_len"));
        const std::string_view type = straceField(one, "cmsg_type");
        const auto data = straceInts(straceField(one, "cmsg_data"));
        if (!level || !length || !data || *length != sizeof(cmsghdr) + data->size())
            return {};
        const auto number = type == "SCM_RIGHTS" ? std::optional<std::uint64_t>(SCM_RIGHTS)
                                                 : straceFlags(ArgKind::OptName, type, static_cast<int>(*level));
        if (!number)
            return {};
        appendValue(bytes, *length);
        appendValue(bytes, static_cast<std::int32_t>(*level));
        appendValue(bytes, static_cast<std::int32_t>(*number));
        bytes.insert(bytes.end(), data->begin(), data->end());
        bytes.resize(CMSG_ALIGN(bytes.size()));
    }
    return bytes;
}

} // namespace

std::optional<Bytes> stracePollFds(std::string_view text)
{
    const auto inside = insideBrackets(text, '[');
    if (!inside)
        return {};
    Bytes bytes;
    for (const std::string_view one : splitStrace(*inside)) {
        const auto fd = straceNumber(straceField(one, "fd"));
        if (!fd)
            return {};
        // poll(2) ignores the events of a negative descriptor; strace does not print them.
        const std::string_view events = straceField(one, "events"), revents = straceField(one, "revents");
        pollfd entry {static_cast<int>(*fd), 0, 0};
        entry.events = static_cast<short>(straceFlags(ArgKind::PollFds, events).value_or(0));
        entry.revents = static_cast<short>(straceFlags(ArgKind::PollFds, revents).value_or(0));
        appendValue(bytes, entry);
    }
    return bytes;
}

std::optional<Bytes> straceFdSet(std::string_view text, int nfds)
{
    const auto inside = insideBrackets(text, '[');
    if (!inside)
        return {};
    constexpr int most = 65536;
    const auto count = static_cast<std::size_t>(std::clamp(nfds, 0, most));
    Bytes bytes((count + 63) / 64 * 8);
    for (const std::string_view one : splitStrace(*inside, ' ')) {
        const auto fd = straceNumber(one);
        if (!fd || *fd / 8 >= bytes.size())
            return {};
        bytes[*fd / 8] |= static_cast<std::uint8_t>(1U << (*fd % 8));
    }
    return bytes;
}

std::optional<Bytes> straceSignals(std::string_view text)
{
    const bool allBut = text.starts_with('~');
    const auto inside = insideBrackets(text.substr(allBut ? 1 : 0), '[');
    if (!inside)
        return {};
    std::uint64_t set = 0;
    for (const std::string_view name : splitStrace(*inside, ' ')) {
        const auto number = signalNumber(name);
        if (!number)
            return {};
        set |= std::uint64_t {1} << (*number - 1);
    }
    Bytes bytes;
    appendValue(bytes, allBut ? ~set : set);
    return bytes;
}

std::optional<Bytes> straceEpollEvent(std::string_view text)
{
    const auto events = straceFlags(ArgKind::EpollEvent, straceField(text, "events"));
    const std::string_view data = straceField(text, "data");
    auto value = straceNumber(straceField(data, "u64"));
    if (!value)
        value = straceNumber(data); // strace -X raw, and newer ones that shorten it
    if (!events || !value)
        return {};
    epoll_event event {};
    event.events = static_cast<std::uint32_t>(*events);
    event.data.u64 = *value;
    Bytes bytes;
    appendValue(bytes, event);
    return bytes;
}

std::optional<Bytes> straceInts(std::string_view text)
{
    const auto inside = insideBrackets(text, '[');
    if (!inside)
        return {};
    Bytes bytes;
    for (const std::string_view one : splitStrace(*inside)) {
        const auto number = straceNumber(one);
        if (!number)
            return {};
        appendValue(bytes, static_cast<std::int32_t>(*number));
    }
    return bytes;
}

std::optional<std::vector<MessagePiece>> stracePieces(std::string_view text, bool& whole)
{
    const auto inside = insideBrackets(text, '[');
    if (!inside)
        return {};
    std::vector<MessagePiece> pieces;
    for (const std::string_view one : splitStrace(*inside)) {
        if (one == "...") // strace shows the first of many (-s)
            break;
        const auto length = straceNumber(straceField(one, "iov_len"));
        const std::string_view base = straceField(one, "iov_base");
        if (!length)
            return {};
        MessagePiece piece {unprintedAddress, *length, {}};
        if (const auto address = straceNumber(base))
            piece.base = *address;
        else if (auto data = straceString(base))
            piece.data = std::move(data->bytes);
        else
            whole = false;
        pieces.push_back(std::move(piece));
    }
    return pieces;
}

std::optional<MessageValue> straceMessage(std::string_view text, bool before, bool& whole)
{
    if (!insideBrackets(text, '{'))
        return {};
    MessageValue message;
    const std::string_view name = straceField(text, "msg_name"), pieces = straceField(text, "msg_iov");
    const auto number = [&](std::string_view field) {
        return straceNumber(beforeOrAfter(straceField(text, field), before)).value_or(0);
    };
    message.nameLength = static_cast<std::uint32_t>(number("msg_namelen"));
    if (const auto at = straceNumber(name)) {
        message.nameAt = *at;
    } else if (!name.empty()) {
        message.nameAt = unprintedAddress;
        const auto address = straceAddress(name);
        whole = whole && address;
        message.name = address.value_or(Bytes());
    }
    if (const auto at = straceNumber(pieces)) {
        message.piecesAt = *at;
    } else if (!pieces.empty()) {
        message.piecesAt = unprintedAddress;
        auto read = stracePieces(pieces, whole);
        whole = whole && read;
        message.pieces = std::move(read).value_or(std::vector<MessagePiece>());
    }
    message.pieceCount = number("msg_iovlen");
    message.controlLength = number("msg_controllen");
    if (const std::string_view data = straceField(text, "msg_control"); !data.empty()) {
        message.controlAt = straceNumber(data).value_or(unprintedAddress);
        const auto read = control(data);
        whole = whole && (read || straceNumber(data));
        message.control = read.value_or(Bytes());
    }
    message.flags = static_cast<std::uint32_t>(straceFlags(ArgKind::MsgFlags, straceField(text, "msg_flags")).value_or(0));
    return message;
}

} // namespace lab
