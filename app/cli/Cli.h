#pragma once
// Cli: the subcommands. Each is one function in one file of this folder and one row in Cli.cpp.
// Exit status: 0 in order, 1 an expectation failed, 2 could not run (bad usage, bad file, no engine),
// 3 the time was up (run), or nobody agreed (attach).

#include <string>
#include <vector>

namespace lab {

struct Subcommand
{
    const char* name;
    const char* usage; ///< "run LESSON-ID|LESSON.yaml [--journal FILE] [--lang en|ko]"
    const char* summary; ///< one line of --help
    int (*run)(const std::vector<std::string>& arguments);
};

const std::vector<Subcommand>& subcommands();

int runLesson(const std::vector<std::string>& arguments);
int runPrograms(const std::vector<std::string>& arguments); ///< "run" with --server or --client
int runAttach(const std::vector<std::string>& arguments);
int runSockets(const std::vector<std::string>& arguments);
int runCapture(const std::vector<std::string>& arguments);
int runLessonFiles(const std::vector<std::string>& arguments); ///< "lesson": check, new, handout, record
int runLessonHandout(const std::vector<std::string>& arguments); ///< what follows "lesson handout"
int runLessons(const std::vector<std::string>& arguments);
int runDump(const std::vector<std::string>& arguments);
int runConversations(const std::vector<std::string>& arguments);
int runCompare(const std::vector<std::string>& arguments);
int runExport(const std::vector<std::string>& arguments);
int runNote(const std::vector<std::string>& arguments);
int runCheck(const std::vector<std::string>& arguments);
int runScreenshot(const std::vector<std::string>& arguments);
int runFindings(const std::vector<std::string>& arguments);
int runDoctor(const std::vector<std::string>& arguments);

} // namespace lab
