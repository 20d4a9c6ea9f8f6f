#include "model/lesson/StepWriter.h"

#include "model/calls/CallTable.h"
#include "model/calls/CallText.h"
#include "model/lesson/Judgement.h"
#include "model/lesson/SessionLesson.h"

#include <algorithm>

namespace lab {

namespace {

/// Above this a stream comes in pieces whose number and size depend on the moment.
constexpr std::int64_t longStream = 4096;

/// The text itself, if it is UTF-8 without control characters but \t, \n and \r; else nothing.
std::optional<std::string> readable(const Bytes& bytes)
{
    const std::string text(bytes.begin(), bytes.end());
    const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n' || c == '\r';
    });
    // escaped() writes as it is what is valid UTF-8, and \xNN otherwise.
    const bool valid = unescaped(escaped(bytes)) == text && escaped(bytes).find("\\x") == std::string::npos;
    return plain && valid ? std::optional(text) : std::nullopt;
}

std::string amount(std::int64_t value)
{
    return value > longStream ? "\">0\"" : std::to_string(value);
}

} // namespace

std::string yamlScalar(const std::string& text)
{
    const bool bare = !text.empty() && text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+.-") == std::string::npos
        && text.front() != '-' && text.front() != '.' && text.front() != '+';
    const bool word = text == "NULL" || text == "null" || text == "true" || text == "false"; // YAML's own (1.2, 10.2)
    if (bare && !word)
        return text;
    std::string quoted = "\"";
    for (const char c : text) {
        static constexpr char digits[] = "0123456789abcdef";
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            quoted.append(1, '\\').append(1, c);
        else if (c == '\n')
            quoted += "\\n";
        else if (byte < 0x20 || byte == 0x7f)
            quoted.append("\\x").append(1, digits[byte >> 4]).append(1, digits[byte & 15]);
        else
            quoted += c;
    }
    return quoted + "\"";
}

std::string yamlMap(const YamlFields& fields)
{
    std::string text = "{";
    for (const auto& [key, value] : fields)
        text.append(text.size() > 1 ? ", " : "").append(key).append(": ").append(value);
    return text + "}";
}

std::string yamlList(const std::vector<std::string>& items)
{
    std::string text = "[";
    for (const std::string& item : items)
        text.append(text.size() > 1 ? ", " : "").append(item);
    return text + "]";
}

YamlFields seenResult(const CallState& call)
{
    const CallReturned& returned = *call.returned;
    YamlFields seen {{"ret", amount(returned.result)}};
    if (returned.result < 0 && !errnoName(returned.errnum).empty())
        seen.emplace_back("errno", std::string(errnoName(returned.errnum)));
    const std::string& name = call.entered.name;
    if (returned.result > 0 && returned.result <= longStream && (name == "recvfrom" || name == "read"))
        if (const auto text = readable(dataOf(call.entered, &returned)))
            seen.emplace_back("data", yamlScalar(*text));
    return seen;
}

std::string seenTable(const LabState& state, HostId host, std::uint8_t protocol)
{
    std::vector<std::string> rows;
    for (const SocketRow& row : state.host(host).sockets) {
        if (!isListed(row) || row.protocol != protocol)
            continue;
        YamlFields fields {{"state", std::string(stateName(row.state))}, {"recvq", amount(row.recvQueue)}};
        // UDP counts what the buffers take, bookkeeping and all, which differs between kernels.
        if (protocol == 17 && row.recvQueue > 0)
            fields.back().second = "\">0\"";
        // Of a listening socket Send-Q is the backlog; of others it shrinks when an acknowledgement comes, late or soon.
        if (row.state == SocketState::Listen)
            fields.emplace_back("sendq", std::to_string(row.sendQueue));
        rows.push_back(yamlMap(fields));
    }
    return rows.empty() ? "none" : yamlList(rows);
}

std::string lessonText(const LessonFrame& frame, const std::vector<std::string>& steps)
{
    std::string text =
        "# Recorded from a session. The steps and what is expected of them are what happened; every sentence is a placeholder\n"
        "# that says what to write. docs/lessons.md explains every word of this file.\n"
        "#   socketlab lesson check FILE    finds mistakes, with line and column\n"
        "#   socketlab run FILE             performs it\n"
        "format: socketlab-lesson/1\nid: ";
    text += frame.id;
    text += "\nchapter: basics # basics, connect, data, closing, udp, many, programs\nlevel: 1 # 1 first steps ... 4 expert\n"
            "minutes: 5\n"
            "title: {en: \"Write the title here\", ko: \"여기에 제목을 적는다\"}\n"
            "goals:\n"
            "  - {en: \"Write here what a learner can do afterwards.\", ko: \"이 실습을 마친 사람이 할 수 있게 되는 것을 적는다.\"}\n"
            "wire: ";
    text += frame.wire + "\n";
    if (!frame.retransmissions.empty())
        text += "retransmissions: " + frame.retransmissions + "\n";
    if (!frame.localhost.empty())
        text += "localhost: " + frame.localhost + "\n";
    if (!frame.aliases.empty())
        text += "hosts:\n";
    for (const auto& [host, address] : frame.aliases)
        text += "  " + host + ": " + yamlMap({{"alias", yamlScalar(address)}}) + "\n";
    if (!frame.actors.empty())
        text += "actors:\n";
    for (const auto& [name, fields] : frame.actors)
        text += "  " + name + ": " + fields + "\n";
    text += "steps:\n"
            "  - say: {en: \"Write here what is about to happen. Say more where a new part begins.\", ko: \"이제 무엇을 볼지 적는다. 새로운 부분이 시작되는 곳마다 설명을 더한다.\"}\n"
            "  - ask: # before the step that answers it; move it there\n"
            "      q: {en: \"Write here what the learner predicts.\", ko: \"학습자가 예측할 질문을 적는다.\"}\n"
            "      options: [{en: \"the right one\", ko: \"맞는 답\"}, {en: \"a likely mistake\", ko: \"흔히 고르는 틀린 답\"}]\n"
            "      answer: 1\n"
            "      why: {en: \"Write here why.\", ko: \"왜 그런지 적는다.\"}\n";
    for (const std::string& step : steps)
        text += "  - " + step + "\n";
    return text;
}

std::string lessonIdOf(const std::string& fileName)
{
    std::string name = fileName.substr(fileName.rfind('/') + 1); // npos + 1 is 0
    name = name.substr(0, name.rfind('.'));
    std::string id;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            id += c;
        else if (c >= 'A' && c <= 'Z')
            id += static_cast<char>(c - 'A' + 'a');
        else if (!id.empty() && id.back() != '-' && byte < 0x80)
            id += '-';
    }
    while (!id.empty() && id.back() == '-')
        id.pop_back();
    return id.empty() ? "session" : id;
}

} // namespace lab
