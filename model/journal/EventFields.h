#pragma once
// EventFields: the members of every event kind in their on-disk order; one list serves writing and reading. A kind
// without a list does not compile. Append members at the end of a list only together with a new journalVersion: the list that it
// was remains beside it, and payloadVersion() (EventPayload) says since when the kind is another.
// PacketSent has none: it is an Enhanced Packet Block (JournalCodec).

#include "model/journal/Event.h"

#include <concepts>
#include <tuple>
#include <type_traits>

namespace lab::eventFields {

/// T or const T: the same list reads and writes.
template<class T, class Plain>
concept Like = std::same_as<std::remove_const_t<T>, Plain>;

// A table, one type a row.
// clang-format off
template<Like<Timestamp> T> auto of(T& e) { return std::tie(e.ns); }
template<Like<IpAddress> T> auto of(T& e) { return std::tie(e.version, e.bytes); }
template<Like<Endpoint> T> auto of(T& e) { return std::tie(e.address, e.port); }
template<Like<ArgumentValue> T> auto of(T& e) { return std::tie(e.raw, e.memory, e.fullLength); }
template<Like<SourcePlace> T> auto of(T& e) { return std::tie(e.file, e.line, e.function, e.address); }
template<Like<StackFrame> T> auto of(T& e) { return std::tie(e.place, e.inlined, e.module); }
template<Like<Descriptor> T> auto of(T& e)
    { return std::tie(e.fd, e.kind, e.socket, e.inode, e.domain, e.type, e.protocol, e.name); }
template<Like<TcpInfo> T> auto of(T& e)
    { return std::tie(e.rto, e.rtt, e.rttvar, e.sndMss, e.sndCwnd, e.sndSsthresh, e.unacked, e.retransmits,
                      e.totalRetrans, e.backoff, e.sndWnd, e.rcvWnd, e.notsentBytes); }
template<Like<SocketRow> T> auto ofVersion1(T& e)
    { return std::tie(e.socket, e.host, e.protocol, e.state, e.local, e.remote, e.recvQueue, e.sendQueue,
                      e.inode, e.timer, e.timerTries, e.timerDue, e.drops, e.recvBuffer, e.sendBuffer, e.info); }
template<Like<SocketRow> T> auto of(T& e) { return std::tuple_cat(ofVersion1(e), std::tie(e.uid)); }
/// The decoder reads wallClock from the first eight bytes without decoding the rest.
template<Like<LabStarted> T> auto of(T& e) { return std::tie(e.wallClock, e.version, e.kernel, e.lesson); }
template<Like<SettingWritten> T> auto of(T& e) { return std::tie(e.host, e.name, e.value, e.known); }
template<Like<CommandGiven> T> auto of(T& e) { return std::tie(e.command, e.line); }
template<Like<Settled> T> auto of(T& e) { return std::tie(e.command, e.refusal); }
template<Like<Notice> T> auto of(T& e) { return std::tie(e.severity, e.code, e.detail); }
template<Like<ActorStarted> T> auto of(T& e)
    { return std::tie(e.actor, e.host, e.name, e.pid, e.commandLine, e.parent); }
template<Like<ActorExited> T> auto of(T& e) { return std::tie(e.actor, e.exitStatus, e.signal); }
template<Like<ActorOutput> T> auto of(T& e) { return std::tie(e.actor, e.stream, e.bytes); }
template<Like<CallEntered> T> auto of(T& e)
    { return std::tie(e.call, e.actor, e.tid, e.thread, e.name, e.args, e.place); }
template<Like<CallResumed> T> auto of(T& e) { return std::tie(e.call); }
template<Like<CallStopped> T> auto of(T& e) { return std::tie(e.call, e.returned); }
template<Like<CallInjected> T> auto of(T& e) { return std::tie(e.call, e.what); }
template<Like<CallStack> T> auto of(T& e) { return std::tie(e.call, e.frames, e.cut); }
template<Like<CallBlocked> T> auto of(T& e) { return std::tie(e.call, e.waitChannel); }
template<Like<CallReturned> T> auto of(T& e) { return std::tie(e.call, e.result, e.errnum, e.outArgs); }
template<Like<DescriptorsChanged> T> auto of(T& e) { return std::tie(e.actor, e.descriptors); }
template<Like<WireChanged> T> auto of(T& e) { return std::tie(e.mode); }
template<Like<Link> T> auto of(T& e) { return std::tie(e.delay, e.rate, e.queue); }
template<Like<LinkChanged> T> auto of(T& e) { return std::tie(e.link); }
template<Like<PacketHeld> T> auto of(T& e) { return std::tie(e.packet); }
template<Like<PacketDelivered> T> auto of(T& e) { return std::tie(e.packet); }
template<Like<PacketDropped> T> auto of(T& e) { return std::tie(e.packet, e.why); }
template<Like<PacketCopied> T> auto of(T& e) { return std::tie(e.packet, e.original); }
template<Like<PacketRepeated> T> auto of(T& e) { return std::tie(e.packet, e.times); }
template<Like<SocketSampled> T> auto of(T& e) { return std::tie(e.row); }
template<Like<SocketGone> T> auto of(T& e) { return std::tie(e.host, e.socket); }
template<Like<CountersChanged> T> auto of(T& e) { return std::tie(e.host, e.values); }
template<Like<NoteWritten> T> auto of(T& e) { return std::tie(e.event, e.wallClock, e.text); }

// clang-format on

} // namespace lab::eventFields
