#pragma once
// Comparison: two runs side by side, aligned by their commands, and between two commands lane by lane (RunFact.h). Every fact of
// both is in one row.

#include "model/compare/RunFact.h"

#include <atomic>
#include <optional>
#include <vector>

namespace lab {

struct ComparedRow
{
    enum class Verdict : std::uint8_t { Same, OnlyLeft, OnlyRight, Different };
    static constexpr std::uint32_t none = UINT32_MAX;

    std::uint32_t left = none, right = none; ///< facts (indices)
    FactParts parts = 0; ///< that differ
    Verdict verdict = Verdict::Same;
};

using RowVerdict = ComparedRow::Verdict;

struct Comparison
{
    std::vector<ComparedRow> rows;
    std::vector<std::uint32_t> differences; ///< rows (indices) that are not the same
    std::vector<std::uint32_t> listed; ///< these, and before them the commands that they belong to

    std::size_t count(RowVerdict verdict) const { return counts[static_cast<std::size_t>(verdict)]; }

    std::array<std::size_t, 4> counts {}; ///< by verdict
};

/// Stable: "same", "only-left", "only-right", "different".
std::string_view verdictName(RowVerdict verdict);

/// In the order of the left run; what is only in the right one stands where it would have been. With `cancelled` set from another
/// thread it ends soon, and what it returns is worth nothing.
Comparison compareRuns(const std::vector<RunFact>& left, const std::vector<RunFact>& right,
                       const std::atomic<bool>* cancelled = nullptr);

} // namespace lab
