#pragma once
// CaptureCheck: which program may capture on this machine's interfaces when this user starts it, and what to type if none
// may. It looks at rights and starts nothing. The sentences are in resources/words/capture.yaml. No Qt.

#include "model/words/Words.h"

#include <map>
#include <optional>
#include <string>

namespace lab {

struct CaptureTool
{
    std::string path; ///< empty: not installed
    bool executable = false; ///< by this user
    bool capable = false; ///< has CAP_NET_RAW of its own: by file capabilities, or as root's set-user-ID program
    std::string group; ///< of the file
};

struct CaptureFacts
{
    CaptureTool dumpcap, tcpdump;
    std::string user; ///< "alice"
    bool capable = false; ///< this process has CAP_NET_RAW: root, usually
    bool noNewPrivileges = false; ///< no program gets more rights than this one has (PR_SET_NO_NEW_PRIVS)
};

CaptureFacts captureFacts();

/// The path of dumpcap, or else of tcpdump; nothing: neither may capture.
std::optional<std::string> captureProgram(const CaptureFacts& facts);

/// Why neither may, and what to type. `interface`: as it would be typed.
std::string captureAdvice(const CaptureFacts& facts, const std::string& interface, const Words& words, Language language);

/// What captureAdvice() says, by its key in section "capture"; empty: one may.
std::string captureObstacle(const CaptureFacts& facts);

} // namespace lab
