#include "views/sequence/SequenceTable.h"

#include "model/base/Text.h"
#include "views/shared/Labels.h"

#include <algorithm>

namespace lab {

using RowKind = SequenceRow::Kind;

Selection::What sequenceWhat(const SequenceIndex& index, std::uint32_t row)
{
    const SequenceRow what = index.rows()[row];
    const auto bars = index.rows().barsIn(row);
    Selection::What selected;
    selected.event = what.event;
    if (what.ofPacket())
        selected.packet = index.flight(what.ref).packet;
    else if (what.kind == RowKind::Call || what.kind == RowKind::Return)
        selected.call = index.calls()[what.ref].call;
    else if (const std::uint32_t bar = std::min(bars[0], bars[1]); bar != noRow)
        selected.socket = index.bars().socket(bar);
    return selected;
}

SequenceTable::SequenceTable(const SequenceReading& reading, const SequenceTexts& texts, const SequenceColumns& columns,
                             const Playhead& playhead)
    : m_reading(reading)
    , m_index(reading.index())
    , m_texts(texts)
    , m_columns(columns)
    , m_playhead(playhead)
    , m_rows(reading.slotsAt(playhead.position()))
    , m_whole(m_index.followed() == playhead.journal().size() && reading.axis().complete())
{
}

QStringList SequenceTable::columns() const
{
    return {tr("Time (s)"), tr("From"), tr("To"), tr("What"), tr("States that begin")};
}

QString SequenceTable::cell(std::size_t number, int column) const
{
    if (number >= m_reading.axis().size())
        return {}; // another filter was given since
    const std::uint32_t row = m_reading.axis().rowAt(number);
    const SequenceRow what = m_index.rows()[row];
    switch (column) {
    case 0:
        return toQString(secondsText(m_playhead.journal().timeOf(what.event).ns));
    case 1:
        return from(what);
    case 2:
        return to(what);
    case 3:
        return m_texts.what(row);
    default:
        return states(row);
    }
}

QString SequenceTable::program(std::uint32_t lane) const
{
    const QString name = m_texts.lane(lane);
    if (lane >= m_columns.columnOf.size() || !m_columns.folded(lane))
        return name;
    const SequenceColumn& column = m_columns.programs[m_columns.columnOf[lane]];
    return column.lanes > 1 ? tr("%1 (folded: %2)").arg(name, m_texts.column(column)) : tr("%1 (folded)").arg(name);
}

QString SequenceTable::kernel(HostId host) const
{
    const QString name = m_texts.kernel(host);
    return m_columns.kernelFolded[static_cast<std::size_t>(host)] ? tr("%1 (folded)").arg(name) : name;
}

QString SequenceTable::from(const SequenceRow& row) const
{
    switch (row.kind) {
    case RowKind::Call:
        return program(m_index.calls()[row.ref].lane);
    case RowKind::Exit:
        return program(row.ref);
    case RowKind::Sent:
        return kernel(m_index.flight(row.ref).from);
    case RowKind::Held:
    case RowKind::Repeated:
    case RowKind::Copied:
    case RowKind::Delivered:
    case RowKind::Dropped:
        return tr("wire");
    default:
        return kernel(row.host);
    }
}

QString SequenceTable::to(const SequenceRow& row) const
{
    switch (row.kind) {
    case RowKind::Call:
        return kernel(row.host);
    case RowKind::Return:
        return program(m_index.calls()[row.ref].lane);
    case RowKind::Sent:
        return tr("wire");
    case RowKind::Delivered: {
        const SequenceFlight flight = m_index.flight(row.ref);
        return kernel((flight.from == HostId::Client) == flight.loops ? HostId::Client : HostId::Server);
    }
    default:
        return {};
    }
}

QString SequenceTable::states(std::uint32_t row) const
{
    QStringList all;
    for (const std::uint32_t bar : m_index.rows().barsIn(row))
        if (bar != noRow)
            all << m_texts.kernel(m_index.bars().host(bar)) + QStringLiteral(": ") + m_texts.bar(bar);
    return all.join(QStringLiteral(", "));
}

Selection::What SequenceTable::what(std::size_t row) const
{
    return row < m_reading.axis().size() ? sequenceWhat(m_index, m_reading.axis().rowAt(row)) : Selection::What {};
}

} // namespace lab
