// A program that makes the calls which a recorded one made: readable C, complete, for cc alone. It makes them one after
// the other without waiting for the other program; a call that fails is told and the next one is made, as was recorded.

#include "model/calls/CallMemory.h"
#include "model/calls/CallText.h"
#include "model/export/CCall.h"
#include "model/export/ExportStory.h"
#include "model/export/RecordedProgram.h"

#include <algorithm>
#include <cctype>
#include <deque>
#include <set>

namespace lab {

namespace {

class ProgramWriter
{
public:
    ProgramWriter(const RecordedProgram& program, const std::string& title)
        : m_program(program)
        , m_title(title)
    {
    }

    Result<std::string> write()
    {
        for (const Performed& call : m_program.calls)
            if (const Status added = add(call); !added)
                return added.error();
        return text();
    }

private:
    struct Thread
    {
        std::string name, body;
        std::size_t lastBegins = 0, lastReturned = 0; ///< of its last call: where in the body, and when it came back
    };

    /// A thread that is new begins before the call that the first thread was in when the new one made its first.
    Thread& thread(const std::string& name, std::size_t now)
    {
        const auto found = std::find_if(m_threads.begin(), m_threads.end(), [&](const Thread& one) { return one.name == name; });
        if (found != m_threads.end())
            return *found;
        if (!name.empty()) {
            Thread& first = thread("", now);
            const std::size_t place = first.lastReturned > now ? first.lastBegins : first.body.size();
            first.body.insert(place, "    pthread_t thread_" + identifier(name) + ";\n    pthread_create(&thread_"
                                         + identifier(name) + ", NULL, run_" + identifier(name) + ", NULL);\n");
        }
        m_threads.push_back({name, {}, 0, 0});
        return m_threads.back();
    }

    static std::string identifier(const std::string& name)
    {
        std::string out;
        for (const char c : name)
            out += std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
        return out;
    }

    /// What the program itself, C or its headers call by that name, a variable can't be called.
    static std::string variable(const std::string& name)
    {
        static const std::set<std::string, std::less<>> taken {
            "auto", "break", "case", "char", "const", "continue", "default", "do", "double", "else", "enum", "extern",
            "float", "for", "goto", "if", "inline", "int", "long", "register", "restrict", "return", "short", "signed",
            "sizeof", "static", "struct", "switch", "typedef", "union", "unsigned", "void", "volatile", "while", "main",
            "addr", "length", "value", "buffer", "data", "begins", "fds", "peer", "result", "report", "pointer", "size",
            "limit", "former", "head", "none", "i", "errno", "stdin", "stdout", "stderr", "unix", "linux", "time", "index"};
        const std::string clean = identifier(name);
        const bool digit = std::isdigit(static_cast<unsigned char>(clean.front())) != 0;
        return digit || taken.contains(clean) || findCall(clean) || clean == "send" || clean == "recv" ? "fd_" + clean : clean;
    }

    Status add(const Performed& call)
    {
        auto made = CCall::of(call.entered, m_names);
        if (!made)
            return made.error();
        const CallRow* row = findCall(call.entered.name);
        std::string target = "result";
        if (row->returnsFd && call.returned && call.returned->result >= 0) {
            const int fd = static_cast<int>(call.returned->result);
            target = variable(call.name.empty() ? "fd" + std::to_string(fd) : call.name);
            std::erase_if(m_names, [&](const auto& one) { return one.second == target; });
            m_names[fd] = target;
            m_variables.insert(target);
        }
        Thread& in = thread(call.entered.thread, call.enteredAt);
        in.lastBegins = in.body.size();
        in.lastReturned = call.returnedAt;
        std::string indent = "    ";
        if (!made->before.empty()) {
            in.body += indent + "{\n";
            indent += "    ";
        }
        for (const std::string& line : made->before)
            in.body += indent + line + "\n";
        in.body += indent + target + " = " + made->expression + ";" + comment(call) + "\n";
        in.body += indent + "report(\"" + std::string(nameInC(call.entered)) + "\", " + target + ");\n";
        if (!made->before.empty())
            in.body += "    }\n";
        m_tooLong |= made->expression.find("size(") != std::string::npos;
        m_wrong |= made->expression.find("pointer(") != std::string::npos;
        return Nothing {};
    }

