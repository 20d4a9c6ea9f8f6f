#include "app/Paths.h"

#include <cstdlib>
#include <filesystem>
#include <unistd.h>

namespace lab {

namespace {

std::string environment(const char* name)
{
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

std::string folderOfThisProgram()
{
    char path[4096];
    const auto length = ::readlink("/proc/self/exe", path, sizeof path);
    const std::string whole(path, length > 0 ? static_cast<std::size_t>(length) : 0);
    return whole.substr(0, whole.rfind('/'));
}

/// "All paths set in these environment variables must be absolute", others are to be ignored (XDG Base Directory
/// Specification 0.8).
std::string ownFolder(const char* variable, const char* otherwise)
{
    std::string base = environment(variable);
    if (base.empty() || base.front() != '/')
        base = environment("HOME") + otherwise;
    return base + "/socketlab";
}

} // namespace

std::string resourceFolder()
{
    if (const std::string given = environment("SOCKETLAB_RESOURCES"); !given.empty())
        return given;
    std::error_code ignored;
    const std::string installed = folderOfThisProgram() + "/../share/socketlab";
    if (std::filesystem::exists(installed + "/lessons", ignored))
        return installed;
    return SOCKETLAB_SOURCE_DIR "/resources";
}

std::string ownProgram(const std::string& name)
{
    const std::string beside = folderOfThisProgram() + "/" + name;
    if (::access(beside.c_str(), X_OK) == 0)
        return beside;
    // Test programs are built in a folder of their own, beside bin/.
    return folderOfThisProgram() + "/../bin/" + name;
}

std::string builtExample(const std::string& name)
{
    for (const char* folder : {"/examples/", "/../libexec/socketlab/examples/", "/../bin/examples/"})
        if (const std::string program = folderOfThisProgram() + folder + name; ::access(program.c_str(), X_OK) == 0)
            return std::filesystem::canonical(program).string();
    return "";
}

std::string dataFolder()
{
    return ownFolder("XDG_DATA_HOME", "/.local/share");
}

std::string stateFolder()
{
    const std::string folder = ownFolder("XDG_STATE_HOME", "/.local/state");
    std::error_code ignored; // a folder that can't be made shows when the journal is opened
    std::filesystem::create_directories(folder, ignored);
    return folder;
}

} // namespace lab
