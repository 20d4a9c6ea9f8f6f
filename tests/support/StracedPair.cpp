#include "tests/support/StracedPair.h"

#include "model/calls/CallTable.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <fcntl.h>
#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

namespace lab::tests {

namespace {

constexpr const char* mark = "--straced-pair";

/// One program under its strace.
class Straced
{
public:
    Straced(std::string folder, std::string name, const std::vector<std::string>& command)
        : m_folder(std::move(folder))
        , m_name(std::move(name))
    {
        std::string calls = "trace=";
        for (const CallRow& row : callTable())
            if (row.number >= 0 && !row.helper)
                calls.append(calls.back() == '=' ? "" : ",").append(row.name);
        std::vector<std::string> words {
            "strace", "-ff", "-y", "-e", calls, "-e", "signal=none", "-o", m_folder + "/" + m_name};
        words.insert(words.end(), command.begin(), command.end());
        std::vector<char*> arguments;
        for (std::string& word : words)
            arguments.push_back(word.data());
        arguments.push_back(nullptr);
        m_strace = ::fork();
        if (m_strace != 0)
            return;
        const int nothing = ::open("/dev/null", O_RDWR);
        for (int stream = 0; stream < 3; ++stream)
            ::dup2(nothing, stream);
        // As in the lab: whatever else the test was started with would move the programs' descriptors.
        ::close_range(3, ~0U, 0);
        ::execvp("strace", arguments.data());
        ::_exit(127);
    }

    ~Straced()
    {
        for (const int tid : threads())
            ::kill(tid, SIGKILL);
        while (!gone())
            ::sched_yield();
    }

    bool gone()
    {
        m_gone = m_gone || ::waitpid(m_strace, &m_status, WNOHANG) == m_strace;
        return m_gone;
    }

    bool failed() const { return m_gone && WIFEXITED(m_status) && WEXITSTATUS(m_status) == 127; }

    /// Every thread sleeps in a call. A stop by strace is another state (t, proc(5)).
    bool sleeps() const
    {
        const std::vector<int> all = threads();
        return !all.empty() && std::all_of(all.begin(), all.end(), [](int tid) {
            std::ifstream stat("/proc/" + std::to_string(tid) + "/stat");
            std::string text;
            std::getline(stat, text);
            const auto end = text.rfind(')');
            return end == std::string::npos || std::strchr("SZ", text[end + 2]) != nullptr;
        });
    }

    /// It has slept all the time for as long as the lab itself takes for the end of a conversation (`socketlab run`): one
    /// look may fall between two of its calls.
    bool rests()
    {
        using Clock = std::chrono::steady_clock;
        if (!sleeps())
            m_awake = Clock::now();
        return Clock::now() - m_awake > std::chrono::milliseconds(200);
    }

private:
    std::vector<int> threads() const
    {
        std::vector<int> all;
        for (const auto& entry : std::filesystem::directory_iterator(m_folder)) {
            const std::string file = entry.path().filename();
            if (file.starts_with(m_name + "."))
                all.push_back(std::stoi(file.substr(m_name.size() + 1)));
        }
        return all;
    }

    std::string m_folder, m_name;
    pid_t m_strace = -1;
    int m_status = 0;
    std::chrono::steady_clock::time_point m_awake = std::chrono::steady_clock::now();
    bool m_gone = false;
};

/// Somebody listens in this namespace, or has a UDP socket with a port: state 0A or 07 (include/net/tcp_states.h).
bool somebodyListens()
{
    for (const char* table : {"/proc/net/tcp", "/proc/net/tcp6", "/proc/net/udp", "/proc/net/udp6"}) {
        std::ifstream file(table);
        std::string line;
        while (std::getline(file, line)) {
            std::istringstream words(line);
            std::string number, local, remote, state;
            words >> number >> local >> remote >> state;
            if (state == (std::strstr(table, "udp") != nullptr ? "07" : "0A"))
                return true;
        }
    }
    return false;
}

/// The processor is given away, no time is waited for: what is looked at are facts of the kernel's.
template<class Condition>
void waitFor(Condition condition)
{
    while (!condition())
        ::sched_yield();
}

} // namespace

std::vector<std::string> StracedPair::arguments() const
{
    std::vector<std::string> words {mark, folder, clientFirst ? "client-first" : "server-first",
                                    std::to_string(server.size())};
    words.insert(words.end(), server.begin(), server.end());
    words.insert(words.end(), client.begin(), client.end());
    return words;
}

bool StracedPair::isMeant(int argc, char** argv)
{
    return argc > 4 && std::strcmp(argv[1], mark) == 0;
}

int StracedPair::main(int, char** argv)
{
    const std::string folder = argv[2];
    const bool clientFirst = std::strcmp(argv[3], "client-first") == 0;
    char** const clientAt = argv + 5 + std::stoi(argv[4]);
    const std::vector<std::string> serverLine(argv + 5, clientAt);
    std::vector<std::string> clientLine;
    for (char** word = clientAt; *word != nullptr; ++word)
        clientLine.emplace_back(*word);
    // The lab's hosts have names, too: without them a look-up would make other calls.
    std::ofstream(folder + "/hosts") << "10.9.0.1 client\n10.9.0.2 server\n127.0.0.1 localhost\n";
    const std::string network = "ip link set lo up && ip address add 10.9.0.1/32 dev lo && ip address add 10.9.0.2/32 dev lo"
                                " && mount --bind '" + folder + "/hosts' /etc/hosts";
    if (std::system(network.c_str()) != 0)
        return 2;
    if (clientFirst) {
        Straced client(folder, "client", clientLine);
        waitFor([&] { return client.gone() || client.sleeps(); });
        Straced server(folder, "server", serverLine);
        waitFor([&] { return server.gone() || (server.sleeps() && (client.gone() || client.sleeps())); });
        return client.failed() ? 2 : 0;
    }
    Straced server(folder, "server", serverLine);
    waitFor([&] { return server.gone() || somebodyListens(); });
    Straced client(folder, "client", clientLine);
    waitFor([&] { return client.gone(); });
    waitFor([&] { return server.gone() || server.rests(); });
    return client.failed() ? 2 : 0;
}

} // namespace lab::tests
