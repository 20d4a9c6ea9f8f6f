#include "views/sequence/SequenceHeads.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace lab {

namespace {

constexpr double kernelHead = 124; ///< px at the usual text
constexpr double aloneHead = 66; ///< of a folded column, up to its kernel's head

} // namespace

SequenceHeads::SequenceHeads(const SequenceIndex& index, const SequenceTexts& texts, const SequenceColumns& columns,
                             const SequenceFonts& fonts)
    : m_index(index)
    , m_texts(texts)
    , m_columns(columns)
    , m_fonts(fonts)
    , m_scale(SequenceColumns::scaleFor(fonts))
{
    for (const SequenceColumn& column : m_columns.programs)
        ++m_count[static_cast<std::size_t>(column.host)];
}

bool SequenceHeads::alone(const SequenceColumn& column) const
{
    return m_count[static_cast<std::size_t>(column.host)] == 1;
}

double SequenceHeads::height(const SequenceFonts& fonts)
{
    return std::ceil(QFontMetricsF(fonts.bold).height()) + 20;
}

SequenceHead SequenceHeads::head(double x, const QString& text, double room, bool foldable) const
{
    const double words = QFontMetricsF(m_fonts.bold).horizontalAdvance(text) + 10;
    const double width = std::min(words + markWidth, room), least = m_columns.gutter + 2;
    const double left = std::clamp(x - width / 2, least, std::max(least, m_columns.width - width - 2));
    SequenceHead head;
    head.rect = QRectF(left, 6, width, height(m_fonts) - 12);
    head.text = head.whole = text;
    head.mark = foldable && words + markWidth <= room + 2; // where there is little room, it is the name's
    return head;
}

/// A folded column has a name where nothing stands beside it; a host's only program has more room than one of many.
SequenceHead SequenceHeads::programs(const SequenceColumn& column) const
{
    const auto side = static_cast<std::size_t>(column.host);
    const bool free = alone(column) && !m_columns.kernelFolded[side];
    const double narrow = (SequenceColumns::foldWidth - 4) * m_scale;
    const double among = alone(column) ? std::min(2 * SequenceColumns::edge * m_scale - 4, m_columns.gap[side]) : m_columns.laneGap - 6;
    SequenceHead head = this->head(column.x, m_texts.brief(column), column.folded ? (free ? aloneHead * m_scale : narrow) : among, true);
    head.whole = m_texts.column(column);
    head.fold = column.what;
    head.folded = column.folded;
    if (column.folded) {
        head.mark = true;
        if (!free)
            head.text.clear();
    }
    return head;
}

/// Up to the next head, and not beyond the middle of the wire.
double SequenceHeads::kernelRoom(HostId host) const
{
    const auto side = static_cast<std::size_t>(host);
    if (m_columns.kernelFolded[side] && !m_columns.callTexts[side])
        return (SequenceColumns::foldWidth - 4) * m_scale; // its programs stand close by
    const SequenceColumn* nearest = nullptr;
    for (const SequenceColumn& column : m_columns.programs)
        if (column.host == host && (nearest == nullptr || host == HostId::Client))
            nearest = &column;
    if (!m_columns.callTexts[side] || m_columns.oneHost || m_index.thisMachine())
        return kernelHead * m_scale;
    const double edge = host == HostId::Client ? m_columns.kernel[0] - m_columns.gutter : m_columns.width - m_columns.kernel[1];
    const double free = nearest == nullptr ? edge : m_columns.gap[side] - programs(*nearest).rect.width() / 2;
    return 2 * std::min(free, (m_columns.kernel[1] - m_columns.kernel[0]) / 2) - 8;
}

void SequenceHeads::kernels(std::vector<SequenceHead>& found) const
{
    if (m_columns.oneHost) {
        const double room = m_columns.kernel[1] - m_columns.gutter - 70; // up to the kernel's own header
        found.push_back(head(m_columns.gutter + room / 2, SequenceTexts::loopback(), room, false));
    }
    for (const HostId host : {HostId::Client, HostId::Server}) {
        if (host == HostId::Client ? m_columns.oneHost : m_index.thisMachine())
            continue;
        const auto side = static_cast<std::size_t>(host);
        const bool folded = m_columns.kernelFolded[side], narrow = folded && !m_columns.callTexts[side];
        const double room = kernelRoom(host);
        SequenceHead kernel = head(m_columns.kernel[side], m_columns.oneHost ? SequenceTexts::oneKernel() : m_texts.kernel(host), room, true);
        kernel.fold = SequenceFold::kernel(host);
        kernel.folded = folded;
        kernel.mark = kernel.mark || folded;
        if (narrow)
            kernel.text.clear();
        found.push_back(std::move(kernel));
    }
}

std::vector<SequenceHead> SequenceHeads::between(double left, double right, std::size_t position) const
{
    std::vector<SequenceHead> found;
    std::vector<std::uint32_t> headOf(m_columns.programs.size(), noRow);
    for (std::uint32_t i = 0; i < m_columns.programs.size(); ++i) {
        const SequenceColumn& column = m_columns.programs[i];
        if (column.x < left - m_columns.laneGap || column.x > right + m_columns.laneGap)
            continue;
        headOf[i] = static_cast<std::uint32_t>(found.size());
        found.push_back(programs(column));
        found.back().ended = true; // unless one of its programs lives
    }
    for (std::size_t lane = 0; lane < m_columns.columnOf.size(); ++lane) {
        const std::uint32_t column = m_columns.columnOf[lane];
        if (column != noRow && headOf[column] != noRow && m_index.lanes()[lane].exited >= position)
            found[headOf[column]].ended = false;
    }
    kernels(found);
    return found;
}

} // namespace lab
