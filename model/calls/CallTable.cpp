#include "model/calls/CallTable.h"

#include <array>

#include <sys/syscall.h>

namespace lab {

namespace {

using enum ArgKind;

constexpr ArgSpec socketArgs[] = {{Domain, "domain"}, {SocketType, "type"}, {Protocol, "protocol"}};
constexpr ArgSpec socketpairArgs[] = {
    {Domain, "domain"}, {SocketType, "type"}, {Protocol, "protocol"}, {Pointer, "sv"}};
constexpr ArgSpec setsockoptArgs[] = {
    {Fd, "sockfd"}, {OptLevel, "level"}, {OptName, "optname"}, {OptValue, "optval"}, {OptLength, "optlen"}};
constexpr ArgSpec getsockoptArgs[] = {
    {Fd, "sockfd"}, {OptLevel, "level"}, {OptName, "optname"}, {OptValueOut, "optval"}, {OptLengthOut, "optlen"}};
constexpr ArgSpec addressArgs[] = {{Fd, "sockfd"}, {Address, "addr"}, {AddressLength, "addrlen"}};
constexpr ArgSpec addressOutArgs[] = {{Fd, "sockfd"}, {AddressOut, "addr"}, {AddressLengthOut, "addrlen"}};
constexpr ArgSpec listenArgs[] = {{Fd, "sockfd"}, {Backlog, "backlog"}};
constexpr ArgSpec accept4Args[] = {
    {Fd, "sockfd"}, {AddressOut, "addr"}, {AddressLengthOut, "addrlen"}, {AcceptFlags, "flags"}};
constexpr ArgSpec sendtoArgs[] = {{Fd, "sockfd"},      {Buffer, "buf"},        {Size, "len"},
                                  {MsgFlags, "flags"}, {Address, "dest_addr"}, {AddressLength, "addrlen"}};
constexpr ArgSpec recvfromArgs[] = {{Fd, "sockfd"},      {BufferOut, "buf"},       {Size, "len"},
                                    {MsgFlags, "flags"}, {AddressOut, "src_addr"}, {AddressLengthOut, "addrlen"}};
constexpr ArgSpec messageArgs[] = {{Fd, "sockfd"}, {Pointer, "msg"}, {MsgFlags, "flags"}};
constexpr ArgSpec writeArgs[] = {{Fd, "fd"}, {Buffer, "buf"}, {Size, "count"}};
constexpr ArgSpec readArgs[] = {{Fd, "fd"}, {BufferOut, "buf"}, {Size, "count"}};
constexpr ArgSpec vectorArgs[] = {{Fd, "fd"}, {Pointer, "iov"}, {Int, "iovcnt"}};
constexpr ArgSpec shutdownArgs[] = {{Fd, "sockfd"}, {ShutHow, "how"}};
constexpr ArgSpec closeArgs[] = {{Fd, "fd"}};
constexpr ArgSpec dupArgs[] = {{Fd, "oldfd"}};
constexpr ArgSpec dup2Args[] = {{Fd, "oldfd"}, {Fd, "newfd"}};
constexpr ArgSpec dup3Args[] = {{Fd, "oldfd"}, {Fd, "newfd"}, {OpenFlags, "flags"}};
constexpr ArgSpec fcntlArgs[] = {{Fd, "fd"}, {FcntlCommand, "cmd"}, {FcntlArgument, "arg"}};
constexpr ArgSpec ioctlArgs[] = {{Fd, "fd"}, {Int, "request"}, {Pointer, "argp"}};
constexpr ArgSpec pollArgs[] = {{PollFds, "fds"}, {PollCount, "nfds"}, {Milliseconds, "timeout"}};
constexpr ArgSpec ppollArgs[] = {
    {PollFds, "fds"}, {PollCount, "nfds"}, {TimeSpec, "tmo_p"}, {Pointer, "sigmask"}, {Size, "sigsetsize"}};
constexpr ArgSpec prlimitArgs[] = {{Int, "pid"}, {Resource, "resource"}, {Limits, "new_limit"}, {Limits, "old_limit"}};
constexpr ArgSpec capsetArgs[] = {{Pointer, "hdrp"}, {Pointer, "datap"}};

// send() and recv() of the C library are sendto and recvfrom with NULL addresses here (glibc on x86-64 and arm64): the
// rows are the system calls, CallText and CallBuilder know C's names.
constexpr CallRow rows[] = {
    {.name = "socket", .number = SYS_socket, .args = socketArgs, .returnsFd = true},
    {.name = "socketpair", .number = SYS_socketpair, .args = socketpairArgs},
    {.name = "setsockopt", .number = SYS_setsockopt, .args = setsockoptArgs},
    {.name = "getsockopt", .number = SYS_getsockopt, .args = getsockoptArgs},
    {.name = "bind", .number = SYS_bind, .args = addressArgs},
    {.name = "listen", .number = SYS_listen, .args = listenArgs},
    {.name = "accept", .number = SYS_accept, .args = addressOutArgs, .mayBlock = true, .returnsFd = true},
    {.name = "accept4", .number = SYS_accept4, .args = accept4Args, .mayBlock = true, .returnsFd = true},
    {.name = "connect", .number = SYS_connect, .args = addressArgs, .mayBlock = true},
    {.name = "sendto", .number = SYS_sendto, .args = sendtoArgs, .mayBlock = true},
    {.name = "recvfrom", .number = SYS_recvfrom, .args = recvfromArgs, .mayBlock = true},
    {.name = "sendmsg", .number = SYS_sendmsg, .args = messageArgs, .mayBlock = true},
    {.name = "recvmsg", .number = SYS_recvmsg, .args = messageArgs, .mayBlock = true},
    {.name = "write", .number = SYS_write, .args = writeArgs, .mayBlock = true},
    {.name = "read", .number = SYS_read, .args = readArgs, .mayBlock = true},
    {.name = "writev", .number = SYS_writev, .args = vectorArgs, .mayBlock = true},
    {.name = "readv", .number = SYS_readv, .args = vectorArgs, .mayBlock = true},
    {.name = "shutdown", .number = SYS_shutdown, .args = shutdownArgs},
    // close() waits when SO_LINGER is on with a time above 0 (socket(7)).
    {.name = "close", .number = SYS_close, .args = closeArgs, .mayBlock = true, .closesFd = true},
    {.name = "dup", .number = SYS_dup, .args = dupArgs, .returnsFd = true},
#ifdef SYS_dup2
    {.name = "dup2", .number = SYS_dup2, .args = dup2Args, .returnsFd = true},
#endif
    {.name = "dup3", .number = SYS_dup3, .args = dup3Args, .returnsFd = true},
    {.name = "fcntl", .number = SYS_fcntl, .args = fcntlArgs},
    {.name = "ioctl", .number = SYS_ioctl, .args = ioctlArgs},
    {.name = "getsockname", .number = SYS_getsockname, .args = addressOutArgs},
    {.name = "getpeername", .number = SYS_getpeername, .args = addressOutArgs},
#ifdef SYS_poll
    {.name = "poll", .number = SYS_poll, .args = pollArgs, .mayBlock = true},
#endif
    {.name = "ppoll", .number = SYS_ppoll, .args = ppollArgs, .mayBlock = true},
    {.name = "prlimit64", .number = SYS_prlimit64, .args = prlimitArgs, .helper = true},
    {.name = "capset", .number = SYS_capset, .args = capsetArgs, .helper = true},
    {.name = "ls_fd", .number = -1, .args = {}, .helper = true},
};

} // namespace

std::span<const CallRow> callTable()
{
    return rows;
}

const CallRow* findCall(std::string_view name)
{
    for (const CallRow& row : rows) {
        if (row.name == name)
            return &row;
    }
    return nullptr;
}

const CallRow* findCall(int number)
{
    // The tracer asks at every stop: an index, made once.
    static const auto byNumber = [] {
        std::array<const CallRow*, 512> index {};
        for (const CallRow& row : rows) {
            if (row.number >= 0 && static_cast<std::size_t>(row.number) < index.size())
                index[static_cast<std::size_t>(row.number)] = &row;
        }
        return index;
    }();
    if (number < 0 || static_cast<std::size_t>(number) >= byNumber.size())
        return nullptr;
    return byNumber[static_cast<std::size_t>(number)];
}

} // namespace lab
