#pragma once
// Figures: rounds of measured numbers, printed as min, median, max beside a goal. It measures nothing itself.

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

namespace lab::bench {

class Figures
{
public:
    Figures(std::string what, std::string unit)
        : m_what(std::move(what))
        , m_unit(std::move(unit))
    {
    }

    void add(double value) { m_values.push_back(value); }

    double median() const
    {
        std::vector<double> sorted = m_values;
        std::sort(sorted.begin(), sorted.end());
        return sorted.empty() ? 0 : sorted[sorted.size() / 2];
    }

    void print() const
    {
        const auto [least, most] = std::minmax_element(m_values.begin(), m_values.end());
        if (!m_values.empty())
            std::printf("  %-44s %10.3f %10.3f %10.3f  %-8s n=%zu\n", m_what.c_str(), *least, median(), *most,
                        m_unit.c_str(), m_values.size());
    }

    static void printHead(const char* title)
    {
        std::printf("%s\n  %-44s %10s %10s %10s\n", title, "", "min", "median", "max");
    }

private:
    std::string m_what, m_unit;
    std::vector<double> m_values;
};

/// "goal: at least 0.200, measured 0.281: met". Returns whether it is.
inline bool judge(const char* what, double measured, const char* relation, double goal)
{
    const bool met = relation[0] == '>' ? measured >= goal : measured <= goal;
    std::printf("  %-44s %10.4f   goal %s %g: %s\n", what, measured, relation, goal, met ? "met" : "MISSED");
    return met;
}

} // namespace lab::bench
