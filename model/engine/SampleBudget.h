#pragma once
// SampleBudget: how much time may go into looking at the kernel's tables. At a person's pace every change is looked at; a
// bulk transfer would spend its time on nothing else, so it gets a share.

#include "model/base/Ids.h"

#include <algorithm>

namespace lab {

class SampleBudget
{
public:
    bool affords(Timestamp now)
    {
        m_spent = std::max(0.0, m_spent - static_cast<double>(now.ns - m_at.ns) * share);
        m_at = now;
        return m_spent < burst;
    }

    /// A look may have waited for the CPU itself: whatever it took, the next one is affordable a second later.
    void spend(std::int64_t ns) { m_spent = std::min(m_spent + static_cast<double>(ns), burst + longestPause * share); }

private:
    static constexpr double longestPause = 1e9; ///< ns
    static constexpr double burst = 2e7, share = 1.0 / 128; ///< ns; it fills again with this part of the time that passes

    double m_spent = 0;
    Timestamp m_at;
};

} // namespace lab
