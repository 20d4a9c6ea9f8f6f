#include "model/lesson/Judgement.h"

#include <functional>

namespace lab {

namespace {

bool rowFits(const ExpectedRow& expected, const SocketRow& row)
{
    return (!expected.state || *expected.state == stateName(row.state))
        && (!expected.recvq || numberMatches(*expected.recvq, row.recvQueue))
        && (!expected.sendq || numberMatches(*expected.sendq, row.sendQueue))
        && (!expected.local || matchesWildcard(*expected.local, toText(row.local)))
        && (!expected.peer || matchesWildcard(*expected.peer, toText(row.remote)));
}

/// Is there a way to give every expected row a row of its own? Not "the first that fits": {ESTAB} must leave the only
/// {ESTAB, recvq 5} to the row that asks for it. Augmenting paths (Berge, 1957); tables are small.
bool tableFits(const std::vector<ExpectedRow>& expected, const std::vector<SocketRow>& rows)
{
    if (expected.size() != rows.size())
        return false;
    std::vector<std::optional<std::size_t>> takenBy(rows.size());
    std::vector<bool> tried;
    const std::function<bool(std::size_t)> place = [&](std::size_t want) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (tried[i] || !rowFits(expected[want], rows[i]))
                continue;
            tried[i] = true;
            if (!takenBy[i] || place(*takenBy[i])) {
                takenBy[i] = want;
                return true;
            }
        }
        return false;
    };
    for (std::size_t want = 0; want < expected.size(); ++want) {
        tried.assign(rows.size(), false);
        if (!place(want))
            return false;
    }
    return true;
}

std::vector<SocketRow> tableOf(const SeeStep& step, std::uint8_t protocol, const LabState& state)
{
    std::vector<SocketRow> rows;
    for (const SocketRow& row : state.host(step.host).sockets) {
        if (row.protocol == protocol && isListed(row) && (!step.port || row.local.port == *step.port))
            rows.push_back(row);
    }
    return rows;
}

std::string expectedText(const ExpectedRow& row)
{
    std::string text = row.state.value_or("*");
    const auto add = [&](const char* label, const std::optional<std::string>& value) {
        if (value)
            text += std::string(" ") + label + *value;
    };
    add("Recv-Q ", row.recvq);
    add("Send-Q ", row.sendq);
    add("", row.local);
    add("peer ", row.peer);
    return text;
}

template<class Row>
std::string tableText(const std::vector<Row>& rows, std::string (*text)(const Row&))
{
    std::string all;
    for (const Row& row : rows)
        all += (all.empty() ? "" : "; ") + text(row);
    return all.empty() ? "–" : all;
}

} // namespace

bool isListed(const SocketRow& row)
{
    return row.protocol != 6 || (row.state != SocketState::Close && row.state != SocketState::None);
}

std::string rowText(const SocketRow& row)
{
    std::string text(stateName(row.state));
    text += " " + std::to_string(row.recvQueue) + " " + std::to_string(row.sendQueue) + " " + toText(row.local);
    if (row.remote.port != 0)
        text += " " + toText(row.remote);
    return text;
}

Judgement judgeTable(const SeeStep& step, const LabState& state)
{
    std::string seen;
    for (const auto& [protocol, table] : {std::pair {std::uint8_t {6}, &step.tcp}, {std::uint8_t {17}, &step.udp}}) {
        if (!*table)
            continue;
        const std::vector<SocketRow> rows = tableOf(step, protocol, state);
        const std::string found = tableText(rows, rowText);
        if (!tableFits(**table, rows))
            return {Verdict::Pending, protocol == 6 ? "TCP sockets" : "UDP sockets", tableText(**table, expectedText),
                    found};
        seen += (seen.empty() ? "" : "; ") + found;
    }
    return {Verdict::Held, seen, {}, {}};
}

Judgement judgeCounters(const CounterStep& step, const LabState& state)
{
    std::string seen;
    for (const auto& [name, expected] : step.expect) {
        const auto& counters = state.host(step.host).counters;
        const auto counter = counters.find(name);
        const std::int64_t value = counter == counters.end() ? 0 : counter->second; // it never moved
        if (!numberMatches(expected, value))
            return {Verdict::Pending, name, expected, std::to_string(value)};
        seen += (seen.empty() ? "" : ", ") + name + " = " + std::to_string(value);
    }
    return {Verdict::Held, seen, {}, {}};
}

} // namespace lab
