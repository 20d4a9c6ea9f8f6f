#pragma once
// Words: what a call, state, flag, option, errno, counter, notice or blocked reason means, and the lab's terms, in
// both languages, from resources/words/*.yaml. One place for views, exports and the command line.

#include "model/base/Result.h"
#include "model/base/Text.h"

#include <map>
#include <string>
#include <string_view>

namespace lab {

class Words
{
public:
    /// Reads every *.yaml of a folder. Each file is one section: calls, states, errnos, flags, options, counters,
    /// notices, blocked, terms, transcript, exports. Errors name file, line and column; a missing language is an error.
    static Result<Words> read(const std::string& folder);

    /// The explanation of `key` in `section`; nullptr if there is none.
    const BothText* find(std::string_view section, std::string_view key) const;

    /// find(), with {placeholders} replaced by `values`; the key itself where there is no entry.
    std::string text(std::string_view section, std::string_view key, Language language,
                     const std::map<std::string, std::string>& values = {}) const;

    const std::map<std::string, std::map<std::string, BothText, std::less<>>, std::less<>>& sections() const
    {
        return m_sections;
    }

private:
    std::map<std::string, std::map<std::string, BothText, std::less<>>, std::less<>> m_sections;
};

} // namespace lab
