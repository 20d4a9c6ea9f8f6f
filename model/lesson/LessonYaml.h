#pragma once
// LessonYaml: YAML nodes as a lesson needs them: every wrong thing is said with its line and column, and every key
// that is not known is refused. (An unquoted comma in {en: Hello, you, ko: …} silently makes a key "you".)
// yaml-cpp reports by throwing; so does this, and readLessonText() turns it into a Result.

#include "model/base/Text.h"

#include <optional>
#include <string>
#include <vector>

#include <yaml-cpp/yaml.h>

namespace lab {

/// Thrown inside the reader only. The position counts from 1.
struct LessonFault
{
    int line = 0, column = 0;
    std::string message; ///< "found …, expected …"
};

[[noreturn]] void fault(const YAML::Node& at, const std::string& found, const std::string& expected);

/// What a node is, for "found …": "lisen" in quotes, or "a list".
std::string describe(const YAML::Node& node);

/// A map whose keys are all in `allowed`, each once.
void checkKeys(const YAML::Node& map, const std::string& what, const std::vector<std::string>& allowed);
/// The value of a key that must be there.
YAML::Node required(const YAML::Node& map, const std::string& key, const std::string& what);

std::string scalar(const YAML::Node& node, const std::string& what);
int integer(const YAML::Node& node, const std::string& what, int least, int most);
/// A number, or a comparison with one: 5, ">0", "<=3", "1..9".
std::string comparison(const YAML::Node& node, const std::string& what);
bool truth(const YAML::Node& node, const std::string& what);
/// {en: …, ko: …}, both not empty.
BothText bothText(const YAML::Node& node, const std::string& what);
/// One text for both languages, or bothText().
BothText sameOrBoth(const YAML::Node& node, const std::string& what);
std::vector<std::string> scalars(const YAML::Node& node, const std::string& what);
/// One text or a list of them, none of them empty; nothing if there is no such key.
std::vector<std::string> oneOrMore(const YAML::Node& map, const std::string& key);
/// One of `choices`.
std::string choice(const YAML::Node& node, const std::string& what, const std::vector<std::string>& choices);

std::optional<std::string> optionalScalar(const YAML::Node& map, const std::string& key);
std::optional<int> optionalInteger(const YAML::Node& map, const std::string& key, int least, int most);

std::string joined(const std::vector<std::string>& words);

} // namespace lab
