#include "app/ProgramBuild.h"

#include "app/Paths.h"
#include "app/ProgramCheck.h"
#include "model/base/Text.h"
#include "model/base/UniqueFd.h"
#include "model/command/ShellWords.h"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace lab {

namespace fs = std::filesystem;

namespace {

std::string buildsFolder()
{
    return stateFolder() + "/builds";
}

/// This process's environment, in which the compiler speaks English, whose messages are read (compilerMessages); in its
/// own language otherwise, so that file names and excerpts are right.
std::vector<std::string> englishEnvironment()
{
    std::vector<std::string> variables {"LC_MESSAGES=C"};
    for (char** one = environ; *one != nullptr; ++one) {
        const std::string_view variable = *one;
        if (variable.starts_with("LC_ALL="))
            variables.push_back("LC_CTYPE=" + std::string(variable.substr(7)));
        else if (!variable.starts_with("LC_MESSAGES=") && !variable.starts_with("LANGUAGE="))
            variables.emplace_back(variable);
    }
    return variables;
}

/// nullptr at the end, as execve(2) wants it; points into `words`.
std::vector<char*> pointers(const std::vector<std::string>& words)
{
    std::vector<char*> all;
    for (const std::string& word : words)
        all.push_back(const_cast<char*>(word.c_str()));
    all.push_back(nullptr);
    return all;
}

/// -1: it could not be started, errno says why. Into `messages`: in English.
int runAndWait(const std::vector<std::string>& words, std::string* messages)
{
    int ends[2] {-1, -1};
    if (messages != nullptr && ::pipe2(ends, O_CLOEXEC) != 0)
        return -1;
    UniqueFd in(ends[0]), out(ends[1]);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    if (out)
        for (const int stream : {1, 2})
            ::posix_spawn_file_actions_adddup2(&actions, out.get(), stream);
    const std::vector<std::string> english = messages != nullptr ? englishEnvironment() : std::vector<std::string> {};
    const std::vector<char*> arguments = pointers(words), variables = pointers(english);
    pid_t child = -1;
    const int failed = ::posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(),
                                      messages != nullptr ? variables.data() : environ);
    ::posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) {
        errno = failed;
        return -1;
    }
    out.reset();
    char text[4096];
    for (ssize_t got; in && ((got = ::read(in.get(), text, sizeof text)) > 0 || (got < 0 && errno == EINTR));)
        messages->append(text, got > 0 ? static_cast<std::size_t>(got) : 0);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) { }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// As a shell finds it; empty: not in $PATH.
std::string found(const std::string& name)
{
    const char* path = std::getenv("PATH");
    for (const std::string& folder : split(path != nullptr ? path : "/usr/bin:/bin", ':')) {
        const std::string whole = folder + "/" + name;
        if (::access(whole.c_str(), X_OK) == 0 && !fs::is_directory(whole))
            return whole;
    }
    return "";
}

bool isPlainC(const std::string& source)
{
    return source.ends_with(".c");
}

std::vector<std::string> compiler(const std::string& source)
{
    return {isPlainC(source) ? "cc" : "c++", "-g", "-O0", "-pthread"};
}

/// "-lssl" for each word of the line " * libraries: ssl crypto" in the comment that a source begins with. A word that is no
/// library's name is left out, so that nothing else reaches the compiler.
std::vector<std::string> libraries(const std::string& source)
{
    static constexpr std::string_view key = " * libraries:";
    std::vector<std::string> all;
    std::ifstream file(source);
    for (std::string line; std::getline(file, line) && (line.starts_with("/*") || line.starts_with(" *"));) {
        if (!line.starts_with(key))
            continue;
        std::istringstream words(line.substr(key.size()));
        for (std::string word; words >> word;)
            if (word.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+.-") == std::string::npos)
                all.push_back("-l" + word);
    }
    return all;
}

} // namespace

/// "4711-2": the second of process 4711. One that is made while another is still in use must not share its files.
BuildFolder::BuildFolder()
{
    static std::atomic<int> made = 0;
    m_path = buildsFolder() + "/" + std::to_string(::getpid()) + "-" + std::to_string(++made);
    std::error_code problem;
    fs::create_directories(buildsFolder(), problem);
    for (const auto& left : fs::directory_iterator(buildsFolder(), problem)) {
        const long owner = std::atol(left.path().filename().c_str()); // up to the hyphen
        if (owner > 0 && ::kill(static_cast<pid_t>(owner), 0) != 0 && errno == ESRCH)
            fs::remove_all(left.path(), problem);
    }
    fs::create_directories(m_path, problem);
}

BuildFolder::~BuildFolder()
{
    std::error_code problem;
    fs::remove_all(m_path, problem);
    fs::remove(buildsFolder(), problem); // if it is empty
}

bool isSource(const std::string& file)
{
    const std::string extension = fs::path(file).extension();
    return extension == ".c" || extension == ".cpp" || extension == ".cc";
}

std::string compilerLine(const std::string& source)
{
    std::vector<std::string> command = compiler(source);
    command.push_back(source);
    for (const std::string& library : libraries(source))
        command.push_back(library);
    return shellLine(command);
}

Result<std::string> compileProgram(const std::string& source, const std::vector<std::string>& flags, const BuildFolder& folder,
                                   std::string& said, std::string* messages)
{
    if (!fs::is_regular_file(source))
        return Error {"there is no file " + source};
    const fs::path path = fs::absolute(source);
    // Not over another source of the same name.
    std::string program = folder.path() + "/" + path.stem().string();
    for (int number = 2; fs::exists(program); ++number)
        program = folder.path() + "/" + path.stem().string() + std::to_string(number);
    std::vector<std::string> command = compiler(source);
    command.insert(command.end(), flags.begin(), flags.end());
    for (const std::string& word : {std::string("-o"), program, path.string()})
        command.push_back(word);
    for (const std::string& library : libraries(source)) // behind what needs them, for linkers that go from left to right
        command.push_back(library);
    said += shellLine(command) + "\n";
    const int status = runAndWait(command, messages);
    if (status == 127 || (status == -1 && errno == ENOENT))
        return Error {"no compiler is installed for " + source + "; on Debian: sudo apt install " + (isPlainC(source) ? "gcc" : "g++")};
    if (status != 0)
        return Error {source + " could not be compiled; the compiler's messages are above"};
    return program;
}

Result<ProgramToRun> prepareProgram(const std::string& commandLine, const BuildFolder& folder, std::string& said,
                                   std::string* messages)
{
    const auto words = shellWords(commandLine);
    if (!words)
        return Error {commandLine + ": " + words.error().message};
    ProgramToRun program;
    program.arguments = *words;
    const std::string& first = words->front();
    if (isSource(first)) {
        const auto made = compileProgram(first, {}, folder, said, messages);
        if (!made)
            return made.error();
        program.path = *made;
        program.arguments.front() = fs::path(*made).filename();
        return program;
    }
    program.path = first.find('/') != std::string::npos ? fs::absolute(first).string() : found(first);
    if (program.path.empty())
        return Error {"there is no program " + first + ": give its path (./" + first + ") or install it"};
    if (const Status runnable = checkProgram(program.path); !runnable)
        return runnable.error();
    return program;
}

} // namespace lab
