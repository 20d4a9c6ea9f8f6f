#include "model/glossary/Glossary.h"

#include "model/base/Text.h"

#include <algorithm>

namespace lab {

namespace {

/// The sections whose keys are names that a person meets; in the order in which they are listed.
constexpr std::string_view sections[] = {"states", "calls",   "errnos",   "options",
                                         "flags",  "signals", "counters", "settings"};

/// ASCII only: Hangul has no case.
std::string lowered(std::string_view text)
{
    std::string lower(text);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return lower;
}

std::vector<std::string> wordsOf(std::string_view text)
{
    std::string plain = lowered(text);
    std::replace_if(
        plain.begin(), plain.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
    std::vector<std::string> words;
    for (std::string& word : split(plain, ' '))
        if (!word.empty())
            words.push_back(std::move(word));
    return words;
}

bool hasAll(const std::string& text, const std::vector<std::string>& words)
{
    return std::all_of(words.begin(), words.end(),
                       [&text](const std::string& word) { return text.find(word) != std::string::npos; });
}

constexpr int nowhere = 4;

/// 0: it is a name; 1: a name begins so; 2: the names have it; 3: only with the meaning.
int rankOf(const GlossaryEntry& entry, const std::vector<std::string>& words, const std::string& whole)
{
    const std::string english = lowered(entry.name.en), korean = lowered(entry.name.ko);
    const std::string names = english + '\n' + korean + '\n' + lowered(entry.key);
    if (whole == english || whole == korean || whole == lowered(entry.key))
        return 0;
    if (hasAll(names, words))
        return english.starts_with(words.front()) || korean.starts_with(words.front()) ? 1 : 2;
    return hasAll(names + '\n' + lowered(entry.meaning.en) + '\n' + lowered(entry.meaning.ko), words) ? 3 : nowhere;
}

} // namespace

Glossary::Glossary(const Words& words)
{
    const auto& all = words.sections();
    if (const auto terms = all.find("terms"); terms != all.end()) {
        constexpr std::string_view suffix = ".name";
        for (const auto& [key, name] : terms->second) {
            if (!key.ends_with(suffix))
                continue;
            const std::string term = key.substr(0, key.size() - suffix.size());
            if (const BothText* meaning = words.find("terms", term + ".meaning"))
                m_entries.push_back({"terms/" + term, "terms", term, name, *meaning});
        }
    }
    for (const std::string_view section : sections) {
        const auto texts = all.find(section);
        if (texts == all.end())
            continue;
        for (const auto& [key, meaning] : texts->second) {
            if (section == "settings" && key.find('.') == std::string::npos)
                continue; // "network" is the lab's own, no sysctl
            const std::string name = section == "calls" ? key + "()" : key;
            m_entries.push_back({std::string(section) + '/' + key, std::string(section), key, {name, name}, meaning});
        }
    }
}

const GlossaryEntry* Glossary::find(std::string_view id) const
{
    const auto found =
        std::find_if(m_entries.begin(), m_entries.end(), [id](const GlossaryEntry& entry) { return entry.id == id; });
    return found == m_entries.end() ? nullptr : &*found;
}

std::vector<const GlossaryEntry*> Glossary::search(std::string_view text, Language language) const
{
    const std::vector<std::string> words = wordsOf(text);

    struct Ranked
    {
        int rank;
        bool term;
        std::string name;
        const GlossaryEntry* entry;
    };

    std::vector<Ranked> found;
    for (const GlossaryEntry& entry : m_entries) {
        const int rank = words.empty() ? 0 : rankOf(entry, words, lowered(trimmed(text)));
        if (rank < nowhere)
            found.push_back({rank, entry.section == "terms", lowered(entry.name.in(language)), &entry});
    }
    std::stable_sort(found.begin(), found.end(), [](const Ranked& a, const Ranked& b) {
        if (a.rank != b.rank)
            return a.rank < b.rank;
        if (a.term != b.term)
            return a.term;
        return a.term && a.name != b.name ? a.name < b.name : false;
    });
    std::vector<const GlossaryEntry*> entries;
    for (const Ranked& one : found)
        entries.push_back(one.entry);
    return entries;
}

} // namespace lab
