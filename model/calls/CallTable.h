#pragma once
// CallTable: one row a socket call. The tracer, the command line of built-in actors, the strace-like text, the
// words and the views all read it; a call is added here and nowhere else (plus its explanation in resources/words).

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace lab {

/// What an argument is: how the tracer captures it, how a command writes it and how CallText prints it.
enum class ArgKind : std::uint8_t {
    Fd, ///< descriptor; a command may name it (L, C)
    Domain, ///< AF_INET
    SocketType, ///< SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC
    AcceptFlags, ///< accept4: SOCK_NONBLOCK | SOCK_CLOEXEC
    OpenFlags, ///< dup3, F_SETFL: O_CLOEXEC, O_NONBLOCK
    Protocol, ///< IPPROTO_TCP; depends on domain only in print
    Int, ///< a plain signed number
    Size, ///< size_t
    Backlog,
    Address, ///< struct sockaddr* read by the kernel; its length is the next argument
    AddressOut, ///< struct sockaddr* written by the kernel; its length pointer is the next argument
    AddressLength, ///< socklen_t
    AddressLengthOut, ///< socklen_t* (value-result)
    Buffer, ///< bytes read by the kernel; length is the next argument
    BufferOut, ///< bytes written by the kernel; length is the next argument, filled bytes = result
    MsgFlags, ///< MSG_*
    ShutHow, ///< SHUT_RD …
    OptLevel, ///< SOL_SOCKET …
    OptName, ///< SO_REUSEADDR …; depends on the level before it
    OptValue, ///< read by the kernel; length is the next argument
    OptValueOut, ///< written by the kernel; its length pointer is the next argument
    OptLength, ///< socklen_t
    OptLengthOut, ///< socklen_t*
    PollFds, ///< struct pollfd[]; the count is the next argument; read and written
    PollCount,
    Milliseconds, ///< poll's timeout, -1: for ever
    FcntlCommand, ///< F_GETFL …
    FcntlArgument,
    Resource, ///< RLIMIT_NOFILE
    Limits, ///< struct rlimit64*
    TimeSpec, ///< struct timespec*, ppoll's timeout; read by the kernel
    Pointer, ///< anything else: printed as an address
};

struct ArgSpec
{
    ArgKind kind;
    std::string_view name; ///< as in the man page: "sockfd", "addr", "backlog"
};

struct CallRow
{
    std::string_view name; ///< of the system call: "accept4", "sendto"
    int number; ///< SYS_…; negative: a helper of the lab that is no system call
    std::span<const ArgSpec> args;
    bool mayBlock = false;
    bool returnsFd = false;
    bool closesFd = false; ///< close: frees args[0]
    bool helper = false; ///< of built-in actors only; not stopped at in learners' programs
};

std::span<const CallRow> callTable();
const CallRow* findCall(std::string_view name);
const CallRow* findCall(int number);

/// A named constant of an argument kind. For OptName `level` selects the family.
struct NamedValue
{
    std::string_view name;
    std::int64_t value;
};

std::span<const NamedValue> namedValues(ArgKind kind, int level = 0);
std::optional<std::int64_t> valueOf(ArgKind kind, std::string_view name, int level = 0);
std::string_view nameOf(ArgKind kind, std::int64_t value, int level = 0);
/// The level of a socket option by its name: SO_… → SOL_SOCKET, TCP_… → IPPROTO_TCP, IP_…, IPV6_….
std::optional<int> levelOfOption(std::string_view optionName);

std::string_view errnoName(int errnum); ///< "ECONNREFUSED"; 11 is EAGAIN, 95 is EOPNOTSUPP
std::optional<int> errnoValue(std::string_view name);
std::string_view signalName(int signal); ///< "SIGPIPE"

} // namespace lab
