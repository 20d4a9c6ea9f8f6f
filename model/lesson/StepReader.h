#pragma once
// StepReader: one step of a lesson from its YAML map. A verb is a row in StepReader.cpp. Throws LessonFault.

#include "model/lesson/Lesson.h"

#include <yaml-cpp/yaml.h>

namespace lab {

Step readStep(const YAML::Node& node);

/// call: one call of an actor (CallReader.cpp).
CallStep readCallStep(const YAML::Node& node);
/// The reverse: the keys and values with which a lesson writes a call that was given to an actor. The error is one sentence:
/// which word of it has no key.
Result<std::vector<std::pair<std::string, std::string>>> lessonKeysOf(const Command& command);
/// What may be expected; only the keys in `allowed`.
Expect readExpect(const YAML::Node& node, const std::vector<std::string>& allowed);
/// Everything a call's end can be compared with.
const std::vector<std::string>& callExpectations();

/// inside and exits: is a program inside a call, how did it end (ProgramReader.cpp).
ProgramStep readProgramStep(const YAML::Node& node);
/// run: a compiled program is started.
ProgramStep readRunStep(const YAML::Node& node);
/// What may be expected of it, by the verb inside or exits.
const std::vector<std::string>& programExpectations(std::string_view verb);

/// What these read, added to the words of a lesson.
void addStepVocabulary(LessonVocabulary& words);
void addCallVocabulary(LessonVocabulary& words);

std::optional<int> within(const YAML::Node& node); ///< of a step: ms that it may take
HostId readHost(const YAML::Node& node);
/// lab's words for lessons' words: auto is the wire's mode "flow".
WireMode readWireMode(const YAML::Node& node);

} // namespace lab
