#include "app/cli/Cli.h"

#include <algorithm>

namespace lab {

namespace {

/// A lesson, or programs of the learner's own?
int runEither(const std::vector<std::string>& arguments)
{
    const bool programs = std::any_of(arguments.begin(), arguments.end(), [](const std::string& word) {
        return word.starts_with("--server") || word.starts_with("--client");
    });
    return programs ? runPrograms(arguments) : runLesson(arguments);
}

} // namespace

const std::vector<Subcommand>& subcommands()
{
    static const std::vector<Subcommand> all {
        {"lessons", "lessons [--progress] [--lang en|ko]", "list the lessons, and what you have done of them", runLessons},
        {"run", "run LESSON-ID|LESSON.yaml [--journal FILE] [--lang en|ko]", "perform a lesson and print what happens",
         runEither},
        {"run", "run --server CMD [--client CMD]... [--journal FILE]",
         "run programs of your own on the two hosts", runEither},
        {"attach", "attach PID [--journal FILE] [--timeout S] [--yes]",
         "watch the socket calls of a program that runs already", runAttach},
        {"sockets", "sockets [--follow] [--filter WORDS] [--journal FILE] [--json]",
         "the sockets of this machine and whose they are, as ss does, with what changes (docs/capture.md)", runSockets},
        {"capture", "capture IF [--sockets] [--filter F] [--count N] [-o FILE] [--journal FILE] | capture --list",
         "show the packets of an interface of this machine as they pass (docs/capture.md)", runCapture},
        {"lesson", "lesson check FILE... | lesson new ID", "check lesson files; begin one of your own", runLessonFiles},
        {"lesson", "lesson handout LESSON-ID|LESSON.yaml -o OUT.pdf|OUT.html",
         "a lesson on paper, one page a step (docs/lessons.md)", runLessonFiles},
        {"lesson", "lesson record FILE.pcapng -o LESSON.yaml", "make a lesson of a recorded session", runLessonFiles},
        {"dump", "dump FILE...|-", "print a recording, capture (pcap, pcapng, gzip, zstd) or strace's output as JSON Lines", runDump},
        {"conversations", "conversations FILE|- [--search WORDS] [--json] [--follow N [--hex]]",
         "list the TCP conversations of a recording or capture, or show what was said in one",
         runConversations},
        {"compare", "compare A B [--all] [--json] [--lang en|ko]",
         "two recordings or captures side by side, aligned by command: what is different (docs/compare.md)", runCompare},
        {"export", "export FILE... --view sequence|stage|transcript|... [-o OUT]",
         "write a recording as a picture, as text, or as the C programs that made it (docs/export.md)", runExport},
        {"screenshot", "screenshot LESSON-ID|FILE [--step N] -o OUT.png [--size WxH] [--view VIEW]",
         "the window after a step of a lesson, as a picture for slides (docs/screenshot.md)", runScreenshot},
        {"note", "note FILE [EVENT TEXT]", "write a note on an event of a recording; list the notes", runNote},
        {"check", "check FILE... [--csv]", "what a class handed in: steps done, answers, notes (docs/hand-in.md)", runCheck},
        {"findings", "findings FILE... [--json] [--lang en|ko]", "say what goes wrong in the programs of a recording",
         runFindings},
        {"doctor", "doctor [--lang en|ko]", "check what this machine offers", runDoctor},
    };
    return all;
}

} // namespace lab
