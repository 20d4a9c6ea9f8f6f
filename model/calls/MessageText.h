#pragma once
// MessageText: the arguments that point to more than one thing, in strace's words: messages, vectors, epoll events,
// descriptor sets, signal sets.

#include "model/base/Bytes.h"
#include "model/calls/MessageMemory.h"

#include <string>

namespace lab {

/// [{iov_base="abc", iov_len=3}, …]; data beyond what was moved is "". Before the kernel has filled them: their addresses.
std::string piecesText(const MessageValue& message, bool filled = true);
/// {msg_name=NULL, msg_namelen=0, msg_iov=[…], msg_iovlen=1, msg_controllen=0, msg_flags=0}. `before`: of a message
/// that the kernel filled, what stood there when the call was made: its msg_namelen is shown as "128 => 16".
std::string messageText(const MessageValue& message, const MessageValue* before = nullptr);
/// [{msg_hdr={…}, msg_len=3}, …]; msg_len only where the call has told it.
std::string messagesText(const std::vector<MessageValue>& messages, const std::vector<MessageValue>& before,
                         bool lengthsTold);
/// {events=EPOLLIN, data={u32=4, u64=4}}; an array of them has commas between.
std::string epollEventsText(ByteView memory);
/// [3 5]
std::string fdSetText(ByteView memory, int nfds);
/// [INT TERM], or ~[KILL STOP] where most are in the set.
std::string signalSetText(ByteView memory);

} // namespace lab
