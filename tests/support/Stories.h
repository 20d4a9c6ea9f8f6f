#pragma once
// Stories: whole journals made by hand, as a real lab would write them, for tests of state, views and exports.

#include "model/journal/Event.h"

#include <string>
#include <vector>

namespace lab::tests {

/// One conversation on a held wire: socket, bind, listen, accept (blocks), connect (blocks), SYN, SYN+ACK and ACK held
/// and released one by one with the kernel's states between, "Hello" sent and received, both sides closed, TIME-WAIT.
std::vector<Event> handshakeStory();

/// Two clients fill the accept queue (backlog 1) before the server accepts: SYN queue, accept queue, descriptor.
std::vector<Event> queuesStory();

/// A datagram over UDP: bound, sent, received.
std::vector<Event> datagramStory();

/// A learner's program is kept at its recv(): in net.c:2, inlined into net.c:7, called by the C library from main.c:5.
std::vector<Event> stackStory(const std::string& folder);

} // namespace lab::tests
