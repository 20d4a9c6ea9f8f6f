#pragma once
// ProgramPlan: the learner's own programs of one lab, and when each is started. It writes command lines and sends none; the
// window and the command line do. No Qt.

#include "app/ProgramBuild.h"
#include "model/base/Link.h"
#include "model/lab/LabState.h"

#include <string>
#include <vector>

namespace lab {

enum class ProgramOrder { ServerFirst, ClientFirst, Together };

/// What 127.0.0.1 is to the programs.
enum class Localhost {
    Own, ///< each one's own host, as everywhere: a client does not find the server there
    Wire, ///< on the client host it is the server host: the wire rewrites the address
    Loopback ///< all programs are on the server host, whose loopback goes by way of the wire
};

struct PlannedProgram
{
    std::string name; ///< "server", "client", "client2"
    HostId host = HostId::Client; ///< its part; with Localhost::Loopback the clients are on the server host, too
    ProgramToRun line;
    std::string folder; ///< working folder, absolute; empty: the engine's
    std::string input; ///< a file for its standard input; empty: none
    bool typed = false; ///< what is typed to it is its standard input
    std::vector<std::string> environment; ///< "NAME=VALUE"
    bool begun = false;
};

struct ProgramPlan
{
    std::vector<PlannedProgram> programs;
    ProgramOrder order = ProgramOrder::ServerFirst;
    Localhost localhost = Localhost::Own;
    bool stopAtCalls = false;
    Link link; ///< of the wire, from the beginning

    /// Gives the programs their names: "server", "server2", "client" …
    void name();

    /// What is said first: the settings, and the programs that need not wait.
    std::vector<std::string> opening();
    /// What is due now. `atRest`: every command before has been carried out.
    std::vector<std::string> due(const LabState& state, bool atRest);
    /// One of its programs, which waits for the others before it starts.
    bool isToStart(const std::string& name) const;
    /// Has this connect() been refused because 127.0.0.1 is the program's own host, and the server on the other one?
    bool foundNobodyAtLocalhost(const LabState& state, const CallReturned& returned) const;

private:
    void begin(HostId host, std::vector<std::string>& lines);
};

/// Does a server listen, or have a UDP socket with a port?
bool serverIsThere(const LabState& state);
/// Have all of the plan's programs on `host` ended?
bool allEnded(const ProgramPlan& plan, const LabState& state, HostId host);
/// Everybody who still runs (the forked too) sleeps in a call.
bool everybodyWaits(const LabState& state);

/// Does the source, or the command line, have 127.0.0.1 (localhost, INADDR_LOOPBACK) written into it?
bool namesLocalhost(const std::string& commandLine);

/// Started first, then shown by name: "server.c" that calls listen() or bind() is a server.
HostId likelyHost(const std::string& file);

} // namespace lab
