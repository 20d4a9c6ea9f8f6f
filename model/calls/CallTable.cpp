#include "model/calls/CallTable.h"

#include <array>

#include <sys/syscall.h>

namespace lab {

namespace {

using enum ArgKind;

constexpr ArgSpec socketArgs[] = {{Domain, "domain"}, {SocketType, "type"}, {Protocol, "protocol"}};
constexpr ArgSpec socketpairArgs[] = {
    {Domain, "domain"}, {SocketType, "type"}, {Protocol, "protocol"}, {FdPairOut, "sv"}};
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
constexpr ArgSpec sendmsgArgs[] = {{Fd, "sockfd"}, {MessageIn, "msg"}, {MsgFlags, "flags"}};
constexpr ArgSpec recvmsgArgs[] = {{Fd, "sockfd"}, {MessageOut, "msg"}, {MsgFlags, "flags"}};
constexpr ArgSpec sendmmsgArgs[] = {{Fd, "sockfd"}, {MessagesIn, "msgvec"}, {UnsignedInt, "vlen"}, {MsgFlags, "flags"}};
constexpr ArgSpec recvmmsgArgs[] = {
    {Fd, "sockfd"}, {MessagesOut, "msgvec"}, {UnsignedInt, "vlen"}, {MsgFlags, "flags"}, {TimeSpec, "timeout"}};
constexpr ArgSpec writeArgs[] = {{Fd, "fd"}, {Buffer, "buf"}, {Size, "count"}};
constexpr ArgSpec readArgs[] = {{Fd, "fd"}, {BufferOut, "buf"}, {Size, "count"}};
constexpr ArgSpec writevArgs[] = {{Fd, "fd"}, {VectorIn, "iov"}, {Int, "iovcnt"}};
constexpr ArgSpec readvArgs[] = {{Fd, "fd"}, {VectorOut, "iov"}, {Int, "iovcnt"}};
constexpr ArgSpec sendfileArgs[] = {{Fd, "out_fd"}, {Fd, "in_fd"}, {Offset, "offset"}, {Size, "count"}};
constexpr ArgSpec spliceArgs[] = {{Fd, "fd_in"},       {Offset, "off_in"}, {Fd, "fd_out"},
                                  {Offset, "off_out"}, {Size, "len"},      {SpliceFlags, "flags"}};
constexpr ArgSpec shutdownArgs[] = {{Fd, "sockfd"}, {ShutHow, "how"}};
constexpr ArgSpec closeArgs[] = {{Fd, "fd"}};
constexpr ArgSpec dupArgs[] = {{Fd, "oldfd"}};
constexpr ArgSpec dup2Args[] = {{Fd, "oldfd"}, {Fd, "newfd"}};
constexpr ArgSpec dup3Args[] = {{Fd, "oldfd"}, {Fd, "newfd"}, {OpenFlags, "flags"}};
constexpr ArgSpec fcntlArgs[] = {{Fd, "fd"}, {FcntlCommand, "cmd"}, {FcntlArgument, "arg"}};
constexpr ArgSpec closeRangeArgs[] = {{UnsignedInt, "first"}, {UnsignedInt, "last"}, {CloseRangeFlags, "flags"}};
constexpr ArgSpec ioctlArgs[] = {{Fd, "fd"}, {IoctlRequest, "request"}, {IoctlArgument, "argp"}};
constexpr ArgSpec pollArgs[] = {{PollFds, "fds"}, {PollCount, "nfds"}, {Milliseconds, "timeout"}};
constexpr ArgSpec ppollArgs[] = {
    {PollFds, "fds"}, {PollCount, "nfds"}, {TimeSpec, "tmo_p"}, {SignalSet, "sigmask"}, {Size, "sigsetsize"}};
constexpr ArgSpec selectArgs[] = {
    {Int, "nfds"}, {FdSet, "readfds"}, {FdSet, "writefds"}, {FdSet, "exceptfds"}, {TimeVal, "timeout"}};
constexpr ArgSpec pselectArgs[] = {{Int, "nfds"},        {FdSet, "readfds"},    {FdSet, "writefds"},
                                   {FdSet, "exceptfds"}, {TimeSpec, "timeout"}, {SignalSetPair, "sigmask"}};
constexpr ArgSpec epollCreateArgs[] = {{Int, "size"}};
constexpr ArgSpec epollCreate1Args[] = {{EpollFlags, "flags"}};
constexpr ArgSpec epollCtlArgs[] = {{Fd, "epfd"}, {EpollOperation, "op"}, {Fd, "fd"}, {EpollEvent, "event"}};
constexpr ArgSpec epollWaitArgs[] = {
    {Fd, "epfd"}, {EpollEventsOut, "events"}, {Int, "maxevents"}, {Milliseconds, "timeout"}};
constexpr ArgSpec epollPwaitArgs[] = {{Fd, "epfd"},           {EpollEventsOut, "events"},
                                      {Int, "maxevents"},     {Milliseconds, "timeout"},
                                      {SignalSet, "sigmask"}, {Size, "sigsetsize"}};
constexpr ArgSpec epollPwait2Args[] = {{Fd, "epfd"},          {EpollEventsOut, "events"}, {Int, "maxevents"},
                                       {TimeSpec, "timeout"}, {SignalSet, "sigmask"},     {Size, "sigsetsize"}};
constexpr ArgSpec prlimitArgs[] = {{Int, "pid"}, {Resource, "resource"}, {Limits, "new_limit"}, {Limits, "old_limit"}};
constexpr ArgSpec capsetArgs[] = {{Pointer, "hdrp"}, {Pointer, "datap"}};

// send() and recv() of the C library are sendto and recvfrom with NULL addresses here (glibc on x86-64 and arm64): the
// rows are the system calls, CallText and CallBuilder know C's names.
constexpr CallRow rows[] = {
    {.name = "socket", .number = SYS_socket, .args = socketArgs, .returnsFd = true, .socketsOnly = true},
    {.name = "socketpair", .number = SYS_socketpair, .args = socketpairArgs, .programsOnly = true, .socketsOnly = true},
    {.name = "setsockopt", .number = SYS_setsockopt, .args = setsockoptArgs, .socketsOnly = true},
    {.name = "getsockopt", .number = SYS_getsockopt, .args = getsockoptArgs, .socketsOnly = true},
    {.name = "bind", .number = SYS_bind, .args = addressArgs, .socketsOnly = true},
    {.name = "listen", .number = SYS_listen, .args = listenArgs, .socketsOnly = true},
    {.name = "accept",
     .number = SYS_accept,
     .args = addressOutArgs,
     .mayBlock = true,
     .returnsFd = true,
     .socketsOnly = true},
    {.name = "accept4",
     .number = SYS_accept4,
     .args = accept4Args,
     .mayBlock = true,
     .returnsFd = true,
     .socketsOnly = true},
    {.name = "connect", .number = SYS_connect, .args = addressArgs, .mayBlock = true, .socketsOnly = true},
    {.name = "sendto", .number = SYS_sendto, .args = sendtoArgs, .mayBlock = true, .socketsOnly = true},
    {.name = "recvfrom", .number = SYS_recvfrom, .args = recvfromArgs, .mayBlock = true, .socketsOnly = true},
    {.name = "sendmsg",
     .number = SYS_sendmsg,
     .args = sendmsgArgs,
     .mayBlock = true,
     .programsOnly = true,
     .socketsOnly = true},
    {.name = "recvmsg",
     .number = SYS_recvmsg,
     .args = recvmsgArgs,
     .mayBlock = true,
     .programsOnly = true,
     .socketsOnly = true},
    {.name = "sendmmsg",
     .number = SYS_sendmmsg,
     .args = sendmmsgArgs,
     .mayBlock = true,
     .programsOnly = true,
     .socketsOnly = true},
    {.name = "recvmmsg",
     .number = SYS_recvmmsg,
     .args = recvmmsgArgs,
     .mayBlock = true,
     .programsOnly = true,
     .socketsOnly = true},
    {.name = "write", .number = SYS_write, .args = writeArgs, .mayBlock = true},
    {.name = "read", .number = SYS_read, .args = readArgs, .mayBlock = true},
    {.name = "writev", .number = SYS_writev, .args = writevArgs, .mayBlock = true, .programsOnly = true},
    {.name = "readv", .number = SYS_readv, .args = readvArgs, .mayBlock = true, .programsOnly = true},
    {.name = "sendfile", .number = SYS_sendfile, .args = sendfileArgs, .mayBlock = true, .programsOnly = true},
    {.name = "splice", .number = SYS_splice, .args = spliceArgs, .mayBlock = true, .programsOnly = true},
    {.name = "shutdown", .number = SYS_shutdown, .args = shutdownArgs, .socketsOnly = true},
    // close() waits when SO_LINGER is on with a time above 0 (socket(7)).
    {.name = "close", .number = SYS_close, .args = closeArgs, .mayBlock = true, .closesFd = true},
    {.name = "close_range", .number = SYS_close_range, .args = closeRangeArgs, .mayBlock = true, .programsOnly = true},
    {.name = "dup", .number = SYS_dup, .args = dupArgs, .returnsFd = true},
#ifdef SYS_dup2
    {.name = "dup2", .number = SYS_dup2, .args = dup2Args, .returnsFd = true},
#endif
    {.name = "dup3", .number = SYS_dup3, .args = dup3Args, .returnsFd = true},
    {.name = "fcntl", .number = SYS_fcntl, .args = fcntlArgs},
    {.name = "ioctl", .number = SYS_ioctl, .args = ioctlArgs, .programsOnly = true},
    {.name = "getsockname", .number = SYS_getsockname, .args = addressOutArgs, .socketsOnly = true},
    {.name = "getpeername", .number = SYS_getpeername, .args = addressOutArgs, .socketsOnly = true},
#ifdef SYS_poll
    {.name = "poll", .number = SYS_poll, .args = pollArgs, .mayBlock = true},
#endif
    {.name = "ppoll", .number = SYS_ppoll, .args = ppollArgs, .mayBlock = true},
#ifdef SYS_select
    {.name = "select", .number = SYS_select, .args = selectArgs, .mayBlock = true, .programsOnly = true},
#endif
    {.name = "pselect6", .number = SYS_pselect6, .args = pselectArgs, .mayBlock = true, .programsOnly = true},
#ifdef SYS_epoll_create
    {.name = "epoll_create",
     .number = SYS_epoll_create,
     .args = epollCreateArgs,
     .returnsFd = true,
     .programsOnly = true},
#endif
    {.name = "epoll_create1",
     .number = SYS_epoll_create1,
     .args = epollCreate1Args,
     .returnsFd = true,
     .programsOnly = true},
    {.name = "epoll_ctl", .number = SYS_epoll_ctl, .args = epollCtlArgs, .programsOnly = true},
#ifdef SYS_epoll_wait
    {.name = "epoll_wait", .number = SYS_epoll_wait, .args = epollWaitArgs, .mayBlock = true, .programsOnly = true},
#endif
    {.name = "epoll_pwait", .number = SYS_epoll_pwait, .args = epollPwaitArgs, .mayBlock = true, .programsOnly = true},
    {.name = "epoll_pwait2",
     .number = SYS_epoll_pwait2,
     .args = epollPwait2Args,
     .mayBlock = true,
     .programsOnly = true},
    {.name = "prlimit64", .number = SYS_prlimit64, .args = prlimitArgs, .helper = true},
    {.name = "capset", .number = SYS_capset, .args = capsetArgs, .helper = true},
    {.name = "ls_fd", .number = -1, .args = {}, .helper = true},
};

} // namespace

bool waitsForReadiness(const CallRow& row)
{
    for (const ArgSpec& arg : row.args)
        if (arg.kind == PollFds || arg.kind == FdSet || arg.kind == EpollEventsOut)
            return true;
    return false;
}

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
