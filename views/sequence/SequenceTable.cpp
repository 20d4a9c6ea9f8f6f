#include "views/sequence/SequenceTable.h"

#include "model/base/Text.h"
#include "views/shared/Labels.h"

#include <algorithm>

namespace lab {

using RowKind = SequenceRow::Kind;

Selection::What sequenceWhat(const SequenceIndex& index, std::uint32_t row)
{
    const SequenceRow& what = index.rows()[row];
    Selection::What selected;
    selected.event = what.event;
    if (what.ofPacket())
        selected.packet = index.flights()[what.ref].packet;
    else if (what.kind == RowKind::Call || what.kind == RowKind::Return)
        selected.call = index.calls()[what.ref].call;
    else if (const std::uint32_t bar = std::min(what.bar[0], what.bar[1]); bar != noRow)
        selected.socket = index.bars()[bar].socket;
    return selected;
}

SequenceTable::SequenceTable(const SequenceReading& reading, const SequenceTexts& texts, const Playhead& playhead)
    : m_reading(reading)
    , m_index(reading.index())
    , m_texts(texts)
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
    const SequenceRow& what = m_index.rows()[row];
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
        return states(what);
    }
}

QString SequenceTable::from(const SequenceRow& row) const
{
    switch (row.kind) {
    case RowKind::Call:
        return m_texts.lane(m_index.calls()[row.ref].lane);
    case RowKind::Exit:
        return m_texts.lane(row.ref);
    case RowKind::Sent:
        return m_texts.kernel(m_index.flights()[row.ref].from);
    case RowKind::Held:
    case RowKind::Repeated:
    case RowKind::Copied:
    case RowKind::Delivered:
    case RowKind::Dropped:
        return tr("wire");
    default:
        return m_texts.kernel(row.host);
    }
}

QString SequenceTable::to(const SequenceRow& row) const
{
    switch (row.kind) {
    case RowKind::Call:
        return m_texts.kernel(row.host);
    case RowKind::Return:
        return m_texts.lane(m_index.calls()[row.ref].lane);
    case RowKind::Sent:
        return tr("wire");
    case RowKind::Delivered: {
        const SequenceFlight& flight = m_index.flights()[row.ref];
        return m_texts.kernel((flight.from == HostId::Client) == flight.loops ? HostId::Client : HostId::Server);
    }
    default:
        return {};
    }
}

QString SequenceTable::states(const SequenceRow& row) const
{
    QStringList all;
    for (const std::uint32_t bar : row.bar)
        if (bar != noRow)
            all << m_texts.kernel(m_index.bars()[bar].host) + QStringLiteral(": ") + m_texts.bar(bar);
    return all.join(QStringLiteral(", "));
}

Selection::What SequenceTable::what(std::size_t row) const
{
    return row < m_reading.axis().size() ? sequenceWhat(m_index, m_reading.axis().rowAt(row)) : Selection::What {};
}

} // namespace lab
