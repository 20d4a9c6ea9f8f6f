#include "model/findings/FindingText.h"

namespace lab {

FindingText textOf(const Finding& finding, const Words& words, Language language)
{
    const auto part = [&](const char* name) {
        return words.text("findings", finding.code + '.' + name, language, finding.details);
    };
    return {part("title"), part("what"), part("todo")};
}

} // namespace lab
