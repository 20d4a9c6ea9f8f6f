#include "model/calls/CallSignature.h"

#include "model/base/Text.h"

namespace lab {

namespace {

constexpr CallSignature signatureRows[] = {
    {"socket", "socket", "int", "descriptor", "int domain: domain; int type: type; int protocol: protocol",
     "EAFNOSUPPORT EINVAL EMFILE ENFILE ENOBUFS EPROTONOSUPPORT"},
    {"socketpair", "socketpair", "int", "zero", "int domain: domain; int type: type; int protocol: protocol; int sv[2]: sv",
     "EAFNOSUPPORT EMFILE EOPNOTSUPP EPROTONOSUPPORT"},
    {"setsockopt", "setsockopt", "int", "zero",
     "int sockfd: sockfd; int level: level; int optname: optname; const void *optval: optval; socklen_t optlen: optlen",
     "EBADF EINVAL ENOPROTOOPT ENOTSOCK EPERM"},
    {"getsockopt", "getsockopt", "int", "zero",
     "int sockfd: sockfd; int level: level; int optname: optname; void *optval: optval-out; socklen_t *optlen: optlen-out",
     "EBADF EFAULT EINVAL ENOPROTOOPT ENOTSOCK"},
    {"bind", "bind", "int", "zero", "int sockfd: sockfd; const struct sockaddr *addr: addr-own; socklen_t addrlen: addrlen",
     "EACCES EADDRINUSE EADDRNOTAVAIL EBADF EINVAL ENOTSOCK"},
    {"listen", "listen", "int", "zero", "int sockfd: sockfd; int backlog: backlog", "EADDRINUSE EBADF ENOTSOCK EOPNOTSUPP"},
    {"accept", "accept", "int", "accepted",
     "int sockfd: sockfd-listening; struct sockaddr *addr: addr-peer-out; socklen_t *addrlen: addrlen-out",
     "EAGAIN EBADF ECONNABORTED EINTR EINVAL EMFILE ENOTSOCK"},
    {"accept4", "accept4", "int", "accepted",
     "int sockfd: sockfd-listening; struct sockaddr *addr: addr-peer-out; socklen_t *addrlen: addrlen-out; int flags: accept-flags",
     "EAGAIN EBADF ECONNABORTED EINTR EINVAL EMFILE ENOTSOCK"},
    {"connect", "connect", "int", "zero",
     "int sockfd: sockfd; const struct sockaddr *addr: addr-peer; socklen_t addrlen: addrlen",
     "EADDRNOTAVAIL EALREADY EBADF ECONNREFUSED EHOSTUNREACH EINPROGRESS EINTR EISCONN ENETUNREACH ENOTSOCK ETIMEDOUT"},
    {"sendto", "send", "ssize_t", "sent", "int sockfd: sockfd; const void *buf: buf-send; size_t len: len-send; int flags: send-flags",
     "EAGAIN EBADF ECONNRESET EDESTADDRREQ EINTR EMSGSIZE ENOTCONN ENOTSOCK EPIPE"},
    {"sendto", "sendto", "ssize_t", "sent",
     "int sockfd: sockfd; const void *buf: buf-send; size_t len: len-send; int flags: send-flags; "
     "const struct sockaddr *dest_addr: dest-addr; socklen_t addrlen: addrlen",
     "EACCES EAGAIN EBADF ECONNREFUSED EINTR EISCONN EMSGSIZE ENETUNREACH ENOTCONN EPIPE"},
    {"recvfrom", "recv", "ssize_t", "received",
     "int sockfd: sockfd; void *buf: buf-receive; size_t len: len-receive; int flags: receive-flags",
     "EAGAIN EBADF ECONNREFUSED ECONNRESET EINTR ENOTCONN ENOTSOCK"},
    {"recvfrom", "recvfrom", "ssize_t", "received",
     "int sockfd: sockfd; void *buf: buf-receive; size_t len: len-receive; int flags: receive-flags; "
     "struct sockaddr *src_addr: src-addr; socklen_t *addrlen: addrlen-out",
     "EAGAIN EBADF ECONNREFUSED ECONNRESET EINTR ENOTCONN ENOTSOCK"},
    {"sendmsg", "sendmsg", "ssize_t", "sent", "int sockfd: sockfd; const struct msghdr *msg: msg-send; int flags: send-flags",
     "EAGAIN EBADF ECONNRESET EINTR EMSGSIZE ENOTCONN EPIPE"},
    {"recvmsg", "recvmsg", "ssize_t", "received", "int sockfd: sockfd; struct msghdr *msg: msg-receive; int flags: receive-flags",
     "EAGAIN EBADF ECONNREFUSED ECONNRESET EINTR ENOTCONN"},
    {"sendmmsg", "sendmmsg", "int", "messages",
     "int sockfd: sockfd; struct mmsghdr *msgvec: msgvec-send; unsigned int vlen: vlen; int flags: send-flags",
     "EAGAIN EBADF EINTR EMSGSIZE ENOTCONN EPIPE"},
    {"recvmmsg", "recvmmsg", "int", "messages",
     "int sockfd: sockfd; struct mmsghdr *msgvec: msgvec-receive; unsigned int vlen: vlen; int flags: receive-flags; "
     "struct timespec *timeout: timeout-recvmmsg",
     "EAGAIN EBADF ECONNREFUSED EINTR ENOTCONN"},
    {"write", "write", "ssize_t", "sent", "int fd: fd; const void *buf: buf-send; size_t count: len-send",
     "EAGAIN EBADF ECONNRESET EDESTADDRREQ EINTR EPIPE"},
    {"read", "read", "ssize_t", "received", "int fd: fd; void *buf: buf-receive; size_t count: len-receive",
     "EAGAIN EBADF ECONNRESET EINTR ENOTCONN"},
    {"writev", "writev", "ssize_t", "sent", "int fd: fd; const struct iovec *iov: iov-send; int iovcnt: iovcnt",
     "EAGAIN EBADF ECONNRESET EINTR EINVAL EPIPE"},
    {"readv", "readv", "ssize_t", "received", "int fd: fd; const struct iovec *iov: iov-receive; int iovcnt: iovcnt",
     "EAGAIN EBADF ECONNRESET EINTR EINVAL ENOTCONN"},
    {"sendfile", "sendfile", "ssize_t", "moved", "int out_fd: out-fd; int in_fd: in-fd; off_t *offset: offset; size_t count: count",
     "EAGAIN EBADF EINVAL EPIPE"},
    {"splice", "splice", "ssize_t", "moved",
     "int fd_in: fd-in; off64_t *off_in: splice-offset; int fd_out: fd-out; off64_t *off_out: splice-offset; size_t len: count; "
     "unsigned int flags: splice-flags",
     "EAGAIN EBADF EINVAL"},
    {"shutdown", "shutdown", "int", "zero", "int sockfd: sockfd; int how: how", "EBADF EINVAL ENOTCONN ENOTSOCK"},
    {"close", "close", "int", "zero", "int fd: fd-close", "EBADF EINTR"},
    {"close_range", "close_range", "int", "zero", "unsigned int first: first; unsigned int last: last; int flags: close-range-flags",
     "EINVAL EMFILE"},
    {"dup", "dup", "int", "descriptor", "int oldfd: oldfd", "EBADF EMFILE"},
    {"dup2", "dup2", "int", "newfd", "int oldfd: oldfd; int newfd: newfd", "EBADF EINTR"},
    {"dup3", "dup3", "int", "newfd", "int oldfd: oldfd; int newfd: newfd; int flags: dup-flags", "EBADF EINTR EINVAL"},
    {"fcntl", "fcntl", "int", "fcntl", "int fd: fd; int cmd: fcntl-cmd; ... arg: fcntl-arg", "EBADF EINVAL EPERM"},
    {"ioctl", "ioctl", "int", "ioctl", "int fd: fd; unsigned long request: ioctl-request; ... argp: ioctl-arg", "EBADF EFAULT EINVAL"},
    {"getsockname", "getsockname", "int", "zero",
     "int sockfd: sockfd; struct sockaddr *addr: addr-own-out; socklen_t *addrlen: addrlen-out", "EBADF EFAULT EINVAL ENOTSOCK"},
    {"getpeername", "getpeername", "int", "zero",
     "int sockfd: sockfd; struct sockaddr *addr: addr-peer-out; socklen_t *addrlen: addrlen-out", "EBADF EFAULT EINVAL ENOTCONN ENOTSOCK"},
    {"poll", "poll", "int", "ready", "struct pollfd *fds: pollfds; nfds_t nfds: poll-count; int timeout: milliseconds", "EFAULT EINTR EINVAL"},
    {"ppoll", "ppoll", "int", "ready",
     "struct pollfd *fds: pollfds; nfds_t nfds: poll-count; const struct timespec *tmo_p: timeout-spec; const sigset_t *sigmask: sigmask",
     "EFAULT EINTR EINVAL"},
    {"select", "select", "int", "ready",
     "int nfds: select-nfds; fd_set *readfds: readfds; fd_set *writefds: writefds; fd_set *exceptfds: exceptfds; "
     "struct timeval *timeout: timeout-val",
     "EBADF EINTR EINVAL"},
    {"pselect6", "pselect", "int", "ready",
     "int nfds: select-nfds; fd_set *readfds: readfds; fd_set *writefds: writefds; fd_set *exceptfds: exceptfds; "
     "const struct timespec *timeout: timeout-spec; const sigset_t *sigmask: sigmask",
     "EBADF EINTR EINVAL"},
    {"epoll_create", "epoll_create", "int", "descriptor", "int size: epoll-size", "EINVAL EMFILE ENFILE"},
    {"epoll_create1", "epoll_create1", "int", "descriptor", "int flags: epoll-flags", "EINVAL EMFILE ENFILE"},
    {"epoll_ctl", "epoll_ctl", "int", "zero", "int epfd: epfd; int op: epoll-op; int fd: epoll-fd; struct epoll_event *event: epoll-event",
     "EBADF EINVAL ENOENT EPERM"},
    {"epoll_wait", "epoll_wait", "int", "ready",
     "int epfd: epfd; struct epoll_event *events: epoll-events; int maxevents: maxevents; int timeout: milliseconds",
     "EBADF EINTR EINVAL"},
    {"epoll_pwait", "epoll_pwait", "int", "ready",
     "int epfd: epfd; struct epoll_event *events: epoll-events; int maxevents: maxevents; int timeout: milliseconds; "
     "const sigset_t *sigmask: sigmask",
     "EBADF EINTR EINVAL"},
    {"epoll_pwait2", "epoll_pwait2", "int", "ready",
     "int epfd: epfd; struct epoll_event *events: epoll-events; int maxevents: maxevents; const struct timespec *timeout: timeout-spec; "
     "const sigset_t *sigmask: sigmask",
     "EBADF EINTR EINVAL"},
};

std::vector<std::string_view> partsOf(std::string_view text, char at)
{
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const std::size_t end = text.find(at);
        if (const std::string_view part = trimmed(text.substr(0, end)); !part.empty())
            parts.push_back(part);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return parts;
}

} // namespace

std::span<const CallSignature> callSignatures()
{
    return signatureRows;
}

std::vector<CallParameter> parametersOf(const CallSignature& signature)
{
    std::vector<CallParameter> all;
    for (const std::string_view part : partsOf(signature.parameters, ';')) {
        const std::size_t colon = part.rfind(':');
        const std::string_view declared = trimmed(part.substr(0, colon));
        const std::size_t name = declared.find_last_of(" *") + 1;
        all.push_back({trimmed(declared.substr(0, name)), declared.substr(name), trimmed(part.substr(colon + 1))});
    }
    return all;
}

std::vector<std::string_view> errnosOf(const CallSignature& signature)
{
    return partsOf(signature.errnos, ' ');
}

std::string prototypeOf(const CallSignature& signature)
{
    std::string text(signature.result);
    text.append(" ").append(signature.function).append("(");
    bool first = true;
    for (const CallParameter& parameter : parametersOf(signature)) {
        text.append(first ? "" : ", ").append(parameter.type);
        first = false;
        if (parameter.type == "...")
            text.append(" /* ").append(parameter.name).append(" */");
        else
            text.append(parameter.type.ends_with('*') ? "" : " ").append(parameter.name);
    }
    return text + ");";
}

} // namespace lab
