#pragma once
// FindingsText: findings as lines for a terminal, and as JSON Lines.

#include "model/findings/Finding.h"
#include "model/words/Words.h"

#include <cstdio>
#include <vector>

namespace lab {

/// One paragraph a finding: where (number of the event as `socketlab dump` counts its lines, from 1; source line), what
/// happened, what to do. Nothing where there is none.
void printFindings(std::FILE* out, const std::vector<Finding>& findings, const Words& words, Language language);

/// One object a finding, with the sentences in this language.
void printFindingsAsJson(std::FILE* out, const std::vector<Finding>& findings, const Words& words, Language language);

} // namespace lab
