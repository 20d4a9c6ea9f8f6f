#pragma once
// ProgramPlan: the learner's own programs of one lab, and when each is started. It writes command lines and sends none; the
// window and the command line do. No Qt.

#include "app/ProgramBuild.h"
#include "model/lab/LabState.h"

#include <string>
#include <vector>

namespace lab {

enum class ProgramOrder { ServerFirst, ClientFirst, Together };

struct PlannedProgram
{
    std::string name; ///< "server", "client", "client2"
    HostId host = HostId::Client;
    ProgramLine line;
    std::string folder; ///< working folder, absolute; empty: the engine's
    std::string input; ///< a file for its standard input; empty: none
    std::vector<std::string> environment; ///< "NAME=VALUE"
    bool begun = false;
};

struct ProgramPlan
{
    std::vector<PlannedProgram> programs;
    ProgramOrder order = ProgramOrder::ServerFirst;
    bool localhostByWire = false; ///< 127.0.0.1 of the client host is the server host
    bool stopAtCalls = false;
    std::string warnings; ///< what the compiler said although it compiled

    /// Gives the programs their names: "server", "server2", "client" …
    void name();

    /// What is said first: the settings, and the programs that need not wait.
    std::vector<std::string> opening();
    /// What is due now. `atRest`: every command before has been carried out.
    std::vector<std::string> due(const LabState& state, bool atRest);
    /// One of its programs, which waits for the others before it starts.
    bool isToStart(const std::string& name) const;

private:
    void begin(HostId host, std::vector<std::string>& lines);
};

/// Does a server listen, or have a UDP socket with a port?
bool serverIsThere(const LabState& state);
/// Have all of the plan's programs on `host` ended?
bool allEnded(const ProgramPlan& plan, const LabState& state, HostId host);
/// Everybody who still runs (the forked too) sleeps in a call.
bool everybodyWaits(const LabState& state);

/// Started first, then shown by name: "server.c" that calls listen() or bind() is a server.
HostId likelyHost(const std::string& file);

} // namespace lab
