#pragma once
// Lesson: one lesson file as values. Read by LessonReader; performed by LessonRunner; shown by views/lesson.
// A lesson is data: it names no shell command, and the programs it asks for are started by whoever performs it, if they
// may be (app/LessonPrograms.h).

#include "model/base/Result.h"
#include "model/lesson/Step.h"

#include <string>
#include <vector>

namespace lab {

struct Lesson
{
    std::string file;
    std::string id, chapter;
    int level = 1, minutes = 0;
    bool reading = false, optional = false, myth = false, ipv6 = false;
    BothText title;
    std::vector<BothText> goals;
    std::vector<std::string> seeds;
    WireMode wire = WireMode::Flow;
    std::string retransmissions = "merge";
    std::vector<Command> setup; ///< actor, sysctl, alias, localhost commands, in order, before the first step
    std::vector<Step> steps;

    std::vector<ProgramSource> programs() const; ///< what its `run` steps start, each once
};

/// By its name: *.yaml or *.yml.
inline bool isLessonFile(std::string_view path)
{
    return path.ends_with(".yaml") || path.ends_with(".yml");
}

/// Reads and checks one file. Every error: "FILE:LINE:COLUMN: what was found, what was expected."
Result<Lesson> readLesson(const std::string& path);
Result<Lesson> readLessonText(std::string_view yaml, const std::string& nameForErrors);

/// Every word that a lesson file may use, some more than once: what lesson.schema.json must know.
struct LessonVocabulary
{
    std::vector<std::string> header, chapters, actorKeys, hostKeys; ///< keys; values of `chapter`
    std::vector<std::string> verbs, stepKeys; ///< stepKeys has the verbs, too
    std::vector<std::string> calls, expectations, rowKeys;
};

LessonVocabulary lessonVocabulary();

/// id and title of every lesson in a folder, in file name order. Unreadable files are errors in the second list.
struct LessonEntry
{
    std::string path, id, chapter;
    int level = 1, minutes = 0;
    bool optional = false, myth = false, reading = false;
    BothText title;
    std::size_t steps = 0, questions = 0;
    std::string shape; ///< of its steps: shapeOf()
};

struct LessonCatalog
{
    std::vector<LessonEntry> lessons;
    std::vector<Error> errors;
};

LessonCatalog readLessonCatalog(const std::string& folder);

/// The same, a lesson at a time: all of them take a tenth of a second.
class LessonCatalogReader
{
public:
    explicit LessonCatalogReader(const std::string& folder);

    bool over() const { return m_paths.empty(); } ///< all of them were read
    bool readNext(); ///< false: over()

    LessonCatalog catalog; ///< as far as it was read

private:
    std::vector<std::string> m_paths; ///< that were not, the last one first
};

} // namespace lab
