// LessonBench: how long a lesson's lab takes to stand (namespaces, wire, both programs ready for their first call); and a
// lesson of 100 steps without the window, from start to exit: TCP conversations, nothing that waits.

#include "app/Paths.h"
#include "tests/bench/Figures.h"
#include "tests/bench/RunningLab.h"

#include <chrono>
#include <cstdlib>
#include <exception>
#include <fstream>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace lab::bench;

namespace {

/// Nine times eleven steps, and one more: one hundred.
void writeLesson(const std::string& path)
{
    std::ofstream file(path);
    file << "format: socketlab-lesson/1\nid: hundred-steps\nchapter: basics\nlevel: 1\nminutes: 1\n"
            "title: {en: \"One hundred steps\", ko: \"백 단계\"}\ngoals: [{en: \"-\", ko: \"-\"}]\nseeds: []\n"
            "wire: auto\nsteps:\n  - {at: server, call: socket, as: L0, expect: {ret: 3}}\n";
    for (int turn = 1; turn <= 9; ++turn) {
        const std::string port = std::to_string(8080 + turn), n = std::to_string(turn);
        file << "  - {at: server, call: socket, as: L" << n << "}\n"
             << "  - {at: server, call: bind, fd: L" << n << ", addr: \"10.9.0.2:" << port << "\", expect: {ret: 0}}\n"
             << "  - {at: server, call: listen, fd: L" << n << ", backlog: 3, expect: {ret: 0}}\n"
             << "  - {at: client, call: socket, as: C" << n << "}\n"
             << "  - {at: client, call: connect, fd: C" << n << ", addr: \"10.9.0.2:" << port
             << "\", expect: {ret: 0}}\n"
             << "  - {at: server, call: accept, fd: L" << n << ", as: A" << n << "}\n"
             << "  - {at: client, call: send, fd: C" << n << ", data: \"Hello\", expect: {ret: 5}}\n"
             << "  - {at: server, call: recv, fd: A" << n << ", len: 100, expect: {ret: 5, data: Hello}}\n"
             << "  - {at: client, call: close, fd: C" << n << ", expect: {ret: 0}}\n"
             << "  - {at: server, call: recv, fd: A" << n << ", len: 100, expect: {ret: 0}}\n"
             << "  - {at: server, call: close, fd: A" << n << ", expect: {ret: 0}}\n";
    }
}

double perform(const std::string& lesson)
{
    const std::string program = lab::ownProgram("socketlab");
    std::string words[] = {program, "run", lesson};
    char* arguments[] = {words[0].data(), words[1].data(), words[2].data(), nullptr};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    const auto start = std::chrono::steady_clock::now();
    pid_t process = 0;
    int status = -1;
    if (::posix_spawn(&process, program.c_str(), &actions, nullptr, arguments, environ) == 0)
        ::waitpid(process, &status, 0);
    posix_spawn_file_actions_destroy(&actions);
    if (status != 0)
        std::fprintf(stderr, "LessonBench: the lesson failed; try: %s run %s\n", program.c_str(), lesson.c_str());
    return status == 0 ? std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() : -1;
}

/// Until the programs ask for their first call, recorded to a file as a lesson's lab is; ms.
double stand(const std::string& journal)
{
    const auto start = std::chrono::steady_clock::now();
    const RunningLab lab(journal);
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

int run(int rounds)
{
    const char* variable = std::getenv("TMPDIR");
    const std::string folder = variable ? variable : "/tmp";
    const std::string lesson = folder + "/socketlab-hundred-steps.yaml", journal = folder + "/socketlab-lessonbench.pcapng";
    writeLesson(lesson);
    Figures start("until both programs are ready", "ms"), whole("socketlab run, start to exit", "s");
    for (int round = 0; round < rounds; ++round) {
        start.add(stand(journal));
        const double seconds = perform(lesson);
        if (seconds < 0)
            return 2; // the lesson is left for a look at it
        whole.add(seconds);
    }
    std::remove(lesson.c_str());
    std::remove(journal.c_str());
    Figures::printHead("A lesson's lab");
    start.print();
    bool met = judge("milliseconds", start.median(), "<=", 150);
    Figures::printHead("A lesson of 100 steps");
    whole.print();
    met &= judge("seconds", whole.median(), "<=", 1);
    return met ? 0 : 1;
}

} // namespace

int main(int argc, char** argv)
{
    try {
        return run(argc > 1 ? std::atoi(argv[1]) : 7);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "LessonBench: %s\n", error.what());
        return 2;
    }
}
