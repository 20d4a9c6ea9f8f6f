#include "app/Doctor.h"

#include "app/cli/Cli.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace lab {

namespace {

/// Columns that a terminal gives the text: Hangul syllables take two.
std::size_t columns(const std::string& text)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
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

Language preferredLanguage()
{
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (const char* value = std::getenv(name); value && *value)
            return std::string_view(value).starts_with("ko") ? Language::Korean : Language::English;
    return Language::English;
}

BothText verdictOf(const Requirement& requirement)
{
    if (requirement.ok)
        return {"ok", "정상"};
    return requirement.required ? BothText {"missing", "없음"} : BothText {"optional", "선택"};
}

void printTable(const std::vector<Requirement>& requirements, Language language)
{
    std::size_t verdictWidth = 0;
    std::size_t nameWidth = 0;
    for (const Requirement& row : requirements) {
        verdictWidth = std::max(verdictWidth, columns(verdictOf(row).in(language)));
        nameWidth = std::max(nameWidth, columns(row.name.in(language)));
    }
    for (const Requirement& row : requirements) {
        std::printf("%s  %s  %s\n", padded(verdictOf(row).in(language), verdictWidth).c_str(),
                    padded(row.name.in(language), nameWidth).c_str(), row.found.in(language).c_str());
        if (!row.remedy.empty())
            std::printf("%s  %s %s\n", padded({}, verdictWidth).c_str(),
                        language == Language::Korean ? "입력:" : "type:", row.remedy.c_str());
    }
}

} // namespace

int runDoctor(const std::vector<std::string>& arguments)
{
    Language language = preferredLanguage();
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const bool last = i + 1 == arguments.size();
        if (arguments[i] == "--lang" && !last && (arguments[i + 1] == "en" || arguments[i + 1] == "ko")) {
            language = arguments[++i] == "ko" ? Language::Korean : Language::English;
            continue;
        }
        std::fprintf(stderr, "socketlab doctor: '%s' is not understood; expected [--lang en|ko].\n",
                     arguments[i].c_str());
        return 2;
    }
    const std::vector<Requirement> requirements = checkMachine();
    printTable(requirements, language);
    return machineIsReady(requirements) ? 0 : 1;
}

} // namespace lab
