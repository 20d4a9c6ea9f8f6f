#pragma once
// SequenceCanvas: paints the visible rows of the sequence diagram under a header that stays, and takes keys and mouse.
// A painting costs what is in sight, whatever the journal's length.

#include "views/sequence/SequenceLayout.h"
#include "views/shared/View.h"

#include <QAbstractScrollArea>

namespace lab {

class SequenceCanvas : public QAbstractScrollArea
{
    Q_OBJECT

public:
    SequenceCanvas(ViewContext& context, QWidget* parent);

    void refresh(); ///< journal, playhead, language or theme changed
    void showSelection(); ///< selection changed: lights it and scrolls to it

    const SequenceIndex& index() const { return m_index; }

    const SequenceTexts& texts() const { return m_texts; }

    /// At which every row that begins at or after event `from` is in sight: a canvas so high follows the last row.
    QSize wholeSize(int width, std::size_t from) const;

    QSize sizeHint() const override { return {820, 380}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void measure();
    double headerHeight() const;
    std::uint32_t rows() const;
    std::uint32_t currentRow() const;
    std::uint32_t rowAt(double y) const;
    void selectRow(std::uint32_t row);
    void reveal(std::uint32_t row);
    SequenceLit lit() const;
    void paintHeader(QPainter& painter) const;
    void paintNotes(QPainter& painter, std::uint32_t first, std::uint32_t last) const;
    QString textOf(std::uint32_t row) const; ///< with its notes
    void paintShape(QPainter& painter, const SequenceShape& shape) const;
    void paintLabel(QPainter& painter, const SequenceShape& shape) const;

    ViewContext& m_context;
    SequenceIndex m_index;
    SequenceTexts m_texts;
    SequenceFonts m_fonts;
    SequenceColumns m_columns;
    double m_rowHeight = 24;
    Language m_language = Language::English;
    bool m_selecting = false;
};

} // namespace lab
