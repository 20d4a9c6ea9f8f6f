#include "model/compare/Comparison.h"

#include "model/compare/Alignment.h"

#include <algorithm>

namespace lab {

namespace {

using Facts = std::vector<RunFact>;
constexpr std::uint32_t none = ComparedRow::none;

/// Two facts that stand for one another, or one that stands alone.
struct Couple
{
    std::uint32_t left = none, right = none;
};

/// A command and what follows it up to the next one; the first of a run has no command.
struct Section
{
    std::uint32_t command = none, begin = 0, end = 0;
};

std::vector<Section> sectionsOf(const Facts& facts)
{
    std::vector<Section> sections {{}};
    for (std::uint32_t i = 0; i < facts.size(); ++i) {
        if (facts[i].kind == RunFact::Kind::Command)
            sections.push_back({i, i + 1, i + 1});
        sections.back().end = i + 1;
    }
    return sections;
}

std::uint64_t nameKey(const RunFact& fact)
{
    return Fingerprint().number(fact.name).number(static_cast<std::uint64_t>(fact.kind)).value();
}

std::uint64_t wholeKey(const RunFact& fact)
{
    Fingerprint key;
    key.number(nameKey(fact));
    for (const std::uint32_t part : fact.parts)
        key.number(part);
    return key.value();
}

/// Those that are equal in everything, and between them those of one name: both in order.
std::vector<Couple> couple(const Facts& leftFacts, const std::vector<std::uint32_t>& left, const Facts& rightFacts,
                           const std::vector<std::uint32_t>& right)
{
    const auto keys = [](const Facts& facts, const std::vector<std::uint32_t>& which, auto key) {
        std::vector<std::uint64_t> all;
        all.reserve(which.size());
        for (const std::uint32_t i : which)
            all.push_back(key(facts[i]));
        return all;
    };
    const auto leftWhole = keys(leftFacts, left, wholeKey), rightWhole = keys(rightFacts, right, wholeKey);
    const auto leftNames = keys(leftFacts, left, nameKey), rightNames = keys(rightFacts, right, nameKey);
    auto equal = alignSequences(leftWhole, rightWhole);
    equal.emplace_back(static_cast<std::uint32_t>(left.size()), static_cast<std::uint32_t>(right.size()));
    std::vector<Couple> couples;
    couples.reserve(std::max(left.size(), right.size()));
    std::uint32_t nextLeft = 0, nextRight = 0;
    const auto alone = [&](std::uint32_t leftEnd, std::uint32_t rightEnd) {
        for (; nextLeft < leftEnd; ++nextLeft)
            couples.push_back({left[nextLeft], none});
        for (; nextRight < rightEnd; ++nextRight)
            couples.push_back({none, right[nextRight]});
    };
    for (const auto& [leftEnd, rightEnd] : equal) {
        const std::uint32_t leftBegin = nextLeft, rightBegin = nextRight;
        const auto alike = alignSequences(std::span(leftNames).subspan(leftBegin, leftEnd - leftBegin),
                                          std::span(rightNames).subspan(rightBegin, rightEnd - rightBegin));
        for (const auto& [l, r] : alike) {
            alone(leftBegin + l, rightBegin + r);
            couples.push_back({left[nextLeft++], right[nextRight++]});
        }
        alone(leftEnd, rightEnd);
        if (leftEnd < left.size())
            couples.push_back({left[nextLeft++], right[nextRight++]});
    }
    return couples;
}

class Comparer
{
public:
    Comparer(const Facts& left, const Facts& right, const std::atomic<bool>* cancelled)
        : m_left(left)
        , m_right(right)
        , m_cancelled(cancelled)
    {
    }

    Comparison run()
    {
        const std::vector<Section> left = sectionsOf(m_left), right = sectionsOf(m_right);
        compare(left.front(), right.front());
        std::vector<std::uint32_t> leftCommands, rightCommands;
        for (std::size_t i = 1; i < left.size(); ++i)
            leftCommands.push_back(left[i].command);
        for (std::size_t i = 1; i < right.size(); ++i)
            rightCommands.push_back(right[i].command);
        std::size_t nextLeft = 1, nextRight = 1;
        for (const Couple& one : couple(m_left, leftCommands, m_right, rightCommands)) {
            static const Section nothing;
            if (m_cancelled && *m_cancelled)
                break;
            compare(one.left != none ? left[nextLeft++] : nothing, one.right != none ? right[nextRight++] : nothing);
        }
        return std::move(m_result);
    }

private:
    void compare(const Section& left, const Section& right)
    {
        if (left.command != none || right.command != none)
            add({left.command, right.command});
        const auto leftFacts = byLane(m_left, left), rightFacts = byLane(m_right, right);
        std::vector<Couple> couples;
        couples.reserve(std::max(leftFacts.size(), rightFacts.size()));
        std::vector<std::size_t> lanes; // where each begins in `couples`
        for (std::size_t l = 0, r = 0; l < leftFacts.size() || r < rightFacts.size();) {
            if (m_cancelled && *m_cancelled)
                return;
            const bool onLeft = r == rightFacts.size() || (l < leftFacts.size() && laneOf(m_left, leftFacts[l]) <= laneOf(m_right, rightFacts[r]));
            const std::uint64_t lane = onLeft ? laneOf(m_left, leftFacts[l]) : laneOf(m_right, rightFacts[r]);
            const auto inLane = couple(m_left, take(m_left, leftFacts, l, lane), m_right, take(m_right, rightFacts, r, lane));
            lanes.push_back(couples.size());
            couples.insert(couples.end(), inLane.begin(), inLane.end());
        }
        lanes.push_back(couples.size());
        for (const Couple& one : inOrder(std::move(couples), lanes))
            if (!seenByChance(one))
                add(one);
    }

