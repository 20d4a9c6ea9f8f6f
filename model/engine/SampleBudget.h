#pragma once
// SampleBudget: how much time may go into looking at the kernel's tables. At a person's pace every change is looked at; a
// bulk transfer would spend its time on nothing else, so it gets a share.

#include "model/base/Ids.h"

#include <algorithm>

namespace lab {

class SampleBudget
{
public:
    /// It fills again with this part of the time that passes, and nobody is blind for longer than `longestPause` ns.
    explicit SampleBudget(double share = 1.0 / 128, double longestPause = 1e9) : m_share(share), m_longestPause(longestPause) { }

    bool affords(Timestamp now)
    {
        m_spent = std::max(0.0, m_spent - static_cast<double>(now.ns - m_at.ns) * m_share);
        m_at = now;
        return m_spent < burst;
    }

    /// A look may have waited for the CPU itself: whatever it took, the next one is affordable after the longest pause.
    void spend(std::int64_t ns) { m_spent = std::min(m_spent + static_cast<double>(ns), burst + m_longestPause * m_share); }

private:
    static constexpr double burst = 2e7; ///< ns

    double m_share, m_longestPause;
    double m_spent = 0;
    Timestamp m_at;
};

} // namespace lab
