#pragma once
// CallText: a call as text. strace's words for transcripts and exports; short words for diagrams; C for the source
// view.

#include "model/journal/Event.h"

#include <string>
#include <vector>

namespace lab {

/// One argument in strace's words: "3", "AF_INET", "{sa_family=AF_INET, sin_port=htons(8080), …}", "\"Hello\"",
/// "MSG_NOSIGNAL".
std::string argumentText(const CallEntered& call, std::size_t index, const CallReturned* returned = nullptr);
/// connect(3, {sa_family=AF_INET, sin_port=htons(8080), sin_addr=inet_addr("10.9.0.2")}, 16) = 0
std::string straceText(const CallEntered& call, const CallReturned* returned = nullptr);
/// For a diagram: connect(3, 10.9.0.2:8080), listen(3, 1), send(4, "Hello")
std::string shortText(const CallEntered& call);
/// For a diagram: "= 3", "= -1 ECONNREFUSED", "= 5 \"Hello\"", "= 4 10.9.0.1:40001"
std::string resultText(const CallEntered& call, const CallReturned& returned);
/// The C a person would write for it: connect(fd, (struct sockaddr *)&addr, sizeof addr); `fdNames` maps numbers to
/// names.
std::string cText(const CallEntered& call, const std::vector<std::pair<int, std::string>>& fdNames = {});

/// The socket address in argument or result memory; nothing if it is none.
std::optional<Endpoint> endpointIn(ByteView sockaddrBytes);
/// The address a call was given (bind, connect, sendto) or gave back (accept, recvfrom, getsockname, getpeername).
std::optional<Endpoint> addressOf(const CallEntered& call, const CallReturned* returned = nullptr);
/// The bytes that the call moved: what was passed to send/write, or what recv/read put into the buffer.
Bytes dataOf(const CallEntered& call, const CallReturned* returned = nullptr);
/// The integer that getsockopt wrote.
std::optional<std::int64_t> optionValueOf(const CallEntered& call, const CallReturned& returned);
/// What poll or select waits for: "3 POLLIN, 4 POLLOUT", "read [3 4]"; empty for other calls.
std::string readinessWanted(const CallEntered& call);
/// "EPOLLIN|EPOLLET"
std::string epollEventNames(std::uint32_t events);
/// After poll: "POLLIN|POLLHUP" of every entry in order, joined by ", ".
std::string reventsText(const CallEntered& call, const CallReturned& returned);
/// The descriptor the call works on, or -1.
int fdOf(const CallEntered& call);

} // namespace lab
