#include "tests/support/CallRecord.h"

#include "model/calls/CallTable.h"
#include "model/capture/StraceCall.h"
#include "model/capture/StraceValues.h"

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
    ThreadCalls calls;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return calls;
    std::set<int> former;
    const QStringList lines = QString::fromUtf8(file.readAll()).split('\n');
    for (const QString& line : lines) {
        // A file of one thread: nothing comes between a call's beginning and its end.
        const std::string text = line.toStdString();
        const auto read = readStraceLine(text);
        if (!read || (read->kind != StraceLine::Kind::Call && read->kind != StraceLine::Kind::Unfinished))
            continue;
        // The last one may have no end: the program was killed in it.
        const StraceCallText call =
            readStraceCall(text).value_or(StraceCallText {read->name, read->text.substr(read->name.size() + 1), "?", {}});
        const QString name = QString::fromUtf8(call.name.data(), static_cast<qsizetype>(call.name.size()));
        if (!concernsSockets(name, line, former))
            continue;
        CallRecord record {name, -1, "?", {}, 0};
        const CallRow* row = findCall(call.name);
        const auto arguments = splitStrace(call.arguments);
        if (row && !arguments.empty() && !row->args.empty() && row->args[0].kind == ArgKind::Fd)
            record.fd = static_cast<int>(straceNumber(arguments[0]).value_or(0));
        if (const StraceResult result = readStraceResult(call.result); result.returned) {
            record.result = QString::number(result.value);
            if (result.errnum != 0)
                record.result += ' ' + QString::fromUtf8(errnoName(result.errnum).data());
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
