#include "model/capture/StraceSurvey.h"

#include "model/base/Text.h"
#include "model/capture/StraceCall.h"
#include "model/capture/StraceValues.h"

#include <algorithm>
#include <array>

namespace lab {

namespace {

/// "curl -s http://…" of ["curl", "-s", "http://…"]
std::string wordsOf(std::string_view list)
{
    std::string words;
    for (const std::string_view one : splitStrace(insideBrackets(list, '[').value_or(""))) {
        const auto word = straceString(one);
        words += (words.empty() ? "" : " ") + (word ? std::string(asText(word->bytes)) : std::string(one));
        words += word && word->cut ? "..." : "";
    }
    return words;
}

void noteProgram(const StraceCallText& call, std::int32_t pid, StraceSurvey& survey)
{
    const auto arguments = splitStrace(call.arguments);
    const std::size_t path = call.name == "execveat" ? 1 : 0;
    if (arguments.size() < path + 2 || !call.result.starts_with('0'))
        return;
    const auto file = straceString(arguments[path]);
    if (!file)
        return;
    const std::string name(asText(file->bytes));
    survey.programs[pid] = {name.substr(name.rfind('/') + 1), wordsOf(arguments[path + 1])};
}

/// The 8080 of "10.9.0.2:8080->10.9.0.1:40000"; 0: there is none.
std::uint16_t localPort(std::string_view ends)
{
    ends = ends.substr(0, ends.find("->"));
    const std::size_t colon = ends.rfind(':');
    const auto port = colon == std::string_view::npos ? std::nullopt : straceNumber(ends.substr(colon + 1));
    return port && *port <= 0xffff ? static_cast<std::uint16_t>(*port) : std::uint16_t {0};
}

bool isServer(const StraceLine& line, const std::set<std::uint16_t>& ports)
{
    // bind(3, {sa_family=AF_INET, sin_port=htons(8080), …}): also where -yy was left out
    constexpr std::string_view bound = "_port=htons(";
    if (const std::size_t at = line.text.find(bound); line.name == "bind" && at != std::string_view::npos) {
        const std::string_view rest = line.text.substr(at + bound.size());
        const auto port = straceNumber(rest.substr(0, rest.find(')')));
        if (port && *port <= 0xffff && ports.contains(static_cast<std::uint16_t>(*port)))
            return true;
    }
    for (std::size_t at = line.text.find(":["); at != std::string_view::npos; at = line.text.find(":[", at + 2)) {
        const std::string_view rest = line.text.substr(at + 2);
        if (ports.contains(localPort(rest.substr(0, rest.find("]>")))))
            return true;
    }
    return false;
}

class Surveyor
{
public:
    Surveyor(std::string_view text, const std::set<std::uint16_t>& ports) : m_text(text), m_ports(ports) { }

    StraceSurvey survey()
    {
        for (std::size_t at = 0; at < m_text.size();) {
            const std::string_view one = lineAt(m_text, at);
            if (const auto line = readStraceLine(one))
                look(*line, at);
            at += one.size() + 1;
        }
        m_found.timed = static_cast<StraceTime>(std::max_element(m_timed.begin(), m_timed.end()) - m_timed.begin());
        if (m_found.firstPid == 0 && m_nameless && !m_candidates.empty())
            m_found.firstPid = m_candidates.front();
        if (const auto nameless = m_found.programs.find(0); nameless != m_found.programs.end() && m_found.firstPid != 0) {
            m_found.programs.emplace(m_found.firstPid, nameless->second);
            m_found.programs.erase(0);
        }
        if (m_found.servers.contains(0))
            m_found.servers.insert(m_found.firstPid);
        return std::move(m_found);
    }

private:
    void look(const StraceLine& line, std::size_t at)
    {
        if (line.kind == StraceLine::Kind::Remark) {
            if (line.status != 0 && m_found.understood == 0 && m_found.firstPid == 0)
                m_found.firstPid = line.status; // strace -p
            m_made.insert(line.status);
            return;
        }
        ++m_found.understood;
        ++m_timed[static_cast<std::size_t>(line.timed)];
        m_nameless |= line.pid == 0;
        if (line.pid != 0 && m_met.insert(line.pid).second && !m_made.contains(line.pid))
            m_candidates.push_back(line.pid);
        if (!m_ports.empty() && isServer(line, m_ports))
            m_found.servers.insert(line.pid);
        switch (line.kind) {
        case StraceLine::Kind::Call:
            return look(line.call, line.pid);
        case StraceLine::Kind::Unfinished:
            m_open[line.pid] = {m_found.resumed.size(), line.text};
            m_found.resumed.push_back(0);
            return;
        case StraceLine::Kind::Resumed:
            resumed(line, at);
            return;
        default:
            return;
        }
    }

    void resumed(const StraceLine& line, std::size_t at)
    {
        // The first program's lines have its number only while there are others.
        auto open = m_open.find(line.pid);
        if (open == m_open.end() && line.pid != 0)
            open = m_open.find(0);
        if (open == m_open.end() && m_open.size() == 1)
            open = m_open.begin();
        if (open == m_open.end())
            return;
        m_found.resumed[open->second.index] = at;
        const std::string whole = std::string(open->second.text) + std::string(line.text);
        if (const auto call = readStraceCall(whole))
            look(*call, open->first);
        m_open.erase(open);
    }

    void look(const StraceCallText& call, std::int32_t pid)
    {
        m_found.durations |= call.duration.has_value();
        if (call.name == "execve" || call.name == "execveat")
            noteProgram(call, pid, m_found);
        else if (const std::int32_t made = madeBy(call); made != 0)
            m_made.insert(made);
    }

    struct Open
    {
        std::size_t index;
        std::string_view text;
    };

    std::string_view m_text;
    const std::set<std::uint16_t>& m_ports;
    StraceSurvey m_found;
    bool m_nameless = false;
    std::array<std::size_t, 4> m_timed {}; ///< lines with each StraceTime
    std::set<std::int32_t> m_made, m_met;
    std::vector<std::int32_t> m_candidates; ///< met without having been made by another
    std::map<std::int32_t, Open> m_open;
};

} // namespace

std::string_view lineAt(std::string_view text, std::size_t at)
{
    return text.substr(at, std::min(text.find('\n', at), text.size()) - at);
}

std::int32_t madeBy(const StraceCallText& call)
{
    if (call.name != "clone" && call.name != "clone3" && call.name != "fork" && call.name != "vfork")
        return 0;
    std::string_view number = call.result;
    // "= 2 /* 4711 in strace's PID NS */"
    if (const std::size_t at = number.find("/* "); at != std::string_view::npos && number.find("strace's PID NS") != std::string_view::npos)
        number = number.substr(at + 3);
    const auto pid = straceNumber(number.substr(0, number.find(' ')));
    return pid && *pid <= 0x7fffffff ? static_cast<std::int32_t>(*pid) : 0;
}

StraceSurvey surveyStrace(std::string_view text, const std::set<std::uint16_t>& serverPorts)
{
    return Surveyor(text, serverPorts).survey();
}

} // namespace lab
