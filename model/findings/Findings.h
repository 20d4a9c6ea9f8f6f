#pragma once
// Findings: what goes wrong in the programs of a lab, found while the journal is read event by event. A finding is
// raised only when the events prove it, and never taken back; what a program may still put right is not raised before
// its end. What the kinds are: findingRules().

#include "model/findings/Finding.h"
#include "model/findings/ProgramStory.h"
#include "model/findings/SourceText.h"
#include "model/lab/LabState.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace lab {

class Findings
{
public:
    /// `source` reads the lines of a program's source; without it, nothing is found that only the source proves.
    explicit Findings(SourceText source = {});

    /// The journal's next event: its place in the journal, from 0, and the state that has it already.
    void apply(const Event& event, std::size_t index, const LabState& after);

    /// In the order in which they were proven.
    const std::vector<Finding>& all() const { return m_all; }

private:
    void judge(const Event& event, std::size_t index, const LabState& after, ActorId actor, CallId call);
    void keep(Finding finding, const LabState& after);

    SourceText m_source;
    std::map<ActorId, ProgramStory> m_programs;
    std::vector<Finding> m_all;
    std::set<CallId> m_explained; ///< calls that have a finding: the most telling rule comes first, and is enough
    std::set<std::string> m_places; ///< program, code and line: a loop's mistake is said once
};

} // namespace lab
