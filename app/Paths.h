#pragma once
// Paths: where the lab's own files are: resources (beside the build, or installed), the engine, XDG folders.

#include <string>

namespace lab {

/// $SOCKETLAB_RESOURCES, else ../share/socketlab beside the program, else the source tree it was built from.
std::string resourceFolder();
/// A program of ours by name ("socketlab-engine", "socketlab-actor"), beside this program.
std::string ownProgram(const std::string& name);
/// One of resources/examples as it was built with the lab, by the name of its program ("greet-client"); empty: not built.
std::string builtExample(const std::string& name);
/// $XDG_STATE_HOME/socketlab (default ~/.local/state/socketlab), made if missing: recovery journals.
std::string stateFolder();
/// $XDG_DATA_HOME/socketlab (default ~/.local/share/socketlab), not made: what a learner has done.
std::string dataFolder();

} // namespace lab