    static std::string comment(const Performed& call)
    {
        std::string text = call.returned ? resultText(call.entered, *call.returned) : "did not return";
        for (std::size_t at = text.find("*/"); at != std::string::npos; at = text.find("*/"))
            text.insert(at + 1, " ");
        return " /* " + text + " */";
    }

    std::string ending() const
    {
        if (!m_program.exited)
            return "    /* It was still there when the recording ended. */\n    pause();\n    return 0;\n";
        if (m_program.exited->signal != 0)
            return "    /* " + std::string(signalName(m_program.exited->signal))
                + " ended it here. */\n    pause();\n    return 0;\n";
        if (!m_program.exited->tellsHow())
            return "    /* It had ended by then; how is not known. */\n    return 0;\n";
        return "    return " + std::to_string(m_program.exited->exitStatus) + ";\n";
    }

    std::string text()
    {
        const std::string name = identifier(m_program.started.name);
        std::string out = "/* What the program \"" + name + "\" did, recorded by Socket Lab (" + m_title
            + ").\n *\n *     cc -Wall -Wextra -pthread -o " + name + " " + name + ".c\n */\n"
            + "#define _GNU_SOURCE\n";
        for (const char* header :
             {"arpa/inet.h", "errno.h", "fcntl.h", "linux/capability.h", "netinet/in.h", "netinet/tcp.h", "poll.h", "pthread.h",
              "stdint.h", "stdio.h", "string.h", "sys/resource.h", "sys/socket.h", "sys/syscall.h", "sys/time.h", "unistd.h"})
            out += std::string("#include <") + header + ">\n";
        out += "\n";
        for (const std::string& one : m_variables)
            out += "static int " + one + " = -1;\n";
        out += "\nstatic void report(const char *call, long result)\n{\n"
               "    if (result < 0)\n        printf(\"%s = %ld (%s)\\n\", call, result, strerror(errno));\n"
               "    else\n        printf(\"%s = %ld\\n\", call, result);\n    fflush(stdout);\n}\n";
        if (m_wrong)
            out += "\n/* A wrong pointer on purpose: through a variable that the compiler does not look into. */\n"
                   "static void *pointer(uintptr_t address)\n{\n    void *volatile hidden = (void *)address;\n    return hidden;\n}\n";
        if (m_tooLong)
            out += "\n/* A length that is too long on purpose. */\n"
                   "static size_t size(size_t length)\n{\n    volatile size_t hidden = length;\n    return hidden;\n}\n";
        for (const Thread& one : m_threads)
            if (!one.name.empty())
                out += "\nstatic void *run_" + identifier(one.name) + "(void *unused)\n{\n    long result;\n    (void)unused;\n"
                    + withResult(one.body) + "    return NULL;\n}\n";
        return out + "\nint main(void)\n{\n    long result;\n" + withResult(thread("", 0).body) + ending() + "}\n";
    }

    /// "long result" stands above every body; where nothing uses it, it must not be a warning.
    static std::string withResult(const std::string& body)
    {
        return body.find("result = ") == std::string::npos ? "    (void)sizeof result;\n" + body : body;
    }

    const RecordedProgram& m_program;
    const std::string& m_title;
    std::deque<Thread> m_threads; ///< which stay where they are
    std::map<int, std::string> m_names;
    std::set<std::string> m_variables;
    bool m_wrong = false, m_tooLong = false;
};

} // namespace

Result<std::string> writeCProgram(const ExportRequest& request)
{
    const auto program = chosenProgram(request, "c");
    if (!program)
        return program.error();
    LabState first;
    if (request.journal->size() > 0)
        first.apply(request.journal->at(0));
    const bool lesson = first.started() && !first.started()->lesson.empty();
    return ProgramWriter(*program, lesson ? "lesson " + first.started()->lesson : "a recording").write();
}

} // namespace lab
