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
    TimeSpec, ///< struct timespec*, a timeout; read by the kernel, which may write what is left (select(2))
    TimeVal, ///< struct timeval*, select's timeout, likewise
    SignalSet, ///< sigset_t*; its size is the next argument
    SignalSetPair, ///< pselect6: { const sigset_t*, size_t }*; the memory kept is the set
    FdSet, ///< fd_set*, read and written; the first argument is the number of descriptors
    FdPairOut, ///< int[2] of socketpair
    MessageIn, ///< struct msghdr* of sendmsg; memory as in MessageMemory.h, as for the five after it
    MessageOut, ///< struct msghdr* of recvmsg
    MessagesIn, ///< struct mmsghdr[] of sendmmsg; the count is the next argument
    MessagesOut, ///< struct mmsghdr[] of recvmmsg; the count is the next argument
    VectorIn, ///< struct iovec[] of writev; the count is the next argument
    VectorOut, ///< struct iovec[] of readv; the count is the next argument
    IoctlRequest, ///< FIONREAD
    IoctlArgument, ///< int* where the request is known (FIONREAD, FIONBIO)
    EpollFlags, ///< EPOLL_CLOEXEC
    EpollOperation, ///< EPOLL_CTL_ADD
    EpollEvent, ///< struct epoll_event* of epoll_ctl; as a named constant: EPOLLIN
    EpollEventsOut, ///< struct epoll_event[] of epoll_wait; filled entries = result
    Offset, ///< off_t* of sendfile and splice, read and written
    SpliceFlags, ///< SPLICE_F_MOVE
    CloseRangeFlags, ///< CLOSE_RANGE_CLOEXEC
    UnsignedInt, ///< close_range's ends
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
    bool programsOnly = false; ///< of learners' programs only; built-in actors have no command for it
    bool socketsOnly = false; ///< makes a socket, or fails with ENOTSOCK on any other descriptor
};

/// Does it wait for readiness of several descriptors: poll, select, epoll_wait and their kin?
bool waitsForReadiness(const CallRow& row);

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
