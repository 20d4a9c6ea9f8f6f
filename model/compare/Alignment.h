#pragma once
// alignSequences: which elements of two sequences stand for one another, in order: a long common subsequence, found in nearly
// linear time. Rare elements are the landmarks (as in "patience diff"); only short stretches between them are searched fully.

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace lab {

/// Pairs of indices, both ascending; elements[first] == others[second] for each.
std::vector<std::pair<std::uint32_t, std::uint32_t>> alignSequences(std::span<const std::uint64_t> elements,
                                                                    std::span<const std::uint64_t> others);

} // namespace lab
