#include "model/compare/Alignment.h"

#include <algorithm>

namespace lab {

namespace {

using Pair = std::pair<std::uint32_t, std::uint32_t>;
using Pairs = std::vector<Pair>;

/// Up to so many cells a stretch is searched fully: memory of a quarter of a megabyte, a tenth of a millisecond.
constexpr std::size_t searchedFully = 250'000;
/// Each time that a stretch has no landmark of its own, a long chain is taken out of it. What is left after so many times has
/// next to nothing in common, and stays unaligned.
constexpr int mostDepth = 24;

/// Elements leftBegin … leftEnd against rightBegin … rightEnd.
struct Stretch
{
    std::uint32_t leftBegin, leftEnd, rightBegin, rightEnd;
    int depth;

    std::uint32_t leftSize() const { return leftEnd - leftBegin; }

    std::uint32_t rightSize() const { return rightEnd - rightBegin; }
};

using Placed = std::pair<std::uint64_t, std::uint32_t>; ///< an element and where it stands

std::vector<Placed> sortedElements(std::span<const std::uint64_t> all, std::uint32_t begin, std::uint32_t end)
{
    std::vector<Placed> placed;
    placed.reserve(end - begin);
    for (std::uint32_t i = begin; i < end; ++i)
        placed.emplace_back(all[i], i);
    std::sort(placed.begin(), placed.end());
    return placed;
}

/// The longest chain of pairs in which both sides ascend; `pairs` ascend on the left.
Pairs longestChain(const Pairs& pairs)
{
    constexpr std::size_t none = SIZE_MAX;
    std::vector<std::size_t> ends; // [k]: the pair with the least right side that a chain of k + 1 can end with
    std::vector<std::size_t> before(pairs.size(), none);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const auto at = std::lower_bound(ends.begin(), ends.end(), pairs[i].second,
                                         [&](std::size_t end, std::uint32_t right) { return pairs[end].second < right; });
        if (at != ends.begin())
            before[i] = *(at - 1);
        if (at == ends.end())
            ends.push_back(i);
        else
            *at = i;
    }
    Pairs chain(ends.size());
    std::size_t next = ends.empty() ? none : ends.back();
    for (std::size_t k = chain.size(); k-- > 0; next = before[next])
        chain[k] = pairs[next];
    return chain;
}

class Aligner
{
public:
    Aligner(std::span<const std::uint64_t> left, std::span<const std::uint64_t> right)
        : m_left(left)
        , m_right(right)
    {
    }

    Pairs run()
    {
        m_waiting.push_back({0, static_cast<std::uint32_t>(m_left.size()), 0, static_cast<std::uint32_t>(m_right.size()), 0});
        while (!m_waiting.empty()) {
            Stretch stretch = m_waiting.back();
            m_waiting.pop_back();
            trim(stretch);
            if (stretch.leftSize() == 0 || stretch.rightSize() == 0)
                continue;
            if (std::size_t {stretch.leftSize()} * stretch.rightSize() <= searchedFully)
                search(stretch);
            else if (stretch.depth < mostDepth)
                divide(stretch);
        }
        std::sort(m_found.begin(), m_found.end());
        return std::move(m_found);
    }

private:
    void trim(Stretch& stretch)
    {
        while (stretch.leftSize() > 0 && stretch.rightSize() > 0 && m_left[stretch.leftBegin] == m_right[stretch.rightBegin])
            m_found.emplace_back(stretch.leftBegin++, stretch.rightBegin++);
        while (stretch.leftSize() > 0 && stretch.rightSize() > 0 && m_left[stretch.leftEnd - 1] == m_right[stretch.rightEnd - 1])
            m_found.emplace_back(--stretch.leftEnd, --stretch.rightEnd);
    }

    void search(const Stretch& stretch)
    {
        const std::size_t rows = stretch.leftSize(), columns = stretch.rightSize();
        std::vector<std::uint32_t> length((rows + 1) * (columns + 1), 0); // of what is common from here to the end
        const auto at = [&](std::size_t row, std::size_t column) -> std::uint32_t& { return length[row * (columns + 1) + column]; };
        for (std::size_t row = rows; row-- > 0;)
            for (std::size_t column = columns; column-- > 0;)
                at(row, column) = m_left[stretch.leftBegin + row] == m_right[stretch.rightBegin + column]
                    ? at(row + 1, column + 1) + 1
                    : std::max(at(row + 1, column), at(row, column + 1));
        for (std::size_t row = 0, column = 0; row < rows && column < columns;) {
            if (m_left[stretch.leftBegin + row] == m_right[stretch.rightBegin + column])
                m_found.emplace_back(stretch.leftBegin + static_cast<std::uint32_t>(row++),
                                     stretch.rightBegin + static_cast<std::uint32_t>(column++));
            else if (at(row + 1, column) >= at(row, column + 1))
                ++row;
            else
                ++column;
        }
    }

    /// Elements that occur once on each side; if there are none, the n-th of each on one side with the n-th on the other.
    Pairs landmarks(const Stretch& stretch) const
    {
        const auto left = sortedElements(m_left, stretch.leftBegin, stretch.leftEnd);
        const auto right = sortedElements(m_right, stretch.rightBegin, stretch.rightEnd);
        Pairs single, all;
        for (auto l = left.begin(), r = right.begin(); l != left.end() && r != right.end();) {
            if (l->first != r->first) {
                l->first < r->first ? ++l : ++r;
                continue;
            }
            const std::uint64_t element = l->first;
            const std::size_t first = all.size();
            int leftCount = 0, rightCount = 0;
            while ((l != left.end() && l->first == element) || (r != right.end() && r->first == element)) {
                const bool onLeft = l != left.end() && l->first == element, onRight = r != right.end() && r->first == element;
                if (onLeft && onRight)
                    all.emplace_back(l->second, r->second);
                leftCount += onLeft;
                rightCount += onRight;
                l += onLeft;
                r += onRight;
            }
            if (leftCount == 1 && rightCount == 1)
                single.push_back(all[first]);
        }
        return single.empty() ? all : single;
    }

    void divide(const Stretch& stretch)
    {
        Pairs pairs = landmarks(stretch);
        std::sort(pairs.begin(), pairs.end());
        const Pairs chain = longestChain(pairs);
        if (chain.empty())
            return; // they have nothing in common
        m_found.insert(m_found.end(), chain.begin(), chain.end());
        Stretch between {stretch.leftBegin, 0, stretch.rightBegin, 0, stretch.depth + 1};
        for (const Pair& one : chain) {
            between.leftEnd = one.first;
            between.rightEnd = one.second;
            push(between);
            between.leftBegin = one.first + 1;
            between.rightBegin = one.second + 1;
        }
        between.leftEnd = stretch.leftEnd;
        between.rightEnd = stretch.rightEnd;
        push(between);
    }

    void push(const Stretch& stretch)
    {
        if (stretch.leftSize() > 0 && stretch.rightSize() > 0)
            m_waiting.push_back(stretch);
    }

    std::span<const std::uint64_t> m_left, m_right;
    std::vector<Stretch> m_waiting;
    Pairs m_found;
};

} // namespace

std::vector<std::pair<std::uint32_t, std::uint32_t>> alignSequences(std::span<const std::uint64_t> elements,
                                                                    std::span<const std::uint64_t> others)
{
    return Aligner(elements, others).run();
}

} // namespace lab
