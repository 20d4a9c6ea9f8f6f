#pragma once
// ProgramStory: what one program did with its sockets so far, as far as a later call may prove it wrong: what failed,
// what was closed, what was sent only in part. Facts from events; the rules (FindingRule.h) judge them.

#include "model/findings/BufferStory.h"
#include "model/lab/LabState.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace lab {

/// A call to come back to.
struct PastCall
{
    CallId call = 0;
    std::int32_t tid = 0;
    std::string name; ///< as in C: "connect"
    int errnum = 0;
    SourcePlace place;
    std::optional<Endpoint> address; ///< that it was given
    std::size_t event = 0; ///< place in the journal of its return; 0: it was noted before it returned
    std::string holder; ///< bind: who has the address; connect: who listens on that port, but on loopback only
};

/// A send() that took fewer bytes than it was given.
struct PartialSend
{
    PastCall call;
    std::uint64_t asked = 0, sent = 0;
    std::uint64_t restAddress = 0; ///< where the remainder lies in the program's memory
    Bytes rest; ///< its beginning, as far as it was recorded
};

/// What is behind one descriptor.
struct SocketStory
{
    int type = 0; ///< SOCK_STREAM …; 0: not known
    bool own = false; ///< made by a call that was seen
    bool listening = false, accepted = false;
    std::optional<PastCall> failedBind, failedListen, failedConnect;
    std::optional<PastCall> brokenOff; ///< the last recv(), if the connection's end made it fail
    std::optional<PastCall> connecting; ///< a non-blocking connect() that is under way
    std::optional<Endpoint> bound, peer;
    bool shared = false; ///< there is another descriptor of it, in this program or a forked one
    int endsInARow = 0; ///< results 0 of recv() since the last byte
    std::optional<PartialSend> partial;
};

struct ProgramStory
{
    std::map<int, SocketStory> sockets; ///< by descriptor
    std::map<int, PastCall> closed; ///< descriptors that the program closed itself
    std::optional<PastCall> noDescriptor; ///< the last socket() or accept(), if it gave -1
    std::optional<PastCall> failedRecv; ///< the last recv() or read() of a socket that gave -1
    std::vector<PastCall> unresolved; ///< bind and connect that failed and were not put right since
    std::optional<PastCall> brokenPipe; ///< the last call, if it failed with EPIPE
    BufferStory buffers;

    /// A call has returned: the event at this place of the journal, which `state` has.
    void apply(const CallEntered& entered, const CallReturned& returned, std::size_t event, const LabState& state);
    /// What a forked child starts with; its sockets have two owners from now on.
    ProgramStory forked();

private:
    void applyFailure(const CallEntered& entered, PastCall failed, const LabState& state);
    void applySuccess(const CallEntered& entered, const CallReturned& returned);
    void applyTransfer(SocketStory& socket, const CallEntered& entered, const CallReturned& returned);
    bool hasPortInOtherFamily(const Endpoint& wanted) const;
    void connected(SocketStory& socket, const std::optional<Endpoint>& address);
};

/// "bind", "connect", "send" … of the call, with its line.
PastCall pastCall(const CallEntered& entered, int errnum);
bool sends(const CallEntered& call); ///< send, write and their like
bool receives(const CallEntered& call); ///< recv, read and their like
bool hasBytes(const CallEntered& call); ///< sendto, write, recvfrom, read: one buffer, whose bytes are recorded
/// "hello.c:18"; "?" where it is not known.
std::string placeText(const SourcePlace& place);
/// A socket that is bound to this port on this host, listening or (UDP) waiting; nullptr: none.
const SocketRow* boundTo(const LabState& state, HostId host, std::uint16_t port);

} // namespace lab
