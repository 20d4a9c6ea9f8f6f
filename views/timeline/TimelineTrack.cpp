#include "views/timeline/TimelineTrack.h"

#include <algorithm>
#include <cmath>

namespace lab {

namespace {

constexpr std::size_t blockShift = 3;
constexpr std::size_t block = 1 << blockShift; ///< items in the smallest node

/// Appends a finished block's node and every node that is complete with it: two per block on the average.
template<class Node, class Merge>
void grow(std::vector<std::vector<Node>>& levels, Node node, Merge merge)
{
    for (std::size_t level = 0;; ++level) {
        if (level == levels.size())
            levels.emplace_back();
        levels[level].push_back(node);
        const std::size_t count = levels[level].size();
        if (count % 2 != 0)
            return;
        node = merge(levels[level][count - 2], levels[level][count - 1]);
    }
}

/// Goes through items first … until they begin behind `end`, in the largest nodes that are at most a pixel wide.
template<class Levels, class ItemBegins, class TakeNode, class TakeItem>
void walk(const Levels& levels, std::size_t first, std::size_t count, const TimelineScale& scale,
          ItemBegins begins, TakeNode takeNode, TakeItem takeItem)
{
    const std::int64_t end = scale.to();
    const auto pixel = static_cast<std::int64_t>(scale.perPixel);
    const auto node = [&](std::size_t level, std::size_t i) -> const auto* {
        const std::size_t shift = blockShift + level;
        if (level >= levels.size() || (i & ((std::size_t {1} << shift) - 1)) != 0 || i >> shift >= levels[level].size())
            return static_cast<decltype(levels[level].data())>(nullptr);
        const auto* found = &levels[level][i >> shift];
        return found->to - found->from <= pixel ? found : nullptr;
    };
    std::size_t level = 0; // of the last node: its neighbour is most likely as large
    for (std::size_t i = first; i < count;) {
        const auto* fits = node(level, i);
        while (!fits && level > 0)
            fits = node(--level, i);
        if (!fits) {
            if (begins(i) > end)
                return;
            takeItem(i++);
            continue;
        }
        for (const auto* larger = node(level + 1, i); larger; larger = node(level + 1, i)) {
            fits = larger;
            ++level;
        }
        if (fits->from > end) // the items themselves are not looked at: they would have to be fetched from memory
            return;
        takeNode(*fits);
        i += std::size_t {1} << (blockShift + level);
    }
}

std::size_t columnOf(double x, std::size_t columns)
{
    return static_cast<std::size_t>(std::clamp(x, 0.0, static_cast<double>(columns - 1)));
}

} // namespace

void TimelineSpans::add(TimelineSpan span)
{
    if (!m_spans.empty())
        span.from = std::max(span.from, m_spans.back().to);
    span.to = std::max(span.to, span.from);
    m_spans.push_back(span);
    if (m_spans.size() % block == 0)
        grow(m_levels, leaf(m_spans.size() / block - 1), merged);
}

void TimelineSpans::raise(std::size_t span, std::uint8_t look)
{
    if (span >= m_spans.size() || m_spans[span].look >= look)
        return;
    const auto length = static_cast<float>(m_spans[span].to - m_spans[span].from);
    const std::uint8_t before = std::exchange(m_spans[span].look, look);
    for (std::size_t level = 0, i = span / block; level < m_levels.size() && i < m_levels[level].size(); ++level, i /= 2) {
        Node& node = m_levels[level][i];
        node.time[before] -= length;
        node.time[look] += length;
        node.looks |= 1U << look; // the old look's bit may stay: it says "perhaps", and colours nothing by itself
    }
}

TimelineSpans::Node TimelineSpans::leaf(std::size_t index) const
{
    Node node;
    node.from = m_spans[index * block].from;
    for (std::size_t i = index * block; i < (index + 1) * block; ++i) {
        const TimelineSpan& span = m_spans[i];
        node.to = span.to;
        node.time[span.look] += static_cast<float>(span.to - span.from);
        node.looks |= 1U << span.look;
        ++node.count;
    }
    return node;
}

TimelineSpans::Node TimelineSpans::merged(const Node& a, const Node& b)
{
    Node node;
    node.from = a.from;
    node.to = b.to;
    for (std::size_t i = 0; i < node.time.size(); ++i)
        node.time[i] = a.time[i] + b.time[i];
    node.count = a.count + b.count;
    node.looks = a.looks | b.looks;
    return node;
}

std::size_t TimelineSpans::firstEndingAt(std::int64_t time) const
{
    const auto found = std::partition_point(m_spans.begin(), m_spans.end(),
                                            [time](const TimelineSpan& span) { return span.to < time; });
    return static_cast<std::size_t>(found - m_spans.begin());
}

std::size_t TimelineSpans::firstAfter(std::int64_t time) const
{
    const auto found = std::partition_point(m_spans.begin(), m_spans.end(),
                                            [time](const TimelineSpan& span) { return span.from <= time; });
    return static_cast<std::size_t>(found - m_spans.begin());
}

void TimelineSpans::put(const Node& node, const TimelineScale& scale, std::vector<TimelineColumn>& columns)
{
    const double middle = (scale.x(node.from) + scale.x(node.to)) / 2;
    if (middle < 0 || middle >= static_cast<double>(columns.size()))
        return;
    TimelineColumn& column = columns[static_cast<std::size_t>(middle)];
    const auto perNanosecond = static_cast<float>(1 / scale.perPixel);
    for (std::size_t i = 0; i < node.time.size(); ++i)
        column.share[i] += node.time[i] * perNanosecond;
    column.count += node.count;
    column.looks |= static_cast<std::uint8_t>(node.looks);
}

void putSpan(const TimelineSpan& span, const TimelineScale& scale, std::vector<TimelineColumn>& columns)
{
    const double from = scale.x(span.from), to = scale.x(span.to);
    if (columns.empty() || to < 0 || from >= static_cast<double>(columns.size()))
        return;
    const std::size_t first = columnOf(from, columns.size()), last = columnOf(to, columns.size());
    for (std::size_t i = first; i <= last; ++i) {
        TimelineColumn& column = columns[i];
        const double left = std::max(from, static_cast<double>(i)), right = std::min(to, static_cast<double>(i + 1));
        if (i > first && right <= left)
            break; // it ends exactly where this pixel begins
        column.share[span.look] += static_cast<float>(std::max(0.0, right - left));
        ++column.count;
        column.looks |= static_cast<std::uint8_t>(1U << span.look);
    }
}

void TimelineSpans::summarise(const TimelineScale& scale, std::vector<TimelineColumn>& columns, double wideFrom,
                              std::vector<std::uint32_t>& wide) const
{
    if (columns.empty())
        return;
    walk(
        m_levels, firstEndingAt(scale.from), m_spans.size(), scale, [&](std::size_t i) { return m_spans[i].from; },
        [&](const Node& node) { put(node, scale, columns); },
        [&](std::size_t i) {
            putSpan(m_spans[i], scale, columns);
            if (static_cast<double>(m_spans[i].to - m_spans[i].from) >= wideFrom * scale.perPixel)
                wide.push_back(static_cast<std::uint32_t>(i));
        });
}

void TimelineSteps::add(TimelineStep step)
{
    if (!m_steps.empty()) {
        if (m_steps.back().value == step.value)
            return;
        step.at = std::max(step.at, m_steps.back().at);
    }
    m_most = std::max(m_most, step.value);
    m_steps.push_back(step);
    if (m_steps.size() % block == 0)
        grow(m_levels, leaf(m_steps.size() / block - 1), merged);
}

TimelineSteps::Node TimelineSteps::leaf(std::size_t index) const
{
    const TimelineStep& begin = m_steps[index * block];
    Node node {begin.at, begin.at, begin.value, begin.value, begin.value, 0};
    for (std::size_t i = index * block; i < (index + 1) * block; ++i) {
        node.to = m_steps[i].at;
        node.least = std::min(node.least, m_steps[i].value);
        node.most = std::max(node.most, m_steps[i].value);
        node.last = m_steps[i].value;
        ++node.count;
    }
    return node;
}

TimelineSteps::Node TimelineSteps::merged(const Node& a, const Node& b)
{
    return {a.from, b.to, std::min(a.least, b.least), std::max(a.most, b.most), b.last, a.count + b.count};
}

std::size_t TimelineSteps::at(std::int64_t time) const
{
    const auto found = std::partition_point(m_steps.begin(), m_steps.end(),
                                            [time](const TimelineStep& step) { return step.at <= time; });
    return found == m_steps.begin() ? m_steps.size() : static_cast<std::size_t>(found - m_steps.begin()) - 1;
}

void TimelineSteps::put(const Node& node, const TimelineScale& scale, std::vector<TimelineRange>& columns)
{
    const double middle = (scale.x(node.from) + scale.x(node.to)) / 2;
    if (middle < 0 || middle >= static_cast<double>(columns.size()))
        return;
    TimelineRange& range = columns[static_cast<std::size_t>(middle)];
    range.least = range.known ? std::min(range.least, node.least) : node.least;
    range.most = range.known ? std::max(range.most, node.most) : node.most;
    range.last = node.last;
    range.changes += node.count;
    range.known = true;
}

void TimelineSteps::summarise(const TimelineScale& scale, std::vector<TimelineRange>& columns) const
{
    if (columns.empty() || m_steps.empty())
        return;
    const std::size_t before = at(scale.from);
    const std::size_t first = before == m_steps.size() ? 0 : before + 1;
    const auto one = [&](std::size_t i) {
        const TimelineStep& step = m_steps[i];
        put({step.at, step.at, step.value, step.value, step.value, 1}, scale, columns);
    };
    walk(m_levels, first, m_steps.size(), scale, [&](std::size_t i) { return m_steps[i].at; },
         [&](const Node& node) { put(node, scale, columns); }, one);
    // A value holds until the next one: pixels without a change have the last one's, and one with changes began with it.
    bool known = before < m_steps.size();
    std::uint32_t value = known ? m_steps[before].value : 0;
    for (TimelineRange& range : columns) {
        if (range.known && known) {
            range.least = std::min(range.least, value);
            range.most = std::max(range.most, value);
        } else if (!range.known && known) {
            range = {value, value, value, 0, true};
        }
        known = range.known;
        value = range.last;
    }
}

} // namespace lab