    bool seenByChance(const Couple& one) const
    {
        return (one.right == none && m_left[one.left].passing) || (one.left == none && m_right[one.right].passing);
    }

    static std::uint64_t laneOf(const Facts& facts, std::uint32_t i) { return facts[i].lane; }

    static std::vector<std::uint32_t> byLane(const Facts& facts, const Section& section)
    {
        std::vector<std::uint32_t> all;
        all.reserve(section.end - section.begin);
        for (std::uint32_t i = section.begin; i < section.end; ++i)
            if (facts[i].kind != RunFact::Kind::Ignored)
                all.push_back(i);
        std::stable_sort(all.begin(), all.end(), [&](std::uint32_t a, std::uint32_t b) { return facts[a].lane < facts[b].lane; });
        return all;
    }

    static std::vector<std::uint32_t> take(const Facts& facts, const std::vector<std::uint32_t>& sorted, std::size_t& next,
                                           std::uint64_t lane)
    {
        const std::size_t begin = next;
        while (next < sorted.size() && facts[sorted[next]].lane == lane)
            ++next;
        return {sorted.begin() + static_cast<std::ptrdiff_t>(begin), sorted.begin() + static_cast<std::ptrdiff_t>(next)};
    }

    /// By the left run. What is only in the right one comes behind what was before it there, and before its lane goes on.
    std::vector<Couple> inOrder(std::vector<Couple> couples, const std::vector<std::size_t>& lanes) const
    {
        std::vector<std::pair<std::uint32_t, std::uint32_t>> behind; // place on the right, the greatest on the left so far
        for (const Couple& one : couples)
            if (one.left != none && one.right != none)
                behind.emplace_back(m_right[one.right].place, m_left[one.left].place);
        std::sort(behind.begin(), behind.end());
        for (std::size_t i = 1; i < behind.size(); ++i)
            behind[i].second = std::max(behind[i].second, behind[i - 1].second);
        struct Ordered
        {
            std::uint64_t key = 0, then = 0;
            Couple couple;
        };
        std::vector<Ordered> placed(couples.size());
        for (std::size_t lane = 0; lane + 1 < lanes.size(); ++lane) {
            std::uint64_t before = UINT64_MAX; // the key of what follows in this lane
            for (std::size_t i = lanes[lane + 1]; i-- > lanes[lane];) {
                Ordered& one = placed[i];
                one.couple = couples[i];
                if (couples[i].left != none) {
                    before = one.key = 2 * std::uint64_t {m_left[couples[i].left].place} + 2;
                    one.then = couples[i].left;
                    continue;
                }
                one.then = m_right[couples[i].right].place;
                const auto after = std::lower_bound(behind.begin(), behind.end(), std::pair {m_right[couples[i].right].place, std::uint32_t {0}});
                const std::uint64_t mapped = after == behind.begin() ? 1 : 2 * std::uint64_t {(after - 1)->second} + 3;
                one.key = std::min(mapped, before == UINT64_MAX ? before : before - 1);
            }
        }
        std::stable_sort(placed.begin(), placed.end(), [](const Ordered& a, const Ordered& b) {
            return a.key != b.key ? a.key < b.key : a.then < b.then;
        });
        for (std::size_t i = 0; i < placed.size(); ++i)
            couples[i] = placed[i].couple;
        return couples;
    }

    void add(const Couple& couple)
    {
        ComparedRow row {couple.left, couple.right};
        if (row.left == none)
            row.verdict = RowVerdict::OnlyRight;
        else if (row.right == none)
            row.verdict = RowVerdict::OnlyLeft;
        else if ((row.parts = differingParts(m_left[row.left], m_right[row.right])) != 0)
            row.verdict = RowVerdict::Different;
        const auto number = static_cast<std::uint32_t>(m_result.rows.size());
        const bool heads = (row.left != none ? m_left[row.left] : m_right[row.right]).kind == RunFact::Kind::Command;
        if (heads)
            m_heading = number;
        if (row.verdict != RowVerdict::Same) {
            if (!heads && m_heading != none)
                m_result.listed.push_back(m_heading);
            m_heading = none; // once is enough
            m_result.listed.push_back(number);
            m_result.differences.push_back(number);
        }
        m_result.rows.push_back(row);
        ++m_result.counts[static_cast<std::size_t>(row.verdict)];
    }

    const Facts &m_left, &m_right;
    const std::atomic<bool>* m_cancelled;
    Comparison m_result;
    std::uint32_t m_heading = none; ///< the row of the command, if it is not listed yet
};

} // namespace

std::string_view verdictName(RowVerdict verdict)
{
    static constexpr std::string_view names[] {"same", "only-left", "only-right", "different"};
    return names[static_cast<std::size_t>(verdict)];
}

Comparison compareRuns(const std::vector<RunFact>& left, const std::vector<RunFact>& right, const std::atomic<bool>* cancelled)
{
    return Comparer(left, right, cancelled).run();
}

} // namespace lab
