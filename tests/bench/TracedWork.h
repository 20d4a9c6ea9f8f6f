#pragma once
// TracedWork: the program that TracerBench measures, a mode of the bench itself: one-byte send/recv pairs over loopback
// TCP. Prints how long the pairs took, in ns.

#include <string>

namespace lab::bench {

/// `what`: "solo", one thread has both ends; "duo", two processes in ping-pong, which make twice as many pairs together.
/// Returns the exit status.
int tracedWork(const std::string& what, long pairs);

} // namespace lab::bench
