#include "model/words/Words.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <vector>

#include <yaml-cpp/yaml.h>

namespace lab {

namespace {

using Section = std::map<std::string, BothText, std::less<>>;

/// Thrown inside this file only; read() makes an Error of it.
struct Mistake
{
    YAML::Mark mark;
    std::string message;
};

std::string keyOf(const YAML::Node& node)
{
    if (!node.IsScalar())
        throw Mistake {node.Mark(), "a key is not a plain word"};
    return node.Scalar();
}

std::string textOf(const YAML::Node& node, const std::string& key)
{
    if (!node.IsScalar() || node.Scalar().empty())
        throw Mistake {node.Mark(), key + ": expected a text, found " + (node.IsScalar() ? "an empty one" : "none")};
    return node.Scalar();
}

/// An entry is {en: …, ko: …}, or a map of such entries, whose keys are joined with a dot ("accept-queue.name").
void readEntry(const YAML::Node& node, const std::string& key, Section& section)
{
    if (!node.IsMap() || node.size() == 0)
        throw Mistake {node.Mark(), key + ": expected en: and ko:"};
    std::set<std::string> seen;
    for (const auto& pair : node) {
        if (!seen.insert(keyOf(pair.first)).second)
            throw Mistake {pair.first.Mark(), key + ": \"" + pair.first.Scalar() + "\" is there twice"};
    }
    if (!seen.contains("en") && !seen.contains("ko")) {
        for (const auto& pair : node)
            readEntry(pair.second, key + "." + keyOf(pair.first), section);
        return;
    }
    for (const std::string& name : seen) {
        if (name != "en" && name != "ko")
            throw Mistake {node.Mark(), key + ": expected only en: and ko:, found \"" + name + ":\""};
    }
    for (const char* language : {"en", "ko"}) {
        if (!seen.contains(language))
            throw Mistake {node.Mark(), key + ": " + language + ": is missing"};
    }
    section[key] = {textOf(node["en"], key), textOf(node["ko"], key)};
}

Section readSection(const YAML::Node& root)
{
    if (!root.IsMap())
        throw Mistake {root.Mark(), "expected KEY: followed by en: and ko:"};
    Section section;
    std::set<std::string> seen;
    for (const auto& pair : root) {
        const std::string key = keyOf(pair.first);
        if (!seen.insert(key).second)
            throw Mistake {pair.first.Mark(), "\"" + key + "\" is there twice"};
        readEntry(pair.second, key, section);
    }
    return section;
}

Error at(const std::string& file, const YAML::Mark& mark, const std::string& message)
{
    if (mark.is_null())
        return Error {file + ": " + message};
    return Error {file + ":" + std::to_string(mark.line + 1) + ":" + std::to_string(mark.column + 1) + ": " + message};
}

} // namespace

Result<Words> Words::read(const std::string& folder)
{
    std::error_code problem;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder, problem)) {
        if (entry.path().extension() == ".yaml")
            files.push_back(entry.path());
    }
    if (problem)
        return Error {folder + ": " + problem.message() + "; expected a folder of *.yaml files"};
    if (files.empty())
        return Error {folder + ": no *.yaml file; expected one a section"};
    std::sort(files.begin(), files.end());
    Words words;
    for (const auto& file : files) {
        try {
            words.m_sections[file.stem().string()] = readSection(YAML::LoadFile(file.string()));
        } catch (const Mistake& mistake) {
            return at(file.string(), mistake.mark, mistake.message);
        } catch (const YAML::Exception& exception) {
            return at(file.string(), exception.mark, exception.msg);
        }
    }
    return words;
}

const BothText* Words::find(std::string_view section, std::string_view key) const
{
    const auto texts = m_sections.find(section);
    if (texts == m_sections.end())
        return nullptr;
    const auto text = texts->second.find(key);
    return text == texts->second.end() ? nullptr : &text->second;
}

std::string Words::text(std::string_view section, std::string_view key, Language language,
                        const std::map<std::string, std::string>& values) const
{
    const BothText* both = find(section, key);
    if (!both)
        return std::string(key);
    const std::string& pattern = both->in(language);
    std::string text;
    // One pass: a value that looks like a placeholder itself is left as it is.
    for (std::size_t at = 0; at < pattern.size();) {
        const std::size_t open = pattern.find('{', at);
        const std::size_t close = open == std::string::npos ? open : pattern.find('}', open);
        if (close == std::string::npos)
            return text + pattern.substr(at);
        text += pattern.substr(at, open - at);
        const auto value = values.find(pattern.substr(open + 1, close - open - 1));
        text += value == values.end() ? pattern.substr(open, close - open + 1) : value->second;
        at = close + 1;
    }
    return text;
}

} // namespace lab
