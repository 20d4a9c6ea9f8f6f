// Rules about the bytes that a program sends, receives and prints.

#include "model/base/Text.h"
#include "model/calls/CallMemory.h"
#include "model/findings/FindingRule.h"

#include <algorithm>
#include <cerrno>
#include <csignal>

#include <sys/socket.h>

namespace lab {

namespace {

/// Does this call send what the partial one left over? Nothing is claimed where it was not recorded.
bool isProvenOther(const PartialSend& partial, const CallEntered& call)
{
    if (!hasBytes(call) || call.tid != partial.call.tid || rawOf(call, 1) == partial.restAddress)
        return false;
    const ByteView bytes = memoryIn(call, 1);
    const std::size_t common = std::min(bytes.size(), partial.rest.size());
    return common > 0
        && !std::equal(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(common), partial.rest.begin());
}

void raisePast(const BufferStory::Receipt& receipt, const char* name, const Raise& raise)
{
    PastCall call;
    call.call = receipt.call;
    call.name = name;
    call.place = receipt.place;
    raise(call, {{"count", std::to_string(receipt.length)}, {"stale", escaped(asBytes(receipt.stale))}});
}

} // namespace

/// 0 is the end of the peer's data (recv(2)); whoever asks again gets 0 again, for ever.
void endOfFileIgnored(const Scene& scene, const Raise& raise)
{
    constexpr int enough = 2; // before this one: a reader of lines may well look twice
    if (scene.entered == nullptr || scene.socket == nullptr || scene.returned == nullptr || !receives(*scene.entered))
        return;
    const bool asked = !hasBytes(*scene.entered) || rawOf(*scene.entered, 2) > 0;
    if (scene.returned->result == 0 && asked && scene.socket->type == SOCK_STREAM && scene.socket->endsInARow >= enough)
        raise(pastCall(*scene.entered, 0), {{"count", std::to_string(scene.socket->endsInARow + 1)}});
}

/// send() may take fewer bytes than it was given (send(2)): the next one brings other bytes, or the socket is closed at
/// once.
void restNotSent(const Scene& scene, const Raise& raise)
{
    if (scene.returned == nullptr || scene.socket == nullptr || !scene.socket->partial || scene.socket->shared)
        return;
    const PartialSend& partial = *scene.socket->partial;
    const bool closed = scene.is({"close"}) && scene.returned->result == 0;
    const bool other = sends(*scene.entered) && isProvenOther(partial, *scene.entered);
    if (closed || other)
        raise(partial.call, {{"sent", std::to_string(partial.sent)}, {"asked", std::to_string(partial.asked)}});
}

/// recv() puts no terminator behind what it received.
void readPastEnd(const Scene& scene, const Raise& raise)
{
    if (const auto* output = std::get_if<ActorOutput>(&scene.event.body)) {
        if (const auto receipt = scene.program.buffers.wrote(output->bytes, true))
            raisePast(*receipt, "recv", raise);
    } else if (scene.is({"sendto", "write"}) && scene.returned->result > 0) {
        if (const auto receipt = scene.program.buffers.wrote(memoryIn(*scene.entered, 1), false))
            raisePast(*receipt, "recv", raise);
    }
}

/// Its last socket call was a send to a connection that takes no more: the kernel adds SIGPIPE to EPIPE (send(2)).
void brokenPipe(const Scene& scene, const Raise& raise)
{
    const auto* exited = std::get_if<ActorExited>(&scene.event.body);
    if (exited != nullptr && exited->signal == SIGPIPE && scene.program.brokenPipe)
        raise(*scene.program.brokenPipe, {});
}

} // namespace lab
