#pragma once
// StepText: a lesson's step as a sentence for a person, in both languages.

#include "model/lesson/Step.h"

#include <string>

namespace lab {

/// What the step does, one line for a person: "server: listen(L, 3)", "Release the next packet". A lesson's whole
/// text (say, ask) is not repeated here.
std::string stepText(const Step& step, Language language);
/// The same for a step still to come: a check does not say what will be found, or there would be nothing to predict.
std::string comingText(const Step& step, Language language);

/// The phrases that a StepResult is made of ("it still waits", "at least 800 ms"), for a person; names, numbers and
/// packets stay as they are.
std::string phraseText(const std::string& phrase, Language language);

} // namespace lab
