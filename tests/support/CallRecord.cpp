#include "tests/support/CallRecord.h"

#include "model/calls/CallTable.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>
#include <map>
#include <set>

#include <nlohmann/json.hpp>

namespace lab::tests {

namespace {

bool isDescriptor(const std::string& call, const std::string& argument)
{
    const CallRow* row = findCall(call);
    for (std::size_t i = 0; row && i < row->args.size(); ++i)
        if (row->args[i].name == argument)
            return row->args[i].kind == ArgKind::Fd;
    return false;
}

CallRecord recordOf(const nlohmann::json& entered)
{
    CallRecord record {QString::fromStdString(entered["call"].get<std::string>()), -1, "?", {}, 0};
    for (const auto& argument : entered["args"])
        if (record.fd < 0 && isDescriptor(entered["call"], argument["name"]))
            record.fd = std::stoi(argument["value"].get<std::string>());
    if (entered.contains("source")) {
        record.file = QString::fromStdString(entered["source"]["file"].get<std::string>());
        record.line = entered["source"]["line"].get<int>();
    }
    return record;
}

/// `former`: numbers that were sockets. With -y strace writes behind every open descriptor what it is: a bare number is
/// none.
bool concernsSockets(const QString& name, const QString& line, std::set<int>& former)
{
    static const QRegularExpression socket("\\b(\\d+)<socket:\\["), bare("^\\w+\\((\\d+)[,)]");
    for (auto found = socket.globalMatch(line); found.hasNext();)
        former.insert(found.next().captured(1).toInt());
    if (const auto closed = bare.match(line); closed.hasMatch() && line.contains("EBADF"))
        return former.contains(closed.captured(1).toInt());
    const CallRow* row = findCall(name.toStdString());
    return (row && row->socketsOnly) || name.startsWith("epoll_create") || line.contains("<socket:[")
        || line.contains("<anon_inode:[eventpoll]>");
}

/// accept(3<socket:[4711]>, NULL, NULL) = -1 EAGAIN (Resource temporarily unavailable)
ThreadCalls callsInTrace(const QString& path)
{
    static const QRegularExpression head("^(\\w+)\\((-?\\d+)?"),
        tail("\\) += (0x[0-9a-f]+|-?\\d+|\\?)(?:<.*>)?(?: (E[A-Z]+))?");
    ThreadCalls calls;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return calls;
    std::set<int> former;
    const QStringList lines = QString::fromUtf8(file.readAll()).split('\n');
    for (const QString& line : lines) {
        const auto begin = head.match(line);
        if (!begin.hasMatch() || !concernsSockets(begin.captured(1), line, former))
            continue;
        CallRecord record {begin.captured(1), -1, "?", {}, 0};
        const CallRow* row = findCall(record.name.toStdString());
        if (row && !row->args.empty() && row->args[0].kind == ArgKind::Fd)
            record.fd = begin.captured(2).toInt();
        // The last ") = ": a string before it may contain one.
        if (const auto at = line.lastIndexOf(QRegularExpression("\\) += ")); at >= 0) {
            const auto end = tail.match(line, at);
            record.result = end.captured(1);
            if (record.result.startsWith("0x"))
                record.result = QString::number(record.result.toLongLong(nullptr, 16));
            if (!end.captured(2).isEmpty())
                record.result += ' ' + end.captured(2);
        }
        calls.push_back(record);
    }
    return calls;
}

} // namespace

QString CallRecord::text() const
{
    return name + '(' + (fd >= 0 || fd < -1 ? QString::number(fd) : QString()) + ") = " + result;
}

ProgramCalls callsInDump(const QByteArray& dump, const QString& actor)
{
    std::map<int, ThreadCalls> threads;
    std::map<std::uint64_t, std::pair<int, std::size_t>> places; ///< call id → where
    for (const QByteArray& line : dump.split('\n')) {
        if (line.isEmpty())
            continue;
        const nlohmann::json event = nlohmann::json::parse(line.toStdString());
        const std::string kind = event["kind"];
        if (kind == "call-entered") {
            const QString who = QString::fromStdString(event["actor"].get<std::string>());
            if (who != actor && !who.startsWith(actor + '.'))
                continue;
            ThreadCalls& calls = threads[event["tid"].get<int>()];
            places[event["call_id"].get<std::uint64_t>()] = {event["tid"].get<int>(), calls.size()};
            calls.push_back(recordOf(event));
        } else if (kind == "call-returned") {
            const auto place = places.find(event["call_id"].get<std::uint64_t>());
            if (place == places.end())
                continue;
            QString& result = threads[place->second.first][place->second.second].result;
            result = QString::number(event["result"].get<qint64>());
            if (event.contains("errno"))
                result += ' ' + QString::fromStdString(event["errno"].get<std::string>());
        }
    }
    ProgramCalls program;
    for (auto& [tid, calls] : threads)
        program.push_back(std::move(calls));
    return program;
}

ProgramCalls callsInTraces(const QString& folder, const QString& name)
{
    std::map<int, ThreadCalls> threads;
    const QDir directory(folder);
    for (const QString& file : directory.entryList({name + ".*"}, QDir::Files))
        threads[file.mid(name.size() + 1).toInt()] = callsInTrace(directory.filePath(file));
    ProgramCalls program;
    for (auto& [tid, calls] : threads)
        if (!calls.empty())
            program.push_back(std::move(calls));
    return program;
}

ThreadCalls withoutTiming(const ThreadCalls& calls)
{
    static const QStringList waits {"poll", "ppoll", "select", "pselect6", "epoll_wait", "epoll_pwait", "epoll_pwait2"};
    static const QStringList moves {"read",    "write",   "readv",    "writev",   "recvfrom", "sendto",
                                    "recvmsg", "sendmsg", "recvmmsg", "sendmmsg", "sendfile", "splice"};
    // Which of two ready descriptors is served first is a matter of time, too: the calls of each are compared in their order.
    ThreadCalls byDescriptor = calls;
    std::stable_sort(byDescriptor.begin(), byDescriptor.end(),
                     [](const CallRecord& a, const CallRecord& b) { return a.fd < b.fd; });
    ThreadCalls kept;
    for (CallRecord call : byDescriptor) {
        if (waits.contains(call.name) || call.result == "-1 EAGAIN" || call.result == "?")
            continue;
        if (moves.contains(call.name) && call.result.toLongLong() > 0)
            call.result = "some";
        if (call.name == "shutdown" && call.result == "-1 ENOTCONN")
            call.result = "0";
        if (kept.empty() || call.result != "some" || kept.back().text() != call.text())
            kept.push_back(call);
    }
    return kept;
}

QStringList texts(const ThreadCalls& calls)
{
    QStringList all;
    for (const CallRecord& call : calls)
        all << call.text();
    return all;
}

} // namespace lab::tests
