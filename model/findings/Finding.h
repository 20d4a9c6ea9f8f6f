#pragma once
// Finding: one thing that went wrong in a program, proven by the journal. A plain value; its sentences are in
// resources/words/findings.yaml under its code (FindingText).

#include "model/journal/Event.h"

#include <map>
#include <string>

namespace lab {

struct Finding
{
    std::string code; ///< "port-byte-order": a row of findingRules()
    ActorId actor = 0;
    std::size_t event = 0; ///< place in the journal, from 0, of the event that proves it
    CallId call = 0; ///< the call that a person should look at; 0: none (of a program whose calls are not known)
    SourcePlace place; ///< of that call; file is empty where it is not known
    std::map<std::string, std::string> details; ///< for the {placeholders} of the sentences; always has "program"
};

} // namespace lab
