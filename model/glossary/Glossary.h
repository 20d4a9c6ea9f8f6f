#pragma once
// Glossary: everything that the words explain by name (terms, calls, states, errors, options, flags, signals, counters,
// settings) as one list to search in either language. What it means comes from Words; nothing is explained here.

#include "model/words/Words.h"

#include <string>
#include <string_view>
#include <vector>

namespace lab {

struct GlossaryEntry
{
    std::string id; ///< "terms/accept-queue", "states/TIME-WAIT": section and key of the words
    std::string section, key;
    BothText name; ///< "connect()" for a call; the same in both languages where it is no word of a language
    BothText meaning;
};

class Glossary
{
public:
    Glossary() = default;
    explicit Glossary(const Words& words);

    /// Terms first, then the other sections; within one by key.
    const std::vector<GlossaryEntry>& entries() const { return m_entries; }

    const GlossaryEntry* find(std::string_view id) const; ///< nullptr: there is none

    /// Those that have all the words of `text`, in a name or the meaning, in either language, in upper or lower case:
    /// first the one of that name, then those whose name begins with it, then those whose name has it, then the rest.
    /// With no words, all of them by name in `language`, terms first.
    std::vector<const GlossaryEntry*> search(std::string_view text, Language language) const;

private:
    std::vector<GlossaryEntry> m_entries;
};

} // namespace lab
