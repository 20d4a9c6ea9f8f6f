// From which line of whose source a learner's program calls, however it was built; and that the line is never another's.

#include "model/command/Command.h"
#include "tests/support/LabRun.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <sys/socket.h>

using namespace lab;
using namespace lab::tests;

namespace {

// The lines that are asked for are named in the sources: "// @name".
constexpr const char* plain = R"(#include <stddef.h>
#include <sys/socket.h>
#include <unistd.h>
static inline __attribute__((always_inline)) long wrapped(int s, char *bytes)
{
    return recv(s, bytes, 8, MSG_DONTWAIT); // @wrapped
}
__attribute__((noinline)) int opened(void)
{
    int s = socket(AF_INET, SOCK_DGRAM, 0); // @socket
    return s + (s < 0);
}
int main(void)
{
    char bytes[8];
    int s = opened();
    long got = wrapped(s, bytes);
    close(s); // @close
    return got > 0;
}
)";

constexpr const char* fortified = R"(#include <sys/socket.h>
int main(int count, char **words)
{
    char bytes[8];
    int s = socket(AF_INET, SOCK_DGRAM, 0);
    (void)words;
    return recv(s, bytes, (unsigned)count, MSG_DONTWAIT) > 0; // @recv
}
)";

constexpr const char* withClasses = R"(#include <sys/socket.h>
namespace chat {
template<class T> struct Server
{
    __attribute__((noinline)) int open(T family) const { return socket(family, SOCK_DGRAM, 0) + keep; } // @open
    int keep = 0;
};
}
int main() { return chat::Server<int> {}.open(AF_INET) < 0; }
)";

// Frames of every size over the same wrapper, which has no lines: the same stack pointer with other frames above it.
constexpr const char* restless = R"(#include <sys/socket.h>
void passOn(int s, char mark, int room);
static int s;
static void a(int room) { passOn(s, 'a', room); } // @a
static void b(int room)
{
    volatile char pad[48];
    pad[0] = 0;
    passOn(s, 'b', room); // @b
    pad[1] = 0;
}
static void deep(int depth, int room)
{
    if (depth > 0)
        deep(depth - 1, room);
    else
        passOn(s, 'c', room); // @c
}
int main(void)
{
    int pair[2];
    socketpair(AF_UNIX, SOCK_DGRAM, 0, pair);
    s = pair[0];
    for (int i = 0; i < 60; ++i) {
        a(16 * (i % 7));
        b(16 * ((i + 3) % 7));
        deep(i % 4, 16 * (i % 5));
        char byte;
        for (int each = 0; each < 3; ++each)
            recv(pair[1], &byte, 1, 0);
    }
    return 0;
}
)";

constexpr const char* restlessWrapper = R"(#include <alloca.h>
#include <sys/socket.h>
void passOn(int s, char mark, int room)
{
    volatile char *bytes = alloca(room + 16);
    bytes[0] = mark;
    send(s, (char *)bytes, 1, 0);
    bytes[1] = mark;
}
)";

constexpr const char* loadsLate = R"(#include <dlfcn.h>
#include <sys/socket.h>
#include <unistd.h>
int main(int count, char **words)
{
    (void)count;
    close(socket(AF_INET, SOCK_DGRAM, 0));
    void (*passOn)(int, char, int) = (void (*)(int, char, int))dlsym(dlopen(words[1], RTLD_NOW), "passOn");
    int pair[2];
    socketpair(AF_UNIX, SOCK_DGRAM, 0, pair);
    passOn(pair[0], 'x', 16);
    return 0;
}
)";

int lineOf(const char* source, const char* mark)
{
    const QByteArray text(source);
    const qsizetype at = text.indexOf(QByteArray("// @") + mark + '\n');
    return at < 0 ? -1 : static_cast<int>(text.left(at).count('\n')) + 1;
}

/// "socket main.c:10 opened"
QString said(const CallEntered& call)
{
    const QString file = QString::fromStdString(call.place.file).section('/', -1);
    return QString("%1 %2:%3 %4")
        .arg(QString::fromStdString(call.name), file.isEmpty() ? "?" : file)
        .arg(call.place.line)
        .arg(QString::fromStdString(call.place.function));
}

} // namespace

class SourcePlacesTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString path(const char* name) const { return m_folder.filePath(name); }

    void write(const char* name, const char* text) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    /// Compiles into `program` and runs it: the calls that it made.
    std::vector<CallEntered> callsOf(const char* compiler, const QStringList& flags, const QString& argument = "none") const
    {
        if (QProcess::execute(compiler, QStringList {"-o", path("program")} + flags) != 0)
            return {};
        return callsOfProgram({path("program"), argument});
    }

    static std::vector<CallEntered> callsOfProgram(const QStringList& words)
    {
        LabRun lab;
        CommandBuilder command("lab", "program");
        command.word("p").word("client");
        for (const QString& word : words)
            command.word(word.toStdString());
        lab.perform({command.line()});
        const bool ended = lab.until([](const LabState& state) {
            const ActorState* actor = state.actor(std::string_view("p"));
            return actor != nullptr && actor->exited;
        });
        std::vector<CallEntered> calls;
        for (const Event& event : lab.events())
            if (const auto* call = std::get_if<CallEntered>(&event.body); ended && call != nullptr)
                calls.push_back(*call);
        return calls;
    }

    static QStringList allSaid(const std::vector<CallEntered>& calls)
    {
        QStringList all;
        for (const CallEntered& call : calls)
            all << said(call);
        return all;
    }

    static QString expected(const char* call, const char* file, const char* source, const char* mark, const char* function)
    {
        return QString("%1 %2:%3 %4").arg(call, file).arg(lineOf(source, mark)).arg(function);
    }

    static QStringList plainPlaces()
    {
        return {expected("socket", "plain.c", plain, "socket", "opened"),
                expected("recvfrom", "plain.c", plain, "wrapped", "wrapped"),
                expected("close", "plain.c", plain, "close", "main")};
    }

