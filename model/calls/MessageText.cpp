#include "model/calls/MessageText.h"

#include "model/calls/CallMemory.h"
#include "model/calls/ValueText.h"

#include <algorithm>
#include <bit>

#include <sys/epoll.h>
#include <sys/socket.h>

namespace lab {

namespace {

/// struct cmsghdr without its flexible member (cmsg(3)).
struct ControlHeader
{
    std::size_t length;
    int level, type;
};

static_assert(sizeof(ControlHeader) == sizeof(cmsghdr));

std::string pointerText(std::uint64_t address)
{
    return address == 0 ? "NULL" : hexText(address);
}

std::string intsText(ByteView memory)
{
    std::string text;
    for (std::size_t at = 0; const auto number = valueIn<std::int32_t>(memory, at); at += sizeof *number)
        text += (text.empty() ? "" : ", ") + std::to_string(*number);
    return "[" + text + "]";
}

std::string controlTypeText(int level, int type)
{
    if (level == SOL_SOCKET && type == SCM_RIGHTS)
        return "SCM_RIGHTS";
    if (level == SOL_SOCKET && type == SCM_CREDENTIALS)
        return "SCM_CREDENTIALS";
    return level == SOL_SOCKET && type == SO_TIMESTAMP ? "SO_TIMESTAMP_OLD" : optionText(level, type);
}

/// One piece of ancillary data (cmsg(3)) whose data is `data`.
std::string controlText(const ControlHeader& header, ByteView data)
{
    std::string text = "{cmsg_len=" + std::to_string(header.length) + ", cmsg_level=" + levelText(header.level)
        + ", cmsg_type=" + controlTypeText(header.level, header.type) + ", cmsg_data=";
    if (header.level == SOL_SOCKET && header.type == SCM_RIGHTS)
        return text + intsText(data) + "}";
    if (const auto who = valueIn<ucred>(data); who && header.level == SOL_SOCKET && header.type == SCM_CREDENTIALS)
        return text + "{pid=" + std::to_string(who->pid) + ", uid=" + std::to_string(who->uid)
            + ", gid=" + std::to_string(who->gid) + "}}";
    if (data.size() == sizeof(std::int32_t))
        return text + intsText(data) + "}";
    return text + quotedText(data, data.size(), data.size()) + "}";
}

std::string allControlText(ByteView memory)
{
    std::string text;
    for (std::size_t at = 0; const auto header = valueIn<ControlHeader>(memory, at);) {
        if (header->length < sizeof(ControlHeader) || header->length > memory.size() - at)
            break;
        const ByteView data = memory.subspan(at + sizeof(ControlHeader), header->length - sizeof(ControlHeader));
        text += (text.empty() ? "" : ", ") + controlText(*header, data);
        at += CMSG_ALIGN(header->length);
    }
    return "[" + text + "]";
}

std::string nameText(const MessageValue& message, const MessageValue* before)
{
    const std::uint32_t room = before ? before->nameLength : message.nameLength;
    const ByteView name = ByteView(message.name).first(std::min<std::size_t>(message.name.size(), room));
    std::string text = "msg_name=";
    text += name.size() < sizeof(sa_family_t) ? pointerText(message.nameAt) : addressText(name);
    text += ", msg_namelen=" + std::to_string(room);
    return room == message.nameLength ? text : text + " => " + std::to_string(message.nameLength);
}

} // namespace

std::string piecesText(const MessageValue& message, bool filled)
{
    if (message.pieces.empty())
        return message.pieceCount == 0 && message.piecesAt != 0 ? "[]" : pointerText(message.piecesAt);
    std::string text;
    for (const MessagePiece& piece : message.pieces) {
        const bool unknown = !filled || (piece.data.empty() && piece.base == 0);
        text += (text.empty() ? "{iov_base=" : ", {iov_base=")
            + (unknown ? pointerText(piece.base) : quotedText(piece.data, piece.data.size()))
            + ", iov_len=" + std::to_string(piece.length) + "}";
    }
    return "[" + text + "]";
}

std::string messageText(const MessageValue& message, const MessageValue* before)
{
    std::string text = "{" + nameText(message, before) + ", msg_iov=" + piecesText(message)
        + ", msg_iovlen=" + std::to_string(message.pieceCount);
    if (message.controlLength > 0)
        text += ", msg_control="
            + (message.control.empty() ? pointerText(message.controlAt) : allControlText(message.control));
    return text + ", msg_controllen=" + std::to_string(message.controlLength)
        + ", msg_flags=" + flagNames(ArgKind::MsgFlags, message.flags, "MSG_???") + "}";
}

std::string messagesText(const std::vector<MessageValue>& messages, const std::vector<MessageValue>& before,
                         bool lengthsTold)
{
    std::string text;
    for (std::size_t i = 0; i < messages.size(); ++i) {
        text +=
            (i == 0 ? "{msg_hdr=" : ", {msg_hdr=") + messageText(messages[i], i < before.size() ? &before[i] : nullptr);
        text += lengthsTold ? ", msg_len=" + std::to_string(messages[i].moved) + "}" : "}";
    }
    return "[" + text + "]";
}

std::string epollEventsText(ByteView memory)
{
    std::string text;
    for (std::size_t at = 0; const auto event = valueIn<epoll_event>(memory, at); at += sizeof(epoll_event)) {
        const std::uint64_t data = event->data.u64; // a copy: the struct is packed
        text += (text.empty() ? "{events=" : ", {events=")
            + flagNames(ArgKind::EpollEvent, std::uint32_t {event->events}, "EPOLL???") + ", data={u32="
            + std::to_string(static_cast<std::uint32_t>(data)) + ", u64=" + std::to_string(data) + "}}";
    }
    return text;
}

std::string fdSetText(ByteView memory, int nfds)
{
    std::string text;
    for (const int fd : descriptorsIn(memory, nfds))
        text += (text.empty() ? "" : " ") + std::to_string(fd);
    return "[" + text + "]";
}

std::string signalSetText(ByteView memory)
{
    const std::uint64_t set = valueIn<std::uint64_t>(memory).value_or(0);
    constexpr int signals = 64, firstRealTime = 32;
    const bool most = std::popcount(set) >= signals * 2 / 3; // as strace does
    std::string text;
    for (int signal = 1; signal <= signals; ++signal) {
        if (((set >> (signal - 1) & 1) != 0) == most)
            continue;
        const std::string_view name = signalName(signal);
        text += text.empty() ? "" : " ";
        if (!name.empty())
            text += name.substr(3);
        else
            text += signal == firstRealTime ? "RTMIN" : "RT_" + std::to_string(signal - firstRealTime);
    }
    return (most ? "~[" : "[") + text + "]";
}

} // namespace lab
