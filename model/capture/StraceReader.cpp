#include "model/capture/StraceReader.h"

#include "model/calls/CallTable.h"

#include <algorithm>
#include <csignal>
#include <limits>

namespace lab {

namespace {

constexpr std::int64_t hour = 3'600'000'000'000;
constexpr std::int64_t withoutTimes = 1000; ///< ns from line to line of a file that has none: so they have an order

/// Who is in a call for longer than this slept in it, if it is one that may; a call itself takes some microseconds.
constexpr std::int64_t sleepsFrom = 10'000'000;

int signalThatKilled(std::string_view name)
{
    for (int signal = 1; signal < NSIG; ++signal)
        if (signalName(signal) == name)
            return signal;
    return SIGKILL; // a real-time signal: which one is not told by number
}

} // namespace

StraceReader::StraceReader(std::string_view text, StraceNumbers& numbers, const std::set<std::uint16_t>& serverPorts)
    : m_text(text)
    , m_numbers(numbers)
    , m_survey(surveyStrace(text, serverPorts))
{
}

StraceReader::Timed* StraceReader::peek()
{
    while (m_ready.empty() && m_at < m_text.size()) {
        const std::string_view line = lineAt(m_text, m_at);
        ++m_line;
        readLine(line);
        m_at += line.size() + 1;
    }
    if (m_ready.empty())
        tellPending(m_now);
    return m_ready.empty() ? nullptr : &m_ready.front();
}

void StraceReader::readLine(std::string_view text)
{
    if (text.ends_with('\r'))
        text.remove_suffix(1);
    if (text.empty())
        return;
    const auto line = readStraceLine(text);
    const bool remark = line && line->kind == StraceLine::Kind::Remark;
    if (!line || (!remark && line->timed != m_survey.timed)) { // a program may print "f(1) = 2" itself
        if (m_notUnderstood++ == 0) {
            m_firstBad = m_line;
            m_firstBadText = text;
            m_cut = m_at + text.size() >= m_text.size();
        }
        return;
    }
    if (remark)
        return;
    setTime(*line);
    tellPending(m_now);
    const std::int32_t tid = threadOf(*line);
    switch (line->kind) {
    case StraceLine::Kind::Call:
        began(line->call, tid, line->call.duration);
        return ended(line->call, tid);
    case StraceLine::Kind::Unfinished:
        return unfinished(*line, tid);
    case StraceLine::Kind::Resumed:
        return resumed(*line, tid);
    case StraceLine::Kind::Exited:
    case StraceLine::Kind::Killed:
        return gone(*line, tid);
    case StraceLine::Kind::Signal:
    case StraceLine::Kind::Remark:
        return;
    }
}

void StraceReader::setTime(const StraceLine& line)
{
    std::int64_t time = line.time;
    switch (m_survey.timed) {
    case StraceTime::None:
        time = m_now + withoutTimes;
        break;
    case StraceTime::Relative:
        time = m_now + line.time;
        break;
    case StraceTime::OfDay:
        if (m_begun && time + m_days < m_now - 12 * hour)
            m_days += 24 * hour; // past midnight
        time += m_days;
        break;
    case StraceTime::Absolute:
        break;
    }
    m_backwards += m_begun && time < m_now;
    m_now = m_begun ? std::max(m_now, time) : time;
    m_begun = true;
}

std::int32_t StraceReader::threadOf(const StraceLine& line)
{
    if (line.pid != 0)
        return line.pid;
    // No number: there is one thread only, now.
    if (m_threads.empty() || m_threads.contains(m_survey.firstPid))
        return m_threads.size() == 1 ? m_threads.begin()->first : m_survey.firstPid;
    return m_threads.begin()->first;
}

StraceReader::Thread& StraceReader::thread(std::int32_t tid)
{
    if (!m_threads.contains(tid))
        startProcess(tid, nullptr, false);
    return m_threads[tid];
}

void StraceReader::startProcess(std::int32_t pid, const Process* parent, bool sharesDescriptors)
{
    auto process = std::make_shared<Process>();
    process->actor = ++m_numbers.actors;
    process->pid = pid;
    const bool server = m_survey.servers.contains(pid) || (parent != nullptr && parent->host == HostId::Server);
    process->host = server ? HostId::Server : HostId::Client;
    process->descriptors = parent == nullptr ? std::make_shared<std::map<int, Kind>>()
        : sharesDescriptors                  ? parent->descriptors
                                             : std::make_shared<std::map<int, Kind>>(*parent->descriptors);
    const auto program = m_survey.programs.find(pid);
    const bool named = program != m_survey.programs.end();
    const std::string number = std::to_string(pid);
    process->name = named && !program->second.name.empty() ? program->second.name
        : parent != nullptr ? parent->name.substr(0, parent->name.find('.')) + "." + number
        : pid != 0          ? "pid " + number
                            : "program";
    for (int count = 1; !m_numbers.names.insert(process->name).second; ++count)
        process->name += count == 1 ? "." + number : "." + std::to_string(count);
    tell(m_now, ActorStarted {process->actor, process->host, process->name, pid,
                              named ? program->second.commandLine : std::string(), parent != nullptr ? parent->actor : 0});
    m_threads[pid].process = std::move(process);
}

/// Its arguments are all in `call`, also those that strace prints only when it is back.
void StraceReader::began(const StraceCallText& call, std::int32_t tid, std::optional<std::int64_t> took)
{
    Thread& who = thread(tid);
    who.open = 0;
    const StraceResult result = readStraceResult(call.result);
    if (call.name == "rt_sigreturn" && who.restarting != 0 && result.errnum == EINTR) {
        tell(m_now, CallReturned {who.restarting, -1, EINTR, {}}); // the handler was one without SA_RESTART
        who.restarting = 0;
    }
    if (who.restarting != 0 && (call.name == who.restartingName || call.name == "restart_syscall")) {
        who.open = who.restarting; // made again: it is the same call for the program
        who.restarting = 0;
        if (const CallRow* row = findCall(call.name))
            who.written = readStraceArguments(*row, call, result).written;
        return;
    }
    const CallRow* row = findCall(call.name);
    if (row == nullptr || !concernsSocket(*row, call, *who.process)) {
        ++m_leftOut;
        made(call, tid);
        return;
    }
    StraceArguments arguments = readStraceArguments(*row, call, result);
    m_partlyRead += !arguments.whole;
    CallEntered entered;
    entered.call = who.open = ++m_numbers.calls;
    entered.actor = who.process->actor;
    entered.tid = tid;
    entered.name = row->name;
    entered.args = std::move(arguments.given);
    who.written = std::move(arguments.written);
    tell(m_now, std::move(entered));
    if (row->mayBlock && !row->closesFd && took.value_or(0) >= sleepsFrom)
        tell(m_now, CallBlocked {who.open, {}});
}

void StraceReader::ended(const StraceCallText& call, std::int32_t tid)
{
    Thread& who = thread(tid);
    const StraceResult result = readStraceResult(call.result);
    const bool inOnePiece = who.head.empty();
    if (who.open != 0 && result.restarts) {
        who.restarting = who.open;
        if (call.name != "restart_syscall")
            who.restartingName = call.name;
    } else if (who.open != 0 && result.returned) {
        CallReturned returned {who.open, result.value, result.errnum, std::move(who.written)};
        if (inOnePiece)
            m_pending.emplace_back(call.duration ? std::optional(m_now + *call.duration) : std::nullopt, std::move(returned));
        else
            tell(m_now, std::move(returned));
    }
    who.open = 0;
    who.written = {};
    who.head = {};
    if (result.returned)
        follow(call, *who.process);
}

void StraceReader::unfinished(const StraceLine& line, std::int32_t tid)
{
    const std::uint64_t at = m_unfinished < m_survey.resumed.size() ? m_survey.resumed[m_unfinished] : 0;
    ++m_unfinished;
    const auto rest = at == 0 ? std::nullopt : readStraceLine(lineAt(m_text, at));
    std::string whole = std::string(line.text) + (rest ? std::string(rest->text) : ") = ?");
    auto call = readStraceCall(whole);
    if (!call) { // what strace left open is closed differently: as far as it goes
        whole = std::string(line.name) + "() = ?";
        call = readStraceCall(whole);
    }
    std::optional<std::int64_t> took = std::numeric_limits<std::int64_t>::max();
    if (call && call->duration)
        took = call->duration;
    else if (rest && m_survey.timed == StraceTime::Absolute)
        took = rest->time - line.time;
    if (call)
        began(*call, tid, took);
    thread(tid).head = line.text;
}

void StraceReader::resumed(const StraceLine& line, std::int32_t tid)
{
    Thread& who = thread(tid);
    const std::string whole = std::string(who.head) + std::string(line.text);
    const auto call = readStraceCall(whole);
    if (call)
        return ended(*call, tid);
    ++m_leftOut; // its beginning is not in the file
    who.head = {};
    who.open = 0;
}

void StraceReader::gone(const StraceLine& line, std::int32_t tid)
{
    const std::shared_ptr<Process> process = thread(tid).process;
    m_threads.erase(tid);
    if (process->pid != tid) // one thread of several
        return;
    process->exited = true;
    const bool killed = line.kind == StraceLine::Kind::Killed;
    tell(m_now, ActorExited {process->actor, killed ? 0 : line.status, killed ? signalThatKilled(line.name) : 0});
}

void StraceReader::made(const StraceCallText& call, std::int32_t tid)
{
    const std::int32_t child = madeBy(call);
    if (child == 0 || m_threads.contains(child))
        return;
    const std::shared_ptr<Process> process = thread(tid).process;
    if (call.arguments.find("CLONE_THREAD") != std::string_view::npos)
        m_threads[child].process = process;
    else
        startProcess(child, process.get(), call.arguments.find("CLONE_FILES") != std::string_view::npos);
}

void StraceReader::tell(std::int64_t time, EventBody body)
{
    m_ready.push_back({time, std::move(body)});
}

void StraceReader::tellPending(std::int64_t latest)
{
    for (auto& [time, body] : m_pending)
        tell(std::min(time.value_or(latest), latest), std::move(body));
    m_pending.clear();
}

} // namespace lab
