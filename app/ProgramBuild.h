#pragma once
// ProgramBuild: what a person calls a program ("./server 8080", "server.c", "nc -l 7000") as a file to execute and its
// arguments; C and C++ sources are compiled first. No Qt.

#include "model/base/Result.h"

#include <string>
#include <vector>

namespace lab {

struct ProgramToRun
{
    std::string path; ///< absolute
    std::vector<std::string> arguments; ///< argv
};

/// A folder for what was compiled, gone with this object. Folders of processes that were killed are removed by the next.
class BuildFolder
{
public:
    BuildFolder();
    ~BuildFolder();

    BuildFolder(const BuildFolder&) = delete;
    BuildFolder& operator=(const BuildFolder&) = delete;

    const std::string& path() const { return m_path; }

private:
    std::string m_path;
};

/// Finds or compiles the program of a command line. `said` receives each compiler command before it runs; what the
/// compiler writes goes to `messages`, or to standard error if that is nullptr. The error says what to do.
Result<ProgramToRun> prepareProgram(const std::string& commandLine, const BuildFolder& folder, std::string& said,
                                   std::string* messages = nullptr);

/// Compiles a C or C++ file, with `flags` beside the usual ones. The result: the program's path, in `folder`.
Result<std::string> compileProgram(const std::string& source, const std::vector<std::string>& flags, const BuildFolder& folder,
                                   std::string& said, std::string* messages = nullptr);

bool isSource(const std::string& file); ///< .c, .cpp or .cc: is compiled before it runs

/// How a source is compiled, as a person would type it; where the result goes is left out.
std::string compilerLine(const std::string& source);

} // namespace lab
