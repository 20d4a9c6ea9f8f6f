// The whole way to a call, however the program was built: taken where it is kept for a person, and only there.

#include "model/command/Command.h"
#include "model/lab/Standing.h"
#include "tests/support/LabRun.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace lab;
using namespace lab::tests;

namespace {

// Lines that are asked for are counted from the first: the number stands behind each.
constexpr const char* source = R"(#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>
static int ends[2];
static inline __attribute__((always_inline)) long take(char *to)
{
    return recv(ends[1], to, 4, 0);     // 8
}
__attribute__((noinline)) int visit(int rest)
{
    char byte[4];
    if (rest > 0)
        return 1 + visit(rest - 1);     // 14
    return take(byte) > 0;              // 15
}
static int byValue(const void *a, const void *b)
{
    send(ends[0], "sort", 4, 0);        // 19
    return *(const int *)a - *(const int *)b;
}
static void *listener(void *unused)
{
    char byte[4];
    take(byte);                         // 25
    return unused;
}
int main(int count, char **words)
{
    int numbers[2] = {2, 1};
    pthread_t other;
    socketpair(AF_UNIX, SOCK_DGRAM, 0, ends); // 32
    qsort(numbers, 2, sizeof numbers[0], byValue); // 33
    int got = visit(count > 1 ? atoi(words[1]) : 2); // 34
    pthread_create(&other, 0, listener, 0);
    pthread_join(other, 0);
    return got > 0 ? 0 : 1;
}
)";

/// "recvfrom: take:8+ visit:15 main:34": from the program's own code, innermost first; + is inlined, a frame of another
/// file is told by it: "qsort@libc.so.6".
std::string said(const CallEntered& call, const CallStack& stack)
{
    std::string text = call.name + ':';
    for (const StackFrame& frame : stack.frames) {
        if (frame.module != "program") {
            text += " " + (frame.place.function.empty() ? "?" : frame.place.function) + "@" + frame.module;
            continue;
        }
        text += " " + (frame.place.function.empty() ? "?" : frame.place.function) + ":" + std::to_string(frame.place.line);
        if (frame.inlined)
            text += "+";
    }
    return text + (stack.cut ? " …" : "");
}

} // namespace

class CallStacksTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString path(const char* name) const { return m_folder.filePath(name); }

    bool compile(const QStringList& flags) const
    {
        return QProcess::execute("cc", QStringList {"-pthread", "-o", path("program")} + flags + QStringList {path("stack.c")}) == 0;
    }

    std::string start(const std::string& argument = {}) const
    {
        CommandBuilder command("lab", "program");
        command.word("p").word("client").word(path("program").toStdString());
        if (!argument.empty())
            command.word(argument);
        return command.line();
    }

    static QStringList stacks(const LabRun& lab)
    {
        std::map<CallId, CallEntered> calls;
        QStringList all;
        for (const Event& event : lab.events()) {
            if (const auto* call = std::get_if<CallEntered>(&event.body))
                calls[call->call] = *call;
            else if (const auto* stack = std::get_if<CallStack>(&event.body))
                all << QString::fromStdString(said(calls.at(stack->call), *stack));
        }
        return all;
    }

    static bool stands(const LabState& state)
    {
        return longestStanding(state, [](const ActorState&, const Standing& one) { return one.call.stopped; }).has_value();
    }

    /// Stepped from call to call until the other thread waits for bytes that nobody sends.
    QStringList stepped(const std::string& argument = {}) const
    {
        LabRun lab;
        lab.perform({"lab: stops calls", start(argument)});
        while (stands(lab.state()))
            lab.perform({"p: step"});
        return stacks(lab);
    }

    /// Without what the C library's own functions are called: that differs from one version to the next.
    static QStringList ownFrames(QStringList all)
    {
        static const QRegularExpression foreign(" [^ ]*@[^ ]*");
        return all.replaceInStrings(foreign, "");
    }

private slots:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        QFile file(path("stack.c"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(source);
        file.close();
        QFile::setPermissions(m_folder.path(), QFile::permissions(m_folder.path()) | QFile::ExeOther | QFile::ReadOther);
    }

    void eachFunctionOfTheWayWithItsLine()
    {
        QVERIFY(compile({"-g", "-O0"}));
        const QStringList all = stepped();
        QCOMPARE(ownFrames(all), QStringList({"socketpair: main:32", "sendto: byValue:19 main:33",
                                              "recvfrom: take:8+ visit:15 visit:14 visit:14 main:34", "recvfrom: take:8+ listener:25"}));
        // Between the comparison and main() is the library's sorting.
        QVERIFY2(all[1].contains(QRegularExpression("byValue:19 .*@libc.so.6 main")), qPrintable(all[1]));
        QVERIFY2(all[3].endsWith("listener:25"), qPrintable(all[3])); // and not what starts a thread
    }

    void optimizedWithWhatWasInlined()
    {
        QVERIFY(compile({"-g", "-O2", "-fno-optimize-sibling-calls"}));
        const QString recv = ownFrames(stepped("0")).value(2);
        QCOMPARE(recv, QString("recvfrom: take:8+ visit:15 main:34"));
    }

    void namesWithoutDebuggingInformation()
    {
        QVERIFY(compile({"-O0"}));
        QCOMPARE(ownFrames(stepped("1")).value(2), QString("recvfrom: visit:0 visit:0 main:0"));
    }

    void addressesWhereEverythingWasStripped()
    {
        QVERIFY(compile({"-O0", "-s"}));
        const QString recv = ownFrames(stepped("1")).value(2);
        QVERIFY2(recv.startsWith("recvfrom: ?:0 ?:0 ?:0"), qPrintable(recv));
    }

    void aWayWithoutEndIsCutAndSaysSo()
    {
        QVERIFY(compile({"-g", "-O0"}));
        const QString recv = stepped("100").value(2);
        QVERIFY2(recv.endsWith(" …") && recv.count("visit:14") > 50 && !recv.contains("main"), qPrintable(recv));
    }

    void whereItBlocksAfterItWasLetRunThereto()
    {
        QVERIFY(compile({"-g", "-O0"}));
        LabRun lab;
        lab.perform({"lab: stops calls", start("1"), "p: run until=blocked"});
        // The first recv() has bytes; the thread's waits for ever.
        QCOMPARE(ownFrames(stacks(lab)), QStringList({"socketpair: main:32", "recvfrom: take:8+ listener:25"}));
    }

    void aProgramThatFlowsDoesNotPay()
    {
        QVERIFY(compile({"-g", "-O0"}));
        LabRun lab;
        lab.perform({start("1")});
        QVERIFY(lab.until([](const LabState& state) {
            const ActorState* actor = state.actor(std::string_view("p"));
            return actor != nullptr && actor->thread("t2") != nullptr;
        }));
        QCOMPARE(stacks(lab), QStringList());
    }
};

QTEST_GUILESS_MAIN(CallStacksTest)
#include "CallStacksTest.moc"
