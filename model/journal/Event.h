#pragma once
// Event: everything that can happen in a lab. This is the whole vocabulary between the engine and the views;
// read this file first. An event is a fact in the past; what was only inferred is never an event.
// A new kind is a struct here plus one entry in EventBody: LabState, JournalCodec and EventJson stop compiling
// until they know it.

#include "model/base/Bytes.h"
#include "model/base/Endpoint.h"
#include "model/base/Ids.h"
#include "model/base/Link.h"
#include "model/base/SharedValue.h"

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace lab {

// ---- the lab itself -------------------------------------------------------------------------------------------

/// First event of every lab.
struct LabStarted
{
    std::int64_t wallClock = 0; ///< CLOCK_REALTIME at Timestamp 0, ns since 1970
    std::string version; ///< of Socket Lab, "0.1.0"
    std::string kernel; ///< uname(2) release, "6.1.0-18-amd64"
    std::string lesson; ///< the lesson's id; empty in the sandbox
};

/// One kernel setting of one host, written (or read back) when the lab was made or changed on request.
struct SettingWritten
{
    HostId host = HostId::Client;
    std::string name; ///< sysctl name "net.ipv4.tcp_syncookies", or "route quickack", "offload tx-checksum" …
    std::string value; ///< as read back from the kernel
    bool known = true; ///< false: this kernel does not have the setting; nothing was changed
};

struct CommandGiven
{
    CommandId command = 0;
    std::string line; ///< as in model/command/Command.h
};

/// The lab has come to rest after a command: packet sockets drained, every thread stopped by us, blocked or gone.
/// What the kernel's timers do later is news.
struct Settled
{
    CommandId command = 0;
    std::string refusal; ///< empty: the command was carried out; else why not, one sentence
};

/// Something a person should be told. `code` selects the sentence in both languages (resources/words/notices.yaml);
/// `detail` fills its {detail}.
struct Notice
{
    enum class Severity : std::uint8_t { Info, Warning, Problem };
    Severity severity = Severity::Info;
    std::string code; ///< "lost-by-the-lab", "disk-full", "reader-too-slow" …
    std::string detail;
};

// ---- programs and their calls ---------------------------------------------------------------------------------

struct ActorStarted
{
    ActorId actor = 0;
    HostId host = HostId::Client;
    std::string name; ///< as in commands: "client", "c1", "server"
    std::int32_t pid = 0; ///< as this machine (the engine) sees it
    std::string commandLine; ///< what was executed; empty for a built-in actor
    ActorId parent = 0; ///< the actor that forked it; 0: started by the lab
};

struct ActorExited
{
    ActorId actor = 0;
    int exitStatus = 0; ///< meaningful when signal is 0; unknown: it was seen to be gone, and nobody told how it ended
    int signal = 0; ///< signal(7) number that killed it; 0: it exited

    static constexpr int unknown = -1; ///< no exit status: they are 0 … 255
    bool tellsHow() const { return signal != 0 || exitStatus != unknown; }
};

/// Bytes that the program wrote to its standard output (1) or error (2).
struct ActorOutput
{
    ActorId actor = 0;
    std::uint8_t stream = 1;
    Bytes bytes;
};

/// One argument as the kernel was given it (or gave it back): the register, and the memory it points to.
/// What it means (descriptor, sockaddr, flags …) is in the call's row of CallTable.
struct ArgumentValue
{
    std::uint64_t raw = 0;
    Bytes memory; ///< a copy of the memory pointed to, at most Tracer's limit; empty for plain numbers
    std::uint64_t fullLength = 0; ///< bytes that the memory really has; > memory.size(): it was cut

    friend bool operator==(const ArgumentValue&, const ArgumentValue&) = default;
};
using Arguments = std::vector<ArgumentValue>;

struct SourcePlace
{
    std::string file; ///< empty: not known
    int line = 0;
    std::string function;
    std::uint64_t address = 0;

    friend bool operator==(const SourcePlace&, const SourcePlace&) = default;
};

/// A thread stands before a socket call. It runs on at once unless the lab stops at calls (then "about to run").
struct CallEntered
{
    CallId call = 0;
    ActorId actor = 0;
    std::int32_t tid = 0;
    std::string thread; ///< the lab's name for a further thread of a built-in actor ("rx"); empty: the first
    std::string name; ///< system call name as in CallTable: "connect"
    Arguments args;
    SourcePlace place;
};

/// The lab keeps the thread before the call, or after it, until it is told to go on.
struct CallStopped
{
    CallId call = 0;
    bool returned = false; ///< false: before the call
};

/// The stopped thread was let go on (only where it had been stopped by the lab).
struct CallResumed
{
    CallId call = 0;
};

/// What happens to this call was decided by a person, not by the kernel alone. `what` is as in the command `inject`:
/// "errno=ECONNRESET" (the call is not made), "bytes=3" (made with a length of 3), "delay=500ms" (made that much later).
struct CallInjected
{
    CallId call = 0;
    std::string what;
};

/// The thread sleeps in its call.
struct CallBlocked
{
    CallId call = 0;
    std::string waitChannel; ///< /proc/PID/wchan, "inet_csk_accept"; empty where the kernel hides it
};

struct CallReturned
{
    CallId call = 0;
    std::int64_t result = 0; ///< what the C library's function returns: -1 on error
    int errnum = 0; ///< errno(3) when result is -1, else 0
    Arguments outArgs; ///< same indices as args; memory filled only where the kernel wrote
};

/// One function on the way to a call.
struct StackFrame
{
    SourcePlace place; ///< where it makes the next call inwards; file empty: no debugging information
    bool inlined = false; ///< it has no machine code of its own: it stands within the next frame's function
    std::string module; ///< file name of the program or library whose code it is, "libc.so.6"; empty: in no file

    friend bool operator==(const StackFrame&, const StackFrame&) = default;
};

/// The way to a call, taken when the lab keeps its thread for a person: innermost first, up to main() or a thread's own
/// first function. Programs that flow do not pay for it: their calls have CallEntered::place only.
struct CallStack
{
    CallId call = 0;
    std::vector<StackFrame> frames;
    bool cut = false; ///< there are more frames further out
};

struct Descriptor
{
    int fd = -1;
    std::string kind; ///< "socket", "file", "pipe", "epoll" …
    SocketId socket = 0; ///< for sockets, its cookie
    std::uint64_t inode = 0;
    int domain = 0, type = 0, protocol = 0; ///< SO_DOMAIN, SO_TYPE, SO_PROTOCOL, for sockets
    std::string name; ///< readlink of /proc/PID/fd/N, "socket:[4711]"

    friend bool operator==(const Descriptor&, const Descriptor&) = default;
};

/// The process's whole descriptor table, whenever it changed (read from /proc/PID/fd). Only sockets and what the
/// program opened itself; the lab's own 0, 1, 2 are included.
struct DescriptorsChanged
{
    ActorId actor = 0;
    std::vector<Descriptor> descriptors; ///< ascending fd
};

// ---- the wire -------------------------------------------------------------------------------------------------

enum class PacketOrigin : std::uint8_t { Kernel, Injected, Split, IcmpError };

/// A frame reached the wire. Stored as a pcapng Enhanced Packet Block.
struct PacketSent
{
    PacketId packet = 0;
    HostId from = HostId::Client; ///< the host whose end of the wire it came from
    PacketOrigin origin = PacketOrigin::Kernel;
    Bytes frame; ///< Ethernet, without FCS
    std::uint32_t fullLength = 0; ///< > frame.size(): cut
};

enum class WireMode : std::uint8_t { Flow, Hold, Cut };

struct WireChanged
{
    WireMode mode = WireMode::Flow;
};

/// Packets that were on their way before keep their time.
struct LinkChanged
{
    Link link;
};

/// The wire keeps the packet until it is told what to do.
struct PacketHeld
{
    PacketId packet = 0;
};

/// Injected into the other host; the kernel has it.
struct PacketDelivered
{
    PacketId packet = 0;
};

/// QueueFull: the Link had no room for one more.
enum class DropReason : std::uint8_t { ByCommand, WireCut, Filtered, Replaced, LostByLab, QueueFull };

struct PacketDropped
{
    PacketId packet = 0;
    DropReason why = DropReason::ByCommand;
};

/// A second copy of `original` was made by the wire; it has an identity of its own but no block of its own in the
/// capture (tshark would call it a retransmission).
struct PacketCopied
{
    PacketId packet = 0;
    PacketId original = 0;
};

/// The kernel sent `packet` again while the wire still held it: absorbed, `times` counts up.
struct PacketRepeated
{
    PacketId packet = 0;
    std::uint32_t times = 0;
};

// ---- what the observer reads from the kernel --------------------------------------------------------------------

/// include/net/tcp_states.h numbers (as sock_diag gives them), plus Unconnected as `ss` has it for UDP ("UNCONN").
enum class SocketState : std::uint8_t {
    None = 0,
    Established = 1,
    SynSent = 2,
    SynRecv = 3,
    FinWait1 = 4,
    FinWait2 = 5,
    TimeWait = 6,
    Close = 7, ///< UNCONN in ss
    CloseWait = 8,
    LastAck = 9,
    Listen = 10,
    Closing = 11,
    NewSynRecv = 12,
};

/// struct tcp_info, what the views use of it (linux/tcp.h). Times in µs.
struct TcpInfo
{
    std::uint32_t rto = 0, rtt = 0, rttvar = 0;
    std::uint32_t sndMss = 0, sndCwnd = 0, sndSsthresh = 0;
    std::uint32_t unacked = 0, retransmits = 0, totalRetrans = 0, backoff = 0;
    std::uint32_t sndWnd = 0, rcvWnd = 0, notsentBytes = 0;

    friend bool operator==(const TcpInfo&, const TcpInfo&) = default;
};

/// One row of a host's socket table, as sock_diag(7) gives it.
struct SocketRow
{
    SocketId socket = 0; ///< a request in the SYN queue has one too; the accepted child keeps it
    HostId host = HostId::Client;
    std::uint8_t protocol = 6; ///< IPPROTO_TCP or IPPROTO_UDP
    SocketState state = SocketState::None;
    Endpoint local, remote;
    std::uint32_t recvQueue = 0; ///< unread bytes (a FIN counts 1); LISTEN: accept queue length
    std::uint32_t sendQueue = 0; ///< unacknowledged bytes; LISTEN: backlog, the accept queue's limit minus one
    std::uint32_t inode = 0; ///< 0: no program has it (SYN queue, accept queue, TIME-WAIT, closed)
    std::uint8_t timer = 0; ///< 0 none, 1 retransmission, 2 keep-alive, 3 TIME-WAIT, 4 zero-window probe
    std::uint8_t timerTries = 0;
    Timestamp timerDue; ///< when the timer fires, if timer != 0 (computed from idiag_expires)
    std::uint32_t drops = 0; ///< SK_MEMINFO_DROPS
    std::uint32_t recvBuffer = 0, sendBuffer = 0; ///< SO_RCVBUF, SO_SNDBUF as the kernel uses them
    std::uint32_t uid = 0; ///< user who made it, as `ss -e` has it; 0: root, nobody any more (TIME-WAIT), or not recorded (version 1)
    SharedValue<TcpInfo> info; ///< none of a socket that no kernel was asked about, and there may be very many of those

    friend bool operator==(const SocketRow&, const SocketRow&) = default;
};

/// A socket is new in the kernel's table or one of its fields changed (timerDue alone doesn't count).
struct SocketSampled
{
    SocketRow row;
};

struct SocketGone
{
    HostId host = HostId::Client;
    SocketId socket = 0;
};

/// Counters of /proc/net/snmp and /proc/net/netstat that changed: "TcpExtListenOverflows" → new value since the lab
/// was made (nstat's names).
struct CountersChanged
{
    HostId host = HostId::Client;
    std::vector<std::pair<std::string, std::int64_t>> values;
};

// ---- what people add --------------------------------------------------------------------------------------------

/// A person's note on an earlier event. A later one on the same event takes its place (model/lab/Notes.h). Written while the
/// lab runs, or appended to the finished recording: Event::time is then that of the last event before it.
struct NoteWritten
{
    std::uint64_t event = 0; ///< its number, from 1, as `socketlab dump` prints a line each; always less than the note's own
    std::int64_t wallClock = 0; ///< CLOCK_REALTIME when it was written, ns since 1970
    std::string text; ///< UTF-8, perhaps of several lines; empty: the note is taken back
};

// ---------------------------------------------------------------------------------------------------------------

/// The order is the on-disk kind number minus one: append only.
using EventVariant = std::variant<LabStarted, SettingWritten, CommandGiven, Settled, Notice, ActorStarted, ActorExited,
                               ActorOutput, CallEntered, CallResumed, CallBlocked, CallReturned, DescriptorsChanged,
                               PacketSent, WireChanged, PacketHeld, PacketDelivered, PacketDropped, PacketCopied,
                               PacketRepeated, SocketSampled, SocketGone, CountersChanged, CallStopped, CallInjected,
                               CallStack, NoteWritten, LinkChanged>;

/// One of them. A class, so that what copies, moves and destroys all those kinds is compiled once, in Event.cpp: hundreds of
/// files that hold events each had it made for themselves, half of their time to compile.
class EventBody : public EventVariant
{
public:
    using EventVariant::EventVariant;
    EventBody() noexcept;
    EventBody(const EventBody& other);
    EventBody(EventBody&& other) noexcept;
    EventBody& operator=(const EventBody& other);
    EventBody& operator=(EventBody&& other) noexcept;
    ~EventBody();
};

struct Event
{
    Timestamp time;
    EventBody body;
};

/// For `std::visit` with one lambda a kind and no catch-all.
template<class... Ts>
struct Overloaded : Ts...
{
    using Ts::operator()...;
};
template<class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

/// "LISTEN", "ESTAB", "SYN-RECV" … as `ss` spells it; UNCONN for Close.
std::string_view stateName(SocketState state);
std::optional<SocketState> parseState(std::string_view name);
/// "client" / "server".
std::string_view hostName(HostId host);
std::string_view reasonName(DropReason why); ///< "by-command", "wire-cut", …
/// Stable kind names of docs/dump.md: "call-entered", "packet-sent", "socket" …
std::string_view kindName(const EventBody& body);

} // namespace lab
