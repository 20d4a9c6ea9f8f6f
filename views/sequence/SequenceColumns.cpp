#include "views/sequence/SequenceColumns.h"

#include "views/shared/Painting.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace lab {

namespace {

constexpr double laneDistance = 78; ///< between programs of one host
constexpr double narrowLanes = 52; ///< the same, where there are many
constexpr double leastGap = 140; ///< between a kernel and its nearest program
constexpr double stateGap = 118; ///< the same where all programs are folded: states alone are named there
constexpr double closeGap = 34; ///< the same where the kernel is folded, too
constexpr double bareEdge = 10; ///< beside a kernel whose host has no programs, and nothing that is named there
constexpr double leastWire = 248;
constexpr double besideTimes = 0.78; ///< of these two, so that times beside them fit into a window of 1280 pixels, too

std::size_t sideOf(HostId host)
{
    return static_cast<std::size_t>(host);
}

} // namespace

SequenceFonts SequenceFonts::from(const QFont& base)
{
    return {sized(base, -1), boldFont(sized(base, -1)), sized(monoFont(), -1.5)};
}

double SequenceColumns::scaleFor(const SequenceFonts& fonts)
{
    constexpr double usual = 22.5; // px, a line of text, up to which the distances above do
    return std::max(1.0, QFontMetricsF(fonts.text).height() / usual);
}

/// Which lane stands in which column. A program without calls has a lifeline only while its host has no other to show.
void SequenceColumns::assign(const SequenceIndex& index, const SequenceFolds& folds)
{
    const auto& all = index.lanes();
    std::array<bool, hostCount> called {};
    for (const SequenceLane& lane : all)
        called[sideOf(lane.host)] = called[sideOf(lane.host)] || lane.calls;
    columnOf.assign(all.size(), noRow);
    std::vector<std::uint32_t> head(all.size(), noRow); // the outermost folded family that a lane belongs to
    std::vector<std::uint32_t> familyColumn(all.size(), noRow);
    std::array<std::uint32_t, hostCount> hostColumn {noRow, noRow};
    for (std::uint32_t i = 0; i < all.size(); ++i) {
        const SequenceLane& lane = all[i];
        if (lane.parent != noRow)
            head[i] = head[lane.parent];
        if (head[i] == noRow && folds.has(SequenceFold::family(i)))
            head[i] = i;
        if (!lane.calls && called[sideOf(lane.host)])
            continue;
        const bool together = folds.has(SequenceFold::programs(lane.host)), family = !together && head[i] != noRow;
        std::uint32_t own = noRow;
        std::uint32_t& shared = together ? hostColumn[sideOf(lane.host)] : (family ? familyColumn[head[i]] : own);
        if (shared == noRow) {
            shared = static_cast<std::uint32_t>(programs.size());
            const SequenceFold what = together ? SequenceFold::programs(lane.host)
                                               : (family ? SequenceFold::family(head[i]) : SequenceFold::program(i));
            programs.push_back({what, lane.host, together || family || folds.has(what), 0, 0, 0});
        }
        columnOf[i] = shared;
        ++programs[shared].lanes;
    }
}

namespace {

/// The columns of one host, in the order in which they stand: the client's from the left edge inwards, the server's from its
/// kernel outwards.
struct HostColumns
{
    std::vector<SequenceColumn*> all;
    double edge = 0, gap = 0;
    double between = 0; ///< distances between them, in laneGap
    double fixed = 0; ///< and beside that
    bool texts = true;

    double span(double laneGap) const { return between * laneGap + fixed; }
};

struct ColumnSizes
{
    double edge, bare, leastGap, stateGap, closeGap, foldWidth;
};

HostColumns hostColumns(std::vector<SequenceColumn>& programs, HostId host, bool kernelFolded, const ColumnSizes& sizes)
{
    HostColumns columns;
    columns.texts = false;
    for (SequenceColumn& column : programs) {
        if (column.host != host)
            continue;
        if (!columns.all.empty()) {
            const int folded = (column.folded ? 1 : 0) + (columns.all.back()->folded ? 1 : 0);
            columns.between += (2 - folded) / 2.0;
            columns.fixed += folded * sizes.foldWidth / 2;
        }
        columns.texts = columns.texts || !column.folded;
        columns.all.push_back(&column);
    }
    columns.texts = columns.texts || columns.all.empty();
    const bool outermostFolded = !columns.all.empty() && (host == HostId::Client ? columns.all.front() : columns.all.back())->folded;
    columns.edge = columns.all.empty() ? sizes.bare : outermostFolded ? sizes.foldWidth / 2 + 6 : sizes.edge;
    columns.gap = columns.texts ? sizes.leastGap : (kernelFolded ? sizes.closeGap : sizes.stateGap);
    return columns;
}

void placeColumns(const HostColumns& columns, HostId host, double from, double laneGap, double foldWidth)
{
    double x = from;
    for (std::size_t i = 0; i < columns.all.size(); ++i) {
        if (i > 0)
            x += ((columns.all[i]->folded ? foldWidth : laneGap) + (columns.all[i - 1]->folded ? foldWidth : laneGap)) / 2;
        columns.all[i]->x = x;
    }
    for (std::size_t i = 0; i < columns.all.size(); ++i) {
        const bool outermost = host == HostId::Client ? i == 0 : i + 1 == columns.all.size();
        const auto next = host == HostId::Client ? i - 1 : i + 1;
        columns.all[i]->beyond = outermost ? columns.edge - 10 : std::abs(columns.all[next]->x - columns.all[i]->x) - 20;
    }
}

} // namespace

