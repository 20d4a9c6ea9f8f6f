// The verbs run, inside and exits of a lesson: compiled programs.

#include "model/lesson/LessonYaml.h"
#include "model/lesson/StepReader.h"

namespace lab {

const std::vector<std::string>& programExpectations(std::string_view verb)
{
    static const std::vector<std::string> inside {"call"}, exits {"status", "output"};
    return verb == "inside" ? inside : exits;
}

ProgramStep readProgramStep(const YAML::Node& node)
{
    ProgramStep step;
    step.verb = node["inside"] ? "inside" : "exits";
    step.program = scalar(node[step.verb], "a program's name");
    step.expect = readExpect(required(node, "expect", step.verb), programExpectations(step.verb));
    step.withinMs = within(node);
    return step;
}

/// A file beside the lesson or one of the examples: a lesson can't point anywhere else.
ProgramStep readRunStep(const YAML::Node& node)
{
    ProgramStep step;
    step.verb = "run";
    step.source.file = scalar(node["run"], "a C file");
    const bool plainName = step.source.file.find('/') == std::string::npos;
    if (!plainName || !(step.source.file.ends_with(".c") || step.source.file.ends_with(".cpp")))
        fault(node["run"], describe(node["run"]),
              "the name of a .c or .cpp file without a folder: an example of the lab, or beside the lesson");
    step.host = readHost(required(node, "at", "run"));
    step.program = scalar(required(node, "as", "run"), "a name");
    if (node["arguments"])
        step.arguments = scalars(node["arguments"], "arguments");
    if (node["uninitialised"])
        step.source.patternFilled =
            choice(node["uninitialised"], "uninitialised variables", {"pattern"}) == "pattern";
    return step;
}

} // namespace lab
