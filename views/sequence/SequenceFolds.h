#pragma once
// SequenceFolds: which lifelines of the sequence diagram a person folded into a narrow column, alone or as a group. Numbers of
// lanes and hosts; where the columns then stand is SequenceColumns'.

#include "views/sequence/SequenceRecords.h"

#include <set>
#include <tuple>

namespace lab {

struct SequenceFold
{
    enum class Kind : std::uint8_t {
        Program, ///< one lifeline
        Family, ///< a program and all that it forked
        Programs, ///< all of a host
        Kernel ///< of a host
    };

    Kind kind = Kind::Program;
    std::uint32_t of = 0; ///< the lane, or the host

    static SequenceFold program(std::uint32_t lane) { return {Kind::Program, lane}; }
    static SequenceFold family(std::uint32_t lane) { return {Kind::Family, lane}; }
    static SequenceFold programs(HostId host) { return {Kind::Programs, static_cast<std::uint32_t>(host)}; }
    static SequenceFold kernel(HostId host) { return {Kind::Kernel, static_cast<std::uint32_t>(host)}; }

    bool ofHost() const { return kind == Kind::Programs || kind == Kind::Kernel; }

    bool operator==(const SequenceFold& other) const { return kind == other.kind && of == other.of; }

    bool operator<(const SequenceFold& other) const { return std::tie(kind, of) < std::tie(other.kind, other.of); }
};

class SequenceFolds
{
public:
    bool has(const SequenceFold& fold) const { return m_all.count(fold) > 0; }

    bool empty() const { return m_all.empty(); }

    void set(const SequenceFold& fold, bool folded)
    {
        if (folded)
            m_all.insert(fold);
        else
            m_all.erase(fold);
    }

    void clear() { m_all.clear(); }

    const std::set<SequenceFold>& all() const { return m_all; }

private:
    std::set<SequenceFold> m_all;
};

} // namespace lab
