#pragma once
// TermFinder: recognises the glossary's names in prose, in both languages: English plurals and capitals, Korean
// particles behind a noun, the longest name first, never inside another word. It finds; what is made of it belongs to
// the views.

#include "model/glossary/Glossary.h"

#include <map>

namespace lab {

/// `length` bytes of the text from `offset` on are the name of an entry.
struct TermMark
{
    std::size_t offset = 0, length = 0;
    std::string id; ///< GlossaryEntry::id

    friend bool operator==(const TermMark&, const TermMark&) = default;
};

class TermFinder
{
public:
    TermFinder() = default;
    /// Names in these words, and what `terms` gives as spelled beside them.
    TermFinder(const Words& words, Language language);

    /// Ascending, not overlapping; `text` is UTF-8. Everyday words (client, call, step …) are left out.
    std::vector<TermMark> find(std::string_view text) const;

    /// What a person asks for by these very words, everyday ones too: the entry of the whole text, or else of the first
    /// name in it; "": none.
    std::string lookUp(std::string_view text) const;

private:
    struct Spelling
    {
        std::string text;
        std::string id;
        bool call = false; ///< only where a parenthesis follows
        bool everyday = false; ///< found by lookUp() only
    };

    void add(std::string_view text, const std::string& id, bool call, bool everyday);
    void addNames(std::string_view name, const std::string& id, bool everyday);
    std::size_t lengthAt(std::string_view text, std::size_t at, const Spelling& spelling) const;
    std::vector<TermMark> marks(std::string_view text, bool everyday) const;

    std::map<char, std::vector<Spelling>> m_spellings; ///< by their first byte in lower case, the longest first
};

} // namespace lab
