// What a LabState tells about waiting: the two queues of listening sockets, and why a call is blocked.

#include "model/calls/CallTable.h"
#include "model/calls/CallText.h"
#include "model/lab/LabState.h"

#include <algorithm>

namespace lab {

namespace {

bool isSynRecv(const SocketRow& row)
{
    return row.state == SocketState::SynRecv || row.state == SocketState::NewSynRecv;
}

bool listensFor(const SocketRow& listener, const SocketRow& row)
{
    return row.protocol == listener.protocol && row.local.port == listener.local.port
        && (listener.local.address.isAny() || listener.local.address == row.local.address);
}

/// The listener that has this connection. With SO_REUSEPORT several may: the kernel says only how many each has.
ListenQueues* placeFor(std::vector<ListenQueues>& all, const SocketRow& row, bool finished)
{
    ListenQueues* first = nullptr;
    for (ListenQueues& one : all) {
        if (!listensFor(one.listener, row))
            continue;
        if (!first)
            first = &one;
        if (!finished || one.acceptQueue.size() < one.listener.recvQueue)
            return &one;
    }
    return first;
}

bool isDatagram(const ActorState& actor, int fd)
{
    for (const Descriptor& one : actor.descriptors)
        if (one.fd == fd)
            return one.type == 2; // SOCK_DGRAM
    return false;
}

/// "4 EPOLLIN, 7 EPOLLOUT": for an epoll, what epoll_ctl has put there; the first few of a thousand are enough to read.
std::string waitedFor(const ActorState& actor, const CallEntered& call)
{
    constexpr int mostNamed = 8;
    std::string text = readinessWanted(call);
    const auto interests = actor.epolls.find(fdOf(call));
    if (!call.name.starts_with("epoll_") || interests == actor.epolls.end())
        return text;
    for (int named = 0; const auto& [fd, events] : interests->second) {
        if (++named > mostNamed)
            return text + ", …";
        text += (text.empty() ? "" : ", ") + std::to_string(fd) + " " + epollEventNames(events);
    }
    return text;
}

bool isSocket(const ActorState& actor, int fd)
{
    return std::any_of(actor.descriptors.begin(), actor.descriptors.end(),
                       [fd](const Descriptor& each) { return each.fd == fd && each.kind == "socket"; });
}

} // namespace

std::vector<ListenQueues> LabState::listeners(HostId id) const
{
    std::vector<ListenQueues> all;
    for (const SocketRow& row : host(id).sockets)
        if (row.state == SocketState::Listen)
            all.push_back({row, {}, {}});
    if (all.empty())
        return all;
    for (const SocketRow& row : host(id).sockets) {
        if (isSynRecv(row)) {
            if (ListenQueues* queues = placeFor(all, row, false))
                queues->synQueue.push_back(row);
            continue;
        }
        // The peer may have closed before anybody accepted: CLOSE-WAIT waits in the queue as well. A socket that a
        // program has closed has no inode either, but it had an owner.
        const bool finished = row.state == SocketState::Established || row.state == SocketState::CloseWait;
        if (finished && row.inode == 0 && !ownerOf(row.socket))
            if (ListenQueues* queues = placeFor(all, row, true))
                queues->acceptQueue.push_back(row);
    }
    return all;
}

BlockedReason blockedReason(const LabState&, const ActorState& actor, const CallState& call)
{
    const std::string& name = call.entered.name;
    if (name == "accept" || name == "accept4")
        return {"accept-queue-empty"};
    if (name == "connect")
        return {"waiting-for-syn-ack"};
    const CallRow* row = findCall(name);
    if (row && waitsForReadiness(*row))
        return {"waiting-in-poll", waitedFor(actor, call.entered)};
    const bool receives = name.starts_with("recv") || name.starts_with("read")
        || (name == "splice" && isSocket(actor, fdOf(call.entered)));
    if (receives)
        return {isDatagram(actor, fdOf(call.entered)) ? "waiting-for-datagram" : "receive-buffer-empty"};
    if (name.starts_with("send") || name.starts_with("write") || name == "splice")
        return {"send-buffer-full"};
    return {"unknown"};
}

} // namespace lab
