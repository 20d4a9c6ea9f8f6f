#include "model/command/LinkText.h"

#include "model/base/Text.h"

#include <charconv>
#include <cmath>
#include <span>

namespace lab {

namespace {

struct Unit
{
    std::string_view name;
    double scale;
};

constexpr Unit times[] {{"us", 1e3}, {"ms", 1e6}, {"s", 1e9}};
constexpr Unit rates[] {{"bit", 1}, {"kbit", 1e3}, {"mbit", 1e6}, {"gbit", 1e9}};
constexpr double longestDelay = 10e9, slowest = 1e3, fastest = 10e9;
constexpr std::int64_t longestQueue = 10'000;

std::optional<double> measured(std::string_view text, std::span<const Unit> units)
{
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    if (error != std::errc())
        return {};
    const std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
    for (const Unit& one : units)
        if (one.name == unit)
            return number * one.scale;
    return {};
}

/// In the largest unit that leaves no more than three digits behind the point.
std::string words(std::int64_t value, std::span<const Unit> units)
{
    for (auto unit = units.rbegin(); unit != units.rend(); ++unit) {
        const double thousandths = static_cast<double>(value) / unit->scale * 1000;
        if (thousandths < 1000 || thousandths != std::floor(thousandths))
            continue;
        char text[32];
        const auto [end, error] = std::to_chars(text, text + sizeof text, thousandths / 1000);
        return std::string(text, end) + std::string(unit->name);
    }
    return std::to_string(static_cast<double>(value) / units[0].scale) + std::string(units[0].name);
}

} // namespace

std::string delayWords(std::int64_t ns)
{
    return words(ns, times);
}

std::string rateWords(std::int64_t bitsPerSecond)
{
    return words(bitsPerSecond, rates);
}

Result<Link> linkOf(const Command& command)
{
    for (const auto& [name, value] : command.named)
        if (name != "delay" && name != "rate" && name != "queue")
            return Error {"a link has no '" + name + "'; it has delay, rate and queue"};
    if (!command.words.empty())
        return Error {"'" + command.words[0] + "' is not understood; a link is written delay=20ms rate=2mbit queue=10"};
    Link link;
    if (command.has("delay")) {
        const auto delay = measured(command.get("delay"), times);
        if (!delay || !(*delay >= 0 && *delay <= longestDelay))
            return Error {"delay '" + command.get("delay") + "': expected a time from 0ms to 10s, like 250us, 20ms or 1.5s"};
        link.delay = std::llround(*delay);
    }
    if (command.has("rate")) {
        const auto rate = measured(command.get("rate"), rates);
        if (!rate || !(*rate >= slowest && *rate <= fastest))
            return Error {"rate '" + command.get("rate") + "': expected bits a second from 1kbit to 10gbit, like 64kbit or 2mbit"};
        link.rate = std::llround(*rate);
        link.queue = usualLinkQueue;
    }
    if (command.has("queue")) {
        const auto queue = parseNumber(command.get("queue"));
        if (link.rate == 0)
            return Error {"queue without a rate: expected a rate beside it, since none waits where every packet departs at once"};
        if (!queue || *queue < 1 || *queue > longestQueue)
            return Error {"queue '" + command.get("queue") + "': expected 1 to 10000 packets"};
        link.queue = static_cast<std::uint32_t>(*queue);
    }
    return link;
}

std::string linkWords(const Link& link)
{
    std::string text;
    if (link.delay > 0)
        text += "delay=" + delayWords(link.delay);
    if (link.rate > 0)
        text += (text.empty() ? "rate=" : " rate=") + rateWords(link.rate) + " queue=" + std::to_string(link.queue);
    return text;
}

std::string linkLine(const Link& link)
{
    const std::string words = linkWords(link);
    return words.empty() ? "wire: link" : "wire: link " + words;
}

} // namespace lab
