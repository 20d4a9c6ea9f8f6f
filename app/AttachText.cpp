#include "app/AttachText.h"

#include <algorithm>

namespace lab {

std::vector<std::string> consequences(const RunningProgram& program, const Words& words, Language language)
{
    constexpr std::size_t mostThreads = 8;
    const std::string pid = std::to_string(program.pid);
    std::vector<std::string> lines {
        words.text("attach", "what-it-does", language, {{"name", program.name}, {"pid", pid}})};
    auto interruptions = interruptionsOf(program.pid);
    // A person reads about those that fail, however many others there are.
    std::stable_partition(interruptions.begin(), interruptions.end(), [](const Interruption& each) { return each.fails; });
    for (std::size_t i = 0; i < std::min(mostThreads, interruptions.size()); ++i) {
        const Interruption& each = interruptions[i];
        const char* key = each.call.empty() ? (each.fails ? "call-of-its-fails" : "call-of-its") : each.fails ? "fails" : "again";
        const std::string thread = words.text("attach", "thread", language, {{"tid", std::to_string(each.tid)}});
        lines.push_back(words.text("attach", key, language, {{"thread", thread}, {"call", each.call}}));
    }
    if (interruptions.size() > mostThreads)
        lines.push_back(words.text("attach", "more-threads", language,
                                   {{"count", std::to_string(interruptions.size() - mostThreads)}}));
    if (interruptions.empty())
        lines.push_back(words.text("attach", "quiet-threads", language));
    return lines;
}

} // namespace lab