SequenceColumns SequenceColumns::of(const SequenceIndex& index, double whole, double scale, double gutter, const SequenceFolds& folds)
{
    const double width = whole - gutter;
    const double tight = gutter > 0 ? besideTimes : 1;
    const double leastWire = lab::leastWire * scale * tight;
    const double narrowLanes = lab::narrowLanes * scale, laneDistance = lab::laneDistance * scale;
    const ColumnSizes sizes {SequenceColumns::edge * scale, bareEdge * scale, leastGap * scale * tight, stateGap * scale, closeGap * scale,
                             foldWidth * scale};
    SequenceColumns columns;
    columns.assign(index, folds);
    columns.oneHost = index.oneHost();
    std::array<HostColumns, hostCount> hosts;
    for (const HostId host : {HostId::Client, HostId::Server}) {
        columns.kernelFolded[sideOf(host)] = folds.has(SequenceFold::kernel(host));
        hosts[sideOf(host)] = hostColumns(columns.programs, host, columns.kernelFolded[sideOf(host)], sizes);
        columns.callTexts[sideOf(host)] = hosts[sideOf(host)].texts;
    }
    double fixed = leastWire;
    for (std::size_t host = columns.oneHost ? 1 : 0; host < hostCount; ++host)
        fixed += hosts[host].edge + hosts[host].gap;
    fixed += hosts[0].fixed + hosts[1].fixed;
    const double between = hosts[0].between + hosts[1].between;
    columns.laneGap = between > 0 ? std::clamp((width - fixed) / between, narrowLanes, laneDistance) : laneDistance;
    const double least = fixed + between * columns.laneGap;
    columns.width = std::max(width, least);
    // Calls are long ("connect(3, 10.9.0.2:8080)"): they get as much of the room as the wire does.
    const double extra = columns.width - least;
    for (std::size_t host = 0; host < hostCount; ++host)
        columns.gap[host] = hosts[host].gap + (hosts[host].texts ? std::min(extra * 0.3, 150.0 * scale) : 0);
    columns.kernel[0] = columns.oneHost ? 0 : hosts[0].edge + hosts[0].span(columns.laneGap) + columns.gap[0];
    columns.kernel[1] = columns.width - hosts[1].edge - hosts[1].span(columns.laneGap) - columns.gap[1];
    if (index.thisMachine()) {
        columns.kernel[0] += std::max(0.0, (columns.width - columns.kernel[0] - sizes.edge - leastWire) * 0.5);
        columns.kernel[1] = columns.width + 2 * sizes.edge; // there is none: out of sight
    }
    placeColumns(hosts[0], HostId::Client, hosts[0].edge, columns.laneGap, sizes.foldWidth);
    placeColumns(hosts[1], HostId::Server, columns.kernel[1] + columns.gap[1], columns.laneGap, sizes.foldWidth);
    for (const HostId host : {HostId::Client, HostId::Server}) {
        const double out = (host == HostId::Client ? -1 : 1);
        const double bars = columns.kernelFolded[sideOf(host)] ? barWidth / 2 : (index.places(host) - 0.5) * barWidth;
        columns.outer[sideOf(host)] = columns.kernel[sideOf(host)] + out * (bars + 2);
        columns.inner[sideOf(host)] = columns.kernel[sideOf(host)] - out * (barWidth / 2 + 2);
    }
    columns.moveRight(gutter);
    return columns;
}

void SequenceColumns::moveRight(double by)
{
    gutter = by;
    width += by;
    for (auto* all : {&kernel, &outer, &inner})
        for (double& x : *all)
            x += by;
    for (SequenceColumn& column : programs)
        column.x += by;
    lanes.clear();
    for (const std::uint32_t column : columnOf)
        lanes.push_back(column == noRow ? -1 : programs[column].x);
}

std::pair<double, double> SequenceColumns::spanOf(const SequenceIndex& index, std::uint32_t row) const
{
    const SequenceRow what = index.rows()[row];
    const auto own = static_cast<std::size_t>(what.host);
    double from = kernel[own], to = kernel[own];
    const auto reach = [&](std::uint32_t lane) {
        if (lane == noRow || columnOf[lane] == noRow)
            return;
        from = std::min(from, programs[columnOf[lane]].x);
        to = std::max(to, programs[columnOf[lane]].x);
    };
    if (what.ofPacket()) {
        from = std::min(kernel[0], kernel[1]);
        to = std::max(kernel[0], kernel[1]);
    } else if (what.kind == SequenceRow::Kind::Call || what.kind == SequenceRow::Kind::Return) {
        reach(index.calls()[what.ref].lane);
    } else if (what.kind == SequenceRow::Kind::Exit) {
        reach(what.ref);
    }
    return {std::max(gutter, from - edge), std::min(width, to + edge)};
}

} // namespace lab