private slots:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        write("plain.c", plain);
        write("fortified.c", fortified);
        write("classes.cpp", withClasses);
        write("restless.c", restless);
        write("wrapper.c", restlessWrapper);
        write("late.c", loadsLate);
        QFile::setPermissions(m_folder.path(), QFile::permissions(m_folder.path()) | QFile::ExeOther | QFile::ReadOther);
    }

    void unoptimizedWithALineForEachCall()
    {
        QCOMPARE(allSaid(callsOf("cc", {"-g", "-O0", path("plain.c")})), plainPlaces());
    }

    void optimizedWithAnInlinedWrapper()
    {
        QCOMPARE(allSaid(callsOf("cc", {"-g", "-O2", path("plain.c")})), plainPlaces());
    }

    void optimizedAtAFixedAddressWithoutFramePointers()
    {
        QCOMPARE(allSaid(callsOf("cc", {"-g", "-O2", "-no-pie", "-fno-pie", "-fomit-frame-pointer", path("plain.c")})),
                 plainPlaces());
    }

    void staticallyLinked()
    {
        QCOMPARE(allSaid(callsOf("cc", {"-g", "-O1", "-static", path("plain.c")})), plainPlaces());
    }

    void theLibrarysOwnInlineFunctionsAreNotThePlace()
    {
        const QStringList all = allSaid(callsOf("cc", {"-g", "-O2", "-D_FORTIFY_SOURCE=2", path("fortified.c")}));
        QCOMPARE(all.value(1), expected("recvfrom", "fortified.c", fortified, "recv", "main"));
    }

    void aFunctionsNameWithoutDebuggingInformation()
    {
        const QStringList all = allSaid(callsOf("cc", {"-O1", path("plain.c")}));
        QCOMPARE(all.value(0), QString("socket ?:0 opened"));
        QCOMPARE(all.value(2), QString("close ?:0 main"));
    }

    void anAddressWhereEverythingWasStripped()
    {
        const std::vector<CallEntered> calls = callsOf("cc", {"-O1", "-s", path("plain.c")});
        QCOMPARE(calls.size(), std::size_t {3});
        for (const CallEntered& call : calls)
            QVERIFY2(call.place.address != 0 && call.place.file.empty(), qPrintable(said(call)));
        QVERIFY(calls[0].place.address != calls[2].place.address);
    }

    void namesOfCppAsTheyAreWritten()
    {
        for (const char* information : {"-g", "-g0"}) {
            const std::vector<CallEntered> calls = callsOf("c++", {information, "-O1", path("classes.cpp")});
            QCOMPARE(calls.size(), std::size_t {1});
            QCOMPARE(QString::fromStdString(calls[0].place.function), QString("chat::Server<int>::open(int) const"));
            QCOMPARE(calls[0].place.line, *(information + 2) == 0 ? lineOf(withClasses, "open") : 0);
        }
    }

    void aFrameThatLiesWhereAnotherLayIsNotTakenForIt_data()
    {
        QTest::addColumn<QStringList>("flags");
        QTest::newRow("frame pointers") << QStringList {"-O0"};
        QTest::newRow("none") << QStringList {"-O2", "-fomit-frame-pointer", "-fno-optimize-sibling-calls"};
    }

    void aFrameThatLiesWhereAnotherLayIsNotTakenForIt()
    {
        QFETCH(QStringList, flags);
        // The wrapper has no lines of its own, so that the place is its caller's.
        QCOMPARE(QProcess::execute("cc", QStringList {"-c", "-o", path("wrapper.o")} + flags + QStringList {path("wrapper.c")}), 0);
        const std::vector<CallEntered> calls =
            callsOf("cc", flags + QStringList {"-g", path("restless.c"), path("wrapper.o")});
        int seen = 0;
        for (const CallEntered& call : calls) {
            if (call.name != "sendto")
                continue;
            const char mark[] {static_cast<char>(call.args[1].memory.at(0)), 0};
            QCOMPARE(said(call), expected("sendto", "restless.c", restless, mark, *mark == 'c' ? "deep" : mark));
            ++seen;
        }
        QCOMPARE(seen, 180);
    }

    void aLibraryThatWasLoadedLater()
    {
        QCOMPARE(QProcess::execute("cc", {"-g", "-shared", "-fPIC", "-o", path("late.so"), path("wrapper.c")}), 0);
        const QStringList all = allSaid(callsOf("cc", {"-g", path("late.c"), "-ldl"}, path("late.so")));
        QCOMPARE(all.value(3), QString("sendto wrapper.c:7 passOn"));
    }

    void aProgramOfAnotherLanguageIsNotKeptWaiting()
    {
        const QString python = QStandardPaths::findExecutable("python3");
        if (python.isEmpty())
            QSKIP("there is no python3 here");
        const std::vector<CallEntered> calls = callsOfProgram(
            {python, "-c", "import socket\nfor each in range(200): socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()"});
        // What starts Python may ask for the user's name, over a socket of its own (AF_UNIX).
        QCOMPARE(std::count_if(calls.begin(), calls.end(),
                               [](const CallEntered& call) { return call.name == "socket" && call.args[0].raw == AF_INET; }),
                 200);
        QVERIFY(calls.front().place.address != 0);
    }
};

QTEST_GUILESS_MAIN(SourcePlacesTest)
#include "SourcePlacesTest.moc"
