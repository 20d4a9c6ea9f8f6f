#pragma once
// FindingText: a finding in the words of resources/words/findings.yaml.

#include "model/findings/Finding.h"
#include "model/words/Words.h"

namespace lab {

struct FindingText
{
    std::string title; ///< "The port's bytes are exchanged"
    std::string what; ///< what happened, with this program's numbers
    std::string todo; ///< what to do about it
};

FindingText textOf(const Finding& finding, const Words& words, Language language);

} // namespace lab
