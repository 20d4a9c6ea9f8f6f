#include "app/cli/Cli.h"

namespace lab {

const std::vector<Subcommand>& subcommands()
{
    static const std::vector<Subcommand> all {
        {"lessons", "lessons [--lang en|ko]", "list the lessons", runLessons},
        {"run", "run LESSON-ID|LESSON.yaml [--journal FILE] [--lang en|ko]", "perform a lesson and print what happens",
         runLesson},
        {"dump", "dump FILE", "print a recording as JSON Lines", runDump},
        {"doctor", "doctor [--lang en|ko]", "check what this machine offers", runDoctor},
    };
    return all;
}

} // namespace lab
