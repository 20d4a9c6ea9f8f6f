#include "app/CaptureCheck.h"

#include "model/base/ProcStatus.h"
#include "model/base/Text.h"
#include "model/command/ShellWords.h"

#include <cstdlib>
#include <cstring>
#include <filesystem>

#include <grp.h>
#include <linux/capability.h>
#include <pwd.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

namespace lab {

namespace {

/// The file capabilities (capabilities(7)) hold CAP_NET_RAW, or the program becomes root.
bool getsNetRaw(const std::string& path, mode_t mode, uid_t owner)
{
    if ((mode & S_ISUID) != 0 && owner == 0)
        return true;
    vfs_cap_data capabilities {};
    const ssize_t length = ::getxattr(path.c_str(), "security.capability", &capabilities, sizeof capabilities);
    return length >= static_cast<ssize_t>(XATTR_CAPS_SZ_1) && ((capabilities.data[0].permitted >> CAP_NET_RAW) & 1) != 0;
}

/// As a shell finds it, and also where only root's shell looks.
CaptureTool tool(const std::string& name)
{
    const char* path = std::getenv("PATH");
    for (const std::string& folder : split(std::string(path != nullptr ? path : "/usr/bin:/bin") + ":/usr/sbin:/sbin", ':')) {
        const std::string whole = folder + "/" + name;

        struct stat status
        {
        };

        if (::stat(whole.c_str(), &status) != 0 || !S_ISREG(status.st_mode))
            continue;
        const group* known = ::getgrgid(status.st_gid);
        return {whole, ::access(whole.c_str(), X_OK) == 0, getsNetRaw(whole, status.st_mode, status.st_uid),
                known != nullptr ? known->gr_name : std::to_string(status.st_gid)};
    }
    return {};
}

bool may(const CaptureFacts& facts, const CaptureTool& tool)
{
    return tool.executable && (facts.capable || (tool.capable && !facts.noNewPrivileges));
}

} // namespace

CaptureFacts captureFacts()
{
    CaptureFacts facts;
    facts.dumpcap = tool("dumpcap");
    facts.tcpdump = tool("tcpdump");
    const passwd* user = ::getpwuid(::geteuid());
    facts.user = user != nullptr ? user->pw_name : std::to_string(::geteuid());
    const std::string status = contentsOf("/proc/self/status");
    const std::size_t at = status.find("\nCapEff:\t");
    facts.capable = at != std::string::npos && ((std::strtoull(status.c_str() + at + 9, nullptr, 16) >> CAP_NET_RAW) & 1) != 0;
    facts.noNewPrivileges = status.find("\nNoNewPrivs:\t1") != std::string::npos;
    return facts;
}

std::optional<std::string> captureProgram(const CaptureFacts& facts)
{
    for (const CaptureTool* each : {&facts.dumpcap, &facts.tcpdump})
        if (may(facts, *each))
            return each->path;
    return {};
}

std::string captureObstacle(const CaptureFacts& facts)
{
    if (captureProgram(facts))
        return "";
    if (facts.dumpcap.path.empty() && facts.tcpdump.path.empty())
        return "no-program";
    if (facts.noNewPrivileges)
        return "no-new-privileges";
    if (facts.dumpcap.path.empty())
        return "only-tcpdump";
    return facts.dumpcap.executable ? "no-capability" : "not-in-group";
}

std::string captureAdvice(const CaptureFacts& facts, const std::string& interface, const Words& words, Language language)
{
    const std::string code = captureObstacle(facts);
    if (code.empty())
        return "";
    const std::string at = shellLine({interface.empty() ? "eth0" : interface});
    return words.text("capture", code, language,
                      {{"user", facts.user}, {"group", facts.dumpcap.group}, {"dumpcap", facts.dumpcap.path}, {"interface", at}});
}

} // namespace lab
