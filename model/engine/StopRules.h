#pragma once
// StopRules: at which calls a program is kept for a person. Any one rule that fits is enough. Pure: no process.

#include "model/base/Result.h"
#include "model/command/Command.h"
#include "model/journal/Event.h"

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace lab {

class StopRules
{
public:
    StopRules() = default; ///< nowhere

    static StopRules everyCall();

    /// Of `stops none`, `stops calls`, or any of call=NAME,NAME… fd=N,N… line=FILE:N errno=NAME,NAME…|any.
    static Result<StopRules> parse(const Command& command);

    /// `fd`: the descriptor that the call is given first, if it is given one. `place` is asked for only if a rule needs it.
    template<class Place>
    bool before(std::string_view call, std::optional<int> fd, Place place) const
    {
        return m_everyCall || m_calls.contains(call) || (fd && m_descriptors.contains(*fd))
            || (!m_lines.empty() && onLine(place()));
    }

    /// `errnum`: 0 if the call did not fail.
    bool after(int errnum) const { return errnum != 0 && (m_anyErrno || m_errnos.contains(errnum)); }

    bool nowhere() const
    {
        return !m_everyCall && !m_anyErrno && m_calls.empty() && m_descriptors.empty() && m_errnos.empty() && m_lines.empty();
    }

private:
    bool onLine(const SourcePlace& place) const;
    Status add(const std::string& kind, const std::string& value);

    bool m_everyCall = false, m_anyErrno = false;
    std::set<std::string, std::less<>> m_calls;
    std::set<int> m_descriptors, m_errnos;
    std::vector<std::pair<std::string, int>> m_lines; ///< the end of the file's path, and the line from 1
};

} // namespace lab
