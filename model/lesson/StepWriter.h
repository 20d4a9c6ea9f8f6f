#pragma once
// StepWriter: a lesson file and its parts as text: quoted scalars, flow maps, and what was seen of calls and sockets as
// expectations. Pure; the reverse of StepReader.

#include "model/lab/LabState.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace lab {

/// Keys with values that are YAML already.
using YamlFields = std::vector<std::pair<std::string, std::string>>;

/// A scalar in flow style: bare where YAML reads nothing into it, else in double quotes.
std::string yamlScalar(const std::string& text);
std::string yamlMap(const YamlFields& fields);
std::string yamlList(const std::vector<std::string>& items);

/// What stands around the steps of a lesson.
struct LessonFrame
{
    std::string id, wire = "auto", retransmissions, localhost; ///< empty: not said
    std::map<std::string, std::string> aliases; ///< host → address
    YamlFields actors; ///< beside client and server
};

/// The whole file, with placeholders for its sentences and one question.
std::string lessonText(const LessonFrame& frame, const std::vector<std::string>& steps);

/// What a call that has returned gave: ret, errno, data. Numbers that depend on how the kernel cut a long stream are
/// ">0"; addresses with ports that the kernel chose are left out.
YamlFields seenResult(const CallState& call);

/// The rows of a host's table as a `see` step judges them: [{state: LISTEN, recvq: 1, sendq: 3}], or none.
std::string seenTable(const LabState& state, HostId host, std::uint8_t protocol);

} // namespace lab
