#pragma once
// HexView: bytes as offset, hexadecimal and text, eight or sixteen a line as the width allows. One range is marked;
// clicking a byte or moving to it by the arrow keys says so. It knows nothing of what the bytes mean.

#include "model/base/Bytes.h"
#include "views/shared/Theme.h"

#include <QAbstractScrollArea>

namespace lab {

class HexView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit HexView(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void setBytes(const Bytes& bytes);
    void mark(std::size_t offset, std::size_t length);

    std::size_t markedOffset() const { return m_offset; }

    std::size_t markedLength() const { return m_length; }

    /// Where byte `index` is painted, in viewport coordinates.
    QRect byteRect(std::size_t index) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void byteChosen(qulonglong index);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void layOut();
    void paintLine(QPainter& painter, int line, int y) const;
    void choose(std::size_t index);
    int lines() const;
    int textX() const;
    int rowHeight() const;

    Theme m_theme;
    Bytes m_bytes;
    QFont m_font;
    int m_perLine = 8, m_advance = 8;
    std::size_t m_offset = 0, m_length = 0, m_cursor = 0;
};

} // namespace lab
