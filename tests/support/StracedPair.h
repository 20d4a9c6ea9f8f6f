#pragma once
// StracedPair: a server and a client, each under strace -ff, together in one fresh network namespace whose loopback has
// the addresses of the lab's two hosts. For comparing the lab with.

#include <string>
#include <vector>

namespace lab::tests {

struct StracedPair
{
    std::string folder; ///< gets server.TID and client.TID, as strace -ff -o writes them
    bool clientFirst = false; ///< as `socketlab run --order client-first`
    std::vector<std::string> server, client; ///< the client may be missing

    /// The arguments with which a test program calls itself, by way of unshare(1), to reach main().
    std::vector<std::string> arguments() const;
    static bool isMeant(int argc, char** argv);
    /// Runs the pair in the namespace that the process is in. The exit status: 0, or 2 when strace cannot be run.
    static int main(int argc, char** argv);
};

} // namespace lab::tests
