#include "app/cli/Terminal.h"

#include "views/shared/Theme.h"

#include <algorithm>
#include <cstdlib>

namespace lab {

std::optional<std::string> CommandWords::get(const std::string& name) const
{
    for (const auto& [key, value] : named)
        if (key == name)
            return value;
    return {};
}

CommandWords readCommandWords(const std::vector<std::string>& arguments, const std::vector<std::string>& named)
{
    CommandWords read;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& word = arguments[i];
        if (!word.starts_with("--")) {
            read.words.push_back(word);
            continue;
        }
        const std::size_t equals = word.find('=');
        const std::string name = word.substr(2, equals == std::string::npos ? equals : equals - 2);
        if (std::find(named.begin(), named.end(), name) == named.end()) {
            read.wrong = word + " is not an option here";
        } else if (equals != std::string::npos) {
            read.named.emplace_back(name, word.substr(equals + 1));
        } else if (i + 1 < arguments.size()) {
            read.named.emplace_back(name, arguments[++i]);
        } else {
            read.wrong = word + " needs a value";
        }
    }
    return read;
}

Result<Scheme> themeOf(const CommandWords& arguments)
{
    const std::string name = arguments.get("theme").value_or("light");
    const auto scheme = schemeOf(name);
    return scheme ? Result<Scheme>(*scheme) : Error {"--theme is light, dark or contrast, not " + name};
}

std::optional<Language> languageOf(const CommandWords& arguments)
{
    if (const auto asked = arguments.get("lang")) {
        if (*asked == "en")
            return Language::English;
        if (*asked == "ko")
            return Language::Korean;
        return {};
    }
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (const char* value = std::getenv(name); value && *value)
            return std::string_view(value).starts_with("ko") ? Language::Korean : Language::English;
    return Language::English;
}

std::size_t columns(const std::string& text)
{
    std::size_t count = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0) == 0x80)
            continue; // a further byte of the same character
        // U+AC00 … U+D7A3 are ea b0 80 … ed 9e a3 in UTF-8; no other letters of ours are that wide.
        count += byte >= 0xEA && byte <= 0xED ? 2 : 1;
    }
    return count;
}

std::string padded(std::string text, std::size_t width)
{
    text.append(width - std::min(width, columns(text)), ' ');
    return text;
}

} // namespace lab
