#include "model/lesson/LessonYaml.h"

#include <algorithm>
#include <set>

namespace lab {

namespace {

bool isComparison(const std::string& text)
{
    if (const std::size_t dots = text.find(".."); dots != std::string::npos)
        return parseNumber(text.substr(0, dots)) && parseNumber(text.substr(dots + 2));
    const std::string_view number =
        std::string_view(text).substr(text.starts_with(">=") || text.starts_with("<=")     ? 2
                                          : text.starts_with(">") || text.starts_with("<") ? 1
                                                                                           : 0);
    return parseNumber(number).has_value();
}

} // namespace

void fault(const YAML::Node& at, const std::string& found, const std::string& expected)
{
    const YAML::Mark mark = at.Mark();
    throw LessonFault {mark.line + 1, mark.column + 1, "found " + found + ", expected " + expected};
}

std::string describe(const YAML::Node& node)
{
    if (node.IsScalar())
        return "\"" + node.Scalar() + "\"";
    if (node.IsSequence())
        return "a list";
    if (node.IsMap())
        return "a map";
    return "nothing";
}

std::string joined(const std::vector<std::string>& words)
{
    std::string all;
    for (const std::string& word : words)
        all += (all.empty() ? "" : ", ") + word;
    return all;
}

void checkKeys(const YAML::Node& map, const std::string& what, const std::vector<std::string>& allowed)
{
    if (!map.IsMap())
        fault(map, describe(map), what + " as a map with the keys " + joined(allowed));
    std::set<std::string> seen;
    for (const auto& pair : map) {
        const std::string key = scalar(pair.first, "a key");
        if (!seen.insert(key).second)
            fault(pair.first, "the key \"" + key + "\" a second time", "each key once in " + what);
        if (std::find(allowed.begin(), allowed.end(), key) == allowed.end())
            fault(pair.first, "the unknown key \"" + key + "\"", "in " + what + " one of " + joined(allowed));
    }
}

YAML::Node required(const YAML::Node& map, const std::string& key, const std::string& what)
{
    const YAML::Node value = map[key];
    if (!value)
        fault(map, what + " without \"" + key + "\"", "the key \"" + key + "\"");
    return value;
}

std::string scalar(const YAML::Node& node, const std::string& what)
{
    if (!node.IsScalar())
        fault(node, describe(node), what);
    return node.Scalar();
}

int integer(const YAML::Node& node, const std::string& what, int least, int most)
{
    const auto number = parseNumber(scalar(node, what));
    if (!number || *number < least || *number > most)
        fault(node, describe(node), what + " from " + std::to_string(least) + " to " + std::to_string(most));
    return static_cast<int>(*number);
}

std::string comparison(const YAML::Node& node, const std::string& what)
{
    std::string text = scalar(node, what);
    if (!isComparison(text))
        fault(node, describe(node), "for " + what + " a number, or \">0\", \"1..9\" and the like");
    return text;
}

bool truth(const YAML::Node& node, const std::string& what)
{
    const std::string text = scalar(node, what);
    if (text != "true" && text != "false")
        fault(node, describe(node), "true or false for " + what);
    return text == "true";
}

BothText bothText(const YAML::Node& node, const std::string& what)
{
    checkKeys(node, what, {"en", "ko"});
    BothText text {scalar(required(node, "en", what), what), scalar(required(node, "ko", what), what)};
    if (text.en.empty() || text.ko.empty())
        fault(node, "an empty text", what + " in both languages");
    return text;
}

BothText sameOrBoth(const YAML::Node& node, const std::string& what)
{
    if (node.IsScalar() && !node.Scalar().empty())
        return {node.Scalar(), node.Scalar()};
    return bothText(node, what);
}

std::vector<std::string> scalars(const YAML::Node& node, const std::string& what)
{
    if (!node.IsSequence())
        fault(node, describe(node), "a list of " + what);
    std::vector<std::string> all;
    for (const auto& one : node)
        all.push_back(scalar(one, what));
    return all;
}

std::vector<std::string> oneOrMore(const YAML::Node& map, const std::string& key)
{
    std::vector<std::string> all;
    if (const YAML::Node node = map[key])
        all = node.IsScalar() ? std::vector {node.Scalar()} : scalars(node, "texts");
    if (std::find(all.begin(), all.end(), "") != all.end())
        fault(map[key], "an empty text", "a text for " + key);
    return all;
}

std::string choice(const YAML::Node& node, const std::string& what, const std::vector<std::string>& choices)
{
    const std::string text = scalar(node, what);
    if (std::find(choices.begin(), choices.end(), text) == choices.end())
        fault(node, describe(node), what + ": one of " + joined(choices));
    return text;
}

std::optional<std::string> optionalScalar(const YAML::Node& map, const std::string& key)
{
    const YAML::Node value = map[key];
    if (!value)
        return {};
    return scalar(value, "a text or number for " + key);
}

std::optional<int> optionalInteger(const YAML::Node& map, const std::string& key, int least, int most)
{
    const YAML::Node value = map[key];
    if (!value)
        return {};
    return integer(value, key, least, most);
}

} // namespace lab
