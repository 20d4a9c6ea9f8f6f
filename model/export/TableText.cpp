// Events as rows: JSON Lines as `socketlab dump` writes them, and the fields that most questions are about as CSV.

#include "model/export/EventJson.h"
#include "model/export/TextExports.h"

#include <nlohmann/json.hpp>

namespace lab {

namespace {

/// Columns of the CSV and the fields of docs/dump.md they come from.
constexpr const char* columns[] = {"t",      "kind",   "host", "actor", "pid",  "call",   "result", "errno", "blocked",
                                   "packet", "name",   "flags", "seq",  "ack",  "length", "window", "src",   "dst",
                                   "socket", "state",  "local", "remote", "line", "reason",
                           "on",     "text"};

/// RFC 4180: quoted where a separator, a quote or a line end is in it, quotes doubled.
std::string field(std::string text)
{
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char c : text)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

std::string valueText(const nlohmann::ordered_json& value)
{
    return value.is_string() ? value.get<std::string>()
                             : value.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

/// The numbers and names in a line come from all events before it, so that all are read.
template<class Take>
void forEachObject(const ExportRequest& request, Take take)
{
    EventJson json;
    const std::size_t end = std::min(request.to, request.journal->size());
    for (std::size_t i = 0; i < end; ++i) {
        const Event event = request.journal->at(i);
        const nlohmann::ordered_json object = json.object(event);
        if (i >= request.from && request.filter.keeps(event, json.state()))
            take(object, i);
    }
}

} // namespace

Result<std::string> writeJsonLines(const ExportRequest& request)
{
    std::string out;
    forEachObject(request, [&](const nlohmann::ordered_json& object, std::size_t) {
        out += object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
    });
    return out;
}

Result<std::string> writeCsv(const ExportRequest& request)
{
    std::string out = "event";
    for (const char* column : columns)
        out += std::string(",") + column;
    out += "\r\n";
    forEachObject(request, [&](const nlohmann::ordered_json& object, std::size_t index) {
        out += std::to_string(index + 1);
        for (const char* column : columns) {
            const auto found = object.find(column);
            out += "," + (found == object.end() ? std::string() : field(valueText(*found)));
        }
        out += "\r\n";
    });
    return out;
}

} // namespace lab
