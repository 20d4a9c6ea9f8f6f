#include "views/sequence/SequenceColumns.h"

#include "views/shared/Painting.h"

#include <QFontMetricsF>

#include <algorithm>

namespace lab {

namespace {

constexpr double laneDistance = 78; ///< between programs of one host
constexpr double narrowLanes = 52; ///< the same, where there are many
constexpr double leastGap = 140; ///< between a kernel and its nearest program
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

SequenceColumns SequenceColumns::of(const SequenceIndex& index, double whole, double scale, double gutter)
{
    const double width = whole - gutter;
    const double tight = gutter > 0 ? besideTimes : 1;
    const double edge = SequenceColumns::edge * scale, leastGap = lab::leastGap * scale * tight, leastWire = lab::leastWire * scale * tight;
    const double narrowLanes = lab::narrowLanes * scale, laneDistance = lab::laneDistance * scale;
    // A program without calls has a lifeline only while its host has no other to show.
    std::array<bool, hostCount> called {};
    for (const SequenceLane& lane : index.lanes())
        called[sideOf(lane.host)] = called[sideOf(lane.host)] || lane.calls;
    std::array<std::size_t, hostCount> programs {};
    for (const SequenceLane& lane : index.lanes())
        programs[sideOf(lane.host)] += lane.calls || !called[sideOf(lane.host)] ? 1 : 0;
    const auto inners = [&](std::size_t host) { return programs[host] > 1 ? double(programs[host] - 1) : 0.0; };
    const bool oneHost = index.oneHost();
    const double fixed = (oneHost ? 1 : 2) * (edge + leastGap) + leastWire, between = inners(0) + inners(1);
    SequenceColumns columns;
    columns.oneHost = oneHost;
    columns.laneGap = between > 0 ? std::clamp((width - fixed) / between, narrowLanes, laneDistance) : laneDistance;
    const double least = fixed + between * columns.laneGap;
    columns.width = std::max(width, least);
    // Calls are long ("connect(3, 10.9.0.2:8080)"): they get as much of the room as the wire does.
    const double extra = columns.width - least;
    const double gap = leastGap + std::min(extra * 0.3, 150.0 * scale);
    columns.gap = gap;
    columns.kernel[0] = oneHost ? 0 : edge + inners(0) * columns.laneGap + gap;
    columns.kernel[1] = columns.width - edge - inners(1) * columns.laneGap - gap;
    if (index.thisMachine()) {
        columns.kernel[0] += std::max(0.0, (columns.width - columns.kernel[0] - edge - leastWire) * 0.5);
        columns.kernel[1] = columns.width + 2 * edge; // there is none: out of sight
    }
    for (const HostId host : {HostId::Client, HostId::Server}) {
        const double out = (host == HostId::Client ? -1 : 1);
        columns.outer[sideOf(host)] = columns.kernel[sideOf(host)] + out * ((index.places(host) - 0.5) * barWidth + 2);
        columns.inner[sideOf(host)] = columns.kernel[sideOf(host)] - out * (barWidth / 2 + 2);
    }
    std::array<std::size_t, hostCount> placed {};
    for (const SequenceLane& lane : index.lanes()) {
        if (!lane.calls && called[sideOf(lane.host)]) {
            columns.lanes.push_back(-1);
            continue;
        }
        const double number = static_cast<double>(placed[sideOf(lane.host)]++) * columns.laneGap;
        columns.lanes.push_back(lane.host == HostId::Client ? edge + number : columns.kernel[1] + gap + number);
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
    for (double& x : lanes)
        if (x >= 0)
            x += by;
}

} // namespace lab
