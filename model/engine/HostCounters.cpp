#include "model/engine/HostCounters.h"

#include "model/base/Text.h"
#include "model/engine/SystemCall.h"

#include <algorithm>
#include <charconv>
#include <fcntl.h>
#include <string_view>
#include <unistd.h>

namespace lab {

namespace {

/// Takes the text up to `separator` off `rest`.
std::string_view takenUpTo(std::string_view& rest, char separator)
{
    const std::string_view taken = rest.substr(0, rest.find(separator));
    rest.remove_prefix(std::min(rest.size(), taken.size() + 1));
    return taken;
}

/// Calls visit(group, name, value) for each counter. Looked at with every packet: nothing is allocated here.
template<class Visitor>
void visitCounters(std::string_view text, const Visitor& visit)
{
    while (!text.empty()) {
        std::string_view names = takenUpTo(text, '\n'), values = takenUpTo(text, '\n');
        const std::string_view group = takenUpTo(names, ' ');
        takenUpTo(values, ' ');
        // Octet and per-type counts change with every packet and teach nothing that the wire does not show.
        if (group == "IpExt:" || group == "IcmpMsg:")
            continue;
        while (!names.empty() && !values.empty()) {
            const std::string_view name = takenUpTo(names, ' '), number = takenUpTo(values, ' ');
            std::int64_t value = 0;
            std::from_chars(number.data(), number.data() + number.size(), value);
            visit(group.substr(0, group.size() - 1), name, value);
        }
    }
}

} // namespace

HostCounters::HostCounters() : m_buffer(64 * 1024)
{
    static constexpr const char* paths[] = {"/proc/thread-self/net/snmp", "/proc/thread-self/net/netstat"};
    for (std::size_t i = 0; i < std::size(m_files); ++i) {
        File& file = m_files[i];
        file.fd.reset(sys(paths[i], ::open(paths[i], O_RDONLY | O_CLOEXEC)));
        read(file);
        visitCounters(file.text, [&](auto, auto, std::int64_t value) { file.zero.push_back(value); });
        file.last = file.zero;
    }
}

bool HostCounters::read(File& file)
{
    const auto length = sys("reading counters", ::pread(file.fd.get(), m_buffer.data(), m_buffer.size(), 0));
    const std::string_view now(m_buffer.data(), static_cast<std::size_t>(length));
    if (now == file.text)
        return false;
    file.text.assign(now);
    return true;
}

HostCounters::Values HostCounters::changes()
{
    Values changed;
    for (File& file : m_files) {
        if (!read(file))
            continue;
        std::size_t at = 0;
        visitCounters(file.text, [&](std::string_view group, std::string_view name, std::int64_t value) {
            if (at == file.last.size()) { // a kernel that shows more of them later on
                file.last.push_back(0);
                file.zero.push_back(0);
            }
            if (std::exchange(file.last[at], value) != value)
                changed.emplace_back(std::string(group).append(name), value - file.zero[at]);
            ++at;
        });
    }
    std::sort(changed.begin(), changed.end());
    return changed;
}

} // namespace lab
