#pragma once
// BuffersTable: one byte stream at the playhead as a table, band after band: which bytes, which send() wrote them, which recv()
// took them, and what has become of them.

#include "views/buffers/BuffersCanvas.h"
#include "views/shared/DiagramTable.h"

#include <array>

namespace lab {

class BuffersTable : public DiagramTable
{
    Q_DECLARE_TR_FUNCTIONS(BuffersTable)

public:
    BuffersTable(const BuffersCanvas& canvas, std::size_t position, bool whole);

    QStringList columns() const override;
    std::size_t rows() const override;
    QString cell(std::size_t row, int column) const override;
    Selection::What what(std::size_t row) const override;

    bool whole() const override { return m_whole; }

private:
    struct Band
    {
        std::size_t listed = 0; ///< calls or segments
        std::vector<BufferBlock> more; ///< bytes that lie in a buffer, or that a call waits for
        std::size_t end = 0; ///< the row after its last one
    };

    const ByteStream* stream() const;
    BufferBlock blockAt(std::size_t row) const;
    BufferBlock listed(const ByteStream& stream, BufferBand band, std::size_t number) const;
    QString writers(const BufferBlock& block) const;
    QString takers(const BufferBlock& block) const;

    const BuffersCanvas& m_canvas;
    std::size_t m_position;
    bool m_whole;
    int m_stream;
    std::array<Band, bufferBands> m_bands;
};

} // namespace lab
